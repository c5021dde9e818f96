"""A faulty regulation.yaml is told with line, nearest word and remedy."""

import pytest

from tests.law.conftest import Workshop


def test_an_unknown_key_is_told_with_line_and_nearest_key(workshop: Workshop) -> None:
    line = workshop.edit(
        "      counts_after: section\n      as_a_rule: true\n      cite: lifting\n    authority: "
        "{de: Lampenministerium",
        "      counts_afer: section\n      as_a_rule: true\n      cite: lifting\n    authority: {de: Lampenministerium",
    )
    told = "\n".join(workshop.problems())
    assert f"regulation.yaml:{line}: unknown key 'rules.statewide.lifting.counts_afer'" in told
    assert "did you mean 'counts_after'?" in told
    assert "missing key 'rules.statewide.lifting.counts_after'" in told


def test_a_duplicate_key_is_told_with_both_lines(workshop: Workshop) -> None:
    line = workshop.edit("    days: 3\n", "    days: 3\n    days: 5\n")
    told = workshop.only_problem()
    assert f":{line + 1}: key 'days' stands twice (first in line {line})" in told


def test_a_missing_citation_is_told(workshop: Workshop) -> None:
    workshop.edit("effect: {days_after: 2, cite: effect}", "effect: {days_after: 2}")
    assert "missing citation: 'sections.three-days.effect.cite'" in workshop.only_problem()


def test_an_empty_citation_is_a_missing_one(workshop: Workshop) -> None:
    workshop.edit("effect: {days_after: 2, cite: effect}", "effect: {days_after: 2, cite: []}")
    assert "missing citation: 'sections.three-days.effect.cite'" in workshop.only_problem()


def test_an_unknown_comparison_word_is_told_with_the_known_ones(workshop: Workshop) -> None:
    line = workshop.edit("2: {above: 20}", "2: {abov: 20}")
    told = workshop.only_problem()
    assert f":{line}: unknown key 'ranges.flicker.levels.2.abov'; did you mean 'above'?" in told
    assert "above, at_least, at_most, below" in told


def test_an_unknown_word_is_told_with_the_nearest(workshop: Workshop) -> None:
    line = workshop.edit("throughout: same_indicators", "throughout: same_indicator")
    told = workshop.only_problem()
    assert f":{line}: sections.three-days.throughout: unknown word 'same_indicator'" in told
    assert "did you mean 'same_indicators'?" in told


def test_a_key_that_takes_a_date_or_a_word_is_told_once(workshop: Workshop) -> None:
    line = workshop.edit("starts: anew", "starts: anwe")
    told = workshop.only_problem()
    assert f":{line}: sections.three-days.starts: unknown word 'anwe'; did you mean 'anew'?" in told


def test_several_faults_are_told_together(workshop: Workshop) -> None:
    workshop.edit("    days: 3\n", "    days: three\n")
    workshop.edit("version: 2024-01-01", "versoin: 2024-01-01")
    told = "\n".join(workshop.problems())
    assert "sections.three-days.days" in told
    assert "unknown key 'versoin'; did you mean 'version'?" in told


@pytest.mark.parametrize("word", ["true", '"3"', "3.5", "0"])
def test_a_number_of_days_that_is_no_whole_number_of_days_is_refused(workshop: Workshop, word: str) -> None:
    line = workshop.edit("    days: 3\n", f"    days: {word}\n")
    assert f":{line}: sections.three-days.days" in workshop.only_problem()


def test_a_route_of_two_forms_is_refused(workshop: Workshop) -> None:
    workshop.edit("route: {lead: glow, any_of: [soot]}", "route: {single: glow, any_of: [soot]}")
    assert "a route takes exactly one form" in workshop.only_problem()


def test_a_lead_without_others_is_refused(workshop: Workshop) -> None:
    workshop.edit("route: {lead: glow, any_of: [soot]}", "route: {lead: glow}")
    assert "`lead` needs `any_of`" in workshop.only_problem()


def test_a_key_of_a_land_without_quotes_is_told(workshop: Workshop) -> None:
    line = workshop.edit('states: ["90"]', "states: [90]")
    told = workshop.only_problem()
    assert f":{line}: territory.states.0: 90 is read as a number" in told
    assert 'Put it in quotes: "90"' in told


def test_a_file_that_is_only_a_list_is_refused(workshop: Workshop) -> None:
    workshop.file.write_text("- glow\n- soot\n", encoding="utf-8")
    assert "expected keys and values" in workshop.only_problem()


def test_an_empty_file_is_refused(workshop: Workshop) -> None:
    workshop.file.write_text("", encoding="utf-8")
    assert "the file is empty" in workshop.only_problem()


def test_a_problem_says_what_why_and_what_to_do(workshop: Workshop) -> None:
    workshop.edit("starts: anew", "starts: never")
    place, why, remedy = workshop.only_problem().splitlines()
    assert "regulation.yaml:" in place
    assert why.startswith("    why: ")
    assert remedy.startswith("    do:  Use one of: ")


def test_an_unknown_key_inside_a_list_is_told_with_the_keys_known_there(workshop: Workshop) -> None:
    line = workshop.edit("{kind: confined_outbreak, title:", "{knd: confined_outbreak, title:")
    told = "\n".join(workshop.problems())
    assert f":{line}: unknown key 'rules.local.discretion.0.knd'; did you mean 'kind'?" in told
