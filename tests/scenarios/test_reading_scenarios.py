"""A scenario that is not in order is refused with place, reason and remedy; one that fails says what differs."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from lagezentrum.engine import reference
from lagezentrum.engine.rehearsal import figures_of, rehearse
from lagezentrum.law.library import Library
from lagezentrum.law.problems import LawError
from lagezentrum.law.scenarios import Scenario, read_scenario
from tests.bilingual import assert_said_in_both_languages

LIBRARY = Library()
TOY = LIBRARY.regulation("toy/lampland")
ANCHORS = LIBRARY.norm("toy/lampland", "2024-01-01")

SOUND = """\
title: {de: Laternen, en: lanterns}
source: "constructed: tests lanterns"
cite: lanterns
areas: ["90001"]
figures:
  flicker:
    "90001":
      - {from: 2024-01-01, values: [6, 6.5]}
      - {2024-01-03: 7}
from: 2024-01-01
until: 2024-01-05
expect:
  findings:
    - rule: flicker-alone
      area: "90001"
      level: LANTERN
      change: raise
      section: [2024-01-01, 2024-01-02, 2024-01-03]
      earliest_effect: 2024-01-05
  in_force:
    2024-01-05: {"90001": 0}
  consequences:
    2024-01-04: {"90001": []}
    2024-01-05: {"90001": [LANTERN]}
"""


def read(tmp_path: Path, text: str) -> Scenario:
    file = tmp_path / "scenario.yaml"
    file.write_text(text, encoding="utf-8")
    return read_scenario(file, TOY, ANCHORS)


def test_days_may_be_given_one_by_one_or_in_blocks(tmp_path: Path) -> None:
    series = read(tmp_path, SOUND).figures["flicker"]["90001"]
    assert series == {
        date(2024, 1, 1): Decimal(6),
        date(2024, 1, 2): Decimal("6.5"),
        date(2024, 1, 3): Decimal(7),
    }


def only_the_lanterns(tmp_path: Path, text: str) -> Scenario:
    return read(tmp_path, text.replace("expect:\n", "expect:\n  rules: [flicker-alone]\n"))


def test_a_scenario_that_fits_the_rule_passes(tmp_path: Path) -> None:
    scenario = only_the_lanterns(tmp_path, SOUND)
    assert rehearse(scenario, TOY, LIBRARY.calendars, reference.replay) == ()


def test_what_differs_is_told_in_words(tmp_path: Path) -> None:
    text = SOUND.replace("values: [6, 6.5]", "values: [5, 6.5]")
    differences = rehearse(only_the_lanterns(tmp_path, text), TOY, LIBRARY.calendars, reference.replay)
    assert tuple(difference.en for difference in differences) == (
        "expected, but not found: flicker-alone 90001 raise LANTERN by 2024-01-01;2024-01-02;2024-01-03, "
        "from 2024-01-05",
        "found, but not expected: flicker-alone 90001 raise LANTERN by 2024-01-02;2024-01-03;2024-01-04, "
        "from 2024-01-06, undetermined until 2024-01-05, hanging on flicker 2024-01-04, flicker 2024-01-05",
        "90001 on 2024-01-05: expected LANTERN to hold, in force is nothing",
    )
    assert differences[2].de == "90001 am 2024-01-05: gelten soll LANTERN, in Kraft ist nichts"


def test_a_late_publication_is_not_known_before_its_day(tmp_path: Path) -> None:
    late = "late: [{indicator: flicker, area: '90001', day: 2024-01-04, value: 9, published: 2024-01-06}]\n"
    figures = figures_of(read(tmp_path, SOUND + late))
    seen = figures.first_published("flicker", "90001", date(2024, 1, 4))
    assert seen is not None
    assert seen.published_at.date() == date(2024, 1, 6)


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ('source: "constructed: tests lanterns"\n', "", 1, "missing key 'source'"),
        ("cite: lanterns\n", "", 1, "missing citation"),
        ("cite: lanterns", "cite: lantern", 3, "unknown provision 'lantern'; did you mean 'lanterns'?"),
        ("  flicker:", "  flickr:", 6, "unknown indicator 'flickr'; did you mean 'flicker'?"),
        ("rule: flicker-alone", "rule: flicker", 14, "unknown rule 'flicker'; did you mean 'flicker-alone'?"),
        ("level: LANTERN", "level: LANTERNS", 16, "unknown level 'LANTERNS'; did you mean 'LANTERN'?"),
        ("change: raise", "change: raised", 17, "unknown word 'raised'; did you mean 'raise'?"),
        ('areas: ["90001"]', "areas: [90001]", 4, 'write "90001" in quotation marks'),
        ("{2024-01-03: 7}", "{2024-01-02: 7}", 7, "2024-01-02 stands twice in the series"),
        ("{2024-01-03: 7}", "{2024-01-03: -7}", 7, "greater than or equal to 0"),
        ("values: [6, 6.5]", "value: [6, 6.5]", 7, "a block of days has exactly"),
        ("until: 2024-01-05", "until: 2023-01-05", 1, "ends (2023-01-05) before it begins"),
        ("until: 2024-01-05", "until: 2024-01-02", 14, "the section ends on 2024-01-03, outside"),
        ("until: 2024-01-05", "until: 2024-01-04", 21, "2024-01-05 lies after the last day judged"),
        ("  in_force:", "  in_forse:", 20, "unknown key"),
        ("      section:", "      status: undetermined\n      section:", 14, "names the values it hangs on"),
    ],
)
def test_a_fault_is_told_with_its_line_and_what_to_do(
    tmp_path: Path, old: str, new: str, line: int, words: str
) -> None:
    assert old in SOUND
    with pytest.raises(LawError) as caught:
        read(tmp_path, SOUND.replace(old, new, 1))
    told = [problem for problem in caught.value.problems if words in problem.what.en]
    assert told, str(caught.value)
    assert told[0].line == line
    for problem in caught.value.problems:
        assert_said_in_both_languages(problem)
