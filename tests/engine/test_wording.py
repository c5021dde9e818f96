"""Texts in German and English: every kind of statement has both, and nothing is left unfilled."""

import re
import string
from datetime import date, datetime
from decimal import Decimal
from typing import get_args

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from lagezentrum.engine import fast
from lagezentrum.engine.count_start import StartReason
from lagezentrum.engine.decisions import Decision, DecisionKind
from lagezentrum.engine.explanation import explain
from lagezentrum.engine.observations import Figures
from lagezentrum.engine.progress import MarkKind, progress
from lagezentrum.engine.proof.nodes import Node
from lagezentrum.engine.proof.parts import Answer, SectionState, StepState, Word
from lagezentrum.engine.wording import MARKS, boxes, render
from lagezentrum.engine.wording.nodes import Speech
from lagezentrum.engine.wording.phrases import (
    LANGUAGES,
    WORDS,
    Language,
    bare_date,
    counted_days,
    half,
    level_title,
    listed,
    long_date,
    moment,
    number,
    place,
)
from lagezentrum.engine.wording.templates import TEMPLATES
from lagezentrum.law.model import Regulation, Text
from tests.engine import lampland
from tests.engine.season_proofs import NAMES, season_proof


def kinds() -> list[str]:
    union = get_args(Node)[0]
    return [node.model_fields["kind"].default for node in get_args(union)]


def placeholders(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


def test_both_languages_have_the_same_statements_with_the_same_placeholders() -> None:
    german, english = TEMPLATES["de"], TEMPLATES["en"]
    assert list(german) == list(english)
    for key in german:
        assert placeholders(german[key]) == placeholders(english[key]), key
    assert WORDS["de"].keys() == WORDS["en"].keys()


@pytest.mark.parametrize("kind", kinds())
def test_every_kind_of_node_has_a_statement_in_both_languages(kind: str) -> None:
    for language in LANGUAGES:
        assert [key for key in TEMPLATES[language] if key.split(".")[0] == kind]


def test_every_case_of_a_kind_has_its_statement() -> None:
    wanted = {f"count_start.{reason}" for reason in get_args(StartReason)}
    wanted |= {f"day.{mark}" for mark in get_args(MarkKind)}
    wanted |= {f"step.{state}" for state in get_args(StepState)}
    wanted |= {f"section.{change}.{state}" for change in ("raise", "lower") for state in get_args(SectionState)}
    wanted |= {f"decision.{kind}" for kind in get_args(DecisionKind)}
    assert wanted <= TEMPLATES["de"].keys()
    assert set(get_args(Word)) | set(get_args(Answer)) <= WORDS["de"].keys()
    assert set(MARKS) == set(get_args(MarkKind))


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)
@given(
    regulation=lampland.regulations(),
    figures=lampland.figures(),
    decisions=lampland.decisions(),
    day=st.sampled_from(lampland.DAYS),
)
def test_every_proof_can_be_told_without_a_placeholder_left(
    regulation: Regulation, figures: Figures, decisions: tuple[Decision, ...], day: date
) -> None:
    arguments = (regulation, lampland.calendars(), figures)
    replay = fast.replay(*arguments, lampland.AREAS[:2], day, decisions=decisions)
    proof = explain(*arguments, replay, lampland.DISTRICTS[0], day, decisions=decisions)
    told = {language: render(proof, language, {}, full=True) for language in LANGUAGES}
    for text in told.values():
        assert not re.search(r"[{}]|None|  $|\bDecimal\b", text)
    assert len(told["de"].splitlines()) == len(told["en"].splitlines())
    for rule, step in (("statewide", "1"), ("local", "2")):
        seen = progress(*arguments, replay, lampland.DISTRICTS[0], rule, step, day, decisions=decisions)
        if seen is not None:
            row, sentence = boxes(seen, "de").split("\n")
            assert f"{seen.counted} von {seen.needed}" in sentence
            # Where the version ends before the first day that may count, there is no box.
            assert len(row.split("  ")[0].split()) == len(seen.marks)


def test_the_answer_for_hannover_reads_as_an_official_would_say_it() -> None:
    proof = season_proof("03241", "2021-12-01", decided=True)
    german, english = render(proof, "de", NAMES), render(proof, "en", NAMES)
    assert german.splitlines()[0] == "Ab Mittwoch, 1. Dezember 2021, gilt in der Region Hannover Warnstufe 2. [Geltung]"
    assert english.startswith("From Wednesday, 1 December 2021, warning level 2 is in force in Region Hannover.")
    assert "– Sonntag, 28. November: Sonntag, zählt nicht und unterbricht nicht" in german
    assert "7-Tage-Hospitalisierungsinzidenz: 6,3 (Land Niedersachsen, am selben Tag) – mehr als 6: ja" in german
    assert "172.7645, compared as 172.8" in english
    assert "Wirkung 2 Tage danach: ab Mittwoch, 1. Dezember 2021. [Wirkung am übernächsten Tag]" in german


def test_the_day_after_the_level_came_the_answer_says_since() -> None:
    proof = season_proof("03241", "2021-12-02", decided=True)
    assert render(proof, "de", NAMES).startswith(
        "Seit Mittwoch, 1. Dezember 2021, gilt in der Region Hannover Warnstufe 2."
    )


def test_the_open_level_names_the_value_it_hangs_on() -> None:
    told = render(season_proof("03", "2021-12-17", decided=True), "de", NAMES)
    assert "Es fehlt: Intensivbetten-Anteil vom Freitag, 10. Dezember 2021." in told
    assert "Ja, wenn: Intensivbetten-Anteil am Freitag, 10. Dezember 2021, mehr als 10\u00a0%." in told
    assert "Die Entscheidung vom Mittwoch, 15. Dezember 2021, ist mit jedem solchen Wert vereinbar." in told


def test_why_not_says_what_was_missing_and_by_how_much() -> None:
    told = render(season_proof("03358", "2021-12-01"), "de", NAMES)
    assert "Seit Mittwoch, 24. November 2021, gilt im Heidekreis Warnstufe 1." in told
    assert (
        "Montag, 29. November 2021: 7-Tage-Inzidenz der Neuinfizierten 80,9, nötig mehr als 100; es fehlen 19,1" in told
    )
    assert "0 von 5 Werktagen erreicht; frühestens vollständig am Dienstag, 7. Dezember 2021." in told


def test_a_step_not_taken_is_visibly_empty() -> None:
    told = render(season_proof("03241", "2021-12-01"), "de", NAMES)
    assert "festgestellt: ☐ keine Entscheidung erfasst → in Kraft: ab Mittwoch, 1. Dezember 2021" in told


def test_what_nobody_determined_is_called_met_and_never_in_force() -> None:
    proof = season_proof("03241", "2021-12-01")
    german, english = render(proof, "de", NAMES), render(proof, "en", NAMES)
    assert german.startswith(
        "Erreicht ist in der Region Hannover Warnstufe 2, mit Wirkung frühestens ab Mittwoch, 1. Dezember 2021; "
        "keine Entscheidung ist erfasst."
    )
    assert "Erreicht ist in der Region Hannover: 3G-Regel ohne Warnstufe, mit Wirkung frühestens ab" in german
    assert "Warnstufe 2: nach dieser Regel erreicht, als geltend angenommen." in german
    assert english.startswith(
        "Met in Region Hannover: warning level 2, with effect from Wednesday, 1 December 2021 at the earliest; "
        "no decision is on record."
    )
    ordered = render(season_proof("03241", "2021-12-01", decided=True), "de", NAMES)
    assert "    Warnstufe 2: gilt nach dieser Regel." in ordered.splitlines()


def test_a_level_fixed_by_version_after_version_holds_since_the_first_of_them() -> None:
    told = render(season_proof("03241", "2022-02-10"), "de", NAMES)
    assert told.startswith("Seit Freitag, 24. Dezember 2021, gilt in der Region Hannover Warnstufe 3.")
    assert "in Kraft: ab Freitag, 24. Dezember 2021" in told
    assert "vom Mittwoch, 2. Februar 2022 bis Mittwoch, 23. Februar 2022." in told  # what this version says itself


def test_a_faulty_figure_is_marked_in_the_language_asked_for() -> None:
    proof = season_proof("03358", "2021-12-17")
    starts: dict[Language, str] = {"de": "Auffällig:", "en": "Notable:"}
    notes = {
        language: [line.strip() for line in render(proof, language, NAMES).splitlines() if start in line]
        for language, start in starts.items()
    }
    assert notes["de"]
    assert len(notes["de"]) == len(notes["en"])
    assert all(" / " not in line for lines in notes.values() for line in lines)


def test_dates_are_written_out_in_both_languages() -> None:
    day = date(2022, 3, 1)
    assert long_date(day, "de") == "Dienstag, 1. März 2022"
    assert long_date(day, "en") == "Tuesday, 1 March 2022"
    assert bare_date(day, "de") == "1. März"
    at = datetime(2022, 3, 1, 8, 5)  # noqa: DTZ001 (local time of the publisher)
    assert moment(at, "de") == "Dienstag, 1. März 2022, 08.05 Uhr"
    assert moment(at, "en") == "Tuesday, 1 March 2022, 08:05"


def test_numbers_have_a_decimal_comma_in_german_and_never_an_exponent() -> None:
    assert number(Decimal("10.0"), "de") == "10,0"
    assert number(Decimal("1E+2"), "en") == "100"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Region Hannover", "in der Region Hannover"),
        ("Landkreis Celle", "im Landkreis Celle"),
        ("Heidekreis", "im Heidekreis"),
        ("Stadt Osnabrück", "in der Stadt Osnabrück"),
        ("Grafschaft Bentheim", "in der Grafschaft Bentheim"),
        ("Niedersachsen", "in Niedersachsen"),
    ],
)
def test_a_place_takes_the_article_its_kind_demands(name: str, said: str) -> None:
    assert place("03000", {"03000": name}, "de") == said
    assert place("03000", {"03000": name}, "en") == f"in {name}"
    assert place("03000", {}, "de") == "in 03000"


@pytest.mark.parametrize(
    ("language", "short", "long"),
    [("de", "1, 2 und 3", "1, 2, 3, 4, 5 und 3 weitere"), ("en", "1, 2 and 3", "1, 2, 3, 4, 5 and 3 more")],
)
def test_a_long_list_says_how_much_is_left_out(language: Language, short: str, long: str) -> None:
    assert listed(list("123"), language) == short
    assert listed(list("12345678"), language) == long
    assert listed(["1"], language) == "1"


def test_counted_days_are_named_by_their_calendar() -> None:
    title = Text(de="Werktage (Montag bis Samstag)", en="Working days (Monday to Saturday)")
    assert counted_days(title, "de") == "Werktagen"
    assert counted_days(title, "en") == "working days"


def test_a_level_whose_title_lacks_its_number_is_led_by_it() -> None:
    title = Text(de="Inzidenz über 10", en="incidence above 10")
    assert level_title("1", title, "de") == "Stufe 1 (Inzidenz über 10)"
    assert level_title("2", Text(de="Warnstufe 2", en="warning level 2"), "en") == "warning level 2"


def test_a_recorded_text_in_two_halves_is_told_by_the_half() -> None:
    assert half("zu niedrig / too low", "de") == "zu niedrig"
    assert half("zu niedrig / too low", "en") == "too low"
    assert half("RKI", "en") == "RKI"


def test_a_sentence_for_an_unknown_case_is_refused_at_once() -> None:
    with pytest.raises(KeyError):
        Speech("de", {}).say("answer.of_another_kind")


def test_a_level_held_by_an_order_is_told_by_what_would_have_been_without_it() -> None:
    told = render(season_proof("03404", "2021-12-01", decided=True), "de", NAMES)
    assert "Ohne die Anordnung hätte Warnstufe 2 frühestens ab Samstag, 4. Dezember 2021, gegolten." in told
    assert (
        "Ohne die Anordnung hätte Warnstufe 2 am Mittwoch, 1. Dezember 2021, nur mit einem Abschnitt "
        "bis Montag, 29. November 2021, gegolten. Es fehlte:"
    ) in told
    assert "Dann gilt Warnstufe 2 " not in told
    assert (
        "Damit Warnstufe 3 am Mittwoch, 1. Dezember 2021, gegolten hätte, wäre ein Abschnitt bis "
        "Montag, 29. November 2021, nötig gewesen."
    ) in told


def test_a_rule_that_begins_with_a_version_does_not_count_anew() -> None:
    lines = render(season_proof("03460", "2021-09-24"), "de", NAMES).splitlines()
    said = [line.strip() for line in lines if "Gezählt wird ab Mittwoch, 22. September 2021" in line]
    assert set(said) == {"Gezählt wird ab Mittwoch, 22. September 2021: Mit dieser Fassung beginnt die Regel."}


def test_a_section_due_before_counting_starts_is_not_called_too_short() -> None:
    told = render(season_proof("03241", "2021-08-25"), "de", NAMES)
    assert "sind das zu wenige Tage" not in told
    assert "0 von 5 Werktagen erreicht" in told or "1 von 5 Werktagen erreicht" in told


def test_on_the_day_of_lifting_the_first_line_says_so() -> None:
    on_the_day = render(season_proof("03451", "2021-12-23", decided=False), "de", NAMES).splitlines()
    the_day_before = render(season_proof("03451", "2021-12-22", decided=False), "de", NAMES).splitlines()
    assert "Warnstufe 2 ist seit heute aufgehoben" in " ".join(on_the_day[:2])
    assert "aufgehoben" not in " ".join(the_day_before[:2])


def test_no_empty_box_stands_without_a_word() -> None:
    for language in LANGUAGES:
        for template in TEMPLATES[language].values():
            assert template != "☐"
