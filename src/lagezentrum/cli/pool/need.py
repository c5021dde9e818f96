"""`lage pool need`: what each health office needs in a week, as a range, with its own request beside it."""

from pathlib import Path
from typing import Annotated

import typer

from lagezentrum.cli.arguments import Format, FormatOption
from lagezentrum.cli.language import both
from lagezentrum.cli.pool.named import read_receiver, read_week
from lagezentrum.cli.pool.need_options import read_number
from lagezentrum.cli.pool.need_result import Result, assessed, model_of, outlook_of, parameters_of, require_week
from lagezentrum.cli.settings import Settings


def add_to(group: typer.Typer) -> None:
    """Add the command to `lage pool`."""
    group.command(
        "need",
        help=both(
            "Bedarf der Gesundheitsämter in einer Woche: aus den Fällen berechnet, daneben eigene Kräfte, Norm, "
            "Meldung des Amtes und veröffentlichte Schätzer.",
            "need of the health offices in a week: computed from cases, beside own staff, norm, the office's request "
            "and published estimators.",
        ),
    )(need)


def need(
    context: typer.Context,
    week: Annotated[
        str,
        typer.Option("--week", metavar=both("WOCHE", "WEEK"), help=both("etwa 2020-W45", "such as 2020-W45")),
    ],
    hours_per_case: Annotated[
        str | None,
        typer.Option(
            "--hours-per-case",
            metavar=both("STUNDEN", "HOURS"),
            help=both(
                "feste Stunden je Fall (10 oder 6-10-12); sonst rechnet das dynamische Modell mit Spannen",
                "fixed hours per case (10 or 6-10-12); else the dynamic model computes with ranges",
            ),
        ),
    ] = None,
    own_staff: Annotated[
        str,
        typer.Option(
            "--own-staff-per-20000",
            metavar="N",
            help=both("eigene Kräfte (VZÄ) je 20.000 Einwohner", "own staff (FTE) per 20,000 inhabitants"),
        ),
    ] = "5",
    weekly_hours: Annotated[
        str,
        typer.Option("--weekly-hours", metavar="N", help=both("Wochenstunden eines VZÄ", "weekly hours of one FTE")),
    ] = "39",
    office: Annotated[
        str | None,
        typer.Option(
            "--office",
            metavar=both("AMT", "OFFICE"),
            help=both("nur dieses: Schlüssel, AGS oder Name", "only this one: key, AGS or name"),
        ),
    ] = None,
    assume: Annotated[
        list[str] | None,
        typer.Option(
            "--assume",
            metavar=both("GRÖẞE=WERT", "NAME=VALUE"),
            help=both(
                "andere Annahme des Modells, etwa contacts_per_case=10-15-20 (mehrfach möglich)",
                "another assumption of the model, such as contacts_per_case=10-15-20 (repeatable)",
            ),
        ),
    ] = None,
    requests: Annotated[
        Path | None,
        typer.Option(
            "--requests",
            metavar=both("DATEI", "FILE"),
            help=both("Bedarfsmeldungen der Ämter (CSV, XLSX)", "requests of the offices (CSV, XLSX)"),
        ),
    ] = None,
    sormas: Annotated[
        list[Path] | None,
        typer.Option(
            "--sormas",
            metavar=both("DATEI", "FILE"),
            help=both(
                "SORMAS-Export von Fällen oder Kontakten, nur gezählt (mehrfach möglich)",
                "SORMAS export of cases or contacts, only counted (repeatable)",
            ),
        ),
    ] = None,
    contacts_complete: Annotated[
        bool,
        typer.Option(
            "--contacts-complete",
            help=both(
                "bestätigt, dass die Kontakte aus SORMAS alle sind, auch wenn es auffällig wenige sind",
                "confirms that the contacts from SORMAS are all there are, even if they are remarkably few",
            ),
        ),
    ] = False,
    ahead: Annotated[
        int,
        typer.Option(
            "--ahead",
            metavar="N",
            help=both(
                "dazu Fälle je Amt, N Wochen vorhergesagt (höchstens 4)",
                "also cases per office forecast for N weeks (at most 4)",
            ),
        ),
    ] = 0,
    data: Annotated[
        Path | None,
        typer.Option(
            "--data",
            metavar="DIR",
            help=both(
                "Verzeichnis mit den Fällen nach Meldedatum (sonst: mitgelieferter Herbst 2020)",
                "directory with the cases by reporting date (else: the bundled autumn of 2020)",
            ),
        ),
    ] = None,
    form: FormatOption = Format.table,
) -> None:
    """Print what each health office needs in a week."""
    from lagezentrum.cli.pool.need_input import gather, read_requests, require_whole
    from lagezentrum.season.autumn.reading import read_offices

    settings: Settings = context.obj
    language = settings.language
    monday = read_week(week, language)
    own = read_number(own_staff, "--own-staff-per-20000", language, least=0, most=200)
    hours = read_number(weekly_hours, "--weekly-hours", language, least=1, most=60)
    parameters = parameters_of(hours, assume or (), language)
    model = model_of(hours_per_case, hours, parameters, language)
    if hours_per_case is not None and assume:
        settings.notes.print(
            language(
                "--assume ändert mit --hours-per-case nur die Aufteilung auf Tätigkeiten, nicht die Höhe.",
                "With --hours-per-case, --assume changes how the need divides by kind of work, not how large it is.",
            ),
            markup=False,
            soft_wrap=True,
        )
    chosen = (read_receiver(office, language),) if office is not None else read_offices()
    handed_in = read_requests(requests, language) if requests is not None else {}
    material = gather(data, sormas or (), settings)
    with settings.busy():
        record = material.by_office()
        require_week(monday, record, model, language)
        if not contacts_complete:
            require_whole(material, chosen, record, monday, parameters.follow_up_days.high, language)
        rows = assessed(chosen, monday, material, record, model, parameters, own, handed_in)
        outlook = outlook_of(record, monday, ahead, language)
    if requests is not None and not any(row.request for row in rows):
        settings.notes.print(
            language(f"{requests} enthält keine Meldung für {week}.", f"{requests} holds no request for {week}."),
            markup=False,
        )
    shown = [
        (place, row)
        for place, row in zip(chosen, rows, strict=True)
        if place.areas or row.request or office is not None
    ]
    result = Result(
        monday, [p for p, _ in shown], [r for _, r in shown], record, model, parameters, own, hours, outlook
    )
    _print(result, settings, form, one=office is not None)


def _print(result: Result, settings: Settings, form: Format, *, one: bool) -> None:
    from lagezentrum.cli.pool.need_rows import COLUMNS, cells, whole

    if form is Format.json:
        from lagezentrum.cli.output import write_json

        write_json("pool-need", whole(result, settings.language))
    elif form is Format.csv:
        from lagezentrum.cli.output import write_csv

        write_csv(COLUMNS, (cells(office, row) for office, row in zip(result.offices, result.rows, strict=True)))
    else:
        from lagezentrum.cli.pool.need_card import show_card
        from lagezentrum.cli.pool.need_table import show_table

        (show_card if one else show_table)(settings, result)
