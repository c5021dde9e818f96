"""What is compiled, what may vary, and what is refused in words."""

from datetime import date

import numpy as np
import pytest

from lagezentrum.law.library import Library
from lagezentrum.law.model import Version
from lagezentrum.outlook.packed import (
    CannotPack,
    Policies,
    Series,
    UnfitPolicy,
    as_law,
    compile_rules,
    lead_time,
    parameters,
    stretched,
    sweep,
)
from tests.engine import lampland

LIBRARY = Library()


def version_of(regulation: str, name: str) -> Version:
    version = LIBRARY.regulation(regulation).named(name)
    assert version is not None
    return version


@pytest.mark.parametrize(
    ("regulation", "name", "outcome", "rules"),
    [
        ("de-ni/corona-vo", "2021-08-25", "levels", ["local"]),
        ("de-ni/corona-vo", "2021-09-22", "levels", ["statewide", "local"]),
        ("de-ni/corona-vo", "2021-11-24", "levels", ["statewide", "local"]),
        ("de-ni/corona-vo", "2021-11-24", "3G", ["new-cases"]),
        ("de-ni/corona-vo", "2021-12-12", "levels", ["statewide", "local"]),
        ("de-ni/stufenplan", "2021-06-01", "levels", ["district"]),
        ("de/bundesnotbremse", "2021-04-23", "levels", ["district"]),
        ("de/bundesnotbremse", "2021-04-23-bayern", "levels", ["district"]),
    ],
)
def test_shipped_versions_compile_and_say_what_is_law(
    regulation: str, name: str, outcome: str, rules: list[str]
) -> None:
    version = version_of(regulation, name)
    packed = compile_rules(version, LIBRARY.calendars, outcome=outcome)
    assert [rule.rule for rule in packed.rules] == rules
    known = {parameter.key: parameter for parameter in parameters(packed)}
    for rule in rules:
        section = version.section(rule, "lifting")
        assert known[f"{rule}.lifting.days"].in_law == section.days
        assert known[f"{rule}.lifting.effect"].in_law == section.effect.days_after
        assert known[f"{rule}.lifting.calendar"].in_law == section.calendar
    for threshold in packed.thresholds:
        rule = next(r for r in rules if threshold.indicator in version.rules[r].raising.route.indicators)
        assert threshold.in_law == float(version.range_for(rule, threshold.step, threshold.indicator).threshold)
    assert all(parameter.title.de and parameter.title.en for parameter in known.values())


@pytest.mark.parametrize(
    ("name", "outcome", "fixed", "words"),
    [
        ("2021-12-24", "levels", False, "no rule that raises a level"),
        ("2021-11-24", "2G", False, "it knows: 3G"),
    ],
)
def test_what_can_not_be_packed_is_refused_in_words(name: str, outcome: str, fixed: bool, words: str) -> None:
    with pytest.raises(CannotPack, match=words) as refusal:
        compile_rules(version_of("de-ni/corona-vo", name), LIBRARY.calendars, outcome=outcome, fixed_levels=fixed)
    assert refusal.value.text.de != refusal.value.text.en


def test_a_rule_of_the_land_may_not_hang_on_figures_of_districts() -> None:
    data = version_of("toy/lampland", "2024-01-01").model_dump(by_alias=True)
    data["rules"]["statewide"]["raising"]["route"] = {"single": "flicker"}
    with pytest.raises(CannotPack, match="figure of districts"):
        compile_rules(Version.model_validate(data), LIBRARY.calendars)


def test_a_count_that_starts_later_than_the_version_is_refused() -> None:
    data = version_of("toy/lampland", "2024-01-01").model_dump(by_alias=True)
    data["sections"]["three-days"]["starts"] = date(2024, 1, 5)
    with pytest.raises(CannotPack, match="later"):
        compile_rules(Version.model_validate(data), LIBRARY.calendars)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"ranges.glow.9": 3}, "no parameter 'ranges.glow.9'"),
        ({"*.lifting.day": 3}, "no parameter"),
        ({"local.lifting.days": 0}, "from 1 to 60"),
        ({"local.lifting.days": [3, 2.5]}, "whole numbers"),
        ({"ranges.glow.1": [1, float("nan")]}, "not possible"),
        ({"local.lifting.days": "five"}, "no numbers"),
        ({"local.lifting.route": "none"}, "choose from: law"),
        ({"ranges.glow.1": [1, 2], "ranges.glow.2": [1, 2, 3]}, "2 values for 3"),
    ],
)
def test_an_unfit_policy_is_refused_in_words(values: dict[str, object], words: str) -> None:
    packed = compile_rules(version_of("toy/lampland", "2024-01-01"), lampland.calendars())
    with pytest.raises(UnfitPolicy, match=words) as refusal:
        Policies.of(packed, values)
    assert refusal.value.text.de != refusal.value.text.en


def test_a_star_stands_for_every_rule_and_later_values_override() -> None:
    packed = compile_rules(version_of("toy/lampland", "2024-01-01"), lampland.calendars())
    policies = Policies.of(packed, {"*.lifting.days": [4, 5], "local.lifting.days": 9})
    law = as_law(packed, policies, 1, date(2024, 1, 1), date(2024, 2, 1)).versions[0]
    assert law.section("statewide", "lifting").days == 5
    assert law.section("local", "lifting").days == 9
    assert law.section("local", "raising").days == 3


def test_the_policy_as_in_law_is_the_stretched_version() -> None:
    packed = compile_rules(version_of("de/bundesnotbremse", "2021-04-23"), LIBRARY.calendars)
    first, last = date(2021, 3, 1), date(2021, 5, 1)
    ours = as_law(packed, Policies.of(packed), 0, first, last).versions[0]
    theirs = stretched(packed, first, last).versions[0]
    assert ours.section("district", "raising") == theirs.section("district", "raising")
    assert theirs.section("district", "raising").starts == date(2021, 2, 26)
    assert [r.threshold for r in ours.ranges["new_cases"].levels.values()] == [100, 150, 165]


def test_a_series_that_does_not_fit_is_refused() -> None:
    packed = compile_rules(version_of("de/bundesnotbremse", "2021-04-23"), LIBRARY.calendars)
    good = {"new_cases": np.zeros((10, 1))}
    for lead, values, words in (
        (0, good, "3 days before"),
        (3, {}, "no values"),
        (3, {"new_cases": np.zeros((10, 2))}, "shape"),
    ):
        series = Series(
            date(2021, 4, 23), ("03101",), ("03",), lead, values or {"other": np.zeros((10, 1))}, frozenset()
        )
        with pytest.raises(ValueError, match=words):
            sweep(packed, series, Policies.of(packed))


def test_lead_time_is_unknown_where_something_never_came() -> None:
    lead = lead_time(np.array([[5, -1, 9]], dtype=np.int16), np.array([12, 12, -1]))
    assert lead[0, 0] == 7
    assert np.isnan(lead[0, 1:]).all()
