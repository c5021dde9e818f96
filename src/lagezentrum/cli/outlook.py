"""`lage outlook`: when what holds in an area can change at the earliest, and what has to happen for it."""

from datetime import datetime, time
from typing import TYPE_CHECKING, Annotated

import typer

from lagezentrum.cli.arguments import (
    DEFAULT_REGULATION,
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
from lagezentrum.cli.settings import Settings
from lagezentrum.cli.status import require_covered

if TYPE_CHECKING:
    from lagezentrum.law.model import Regulation
    from lagezentrum.outlook.earliest import AreaOutlook, Path, Prospect, Settled, StepOutlook

COLUMNS = (
    "area",
    "name",
    "on",
    "scope",
    "rule",
    "rule_area",
    "step",
    "change",
    "state",
    "earliest",
    "otherwise_not_before",
    "section_end",
    "counted",
    "needed",
    "way",
    "days_to_come",
    "needs",
    "latest_break",
    "hangs_on",
    "version",
)


def add_to(app: typer.Typer) -> None:
    """Add the command to `lage`."""
    app.command(
        "outlook",
        help=both(
            "Ab wann sich frühestens etwas ändern kann, und was dafür geschehen muss",
            "when anything can change at the earliest, and what has to happen for it",
        ),
    )(outlook)


def outlook(
    context: typer.Context,
    area: Annotated[
        str,
        typer.Argument(metavar=both("GEBIET", "AREA"), help=both("Schlüssel (AGS) oder Name", "key (AGS) or name")),
    ],
    on: DayOption = None,
    regulation: RegulationOption = DEFAULT_REGULATION,
    data: DataOption = None,
    decisions: DecisionsOption = None,
    known_at: KnownAtOption = None,
    probable: Annotated[
        bool,
        typer.Option(
            "--probable",
            help=both(
                "wie wahrscheinlich jede Stufe ist, mit der Güte bisheriger Vorhersagen",
                "how likely each level is, with the record of past forecasts",
            ),
        ),
    ] = False,
    form: FormatOption = Format.table,
) -> None:
    """Print the certain outlook of an area, as known on a day, or the probable one."""
    from lagezentrum.cli.status_rows import look

    settings: Settings = context.obj
    language = settings.language
    asked = read_day(on, "--on", language) if on else None
    moment = read_known_at(known_at, language)
    chosen = read_area(area, settings.library.regulation(regulation), language)
    material = gather(settings, regulation, data=data, decisions=decisions, with_orders=data is None, only=chosen.ags)
    day = asked or material.last
    require_covered(day, material, settings)
    seen_at = moment or datetime.combine(day, time.max)
    judged = min(day, seen_at.date())
    if probable:
        from lagezentrum.cli.outlook_probable import print_probable

        print_probable(settings, material, chosen.ags, judged, seen_at, form)
        return
    with settings.busy():
        known, outlooks = look(material, [chosen.ags], judged, seen_at)
        seen = outlooks.of(chosen.ags)
    if form is Format.json:
        _write_json(seen, material, known, seen_at)
    elif form is Format.csv:
        from lagezentrum.cli.output import write_csv

        write_csv(COLUMNS, ([row.get(column) for column in COLUMNS] for row in _rows(seen)))
    else:
        from lagezentrum.cli.outlook_table import show

        show(settings, seen, known, material.origin)


def _rows(seen: "AreaOutlook") -> list[dict[str, object]]:
    """A row for what shows in the area, by step; then one for each rule, step and way."""
    about = {"area": seen.area, "name": title_of(seen.area), "on": seen.present}
    rows: list[dict[str, object]] = []
    for step in seen.steps:
        path = step.deciding.nearest if step.deciding is not None else None
        rule = step.deciding.rule if step.deciding is not None else step.settled.rule if step.settled else None
        rows.append(
            about
            | {"scope": "area", "rule": rule, "step": step.step, "change": step.change, "state": step.state}
            | {"earliest": step.earliest, "otherwise_not_before": step.otherwise}
            | (_path_cells(path) if path is not None else {})
        )
    for found in seen.prospects:
        cells: dict[str, object] = {"scope": "rule", "rule": found.rule, "rule_area": found.area, "step": found.step}
        cells |= {"change": found.change, "state": found.state, "earliest": found.earliest}
        for way in found.ways:
            own = {"earliest": way.earliest.effect, "otherwise_not_before": found.otherwise}
            rows.append(about | cells | own | _path_cells(way.earliest))
        if not found.ways:
            rows.append(about | cells)
    return rows


def _path_cells(path: "Path") -> dict[str, object]:
    needs = path.remaining[0].needs if path.remaining else ()
    return {
        "section_end": path.section_end,
        "counted": path.counted,
        "needed": path.needed,
        "way": "+".join(path.indicators),
        "days_to_come": " ".join(str(box.day) for box in path.remaining),
        "needs": " or ".join(" and ".join(f"{n.indicator} {n.word} {n.threshold}" for n in way) for way in needs),
        "latest_break": path.last_break.day if path.last_break else None,
        "hangs_on": " ".join(f"{m.indicator}:{m.area}:{m.day}" for m in path.hangs_on),
        "version": path.version,
    }


def _write_json(seen: "AreaOutlook", material: Material, known: "Regulation", seen_at: datetime) -> None:
    from lagezentrum.cli.output import write_json

    write_json(
        "outlook",
        {
            "regulation": material.regulation.id,
            "versions_known": [version.version for version in known.versions],
            "figures": material.origin,
            "area": seen.area,
            "name": title_of(seen.area),
            "on": seen.present,
            "figures_until": seen.day,
            "known_at": seen_at.replace(microsecond=0),
            "in_force": {"level": seen.standing.level, "consequences": [s for s, _ in seen.standing.consequences]},
            "steps": [_step(step, known) for step in seen.steps],
            "rules": [_prospect(found) for found in seen.prospects],
            "settled": [_settled(found) for found in seen.settled],
        },
    )


def _step(step: "StepOutlook", known: "Regulation") -> dict[str, object]:
    from lagezentrum.outlook.earliest.wording import sentence

    return {
        "step": step.step,
        "change": step.change,
        "state": step.state,
        "earliest": step.earliest,
        "otherwise_not_before": step.otherwise,
        "deciding": {"rule": step.deciding.rule, "area": step.deciding.area} if step.deciding else None,
        "settled": _settled(step.settled) if step.settled else None,
        "sentence": {"de": sentence(step, known, "de"), "en": sentence(step, known, "en")},
    }


def _prospect(found: "Prospect") -> dict[str, object]:
    return {
        "rule": found.rule,
        "area": found.area,
        "step": found.step,
        "change": found.change,
        "state": found.state,
        "earliest": found.earliest,
        "otherwise_not_before": found.otherwise,
        "until": found.until,
        "ways": [
            {
                **_path(way.earliest),
                "without_missing_values": _path(way.certain)
                if way.certain is not None and way.earliest.hangs_on
                else None,
            }
            for way in found.ways
        ],
    }


def _path(path: "Path") -> dict[str, object]:
    return {
        "version": path.version,
        "indicators": list(path.indicators),
        "counted": path.counted,
        "needed": path.needed,
        "section_end": path.section_end,
        "earliest_effect": path.effect,
        "days": [
            {
                "day": box.day,
                "mark": box.mark.kind,
                "needs": [
                    [{"indicator": n.indicator, "area": n.area, "word": n.word, "threshold": n.threshold} for n in way]
                    for way in box.needs
                ],
            }
            for box in path.boxes
        ],
        "breaks": [{"day": found.day, "then_not_before": found.then} for found in path.breaks],
        "latest_break": path.last_break.day if path.last_break else None,
        "hangs_on": [{"indicator": m.indicator, "area": m.area, "day": m.day} for m in path.hangs_on],
    }


def _settled(found: "Settled") -> dict[str, object]:
    return {
        "day": found.day,
        "step": found.step,
        "change": found.change,
        "cause": found.cause,
        "rule": found.rule or None,
        "area": found.area or None,
    }
