"""The policy lab as a page: what is asked and what is told agree, and nothing that was typed is lost."""

import gzip
import re
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import urlencode

import numpy as np
import pytest
from django.core.cache import caches
from django.test import Client
from pytest_django import Settings

from lagezentrum.law.source_text import read_source_text
from lagezentrum.outlook.lab import read_design
from lagezentrum.outlook.packed import sweep
from lagezentrum.web.public.policy_lab import limits
from lagezentrum.web.public.policy_lab.sentences import Extent, result
from tests.outlook.lab.designs import compiled, no_table
from tests.web.public.conftest import Read, page_of, select, words_of
from tests.web.public.policy_lab_settings import MOVED, answered, version

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("season_record")]

MOST_BYTES, MOST_PACKED = 130_000, 12_000
"""Of an answer for 45 districts and the whole season, as sent at each move of a slider."""


def test_as_many_days_are_not_the_same_days() -> None:
    packed, _moved = version()
    days = (Extent(5, 5), Extent(0, 0), Extent(0, 0))
    told = [result(packed.version, days, days, "law", alike, "de") for alike in (True, False)]
    assert told[0].startswith("Wie im Gesetz: Warnstufe 1 an 5, ")
    assert told[1].startswith("So oft wie im Gesetz, aber nicht überall an denselben Tagen: Warnstufe 1 an 5, ")
    assert answered(vergleich="gesetz").alike
    assert not answered(vergleich="gesetz", **MOVED).alike


def test_a_level_that_may_never_come_is_said_to() -> None:
    page = page_of(Client().get("/labor/antwort/?fassung=2021-08-25&von=2021-09-20&bis=2021-11-20"))
    sums = words_of(select(page, ".lz-lab__sums")[0])
    assert re.search(r"ab \d+\.\d+\. oder nie", sums)
    english = Client().get("/en/labor/antwort/?fassung=2021-08-25&von=2021-09-20&bis=2021-11-20").content.decode()
    assert " on or never" in english


def test_a_part_that_the_version_has_not_is_told_and_never_passed_over() -> None:
    said = {"fassung": "2021-12-12", "local.raising.days": "3", "ranges.hospitalistion.1": "5"}
    page = page_of(Client().get("/labor/", said))
    alert = words_of(select(page, ".kern-alert--danger")[0])
    assert "local.raising.days: Diesen Teil hat die Fassung" in alert
    assert "gemeint ist vielleicht *.raising.days." in alert
    assert "gemeint ist vielleicht ranges.hospitalisation.1." in alert
    assert not select(page, "svg.lz-lab__sign")
    assert Client().get("/labor/regel.yaml", said).status_code == 400
    for bad in (said, {"fassung": "1999-01-01"}, {"ranges.icu_share.1": "x"}):
        page = page_of(Client().get("/labor/", bad))
        links = [link.get("href")[1:] for link in select(page, ".kern-alert--danger a")]
        assert links
        assert [id_ for id_ in links if page.get_element_by_id(id_, None) is None] == []


def test_the_sentence_the_sums_and_the_strips_say_the_same() -> None:
    said = {**MOVED, "fassung": "2021-12-12", "von": "2021-11-01", "bis": "2021-12-20", "vergleich": "gesetz"}
    page = page_of(Client().get("/labor/antwort/", said))
    columns, law = answered(**said).mine.columns, answered(**said).law.columns
    sums = [[words_of(cell) for cell in select(row, "td")] for row in select(page, ".lz-lab__sums tbody tr")]

    def written(of: dict[str, np.ndarray], level: int) -> str:
        low, high = (int(of[f"days_{level}_{end}"].sum()) for end in ("min", "max"))
        ends = [f"{end:,}".replace(",", ".") for end in (low, high)]
        return ends[0] if low == high else "–".join(ends)

    for level in range(4):
        assert sums[level][:2] == [written(columns, level), written(law, level)]
    sentence = words_of(select(page, ".lz-lead")[0])
    assert sentence.startswith(f"Warnstufe 1 an {written(columns, 1)} statt {written(law, 1)}, Warnstufe 2 an ")
    assert page.get_element_by_id("antwort").get("data-said") == sentence
    assert len(select(page, "svg.lz-strip")) == 46  # and one for the months
    label = select(page, "svg.lz-strip")[1].get("aria-label")
    assert re.match(r"keine Warnstufe 1\.11\.–\d+\.\d+\.; ", label)
    assert "verglichen damit höher an" in label


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"ranges.hospitalisation.1": "7"}, "Warnstufe 1 beginnt bei 7"),
        ({"ranges.hospitalisation.1": "<b>"}, "Das ist keine Zahl."),
        ({"*.raising.days": "99"}, "von 1 bis 21"),
        ({"von": "2020-01-01"}, "Zahlen gibt es vom 25.8.2021"),
        ({"zahlen": "endgueltig"}, "Spätere Zahlen liegen diesem Dienst nicht vor."),
        ({"fassung": "1999-01-01"}, "Diese Fassung gibt es nicht."),
    ],
)
def test_bad_input_is_told_beside_its_field_and_the_rest_is_kept(said: dict[str, str], told: str) -> None:
    page = page_of(Client().get("/labor/", {"*.lifting.days": "8", **said}))
    assert told in words_of(select(page, ".kern-alert--danger")[0])
    assert not select(page, "svg.lz-lab__sign")
    assert page.get_element_by_id("f-alle-lifting-days").get("value") == "8"
    (name,) = said
    if name != "fassung":
        field = page.xpath("//*[@name=$name]", name=name)[0]
        assert field.get("aria-invalid") == "true"
        assert field.tag == "select" or field.get("value") == said[name]
        assert told in words_of(page.get_element_by_id(field.get("id") + "-fehler"))
        swapped = Client().get("/labor/antwort/", said)
        assert told in words_of(page_of(swapped).get_element_by_id(field.get("id") + "-fehler"))
        assert "HX-Replace-Url" not in swapped
    for path in ("/labor/kreise.csv", "/labor/regel.yaml"):
        refused = Client().get(path, said)
        assert (refused.status_code, told in refused.content.decode()) == (400, True)


def test_a_version_that_can_not_be_compiled_is_named_with_the_reason(settings: Settings) -> None:
    settings.TODAY = "2022-01-05"
    page = page_of(Client().get("/labor/?fassung=2021-12-24"))
    assert "hat keine Regel, die eine Stufe auslöst" in words_of(select(page, ".kern-alert--danger")[0])
    refused = words_of(select(page, ".lz-lab__refused")[0])
    assert "Fr 24.12.2021: de-ni/corona-vo, Fassung 2021-12-24, hat keine Regel" in refused


def test_the_page_shows_versions_announced_by_now_and_the_law_beside_each_slider(read: Read) -> None:
    page = read("/labor/")
    links = [words_of(link) for link in select(page, ".lz-lab__versions a")]
    assert links == ["Mi 25.8.2021", "Mi 22.9.2021", "Do 11.11.2021", "Mi 24.11.2021", "So 12.12.2021",
                     "Alles wie im Gesetz"]  # fmt: skip
    slider = page.xpath("//input[@type='range'][@data-for='f-ranges-hospitalisation-2']")[0]
    assert (slider.get("max"), slider.get("step"), slider.get("name")) == ("18", "0.1", None)
    assert page.xpath("//datalist[@id='f-ranges-hospitalisation-2-marke']/option/@value") == ["6"]
    assert words_of(page.get_element_by_id("f-ranges-icu_share-2-gesetz")) == "im Gesetz 10 %"
    assert page.xpath("//*[@style] | //style | //script[text()] | //*[starts-with(name(@*), 'on')]") == []


def test_a_long_address_leads_to_the_short_one_that_stays() -> None:
    long = {"ranges.hospitalisation.1": "4,5", "ranges.hospitalisation.2": "6", "*.raising.days": "5", "von": "",
            "luecken": "beide"}  # fmt: skip
    sent_on = Client().get("/labor/", long)
    short = "/labor/?fassung=2021-12-12&von=2021-11-01&bis=2021-12-20&ranges.hospitalisation.1=4.5"
    assert (sent_on.status_code, sent_on["Location"]) == (302, short)
    assert Client().get(short).status_code == 200
    assert Client().get("/labor/antwort/", long)["HX-Replace-Url"] == short
    assert Client().get("/labor/?utm=x").status_code == 200
    assert Client().get("/en" + short).status_code == 200


def test_the_design_asks_the_lab_the_same(tmp_path: Path) -> None:
    found = answered(**MOVED, **{"statewide.applies": "no"})
    for said in (MOVED | {"statewide.applies": "no"}, {}):
        file = tmp_path / "regel.yaml"
        file.write_bytes(Client().get("/labor/regel.yaml", said).content)

        design, packed = read_design(read_source_text(file), compiled, no_table)
        assert (design.first, design.last, design.sampling.policies) == (date(2021, 11, 1), date(2021, 12, 20), 1)
        metrics = sweep(packed, found.ground.series, design.policies(packed, 0, 1))
        wanted = found.mine if said else found.law
        assert wanted.columns["days_2_max"].tolist() == metrics.interval("days_2")[1][0].tolist()


def test_an_answer_is_small() -> None:
    asked = urlencode(MOVED | {"von": "2021-08-25"})
    content = Client().get(f"/labor/antwort/?{asked}").content
    assert len(content) < MOST_BYTES
    assert len(gzip.compress(content, 6)) < MOST_PACKED


def test_no_cookie_the_same_for_everybody_and_not_sent_twice() -> None:
    for path in ("/labor/", "/labor/antwort/", "/labor/kreise.csv", "/labor/regel.yaml"):
        first = Client().get(path, MOVED, follow=True)
        assert not first.cookies
        assert first["Cache-Control"] == "public, max-age=60"
        same = first.wsgi_request.get_full_path()
        assert Client().get(same, headers={"If-None-Match": first["ETag"]}).status_code == 304
        assert Client().get(f"{same}&luecken=erreicht", follow=True)["ETag"] != first["ETag"]
        assert Client(enforce_csrf_checks=True).post(path).status_code == 405
        assert Client().head(same).content == b""


def test_who_asks_too_often_is_told_when_to_come_back(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    caches["requests"].clear()
    monkeypatch.setattr(limits, "MOST", 2)
    monkeypatch.setattr(limits, "time", SimpleNamespace(time=lambda: 1_639_566_010))  # no minute ends in between
    assert [Client().get("/labor/regel.yaml").status_code for _ in range(3)] == [200, 200, 429]
    refused = Client().get("/labor/antwort/")
    assert "Zu viele Fragen auf einmal." in refused.content.decode()
    assert "<html" not in refused.content.decode()  # it is put into a page that is there
    assert "<html" in Client().get("/labor/").content.decode()
    assert refused["Retry-After"] == "50"
    assert Client(REMOTE_ADDR="10.0.0.9").get("/labor/regel.yaml").status_code == 200
    settings.NINJA_NUM_PROXIES = 1
    forwarded = {"X-Forwarded-For": "6.6.6.6, 10.0.0.8"}
    assert [Client().get("/labor/regel.yaml", headers=forwarded).status_code for _ in range(3)] == [200, 200, 429]
    caches["requests"].clear()
