"""What every answer carries, and how it need not be sent twice."""

import gzip
import time
from datetime import date

import pytest
from django.core.cache import cache
from django.test import Client, override_settings
from pytest_django import DjangoAssertNumQueries

from lagezentrum.web.api.ground import Ground
from lagezentrum.web.api.operations import districts
from lagezentrum.web.api.shapes.levels import DayInArea
from lagezentrum.web.api.telling import day_in_area
from lagezentrum.web.ledger import chain
from tests.web.api.conftest import Ask
from tests.web.archive.deliveries import DIVI, beds, hand_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("season_record")]
LEVEL = "/api/v1/districts/03241/level?on=2021-12-04"


def test_every_answer_says_what_it_rests_on() -> None:
    meta = Client().get(LEVEL).json()["meta"]
    head = chain.head()
    assert head is not None
    assert (meta["regulation"], meta["today"], meta["as_of"]) == ("de-ni/corona-vo", "2021-12-20", None)
    assert meta["exercise"] is True
    assert meta["ledger"] == {"number": head.number, "hash": head.hash, "recorded_at": "2021-12-15T15:00:00+01:00"}
    assert meta["licence"] == "dl-de/by-2-0"
    rki = next(source for source in meta["source"] if source["id"] == "rki-incidence")
    assert "Robert Koch-Institut" in rki["attribution"]
    assert meta["last_checked_at"] is not None
    assert meta["next_expected_at"] > meta["published_at"]


def test_the_moment_of_knowledge_is_repeated_as_local_time() -> None:
    meta = Client().get(LEVEL + "&as_of=2021-12-04T11:00Z").json()["meta"]
    assert meta["as_of"] == "2021-12-04T12:00:00+01:00"


def test_an_answer_that_the_asker_has_is_not_sent_again() -> None:
    first = Client().get(LEVEL)
    assert first["Cache-Control"] == "public, max-age=60"
    again = Client().get(LEVEL, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert (again["ETag"], again["Cache-Control"]) == (first["ETag"], first["Cache-Control"])
    assert again["Access-Control-Allow-Origin"] == "*"


def test_packed_and_unpacked_are_the_same_answer_under_the_same_weak_mark() -> None:
    plain = Client().get(LEVEL)
    packed = Client().get(LEVEL, headers={"Accept-Encoding": "br, gzip"})
    assert packed["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in plain
    assert gzip.decompress(packed.content) == plain.content
    assert packed["ETag"] == plain["ETag"]
    assert packed["ETag"].startswith('W/"')
    assert "Accept-Encoding" in packed["Vary"]


@pytest.mark.parametrize("written", ["{tag}", '"other", {tag}', "{bare}", "*"])
def test_every_way_to_say_that_the_asker_has_the_answer_is_understood(written: str) -> None:
    tag = Client().get(LEVEL, headers={"Accept-Encoding": "gzip"})["ETag"]
    held = written.format(tag=tag, bare=tag.removeprefix("W/"))
    assert Client().get(LEVEL, headers={"If-None-Match": held}).status_code == 304
    assert Client().head(LEVEL, headers={"If-None-Match": held}).status_code == 304


def test_what_does_not_exist_is_not_found_even_if_the_asker_has_anything() -> None:
    response = Client().get("/api/v1/districts/99999/level", headers={"If-None-Match": "*"})
    assert response.status_code == 404


def test_a_date_alone_does_not_keep_an_answer_back_for_what_holds_can_change_at_midnight_without_any_record() -> None:
    response = Client().get(LEVEL, headers={"If-Modified-Since": "Fri, 01 Jan 2100 00:00:00 GMT"})
    assert response.status_code == 200
    assert "Last-Modified" not in response.headers


def test_an_answer_is_formed_once_and_anew_when_anything_is_recorded(monkeypatch: pytest.MonkeyPatch) -> None:
    formed: list[str] = []

    def told(ground: Ground, area: str, day: date) -> DayInArea:
        formed.append(area)
        return day_in_area(ground, area, day)

    monkeypatch.setattr(districts, "day_in_area", told)
    first = Client().get(LEVEL)
    assert Client().get(LEVEL).content == first.content
    assert formed == ["03241"]
    hand_in(beds([date(2021, 12, 19)]), DIVI, date(2021, 12, 20), 14)
    assert Client().get(LEVEL)["ETag"] != first["ETag"]
    assert len(formed) == 2


def test_the_key_of_an_answer_changes_with_what_is_asked_and_with_the_day() -> None:
    first = Client().get(LEVEL)["ETag"]
    assert Client().get(LEVEL + "&as_of=2021-12-05")["ETag"] != first
    assert Client().get("/api/v1/districts/03101/level?on=2021-12-04")["ETag"] != first
    with override_settings(TODAY="2021-12-21"):
        assert Client().get(LEVEL)["ETag"] != first
    with override_settings(AUTHORITY="Ministerium"):
        assert Client().get(LEVEL)["ETag"] != first


def test_pages_of_other_hosts_may_read_the_answers() -> None:
    response = Client().get(LEVEL, headers={"Origin": "https://example.org"})
    assert response["Access-Control-Allow-Origin"] == "*"
    assert "ETag" in response["Access-Control-Expose-Headers"]
    before = Client().options(LEVEL, headers={"Access-Control-Request-Headers": "if-none-match"})
    assert before.status_code == 204
    assert "If-None-Match" in before["Access-Control-Allow-Headers"]
    assert "Set-Cookie" not in response.headers


@pytest.mark.parametrize("path", [LEVEL, "/api/v1/openapi.json", "/feeds/03241.ics", "/api/v1/nothing"])
def test_answers_are_the_same_whatever_language_a_browser_asks_for(path: str) -> None:
    """So that a proxy keeps one copy for all."""
    german, english = (Client().get(path, headers={"Accept-Language": language}) for language in ("de", "en-GB"))
    assert german.content == english.content
    assert german.get("ETag") == english.get("ETag")
    for response in (german, english):
        varies = {name.strip().lower() for name in response.get("Vary", "").split(",") if name.strip()}
        assert varies <= {"accept-encoding"}


def test_the_regulation_is_told_as_far_as_it_was_announced(ask: Ask) -> None:
    for today, last in (("2021-12-03", "2021-11-24"), ("2021-12-20", "2021-12-12"), ("2021-12-03", "2021-11-24")):
        with override_settings(TODAY=today):
            (short,) = [r for r in ask("/regulations") if r["in_charge"]]
            full = ask("/regulations/de-ni/corona-vo")
        assert short["versions"][-1]["version"] == full["in_full"][-1]["law"]["version"] == last


def test_head_is_answered_like_get_without_the_content() -> None:
    response = Client().head(LEVEL)
    assert (response.status_code, response.content) == (200, b"")
    assert response["ETag"] == Client().get(LEVEL)["ETag"]


def test_what_was_found_on_the_29th_of_november_was_ordered_that_day_but_for_one_order_at_discretion(ask: Ask) -> None:
    day = {"from": "2021-11-29", "to": "2021-11-29"}
    found = [f for f in ask("/findings", **day)["findings"] if (f["step"], f["change"]) == ("2", "raise")]
    ordered = {d["area"] for d in ask("/determinations", **day)}
    assert ordered - {f["area"] for f in found} == {"03404"}  # Osnabrück decided without a finding
    assert {f["area"] for f in found} <= ordered
    assert all((f["status"], f["earliest_effect"]) == ("found", "2021-12-01") for f in found)


def test_findings_that_change_nothing_are_told_when_asked_for(ask: Ask) -> None:
    span = {"from": "2021-11-24", "to": "2021-12-20"}
    few, all_ = ask("/findings", **span)["findings"], ask("/findings", **span, all="true")["findings"]
    assert all(finding["remark"] is None for finding in few)
    assert {finding["remark"] for finding in all_} > {None}


@pytest.mark.parametrize("path", ["/determinations", "/findings"])
def test_what_concerns_a_district_is_its_own_and_what_is_statewide_and_the_land_has_the_latter_alone(
    ask: Ask, path: str
) -> None:
    def areas(**asked: str) -> set[str]:
        told = ask(path, **{"from": "2021-11-24", "to": "2021-12-20"}, **asked)
        return {one["area"] for one in (told["findings"] if path == "/findings" else told)}

    assert areas(area="03241") == areas(area="032410000000") == {"03", "03241"}
    assert areas(area="03") == {"03"}
    assert len(areas()) > 10


def test_a_determination_shows_its_proof_and_its_place_in_the_chain_and_no_names(ask: Ask) -> None:
    listed = next(one for one in ask("/determinations", area="03241") if one["area"] == "03241")
    told = ask(f"/determinations/{listed['id']}")
    assert (told["headline"]["de"], told["effective"]) == (
        "Region Hannover: Warnstufe 2 ab Mittwoch, 1. Dezember 2021",
        "2021-12-01",
    )
    assert told["section"] == ["2021-11-24", "2021-11-25", "2021-11-26", "2021-11-27", "2021-11-29"]
    assert [entry["kind"] for entry in told["chain"]] == ["drafted", "approved", "published"]
    assert len(told["proof_sha256"]) == 64
    assert "officer" not in str(told)


def test_the_regulation_in_charge_is_told_with_thresholds_and_provisions(ask: Ask) -> None:
    (short,) = [r for r in ask("/regulations") if r["in_charge"]]
    assert short["id"] == "de-ni/corona-vo"
    full = ask("/regulations/de-ni/corona-vo")
    version = next(v for v in full["in_full"] if v["law"]["version"] == "2021-11-24")
    assert version["law"]["ranges"]["hospitalisation"]["levels"]["2"] == {
        "above": "6", "at_least": None, "at_most": "9", "below": None,
    }  # fmt: skip
    assert all(p["text"]["de"] and p["text"]["en"] for p in version["provisions"])
    assert version["readings"]


def test_too_many_requests_are_refused_for_a_while_and_counted_per_address(monkeypatch: pytest.MonkeyPatch) -> None:
    now = time.time()  # it stands still, so that no minute ends between the questions
    monkeypatch.setattr(time, "time", lambda: now)
    cache.clear()
    with override_settings(API_RATE="2/60"):
        answers = [Client().get(LEVEL, REMOTE_ADDR="192.0.2.1") for _ in range(3)]
        assert [a.status_code for a in answers] == [200, 200, 429]
        refused = answers[-1]
        assert refused["Content-Type"] == "application/problem+json"
        assert 0 < int(refused["Retry-After"]) <= 60
        assert Client().get(LEVEL, REMOTE_ADDR="192.0.2.2").status_code == 200
        forged = Client().get(LEVEL, REMOTE_ADDR="192.0.2.1", HTTP_X_FORWARDED_FOR="203.0.113.9")
        assert forged.status_code == 429
    with override_settings(API_RATE="off"):
        assert Client().get(LEVEL, REMOTE_ADDR="192.0.2.1").status_code == 200
    cache.clear()


def test_an_answer_that_is_kept_costs_a_single_question_to_the_database(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    first = Client().get(LEVEL)
    with django_assert_num_queries(1):
        assert Client().get(LEVEL).content == first.content
    with django_assert_num_queries(1):
        assert Client().get(LEVEL, headers={"If-None-Match": first["ETag"]}).status_code == 304
