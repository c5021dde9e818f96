"""`lage access`: the answer at a door, for people and for programs."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Lage

RESTAURANT = ("access", "--area", "03255", "--on", "2021-12-06T12:00", "--place", "restaurant")
FRESH_TEST = ("--tested", "antigen@2021-12-06T08:00")


def test_a_vaccinated_person_without_a_test_is_told_what_would_change_it(lage: Lage) -> None:
    answer = lage(*RESTAURANT, "--indoors", "--vaccinated", "2021-06-01", "--lang", "en")
    assert answer.code == 0
    assert answer.out.splitlines()[0] == "No, you may not come in."
    assert "PCR test not older than 48 hours" in " ".join(answer.out.split())


def test_with_a_test_the_same_person_may_come_in(lage: Lage) -> None:
    out = lage(*RESTAURANT, "--indoors", "--vaccinated", "01.06.2021", *FRESH_TEST).out
    assert out.splitlines()[0] == "Ja, Zutritt."
    assert "FFP2" in out


def test_what_is_not_said_is_asked_back(lage: Lage) -> None:
    out = lage(*RESTAURANT, "--vaccinated", "2021-06-01").out
    assert out.splitlines()[0] == "Es kommt darauf an: ob drinnen oder draußen."
    assert "draußen: Zutritt (2G)" in out


def test_json_has_answer_requirement_reasons_with_citations_and_what_would_change_it(lage: Lage) -> None:
    given = json.loads(lage(*RESTAURANT, "--indoors", "--vaccinated", "2021-06-01", "--format", "json").out)
    assert given["format"] == "lagezentrum.access/1"
    assert (given["answer"], given["requirement"]) == ("not allowed", "2G+")
    required = next(reason for reason in given["reasons"] if reason["kind"] == "requires")
    assert required["cite"][0] == {"provision": "access-restaurants", "title": "Gaststätten"}
    ways = [[part["kind"] for part in change["parts"]] for change in given["would_change"]]
    assert ways == [["show.proof"], ["show.test"]]


def test_the_answer_says_whether_an_order_is_behind_the_level(lage: Lage) -> None:
    ordered, computed = (
        json.loads(lage("access", "--area", area, "--on", "2021-12-06", "--place", "sport", "--format", "json").out)
        for area in ("Hannover", "03255")
    )
    assert (ordered["level"]["basis"], ordered["level"]["step"]) == ("decision", "2")
    assert (computed["level"]["basis"], computed["level"]["since"]) == ("finding", "2021-12-05")


def test_a_level_that_was_ordered_and_never_lifted_holds_on_when_the_figures_fall(lage: Lage) -> None:
    asked = ("access", "--area", "03357", "--on", "2021-10-01", "--place", "restaurant", "--indoors")
    given = json.loads(lage(*asked, "--format", "json").out)
    assert (given["level"]["step"], given["level"]["basis"]) == ("1", "decision")
    assert (given["answer"], given["requirement"]) == ("not allowed", "3G")


@pytest.mark.parametrize(
    ("more", "answer"),
    [
        (("--role", "staff"), "not allowed"),
        (("--role", "staff", *FRESH_TEST, "--close-contact"), "allowed"),
        (("--role", "staff", *FRESH_TEST, "--close-contact", "--mask", "medical"), "not allowed"),
        (("--role", "staff", *FRESH_TEST, "--no-close-contact", "--mask", "none"), "allowed"),
        (("--age", "17"), "allowed"),
        (("--medical-certificate", *FRESH_TEST), "allowed"),
        (("--study", *FRESH_TEST), "allowed"),
        (("--boosted", "2021-12-01"), "allowed"),
        (("--recovered", "2021-10-01", *FRESH_TEST), "allowed"),
        (("--recovered", "2021-10-01", "--pupil", "--age", "19"), "allowed"),
        (("--recovered", "2021-11-20", *FRESH_TEST), "not allowed"),
    ],
)
def test_who_meets_2g_plus(lage: Lage, more: tuple[str, ...], answer: str) -> None:
    assert json.loads(lage(*RESTAURANT, "--indoors", *more, "--format", "json").out)["answer"] == answer


def test_capacity_and_the_operators_choice_change_the_requirement(lage: Lage) -> None:
    place = ("access", "--area", "Hannover", "--on", "2021-12-20", "--place", "restaurant", "--format", "json")
    eased = json.loads(lage(*place, "--indoors", "--vaccinated", "2021-06-01", "--capacity", "70").out)
    assert (eased["answer"], eased["requirement"]) == ("allowed", "2G")
    chosen = json.loads(lage(*place[:-4], "--place", "retail", "--format", "json", "--voluntary-2g").out)
    assert (chosen["answer"], chosen["requirement"]) == ("not allowed", "2G")


def test_the_number_of_guests_decides_at_events(lage: Lage) -> None:
    event = ("access", "--area", "Hannover", "--on", "2021-11-29", "--place", "Veranstaltung oder Zusammenkunft")
    few, many = (json.loads(lage(*event, "--indoors", "--guests", n, "--format", "json").out) for n in ("25", "26"))
    assert (few["requirement"], many["requirement"]) == ("none", "2G")


@pytest.mark.parametrize(
    ("said", "de", "en"),
    [
        (("--vaccinated", "1999-01-01"), "--vaccinated: Dieser Tag liegt vor 2020", "lies before 2020"),
        (("--recovered", "2020-03-01", "--age", "0"), "--recovered: Dieser Tag läge vor der Geburt", "before birth"),
        (
            ("--vaccinated", "2021-06-01", "--boosted", "2021-06-01"),
            "--boosted: Die Auffrischung muss",
            "must come after",
        ),
    ],
)
def test_what_nobody_can_have_is_refused(lage: Lage, said: tuple[str, ...], de: str, en: str) -> None:
    german, english = lage(*RESTAURANT, *said), lage(*RESTAURANT, *said, "--lang", "en")
    assert (german.code, german.out) == (english.code, english.out) == (2, "")
    assert de in german.notes
    assert en in english.notes


def test_with_a_test_a_day_without_an_hour_is_asked_back(lage: Lage) -> None:
    asked = ("access", "--area", "03255", "--on", "06.12.2021", "--place", "restaurant", *FRESH_TEST)
    answer = lage(*asked)
    assert (answer.code, answer.out) == (2, "")
    assert "kommt es auf die Stunde an" in answer.notes
    assert "2021-12-06T12:00" in answer.notes


def test_who_does_not_say_an_age_is_told_who_is_exempt_by_age(lage: Lage) -> None:
    exempt = "Ohne Nachweis dürfen hinein: Kinder und Jugendliche unter 18 Jahren."
    assert exempt in " ".join(lage(*RESTAURANT, "--indoors").out.split())
    for said in (("--age", "44"), ("--role", "staff")):
        assert exempt not in " ".join(lage(*RESTAURANT, "--indoors", *said).out.split())
    disco = ("access", "--area", "03255", "--on", "2021-12-06T12:00", "--place", "disco")
    assert exempt not in " ".join(lage(*disco).out.split())


@pytest.mark.parametrize("day", ["2021-09-01", "2021-11-15", "2022-01-20", "2022-02-10"])
def test_versions_without_known_rules_say_so(lage: Lage, day: str) -> None:
    out = lage("access", "--area", "Hannover", "--on", day, "--place", "restaurant", "--indoors").out
    assert out.startswith("Dazu können wir nichts sagen")
    assert "nicht hinterlegt" in out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--place", "resturant"), "Meinten Sie restaurant?"),
        (("--place", "restaurant", "--tested", "pcr"), "ist kein Test"),
        (("--place", "restaurant", "--tested", "spit@2021-12-06T08:00"), "pcr, antigen, supervised"),
        (("--place", "restaurant", "--tested", "pcr@2021-12-06"), "ist kein Zeitpunkt"),
        (("--place", "restaurant", "--capacity", "120"), "ist kein Anteil"),
        (("--place", "restaurant", "--capacity", "viel"), "ist kein Anteil"),
        (("--place", "restaurant", "--vaccinated", "gestern"), "ist kein Datum"),
    ],
)
def test_unclear_input_is_told_with_a_remedy(lage: Lage, arguments: tuple[str, ...], told: str) -> None:
    answer = lage("access", "--area", "03255", "--on", "2021-12-06T12:00", *arguments)
    assert answer.code == 2
    assert told in answer.notes
    assert "Traceback" not in answer.notes


def test_a_time_that_the_clocks_skipped_is_refused(lage: Lage) -> None:
    answer = lage(*RESTAURANT, "--tested", "pcr@2021-03-28T02:30")
    assert answer.code == 2
    assert "die Uhren wurden in dieser Nacht vorgestellt" in " ".join(answer.notes.split())


def test_a_day_alone_does_not_suffice_with_a_test(lage: Lage) -> None:
    answer = lage("access", "--area", "03255", "--on", "2021-12-06", "--place", "restaurant", *FRESH_TEST)
    assert answer.code == 2


def test_an_offset_may_be_given(lage: Lage) -> None:
    arguments = ("access", "--area", "03255", "--on", "2021-12-06T11:00+00:00", "--place", "restaurant", "--indoors")
    given = json.loads(
        lage(*arguments, "--vaccinated", "2021-06-01", "--tested", "antigen@2021-12-05T12:00", "--format", "json").out
    )
    assert given["answer"] == "allowed"


def test_nothing_is_written(lage: Lage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    lage(*RESTAURANT, "--indoors", "--vaccinated", "2021-06-01", *FRESH_TEST)
    assert list(tmp_path.iterdir()) == []
