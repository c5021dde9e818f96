"""The policy lab as a page: its numbers are those of the kernel and of the reference evaluator, and nothing is lost."""

import csv
import gzip
import io
import re
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from urllib.parse import urlencode

import numpy as np
import pytest
from django.core.cache import caches
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from lagezentrum.engine.observations import Figures, Observation
from lagezentrum.law.source_text import read_source_text
from lagezentrum.outlook.lab import read_design
from lagezentrum.outlook.packed import NEVER, Policies, Series, as_law, sweep
from lagezentrum.web.archive import readings
from lagezentrum.web.archive.models import Figure
from lagezentrum.web.public.policy_lab import ground, limits
from lagezentrum.web.public.policy_lab.answer import judged
from lagezentrum.web.public.policy_lab.controls import expanded
from lagezentrum.web.public.policy_lab.question import Answered, question
from lagezentrum.web.public.policy_lab.sentences import Extent, result
from tests.outlook.drawing import drawn_unshrunk
from tests.outlook.lab.designs import compiled, no_table
from tests.outlook.packed.courses import levels_by, metrics_of
from tests.web.public.conftest import Read, page_of, select, words_of
from tests.web.public.policy_lab_settings import LIBRARY, settings, version

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("season_record")]

MOVED = {"ranges.hospitalisation.1": "4.5", "ranges.new_cases.2": "80", "*.raising.days": "3", "*.lifting.effect": "1"}
MOST_BYTES, MOST_PACKED = 130_000, 12_000
"""Of an answer for 45 districts and the whole season, as sent at each move of a slider."""


def answered(**said: str) -> Answered:
    found = question(said).answered()
    assert found is not None
    return found


def table(**said: str) -> list[dict[str, str]]:
    response = Client().get("/labor/kreise.csv", said)
    assert response.status_code == 200, response.content
    return list(csv.DictReader(io.StringIO(response.content.decode())))


def test_the_numbers_of_the_page_are_those_of_a_sweep() -> None:
    packed, _moved = version()
    found = answered(**MOVED)
    policies = Policies.of(packed, {key: float(value) for key, value in MOVED.items()})
    metrics = sweep(packed, found.ground.series, policies, real=found.ground.real)
    assert metrics.disagreement is not None
    rows = table(**MOVED)
    assert len(rows) == 45
    assert [row["area"] for row in rows] == list(found.ground.series.areas)
    for name in metrics.columns:
        low, high = (end[0].tolist() for end in metrics.interval(name))
        for row, least, most in zip(rows, low, high, strict=True):
            assert (row[f"{name}_min"], row[f"{name}_max"]) == (_written(name, least), _written(name, most))
    assert [int(row["disagreement_max"]) for row in rows] == np.maximum(*metrics.disagreement)[0].tolist()
    assert metrics.certain.all()  # where missing values decide, days have bounds of their own: see below
    assert [row["certain"] == "true" for row in rows] == metrics.certain[0].tolist()


def _written(name: str, value: int) -> str:
    if not name.startswith("first_"):
        return str(value)
    return "" if value == NEVER else (date(2021, 11, 1) + timedelta(days=value)).isoformat()


@pytest.mark.parametrize("name", ["2021-12-12", "2021-08-25"])
def test_any_setting_gives_what_a_sweep_gives(name: str) -> None:
    packed, moved = version(name)
    found = answered(von="2021-09-20", fassung=name)

    @drawn_unshrunk(12)
    @given(data=st.data())
    def check(data: st.DataObject) -> None:
        values = expanded(moved, data.draw(settings(packed, moved)))
        series, real = found.ground.series, found.ground.real
        mine = judged(packed, series, values, real, "both")
        written = {key: value if isinstance(value, str) else float(value) for key, value in values.items()}
        metrics = sweep(packed, series, Policies.of(packed, written, 1), real=real)
        assert metrics.disagreement is not None
        pairs = {column: metrics.interval(column) for column in metrics.columns}
        pairs["disagreement"] = np.minimum(*metrics.disagreement), np.maximum(*metrics.disagreement)
        certain = metrics.certain[0]
        assert (mine.columns["certain"] == certain).all()
        for column, (low, high) in pairs.items():
            least, most = mine.columns[f"{column}_min"], mine.columns[f"{column}_max"]
            exact = certain if column.startswith(("days_", "disagreement")) else np.ones_like(certain)
            assert (least[exact] == low[0][exact]).all(), column
            assert (most[exact] == high[0][exact]).all(), column
            assert ((least <= low[0]) & (high[0] <= most)).all(), column

    check()


def test_days_at_a_level_stay_within_their_bounds_however_missing_values_turn_out() -> None:
    """A value between the two runs can hold a level that neither has: none in one, level 3 in the other."""
    found = answered(von="2021-09-20", fassung="2021-08-25")
    on, real, outside = found.ground.series, found.ground.real, False
    for share in (0.5, 0.75):
        filled = {name: np.where(np.isnan(v), share * 12, v) for name, v in on.values.items()}
        course = judged(found.ground.packed, replace(on, values=filled), {}, real, "both")
        assert course.columns["certain"].all()
        for name in ("days_0", "days_1", "days_2", "days_3", "disagreement", "first_1", "first_3"):
            truth = course.columns[f"{name}_min"].astype(int)
            low, high = (found.mine.columns[f"{name}_{end}"].astype(int) for end in ("min", "max"))
            truth, low, high = (np.where(days == NEVER, 999, days) for days in (truth, low, high))
            assert ((low <= truth) & (truth <= high)).all(), name
        packed, policies = found.ground.packed, Policies.of(found.ground.packed)
        low, high = sweep(packed, on, policies).interval("days_1")
        outside |= bool((course.columns["days_1_min"] > high[0]).any())
    assert outside  # else the two runs alone would have done


def test_a_level_that_went_on_is_no_change_on_the_first_day() -> None:
    whole, late = answered(von="2021-11-01").real, answered(von="2021-12-10").real
    assert (late.course.low[:, 0] > 0).all()
    before = whole.course.low[:, :39]
    changes = (whole.course.low[:, 1:] != whole.course.low[:, :-1])[:, 38:].sum(axis=1)
    assert before.shape[1] == 39
    assert late.columns["switches_min"].tolist() == changes.tolist()
    alone = answered(von="2021-12-10", bis="2021-12-10")
    assert not alone.real.columns["switches_max"].any()


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


def test_a_rule_that_counts_lifting_from_the_effect_is_certain_only_where_a_sweep_says_so() -> None:
    packed, _moved = version("2021-04-23", "de/bundesnotbremse")
    on = ground.season()
    assert on is not None
    gaps = Figures(o for o in on.figures["as_known"] if (o.day.toordinal() + int(o.area)) % 13)
    series = Series.of(packed, gaps, ("03101", "03241", "03460"), date(2021, 11, 1), date(2021, 12, 20))
    nowhere = np.full((3, series.days), -1, dtype=np.int8)
    mine = judged(packed, series, {"ranges.new_cases.2": Decimal(120)}, nowhere, "both")
    metrics = sweep(packed, series, Policies.of(packed, {"ranges.new_cases.2": 120}, 1))
    assert (mine.columns["certain"] == metrics.certain[0]).all()
    assert not mine.columns["disagreement_max"].any()


@pytest.mark.parametrize("said", [MOVED, {}])
def test_the_levels_are_those_of_the_reference_evaluator(said: dict[str, str]) -> None:
    packed, _moved = version()
    found = answered(**said)
    on, first, last = found.ground.series, found.ground.first, found.ground.last
    policies = Policies.of(packed, {key: float(value) for key, value in said.items()})
    law = as_law(packed, policies, 0, first, last)
    season, areas = ground.season(), on.areas[:3]
    assert season is not None
    for value, course in (("0", found.mine.course.low), ("999", found.mine.course.high)):
        figures = _filled(season.figures["as_known"], value, last)
        expected = levels_by("reference", packed, law, LIBRARY.calendars, figures, areas, first, last)
        assert course[:3].tolist() == expected.tolist()
        run = judged(packed, on, {k: Decimal(v) for k, v in said.items()}, found.ground.real,
                     "missed" if value == "0" else "reached")  # fmt: skip
        counted = metrics_of(expected, 3)
        assert run.columns["switches_min"][:3].tolist() == counted[:, 4].tolist()
        assert run.columns["certain"].all()


def _filled(figures: Figures, value: str, last: date) -> Figures:
    """The figures with every missing one of the Land taken to be `value`."""
    moment = next(iter(figures)).published_at
    known = {(o.indicator, o.day) for o in figures if o.area == "03" and o.value is not None}
    days = [date(2021, 10, 1) + timedelta(days=n) for n in range((last - date(2021, 10, 1)).days + 1)]
    gaps = [
        Observation(name, "03", day, Decimal(value), moment, "assumed")
        for name in ("hospitalisation", "icu_share")
        for day in days
        if (name, day) not in known
    ]
    return Figures([*figures, *gaps])


def test_what_it_is_compared_with_is_the_season_page_and_the_law_is_itself() -> None:
    found = answered(von="2021-08-25")
    rows = list(csv.DictReader(io.StringIO(Client().get("/verlauf.csv").content.decode())))
    levels = {area: {} for area in found.ground.series.areas}  # type: dict[str, dict[date, int]]
    for row in rows:
        day = date.fromisoformat(row["first_day"])
        while day <= date.fromisoformat(row["last_day"]):
            levels[row["ags"]][day] = int(row["in_force"]) if row["in_force"].isdigit() else 0
            day += timedelta(days=1)
    days = [found.ground.first + timedelta(days=n) for n in range(found.ground.series.days)]
    shown = found.real.course.low.tolist()
    assert shown == [[levels[area][day] for day in days] for area in found.ground.series.areas]
    assert found.mine is found.law  # nothing is moved
    metrics = sweep(found.ground.packed, found.ground.series, Policies.of(found.ground.packed), real=found.ground.real)
    for name in ("days_0", "days_3", "first_2"):
        assert found.law.columns[f"{name}_max"].tolist() == metrics.interval(name)[1][0].tolist()


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


def test_missing_figures_as_a_choice_leave_no_range() -> None:
    both = table(von="2021-09-20")
    assert any(row["days_0_min"] != row["days_0_max"] for row in both)
    for choice in ("verfehlt", "erreicht"):
        rows = table(von="2021-09-20", luecken=choice)
        assert all(row["days_0_min"] == row["days_0_max"] and row["certain"] == "true" for row in rows)
    page = page_of(Client().get("/labor/antwort/?von=2021-09-20"))
    assert "In 45 Kreisen hängt der Verlauf davon ab." in words_of(page)


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
    assert [Client().get("/labor/regel.yaml").status_code for _ in range(3)] == [200, 200, 429]
    refused = Client().get("/labor/antwort/")
    assert "Zu viele Fragen auf einmal." in refused.content.decode()
    assert "<html" not in refused.content.decode()  # it is put into a page that is there
    assert "<html" in Client().get("/labor/").content.decode()
    assert 0 < int(refused["Retry-After"]) <= limits.SECONDS
    assert Client(REMOTE_ADDR="10.0.0.9").get("/labor/regel.yaml").status_code == 200
    settings.NINJA_NUM_PROXIES = 1
    forwarded = {"X-Forwarded-For": "6.6.6.6, 10.0.0.8"}
    assert [Client().get("/labor/regel.yaml", headers=forwarded).status_code for _ in range(3)] == [200, 200, 429]
    caches["requests"].clear()


def test_later_figures_are_offered_where_there_are_any() -> None:
    on = ground.season()
    assert on is not None
    assert list(on.figures) == ["as_known"]
    of = Figure.objects.filter(indicator="new_cases", area="03101")
    row, next_one = of.get(reference_day=date(2021, 12, 1)), of.get(reference_day=date(2021, 12, 2))
    row.pk, row.file, row.value, row.published_at, row.recomputed = (
        None, next_one.file, Decimal("0.1"), next_one.published_at, True,
    )  # fmt: skip
    row.save(force_insert=True)
    try:
        ground._season.cache_clear()
        readings.forget()
        known, final = (answered(zahlen=word).ground.series.values["new_cases"] for word in ("bekannt", "endgueltig"))
        differing = [tuple(place) for place in np.argwhere(known != final).tolist()]
        areas = answered().ground.series.areas
        assert differing == [((date(2021, 12, 1) - date(2021, 11, 1)).days, areas.index("03101"))]
        assert final[differing[0]] == 0.1
        assert "wie zuletzt veröffentlicht" in Client().get("/labor/").content.decode()
        assert "figures: final" in Client().get("/labor/regel.yaml?zahlen=endgueltig").content.decode()
    finally:
        ground._season.cache_clear()
        readings.forget()
