"""The decision tables of the documentation are those of the data, and every cell is decided by a scenario."""

import importlib.util
from pathlib import Path
from types import ModuleType
from zoneinfo import ZoneInfo

from lagezentrum.law.access.scenarios import read_access_scenarios
from lagezentrum.law.library import Library

ROOT = Path(__file__).resolve().parents[2]


def _tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("write_access_tables", ROOT / "tools" / "write_access_tables.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_is_generated_from_the_data() -> None:
    tool = _tool()
    assert (ROOT / "docs" / "access.md").read_text(encoding="utf-8") == tool.page()


def test_every_cell_has_a_scenario_on_each_step_and_in_each_setting() -> None:
    decided: set[tuple[str, str, int, str, str]] = set()
    cells: set[tuple[str, str, int, str, str]] = set()
    for rules, scenario in read_access_scenarios(Library(), "de-ni/corona-vo").values():
        for place, of_place in rules.places.items():
            for number, row in enumerate(of_place.rows):
                cells |= {(rules.version, place, number, step, s) for step in row.steps for s in row.settings}
        for case in scenario.cases:
            if case.setting is None or case.place not in rules.places:
                continue
            day = case.at.replace(tzinfo=case.at.tzinfo or ZoneInfo(rules.time_zone)).date()
            applying = rules.row(case.place, case.setting, case.step, case.people or 1, day)
            if applying is not None:
                number = next(n for n, other in enumerate(rules.places[case.place].rows) if other is applying)
                decided.add((rules.version, case.place, number, case.step, case.setting))
    assert cells - decided == set()
