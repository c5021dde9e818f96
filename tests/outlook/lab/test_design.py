"""What a design is refused for, with the line and the remedy; and what it means when it is not."""

from pathlib import Path

import numpy as np
import pytest

from lagezentrum.law.problems import LawError
from lagezentrum.outlook.lab import DesignError
from tests.outlook.lab.designs import HEAD, read

GRID = "vary: {local.raising.days: [3, 5], ranges.new_cases.1: {from: 30, to: 31, step: 0.1}}\n"


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("vary:\n  local.raising.day: [3]\n", 6, "Did you mean 'local.raising.days'"),
        ("vary:\n  '*.raising.dayz': [3]\n", 6, "Did you mean '*.raising.days'"),
        ("vary:\n  local.raising.days: []\n", 6, "the grid is empty"),
        ("vary: {}\n", 5, "the grid is empty"),
        ("vary:\n  local.raising.days: {from: 7, to: 3}\n", 6, "Swap `from` and `to`"),
        ("vary:\n  ranges.new_cases.1: {from: 1, to: 9, step: 0}\n", 6, "correct `step`"),
        ("vary:\n  ranges.new_cases.1: {from: 1, to: 9}\n", 6, "Add `ranges.new_cases.1: step`"),
        ("vary:\n  local.raising.days: [2.5]\n", 6, "a whole number from 1 … 60"),
        ("vary:\n  local.raising.days: [-1]\n", 6, "a whole number from 1 … 60"),
        ("vary:\n  local.raising.calendar: [werktag]\n", 6, "Did you mean 'werktage'"),
        ("vary:\n  ranges.new_cases.1: {from: 0, to: 9999, step: 0.001}\n", 6, "Take a larger `step`"),
        ("vary:\n  ranges.new_cases.1: [40, 150]\n", 6, "contradictions: leave_out"),
        ("vary:\n  ranges.new_cases.1: [140, 150]\ncontradictions: leave_out\n", 6, "Put all values of"),
        ("vary:\n  '*.raising.days': [3]\n  local.raising.days: [4]\n", 7, "set twice"),
        (GRID + "metric: [days]\n", 6, "Did you mean 'metrics'"),
        (GRID + "metrics: [days, swiches]\n", 6, "Did you mean 'switches'"),
        (GRID + "metrics: [lead_time]\n", 6, "`lead_time` is missing"),
        (GRID + "lead_time: {indicator: icu, above: 10, level: 2}\n", 6, "Did you mean 'icu_share'"),
        (GRID + "lead_time: {indicator: icu_share, above: 10, level: 4}\n", 6, "a level from 1 to 3"),
        (GRID + "sampling: {method: sobol}\n", 6, "a whole number from 1"),
        (GRID + "sampling: {method: random, policies: 1000000000000000}\n", 6, "1.0 · 10^15 policies"),
        (GRID + "sampling: {method: dice, policies: 10}\n", 6, "there is no method 'dice'"),
        (GRID + "shard: 0\n", 6, "from 1 to 1000000"),
        (GRID + "figures: [as_know]\n", 6, "Did you mean 'as_known'"),
        (
            "vary: [local.raising.days]\nlist:\n  - {local.raising.days: 3}\n  - {local.lifting.days: 3}\n",
            8,
            "entry 2 of `list`: the value of `local.raising.days` is missing",
        ),
        ("vary: [local.raising.days]\n", 5, "Add `list`"),
        ("vary: [local.raising.days, local.raising.days]\nlist: [{local.raising.days: 3}]\n", 5, "set twice"),
        (GRID + "list: [{local.raising.days: 3}]\n", 5, "Only the values of the list would count"),
        ("vary: [local.raising.days]\nlist: [{local.raising.days: 3}]\nsampling: {method: grid}\n", 7, "Remove `list`"),
        ("vary: {local.raising.days: listed}\n", 5, "'listed' does not fit"),
        ("vary: {ranges.new_cases.1: {from: 1, to: 5, step: 1e-300}}\n", 5, "Take a larger `step`"),
        ("vary: {ranges.new_cases.3: [1e400]}\n", 5, "'1e400' does not fit"),
        (GRID + "sampling: {method: random, policies: 1000000}\nshard: 1\n", 7, "Set `shard: 10` or more"),
        ("vary: {ranges.new_cases.1: [.nan]}\n", 5, "'.nan' does not fit"),
        ("vary: {local.raising.days: [true]}\n", 5, "true does not fit"),
        (GRID + "sampling: {method: random, policies: true}\n", 6, "a whole number from 1"),
        (GRID + "sampling: {method: random, policies: 5, seed: true}\n", 6, "a whole number from 0"),
        (GRID + "sampling: {method: [sobol]}\n", 6, "there is no method ['sobol']"),
        (GRID + "metrics: [[days]]\n", 6, "there is no `metrics` ['days']"),
        (GRID + "figures: [{a: 1}]\n", 6, "there is no `figures` {a: 1}"),
        (GRID + "figures_file: [a]\n", 6, "the name of a file"),
        (GRID + "areas:\n", 6, "a list of keys and names"),
        (GRID + "areas: [[Vechta]]\n", 6, "a list of keys and names"),
        (GRID + "set: 0\n", 6, "PARAMETER: VALUE"),
        (GRID + "lead_time: {indicator: icu_share, above: true, level: 1}\n", 6, "Expected: a number"),
        (GRID + "lead_time: {indicator: icu_share, above: 10, level: true}\n", 6, "a level from 1 to 3"),
        (GRID + "contradictions: yes\n", 6, "Known: refuse, leave_out"),
        (GRID + "detail: [" + "x" * 500 + "]\n", 6, "…"),
    ],
)
def test_refused_with_line_and_remedy(tmp_path: Path, text: str, line: int, said: str) -> None:
    with pytest.raises(DesignError) as refusal:
        read(tmp_path, HEAD + text)
    assert f"design.yaml:{line}: " in str(refusal.value)
    assert said in str(refusal.value)
    german = refusal.value.in_language("de")
    assert "Abhilfe" in german
    assert german != str(refusal.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- a\n", "KEY: VALUE on each line"),
        ("", "the file is empty"),
        (HEAD.replace("{de: Probe, en: trial}", "trial") + GRID, "words in both"),
        (HEAD.replace("de: Probe", "de: null") + GRID, "words in both"),
        (HEAD.replace("to: 2022-01-15", "to: 2020-01-15") + GRID, "before it begins"),
        (HEAD.replace("to: 2022-01-15", "to: 2089-01-15") + GRID, "at most 10,000"),
        (HEAD.replace("to: 2022-01-15", "to: 2022-01-15T10:00") + GRID, "two days"),
        ("a: " + "[" * 2000 + "]" * 2000, "nested too deeply"),
    ],
)
def test_a_head_that_does_not_fit_is_refused_too(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises((DesignError, LawError)) as refusal:
        read(tmp_path, text)
    assert said in str(refusal.value)


def test_ten_to_the_fifteen_policies_are_refused_before_anything_is_computed(tmp_path: Path) -> None:
    wide = "".join(f"  ranges.{i}.1: {{from: 0, to: 3, step: 0.001}}\n" for i in ("hospitalisation", "icu_share"))
    days = "".join(
        f"  {r}.{p}.days: {{from: 1, to: 60}}\n" for r in ("local", "statewide") for p in ("raising", "lifting")
    )
    with pytest.raises(DesignError, match=r"1\.2e\+14|1\.2 · 10\^14") as refusal:
        read(tmp_path, HEAD + "vary:\n" + wide + days)
    assert "sobol" in str(refusal.value)


def test_every_mistake_is_told_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    with pytest.raises(DesignError) as refusal:
        read(tmp_path, HEAD + "nonsense: 1\nvary: {local.raising.dais: [3], local.lifting.days: []}\n")
    assert [problem.line for problem in refusal.value.problems] == [5, 6, 6]


def test_a_grid_has_every_combination_once_and_ranges_include_their_end(tmp_path: Path) -> None:
    design, packed = read(tmp_path, HEAD + GRID)
    assert design.sampling.policies == 22
    values = design.values(0, 22)
    assert len(set(zip(*values.values(), strict=True))) == 22
    assert values["ranges.new_cases.1"].max() == 31.0
    assert design.policies(packed, 20, 2).thresholds.max(axis=0).tolist() == [200.0, 200.0]


def test_a_star_means_every_rule_and_set_changes_every_policy(tmp_path: Path) -> None:
    design, packed = read(tmp_path, HEAD + "vary: {'*.lifting.days': [4, 6]}\nset: {local.applies: no}\n")
    policies = design.policies(packed, 0, 2)
    assert policies.days[1::2].T.tolist() == [[4, 4], [6, 6]]
    assert policies.applies.tolist() == [[1, 1], [0, 0]]


def test_a_list_is_taken_row_by_row(tmp_path: Path) -> None:
    rows = "list:\n  - {local.raising.days: 3, local.applies: yes}\n  - {local.raising.days: 9, local.applies: no}\n"
    design, _ = read(tmp_path, HEAD + "vary: [local.raising.days, local.applies]\n" + rows)
    values = design.values(0, 2)
    assert values["local.raising.days"].tolist() == [3.0, 9.0]
    assert values["local.applies"].tolist() == ["yes", "no"]


@pytest.mark.parametrize("method", ["random", "sobol"])
def test_samples_take_only_the_values_named_and_all_of_them(tmp_path: Path, method: str) -> None:
    design, _ = read(tmp_path, HEAD + GRID + f"sampling: {{method: {method}, policies: 200, seed: 5}}\n")
    places = design.places(0, 200)
    assert [set(row) for row in places] == [set(range(2)), set(range(11))]
    assert np.array_equal(np.concatenate([design.places(0, 77), design.places(77, 123)], axis=1), places)


def test_the_design_of_the_manual_is_read_as_it_stands(tmp_path: Path) -> None:
    manual = Path(__file__).resolve().parents[3] / "docs" / "lab.md"
    blocks = manual.read_text(encoding="utf-8").split("```yaml\n")[1:]
    assert len(blocks) == 2
    designs = [read(tmp_path, block.split("```", maxsplit=1)[0])[0] for block in blocks]
    assert [design.sampling.policies for design in designs] == [7 * 3 * 3 * 2, 112_896]
