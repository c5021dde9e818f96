"""How many random cases the property tests of the outlook judge, and whether always the same.

Always the same ones, so that no run fails by chance. For other ones, and as many as one likes:

    OUTLOOK_EXAMPLES=300 pytest tests/outlook
    OUTLOOK_EXAMPLES=300 pytest tests/outlook --hypothesis-seed=7
"""

import os

from hypothesis import HealthCheck, Phase, settings

_WANTED = int(os.environ.get("OUTLOOK_EXAMPLES", "0"))


def drawn(examples: int) -> settings:
    """Settings for a test that judges so many cases unless others are asked for."""
    return settings(
        max_examples=_WANTED or examples,
        derandomize=not _WANTED,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        print_blob=True,
    )


def drawn_unshrunk(examples: int) -> settings:
    """The same without looking for the simplest failure, where judging a case takes long."""
    return settings(drawn(examples), phases=(Phase.explicit, Phase.generate))
