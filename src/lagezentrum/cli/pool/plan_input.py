"""What `lage pool plan`, `explain` and `what-if` work with: a plan file, or the autumn with an exercise pool."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lagezentrum.cli.language import Language, both
from lagezentrum.cli.pool.named import read_receiver, read_week
from lagezentrum.cli.pool.plan_wishes import WISH_COLUMNS, read_wishes
from lagezentrum.cli.refusals import Refusal
from lagezentrum.cli.settings import Settings

if TYPE_CHECKING:
    from lagezentrum.staffing.intake.problems import Problem
    from lagezentrum.staffing.model import Aim, Instance, Lender, Person, Plan, Pool

SEED = 2020
MOST_WEEKS = 26

HoursOption = Annotated[
    str | None,
    typer.Option(
        "--hours-per-case",
        metavar=both("STUNDEN", "HOURS"),
        help=both("feste Stunden je Fall; sonst das dynamische Modell", "fixed hours per case; else the dynamic model"),
    ),
]
PeopleOption = Annotated[
    list[Path] | None,
    typer.Option(
        "--people",
        metavar=both("DATEI", "FILE"),
        help=both(
            "Meldungen der Dienststellen statt der Übungskräfte (mehrfach möglich, mit --lenders)",
            "nominations of authorities instead of the exercise pool (repeatable, with --lenders)",
        ),
    ),
]
LendersOption = Annotated[
    Path | None,
    typer.Option(
        "--lenders",
        metavar=both("DATEI", "FILE"),
        help=both("Liste der abgebenden Stellen zu --people", "list of the lenders for --people"),
    ),
]
WishesOption = Annotated[
    Path | None,
    typer.Option(
        "--wishes",
        metavar=both("DATEI", "FILE"),
        help=both(f"Wünsche als CSV: {';'.join(WISH_COLUMNS)}", f"wishes as CSV: {';'.join(WISH_COLUMNS)}"),
    ),
]
PlanOption = Annotated[
    Path | None,
    typer.Option(
        "--plan",
        metavar="PLAN",
        help=both(
            "Plandatei aus `lage pool plan --out`; sonst wird der Herbst 2020 bis zu dieser Woche geplant",
            "plan file from `lage pool plan --out`; else the autumn of 2020 is planned up to that week",
        ),
    ),
]


@dataclass(frozen=True)
class Planned:
    """An instance, its plan, and own staff of receivers where it is known."""

    instance: "Instance"
    plan: "Plan"
    own_fte: dict[str, float]


def autumn(
    first: date,
    weeks: int,
    settings: Settings,
    *,
    hours: str | None = None,
    people: list[Path] | None = None,
    lenders: Path | None = None,
    wishes: Path | None = None,
    aim: "Aim | None" = None,
) -> "tuple[Instance, dict[str, float]]":
    """The instance of the bundled autumn from a week on, and the own staff of the offices.

    Raises:
        Refusal: a week is not on record, or a file can not be used.
    """
    from lagezentrum.cli.pool.need_input import gather
    from lagezentrum.cli.pool.need_result import assessed, model_of, parameters_of, require_week
    from lagezentrum.season.autumn.reading import read_districts, read_offices, receivers
    from lagezentrum.staffing.exercise import Place
    from lagezentrum.staffing.exercise import people as drawn
    from lagezentrum.staffing.model import Instance, Rules
    from lagezentrum.staffing.need.assessment import needs

    language = settings.language
    mondays = tuple(first + timedelta(weeks=number) for number in range(weeks))
    parameters = parameters_of(39.0, (), language)
    model = model_of(hours, 39.0, parameters, language)
    material = gather(None, (), settings)
    record, offices = material.by_office(), read_offices()
    for monday in mondays:
        require_week(monday, record, model, language)
    found = [assessed(offices, monday, material, record, model, parameters, 5.0, {}) for monday in mondays]
    own = {row.receiver: row.own_fte for row in found[0] if row.own_fte}
    if people:
        lent, nominated, pools = _nominated(people, lenders, language)
    else:
        places = [Place(d.ags, d.latitude, d.longitude, d.population) for d in read_districts()]
        exercise = drawn(SEED, districts=places, first=first, weeks=weeks)
        lent, nominated, pools = exercise.lenders, exercise.people, exercise.pools
    instance = Instance(
        weeks=mondays,
        people=nominated,
        lenders=lent,
        receivers=receivers(),
        needs=tuple(need for rows in found for need in needs(rows)),
        rules=Rules() if aim is None else Rules(aim=aim),
        pools=pools,
        wishes=read_wishes(_bytes(wishes, "--wishes", language), wishes.name, language) if wishes is not None else (),
    )
    return instance, own


def read_plan(file: Path, language: Language) -> Planned:
    """The content of a plan file.

    Raises:
        Refusal: it can not be read.
    """
    from lagezentrum.staffing import plan_file

    try:
        return Planned(*plan_file.read(_bytes(file, "--plan", language)), {})
    except plan_file.PlanFileError as error:
        raise Refusal(
            language(
                f"--plan: {file} ist keine Plandatei. {error.place}: {error.de} "
                "Schreiben Sie sie mit `lage pool plan --out` neu.",
                f"--plan: {file} is no plan file. {error.place}: {error.en} Write it anew by `lage pool plan --out`.",
            )
        ) from error


def planned_until(file: Path | None, week: str | None, settings: Settings, hours: str | None) -> tuple[Planned, date]:
    """A plan that has the week asked for (None: its first week), read from a file or made.

    Raises:
        Refusal: the week is not in the plan, or a file can not be used.
    """
    from lagezentrum.staffing.allocation import plan
    from lagezentrum.staffing.exercise import FIRST_WEEK
    from lagezentrum.staffing.model import week_name

    language = settings.language
    if file is not None:
        found = read_plan(file, language)
        weeks = sorted(found.instance.weeks)
        monday = read_week(week, language) if week is not None else weeks[0]
    else:
        monday = read_week(week, language) if week is not None else FIRST_WEEK
        number = (monday - FIRST_WEEK).days // 7 + 1
        weeks = [FIRST_WEEK + timedelta(weeks=row) for row in range(12)]
    if monday not in weeks:
        raise Refusal(
            language(
                f"Die Woche {week} gehört nicht zum Plan. Er reicht von {week_name(weeks[0])} "
                f"bis {week_name(weeks[-1])}.",
                f"Week {week} is not part of the plan. It runs from {week_name(weeks[0])} to {week_name(weeks[-1])}.",
            )
        )
    if file is None:
        instance, own = autumn(FIRST_WEEK, number, settings, hours=hours)
        with settings.busy():
            found = Planned(instance, plan(instance, with_bound=False), own)
    return found, monday


def receiver_of(text: str, instance: "Instance", language: Language, option: str) -> str:
    """The key of the receiver that a text means: key, AGS or name.

    Raises:
        Refusal: the plan has none of that name.
    """
    sought = text.strip().casefold()
    for receiver in instance.receivers:
        if sought in (receiver.key.casefold(), receiver.name.casefold()) or text.strip() in receiver.areas:
            return receiver.key
    key = read_receiver(text, language, option).key
    if all(receiver.key != key for receiver in instance.receivers):
        raise Refusal(
            language(f"{option}: {text!r} kommt in diesem Plan nicht vor.", f"{option}: {text!r} is not in this plan.")
        )
    return key


def _bytes(file: Path, option: str, language: Language) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise Refusal(
            language(
                f"{option}: {file} ist nicht lesbar ({error.strerror}). Prüfen Sie Name und Rechte der Datei.",
                f"{option}: {file} can not be read ({error.strerror}). Check the name and the rights of the file.",
            )
        ) from error


def _nominated(
    people: list[Path], lenders: Path | None, language: Language
) -> "tuple[tuple[Lender, ...], tuple[Person, ...], tuple[Pool, ...]]":
    from lagezentrum.season.autumn.reading import read_districts, receivers
    from lagezentrum.staffing.intake.authorities import read_lenders
    from lagezentrum.staffing.intake.helper_pools import helper_pools
    from lagezentrum.staffing.intake.known import Known
    from lagezentrum.staffing.intake.nominations import read_nominations

    if lenders is None:
        raise Refusal(
            language(
                "--people: Dazu gehört die Liste der abgebenden Stellen. Geben Sie --lenders DATEI an.",
                "--people: the list of lenders belongs to it. Add --lenders FILE.",
            )
        )
    authorities = read_lenders(_bytes(lenders, "--lenders", language))
    _require(lenders, authorities.problems, language)
    known = {lender.key: lender for lender in authorities.content}
    points = {district.ags: (district.latitude, district.longitude) for district in read_districts()}
    taken: frozenset[str] = frozenset()
    found = []
    for file in people:
        held = Known(known, points, {row.key: row for row in receivers()}, taken)
        reading = read_nominations(_bytes(file, "--people", language), held)
        _require(file, reading.problems, language)
        found += [row.person for row in reading.content]
        taken = frozenset(person.key for person in found)
    pools = tuple(pool.pool(key) for key, pool in sorted(helper_pools().items()) if any(p.pool == key for p in found))
    return authorities.content, tuple(found), pools


def _require(file: Path, problems: "Sequence[Problem]", language: Language) -> None:
    if problems:
        lines = "\n".join(problem.in_language(language.code) for problem in problems[:20])
        raise Refusal(
            language(
                f"{file} ist so nicht verwendbar; nichts daraus ist eingegangen:\n{lines}",
                f"{file} can not be used like this; nothing of it was used:\n{lines}",
            )
        )
