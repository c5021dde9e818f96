"""Questions to the policy lab, asked or drawn by a test, and the version they are asked of."""

import csv
import io
from datetime import date
from decimal import Decimal

from django.test import Client
from hypothesis import strategies as st

from lagezentrum.law.library import Library
from lagezentrum.outlook.packed import Packed, compile_rules
from lagezentrum.web.public.policy_lab.asked import Possible
from lagezentrum.web.public.policy_lab.controls import Control, Value, controls
from lagezentrum.web.public.policy_lab.question import Answered, question

LIBRARY = Library()
POSSIBLE = Possible("2021-12-12", date(2021, 8, 25), date(2021, 12, 20), date(2021, 11, 1), ("as_known", "final"))
MOVED = {"ranges.hospitalisation.1": "4.5", "ranges.new_cases.2": "80", "*.raising.days": "3", "*.lifting.effect": "1"}


def version(name: str = "2021-12-12", regulation: str = "de-ni/corona-vo") -> tuple[Packed, tuple[Control, ...]]:
    """A version compiled, and what can be moved in it."""
    found = LIBRARY.regulation(regulation).named(name)
    assert found is not None
    packed = compile_rules(found, LIBRARY.calendars)
    return packed, controls(packed, date(2021, 8, 20), ("03",))


def answered(**said: str) -> Answered:
    """The answer of the page to an address; what is not said is as in law, or the usual."""
    found = question(said).answered()
    assert found is not None
    return found


def table(**said: str) -> list[dict[str, str]]:
    """The same as the table for programs, row by row."""
    response = Client().get("/labor/kreise.csv", said)
    assert response.status_code == 200, response.content
    return list(csv.DictReader(io.StringIO(response.content.decode())))


@st.composite
def settings(draw: st.DrawFn, packed: Packed, moved: tuple[Control, ...]) -> dict[str, Value]:
    """Values that differ from the law and do not contradict each other."""
    values: dict[str, Value] = {}
    for indicator in packed.indicators:
        own = [control for control in moved if control.indicator == indicator]
        tenths = st.integers(0, 2 * int(10 * max(Decimal(str(control.in_law)) for control in own)))
        drawn = sorted(draw(st.lists(tenths, min_size=len(own), max_size=len(own))))
        values |= {control.key: Decimal(n) / 10 for control, n in zip(own, drawn, strict=True)}
    for control in moved:
        if control.choices:
            values[control.key] = draw(st.sampled_from([name for name, _ in control.choices]))
        elif not control.indicator:
            values[control.key] = Decimal(draw(st.integers(int(control.low), int(control.high))))
    return {key: value for key, value in values.items() if value != {c.key: c.in_law for c in moved}[key]}
