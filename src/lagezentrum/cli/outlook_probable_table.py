"""The probable outlook for people: levels by day, changes, figures, and the record beside every number."""

from decimal import Decimal
from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from lagezentrum.cli.marks import level_mark
from lagezentrum.cli.names import title_of
from lagezentrum.cli.settings import Settings

if TYPE_CHECKING:
    from lagezentrum.outlook.probable import AreaForecast, ChangeTold, FigureTold, LevelDay, LevelTold

_DAYS_TOLD = (1, 3, 5, 7, 10, 14, 17, 21)
_FIGURES_TOLD = (7, 14, 21)
_INDENT, _DEEPER = (0, 1, 0, 2), (0, 1, 0, 4)


def show(settings: Settings, found: "AreaForecast", origin: str) -> None:
    """Print the probable outlook of an area; what it rests on comes first, what its words mean last."""
    from lagezentrum.outlook.probable.wording import ASSUMPTION, CHANGES_NOT_MEASURED, version_ends

    language = settings.language
    named = f"{title_of(found.area)} ({found.area})"
    settings.show(f"{named} · {language.long_day(found.present)} · {found.regulation} · {origin}", style="bold")
    settings.show(language.of(ASSUMPTION))
    if found.ends is not None:
        settings.show(language.of(version_ends(found.ends)))
    if found.refused is not None:
        settings.show(language.of(found.refused))
    for change in found.changes:
        _change(settings, change)
    if any(change.state == "shown" for change in found.changes):
        settings.show(language.of(CHANGES_NOT_MEASURED), style="dim")
    for level in found.levels:
        _level(settings, level, highest=level is found.levels[-1])
    for figure in found.figures:
        _figure(settings, figure)
    settings.show("")
    _explain(settings, found)


def _change(settings: Settings, change: "ChangeTold") -> None:
    language = settings.language
    asked = language(
        f"Andere Stufe als heute in {change.within} Tagen: ",
        f"Another level than today's within {change.within} days: ",
    )
    settings.show(Text.assemble(asked, (language.of(change.words), "bold")))
    if change.record is not None:
        settings.show(Padding(language.of(change.record.text), _INDENT), style="dim")


def _level(settings: Settings, level: "LevelTold", *, highest: bool) -> None:
    from lagezentrum.outlook.probable.telling import reasons

    language = settings.language
    settings.show("")
    or_higher = "" if highest else language(" oder höher", " or higher")
    settings.show(Text.assemble(level_mark(level.level), or_higher))
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for head in (language("Tag", "day"), language("gilt", "holds"), language("Fehler bisher", "error so far")):
        table.add_column(head)
    for day in level.days:
        if day.days_ahead in _DAYS_TOLD:
            table.add_row(language.short_day(day.day), language.of(day.words), _skill(settings, day))
    settings.show(Padding(table, _INDENT))
    for reason in reasons(level.days, unless_beaten=True):
        settings.show(Padding(language.of(reason), _INDENT), style="dim")


def _skill(settings: Settings, day: "LevelDay") -> str:
    from lagezentrum.outlook.forecast.record import LevelRow
    from lagezentrum.outlook.forecast.wording import SIMPLE_RULES, score_words

    if day.record is None or not isinstance(day.record.row, LevelRow):
        return ""
    language, row, beaten_by = settings.language, day.record.row, day.record.beaten_by
    ours, stays = score_words(row.brier, language.code), score_words(row.level_stays, language.code)
    if beaten_by is not None:
        return f"{ours}; {language.of(SIMPLE_RULES[beaten_by])} {score_words(row.rivals[beaten_by], language.code)}"
    if day.state == "hidden":
        return ""
    return language(f"{ours} statt {stays} ({row.origins} Tage)", f"{ours} instead of {stays} ({row.origins} days)")


def _figure(settings: Settings, figure: "FigureTold") -> None:
    from lagezentrum.engine.wording.phrases import amount

    language = settings.language
    settings.show("")
    settings.show(language.of(figure.title), style="bold")
    for day in figure.days:
        if day.days_ahead not in _FIGURES_TOLD:
            continue
        if day.quantiles is not None:
            low, middle, high = (
                amount(Decimal(f"{day.quantiles[place]:.{figure.decimals}f}"), figure.unit, language.code)
                for place in (1, 3, 5)
            )
            when = language.short_day(day.day)
            said = language(
                f"{when}: mit 80 % zwischen {low} und {high}, in der Mitte {middle}",
                f"{when}: between {low} and {high} with 80 %, {middle} in the middle",
            )
            settings.show(Padding(said, _INDENT))
        settings.show(Padding(language.of(day.record.text), _DEEPER), style="dim")


def _explain(settings: Settings, found: "AreaForecast") -> None:
    """What the words mean, and where the record differs from what is shown."""
    from lagezentrum.outlook.probable.measured import LAST_DAY
    from lagezentrum.outlook.probable.wording import CERTAIN_MEANS, ENDS_DIFFERENTLY, RECORD_KNOWS_MORE

    language = settings.language
    if found.levels:
        settings.show(language.of(CERTAIN_MEANS), style="dim")
        settings.show(
            language(
                "Fehler bisher: Brier-Wert der Vorhersage, daneben der von „Die Stufe bleibt“ (0 ist fehlerlos), und "
                "von wie vielen Tagen aus gemessen wurde. Warum eine Zahl fehlt, steht mit --format json bei jedem "
                "Tag.",
                'Error so far: Brier score of the forecast beside that of "the level stays" (0 is without error), and '
                "from how many days it was measured. Why a number is missing stands beside each day with "
                "--format json.",
            ),
            style="dim",
        )
    if found.levels and found.ends_differently:
        settings.show(language.of(ENDS_DIFFERENTLY), style="dim")
    if found.present <= LAST_DAY:
        settings.show(language.of(RECORD_KNOWS_MORE), style="dim")
    if found.paths:
        paths = language.number(found.paths)
        settings.show(
            language(f"{paths} Verläufe, Startzahl {found.seed}", f"{paths} paths, seed {found.seed}"), style="dim"
        )
