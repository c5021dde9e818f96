"""Readings are recorded with both sides, a reason, a source and a provision."""

import pytest

from lagezentrum.law.problems import LawError
from tests.law.conftest import Workshop

NAME = "interpretations.yaml"


def told(workshop: Workshop) -> str:
    with pytest.raises(LawError) as caught:
        workshop.library().interpretations("toy/lampland", "2024-01-01")
    return str(caught.value)


def test_a_reading_without_the_other_side_is_refused(workshop: Workshop) -> None:
    workshop.edit(
        "    other:\n      de: >-\n        An einem Samstag zählt er.\n"
        "      en: >-\n        On a Saturday it counts.\n",
        "",
        NAME,
    )
    assert "missing key 'interpretations.wick-day.other'" in told(workshop)


def test_a_reading_without_a_provision_is_refused(workshop: Workshop) -> None:
    workshop.edit("    cite: lamp-day\n", "", NAME)
    assert "missing citation: 'interpretations.wick-day.cite'" in told(workshop)


def test_a_reading_of_an_unknown_provision_is_told_with_the_nearest(workshop: Workshop) -> None:
    line = workshop.edit("    cite: lamp-day\n", "    cite: lampday\n", NAME)
    assert f"{NAME}:{line}: unknown provision 'lampday'; did you mean 'lamp-day'?" in told(workshop)


def test_a_reading_in_one_language_only_is_refused(workshop: Workshop) -> None:
    workshop.edit("\n      en: >-\n        No, Wick Day never counts.", "", NAME)
    assert "missing key 'interpretations.wick-day.chosen.en'" in told(workshop)


def test_an_unknown_key_in_a_reading_is_told(workshop: Workshop) -> None:
    workshop.edit("    parameter: sections.three-days.calendar", "    paramter: sections.three-days.calendar", NAME)
    assert "unknown key 'interpretations.wick-day.paramter'; did you mean 'parameter'?" in told(workshop)
