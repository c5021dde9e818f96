"""Who may enter, for programs: the answer, what a door demands, and how wrong questions are told."""

from typing import Any

import pytest
from django.http.response import HttpResponseBase
from django.test import Client

from tests.web.api.conftest import Ask

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("season_record")]

QUESTION: dict[str, Any] = {"area": "03241", "on": "2021-12-06T12:00", "place": "restaurant", "setting": "indoors"}


def post(**asked: Any) -> HttpResponseBase:
    return Client().post("/api/v1/access", QUESTION | asked, content_type="application/json")


def told(**asked: Any) -> dict[str, Any]:
    response = post(**asked)
    content: dict[str, Any] = response.json()  # type: ignore[attr-defined]
    assert response.status_code == 200, content
    return content


def test_a_vaccinated_person_with_a_test_may_come_in_and_nobody_keeps_the_answer() -> None:
    asked = {"vaccinated": "2021-06-01", "tests": [{"kind": "antigen", "taken": "2021-12-06T08:00"}]}
    given = told(**asked)["data"]
    assert (given["answer"], given["requirement"], given["level"]["step"]) == ("allowed", "2G+", "2")
    assert {"provision": "access-restaurants", "title": "Gaststätten"} in given["reasons"][1]["cite"]
    assert {"2021-06-01", "age"}.isdisjoint(given)
    response = post(**asked)
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert "ETag" not in response.headers


def test_without_a_test_the_answer_names_what_would_change_it() -> None:
    given = told(vaccinated="2021-06-01")["data"]
    assert given["answer"] == "not allowed"
    assert any("PCR" in change["en"] for change in given["would_change"])


def test_what_is_not_said_is_named_with_every_case() -> None:
    given = told(setting=None, vaccinated="2021-06-01")["data"]
    assert (given["answer"], given["depends_on"]) == ("depends on", ["setting"])
    assert {case["answer"] for case in given["cases"]} == {"allowed", "not allowed"}


@pytest.mark.parametrize(
    ("wrong", "status", "kind"),
    [
        ({"place": "restorant"}, 404, "unknown-place"),
        ({"area": "hannover"}, 404, "unknown-area"),
        ({"on": "gestern"}, 422, "invalid-parameter"),
        ({"age": "44"}, 422, "invalid-parameter"),
        ({"vaccinatd": "2021-06-01"}, 422, "invalid-parameter"),
        ({"vaccinated": "2021-02-30"}, 422, "invalid-parameter"),
    ],
)
def test_wrong_questions_are_told_without_repeating_what_was_said(
    wrong: dict[str, Any], status: int, kind: str
) -> None:
    response = post(**wrong)
    problem: dict[str, Any] = response.json()  # type: ignore[attr-defined]
    assert (response.status_code, problem["type"]) == (status, f"/api/v1/problems#{kind}")
    assert "2021-02-30" not in str(problem)
    if kind == "unknown-place":
        assert problem["suggestions"] == [{"value": "restaurant", "title": "Gaststätte"}]


def test_a_field_that_does_not_exist_and_a_body_that_is_not_json_are_told_as_what_they_are() -> None:
    unknown: dict[str, Any] = post(vaccinatd="2021-06-01").json()  # type: ignore[attr-defined]
    assert unknown["detail_en"] == "vaccinatd: There is no such field here."
    for body in ("x", '{"area": '):
        response = Client().post("/api/v1/access", body, content_type="application/json")
        assert response.status_code == 422
        assert "kein lesbares JSON" in response.json()["detail"]


def test_the_ends_of_the_calendar_are_days_like_any_other() -> None:
    assert told(vaccinated="9999-12-31", recovered="9999-12-31")["data"]["answer"] == "not allowed"
    for day in ("0001-01-01", "9999-12-31"):
        assert told(on=day)["data"]["answer"] == "not encoded"


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"vaccinated": "0001-01-01"}, "vaccinated: Dieser Tag liegt vor 2020"),
        ({"recovered": "2020-03-01", "age": 0}, "recovered: Dieser Tag läge vor der Geburt"),
        ({"vaccinated": "2021-06-01", "boosted": "2021-06-01"}, "boosted: Die Auffrischung muss nach"),
    ],
)
def test_what_nobody_can_have_is_refused_without_repeating_it(said: dict[str, Any], why: str) -> None:
    refused = post(**said)
    assert refused.status_code == 422
    assert refused.json()["detail"].startswith(why)  # type: ignore[attr-defined]
    told = refused.content.decode()  # type: ignore[attr-defined]
    assert not any(str(value) in told for name, value in said.items() if name != "age")


def test_the_question_is_asked_by_post_alone() -> None:
    for method in ("get", "put", "delete"):
        response = getattr(Client(), method)("/api/v1/access")
        assert (response.status_code, response.headers["Allow"]) == (405, "POST, OPTIONS")
        assert response.headers["Content-Type"] == "application/problem+json"
    assert Client().options("/api/v1/access").headers["Access-Control-Allow-Headers"] == "Content-Type"
    assert Client().post("/api/v1/districts").status_code == 405


def test_a_door_tells_what_proofs_tests_and_exemptions_count_and_what_is_uncertain(ask: Ask) -> None:
    (door,) = ask("/districts/03241/door", on="2021-12-18", place="fair", setting="indoors")["doors"]
    kinds = [said["kind"] for said in door["besides"]]
    assert kinds.count("show.proof") == 3
    assert {"show.test", "exempt", "relief.booster", "relief.capacity_open", "staff.without_proof"} <= set(kinds)
    assert "only" in door["demands"][0]["uncertain"]["en"]


def test_a_door_demands_by_number_of_people(ask: Ask) -> None:
    given = ask("/districts/03241/door", on="2021-12-18", place="event", setting="indoors")
    (door,) = given["doors"]
    assert [(d["people"], d["word"], d["requirement"]) for d in door["demands"]] == [
        (None, None, "none"), (15, "above", "2G+"),
    ]  # fmt: skip
    assert given["level"]["basis"] == "decision"


def test_doors_of_a_version_that_is_not_encoded_are_none_and_why_is_said(ask: Ask) -> None:
    given = ask("/districts/03241/door", on="2021-11-15")
    assert given["doors"] == []
    assert "not encoded" in given["not_encoded"]["en"]
    assert ask("/districts/03241/door", on="1999-01-01")["level"]["version"] is None
