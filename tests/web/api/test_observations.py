"""Published figures, day by day, in a reading that has to be named."""

from typing import Any

from lagezentrum.sources.published import UNITS
from tests.web.api.conftest import Ask

HANNOVER = {"indicator": "new_cases", "area": "03241", "reading": "as-first-published"}


def only(told: Any) -> Any:
    """The series of an answer that has one."""
    (series,) = told["series"]
    return series


def test_every_day_has_its_figure_with_all_its_digits(ask: Ask) -> None:
    told = only(ask("/observations", **HANNOVER, **{"from": "2021-12-01", "to": "2021-12-03"}))
    assert [day["day"] for day in told["days"]] == ["2021-12-01", "2021-12-02", "2021-12-03"]
    assert all(day["state"] == "published" and isinstance(day["value"], str) for day in told["days"])
    assert told["unit"] == "per 100,000 in 7 days"
    assert all(len(day["file_sha256"]) == 64 for day in told["days"])


def test_a_figure_of_the_land_is_given_for_the_land_where_a_district_is_asked_for(ask: Ask) -> None:
    for indicator in ("icu_share", "hospitalisation"):
        told = ask("/observations", indicator=indicator, area="03241", reading="as-first-published", to="2021-12-12")
        assert only(told)["area"]["ags"] == "03"


def test_a_moment_alone_asks_for_everything_that_was_known_then(ask: Ask) -> None:
    told = ask("/observations", as_of="2021-12-04T12:00")
    assert (told["reading"], told["from"], told["to"]) == ("as-known-at", "2021-11-07", "2021-12-04")
    series = {(one["indicator"], one["area"]["ags"]): one["days"] for one in told["series"]}
    assert len(series) == len(told["series"])
    assert {indicator for indicator, _ in series} == set(UNITS)
    assert {area for indicator, area in series if indicator == "icu_share"} == {"03"}
    assert len([area for indicator, area in series if indicator == "new_cases"]) == 46
    assert all(len(days) == 28 for days in series.values())
    assert series["new_cases", "03241"][-1]["state"] == "published"
    named = ask("/observations", **(HANNOVER | {"reading": "as-known-at"}), as_of="2021-12-04T12:00")
    assert only(named)["days"] == series["new_cases", "03241"]


def test_days_after_the_moment_are_there_when_they_are_asked_for(ask: Ask) -> None:
    told = ask("/observations", as_of="2021-12-04", area="03", indicator="icu_share", to="2021-12-06")
    assert [day["state"] for day in only(told)["days"]][-3:] == ["published", "ahead", "ahead"]


def test_the_missing_values_of_the_ninth_and_tenth_of_december_are_not_zero(ask: Ask) -> None:
    """No report that tells the share of intensive-care beds on these two days was found."""
    span = {"from": "2021-12-08", "to": "2021-12-11"}
    told = ask("/observations", indicator="icu_share", area="03", reading="as-first-published", **span)
    assert [(day["day"][-2:], day["state"], day["value"], day["missing"]) for day in only(told)["days"]] == [
        ("08", "published", "10.6", None),
        ("09", "no_value", None, "not-published"),
        ("10", "no_value", None, "not-published"),
        ("11", "published", "10.5", None),
    ]


def test_what_was_known_at_a_moment_ends_with_that_moment(ask: Ask) -> None:
    asked = HANNOVER | {"reading": "as-known-at", "as_of": "2021-12-04T05:00", "from": "2021-12-03", "to": "2021-12-05"}
    assert [day["state"] for day in only(ask("/observations", **asked))["days"]] == [
        "published",
        "not_on_record",
        "ahead",
    ]


def test_days_to_come_are_marked_and_the_faulty_days_are_remarked_on(ask: Ask) -> None:
    told = ask("/observations", **(HANNOVER | {"reading": "latest"}), **{"from": "2021-12-12", "to": "2022-02-28"})
    days = {day["day"]: day for day in only(told)["days"]}
    assert days["2022-02-24"]["state"] == "ahead"
    assert "Übertragungsfehler" in days["2021-12-12"]["note"]
