"""What really happened in Lower Saxony in winter 2021/22, found from the figures as they were published."""

import csv
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path

from lagezentrum.engine import fast
from lagezentrum.engine.decisions import Decision
from lagezentrum.engine.observations import Figures, Observation
from lagezentrum.engine.outcome import Finding, MissingValue
from lagezentrum.engine.standing import Standings
from lagezentrum.law.model import Regulation, Version
from lagezentrum.sources.directory import read_directory
from tests.golden.conftest import FILES_END, LAND, LAST_DAY, LIBRARY, Record

FIVE_THAT_FAILED = {"03255", "03256", "03358", "03404", "03405"}
FIRST_SECTION = tuple(date(2021, 11, day) for day in (24, 25, 26, 27, 29))
SECTION_OF_15_DECEMBER = tuple(date(2021, 12, day) for day in (10, 11, 13, 14, 15))
ORDER_OF_15_DECEMBER = Decision("determined", "statewide", LAND, "2", date(2021, 12, 15), date(2021, 12, 17))
HERE = Path(__file__).parent


def raised_locally(findings: tuple[Finding, ...], effect: date) -> set[str]:
    """The districts in which local level 2 is certainly reached with that earliest date."""
    return {
        f.area
        for f in findings
        if (f.rule, f.step, f.change, f.status) == ("local", "2", "raise", "found") and f.earliest_effect == effect
    }


def test_statewide_level_1_holds_from_24_november_by_the_regulation_itself(winter: Record) -> None:
    assert winter.standings.on(LAND, date(2021, 11, 23)).level == 0
    standing = winter.standings.on(LAND, date(2021, 11, 24))
    assert standing.level == 1
    assert [episode.basis for episode in standing.episodes] == ["regulation"]
    assert {winter.standings.on(area, date(2021, 11, 24)).level for area in winter.figures.areas("new_cases")} == {1}


def test_local_level_2_is_met_from_1_december_in_40_districts_and_not_in_the_five_named(winter: Record) -> None:
    districts = set(winter.figures.areas("new_cases"))
    assert len(districts) == 45
    assert districts - raised_locally(winter.replay.findings, date(2021, 12, 1)) == FIVE_THAT_FAILED
    sections = {
        f.section
        for f in winter.replay.findings
        if (f.rule, f.step, f.earliest_effect, f.status) == ("local", "2", date(2021, 12, 1), "found")
    }
    assert sections == {FIRST_SECTION}


def test_the_shared_files_give_what_the_bundled_season_gives(winter: Record, shared_data: Path) -> None:
    figures = read_directory(shared_data, first=date(2021, 8, 25), last=LAST_DAY, states=[LAND], latest=FILES_END)
    areas = (LAND, *figures.areas("new_cases"))
    assert fast.replay(winter.regulation, LIBRARY.calendars, figures, areas, LAST_DAY) == winter.replay


def test_with_final_figures_other_districts_would_have_reached_level_2(
    winter: Record, season: Figures, shared_data: Path
) -> None:
    with (shared_data / "nds_district_7day_incidence.csv").open(encoding="utf-8", newline="") as file:
        final = [
            Observation(
                "new_cases",
                row["ags"],
                day,
                Decimal(row["incidence_7d_final"]),
                datetime.combine(day, time.min),
                "final",
            )
            for row in csv.DictReader(file)
            if date(2021, 11, 24) <= (day := date.fromisoformat(row["date"])) <= date(2021, 12, 1)
        ]
    figures = Figures([*(o for o in season if o.indicator != "new_cases"), *final])
    areas = (LAND, *figures.areas("new_cases"))
    replay = fast.replay(winter.regulation, LIBRARY.calendars, figures, areas, date(2021, 12, 1))
    reached = raised_locally(replay.findings, date(2021, 12, 1))
    assert reached > raised_locally(winter.replay.findings, date(2021, 12, 1))
    assert FIVE_THAT_FAILED - reached == {"03255", "03256"}


def test_statewide_level_2_is_undetermined_and_hangs_on_one_value(winter: Record) -> None:
    in_december = [f for f in winter.effective("statewide") if f.section_end >= date(2021, 11, 24)]
    assert in_december == [
        Finding(
            "2021-12-12",
            "statewide",
            LAND,
            "2",
            "raise",
            SECTION_OF_15_DECEMBER,
            date(2021, 12, 17),
            "undetermined",
            (MissingValue("icu_share", LAND, date(2021, 12, 10)),),
            date(2021, 12, 15),
        )
    ]
    assert winter.standings.on(LAND, date(2021, 12, 20)).level == 1


def test_the_order_of_15_december_fits_any_share_above_10(winter: Record, season: Figures) -> None:
    def outcome(share: str) -> list[tuple[str, tuple[date, ...]]]:
        day = date(2021, 12, 10)
        known = Observation("icu_share", LAND, day, Decimal(share), datetime.combine(day, time.min), "assumed")
        figures = Figures([*season, known])
        replay = fast.replay(winter.regulation, LIBRARY.calendars, figures, [LAND], date(2021, 12, 16))
        return [(f.status, f.section) for f in replay.findings if f.section_end >= date(2021, 12, 12)]

    assert outcome("10.0") == []
    assert outcome("10.04") == []
    assert outcome("10.1") == outcome("30") == [("found", SECTION_OF_15_DECEMBER)]


def with_lifting_of_november(regulation: Regulation) -> Regulation:
    """The regulation as if the version of 12 December lifted by the rule of 24 November."""
    november, december = regulation.named("2021-11-24"), regulation.named("2021-12-12")
    assert november is not None
    assert december is not None
    rules = {
        name: rule.model_copy(update={"lifting": november.rules[name].lifting}) for name, rule in december.rules.items()
    }
    changed: Version = december.model_copy(update={"rules": rules})
    versions = tuple(changed if v is december else v for v in regulation.versions)
    return Regulation(id=regulation.id, versions=versions)


def test_after_the_order_of_15_december_level_2_is_not_lifted_on_23_december_but_was_under_the_older_rule(
    winter: Record, season: Figures
) -> None:
    arguments = (LIBRARY.calendars, season, [LAND], date(2021, 12, 23))
    in_force = fast.replay(winter.regulation, *arguments, decisions=[ORDER_OF_15_DECEMBER])
    assert [f for f in in_force.findings if f.change == "lower"] == []
    standings = Standings(winter.regulation, in_force, date(2021, 12, 23))
    assert [standings.on(LAND, date(2021, 12, day)).level for day in (16, 17, 23)] == [1, 2, 2]

    older = with_lifting_of_november(winter.regulation)
    seed = fast.replay(older, *arguments, decisions=[ORDER_OF_15_DECEMBER])
    assert [(f.step, f.section, f.earliest_effect) for f in seed.findings if f.change == "lower"] == [
        ("2", tuple(date(2021, 12, day) for day in (16, 17, 18, 20, 21)), date(2021, 12, 23))
    ]
    standings = Standings(older, seed, date(2021, 12, 23))
    assert [standings.on(LAND, date(2021, 12, day)).level for day in (22, 23)] == [2, 1]


def test_level_3_holds_from_24_december_to_23_february_and_nothing_after(winter: Record) -> None:
    day = date(2021, 12, 24)
    while day <= LAST_DAY:
        standing = winter.standings.on("03404", day)
        assert (standing.level, standing.fixed is not None) == (3, True)
        day += timedelta(days=1)
    assert winter.standings.on(LAND, day).version is None


def test_the_figures_of_12_and_13_december_decide_although_they_were_too_low(season: Figures) -> None:
    noted = {o.day for o in season if o.indicator == "new_cases" and o.note and o.day.month == 12}
    assert {date(2021, 12, 12), date(2021, 12, 13)} <= noted
    for area in season.areas("new_cases"):
        seen = season.first_published("new_cases", area, date(2021, 12, 13))
        assert seen is not None
        assert seen.value is not None


def test_3g_was_raised_and_lowered_as_in_the_committed_table(winter: Record) -> None:
    with (HERE / "3g_raises_and_lowers.csv").open(encoding="utf-8", newline="") as file:
        expected = [tuple(row.values()) for row in csv.DictReader(file)]
    found = [(f.area, f.change, str(f.section_end), str(f.earliest_effect)) for f in winter.effective("new-cases")]
    assert {f.status for f in winter.effective("new-cases")} == {"found"}
    assert sorted(found, key=lambda row: (row[0], row[2])) == expected
    assert len({area for area, *_ in expected}) == 45
