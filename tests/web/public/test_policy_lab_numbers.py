"""The numbers of the policy lab's page: those of the kernel and of the reference evaluator, with their bounds."""

import csv
import io
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import numpy as np
import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from lagezentrum.engine.observations import Figures, Observation
from lagezentrum.outlook.packed import NEVER, Policies, Series, as_law, level_days, sweep
from lagezentrum.web.archive import readings
from lagezentrum.web.archive.models import Figure
from lagezentrum.web.public.policy_lab import ground
from lagezentrum.web.public.policy_lab.answer import judged
from lagezentrum.web.public.policy_lab.controls import expanded
from tests.outlook.drawing import drawn_unshrunk
from tests.outlook.packed.courses import levels_by, metrics_of
from tests.web.public.conftest import page_of, words_of
from tests.web.public.policy_lab_settings import LIBRARY, MOVED, answered, settings, table, version

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("season_record")]


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


def test_every_measure_stays_within_its_bounds_however_missing_values_turn_out() -> None:
    """A value between the two runs can hold a level that neither has: none in one, level 3 in the other."""
    found = answered(von="2021-09-20", fassung="2021-08-25")
    on, real, outside = found.ground.series, found.ground.real, False
    for share in (0.5, 0.75):
        filled = {name: np.where(np.isnan(v), share * 12, v) for name, v in on.values.items()}
        course = judged(found.ground.packed, replace(on, values=filled), {}, real, "both")
        assert course.columns["certain"].all()
        for name in ("days_0", "days_1", "days_2", "days_3", "switches", "disagreement", "first_1", "first_3"):
            truth = course.columns[f"{name}_min"].astype(int)
            low, high = (found.mine.columns[f"{name}_{end}"].astype(int) for end in ("min", "max"))
            truth, low, high = (np.where(days == NEVER, 999, days) for days in (truth, low, high))
            assert ((low <= truth) & (truth <= high)).all(), name
        packed, policies = found.ground.packed, Policies.of(found.ground.packed)
        runs = [(levels[0] == 1).sum(axis=1) for levels in level_days(packed, on, policies, engine="numpy")]
        outside |= bool((course.columns["days_1_min"] > np.maximum(*runs)).any())
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


def test_missing_figures_as_a_choice_leave_no_range() -> None:
    both = table(von="2021-09-20")
    assert any(row["days_0_min"] != row["days_0_max"] for row in both)
    for choice in ("verfehlt", "erreicht"):
        rows = table(von="2021-09-20", luecken=choice)
        assert all(row["days_0_min"] == row["days_0_max"] and row["certain"] == "true" for row in rows)
    page = page_of(Client().get("/labor/antwort/?von=2021-09-20"))
    assert "In 45 Kreisen hängt der Verlauf davon ab." in words_of(page)


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
