"""What the norm promises and what the regulation cites must agree."""

import pytest

from lagezentrum.law.coverage import check, coverage
from lagezentrum.law.library import Library
from lagezentrum.law.problems import UnknownRegulation
from tests.law.conftest import Workshop


def problems(workshop: Workshop) -> list[str]:
    return [str(problem) for problem in check(workshop.library())]


def test_every_provision_has_a_row_in_the_order_of_the_norm() -> None:
    library = Library()
    norm = library.norm("toy/lampland", "2024-01-01")
    rows = coverage(library.regulation("toy/lampland").versions[0], norm)
    assert [row.anchor for row in rows] == list(norm)
    by_anchor = {row.anchor: row for row in rows}
    assert by_anchor["effect"].cited_at == ("sections.three-days.effect",)
    assert by_anchor["outbreak"].status == "left to a human"
    assert by_anchor["outbreak"].cited_at == ("rules.local.discretion.0",)
    assert by_anchor["lamp-day"].status == "definition"
    assert by_anchor["colour"].cited_at == ()
    assert by_anchor["colour"].reason.endswith(" / nothing in the program depends on a colour")


def test_an_encoded_provision_that_nothing_cites_is_told(workshop: Workshop) -> None:
    line = workshop.edit(
        "## Lampentag {#lamp-day}\n\nStatus: definition", "## Lampentag {#lamp-day}\n\nStatus: encoded", "norm.md"
    )
    (told,) = problems(workshop)
    assert f"norm.md:{line}: provision 'lamp-day' is called encoded, but nothing in regulation.yaml cites it" in told


def test_a_cited_provision_that_is_called_not_encoded_is_told(workshop: Workshop) -> None:
    workshop.edit("effect: {days_after: 2, cite: effect}", "effect: {days_after: 2, cite: [effect, colour]}")
    (told,) = problems(workshop)
    assert "provision 'colour' is called not encoded, but sections.three-days.effect cites it" in told


def test_a_reading_of_a_key_that_does_not_exist_is_told(workshop: Workshop) -> None:
    line = workshop.edit(
        "parameter: sections.three-days.calendar", "parameter: sections.three-day.calendar", "interpretations.yaml"
    )
    (told,) = problems(workshop)
    assert f"interpretations.yaml:{line}: reading 'wick-day' names the key 'sections.three-day.calendar'" in told
    assert "did you mean 'sections.three-days.calendar'?" in told


def test_a_version_without_readings_is_told(workshop: Workshop) -> None:
    (workshop.folder / "interpretations.yaml").unlink()
    (told,) = problems(workshop)
    assert "interpretations.yaml: can not be read" in told


def test_a_provision_without_english_wording_is_told(workshop: Workshop) -> None:
    workshop.edit("EN: Lamps should shine yellow.\n", "", "norm.md")
    (told,) = problems(workshop)
    assert "provision 'colour' has no English wording" in told


def test_a_section_that_no_rule_uses_is_told(workshop: Workshop) -> None:
    spare = (
        "  spare:\n    days: 2\n    calendar: lampentage\n    other_days: neither_count_nor_interrupt\n"
        "    missing_value: undetermined\n    throughout: same_indicators\n    starts: anew\n    cite: section\n"
        "    effect: {days_after: 1, cite: effect}\n"
    )
    line = workshop.edit("sections:\n", "sections:\n" + spare)
    (told,) = problems(workshop)
    assert f"regulation.yaml:{line + 1}: 'spare' stands under `sections`, but no rule uses it" in told


def test_a_norm_without_a_regulation_file_is_told(workshop: Workshop) -> None:
    folder = workshop.successor("2024-07-01", "2024-12-31")
    (folder / "regulation.yaml").rename(folder / "regulation.yml")
    (told,) = problems(workshop)
    assert "2024-07-01: a norm without a regulation.yaml" in told


def test_faults_of_the_file_and_of_the_readings_are_told_together(workshop: Workshop) -> None:
    workshop.edit("starts: anew", "starts: anwe")
    workshop.edit("    cite: lamp-day\n", "    cite: lampday\n", "interpretations.yaml")
    told = problems(workshop)
    assert len(told) == 2
    assert "unknown word 'anwe'" in told[0]
    assert "unknown provision 'lampday'" in told[1]


def test_one_regulation_can_be_checked_alone() -> None:
    assert check(Library(), "toy/lampland") == ()
    with pytest.raises(UnknownRegulation):
        check(Library(), "toy/lampenland")
