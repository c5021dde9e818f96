"""The calendar of an area reads back as what holds there."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client, override_settings
from icalendar import Calendar

from lagezentrum.web.feeds.calendar import revision
from lagezentrum.web.feeds.periods import periods
from tests.web.feeds.made_up import day_with

season = [pytest.mark.django_db, pytest.mark.usefixtures("season_record")]


def events(path: str) -> list[dict[str, Any]]:
    """The events of a calendar; `Any`, for icalendar gives a property every type that one may have."""
    response = Client().get(path)
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    return [dict(event) for event in Calendar.from_ical(response.content).walk("VEVENT")]


class TestOfTheSeason:
    pytestmark = season

    def test_hannover_shows_its_levels_as_whole_days(self) -> None:
        with override_settings(TODAY="2022-02-23"):
            told = [(e["SUMMARY"], e["DTSTART"].dt, e["DTEND"].dt) for e in events("/feeds/03241.ics")]
        assert told == [
            ("ÜBUNG: Warnstufe 1 – Region Hannover", date(2021, 11, 24), date(2021, 12, 1)),
            ("ÜBUNG: Warnstufe 2 – Region Hannover", date(2021, 12, 1), date(2021, 12, 24)),
            ("ÜBUNG: Warnstufe 3 – Region Hannover", date(2021, 12, 24), date(2022, 2, 24)),
        ]

    @pytest.mark.parametrize(
        ("today", "told"),
        [
            ("2021-12-03", [("1", "11-24", "12-01"), ("2", "12-01", "12-10")]),
            ("2021-12-22", [("1", "11-24", "12-01"), ("2", "12-01", "12-29")]),
            ("2021-12-23", [("1", "11-24", "12-01"), ("2", "12-01", "12-24"), ("3", "12-24", "01-16")]),
        ],
    )
    def test_a_version_that_is_not_announced_yet_neither_ends_nor_begins_anything(
        self, today: str, told: list[tuple[str, str, str]]
    ) -> None:
        with override_settings(TODAY=today):
            sure = [e for e in events("/feeds/03241.ics") if str(e["STATUS"]) == "CONFIRMED"]
        days = [(f"{e['DTSTART'].dt:%m-%d}", f"{e['DTEND'].dt:%m-%d}") for e in sure]
        assert [
            (str(e["SUMMARY"])[len("ÜBUNG: Warnstufe ")], *span) for e, span in zip(sure, days, strict=True)
        ] == told

    @pytest.mark.parametrize("area", ["03", "03241", "03354", "03256"])
    def test_the_file_is_as_the_format_demands_it(self, area: str) -> None:
        """RFC 5545: CRLF, no line above 75 octets, a UID of its own and a moment in UTC for each event."""
        with override_settings(TODAY="2021-11-27"):
            content = Client().get(f"/feeds/{area}.ics").content
        assert content.startswith(b"BEGIN:VCALENDAR\r\n")
        assert content.endswith(b"END:VCALENDAR\r\n")
        assert b"\n" not in content.replace(b"\r\n", b"")
        lines = content.split(b"\r\n")
        assert max(map(len, lines)) <= 75
        assert "".join(line.decode() for line in lines).count("\ufffd") == 0  # folded between characters
        events = Calendar.from_ical(content).walk("VEVENT")
        assert len({str(event["UID"]) for event in events}) == len(events) > 0
        for event in events:
            told = dict[str, Any](event)
            assert told["DTSTAMP"].to_ical().endswith(b"Z")
            assert told["DTSTART"].dt < told["DTEND"].dt

    def test_names_stay_the_same_and_revisions_only_grow_from_day_to_day(self) -> None:
        seen: dict[str, int] = {}
        for day in ("2021-11-27", "2021-11-29", "2021-11-30", "2021-12-02", "2021-12-16", "2021-12-23", "2022-01-10"):
            with override_settings(TODAY=day):
                told = {str(e["UID"]): int(e["SEQUENCE"]) for e in events("/feeds/03241.ics")}
            assert len(told) == len(events("/feeds/03241.ics")) or day != "2021-12-20"
            for uid, sequence in told.items():
                assert sequence >= seen.get(uid, 0), (day, uid)
            seen |= told
        assert "03241-2021-12-01-2@lagezentrum" in seen

    def test_a_change_that_nobody_ordered_is_tentative_and_named_as_the_earliest_possible(self) -> None:
        with override_settings(TODAY="2021-11-27"):
            (change,) = [e for e in events("/feeds/03241.ics") if "Warnstufe 2 könnte" in e["SUMMARY"]]
        assert str(change["SUMMARY"]) == "ÜBUNG: Frühestens möglich: Warnstufe 2 könnte beginnen – Region Hannover"
        assert str(change["STATUS"]) == "TENTATIVE"
        assert (change["DTSTART"].dt, change["DTEND"].dt) == (date(2021, 12, 1), date(2021, 12, 2))
        told = str(change["DESCRIPTION"])
        assert "Noch ist nichts angeordnet. Frühestens ab Mittwoch, 1. Dezember 2021: Warnstufe 2, wenn an" in told
        assert "sonst nicht vor Sonntag, 5. Dezember 2021. 4 von 5 Werktagen sind gezählt." in told

    @pytest.mark.parametrize(("area", "day"), [("03241", "2021-11-27"), ("03255", "2021-12-15"), ("03", "2021-12-13")])
    def test_what_is_possible_at_the_earliest_begins_on_the_day_of_the_outlook(self, area: str, day: str) -> None:
        with override_settings(TODAY=day):
            told = {str(e["DTSTART"].dt) for e in events(f"/feeds/{area}.ics") if str(e["STATUS"]) == "TENTATIVE"}
            answer = Client().get(f"/api/v1/districts/{area}/outlook").json()["data"]
        assert told
        assert told <= {step["earliest"] for step in answer["steps"]}

    def test_what_a_level_makes_needless_is_not_announced(self) -> None:
        with override_settings(TODAY="2021-11-27"):  # 3G is met, but level 1 holds and asks for more
            assert not [e for e in events("/feeds/03241.ics") if "3G" in e["SUMMARY"] and e["STATUS"] == "TENTATIVE"]

    def test_the_land_has_a_calendar_of_its_own_and_english_is_spoken(self) -> None:
        told = [str(e["SUMMARY"]) for e in events("/feeds/03.ics?language=en")]
        assert told[1] == "EXERCISE: warning level 2 – Niedersachsen"

    @pytest.mark.parametrize(("path", "status"), [("/feeds/99.ics", 404), ("/feeds/03.ics?language=fr", 422)])
    def test_what_can_not_be_answered_is_a_problem(self, path: str, status: int) -> None:
        response = Client().get(path)
        assert (response.status_code, response["Content-Type"]) == (status, "application/problem+json")

    def test_a_calendar_that_has_not_changed_is_not_sent_again(self) -> None:
        first = Client().get("/feeds/03241.ics")
        assert Client().get("/feeds/03241.ics", headers={"If-None-Match": first["ETag"]}).status_code == 304


def days(*levels: int, consequence: bool = False) -> list[object]:
    first = date(2021, 11, 1)
    return [day_with(first + timedelta(days=n), level, consequence=consequence) for n, level in enumerate(levels)]


def test_days_on_which_the_same_holds_become_one_period() -> None:
    found = list(periods(days(0, 1, 1, 2, 0, 0)))  # type: ignore[arg-type]
    assert [(p.key, p.first.day, p.ends and p.ends.day) for p in found] == [("1", 2, 4), ("2", 4, 5)]


def test_the_last_period_is_open_unless_its_end_is_settled() -> None:
    (open_,) = periods(days(0, 2, 2))  # type: ignore[arg-type]
    assert open_.ends is None
    settled = [day_with(date(2021, 11, 1), 2, ends=date(2021, 11, 9))]
    assert [p.ends for p in periods(settled)] == [date(2021, 11, 9)]


def test_a_consequence_without_a_level_is_a_period_too() -> None:
    (found,) = periods(days(0, 0, consequence=True))  # type: ignore[arg-type]
    assert (found.level, found.key) == (0, "3G")


def test_nothing_in_force_is_no_period() -> None:
    assert list(periods(days(0, 0))) == []  # type: ignore[arg-type]


def test_a_revision_never_falls_also_when_an_order_ends_a_period_earlier() -> None:
    first, order = date(2021, 11, 24), date(2021, 11, 29)
    before = [revision(first, None, first + timedelta(days=n), []) for n in range(6)]
    after = revision(first, date(2021, 12, 1), order, [order])
    later = [revision(first, date(2021, 12, 1), order + timedelta(days=n), [order]) for n in range(1, 9)]
    told = [*before, after, *later]
    assert told == sorted(told)
    assert after > before[-1]
    assert later[-1] == later[-2]
    assert revision(first, None, date(2021, 11, 1), []) == 0
