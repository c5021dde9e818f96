"""What people read: the answer first, in their language, with the provision behind each reason."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from lagezentrum.access import Answer, Person, Place, Statement, Test, answer
from lagezentrum.access.wording import change_line, render, sentence
from lagezentrum.engine.wording.phrases import LANGUAGES, Language
from tests.access.people import BERLIN, LIBRARY, NAME, RULES, level

NAMES = {"03241": "Region Hannover"}


def _ask(version: str, day: datetime, step: str, place: Place, person: Person) -> Answer:
    return answer(RULES[version], place, person, day, level(RULES[version], day.date(), step))


def _told(given: Answer, language: Language) -> list[str]:
    norm = LIBRARY.norm(NAME, given.level.version or "")
    titles = {anchor: provision.title for anchor, provision in norm.items()}
    return render(given, language, NAMES, titles).splitlines()


NOON = datetime(2021, 12, 6, 12, tzinfo=BERLIN)
INSIDE = Place(kind="restaurant", setting="indoors")


def test_an_answer_in_german() -> None:
    person = Person(age=44, vaccinated=date(2021, 6, 1), tests=(Test("antigen", NOON.replace(day=5, hour=11)),))
    assert _told(_ask("2021-11-24", NOON, "2", INSIDE, person), "de") == [
        "Nein, kein Zutritt.",
        "",
        "Warum:",
        "  Am Montag, 6. Dezember 2021 gilt in der Region Hannover Warnstufe 2, festgestellt durch Anordnung, "
        "seit Montag, 6. Dezember 2021.",
        "  Gaststätte, drinnen: 2G+ – geimpft oder genesen, und dazu getestet. [Gaststätten; Masken]",
        "  Impfnachweis vom Dienstag, 1. Juni 2021: gilt. [Impfnachweis]",
        "  PoC-Antigentest von Sonntag, 5. Dezember 2021, 11:00 Uhr: galt nur bis Montag, 6. Dezember 2021, 11:00 Uhr. "
        "[Anerkannte Tests]",
        "",
        "Eines davon würde es ändern:",
        "  Nachweis der Auffrischungsimpfung",
        "  PCR-Test (höchstens 48 Stunden alt), PoC-Antigentest (höchstens 24 Stunden alt) oder "
        "Selbsttest unter Aufsicht vor Ort",
    ]


def test_an_answer_in_english() -> None:
    given = _ask("2021-11-24", NOON, "1", INSIDE, Person(age=44, recovered=date(2021, 3, 1)))
    assert _told(given, "en") == [
        "No, you may not come in.",
        "",
        "Why:",
        "  On Monday, 6 December 2021 level 1 is in force in Region Hannover, determined by order, "
        "since Monday, 6 December 2021.",
        "  Restaurant, indoors: 2G – vaccinated or recovered. [Gaststätten]",
        "  Proof of recovery of Monday, 1 March 2021: too old; by the rule of this day it counts only until "
        "Wednesday, 1 September 2021. [Genesenennachweis]",
        "",
        "One of these would change it:",
        "  Proof of a booster vaccination",
        "  Proof of vaccination, at least 14 days old",
        "  Proof of recovery, at least 28 days and at most 6 months old",
    ]


def test_what_nobody_ordered_is_called_met_and_not_in_force() -> None:
    facts = {"area": "03241", "day": NOON.date(), "step": "2", "since": date(2021, 12, 1)}
    computed = Statement("level.finding", facts)
    german, english = (sentence(computed, language, NAMES) for language in LANGUAGES)
    assert german == (
        "Nach den Zahlen ist in der Region Hannover Warnstufe 2 erreicht, mit Wirkung frühestens ab Mittwoch, "
        "1. Dezember 2021; für Montag, 6. Dezember 2021 ist keine Anordnung bekannt."
    )
    assert "is met in Region Hannover" in english
    assert " gilt " not in german
    assert "in force" not in english


def test_the_rule_for_staff_is_told_whole() -> None:
    staff = Person(role="staff", tests=(Test("antigen", NOON),))
    told = _told(_ask("2021-11-24", NOON, "2", INSIDE, staff), "en")
    assert told[0] == "Yes, you may work."
    assert any("closer than 1.5 metres" in line and "every day" in line for line in told)
    duty = next(line for line in told if "brings you closer" in line)
    assert duty.endswith(
        "closer than 1.5 metres to others, wear a mask of FFP2, KN95 or equivalent. [2G und Beschäftigte]"
    )


def test_cases_tell_what_the_answer_depends_on() -> None:
    day = datetime(2021, 12, 20, 12, tzinfo=BERLIN)
    person = Person(vaccinated=date(2021, 6, 1))
    told = _told(_ask("2021-12-12", day, "2", INSIDE, person), "de")
    assert told[0] == "Es kommt darauf an: wie viel von der Kapazität genutzt wird."
    assert "  Kapazität stärker genutzt: kein Zutritt (2G+)" in told
    assert any("Wird die Kapazität zu höchstens 70" in line for line in told)
    events = _told(_ask("2021-11-24", NOON, "2", Place(kind="event", setting="indoors"), person), "en")
    assert "  1 to 15 people: access" in events
    assert any(line.startswith("  16 people or more: no access (2G+)") for line in events)


def test_relief_and_court_are_reasons() -> None:
    day = datetime(2021, 12, 20, 12, tzinfo=BERLIN)
    place = Place(kind="restaurant", setting="indoors", capacity_used=Decimal(70))
    told = _told(_ask("2021-12-12", day, "2", place, Person(vaccinated=date(2021, 6, 1))), "de")
    assert any("höchstens 70" in line and "2G statt 2G+" in line for line in told)
    hairdresser = _told(_ask("2021-12-12", day, "2", Place(kind="body-near"), Person()), "de")
    assert any("Beschluss vom Freitag, 10. Dezember 2021, 13 MN 462/21" in line for line in hairdresser)


def test_what_would_change_it_is_one_line_each() -> None:
    given = _ask("2021-11-24", NOON, "2", Place(kind="sport", setting="indoors"), Person(mask="none"))
    lines = [change_line(change, "en") for change in given.would_change]
    assert lines[0] == "Proof of a booster vaccination"
    assert lines[1].startswith("Proof of vaccination, at least 14 days old; and PCR test not older than 48 hours")


def test_a_relief_that_nobody_has_said_to_apply_is_told_as_a_case_not_as_a_fact() -> None:
    day = datetime(2021, 12, 20, 12, tzinfo=BERLIN)
    told = _told(_ask("2021-12-12", day, "2", INSIDE, Person(vaccinated=date(2021, 6, 1))), "de")
    assert [line.strip() for line in told if "statt 2G+" in line] == [
        "Wo die Kapazität zu höchstens 70\u00a0% genutzt wird, genügt 2G statt 2G+. [Höchstens 70 Prozent der Plätze]"
    ]


def test_a_version_is_named_by_its_first_day_in_words() -> None:
    unknown = Statement("not_encoded.version", {"version": "2021-08-25", "why": None})
    assert sentence(unknown, "de", {}) == (
        "Die Zutrittsregeln der Fassung, die ab Mittwoch, 25. August 2021 gilt, sind hier nicht hinterlegt."
    )
    assert "from Wednesday, 25 August 2021 are" in sentence(unknown, "en", {})
    assert "from first are" in sentence(Statement("not_encoded.version", {"version": "first", "why": None}), "en", {})


def test_in_the_night_of_two_equal_hours_a_moment_says_which_it_is() -> None:
    sunday = datetime(2021, 10, 31, 2, 30, tzinfo=BERLIN)
    person = Person(age=44, tests=(Test("antigen", datetime(2021, 10, 30, 3, tzinfo=BERLIN)),))
    line = next(line for line in _told(_ask("2021-09-22", sunday, "1", INSIDE, person), "de") if "Antigen" in line)
    assert "bis Sonntag, 31. Oktober 2021, 02:00 Uhr (Winterzeit)." in line
    assert "30. Oktober 2021, 03:00 Uhr: gilt" in line
    once = _told(_ask("2021-09-22", sunday, "1", INSIDE, Person(tests=(Test("antigen", sunday),))), "en")
    assert any("31 October 2021, 02:30 (summer time): counts" in line for line in once)


def test_who_asks_about_the_whole_land_is_told_that_levels_differ() -> None:
    def notes(area: str, step: str) -> list[str]:
        used = replace(level(RULES["2021-11-24"], NOON.date(), step), area=area)
        return [note.kind for note in answer(RULES["2021-11-24"], INSIDE, Person(), NOON, used).notes]

    assert "level.districts" in notes("03", "1")
    assert "level.districts" not in notes("03", "3")  # there is no higher one
    assert "level.districts" not in notes("03241", "1")


def test_a_proof_is_promised_no_longer_than_the_reading_on_file_lasts() -> None:
    def told(day: date, recovered: date) -> str:
        noon = datetime(day.year, day.month, day.day, 12, tzinfo=BERLIN)
        lines = _told(_ask("2021-12-24", noon, "3", INSIDE, Person(recovered=recovered)), "de")
        return next(line.split(": ", 1)[1] for line in lines if "vom" in line and "Genesenennachweis" in line)

    before, after = date(2022, 1, 10), date(2022, 1, 15)
    assert told(before, date(2021, 9, 1)).startswith("gilt, bis Freitag, 14. Januar 2022.")
    assert told(before, date(2021, 12, 1)).startswith("gilt, bis Dienstag, 1. März 2022.")
    assert told(before, date(2021, 7, 12)).startswith("gilt, bis Mittwoch, 12. Januar 2022.")
    # It did count until the day before, by the reading of then; what is said is true of this day's reading alone.
    assert told(after, date(2021, 9, 1)).startswith(
        "zu alt; nach der Regel dieses Tages zählt er nur bis Dienstag, 30."
    )
