"""Every shipped scenario passes, with both evaluators."""

from pathlib import Path

import pytest

from lagezentrum.engine import fast, reference
from lagezentrum.engine.rehearsal import ReplayFunction, rehearse
from lagezentrum.law.library import SHIPPED, Library
from lagezentrum.law.scenarios import read_scenario

LIBRARY = Library()
FILES = sorted(SHIPPED.glob("*/*/*/scenarios/*.yaml"))


@pytest.mark.parametrize("evaluator", [reference.replay, fast.replay], ids=["reference", "fast"])
@pytest.mark.parametrize("file", FILES, ids=lambda file: "/".join((*file.parts[-4:-2], file.stem)))
def test_the_rule_gives_what_the_scenario_expects(file: Path, evaluator: ReplayFunction) -> None:
    folder = file.parent.parent
    name = "/".join(folder.parts[-3:-1])
    regulation = LIBRARY.regulation(name)
    scenario = read_scenario(file, regulation, LIBRARY.norm(name, folder.name))
    assert rehearse(scenario, regulation, LIBRARY.calendars, evaluator) == ()


@pytest.mark.parametrize("name", list(LIBRARY.folders))
def test_every_version_has_scenarios(name: str) -> None:
    for folder in LIBRARY.folders[name]:
        assert list(folder.glob("scenarios/*.yaml")), f"{folder.name} of {name} has no scenario"
