"""Whoever changes a number, word, date or route of a shipped regulation by mistake breaks one of its scenarios."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import yaml

from lagezentrum.engine import reference
from lagezentrum.engine.rehearsal import rehearse
from lagezentrum.law.library import Library
from lagezentrum.law.model import Regulation
from lagezentrum.law.problems import LawError
from lagezentrum.law.reading import read_version
from lagezentrum.law.scenarios import Scenario, read_scenarios
from tests.scenarios.mutations import Mutation, mutations

LIBRARY = Library()

FIRST = "there is no version before it whose count could carry over"
ONE_WAY = "only one set of indicators can meet the condition, so it is the same one on every day"
LATER = "days count from the day after the effect, which is later than either first day"

# Mutants that no series of figures can tell from the law as shipped: (version, change) → why.
EQUIVALENT: dict[str, dict[tuple[str, str], str]] = {
    "de-ni/corona-vo": {
        ("2021-08-25", "sections.five-days.starts → carries_over"): FIRST,
        ("2021-12-12", "sections.five-days.throughout → any_each_day"): ONE_WAY,
    },
    "de-ni/stufenplan": {
        ("2021-06-01", "sections.three-days-up.throughout → any_each_day"): ONE_WAY,
        ("2021-06-01", "sections.five-days-down.throughout → any_each_day"): ONE_WAY,
        ("2021-06-01", "sections.three-days-up.starts → carries_over"): FIRST,
        ("2021-06-01", "sections.five-days-down.starts → carries_over"): FIRST,
        ("2021-06-01", "sections.five-days-down.starts +1 day"): LATER,
        ("2021-06-01", "sections.five-days-down.starts -1 day"): LATER,
    },
    "de/bundesnotbremse": {
        (version, change): reason
        for version in ("2021-04-23", "2021-04-23-bayern")
        for change, reason in {
            "sections.three-days-up.throughout → any_each_day": ONE_WAY,
            "sections.five-days-down.throughout → any_each_day": ONE_WAY,
            "sections.five-days-down.starts → carries_over": FIRST,
            "sections.five-days-down.starts +1 day": LATER,
            "sections.five-days-down.starts -1 day": LATER,
        }.items()
    },
    "toy/lampland": {("2024-01-01", "sections.three-days.starts → carries_over"): FIRST},
}

# Mutants that never get as far as figures, because the reader refuses them.
REFUSED: dict[str, set[tuple[str, str]]] = {
    "de-ni/corona-vo": {
        *(
            (version, "indicators.icu_share.scope → district")
            for version in ("2021-09-22", "2021-11-11", "2021-11-24", "2021-12-12")
        ),
        *(
            (version, change)
            for version in ("2021-12-24", "2022-01-16", "2022-02-02")
            for change in ("in_force.from -1 day", "fixed_levels.0.from -1 day", "fixed_levels.0.to +1 day")
        ),
    },
    "toy/lampland": {("2024-01-01", "indicators.soot.scope → district")},
}


def _breaks(scenario: Scenario, mutant: Regulation, shipped: Regulation) -> bool:
    """Whether the scenario fails.

    First it is played with the versions of its own days alone. If the change lies in none of them, or the scenario
    passes, the mutant counts as not caught by it, which can only make this test stricter.
    """
    short = _shortened(mutant, scenario)
    return short != _shortened(shipped, scenario) and _differs(scenario, short) and _differs(scenario, mutant)


def _shortened(regulation: Regulation, scenario: Scenario) -> Regulation:
    """The regulation from the version before the first figure to the one after the last day that is judged."""
    first = min(day for by_area in scenario.figures.values() for series in by_area.values() for day in series)
    kept = [n for n, version in enumerate(regulation.versions) if (version.in_force.to or date.max) >= first]
    after = (n for n, version in enumerate(regulation.versions) if version.in_force.from_ > scenario.until)
    versions = regulation.versions[max(0, kept[0] - 1) : next(after, len(regulation.versions)) + 1]
    return Regulation(id=regulation.id, versions=versions)


def _differs(scenario: Scenario, regulation: Regulation) -> bool:
    try:
        return bool(rehearse(scenario, regulation, LIBRARY.calendars, reference.replay))
    except ValueError:  # a day before the calendar is valid: the mutant can not even be played
        return True


def _survivors(name: str) -> Iterator[Mutation]:
    scenarios = read_scenarios(LIBRARY, name)
    recent = list(scenarios)
    caught_before: dict[str, str] = {}  # change → name of the scenario that caught it in another version
    shipped = LIBRARY.regulation(name)
    for mutation in mutations(shipped):
        # Only the order of trying: likely ones first, so that few must be played.
        hint = caught_before.get(mutation.what)
        order = sorted(recent, key=lambda file: (file.parts[-3] != mutation.version, file.stem != hint))
        caught_by = next((file for file in order if _breaks(scenarios[file], mutation.regulation, shipped)), None)
        if caught_by is None:
            yield mutation
        else:
            caught_before[mutation.what] = caught_by.stem
            recent.remove(caught_by)
            recent.insert(0, caught_by)


def _refused(mutation: Mutation, name: str, directory: Path) -> bool:
    """Whether the reader refuses the mutant when it stands in a file."""
    folder = directory / name / mutation.version
    folder.mkdir(parents=True)
    data = mutation.mutant.model_dump(mode="json", by_alias=True, exclude_none=True)
    (folder / "regulation.yaml").write_text(yaml.safe_dump(data, sort_keys=False), encoding="utf-8")
    anchors = LIBRARY.norm(name, mutation.version)
    with pytest.raises(LawError):
        read_version(folder / "regulation.yaml", anchors, LIBRARY.calendars.by_id)
    return True


@pytest.mark.parametrize("name", list(LIBRARY.folders))
def test_scenarios_pass_with_the_versions_of_their_days_alone(name: str) -> None:
    regulation = LIBRARY.regulation(name)
    for scenario in read_scenarios(LIBRARY, name).values():
        assert not _differs(scenario, _shortened(regulation, scenario))


@pytest.mark.parametrize("name", list(LIBRARY.folders))
def test_every_mutation_breaks_a_scenario(name: str, tmp_path: Path) -> None:
    survivors = {(m.version, m.what): m for m in _survivors(name)}
    refused = REFUSED.get(name, set())
    assert set(survivors) == set(EQUIVALENT[name]) | refused
    assert all(_refused(survivors[key], name, tmp_path / str(number)) for number, key in enumerate(sorted(refused)))


@pytest.mark.parametrize("name", list(LIBRARY.folders))
def test_an_unchanged_version_written_back_is_not_refused(name: str, tmp_path: Path) -> None:
    for version in LIBRARY.regulation(name).versions:
        folder = tmp_path / name / version.version
        folder.mkdir(parents=True)
        data = version.model_dump(mode="json", by_alias=True, exclude_none=True)
        (folder / "regulation.yaml").write_text(yaml.safe_dump(data, sort_keys=False), encoding="utf-8")
        anchors = LIBRARY.norm(name, version.version)
        assert read_version(folder / "regulation.yaml", anchors, LIBRARY.calendars.by_id) == version
