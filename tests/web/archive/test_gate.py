"""Each rule of the gate holds what it should and lets an ordinary file pass."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import pytest

from lagezentrum.web.archive.gate import RULES
from lagezentrum.web.archive.models import Verdict
from tests.web.archive.deliveries import (
    DIVI,
    LAND,
    RKI,
    Values,
    beds,
    codes,
    day,
    hand_in,
    land,
    landkreise,
    published,
    rki,
)

pytestmark = pytest.mark.django_db


def areas() -> list[str]:
    return sorted(published(day(0)))


def shifted(values: Mapping[str, Decimal], by: int) -> dict[str, Decimal]:
    keys = sorted(values)
    return {key: values[keys[(number + by) % len(keys)]] for number, key in enumerate(keys)}


def times(values: Mapping[str, Decimal], factor: str) -> dict[str, Decimal]:
    return {key: round(value * Decimal(factor), 4) for key, value in values.items()}


def without(values: Mapping[str, Decimal], *gone: str) -> dict[str, Decimal]:
    return {key: value for key, value in values.items() if key not in gone}


def slipped_halfway(values: Mapping[str, Decimal], before: Mapping[str, Decimal]) -> dict[str, Decimal]:
    """From the twentieth row on, each row has the figure that its neighbour had the day before."""
    keys = sorted(values)
    return {key: before[keys[n + 1]] if 20 <= n < len(keys) - 1 else values[key] for n, key in enumerate(keys)}


TUESDAY = {
    "lost-areas": without(published(day(1)), "03404"),
    "shifted-rows": shifted(published(day(1)), 1),
    "leap": times(published(day(1)), "2.5"),
    "same-figures": published(day(0)),
    "zeros": published(day(1)) | dict.fromkeys(["03101", "03102", "03103", "03151", "03153"], Decimal(0)),
}


@pytest.mark.parametrize("code", TUESDAY)
def test_an_implausible_new_day_is_held_with_its_reason(code: str) -> None:
    assert codes(hand_in(rki([day(0)]), RKI, day(0))) == []
    altered: dict[date, Values] = {day(1): TUESDAY[code]}
    receipt = hand_in(rki([day(1)], altered), RKI, day(1))
    assert receipt.verdict.kind == Verdict.Kind.HELD
    assert code in codes(receipt)
    for reason in receipt.reasons:
        assert reason.text.de != reason.text.en
        assert "16.11.2021" in reason.text.de
        assert "2021-11-16" in reason.text.en


@pytest.mark.parametrize("by", [1, -1])
def test_rows_that_slipped_up_or_down_are_found(by: int) -> None:
    hand_in(rki([day(0)]), RKI, day(0))
    assert "shifted-rows" in codes(hand_in(rki([day(1)], {day(1): shifted(published(day(1)), by)}), RKI, day(1)))


def test_rows_that_slipped_from_the_middle_on_are_found() -> None:
    hand_in(rki([day(0)]), RKI, day(0))
    altered = slipped_halfway(published(day(1)), published(day(0)))
    assert "shifted-rows" in codes(hand_in(rki([day(1)], {day(1): altered}), RKI, day(1)))


def test_an_ordinary_week_passes_without_a_word() -> None:
    for number in range(7):
        assert codes(hand_in(rki([day(n) for n in range(number + 1)]), RKI, day(number))) == []
        assert codes(hand_in(land({day(number): ("5.6", "7.7")}), LAND, day(number), 11)) == []
        assert codes(hand_in(beds([day(number)], 200 + number), DIVI, day(number), 13)) == []


def test_areas_that_were_not_there_before_are_held_and_named() -> None:
    hand_in(rki([day(0)], {day(0): without(published(day(0)), "03241")}), RKI, day(0))
    receipt = hand_in(rki([day(1)]), RKI, day(1))
    assert codes(receipt) == ["unknown-areas"]
    assert "Region Hannover" in receipt.reasons[0].text.de


def test_a_file_whose_past_became_shorter_is_held() -> None:
    hand_in(rki([day(0), day(1), day(2)]), RKI, day(2))
    assert codes(
        hand_in(rki([day(0), day(2), day(3)], {day(2): without(published(day(2)), "03404")}), RKI, day(3))
    ) == ["lost-rows"]


def test_a_file_of_one_day_after_a_file_of_many_is_no_loss() -> None:
    hand_in(rki([day(0), day(1), day(2)]), RKI, day(2))
    assert codes(hand_in(rki([day(3)]), RKI, day(3))) == []


def test_an_older_state_is_held() -> None:
    hand_in(rki([day(0), day(1), day(2)]), RKI, day(2))
    assert codes(hand_in(rki([day(0), day(1)]), RKI, day(2), 9)) == ["older-than-record"]


def test_a_file_that_came_late_is_noted_and_passes() -> None:
    receipt = hand_in(rki([day(0)]), RKI, day(10))
    assert (receipt.verdict.kind, codes(receipt)) == ("accepted", ["late"])


def test_a_past_computed_anew_is_held() -> None:
    days = [day(n) for n in range(6)]
    hand_in(rki(days), RKI, day(5))
    altered = {on: times(published(on), "0.998") for on in days}
    receipt = hand_in(rki([*days, day(6)], altered), RKI, day(6))
    assert codes(receipt) == ["history-recalculated"]
    assert "270 von 270" in receipt.reasons[0].text.de


def test_a_single_day_revised_is_held() -> None:
    days = [day(n) for n in range(6)]
    hand_in(rki(days), RKI, day(5))
    receipt = hand_in(rki([*days, day(6)], {day(2): times(published(day(2)), "1.06")}), RKI, day(6))
    assert codes(receipt) == ["day-revised"]


def test_a_single_figure_corrected_is_noted_and_passes() -> None:
    hand_in(rki([day(0), day(1)]), RKI, day(1))
    altered = published(day(0)) | {"03241": Decimal("190.1")}
    receipt = hand_in(rki([day(0), day(1), day(2)], {day(0): altered}), RKI, day(2))
    assert (receipt.verdict.kind, codes(receipt)) == ("accepted", ["corrections"])


def test_figures_with_fewer_digits_are_the_same_figures() -> None:
    hand_in(rki([day(0), day(1)]), RKI, day(1))
    rounded = {key: round(value, 1) for key, value in published(day(0)).items()}
    assert codes(hand_in(rki([day(0), day(1), day(2)], {day(0): rounded}), RKI, day(2))) == []


def test_late_reports_in_a_recomputed_series_pass_and_a_changed_old_day_is_held() -> None:
    numbers = dict(zip(areas(), range(300, 900, 10), strict=False))
    days = [day(n) for n in range(-40, 1)]
    hand_in(landkreise(days, numbers), RKI, day(1))
    more = {key: number + number // 30 for key, number in numbers.items()}
    assert "history-recalculated" not in codes(hand_in(landkreise([*days, day(1)], more), RKI, day(2)))
    doubled = {key: 2 * number for key, number in numbers.items()}
    receipt = hand_in(landkreise([*days, day(1), day(2)], doubled), RKI, day(3))
    assert "history-recalculated" in codes(receipt)


def test_a_figure_of_the_land_that_slipped_by_a_decimal_point_is_held() -> None:
    hand_in(land({day(0): ("5.6", "7.7")}), LAND, day(0))
    assert codes(hand_in(land({day(1): ("56", "7.8")}), LAND, day(1))) == ["leap"]


def test_a_zero_of_the_land_is_held() -> None:
    hand_in(land({day(0): ("5.6", "7.7")}), LAND, day(0))
    assert "zeros" in codes(hand_in(land({day(1): ("5.6", "0.0")}), LAND, day(1)))


def test_a_long_silence_says_nothing_about_a_leap() -> None:
    hand_in(land({day(0): ("2.1", "7.7")}), LAND, day(0))
    assert codes(hand_in(land({day(9): ("5.6", "8.1")}), LAND, day(9))) == []


def test_a_known_year_of_inhabitants_is_noted_and_an_unknown_one_is_held() -> None:
    numbers = dict(zip(areas(), range(300, 900, 10), strict=False))
    hand_in(landkreise([day(0)], numbers), RKI, day(1))
    odd = hand_in(landkreise([day(1)], numbers, inhabitants=1.004), RKI, day(2))
    assert (odd.verdict.kind, codes(odd)) == ("held", ["denominator"])
    assert codes(hand_in(landkreise([day(1)], numbers), RKI, day(2), 9)) == []


def test_what_is_found_on_many_days_is_said_once() -> None:
    hand_in(rki([day(0)]), RKI, day(0))
    receipt = hand_in(rki([day(n) for n in range(4)], {day(n): published(day(0)) for n in (1, 2, 3)}), RKI, day(3))
    assert codes(receipt) == ["same-figures"]
    assert receipt.reasons[0].text.de.endswith("Davor 2-mal dasselbe.")


def test_every_rule_says_what_it_is_for() -> None:
    assert all(rule.__doc__ for rule in RULES)
    assert len({rule.__name__ for rule in RULES}) == len(RULES)
