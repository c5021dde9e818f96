"""The card "how likely?" on the pages: with the record beside each number, computed once, the same at every call."""

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import translation

from lagezentrum.law.text import Text
from lagezentrum.outlook.forecast.record import HOME, FigureRow, LevelRow, Verdict
from lagezentrum.outlook.probable import FigureDay, FigureTold, LevelDay
from lagezentrum.web import forecasts, knowledge
from lagezentrum.web.public.bars import bars
from lagezentrum.web.public.fan import fan
from lagezentrum.web.public.probable import sentence, skill_words
from lagezentrum.web.public.skill import less, percent, score
from lagezentrum.web.situation import situation
from tests.web.public.conftest import Read, Words, select, words_of

FIRST = date(2021, 11, 28)
OPEN = LevelDay(FIRST, 1, "shown", None, 0.4, 0.6, False, Text(de="40 % bis 60 %", en="40 % to 60 %"), None)
CERTAIN = replace(OPEN, state="certain", holds=True, low=None, high=None)
HIDDEN = replace(OPEN, state="hidden", low=None, high=None)
ROW = LevelRow(HOME, 2, 14, 63, 2835, 1776, 0.11, 0.33, 0.17, 0.37)


def days(*parts: LevelDay) -> tuple[LevelDay, ...]:
    return tuple(replace(day, day=FIRST + timedelta(days=n), days_ahead=n + 1) for n, day in enumerate(parts))


@pytest.fixture(autouse=True)
def in_german() -> Iterator[None]:
    """Whatever language an earlier request spoke."""
    with translation.override("de"):
        yield


def test_bars_are_as_high_as_the_chance_and_certain_days_have_a_line() -> None:
    drawn = bars(2, days(CERTAIN, CERTAIN, OPEN, HIDDEN), date(2021, 11, 29))
    assert [bar.height for bar in drawn.bars] == [drawn.depth, drawn.depth, round(0.4 * drawn.depth, 1), 0]
    assert drawn.bars[2].more == pytest.approx(0.2 * drawn.depth, abs=0.1)
    assert [(run.first, run.last) for run in drawn.certain] == [(FIRST, FIRST + timedelta(days=1))]
    assert drawn.ends is not None
    assert drawn.bars[1].x < drawn.ends.x <= drawn.bars[2].x
    assert all(bar.x + bar.width <= drawn.right for bar in drawn.bars)


def test_the_sentence_says_what_is_certain_and_then_the_day_nearest_to_two_weeks() -> None:
    said = sentence(days(CERTAIN, CERTAIN, *[replace(OPEN, record=Verdict(True, OPEN.words, ROW))] * 15))
    assert said == (
        "Bis Montag, 29. November, steht fest: ja. Am Samstag, 11. Dezember: 40\u00a0% bis 60\u00a0%; "
        "Fehler bisher 67\u00a0% kleiner (63 Tage)."
    )
    assert sentence(days(HIDDEN, HIDDEN)) == "Für keinen Tag gibt es eine Zahl."
    assert sentence(days(CERTAIN, HIDDEN)) == "Bis Sonntag, 28. November, steht fest: ja. Danach gibt es keine Zahl."
    assert sentence(days(replace(CERTAIN, holds=False))) == "Bis Sonntag, 28. November, steht fest: nein."


def test_after_the_end_of_the_version_nothing_is_said_to_be_certain() -> None:
    said = sentence(days(CERTAIN, CERTAIN, CERTAIN), FIRST)
    assert said == "Bis Sonntag, 28. November, steht fest: ja. Bei verlängerter Fassung bis Dienstag, 30. November: ja."
    ended = FIRST - timedelta(days=1)
    assert sentence(days(CERTAIN), ended) == "Bei verlängerter Fassung bis Sonntag, 28. November: ja."
    runs = bars(2, days(CERTAIN, CERTAIN, CERTAIN), FIRST).certain
    assert [(run.first, run.if_extended) for run in runs] == [(FIRST, False), (FIRST + timedelta(days=1), True)]


def test_skill_is_told_against_the_level_that_stays_and_from_how_many_days() -> None:
    row = ROW
    assert skill_words(row) == "67\u00a0% kleiner (63 Tage)"
    assert skill_words(replace(row, brier=0.0002)) == "fast keiner (63 Tage)"
    assert (less(1.1, 1.0), less(1.0, float("nan")), percent(float("nan")), score(0.0123)) == (
        "−10 %",
        "–",
        "–",
        "0,012",
    )


def test_a_small_error_is_not_told_as_none() -> None:
    assert [score(value) for value in (0.0, 0.0004, 0.0009, 0.001)] == ["0,000", "< 0,001", "< 0,001", "0,001"]


def test_a_fan_has_no_band_over_days_without_a_number(season_record: None, db: None) -> None:
    row = FigureRow(HOME, "hospitalisation", 1, 60, 60, 0.5, 0.6, 0.7, 2.0, 0.5, 0.8, 0.95)
    verdict = Verdict(True, Text(de="x", en="x"), row)
    quantiles = (1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 20.0)
    told = tuple(FigureDay(FIRST + timedelta(days=n), n + 1, None if n == 2 else quantiles, verdict) for n in range(5))
    figure = FigureTold("hospitalisation", "03", Text(de="x", en="x"), "per_100000_in_7_days", 1, told)
    present = FIRST - timedelta(days=1)
    drawn = fan(figure, situation(present), present, {"1": Decimal(3)})
    assert Counter(band.percent for band in drawn.bands) == {95: 2, 80: 2, 50: 2}
    assert [len(band.points.split()) for band in drawn.bands] == [4, 4, 4, 4, 4, 4]
    assert len(drawn.hidden) == 1
    assert max(point.observation.day for point in drawn.past.points) == present
    assert drawn.past.highest >= 20  # the widest interval is not cut off


def test_the_district_says_what_is_certain_and_beside_each_number_how_good_such_numbers_were(read: Read) -> None:
    page = read("/kreis/03241/", tag="2021-11-27")
    said = words_of(page.get_element_by_id("inhalt"))
    assert "wenn die Behörden feststellen und aufheben, was erreicht ist" in said
    assert "Die Fassung von heute endet am Samstag, 11. Dezember 2021." in said
    assert "Wie oft ein Wechsel richtig vorhergesagt wurde, ist nicht gemessen." in said
    one, two, three = select(page, ".lz-likely section")
    assert "Bis Dienstag, 30. November, steht fest: nein." in words_of(two)
    for level in (one, two, three):
        rows = [[words_of(cell) for cell in row] for row in select(level, "tbody tr")]
        assert 3 <= len(rows) <= 21  # days in a row of which the same is said share one
        assert [rows[0][0][:9], rows[-1][0][-9:]] == ["So 28.11.", "Sa 18.12."]
        for _day, chance, record in rows:
            if chance.startswith("steht fest"):
                assert record == "–"
            elif chance == "keine Zahl":
                assert record == "nicht kleiner als mit „Die Zahlen bleiben“ (125 Tage)"
            else:
                assert "kleiner (125 Tage)" in record or "fast keiner (125 Tage)" in record
            assert chance not in ("0 %", "100 %")
    assert "Wie gut war die Vorhersage?" in said


def test_the_land_says_that_its_rule_could_not_be_tried_and_shows_no_number(read: Read) -> None:
    page = read("/land/", tag="2021-11-27")
    said = words_of(page.get_element_by_id("inhalt"))
    assert said.count("dass kein Tag belegt ist, an dem die landesweite Stufe gewechselt hat") == 1
    chances = [words_of(row[1]) for row in select(page, ".lz-likely tbody tr")]
    assert set(chances) == {"steht fest: ja", "steht fest: nein", "keine Zahl"}


def test_where_too_little_was_published_the_page_says_so_and_shows_nothing(words: Words) -> None:
    said = words("/kreis/03241/", tag="2021-10-20")
    assert "ist noch zu wenig veröffentlicht, um zu wissen, wie unsicher sie wäre." in said
    assert "Wohin die Werte gehen können" not in said


def test_where_the_rule_is_ahead_of_the_orders_the_page_says_so_and_shows_no_number(words: Words) -> None:
    said = words("/kreis/03256/", tag="2021-12-08")
    assert "Heute in Kraft: Stufe 1. Zum frühesten Tag festgestellt, wäre es nach der Regel Stufe 2." in said
    assert said.count("Das entscheidet die Behörde, keine Zahl.") == 1
    assert "Heute in Kraft: Stufe" not in words("/kreis/03241/", tag="2021-12-08")


def test_one_forecast_is_made_for_all_districts_and_all_who_come_at_once(
    season_record: None, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    forecasts.forget()
    seen = situation(date(2021, 11, 27))
    heads = knowledge.heads()
    monkeypatch.setattr(knowledge, "heads", lambda: heads)  # threads have no part in the test's transaction
    made: list[str] = []
    compute = forecasts._computed

    def counted(*given: object) -> object:
        made.append("")
        return compute(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(forecasts, "_computed", counted)
    with ThreadPoolExecutor(4) as pool:
        told = list(pool.map(lambda area: forecasts.told(seen, area), ["03241", "03354", "03241", "03"]))
    assert len(made) == 1
    assert told[0] == told[2]
    assert told[0] != told[1]


def test_the_page_of_the_record_has_tables_diagrams_and_limits(read: Read) -> None:
    page = read("/methode/vorhersage/")
    said = words_of(page.get_element_by_id("inhalt"))
    assert "Niedersachsen, alles Überlieferte" in said
    assert "Was das nicht zeigt" in said
    assert len(select(page, ".lz-diagrams svg")) >= 2
    captions = [words_of(caption) for caption in select(page, "caption")]
    assert captions[:3] == [
        "7-Tage-Hospitalisierungsinzidenz",
        "7-Tage-Inzidenz der Neuinfizierten",
        "Intensivbetten-Anteil",
    ]
