"""What the interface says of days on which it is known what held."""

import pytest
from django.test import override_settings

from tests.web.api.conftest import Ask

ALL_DISTRICTS = 45


def test_on_the_eve_of_level_2_hannover_shows_the_three_states_apart(ask: Ask) -> None:
    day = ask("/districts/03241/level", on="2021-11-30")
    assert (day["met"]["level"], day["determined"]["level"], day["in_force"]["level"]) == (2, 2, 1)
    assert day["in_force"]["since"] == "2021-11-24"
    assert day["in_force"]["steps"][0]["by"] == "regulation"


def test_hannover_is_at_level_2_from_the_first_of_december_by_its_own_order(ask: Ask) -> None:
    day = ask("/districts/03241/level", on="2021-12-01")
    assert day["in_force"]["level"] == 2
    assert day["in_force"]["since"] == "2021-12-01"
    (step,) = day["in_force"]["steps"]
    assert (step["rule"], step["area"], step["by"]) == ("local", "03241", "order")
    orders = {step["determination"] for step in day["determined"]["steps"]}
    assert "03241-2021-1" in orders


def test_a_level_that_is_met_and_not_yet_ordered_is_not_determined(ask: Ask) -> None:
    day = ask("/districts/03241/level", on="2021-11-29", as_of="2021-11-29T12:00")
    assert day["met"]["level"] == 2
    assert day["determined"]["level"] == 1
    assert day["in_force"]["level"] == 1
    later = ask("/districts/03241/level", on="2021-11-29", as_of="2021-11-29T18:00")
    assert later["determined"]["level"] == 2


def test_the_statewide_level_of_mid_december_hangs_on_one_missing_value(ask: Ask) -> None:
    day = ask("/districts/03/level", on="2021-12-15")
    assert day["met"]["state"] == "undetermined"
    (step,) = [step for step in day["met"]["steps"] if step["state"] == "undetermined"]
    assert (step["rule"], step["step"]) == ("statewide", "2")
    assert step["hangs_on"] == [{"indicator": "icu_share", "area": "03", "day": "2021-12-10"}]
    assert day["determined"]["level"] == 2
    assert day["in_force"]["level"] == 1


def test_the_statewide_order_brings_level_2_on_friday_the_seventeenth(ask: Ask) -> None:
    levels = {
        d["day"]: d["in_force"]["level"]
        for d in ask("/districts/03405/timeline", **{"from": "2021-12-15", "to": "2021-12-18"})["days"]
    }
    assert levels == {"2021-12-15": 1, "2021-12-16": 1, "2021-12-17": 2, "2021-12-18": 2}


def test_a_sunday_does_not_count_and_says_so(ask: Ask) -> None:
    day = ask("/districts/03241/level", on="2021-12-05")
    assert day["counting"] == {"counts": False, "reason": {"de": "Sonntag", "en": "Sunday"}}
    assert day["met"]["state"] == "known"
    assert day["in_force"]["level"] == 2


def test_every_day_asked_for_is_there_also_those_of_which_nothing_can_be_said(ask: Ask) -> None:
    days = ask("/districts/03241/timeline", **{"from": "2021-08-20", "to": "2021-08-27"})["days"]
    assert [day["day"] for day in days] == [f"2021-08-{number}" for number in range(20, 28)]
    assert [day["in_force"]["state"] for day in days] == ["outside"] * 5 + ["known"] * 3
    assert [day["in_force"]["level"] for day in days] == [None] * 5 + [0] * 3


def test_days_to_come_show_what_is_settled_and_are_marked(ask: Ask) -> None:
    days = {d["day"]: d for d in ask("/districts/03241/timeline", **{"from": "2021-12-20", "to": "2021-12-23"})["days"]}
    assert days["2021-12-20"]["in_force"]["state"] == "known"
    ahead = days["2021-12-22"]
    assert (ahead["in_force"]["state"], ahead["in_force"]["level"]) == ("ahead", 2)
    assert ahead["met"] == {"state": "awaiting_figures", "level": None, "steps": []}
    assert all(day["in_force"]["reason"] is None for day in days.values())


def test_days_after_the_moment_of_knowledge_lie_ahead_however_long_ago_that_is(ask: Ask) -> None:
    """On 26 November nobody knew that level 2 would be ordered for 1 December, so nobody knew that it would not."""
    asked = {"from": "2021-11-25", "to": "2021-12-01", "as_of": "2021-11-26T20:00"}
    days = ask("/districts/03241/timeline", **asked)["days"]
    for name in ("determined", "in_force"):
        assert [day[name]["state"] for day in days] == ["known"] * 2 + ["ahead"] * 5
    hannover = next(a for a in ask("/timeline", **asked)["areas"] if a["area"]["ags"] == "03241")
    assert [day["state"] for day in hannover["days"]] == ["known"] * 2 + ["ahead"] * 5
    assert ask("/districts/03241/level", on="2021-12-01", as_of="2021-12-01")["in_force"]["state"] == "known"


def test_what_the_regulation_itself_sets_is_told_ahead_once_it_is_announced(ask: Ask) -> None:
    with override_settings(TODAY="2021-12-23"):
        day = ask("/districts/03241/level", on="2021-12-24")
    assert (day["in_force"]["state"], day["in_force"]["level"]) == ("ahead", 3)
    assert day["in_force"]["steps"][0]["by"] == "regulation"


@pytest.mark.parametrize(
    "asked", [{"on": "2021-12-28"}, {"on": "2022-03-01"}, {"on": "2021-12-17", "as_of": "2021-12-03"}]
)
def test_no_version_is_known_before_it_is_announced(ask: Ask, asked: dict[str, str]) -> None:
    """On 20 December nobody knew the version of 24 December; on the 3rd nobody that of the 12th."""
    day = ask("/districts/03241/level", **asked)
    for part in ("determined", "in_force"):
        assert (day[part]["state"], day[part]["reason"], day[part]["level"]) == ("unknown", "not_announced", None)
    assert day["met"]["state"] == "awaiting_figures"
    assert (day["version"], day["counting"]["counts"], day["next"]) == (None, None, [])
    assert ask("/districts/03241/explanation", **asked)["explained_day"] <= "2021-12-20"


def test_after_the_last_version_nothing_is_in_force(ask: Ask) -> None:
    with override_settings(TODAY="2022-02-10"):
        day = ask("/districts/03241/level", on="2022-03-01")
    assert [day[part]["state"] for part in ("met", "determined", "in_force")] == ["outside"] * 3
    assert day["version"] is None
    assert day["next"] == []


def test_the_timeline_of_all_says_of_each_district_what_its_own_says(ask: Ask) -> None:
    span = {"from": "2021-12-15", "to": "2021-12-25"}
    told = ask("/timeline", **span)
    assert [len(area["days"]) for area in told["areas"]] == [11] * (1 + ALL_DISTRICTS)
    assert told["areas"][0]["area"]["ags"] == "03"
    for area in told["areas"][:4]:
        own = ask(f"/districts/{area['area']['ags']}/timeline", **span)["days"]
        assert [(d["day"], d["state"], d["reason"], d["level"]) for d in area["days"]] == [
            (d["day"], *(d["in_force"][part] for part in ("state", "reason", "level"))) for d in own
        ]


def test_the_timeline_of_all_tells_consequences_without_a_level(ask: Ask) -> None:
    told = ask("/timeline", **{"from": "2021-09-01", "to": "2021-11-20"})
    assert {c for area in told["areas"] for day in area["days"] for c in day["consequences"]} <= {"3G"}


def test_what_was_known_then_does_not_change_when_later_figures_come(ask: Ask) -> None:
    then = ask("/districts/03241/timeline", **{"from": "2021-11-20", "to": "2021-12-05", "as_of": "2021-11-30"})
    assert [d["met"]["state"] for d in then["days"] if d["day"] > "2021-11-30"] == ["awaiting_figures"] * 5
    now = ask("/districts/03241/timeline", **{"from": "2021-11-20", "to": "2021-12-05"})
    assert [d["met"] for d in then["days"] if d["day"] <= "2021-11-30"] == [
        d["met"] for d in now["days"] if d["day"] <= "2021-11-30"
    ]


def test_the_next_change_shows_the_five_boxes_with_the_sunday_named(ask: Ask) -> None:
    changes = ask("/districts/03241/level", on="2021-11-27")["next"]
    (raising,) = [c for c in changes if (c["rule"], c["step"], c["change"]) == ("local", "2", "raise")]
    assert (raising["counted"], raising["needed"], raising["earliest_effect"]) == (4, 5, "2021-12-01")
    assert [box["kind"] for box in raising["boxes"]] == ["reached"] * 4 + ["skipped", "future"]
    assert raising["boxes"][4]["reason"] == {"de": "Sonntag", "en": "Sunday"}
    assert set(raising["boxes"][0]["figures"]) == {"hospitalisation", "new_cases"}
    assert raising["sentence"]["de"].startswith("4 von 5 Werktagen erreicht")


def test_ags_and_ars_and_the_key_of_the_land_are_accepted(ask: Ask) -> None:
    assert ask("/districts/032410000000")["ags"] == "03241"
    assert ask("/districts/03241")["ars"] == "032410000000"
    assert ask("/districts/030000000000")["ags"] == "03"
    assert ask("/districts/03")["kind"] == "Land"


def test_the_list_holds_the_land_and_45_districts_with_keys_as_text(ask: Ask) -> None:
    areas = ask("/districts")
    assert areas[0]["ags"] == "03"
    assert len(areas) == 1 + ALL_DISTRICTS
    assert all(area["ags"].startswith("03") for area in areas)


def test_a_district_tells_the_rules_that_apply_today_and_who_decides(ask: Ask) -> None:
    rules = {rule["rule"]: rule for rule in ask("/districts/03241")["rules"]}
    assert set(rules) == {"statewide", "local", "new-cases"}
    assert rules["statewide"]["area"] == "03"
    assert rules["local"]["steps"] == ["1", "2", "3"]


def test_the_explanation_is_a_proof_with_its_text_in_both_languages(ask: Ask) -> None:
    told = ask("/districts/03241/explanation", on="2021-12-01")
    assert told["proof"]["format"] == "lagezentrum.proof/1"
    assert told["proof"]["answer"]["level"] == 2
    assert "Warnstufe 2" in told["text"]["de"]
    assert "level 2" in told["text"]["en"]


def test_a_day_to_come_is_explained_by_the_last_day_with_figures(ask: Ask) -> None:
    told = ask("/districts/03241/explanation", on="2021-12-23")
    assert (told["day"], told["explained_day"]) == ("2021-12-23", "2021-12-20")
