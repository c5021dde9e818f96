"""`lage pool plan`: who works where, week by week, and how good that is proven to be."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lagezentrum.cli.arguments import Format, FormatOption
from lagezentrum.cli.language import Language, both
from lagezentrum.cli.pool.named import read_week
from lagezentrum.cli.pool.plan_input import (
    MOST_WEEKS,
    HoursOption,
    LendersOption,
    PeopleOption,
    WishesOption,
    autumn,
)
from lagezentrum.cli.refusals import Refusal
from lagezentrum.cli.settings import Settings
from lagezentrum.staffing.model import Aim

if TYPE_CHECKING:
    from lagezentrum.staffing.allocation.aims import Outcome
    from lagezentrum.staffing.allocation.fairness import Coverage, Leximin
    from lagezentrum.staffing.model import Instance, Plan

COLUMNS = ("week", "receiver", "name", "need_fte", "covered_fte", "coverage")


def add_to(group: typer.Typer) -> None:
    """Add the command to `lage pool`."""
    group.command(
        "plan",
        help=both(
            "verteilt den Personalpool Woche für Woche: Deckung je Amt, Zielwert und bewiesene Schranke",
            "distributes the staff pool week by week: coverage per office, objective and proven bound",
        ),
    )(plan)


def plan(
    context: typer.Context,
    first: Annotated[
        str,
        typer.Option("--from", metavar=both("WOCHE", "WEEK"), help=both("erste Woche", "first week")),
    ] = "2020-W46",
    weeks: Annotated[int, typer.Option("--weeks", metavar="N", help=both("Zahl der Wochen", "number of weeks"))] = 12,
    aim: Annotated[
        Aim,
        typer.Option(
            "--aim",
            help=both(
                "gleiche Deckung oder gezielt: die meisten Fälle rechtzeitig",
                "equal coverage or targeted: the most cases in time",
            ),
        ),
    ] = Aim.EQUAL_COVERAGE,
    compare: Annotated[
        bool,
        typer.Option(
            "--compare-aims", help=both("beide Ziele für die erste Woche nebeneinander", "both aims for the first week")
        ),
    ] = False,
    hours: HoursOption = None,
    people: PeopleOption = None,
    lenders: LendersOption = None,
    wishes: WishesOption = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="PLAN", help=both("Plandatei schreiben (JSON)", "write the plan file (JSON)")),
    ] = None,
    bound: Annotated[
        bool,
        typer.Option(
            "--bound/--no-bound",
            help=both("gemeinsame Schranke aller Wochen berechnen", "compute the joint bound of all weeks"),
        ),
    ] = True,
    form: FormatOption = Format.table,
) -> None:
    """Plan the pool and print coverage, objective and bounds."""
    from lagezentrum.staffing import allocation, plan_file
    from lagezentrum.staffing.allocation.aims import side_by_side
    from lagezentrum.staffing.allocation.fairness import coverage, leximin
    from lagezentrum.staffing.allocation.rolling import situation_in

    settings: Settings = context.obj
    language = settings.language
    if not 1 <= weeks <= MOST_WEEKS:
        raise Refusal(
            language(
                f"--weeks: {weeks} ist nicht möglich. Bitte 1 bis {MOST_WEEKS} angeben.",
                f"--weeks: {weeks} is not possible. Give 1 to {MOST_WEEKS}.",
            )
        )
    instance, own = autumn(
        read_week(first, language, "--from"), weeks, settings,
        hours=hours, people=people, lenders=lenders, wishes=wishes, aim=aim,
    )  # fmt: skip
    try:
        with settings.busy():
            made = allocation.plan(instance, with_bound=bound)
            situations = [situation_in(instance, made, week) for week in sorted(instance.weeks)]
            covered = [coverage(instance, made.assignments, one.week, one.previous) for one in situations]
            levels = [leximin(one) for one in situations]
            outcomes = side_by_side(instance, min(instance.weeks), own) if compare else ()
    except allocation.Unsatisfiable as conflict:
        raise Refusal(language(conflict.de, conflict.en)) from None
    if out is not None:
        _save(out, plan_file.write(instance, made), language)
    if form is Format.json:
        from lagezentrum.cli.output import write_json

        write_json("pool-plan", _whole(instance, made, covered, levels, outcomes, language))
    elif form is Format.csv:
        from lagezentrum.cli.output import write_csv

        write_csv(COLUMNS, _rows(instance, covered))
    else:
        from lagezentrum.cli.pool.plan_table import show

        show(settings, instance, made, covered, levels, outcomes)
        if out is not None:
            settings.show(language(f"Plandatei: {out}", f"Plan file: {out}"), soft_wrap=True)


def _save(out: Path, content: bytes, language: Language) -> None:
    try:
        out.write_bytes(content)
    except OSError as error:
        raise Refusal(
            language(
                f"--out: {out} ist nicht beschreibbar ({error.strerror}). Nennen Sie einen anderen Ort.",
                f"--out: {out} can not be written ({error.strerror}). Name another place.",
            )
        ) from error


def _rows(instance: "Instance", covered: "list[Coverage]") -> list[tuple[object, ...]]:
    from lagezentrum.staffing.model import week_name

    names = {receiver.key: receiver.name for receiver in instance.receivers}
    return [
        (week_name(one.week), key, names[key], f"{need:.3f}", f"{one.covered_fte[key]:.3f}", f"{one.shares[key]:.4f}")
        for one in covered
        for key, need in one.need_fte.items()
    ]


def _whole(
    instance: "Instance",
    made: "Plan",
    covered: "list[Coverage]",
    levels: "list[Leximin | None]",
    outcomes: "tuple[Outcome, ...]",
    language: Language,
) -> dict[str, object]:
    from lagezentrum.staffing.allocation.aims import TRIAGE
    from lagezentrum.staffing.model import week_name

    total = sum(week.objective for week in made.weeks)
    return {
        "aim": instance.rules.aim.value,
        "triage_rule": language(*TRIAGE[instance.rules.aim]),
        "objective": total,
        "joint_bound": made.joint_bound,
        "above_joint_bound": total / made.joint_bound - 1 if made.joint_bound else None,
        "weeks": [
            {
                "week": week_name(result.week),
                "objective": result.objective,
                "bound": result.bound,
                "people": one.people,
                "changes": one.changes,
                "need_fte": sum(one.need_fte.values()),
                "covered_fte": sum(one.covered_fte.values()),
                "coverage": one.total,
                "minimum_coverage": one.minimum,
                "gini": one.gini,
                "leximin_level": level.common_level if level else None,
                "price_of_equality_fte": level.most_fte - level.placed_fte if level else None,
                "offices": [
                    {
                        "receiver": key,
                        "need_fte": need,
                        "covered_fte": one.covered_fte[key],
                        "coverage": one.shares[key],
                    }
                    for key, need in one.need_fte.items()
                ],
            }
            for result, one, level in zip(made.weeks, covered, levels, strict=True)
        ],
        "aims": [
            {
                "aim": outcome.aim.value,
                "coverage": outcome.coverage.total,
                "minimum_coverage": outcome.coverage.minimum,
                "gini": outcome.coverage.gini,
                "in_time": outcome.in_time,
                "in_time_if_newest_first": outcome.in_time_newest,
                "in_time_if_oldest_first": outcome.in_time_oldest,
                "triage_rule": language(*TRIAGE[outcome.aim]),
            }
            for outcome in outcomes
        ],
    }
