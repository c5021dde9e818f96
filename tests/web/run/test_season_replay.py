"""The season lived day by day through import, finding and decision is the season computed in one go."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from lagezentrum.engine import fast
from lagezentrum.engine.outcome import Finding
from lagezentrum.engine.standing import Standings
from lagezentrum.law.library import Library
from lagezentrum.season.layout import FIRST_DAY, LAST_DAY
from lagezentrum.season.reading import read_orders, read_season
from lagezentrum.sources.areas import districts
from lagezentrum.sources.orders.order import decisions
from lagezentrum.web.archive import readings
from lagezentrum.web.archive import season as files
from lagezentrum.web.archive.intake import receive
from lagezentrum.web.archive.models import SourceFile
from lagezentrum.web.archive.readings import AsFirstPublished, AsKnownAt
from lagezentrum.web.ledger import chain, folding
from lagezentrum.web.ledger.models import Event
from lagezentrum.web.ledger.payloads import FindingNoted
from lagezentrum.web.situation import situation
from lagezentrum.web.today import BERLIN
from tests.web import databases

AREAS = ("03", *(area.ags for area in districts("03")))
DAYS = [FIRST_DAY + timedelta(days=number) for number in range((LAST_DAY - FIRST_DAY).days + 1)]
THEN = [
    datetime(2021, 9, 10, 9, tzinfo=BERLIN),  # between the files of the morning
    datetime(2021, 10, 26, 12, tzinfo=BERLIN),
    datetime(2021, 12, 8, 12, tzinfo=BERLIN),
    datetime(2022, 2, 1, 23, 59, tzinfo=BERLIN),
]


@pytest.fixture(scope="module")
def in_one_go() -> Standings:
    """The engine alone: bundled figures, orders on record, nothing in force that nobody determined."""
    library = Library()
    regulation = library.regulation("de-ni/corona-vo")
    replay = fast.replay(
        regulation,
        library.calendars,
        read_season(),
        AREAS,
        LAST_DAY,
        decisions=decisions(read_orders()),
        assume="nothing",
    )
    return Standings(regulation, replay, LAST_DAY)


def named(finding: Finding) -> tuple[object, ...]:
    return (finding.version, finding.rule, finding.area, finding.step, finding.change, finding.section)


@pytest.mark.usefixtures("season")
def test_the_levels_of_every_day_are_those_of_the_engine_in_one_go(in_one_go: Standings, settings: Any) -> None:
    settings.TODAY = LAST_DAY.isoformat()
    lived = situation(LAST_DAY)
    assert set(lived.figures) == set(read_season())
    differing = [
        (day, area)
        for day in DAYS
        for area in AREAS
        if lived.standings.on(area, day).level != in_one_go.on(area, day).level
    ]
    assert differing == []
    levels = {lived.standings.on(area, day).level for day in DAYS for area in AREAS}
    assert levels == {0, 1, 2, 3}


@pytest.mark.usefixtures("season")
def test_what_was_known_on_a_day_gives_the_level_of_that_day(in_one_go: Standings, settings: Any) -> None:
    differing = []
    for day in DAYS[::5]:  # on every day of the week
        settings.TODAY = day.isoformat()
        seen = situation(day, as_of=datetime.combine(day, time(23), tzinfo=BERLIN))
        differing += [(day, area) for area in AREAS if seen.standing(area).level != in_one_go.on(area, day).level]
    assert differing == []


@pytest.mark.usefixtures("season")
def test_every_finding_was_noted_once_on_the_day_its_section_ended(in_one_go: Standings) -> None:
    noted: dict[tuple[object, ...], list[date]] = {}
    for event in Event.objects.filter(kind=Event.Kind.FINDING_NOTED):
        said = FindingNoted.model_validate_json(event.payload)
        if said.status == "found":
            key = (said.version, said.rule, said.area, said.step, said.change, said.section)
            noted.setdefault(key, []).append(event.recorded_at.astimezone(BERLIN).date())
    found = {named(f): [f.section_end] for f in in_one_go.effective_findings() if f.status == "found"}
    assert {key: days for key, days in noted.items() if key in found} == found


@pytest.mark.usefixtures("season")
def test_the_decisions_in_the_ledger_are_the_orders_on_record() -> None:
    of_record = decisions(read_orders())
    in_ledger = folding.decisions()
    facts = [(d.kind, d.rule, d.area, d.step, d.decided_on, d.effective) for d in in_ledger]
    assert sorted(facts) == sorted((d.kind, d.rule, d.area, d.step, d.decided_on, d.effective) for d in of_record)
    assert chain.verify() == []


@pytest.mark.usefixtures("season")
def test_every_file_of_the_season_passed_the_gate() -> None:
    assert SourceFile.objects.count() == len(list(files.deliveries(day_by_day=True)))
    assert {file.verdict.kind for file in SourceFile.objects.defer("content")} == {"accepted"}


@pytest.mark.usefixtures("season")
def test_what_was_known_then_does_not_change_when_later_files_come(settings: Any) -> None:
    settings.TODAY = LAST_DAY.isoformat()
    with_later = [_known(then) for then in THEN]
    assert len({known["figures"] for known in with_later}) == len(THEN)
    databases.put_back(f"{databases.name()}_empty")
    for then, known in zip(THEN, with_later, strict=True):
        for one in files.deliveries(then.date(), day_by_day=True):
            if one.at <= then:
                receive(one.content, one.kind, name=one.name, by=None, at=one.at)
        assert _known(then) == known
        assert set(readings.figures(AsFirstPublished())) == known["figures"]


def _known(then: datetime) -> Mapping[str, Any]:
    seen = situation(then.date(), as_of=then)
    return {
        "figures": frozenset(readings.figures(AsKnownAt(then))),
        "met": {area: seen.met(area).level for area in AREAS},
        "findings": seen.replay.findings,
    }
