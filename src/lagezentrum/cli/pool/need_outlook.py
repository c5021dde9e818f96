"""The forecast of cases for people, never without its past error."""

from typing import TYPE_CHECKING

from rich.table import Table

from lagezentrum.cli.layout import hanging
from lagezentrum.cli.pool.need_text import short_name
from lagezentrum.cli.settings import Settings
from lagezentrum.staffing.need.wording import number

if TYPE_CHECKING:
    from lagezentrum.cli.pool.need_result import Result


def show_outlook(settings: Settings, result: "Result", *, one: bool) -> None:
    """Cases by week ahead with interval and past error, where a forecast was asked for."""
    from lagezentrum.staffing.model import week_name

    outlook, language = result.outlook, settings.language
    if outlook is None:
        return
    code = language.code
    settings.show("")
    settings.show(
        language(
            f"Vorhersage der Fälle, bekannt bis {language.day(outlook.origin)}",
            f"Forecast of cases, known up to {language.day(outlook.origin)}",
        ),
        style="bold",
    )
    shown = {office.key: short_name(office) for office in result.offices}
    for past in outlook.past:
        found = [f for f in outlook.forecasts if f.weeks_ahead == past.weeks_ahead and f.office in shown]
        week = week_name(outlook.forecasts[0].week) if not found else week_name(found[0].week)
        if past.median_percent is None or past.persistence_percent is None or past.covered is None:
            error = language("bisheriger Fehler: noch nicht bekannt", "past error: not known yet")
        else:
            error = language(
                f"bisheriger Fehler im Median {past.median_percent:.0f} % („wie letzte Woche“: "
                f"{past.persistence_percent:.0f} %), {100 * past.covered:.0f} % lagen in der Spanne",
                f'past error, median: {past.median_percent:.0f} % ("as last week": '
                f"{past.persistence_percent:.0f} %), {100 * past.covered:.0f} % lay within the interval",
            )
        settings.show(hanging(f"{week}: {error}", settings.out.width), soft_wrap=True)
        if one:
            for f in found:
                settings.show(
                    f"  {number(round(f.likely), code)} ({number(f.low, code)}–{number(f.high, code)}) "
                    + language("Fälle", "cases")
                )
    if not one:
        table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 1, 0, 0))
        table.add_column(language("Amt", "office"), ratio=1)
        for past in outlook.past:
            table.add_column(f"+{past.weeks_ahead}", justify="right", no_wrap=True)
        for key, name in shown.items():
            own = [f for f in outlook.forecasts if f.office == key]
            if own:
                table.add_row(name, *(f"{f.likely:.0f} ({f.low}–{f.high})" for f in own))
        settings.show(table)
