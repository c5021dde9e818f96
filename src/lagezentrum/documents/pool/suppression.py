"""Small counts of people are not told: who knows an authority could tell from them who is meant."""

from collections.abc import Mapping
from typing import Final

LEAST: Final = 5
"""Fewer people than this are not counted in public; nobody at all may be said."""


def told(count: int) -> int | None:
    """The count, or None where it is too small to be told."""
    return None if 0 < count < LEAST else count


def told_beside_total(counts: Mapping[str, int]) -> dict[str, int | None]:
    """Counts that stand beside their sum: so many are None that none of them follows from the rest.

    Besides the small ones the next larger are left out until they make up at least `LEAST`, and so are at least two.
    """
    hidden = {key for key, count in counts.items() if told(count) is None}
    if hidden:
        for key in sorted(counts.keys() - hidden, key=lambda one: (counts[one], one)):
            if sum(counts[one] for one in hidden) >= LEAST:
                break
            if counts[key]:
                hidden.add(key)
    return {key: None if key in hidden else count for key, count in counts.items()}
