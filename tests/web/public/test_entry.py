"""May I come in? Answers of the page, and that nothing of a question remains anywhere."""

import io
import logging
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.cache import caches
from django.db import connection
from django.db.models.signals import post_save
from django.http.response import HttpResponseBase
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.views.debug import ExceptionReporter
from lxml.html import HtmlElement
from pytest_django import Settings

from lagezentrum.web.logs import JsonFormatter
from lagezentrum.web.public.views import entry
from lagezentrum.web.server import JsonLogger
from tests.web.public.conftest import page_of, select, words_of
from tests.web.public.test_english import ALSO_ENGLISH, GERMAN

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("season_record")]

DAY, DOSE, TAKEN = "2021-12-06", "2021-03-17", "2021-12-06T08:13"
HERE, DOSE_IN_PYTHON = "30161", "date(2021, 3, 17)"


def ask(path: str = "/einlass/", **said: Any) -> HttpResponseBase:
    given = {"ort": "30159", "tag": DAY, "art": "restaurant"} | said
    return Client(enforce_csrf_checks=True).post(path, given)


def card(**said: Any) -> HtmlElement:
    return page_of(ask(**said)).get_element_by_id("antwort")


def test_three_questions_give_a_first_answer_that_names_what_it_assumes() -> None:
    told = words_of(card(zeigen=["vaccinated"]))
    assert told.startswith("~ Es kommt darauf an: ob drinnen oder draußen.")
    assert "Angenommen, dies zählt an dem Tag: Impfnachweis." in told
    assert "drinnen: kein Zutritt (2G+)" in told
    assert "Warnstufe 2, festgestellt durch Anordnung, seit Mittwoch, 1. Dezember 2021" in told
    assert "PCR-Test (höchstens 48 Stunden alt)" in told


def test_exact_dates_decide_and_the_answer_names_the_provisions() -> None:
    allowed = card(wo="indoors", vaccinated="2021-06-01", antigen=TAKEN)
    told = words_of(allowed)
    assert "✓ Ja, Zutritt." in told
    assert "Verlangt wird: 2G+" in told
    assert "gilt, bis Dienstag, 7. Dezember 2021, 08:13 Uhr" in told
    cited = [link.get("href") for link in select(allowed, "a.lz-cite")]
    assert cited
    assert all(address.startswith("/methode/?fassung=2021-11-24#norm-") for address in cited)
    assert "✕ Nein, kein Zutritt." in words_of(card(wo="indoors", vaccinated="2021-12-01", antigen=TAKEN))


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ({"alter": "17"}, "Ja, Zutritt."),
        ({"rolle": "staff", "antigen": TAKEN, "nah": "nein"}, "Ja, Arbeit erlaubt."),
        ({"vaccinated": "2021-06-01"}, "Nein, kein Zutritt."),
        ({"ausnahme": ["medical_certificate"], "antigen": TAKEN}, "Ja, Zutritt."),
        ({"tag": "2021-11-15"}, "Die Regel ist hier nicht hinterlegt"),
    ],
)
def test_refinements_change_the_answer(said: dict[str, Any], answer: str) -> None:
    assert answer in words_of(card(wo="indoors", **said))


def test_where_the_operator_asks_for_2g_and_where_few_places_are_taken() -> None:
    outdoors = {"wo": "outdoors", "tag": "2021-11-26", "antigen": "2021-11-26T08:00"}
    assert "Ja, Zutritt." in words_of(card(**outdoors))
    assert "Nein, kein Zutritt." in words_of(card(**outdoors, freiwillig="on"))
    relieved = {"wo": "indoors", "tag": "2021-12-14", "vaccinated": "2021-06-01"}
    assert "Ja, Zutritt." in words_of(card(**relieved, auslastung="70"))
    assert "Nein, kein Zutritt." in words_of(card(**relieved, auslastung="71"))


def test_who_ticks_nothing_and_names_no_age_is_told_who_is_exempt_by_age() -> None:
    exempt = "Ohne Nachweis dürfen hinein: Kinder und Jugendliche unter 18 Jahren."
    assert exempt in words_of(card(wo="indoors"))
    assert exempt not in words_of(card(wo="indoors", alter="44"))


def test_a_date_that_can_not_be_is_told_at_its_field_and_an_assumed_one_contradicts_nothing() -> None:
    page = page_of(ask(vaccinated="2021-06-01", boosted="2021-05-01", ort="Oldenburg", kreis="03458"))
    assert "muss nach der letzten Impfung liegen" in words_of(page.get_element_by_id("id_boosted_error"))
    assert page.xpath("//input[@name='vaccinated']/@value") == ["2021-06-01"]
    assert page.xpath("//input[@name='kreis']/@value") == ["03458"]
    assert not page.xpath("//*[@id='antwort']")
    assert "Ja, Zutritt." in words_of(card(wo="indoors", zeigen=["vaccinated"], boosted="2021-06-01"))


def test_a_report_of_an_error_carries_nothing_of_what_was_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_given: object) -> None:
        raise RuntimeError("on purpose")

    monkeypatch.setattr(entry, "answer", fails)
    said = {"ort": HERE, "tag": DAY, "art": "restaurant", "vaccinated": DOSE, "antigen": TAKEN, "wo": "indoors"}
    request = RequestFactory().post("/einlass/", said)
    with pytest.raises(RuntimeError) as caught:
        entry.entry(request)
    reporter = ExceptionReporter(request, caught.type, caught.value, caught.tb.tb_next)  # without this frame
    for report in (reporter.get_traceback_html(), reporter.get_traceback_text()):
        assert "on purpose" in report
        assert not [told for told in (DOSE, DOSE_IN_PYTHON, TAKEN, HERE) if told in report]


def test_a_name_of_two_districts_is_asked_back_and_the_choice_is_kept_for_the_next_question() -> None:
    choice = page_of(ask(ort="Oldenburg"))
    assert [one.get("value") for one in choice.xpath("//input[@type='radio']")] == ["03403", "03458"]
    chosen = page_of(ask(ort="Oldenburg", kreis="03458"))
    assert "Landkreis Oldenburg" in words_of(chosen.get_element_by_id("antwort"))
    assert chosen.xpath("//input[@name='kreis']/@value") == ["03458"]
    assert "haben wir keinen Ort" in words_of(page_of(ask(ort="Nirgendwo")))


@pytest.mark.parametrize(
    ("said", "field"),
    [({"ort": ""}, "ort"), ({"tag": "1999-01-01"}, "tag"), ({"tag": "x"}, "tag"), ({"alter": "-1"}, "alter")],
)
def test_what_can_not_be_answered_is_told_at_its_field_and_nothing_said_is_lost(
    said: dict[str, Any], field: str
) -> None:
    page = page_of(ask(zeigen=["pcr"], **said))
    assert page.xpath(f"//p[@id='id_{field}_error']")
    assert page.xpath(f"//*[@id='id_{field}']/@aria-invalid") == ["true"]
    assert page.xpath("//input[@value='pcr']/@checked")


def test_the_answer_is_for_nobody_else_sets_no_cookie_and_needs_none() -> None:
    response = ask(vaccinated=DOSE)
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert "ETag" not in response.headers
    assert not response.cookies
    assert not page_of(response).xpath("//input[@name='csrfmiddlewaretoken']")


def test_the_questions_are_the_same_for_everybody_and_never_hold_what_an_address_says_of_a_person() -> None:
    page = Client().get("/einlass/", {"ort": "03241", "zeigen": "pcr", "vaccinated": DOSE})
    assert DOSE not in page.content.decode()
    assert not page_of(page).xpath("//input[@checked]")
    assert page.headers["Cache-Control"] == "public, max-age=60"
    assert page_of(page).xpath("//form[contains(@class, 'lz-entry')]/@method") == ["post"]


@pytest.mark.parametrize(("path", "as_json"), [("/einlass/", False), ("/en/einlass/", False), ("/api/v1/access", True)])
def test_nothing_of_a_question_is_stored_logged_or_cached(
    settings: Settings, tmp_path: Path, caplog: pytest.LogCaptureFixture, path: str, as_json: bool
) -> None:
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "entry"},
        "pages": {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": tmp_path},
        "requests": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "entry-requests"},
    }
    for memory in ("default", "requests"):
        caches[memory].clear()
    saved: list[object] = []
    response: HttpResponseBase

    def note(sender: type, **_more: object) -> None:
        saved.append(sender)

    post_save.connect(note)
    with caplog.at_level(logging.DEBUG), CaptureQueriesContext(connection) as queries:
        if as_json:
            asked = {"area": "03241", "on": f"{DAY}T12:00", "place": "restaurant", "vaccinated": DOSE, "age": 44,
                     "tests": [{"kind": "antigen", "taken": TAKEN}]}  # fmt: skip
            response = Client().post(path, asked, content_type="application/json")
        else:
            response = ask(path, vaccinated=DOSE, antigen=TAKEN, alter="44")
    post_save.disconnect(note)
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "no-store"
    assert not response.cookies
    assert saved == []
    statements = [query["sql"] for query in queries.captured_queries]
    assert [
        sql for sql in statements if not sql.lstrip().upper().startswith(("SELECT", "WITH", "SAVEPOINT", "RELEASE"))
    ] == []
    kept = b"".join(file.read_bytes() for file in tmp_path.rglob("*") if file.is_file())
    kept += b"".join(repr(vars(caches[memory])).encode() for memory in ("default", "requests"))
    logged = " ".join([record.getMessage() for record in caplog.records if record.name != "django.db.backends"])
    for secret in (DOSE, TAKEN, "08:13"):
        assert secret not in " ".join(statements)
        assert secret not in logged
        assert secret.encode() not in kept
    assert list(tmp_path.iterdir()) == []


def test_the_line_of_the_access_log_holds_the_path_alone() -> None:
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonFormatter())
    logger = JsonLogger.__new__(JsonLogger)
    logger.cfg = SimpleNamespace(accesslog="-")
    logger.access_log = logging.Logger("access", logging.INFO)
    logger.access_log.addHandler(handler)
    request = {"REQUEST_METHOD": "POST", "PATH_INFO": "/einlass/", "QUERY_STRING": f"vaccinated={DOSE}",
               "wsgi.input": io.BytesIO(DOSE.encode())}  # fmt: skip
    logger.access(SimpleNamespace(status="200 OK"), None, request, timedelta(milliseconds=3))
    assert '"path": "/einlass/"' in stream.getvalue()
    assert DOSE not in stream.getvalue()


def test_an_english_answer_is_english(season_record: None) -> None:
    for said in ({}, {"art": "event", "zeigen": ["vaccinated"]}, {"wo": "indoors", "tag": "2021-12-14", "alter": "5"}):
        page = page_of(ask("/en/einlass/", **said))
        for german in page.xpath("//*[@lang='de']"):
            german.drop_tree()
        told = words_of(page.get_element_by_id("inhalt"))
        assert "May I come in?" in told
        assert [word for word in GERMAN.findall(told) if word not in ALSO_ENGLISH] == []


def test_an_hour_that_the_clocks_show_twice_is_read_as_the_earlier_and_one_they_skip_is_refused(
    season_record: None,
) -> None:
    given = {"tag": "2021-10-31", "uhrzeit": "12:00", "wo": "indoors", "alter": "44"}
    twice = words_of(page_of(ask(**given, antigen="2021-10-31T02:30")).get_element_by_id("inhalt"))
    assert "02:30 Uhr (Sommerzeit)" in twice
    skipped = page_of(ask(**given, antigen="2021-03-28T02:30"))
    assert skipped.get_element_by_id("id_antigen_error").text_content().strip()
