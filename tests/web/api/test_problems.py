"""What can not be answered is told as a problem (RFC 9457), in both languages, with what can be done."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from lagezentrum.web.api.operations import districts
from lagezentrum.web.api.problems import KINDS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("season_record")]


def problem(path: str) -> dict[str, Any]:
    response = Client().get(path)
    assert response["Content-Type"] == "application/problem+json"
    assert response["Cache-Control"] == "no-store"
    assert response["Access-Control-Allow-Origin"] == "*"
    told: dict[str, Any] = response.json()
    assert told["status"] == response.status_code
    assert told["type"].removeprefix("/api/v1/problems#") in KINDS
    assert all(told[part] for part in ("title", "title_en", "detail", "detail_en"))
    assert told["instance"] == path.partition("?")[0]
    return told


def test_an_unknown_district_is_not_found_and_the_nearest_is_suggested() -> None:
    told = problem("/api/v1/districts/hannover/level")
    assert told["status"] == 404
    assert told["suggestions"] == [{"value": "03241", "title": "Region Hannover"}]
    assert problem("/api/v1/districts/3241")["suggestions"][0]["value"] == "03241"


@pytest.mark.parametrize("key", ["03242", "09162", "032410001001", "12", "0324", "99"])
def test_keys_that_no_district_here_has_are_not_found(key: str) -> None:
    assert problem(f"/api/v1/districts/{key}")["status"] == 404


@pytest.mark.parametrize(
    "day", ["2021-02-30", "4.12.2021", "1638576000", "", "today", "2021-12-04T00:00", "２０２１-12-04"]
)
def test_what_is_no_day_is_told_with_the_name_of_the_parameter(day: str) -> None:
    told = problem(f"/api/v1/districts/03241/level?on={day}")
    assert told["status"] == 422
    assert [error["parameter"] for error in told["errors"]] == ["on"]
    assert "JJJJ-MM-TT" in told["detail"]


@pytest.mark.parametrize(
    ("asked", "kind"),
    [
        ("from=2021-12-05&to=2021-12-04", "reversed-range"),
        ("from=2020-01-01&to=2021-12-04", "range-too-long"),
        ("form=2021-12-01", "unknown-parameter"),
        ("from=2021-12-01&from=2021-12-02", "repeated-parameter"),
    ],
)
def test_parameters_that_make_no_sense_together_are_refused(asked: str, kind: str) -> None:
    for timeline in ("districts/03241/timeline", "timeline"):
        told = problem(f"/api/v1/{timeline}?{asked}")
        assert (told["status"], told["type"]) == (400, f"/api/v1/problems#{kind}")


@pytest.mark.parametrize("path", ["timeline", "observations?reading=latest"])
def test_an_answer_about_all_districts_covers_fewer_days(path: str) -> None:
    sign = "&" if "?" in path else "?"
    told = problem(f"/api/v1/{path}{sign}from=2021-01-01&to=2021-12-01")
    assert told["type"] == "/api/v1/problems#range-too-long"
    assert "200" in told["detail"]


def test_a_mistyped_parameter_is_not_passed_over_and_the_right_one_is_suggested() -> None:
    told = problem("/api/v1/districts/03241/level?asof=2021-12-01")
    assert told["suggestions"] == [{"value": "as_of", "title": "as_of"}]


def test_a_reading_must_be_named_and_as_of_belongs_to_one_of_them() -> None:
    base = "/api/v1/observations?indicator=new_cases&area=03241"
    for unsaid in (problem(base), problem("/api/v1/observations")):
        assert (unsaid["status"], unsaid["errors"][0]["parameter"]) == (422, "reading")
        assert "as-first-published, as-known-at, latest" in unsaid["detail_en"]
    assert problem(base + "&reading=as-known-at")["status"] == 400
    assert problem(base + "&reading=latest&as_of=2021-12-01")["status"] == 400
    assert problem(base + "&reading=first")["status"] == 422
    assert "hospitalisation" in problem("/api/v1/observations?indicator=r&area=03241&reading=latest")["detail"]
    assert problem("/api/v1/findings?all=maybe")["detail_en"] == "all: Write true or false."


@pytest.mark.parametrize("path", ["/api/v1/districts/03241/level", "/api/v1/nothing", "/feeds/03241.ics"])
def test_more_parameters_than_anybody_needs_are_refused_unread(path: str) -> None:
    told = problem(path + "?" + "&".join(f"x{number}=1" for number in range(1500)))
    assert (told["status"], told["type"]) == (400, "/api/v1/problems#too-many-parameters")


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/v1/districts/" + "9" * 20_000 + "/level", 404),
        ("/api/v1/districts/%20", 404),
        ("/api/v1/districts/%00/level", 404),
        ("/api/v1/districts/%ff/level", 404),
        ("/api/v1/districts/..%2f..%2fetc%2fpasswd/level", 404),
        ("/api/v1/districts/03241/level?on=" + "9" * 50_000, 422),
        ("/api/v1/districts/03241/level?as_of=2021-12-04T12:00%2B99:99", 422),
        ("/api/v1/determinations/" + "%F0%9F%92%A9" * 500, 404),
        ("/api/v1/observations?reading=latest&indicator=new_cases&area=%00", 404),
        ("/feeds/cap/" + "a" * 9_000 + ".xml", 404),
        ("/feeds/%00.atom", 404),
    ],
)
def test_whatever_somebody_writes_into_an_address_is_told_as_a_problem(path: str, status: int) -> None:
    response = Client().get(path)
    assert (response.status_code, response["Content-Type"]) == (status, "application/problem+json")


@pytest.mark.parametrize(
    "asked", ["on=0001-01-01", "on=9999-12-31", "as_of=0001-01-01T00:00%2B23:59", "as_of=9999-12-31"]
)
def test_the_ends_of_the_calendar_are_days_like_any_other(asked: str) -> None:
    assert Client().get(f"/api/v1/districts/03241/level?{asked}").status_code == 200


@pytest.mark.parametrize("asked", ["to=0001-01-05", "from=9999-12-01&to=9999-12-31", "from=9999-12-31"])
def test_a_span_at_the_ends_of_the_calendar_gives_every_day_there_is(asked: str) -> None:
    told = Client().get(f"/api/v1/districts/03241/timeline?{asked}").json()["data"]
    first, last = date.fromisoformat(told["from"]), date.fromisoformat(told["to"])
    assert len(told["days"]) == (last - first).days + 1
    assert {day["in_force"]["state"] for day in told["days"]} == {"outside" if last.year == 1 else "unknown"}


@pytest.mark.parametrize("path", ["/api", "/api/v1", "/api/v1/", "/api/v2/districts", "/api/v1/district", "/feeds/"])
def test_addresses_at_which_nothing_lies_are_told_so(path: str) -> None:
    assert problem(path)["status"] == 404


@pytest.mark.parametrize("path", ["/api/v1/determinations/03241-2099-1", "/api/v1/regulations/de-ni/corona"])
def test_what_does_not_exist_is_not_found(path: str) -> None:
    assert problem(path)["status"] == 404


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_changed(method: str) -> None:
    response = getattr(Client(enforce_csrf_checks=True), method)("/api/v1/districts")
    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD, OPTIONS")
    assert response["Content-Type"] == "application/problem+json"


def test_an_unexpected_error_is_a_problem_without_inner_details(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise RuntimeError("secret of the house")

    monkeypatch.setattr(districts, "areas_covered", broken)
    told = problem("/api/v1/districts")
    assert told["status"] == 500
    assert "secret" not in str(told)


def test_all_kinds_of_problems_are_listed() -> None:
    listed = Client().get("/api/v1/problems").json()["data"]
    assert {kind["id"] for kind in listed} == set(KINDS)
