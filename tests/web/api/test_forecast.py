"""/districts/{ags}/forecast: the same numbers as on the page, never without their record."""

from tests.web.api.conftest import Ask


def test_every_number_stands_with_its_record_and_every_gap_with_its_reason(ask: Ask) -> None:
    told = ask("/districts/03241/forecast", on="2021-11-27", as_of="2021-11-27")
    assert (told["refused"], told["version"], told["ends"]) == (None, "2021-11-24", "2021-12-11")
    assert (told["record_by_version"], told["record_until"]) == ("2021-11-24", "2022-08-31")
    assert told["known_at"].startswith("2021-11-27T")
    days = [day for level in told["levels"] for day in level["days"]]
    assert len(days) == 3 * 21
    assert {day["state"] for day in days} == {"certain", "shown", "hidden"}
    for day in days:
        assert (day["probability"] is not None) == (day["state"] == "shown")
        assert (day["holds"] is not None) == (day["state"] == "certain")
        if day["state"] == "shown":
            assert 0 < day["probability"]["low"] <= day["probability"]["high"] < 1
            assert day["record"]["origins"] >= 20
        if day["state"] == "hidden":
            assert day["record"]["text"]["de"].startswith("Keine Wahrscheinlichkeit")
    assert [(change["within"], change["until"]) for change in told["changes"]] == [
        (7, "2021-12-04"),
        (14, "2021-12-11"),
    ]


def test_the_forecast_of_a_figure_has_its_quantiles_in_order_where_the_record_allows_them(ask: Ask) -> None:
    figures = {f["indicator"]: f for f in ask("/districts/03241/forecast", on="2021-11-27")["figures"]}
    assert {name: figure["area"] for name, figure in figures.items()} == {
        "hospitalisation": "03",
        "new_cases": "03241",
        "icu_share": "03",
    }
    for figure in figures.values():
        for day in figure["days"]:
            if day["quantiles"] is None:
                assert day["record"]["text"]["en"].startswith("No forecast")
            else:
                assert list(day["quantiles"].values()) == sorted(day["quantiles"].values())
                assert day["record"]["score"] < day["record"]["it_stays"]


def test_as_known_then_and_as_on_record_now_are_the_same_numbers(ask: Ask) -> None:
    then = ask("/districts/03354/forecast", on="2021-11-27", as_of="2021-11-27")
    now = ask("/districts/03354/forecast", on="2021-11-27")
    assert then["seed"] == now["seed"]
    assert then["levels"] == now["levels"]


def test_before_anything_can_be_forecast_the_answer_says_why(ask: Ask) -> None:
    told = ask("/districts/03241/forecast", on="2021-10-20")
    assert "zu wenig veröffentlicht" in told["refused"]["de"]
    assert (told["levels"], told["figures"], told["seed"], told["record_until"]) == ([], [], None, None)
    assert "keine Fassung" in ask("/districts/03/forecast", on="2021-01-01")["refused"]["de"]
