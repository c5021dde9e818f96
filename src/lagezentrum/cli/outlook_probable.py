"""`lage outlook --probable`: how likely each level is, where the record allows a number, in three forms."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from lagezentrum.cli.arguments import Format
from lagezentrum.cli.marks import level_mark
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
_SHOWN_AHEAD = (1, 3, 5, 7, 10, 14, 17, 21)


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
        _show(settings, found, material.origin)


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
        "level_today": list(found.today),
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


def _show(settings: Settings, found: "AreaForecast", origin: str) -> None:
    """Print the outlook for people: levels by day, changes, figures, and the record beside them."""
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    from lagezentrum.outlook.probable.telling import reasons
    from lagezentrum.outlook.probable.wording import ASSUMPTION, CERTAIN_MEANS, CHANGES_NOT_MEASURED, version_ends

    language = settings.language
    named = f"{title_of(found.area)} ({found.area})"
    settings.show(f"{named} · {language.long_day(found.present)} · {found.regulation} · {origin}", style="bold")
    settings.show(language.of(ASSUMPTION))
    if found.ends is not None:
        settings.show(language.of(version_ends(found.ends)))
    if found.refused is not None:
        settings.show(language.of(found.refused))
    for change in found.changes:
        asked = language(
            f"Andere Stufe als heute in {change.within} Tagen: ",
            f"Another level than today's within {change.within} days: ",
        )
        settings.show(Text.assemble(asked, (language.of(change.words), "bold")))
        if change.record is not None:
            settings.show(Padding(language.of(change.record.text), (0, 1, 0, 2)), style="dim")
    if any(change.state == "shown" for change in found.changes):
        settings.show(language.of(CHANGES_NOT_MEASURED), style="dim")
    for level in found.levels:
        settings.show("")
        settings.show(Text.assemble(level_mark(level.level), " ", language("oder höher", "or higher")))
        table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
        for head in (language("Tag", "day"), language("gilt", "holds"), language("Fehler bisher", "error so far")):
            table.add_column(head)
        for day_told in level.days:
            if day_told.days_ahead in _SHOWN_AHEAD:
                table.add_row(language.short_day(day_told.day), language.of(day_told.words), _skill(settings, day_told))
        settings.show(Padding(table, (0, 0, 0, 2)))
        for reason in reasons(level.days, unless_beaten=True):
            settings.show(Padding(language.of(reason), (0, 1, 0, 2)), style="dim")
    _show_figures(settings, found)
    settings.show("")
    settings.show(language.of(CERTAIN_MEANS), style="dim")
    settings.show(
        language(
            "Fehler bisher: Brier-Wert der Vorhersage, daneben der von „Die Stufe bleibt“ (0 ist fehlerlos), und von "
            "wie vielen Tagen aus gemessen wurde. Warum eine Zahl fehlt, steht mit --format json bei jedem Tag.",
            'Error so far: Brier score of the forecast beside that of "the level stays" (0 is without error), and from '
            "how many days it was measured. Why a number is missing stands beside each day with --format json.",
        ),
        style="dim",
    )
    settings.show(
        language(f"{found.paths} Verläufe, Startzahl {found.seed}", f"{found.paths} paths, seed {found.seed}"),
        style="dim",
    )


def _skill(settings: Settings, day: "LevelDay") -> str:
    from lagezentrum.outlook.forecast.record import LevelRow
    from lagezentrum.outlook.forecast.wording import SIMPLE_RULES

    if day.record is None or not isinstance(day.record.row, LevelRow):
        return ""
    language, row, beaten_by = settings.language, day.record.row, day.record.beaten_by
    ours, stays = _score(settings, row.brier), _score(settings, row.level_stays)
    if beaten_by is not None:
        return f"{ours}; {language.of(SIMPLE_RULES[beaten_by])} {_score(settings, row.rivals[beaten_by])}"
    if day.state == "hidden":
        return ""
    return language(f"{ours} statt {stays} ({row.origins} Tage)", f"{ours} instead of {stays} ({row.origins} days)")


def _score(settings: Settings, value: float) -> str:
    return f"{value:.3f}".replace(".", settings.language(",", "."))


def _show_figures(settings: Settings, found: "AreaForecast") -> None:
    language = settings.language
    for figure in found.figures:
        settings.show("")
        settings.show(language.of(figure.title), style="bold")
        for day in figure.days:
            if day.days_ahead not in (7, 14, 21):
                continue
            said = language.of(day.record.text)
            if day.quantiles is not None:
                low, middle, high = (
                    f"{day.quantiles[place]:.{figure.decimals}f}".replace(".", language(",", "."))
                    for place in (1, 3, 5)
                )
                when = language.short_day(day.day)
                settings.show(
                    language(
                        f"  {when}: mit 80 % {low} bis {high}, in der Mitte {middle}",
                        f"  {when}: {low} to {high} with 80 %, {middle} in the middle",
                    )
                )
            settings.show(f"    {said}", style="dim")
