"""A calendar that can not say of every day whether it counts is refused at its place in the design."""

from pathlib import Path

from lagezentrum.outlook.lab.counting import calendar_faults
from tests.outlook.lab.designs import HEAD, read

TEXT = """\
set: {"*.lifting.calendar": arbeitstage}
vary: {"*.raising.calendar": [kalendertage, lampentage]}
"""


def test_each_calendar_that_can_not_count_is_told_at_its_place(tmp_path: Path) -> None:
    design, packed = read(tmp_path, HEAD + TEXT)
    ((path, fault),) = calendar_faults(design, packed, {"03"})
    assert path == ("vary", "*.raising.calendar")
    assert fault[0].en.startswith("the calendar `lampentage` is valid from 2024-01-01 only")
    elsewhere = {path: fault[0].en for path, fault in calendar_faults(design, packed, {"03", "90"})}
    assert set(elsewhere) == {("period",), ("set", "*.lifting.calendar"), ("vary", "*.raising.calendar")}
    assert elsewhere["period",] == "the calendar `werktage` does not know the holidays of 90"
    assert elsewhere["set", "*.lifting.calendar"] == "the calendar `arbeitstage` does not know the holidays of 90"


def test_calendars_that_count_are_let_through(tmp_path: Path) -> None:
    design, packed = read(tmp_path, HEAD + TEXT.replace("lampentage", "werktage"))
    assert not list(calendar_faults(design, packed, {"03", "09"}))
