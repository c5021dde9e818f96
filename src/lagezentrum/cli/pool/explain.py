"""`lage pool explain`: why an office or a person gets what they get in a week."""

from typing import TYPE_CHECKING, Annotated

import typer

from lagezentrum.cli.arguments import TextFormat
from lagezentrum.cli.language import Language, both
from lagezentrum.cli.pool.named import weeks_named
from lagezentrum.cli.pool.plan_input import HoursOption, PlanOption, planned_until, receiver_of
from lagezentrum.cli.pool.plan_text import decimals, percent
from lagezentrum.cli.refusals import Refusal
from lagezentrum.cli.settings import Settings

if TYPE_CHECKING:
    from lagezentrum.staffing.explanation import OfficeReasons, PersonReasons
    from lagezentrum.staffing.model import Instance

_SHOWN = 6
_HELD = {
    "pin": ("ein Wunsch legt die Kraft dorthin fest", "a wish pins the person there"),
    "stay": ("die Mindestdauer läuft noch", "the minimum stay is not over"),
    "team": ("das Team bleibt beisammen", "the team stays together"),
    "wish": ("ein Wunsch nimmt die Kraft heraus", "a wish takes the person out"),
}
_RULES = {
    "remote": ("dort geht nichts aus der Ferne", "no remote work there"),
    "distance": ("zu weit", "too far"),
    "mode": ("Einsatzart passt nicht", "mode does not fit"),
    "forbidden": ("durch Wunsch ausgeschlossen", "forbidden by a wish"),
    "arrival": ("niemand kann neu anfangen", "nobody can arrive"),
    "no_work": ("keine passende Arbeit", "no fitting work"),
    "limits": ("Grenzen lassen es nicht zu", "limits do not allow it"),
}


def add_to(group: typer.Typer) -> None:
    """Add the command to `lage pool`."""
    group.command(
        "explain",
        help=both(
            "warum ein Amt (oder mit --person eine Kraft) in einer Woche so bedacht ist, und was anderes kosten würde",
            "why an office (or by --person a person) gets what it gets in a week, and what else would cost",
        ),
    )(explain)


def explain(
    context: typer.Context,
    office: Annotated[
        str,
        typer.Argument(metavar=both("AMT", "OFFICE"), help=both("Schlüssel, AGS oder Name", "key, AGS or name")),
    ],
    week: Annotated[str, typer.Argument(metavar=both("WOCHE", "WEEK"), help=both("etwa 2020-W46", "such as 2020-W46"))],
    person: Annotated[
        str | None,
        typer.Option(
            "--person", metavar=both("KRAFT", "PERSON"), help=both("diese Kraft begründen", "explain this person")
        ),
    ] = None,
    plan: PlanOption = None,
    hours: HoursOption = None,
    form: Annotated[
        TextFormat, typer.Option("--format", help=both("Form der Ausgabe", "form of the output"))
    ] = TextFormat.text,
) -> None:
    """Print the reasons."""
    from dataclasses import asdict

    from lagezentrum.staffing import explanation

    settings: Settings = context.obj
    language = settings.language
    planned, monday = planned_until(plan, week, settings, hours)
    receiver = receiver_of(office, planned.instance, language, language("AMT", "OFFICE"))
    if person is not None and all(one.key != person for one in planned.instance.people):
        raise Refusal(
            language(
                f"--person: {person!r} kommt in diesem Plan nicht vor. Kräfte heißen DIENSTSTELLE/KENNUNG.",
                f"--person: {person!r} is not in this plan. People are named LENDER/PSEUDONYM.",
            )
        )
    with settings.busy():
        found: OfficeReasons | PersonReasons = (
            explanation.person(planned.instance, planned.plan, person, monday)
            if person is not None
            else explanation.office(
                planned.instance, planned.plan, receiver, monday, own_fte=planned.own_fte.get(receiver)
            )
        )
    if form is TextFormat.json:
        from lagezentrum.cli.output import write_json

        write_json("pool-explain", weeks_named(asdict(found)))
        return
    lines = (
        person_lines(found, planned.instance, language)
        if isinstance(found, explanation.PersonReasons)
        else office_lines(found, planned.instance, language)
    )
    for line in lines:
        settings.show(line, soft_wrap=True)


def office_lines(found: "OfficeReasons", instance: "Instance", language: Language) -> list[str]:
    """Need, own staff, coverage, what binds, what more would cost."""
    from lagezentrum.cli.pool.what_if import sentence
    from lagezentrum.staffing.model import week_name

    name = next(row.name for row in instance.receivers if row.key == found.receiver)
    need, sent = sum(found.need.values()), sum(found.sent.values())
    lines = [
        language(
            f"{name}, {week_name(found.week)}: es fehlen {decimals(need, 1, language)} VZÄ, vorgeschlagen sind "
            f"{decimals(sent, 2, language)} VZÄ ({found.people} Kräfte). Deckung {percent(found.coverage, language)}, "
            f"im Mittel aller {percent(found.mean_coverage, language)}.",
            f"{name}, {week_name(found.week)}: {decimals(need, 1, language)} FTE are missing, "
            f"{decimals(sent, 2, language)} FTE ({found.people} people) are proposed. Coverage "
            f"{percent(found.coverage, language)}, mean of all {percent(found.mean_coverage, language)}.",
        )
    ]
    if found.own_fte is not None:
        own = decimals(found.own_fte, 1, language)
        lines.append(language(f"Eigene Kräfte: {own} VZÄ (Annahme der Norm).", f"Own staff: {own} FTE (the norm)."))
    lines += [f"• {language(binding.de, binding.en)}{_gain(binding.gain, language)}" for binding in found.bindings]
    if found.more is not None:
        lines.append(sentence(found.more, instance, language))
    return lines


def _gain(gain: float, language: Language) -> str:
    if not gain:
        return ""
    points = decimals(gain, 1, language)
    return language(f" Ohne diese Grenze: {points} Punkte besser.", f" Without this limit: {points} points better.")


def person_lines(found: "PersonReasons", instance: "Instance", language: Language) -> list[str]:
    """Where somebody is, and what the alternatives would cost."""
    from lagezentrum.staffing.allocation.conflict_words import REASONS
    from lagezentrum.staffing.model import week_name

    names: dict[str | None, str] = {row.key: row.name for row in instance.receivers}
    names[None] = language("nicht im Einsatz", "not in service")
    lines = [f"{found.person}, {week_name(found.week)}: {names[found.receiver]}."]
    if found.barrier is not None:
        lines.append(language(*REASONS[found.barrier]) + ".")
    if found.held is not None:
        lines.append(language(*_HELD[found.held]) + ".")
    for one in found.alternatives[:_SHOWN]:
        if one.rule is not None:
            lines.append(f"• {names[one.receiver]}: {language(*_RULES[one.rule])}")
        elif one.cost is not None:
            points = decimals(one.cost, 1, language)
            lines.append(f"• {names[one.receiver]}: " + language(f"kostet {points} Punkte", f"costs {points} points"))
        else:
            points = decimals(one.relaxed, 1, language)
            lines.append(
                f"• {names[one.receiver]}: "
                + language(f"etwa {points} Punkte (teilbar gerechnet)", f"about {points} points (divisible)")
            )
    return lines
