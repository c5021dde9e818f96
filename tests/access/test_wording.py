"""What people read: the answer first, in their language, with the provision behind each reason."""

from datetime import date, datetime
from decimal import Decimal

from lagezentrum.access import Answer, Person, Place, Test, answer
from lagezentrum.access.wording import change_line, render
from lagezentrum.engine.wording.phrases import Language
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
        "  Proof of recovery of Monday, 1 March 2021: counted only until Wednesday, 1 September 2021. "
        "[Genesenennachweis]",
        "",
        "One of these would change it:",
        "  Proof of a booster vaccination",
        "  Proof of vaccination, at least 14 days old",
        "  Proof of recovery, at least 28 days and at most 6 months old",
    ]


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
