"""What is kept of answers never takes more memory than it may, whoever asks for whatever."""

import os

import pytest
from django.test import Client, override_settings

from lagezentrum.web.api.conditional import KEPT
from lagezentrum.web.api.kept import MOST_BYTES, Body, Kept, packed


def test_answers_asked_for_the_longest_time_ago_make_room() -> None:
    answer = packed(Body(os.urandom(1000), "application/json"))
    kept = Kept(most=3 * len(answer.content))
    for key in ("a", "b", "c"):
        kept.put(key, answer)
    assert kept.get("a") == answer  # asked for again, so that b is the oldest
    kept.put("d", answer)
    assert [key for key in "abcd" if kept.get(key)] == ["a", "c", "d"]


def test_an_answer_that_is_too_large_is_not_kept_and_drives_nothing_out() -> None:
    small, large = (packed(Body(os.urandom(size), "application/json")) for size in (10, 1000))
    kept = Kept(most=200)
    kept.put("small", small)
    kept.put("large", large)
    assert (kept.get("small"), kept.get("large")) == (small, None)


def test_an_answer_put_again_counts_once() -> None:
    answer = packed(Body(os.urandom(1000), "application/json"))
    kept = Kept(most=2 * len(answer.content))
    kept.put("a", answer)
    for _ in range(5):
        kept.put("b", answer)
    assert kept.get("a") == answer
    kept.forget()
    assert kept.get("b") is None


def test_what_is_kept_is_the_same_bytes_packed() -> None:
    body = Body(b"some words " * 100, "text/plain", "words.txt")
    answer = packed(body)
    assert len(answer.content) < len(body.content)
    assert (answer.unpacked(), answer.media_type, answer.file_name) == (body.content, "text/plain", "words.txt")
    assert packed(body) == answer


@pytest.mark.django_db
@pytest.mark.usefixtures("season_record")
def test_moments_that_nobody_asked_for_before_take_a_fixed_amount_of_memory() -> None:
    """The answers repeat the moment, so each is kept on its own; what they are formed from is shared."""
    with override_settings(API_RATE="off"):
        for minute in range(60):
            asked = {"as_of": f"2021-12-04T12:{minute:02d}", "from": "2021-10-01", "to": "2021-12-20"}
            assert Client().get("/api/v1/districts/03241/timeline", asked).status_code == 200
    assert 0 < KEPT.held <= MOST_BYTES
