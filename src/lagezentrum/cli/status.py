"""`lage status`: what holds where on a day, and what may come next."""

from datetime import date, datetime, time
from typing import TYPE_CHECKING

import typer

from lagezentrum.cli.arguments import (
    DEFAULT_REGULATION,
    AreaOption,
    DataOption,
    DayOption,
    DecisionsOption,
    Format,
    FormatOption,
    KnownAtOption,
    RegulationOption,
    read_area,
    read_day,
    read_known_at,
)
from lagezentrum.cli.language import both
from lagezentrum.cli.material import Material, gather
from lagezentrum.cli.names import title_of
from lagezentrum.cli.refusals import Refusal
from lagezentrum.cli.settings import Settings

if TYPE_CHECKING:
    from lagezentrum.cli.status_rows import StatusRow
    from lagezentrum.engine.progress import Progress

COLUMNS = (
    "area",
    "name",
    "level",
    "since",
    "by",
    "3g_since",
    "met",
    "undetermined",
    "determined",
    "next_rule",
    "next_level",
    "next_change",
    "counted",
    "needed",
    "next_earliest_effect",
)


def add_to(app: typer.Typer) -> None:
    """Add the command to `lage`."""
    app.command(
        "status",
        help=both("Was gilt wo an einem Tag, und was kann folgen", "what holds where on a day, and what may follow"),
    )(status)


def status(
    context: typer.Context,
    on: DayOption = None,
    area: AreaOption = None,
    regulation: RegulationOption = DEFAULT_REGULATION,
    data: DataOption = None,
    decisions: DecisionsOption = None,
    known_at: KnownAtOption = None,
    form: FormatOption = Format.table,
) -> None:
    """Print what holds on a day, as known on that day."""
    from lagezentrum.cli.status_rows import status_rows

    settings: Settings = context.obj
    language = settings.language
    asked = read_day(on, "--on", language) if on else None
    moment = read_known_at(known_at, language)
    chosen = read_area(area, settings.library.regulation(regulation), language) if area is not None else None
    material = gather(
        settings,
        regulation,
        data=data,
        decisions=decisions,
        with_orders=data is None,
        only=chosen.ags if chosen else None,
    )
    day = asked or material.last
    require_covered(day, material, settings)
    with settings.busy():
        areas = (
            [chosen.ags] if chosen else [*material.states, *(a.ags for a in material.areas if _exists(a.until, day))]
        )
        rows = status_rows(
            material,
            [(key, title_of(key)) for key in areas],
            day,
            moment or datetime.combine(day, time.max),
        )
    if form is Format.json:
        _write_json(rows, material, day, known_at)
    elif form is Format.csv:
        from lagezentrum.cli.output import write_csv

        write_csv(COLUMNS, ([row[column] for column in COLUMNS] for row in map(_cells, rows)))
    else:
        from lagezentrum.cli.status_table import show_card, show_table

        if chosen:
            show_card(settings, rows[0], material, day)
        else:
            show_table(settings, rows, material, day)


def require_covered(day: date, material: Material, settings: Settings) -> None:
    """Pass if there are figures up to `day`.

    Raises:
        Refusal: the day lies outside the time of the figures.
    """
    if not material.first <= day <= material.last:
        shown, first, last = (settings.language.day(d) for d in (day, material.first, material.last))
        raise Refusal(
            settings.language(
                f"Für den {shown} gibt es keine Zahlen. Sie reichen vom {first} bis {last} ({material.origin}).",
                f"There are no figures for {shown}. They reach from {first} to {last} ({material.origin}).",
            )
        )


def _exists(until: date | None, day: date) -> bool:
    return until is None or day <= until


def _cells(row: "StatusRow") -> dict[str, object]:
    coming = row.next
    return {
        "area": row.area,
        "name": row.name,
        "level": row.level if row.in_force else None,
        "since": row.since,
        "by": row.by,
        "3g_since": min((day for _, day, _ in row.three_g), default=None),
        "met": row.met,
        "undetermined": row.undetermined or None,
        "determined": row.determined,
        "next_rule": coming.rule if coming else None,
        "next_level": coming.step if coming else None,
        "next_change": coming.change if coming else None,
        "counted": coming.counted if coming else None,
        "needed": coming.needed if coming else None,
        "next_earliest_effect": coming.earliest_effect if coming else None,
    }


def _write_json(rows: "list[StatusRow]", material: Material, day: date, known_at: str | None) -> None:
    from lagezentrum.cli.output import write_json

    write_json(
        "status",
        {
            "regulation": material.regulation.id,
            "figures": material.origin,
            "on": day,
            "known_at": known_at or datetime.combine(day, time.max).isoformat(timespec="seconds"),
            "areas": [
                {
                    "area": row.area,
                    "name": row.name,
                    "regulation_in_force": row.in_force,
                    "in_force": {"level": row.level, "since": row.since, "by": row.by, "until": row.until},
                    "consequences": [{"name": name, "since": since, "by": by} for name, since, by in row.three_g],
                    "met": row.met,
                    "undetermined": row.undetermined or None,
                    "determined": row.determined,
                    "settled": [
                        {"level": s.step, "change": s.change, "day": s.day, "cause": s.cause} for s in row.settled
                    ],
                    "running": [_section(course) for course in row.running],
                }
                for row in rows
            ],
        },
    )


def _section(course: "Progress") -> dict[str, object]:
    return {
        "rule": course.rule,
        "area": course.area,
        "level": course.step,
        "change": course.change,
        "counted": course.counted,
        "needed": course.needed,
        "days": [{"day": mark.day, "mark": mark.kind} for mark in course.marks],
        "undetermined": course.undetermined,
        "earliest_end": course.earliest_end,
        "earliest_effect": course.earliest_effect,
    }
