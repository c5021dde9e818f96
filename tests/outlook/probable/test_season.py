"""Forecasts from the bundled season: reproducible, blind for what came later, and certain only of what then came."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import numpy as np
import pytest

from lagezentrum.engine import fast
from lagezentrum.engine.observations import Figures
from lagezentrum.engine.standing import Standings
from lagezentrum.law.announcement import announced
from lagezentrum.law.library import Library
from lagezentrum.law.model import Regulation
from lagezentrum.outlook.forecast.held_law import law_of
from lagezentrum.outlook.probable import Asked, NoForecast, forecast, tell
from lagezentrum.season.forecast_record.reading import read_record
from lagezentrum.season.reading import read_orders, read_season
from lagezentrum.sources.orders.order import decisions

DISTRICTS = ("03241", "03354", "03460")
LIBRARY = Library()


def known(day: date) -> Regulation:
    whole = LIBRARY.regulation("de-ni/corona-vo")
    return whole.model_copy(update={"versions": whole.versions[: announced(whole, day)]})


def asked(day: date, figures: Figures | None = None) -> Asked:
    return Asked(
        regulation=known(day),
        calendars=LIBRARY.calendars,
        figures=figures or read_season(),
        decisions=decisions(read_orders()),
        land="03",
        districts=DISTRICTS,
        present=day,
        figures_until=day,
        known_at=datetime.combine(day, time.max),
    )


def test_the_same_day_gives_the_same_numbers_whatever_came_later() -> None:
    day = date(2021, 11, 27)
    earlier = Figures(seen for seen in read_season() if seen.day <= day)
    first, again = forecast(asked(day)), forecast(asked(day, earlier))
    assert first.seed == again.seed
    assert first.by_measured is not None
    assert again.by_measured is not None
    assert np.array_equal(first.by_measured.at_least_low, again.by_measured.at_least_low)
    assert first.seed != forecast(asked(day + timedelta(days=1))).seed


@pytest.mark.parametrize("day", [date(2021, 11, 27), date(2021, 12, 14)])
def test_what_is_called_certain_comes_true_and_more_than_half_of_the_first_days_are(day: date) -> None:
    figures, law = read_season(), law_of(known(day), day)
    until = day + timedelta(days=21)
    ordered = tuple(found for found in decisions(read_orders()) if found.decided_on <= day)
    replay = fast.replay(law, LIBRARY.calendars, figures, ["03", *DISTRICTS], until, decisions=ordered)
    came = Standings(law, replay, until)
    found = forecast(asked(day))
    checked = 0
    for area in DISTRICTS:
        for level in tell(found, area, read_record()).levels:
            for told in level.days:
                if told.state == "certain":
                    assert told.holds == (came.on(area, told.day).level >= level.level), (area, level.level, told)
                    checked += told.days_ahead <= 3
    assert checked > len(DISTRICTS) * 3 * 3 / 2


def test_too_short_a_past_is_refused_and_named() -> None:
    with pytest.raises(NoForecast) as refusal:
        forecast(asked(date(2021, 10, 20)))
    assert "7-Tage-Hospitalisierungsinzidenz" in refusal.value.text.de
    assert "zu wenig" in refusal.value.text.de


def test_a_version_that_sets_the_level_itself_leaves_nothing_to_forecast() -> None:
    with pytest.raises(NoForecast, match="no level depends on figures"):
        forecast(asked(date(2022, 1, 5)))


def test_a_district_without_recent_figures_is_left_out_and_the_others_are_told() -> None:
    day = date(2021, 11, 27)
    gap = day - timedelta(days=16)
    figures = Figures(seen for seen in read_season() if seen.area != "03354" or seen.day <= gap)
    found = forecast(asked(day, figures))
    assert tell(found, "03241", read_record()).levels
    with pytest.raises(NoForecast) as refusal:
        tell(found, "03354", read_record())
    assert "zu alt" in refusal.value.text.de


def test_without_any_figures_nothing_is_forecast() -> None:
    with pytest.raises(NoForecast, match="too little"):
        forecast(asked(date(2021, 11, 27), Figures([])))
    with pytest.raises(NoForecast, match="No version"):
        forecast(replace(asked(date(2021, 11, 27)), present=date(2020, 1, 1)))
