"""What an address can not ask of a version: parts that it has not, and levels that contradict each other. Pure."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from difflib import get_close_matches

from lagezentrum.law.model import Text
from lagezentrum.outlook.lab.design import neighbours
from lagezentrum.outlook.packed import Packed
from lagezentrum.web.public.policy_lab.controls import CALENDAR, Control, Value

_MOST_TOLD, _LONGEST_NAME = 5, 60


def unknown_parts(given: Mapping[str, str], moved: Sequence[Control]) -> Mapping[str, Text]:
    """Parts of a rule in an address that the page has not for this version; an answer without them would be another's.

    Whatever else a foreign site hangs on an address has no point in its name, and is passed over.
    """
    keys = [control.key for control in moved]
    foreign = [name for name in given if name not in keys and ("." in name or name == CALENDAR)]
    found = {}
    for name in foreign[:_MOST_TOLD]:
        short = name[:_LONGEST_NAME]
        near = get_close_matches(short, keys, 1)
        found[short] = Text(
            de="Diesen Teil hat die Fassung auf dieser Seite nicht"
            + (f"; gemeint ist vielleicht {near[0]}. " if near else ". ")
            + "Stellen Sie die Regel mit den Feldern ein.",
            en="This version has no such part on this page"
            + (f"; perhaps {near[0]} is meant. " if near else ". ")
            + "Set the rule with the fields.",
        )
    return found


def contradictions(
    packed: Packed, moved: Sequence[Control], values: Mapping[str, Value], problems: Mapping[str, Text]
) -> Mapping[str, Text]:
    """Levels that would be easier to reach than the level below them."""
    by_key = {control.key: control for control in moved}
    found: dict[str, Text] = {}
    for lower, upper in neighbours(packed):
        low, high = (by_key[packed.thresholds[place].key] for place in (lower, upper))
        one, other = values.get(low.key, low.in_law), values.get(high.key, high.in_law)
        if not isinstance(one, Decimal) or not isinstance(other, Decimal) or one <= other:
            continue
        if problems.keys() & {low.key, high.key}:
            continue
        at, remedy = (low, "höchstens") if low.key in values else (high, "mindestens")
        bound = other if at is low else one
        found[at.key] = Text(
            de=f"{low.label.de} beginnt bei {_number(one, 'de')}, {high.label.de} schon bei {_number(other, 'de')}. "
            f"Wählen Sie hier {remedy} {_number(bound, 'de')}.",
            en=f"{low.label.en} begins at {one}, but {high.label.en} at {other} already. "
            f"Choose at {'most' if at is low else 'least'} {bound} here.",
        )
    return found


def _number(value: Decimal, language: str) -> str:
    return f"{value:f}".replace(".", ",") if language == "de" else f"{value:f}"
