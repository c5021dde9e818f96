"""Whatever names an earliest day, on a page or in the API, takes it from the certain outlook: one day, never two."""

import re
from datetime import date
from itertools import product

import pytest
from django.test import Client

from lagezentrum.engine.progress import Progress
from lagezentrum.outlook.earliest import AreaOutlook, Prospect, prospect_of
from lagezentrum.web.public.outlook import Coming, Outlook
from lagezentrum.web.situation import situation
from tests.web.public.conftest import Read, Words, words_of

pytestmark = pytest.mark.django_db
HANNOVER, HEIDEKREIS, OSNABRUECK, LAND = "03241", "03358", "03404", "03"
DAYS = [
    date(2021, 9, 1),  # sections that hung on missing values and are broken since
    date(2021, 9, 21),  # the last day of a version
    date(2021, 11, 23),  # the day before the regulation itself sets level 1
    date(2021, 11, 27),
    date(2021, 12, 15),  # an order of the Land, and levels of districts met and not determined
    date(2021, 12, 20),
]
_EARLIEST = re.compile(r"rühestens (?:vollständig am|ab) \w+, (\d+)\. (\w+)")
_MONTHS = ("September", "Oktober", "November", "Dezember", "Januar", "Februar")


def days_of(found: AreaOutlook) -> set[date | None]:
    """Every day that an outlook names."""
    named: set[date | None] = {step.earliest for step in found.steps}
    for one in found.prospects:
        named |= {one.earliest}
        for way in one.ways:
            for path in (way.earliest, way.certain):
                named |= {path.effect, path.section_end} if path is not None else set()
    return named


def told(shown: date, page: str) -> set[date]:
    """Every day to come that a page calls the earliest; days gone by belong to the story of how a level came."""
    found = set()
    for number, month in _EARLIEST.findall(page):
        at = (_MONTHS.index(month) + 8) % 12 + 1
        found.add(date(shown.year + (at < shown.month), at, int(number)))
    return {day for day in found if day > shown}


def of_coming(change: Coming, found: AreaOutlook) -> Prospect | None:
    return prospect_of(found, change.rule, change.step, change.change)


def of_boxes(running: Progress, found: AreaOutlook) -> Prospect | None:
    return prospect_of(found, running.rule, running.step, running.change)


@pytest.mark.parametrize("day", DAYS)
def test_boxes_cards_and_what_comes_next_name_the_day_of_the_outlook(season_record: None, day: date) -> None:
    seen = situation(day)
    for area in [*seen.areas][day.day % 6 :: 6]:
        found, steps = seen.earliest(area), {(s.step, s.change): s for s in seen.earliest(area).steps}
        for running in seen.progress(area):
            same = of_boxes(running, found)
            assert running.earliest_effect == (same.earliest if same is not None else None)
        for change in Outlook(seen).coming(area):
            same, step = of_coming(change, found), steps[change.step, change.change]
            late = change.kind == "undetermined" and same is not None and same.state != "undetermined"
            assert same is not None
            assert late or change.day == same.earliest  # where late, the sentence names no day
            assert late or change.kind == "determined" or step.earliest is not None
            assert late or step.earliest is None or step.earliest <= change.day


@pytest.mark.parametrize(("day", "area"), [*zip(DAYS, [HEIDEKREIS, HANNOVER, OSNABRUECK] * 2, strict=True)])
def test_no_sentence_of_a_page_names_another_day(read: Read, day: date, area: str) -> None:
    found = situation(day).earliest(area)
    page = words_of(read(f"/kreis/{area}/", tag=day.isoformat()).get_element_by_id("inhalt"))
    named = told(day, page)
    assert named
    assert named <= days_of(found)


@pytest.mark.parametrize("day", [DAYS[1], DAYS[4]])
def test_the_page_of_the_land_too(read: Read, day: date) -> None:
    page = words_of(read("/land/", tag=day.isoformat()).get_element_by_id("inhalt"))
    assert told(day, page) <= days_of(situation(day).earliest(LAND))


def test_next_and_outlook_of_the_api_are_one_answer(season_record: None) -> None:
    for day, area in product(("2021-09-21", "2021-11-27", "2021-12-15"), (HANNOVER, LAND)):
        address = f"/api/v1/districts/{area}"
        coming = Client().get(f"{address}/level", {"on": day}).json()["data"]["next"]
        rules = Client().get(f"{address}/outlook", {"on": day}).json()["data"]["rules"]
        named = {(r["rule"], r["step"], r["change"]): r["earliest"] for r in rules}
        assert coming or (day, area) == ("2021-09-21", LAND)  # no rule for the Land before the day after
        for change in coming:
            assert change["earliest_effect"] == named.get((change["rule"], change["step"], change["change"]))


def test_what_hung_on_values_of_days_gone_by_names_no_day_beside_that_of_the_outlook(words: Words) -> None:
    said = words("/kreis/03153/", tag="2021-09-01")
    assert "Offen: Warnstufe 1. Ob es an früheren Tagen erreicht war, hängt an Werten, die fehlen." in said
