"""Whoever changes a number, word, date or row of the rules at a door by mistake breaks a scenario, or is refused."""

from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from lagezentrum.access.rehearsal import rehearse_access
from lagezentrum.law.access.checks import check_access
from lagezentrum.law.access.model import AccessRules
from lagezentrum.law.access.scenarios import AccessCase, AccessScenario, read_access_scenarios
from lagezentrum.law.access.words import Setting
from lagezentrum.law.library import Library
from lagezentrum.law.source_text import SourceText
from tests.access.mutations import mutants

LIBRARY = Library()
NAME = "de-ni/corona-vo"
SCENARIOS = read_access_scenarios(LIBRARY, NAME)
WITH_SCENARIOS = sorted({rules.version for rules, _ in SCENARIOS.values()})


def _of(version: str) -> tuple[AccessRules, list[AccessScenario]]:
    found = [(rules, scenario) for rules, scenario in SCENARIOS.values() if rules.version == version]
    return found[0][0], [scenario for _, scenario in found]


def _refused(mutant: AccessRules, version: str) -> bool:
    source = SourceText(Path("access.yaml"))
    regulation = LIBRARY.regulation(NAME).named(version)
    assert regulation is not None
    check_access(mutant, source, regulation, tuple(LIBRARY.norm(NAME, version)))
    return bool(source.problems)


def _breaks(mutant: AccessRules, scenario: AccessScenario) -> bool:
    try:
        return bool(rehearse_access(scenario, mutant))
    except KeyError:  # a kind of test or proof that the mutant no longer knows
        return True


def _survivors(version: str) -> Iterator[str]:
    rules, scenarios = _of(version)
    for what, mutant in mutants(rules):
        if mutant is None or _refused(mutant, version):
            continue
        catching = next((scenario for scenario in scenarios if _breaks(mutant, scenario)), None)
        if catching is None:
            yield what
        else:  # likely to catch the next change, which is near this one
            scenarios.remove(catching)
            scenarios.insert(0, catching)


@pytest.mark.parametrize("version", WITH_SCENARIOS)
def test_scenarios_pass(version: str) -> None:
    rules, scenarios = _of(version)
    assert [difference for scenario in scenarios for difference in rehearse_access(scenario, rules)] == []


@pytest.mark.parametrize("version", WITH_SCENARIOS)
def test_every_mutation_breaks_a_scenario(version: str) -> None:
    assert list(_survivors(version)) == []


@pytest.mark.parametrize("version", WITH_SCENARIOS)
def test_every_cell_of_the_decision_table_has_a_scenario(version: str) -> None:
    rules, scenarios = _of(version)
    cells = {
        (place, setting, step, number)
        for place, of_place in rules.places.items()
        for number, row in enumerate(of_place.rows)
        for setting in row.settings
        for step in row.steps
    }
    assert cells - {cell for scenario in scenarios for case in scenario.cases for cell in _cells(case, rules)} == set()


def _cells(case: AccessCase, rules: AccessRules) -> Iterator[tuple[str, Setting, str, int]]:
    """The one cell that a case is about; none where it leaves open which."""
    of_place, zone = rules.places.get(case.place), ZoneInfo(rules.time_zone)
    if of_place is None or (case.setting is None and len(of_place.settings) > 1):
        return
    setting = case.setting or of_place.settings[0]
    day = (case.at if case.at.tzinfo else case.at.replace(tzinfo=zone)).astimezone(zone).date()
    counted = any(row.people for row in rules.rows_for(case.place, setting, case.step, day))
    if counted and case.people is None:
        return
    row = rules.row(case.place, setting, case.step, case.people or 1, day)
    for number, other in enumerate(of_place.rows):
        if other is row:
            yield case.place, setting, case.step, number


def test_a_difference_is_told_in_both_languages() -> None:
    rules, (scenario, *_) = _of("2021-12-12")
    first = scenario.cases[0]
    other = "not allowed" if first.expect == "allowed" else "allowed"
    wrong = first.model_copy(update={"expect": other, "depends_on": (), "requirement": "closed"})
    said = rehearse_access(scenario.model_copy(update={"cases": (wrong,)}), rules)
    assert [one.de.split(" erwartet ")[0] for one in said] == [
        "Fall 1: Antwort:",
        "Fall 1: Antwort der zweiten Auswertung:",
        "Fall 1: Anforderung:",
    ]
    assert all(one.en.startswith("case 1: ") and ": expected " in one.en for one in said)
