"""Values as a scenario writes them: keys of areas, steps, and series of figures by day or in blocks of days."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from lagezentrum.law.misfits import misfit
from lagezentrum.law.model import StepName


def _area(value: object) -> object:
    if isinstance(value, int):
        raise misfit(
            de=f'der Schlüssel eines Gebiets ist Text: schreiben Sie "{value}" in Anführungszeichen',
            en=f'the key of an area is text: write "{value}" in quotation marks',
        )
    if isinstance(value, str) and not re.fullmatch(r"\d{2}|\d{5}", value):
        raise misfit(
            de="der Schlüssel eines Gebiets hat zwei Ziffern (ein Land) oder fünf (ein Landkreis)",
            en="the key of an area has two digits (a Land) or five (a district)",
        )
    return value


def _step(value: object) -> object:
    return str(value) if isinstance(value, int) else value


def _by_day(value: object) -> object:
    """Spell out blocks of consecutive days; anything else is left for the model to refuse."""
    blocks = value if isinstance(value, list) else [value]
    days: dict[object, object] = {}
    for block in blocks:
        if not isinstance(block, dict):
            raise misfit(
                de="erwartet wird `TAG: Wert` oder `from: TAG, values: [...]` (oder eine Liste solcher Blöcke)",
                en="expected `DAY: value` or `from: DAY, values: [...]` (or a list of such blocks)",
            )
        for day, figure in _block(block):
            if day in days:
                raise misfit(de=f"{day} steht zweimal in der Reihe", en=f"{day} stands twice in the series")
            days[day] = figure
    return days


def _block(block: Mapping[Any, Any]) -> Iterable[tuple[object, object]]:
    if "from" not in block:
        return block.items()
    first, values = block["from"], block.get("values")
    if set(block) != {"from", "values"} or not isinstance(first, date) or not isinstance(values, list):
        raise misfit(
            de="ein Block von Tagen hat genau `from: TAG` und `values: [...]`",
            en="a block of days has exactly `from: DAY` and `values: [...]`",
        )
    return ((str(first + timedelta(days=number)), figure) for number, figure in enumerate(values))


Area = Annotated[str, BeforeValidator(_area)]
Step = Annotated[StepName, BeforeValidator(_step)]
Value = Annotated[Decimal, Field(ge=0)]
Series = Annotated[dict[date, Value | None], BeforeValidator(_by_day)]
