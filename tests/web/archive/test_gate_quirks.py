"""The real quirks of two years of published figures at the gate."""

import csv
import gzip
from collections import Counter, defaultdict
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from django.contrib.auth.models import User

from lagezentrum.sources.published import read_published
from lagezentrum.sources.rki.layout import GERMANY
from lagezentrum.web.archive import intake, readings
from lagezentrum.web.archive.gate import Case, Known, Previous, judge
from lagezentrum.web.archive.intake import receive
from lagezentrum.web.archive.readings import AsFirstPublished, Latest
from tests.web.archive.deliveries import DIVI, LAND, RKI, as_csv, at, codes, hand_in

Series = dict[date, dict[str, tuple[str, str]]]
"""Day → area → cases and incidence, as text."""


@pytest.fixture(scope="module")
def germany(shared_data: Path) -> Series:
    series: Series = defaultdict(dict)
    with gzip.open(shared_data / f"{GERMANY.file}.gz", "rt", encoding="utf-8") as stream:
        for row in csv.DictReader(stream):
            if row["ags"].startswith("03"):
                series[date.fromisoformat(row["date"])][row["ags"]] = (row["cases_7d"], row["incidence_7d"])
    return series


def some(series: Series, first: date, last: date, altered: Series | None = None) -> bytes:
    days = {on: values for on, values in series.items() if first <= on <= last} | (altered or {})
    return as_csv(GERMANY, [(on, area, *both) for on in sorted(days) for area, both in sorted(days[on].items())])


def test_every_morning_of_two_years_passes_but_those_on_which_rki_divided_oddly(germany: Series) -> None:
    held: dict[date, list[str]] = {}
    noted: Counter[str] = Counter()
    known: dict[tuple[str, str], dict[date, Known]] = defaultdict(dict)
    previous: Previous | None = None
    for on in sorted(germany):
        vintage = read_published(RKI, GERMANY.file, some(germany, on, on), latest=on)
        reasons = judge(Case(vintage, known, previous, on))
        if any(reason.holds for reason in reasons):
            held[on] = [reason.code for reason in reasons]
        noted.update(reason.code for reason in reasons if not reason.holds)
        for row in vintage.rows:
            series = known[row.indicator, row.area]
            series[on] = Known(row.value, row.denominator)
            series.pop(on - timedelta(days=11), None)
        previous = Previous(on, on, len(vintage.rows))
    assert set(map(tuple, held.values())) == {("denominator",)}
    assert sorted(held) == [date(2021, 8, 26), *(date(2021, 8, 30),), *(date(2021, 9, n) for n in (6, 13, 16, 20))]
    assert noted["denominator"] == 6
    assert sum(noted.values()) < 12


def test_rows_that_slip_are_found_on_every_day_of_two_years(germany: Series) -> None:
    missed = []
    days = sorted(germany)
    for before, on in zip(days[::5], days[1::5], strict=False):
        keys = sorted(germany[on])
        slipped = {key: ("", germany[on][keys[(n + 1) % len(keys)]][1]) for n, key in enumerate(keys)}
        vintage = read_published(RKI, GERMANY.file, some({on: slipped}, on, on), latest=on)
        known = {
            ("new_cases", area): {before: Known(Decimal(value), None)} for area, (_, value) in germany[before].items()
        }
        if "shifted-rows" not in [reason.code for reason in judge(Case(vintage, known, None, on))]:
            missed.append(on)
    assert missed == []


@pytest.mark.django_db
def test_the_silent_revision_of_26_october_2021_is_held_and_never_decides(
    germany: Series, shared_data: Path, officer: User
) -> None:
    the_day = date(2021, 10, 26)
    hand_in(some(germany, date(2021, 10, 20), the_day), RKI, the_day)
    with (shared_data / "de_district_7day_revised_2021-10-26.csv").open(encoding="utf-8") as stream:
        revised = {row["ags"]: (row["cases_7d_revised"], row["incidence_7d_revised"]) for row in csv.DictReader(stream)}
    later = the_day + timedelta(days=1)
    altered: Series = {the_day: {area: revised[area] for area in germany[the_day]}}
    receipt = hand_in(some(germany, date(2021, 10, 20), later, altered), RKI, later)
    assert codes(receipt) == ["day-revised"]
    assert [held.days for held in readings.withheld(at(later, 8))] == [(later,)]
    intake.release(receipt.file, officer, "Das RKI hat nachgebessert.", at(later, 9))
    decides = readings.figures(AsFirstPublished()).first_published("new_cases", "03241", the_day)
    latest = readings.figures(Latest()).first_published("new_cases", "03241", the_day)
    assert decides is not None
    assert latest is not None
    assert str(decides.value) == germany[the_day]["03241"][1]
    assert str(latest.value) == revised["03241"][1]
    assert "besserte später nach" in decides.note


@pytest.mark.django_db
def test_the_past_divided_by_the_inhabitants_of_2021_is_held(germany: Series, shared_data: Path) -> None:
    first, last = date(2022, 8, 1), date(2022, 9, 11)
    hand_in(some(germany, first, last), RKI, last)
    with (shared_data / "nds_districts.csv").open(encoding="utf-8") as stream:
        inhabitants = {row["ags"]: int(row["pop_2021_12_31"]) for row in csv.DictReader(stream)}
    recalculated = {
        on: {
            area: (cases, f"{int(cases) * 100_000 / inhabitants[area]:.4f}") for area, (cases, _) in germany[on].items()
        }
        for on in germany
    }
    receipt = hand_in(some(recalculated, first, last + timedelta(days=1)), RKI, last + timedelta(days=1))
    assert codes(receipt) == ["history-recalculated", "denominator"]


@pytest.mark.django_db
def test_the_odd_mean_of_two_years_is_held_and_the_way_back_is_noted(germany: Series, officer: User) -> None:
    last = date(2021, 8, 25)
    assert codes(hand_in(some(germany, date(2021, 8, 20), last), RKI, last)) == []
    odd = hand_in(some(germany, date(2021, 8, 26), date(2021, 8, 26)), RKI, date(2021, 8, 26))
    assert (odd.verdict.kind, codes(odd)) == ("held", ["denominator"])
    intake.release(odd.file, officer, "so veröffentlicht", at(date(2021, 8, 26), 9))
    right = hand_in(some(germany, date(2021, 8, 28), date(2021, 8, 28)), RKI, date(2021, 8, 28))
    assert (right.verdict.kind, codes(right)) == ("accepted", ["denominator"])


@pytest.mark.django_db
def test_the_transmission_fault_of_december_2021_passes_with_its_remark(germany: Series) -> None:
    first, last = date(2021, 12, 9), date(2021, 12, 14)
    for number in range((last - first).days + 1):
        on = first + timedelta(days=number)
        assert codes(hand_in(some(germany, on, on), RKI, on)) == []
    seen = readings.figures(AsFirstPublished()).first_published("new_cases", "03241", date(2021, 12, 12))
    assert seen is not None
    assert "Übertragungsfehler" in seen.note


@pytest.mark.django_db
def test_the_files_of_two_years_are_taken_as_they_are(shared_data: Path) -> None:
    for kind, name in (
        (RKI, "nds_district_7day_incidence.csv"),
        (RKI, "de_laender_7day_published.csv"),
        (LAND, "nds_indicators_published_by_state.csv"),
        (DIVI, "nds_divi_icu_adults.csv"),
        (DIVI, "de_laender_divi_icu_adults.csv.gz"),
    ):
        receipt = receive((shared_data / name).read_bytes(), kind, name=name, by=None, at=at(date(2022, 12, 31), 14))
        assert receipt.verdict.kind == "accepted", codes(receipt)
        assert receipt.added > 100
