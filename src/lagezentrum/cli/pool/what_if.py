"""`lage pool what-if`: what more for one office would cost the others."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from lagezentrum.cli.arguments import Format, FormatOption
from lagezentrum.cli.language import Language, both
from lagezentrum.cli.pool.named import weeks_named
from lagezentrum.cli.pool.need_options import read_number
from lagezentrum.cli.pool.plan_input import HoursOption, PlanOption, planned_until, receiver_of
from lagezentrum.cli.pool.plan_text import decimals
from lagezentrum.cli.settings import Settings

if TYPE_CHECKING:
    from lagezentrum.staffing.explanation import WhatIf
    from lagezentrum.staffing.model import Instance

COLUMNS = ("receiver", "name", "change_fte")


def add_to(group: typer.Typer) -> None:
    """Add the command to `lage pool`."""
    group.command(
        "what-if",
        help=both(
            "was mehr Kräfte für ein Amt die anderen kosten würden, durch neues Lösen",
            "what more people for an office would cost the others, by solving again",
        ),
    )(what_if)


def what_if(
    context: typer.Context,
    office: Annotated[
        str,
        typer.Option(
            "--office", metavar=both("AMT", "OFFICE"), help=both("Schlüssel, AGS oder Name", "key, AGS or name")
        ),
    ],
    plus: Annotated[
        str, typer.Option("--plus", metavar="N", help=both("VZÄ mehr als im Plan", "FTE more than in the plan"))
    ] = "2",
    week: Annotated[
        str | None,
        typer.Option(
            "--week",
            metavar=both("WOCHE", "WEEK"),
            help=both("sonst: die erste des Plans", "else: the first of the plan"),
        ),
    ] = None,
    plan: PlanOption = None,
    hours: HoursOption = None,
    form: FormatOption = Format.table,
) -> None:
    """Print what `plus` posts more for an office would cost, and whom."""
    from lagezentrum.staffing import explanation

    settings: Settings = context.obj
    language = settings.language
    wanted = read_number(plus, "--plus", language, least=0.25, most=1000)
    planned, monday = planned_until(plan, week, settings, hours)
    receiver = receiver_of(office, planned.instance, language, "--office")
    with settings.busy():
        found = explanation.what_if(planned.instance, planned.plan, receiver, monday, wanted)
    if form is Format.json:
        from lagezentrum.cli.output import write_json

        write_json("pool-what-if", weeks_named(asdict(found)))
    elif form is Format.csv:
        from lagezentrum.cli.output import write_csv

        names = {row.key: row.name for row in planned.instance.receivers}
        write_csv(COLUMNS, ((key, names[key], f"{fte:.2f}") for key, fte in found.changes))
        if not found.possible:  # a head alone would leave open whether nobody loses
            settings.notes.print(sentence(found, planned.instance, language), markup=False, soft_wrap=True)
    else:
        settings.show(sentence(found, planned.instance, language), soft_wrap=True)


def sentence(found: "WhatIf", instance: "Instance", language: Language) -> str:
    """The answer in a few sentences."""
    from lagezentrum.staffing.model import week_name

    names = {row.key: row.name for row in instance.receivers}
    here, week, plus = names[found.receiver], week_name(found.week), decimals(found.plus, 2, language)
    if not found.possible or found.cost is None:
        return language(
            f"+{plus} VZÄ für {here} in {week} ist nicht möglich: so viel fehlt dort nicht, oder keine gültige "
            "Verteilung gibt es her.",
            f"+{plus} FTE for {here} in {week} is not possible: it does not lack that much, or no valid distribution "
            "gives it.",
        )
    losers = [f"{names[key]} {decimals(fte, 2, language)}" for key, fte in found.changes if fte < 0]
    others = [f"{names[key]} +{decimals(fte, 2, language)}" for key, fte in found.changes[1:] if fte > 0]
    free = found.idle_before - found.idle_after
    parts = [
        language(
            f"+{plus} VZÄ für {here} in {week} kostet {decimals(found.cost, 1, language)} Punkte des Zielwerts.",
            f"+{plus} FTE for {here} in {week} costs {decimals(found.cost, 1, language)} points of the objective.",
        ),
        language("Es verlieren (VZÄ): ", "Who loses (FTE): ")
        + ("; ".join(losers) or language("niemand", "nobody"))
        + ".",
    ]
    if others:
        parts.append(language("Es gewinnen auch: ", "Who gains too: ") + "; ".join(others) + ".")
    if free > 0:
        text = decimals(free, 2, language)
        parts.append(language(f"{text} VZÄ kommen aus freien Kräften.", f"{text} FTE come from people not in service."))
    return " ".join(parts)
