"""`lage outlook --probable`: how likely each level is, where the record allows a number, in three forms."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from lagezentrum.cli.arguments import Format
from lagezentrum.cli.material import Material
from lagezentrum.cli.names import title_of
from lagezentrum.cli.refusals import Refusal
from lagezentrum.cli.settings import Settings

if TYPE_CHECKING:
    from lagezentrum.outlook.probable import AreaForecast, FigureTold, LevelDay

COLUMNS = (
    "area", "name", "on", "level", "day", "days_ahead", "state", "holds", "low", "high", "at_least",
    "record_days", "brier", "level_stays", "figures_stay", "climatology", "record",
)  # fmt: skip


def print_probable(
    settings: Settings, material: Material, area: str, day: date, known_at: datetime, form: Format
) -> None:
    """Print the probable outlook of an area as known at a moment.

    Raises:
        Refusal: nothing can be forecast, and why.
    """
    with settings.busy():
        found = _told(settings, material, area, day, known_at)
    if form is Format.json:
        from lagezentrum.cli.output import write_json

        write_json("probable-outlook", {"figures": material.origin, "name": title_of(area), **as_data(found)})
    elif form is Format.csv:
        from lagezentrum.cli.output import write_csv

        write_csv(COLUMNS, _rows(settings, found))
    else:
        from lagezentrum.cli.outlook_probable_table import show

        show(settings, found, material.origin)


def _told(settings: Settings, material: Material, area: str, day: date, known_at: datetime) -> "AreaForecast":
    from lagezentrum.cli.status_rows import look
    from lagezentrum.law.announcement import announced
    from lagezentrum.outlook.probable import Asked, NoForecast, forecast, tell
    from lagezentrum.season.forecast_record.reading import read_record
    from lagezentrum.sources.areas import districts

    versions = material.regulation.versions[: announced(material.regulation, day)]
    asked = Asked(
        regulation=material.regulation.model_copy(update={"versions": versions}),
        calendars=material.calendars,
        figures=material.figures,
        decisions=material.decisions,
        land=area[:2],
        districts=tuple(found.ags for found in districts(area[:2]) if found.until is None or found.until >= day),
        present=day,
        figures_until=day,
        known_at=known_at,
    )
    try:
        _known, outlooks = look(material, [area], day, known_at)
        return tell(forecast(asked), area, read_record(), in_force=outlooks.of(area).standing.level)
    except NoForecast as refusal:
        raise Refusal(settings.language.of(refusal.text)) from refusal


def _rows(settings: Settings, found: "AreaForecast") -> list[list[object]]:
    """A row for each level and day; `record` in the language of the call."""
    from lagezentrum.outlook.forecast.record import LevelRow

    rows: list[list[object]] = []
    for level in found.levels:
        for day in level.days:
            row = day.record.row if day.record is not None and isinstance(day.record.row, LevelRow) else None
            scores = (row.brier, row.level_stays, row.figures_stay, row.climatology) if row else (None,) * 4
            rows.append(
                [found.area, title_of(found.area), found.present, level.level, day.day, day.days_ahead, day.state]
                + [day.holds, _text(day.low), _text(day.high), day.at_least, row.origins if row else None]
                + [_text(value) for value in scores]
                + [settings.language.of(day.record.text) if day.record else None]
            )
    return rows


def _text(value: float | None) -> str | None:
    return None if value is None else f"{value:.4g}"


def as_data(found: "AreaForecast") -> dict[str, object]:
    """The outlook as one object: every number with its record, every gap with its reason, in both languages."""
    from lagezentrum.outlook.probable.measured import LAST_DAY, VERSION
    from lagezentrum.outlook.probable.wording import ASSUMPTION

    return {
        "regulation": found.regulation,
        "version": found.version,
        "ends": found.ends,
        "area": found.area,
        "on": found.present,
        "figures_until": found.figures_until,
        "known_at": found.known_at.replace(microsecond=0),
        "seed": found.seed,
        "paths": found.paths,
        "assumption": ASSUMPTION.model_dump(),
        "record_by_version": VERSION,
        "record_until": LAST_DAY,
        "ends_differently": found.ends_differently,
        "level_today": None if found.today is None else list(found.today),
        "refused": None if found.refused is None else found.refused.model_dump(),
        "levels": [{"level": level.level, "days": [_day(day) for day in level.days]} for level in found.levels],
        "changes": [
            {
                "within": change.within,
                "until": change.last,
                "state": change.state,
                "holds": change.holds,
                "low": change.low,
                "high": change.high,
                "text": change.words.model_dump(),
                "record": None if change.record is None else change.record.text.model_dump(),
            }
            for change in found.changes
        ],
        "forecasts": [_figure(figure) for figure in found.figures],
    }


def _day(day: "LevelDay") -> dict[str, object]:
    return {
        "day": day.day,
        "days_ahead": day.days_ahead,
        "state": day.state,
        "holds": day.holds,
        "low": day.low,
        "high": day.high,
        "at_least": day.at_least,
        "text": day.words.model_dump(),
        "record": None if day.record is None else day.record.text.model_dump(),
    }


def _figure(figure: "FigureTold") -> dict[str, object]:
    from lagezentrum.outlook.probable.model import QUANTILES

    return {
        "indicator": figure.indicator,
        "area": figure.area,
        "quantiles": list(QUANTILES),
        "days": [
            {
                "day": day.day,
                "days_ahead": day.days_ahead,
                "values": None if day.quantiles is None else [round(value, 2) for value in day.quantiles],
                "record": day.record.text.model_dump(),
            }
            for day in figure.days
        ],
    }
