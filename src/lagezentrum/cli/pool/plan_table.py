"""A plan as tables for people."""

from typing import TYPE_CHECKING

from rich.table import Table

from lagezentrum.cli.language import Language
from lagezentrum.cli.pool.plan_text import decimals, percent
from lagezentrum.cli.settings import Settings
from lagezentrum.staffing.model import Aim

if TYPE_CHECKING:
    from lagezentrum.staffing.allocation.aims import Outcome
    from lagezentrum.staffing.allocation.fairness import Coverage, Leximin
    from lagezentrum.staffing.model import Instance, Plan


def show(
    settings: Settings,
    instance: "Instance",
    made: "Plan",
    covered: "list[Coverage]",
    levels: "list[Leximin | None]",
    outcomes: "tuple[Outcome, ...]",
) -> None:
    """Print the weeks, the coverage of each office, the certificate and the triage rule."""
    from lagezentrum.staffing.allocation.aims import TRIAGE
    from lagezentrum.staffing.model import week_name

    language = settings.language
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 1, 0, 0))
    table.add_column(language("Woche", "week"), no_wrap=True)
    titles = (
        language("Bedarf", "need"), language("gedeckt", "covered"), language("Deckung", "coverage"),
        language("kleinste", "least"), language("möglich", "possible"), "Gini", language("Kräfte", "people"),
        language("Wechsel", "changes"), language("Lücke", "gap"),
    )  # fmt: skip
    for title in titles:
        table.add_column(title, justify="right", no_wrap=True)
    for result, one, level in zip(made.weeks, covered, levels, strict=True):
        gap = (result.objective - result.bound) / result.objective if result.objective else 0.0
        table.add_row(
            week_name(result.week), decimals(sum(one.need_fte.values()), 1, language),
            decimals(sum(one.covered_fte.values()), 1, language), percent(one.total, language),
            percent(one.minimum, language), percent(level.common_level if level else None, language),
            decimals(one.gini, 3, language), str(one.people), str(one.changes), f"{decimals(100 * gap, 3, language)} %",
        )  # fmt: skip
    settings.show(table)
    settings.show("")
    _show_offices(settings, instance, covered)
    total = sum(week.objective for week in made.weeks)
    if made.joint_bound:
        above = percent(total / made.joint_bound - 1, language)
        settings.show(
            language(
                f"Zielwert {decimals(total, 0, language)}, bewiesene Schranke aller Wochen zusammen "
                f"{decimals(made.joint_bound, 0, language)}: höchstens {above} darüber.",
                f"Objective {decimals(total, 0, language)}, proven bound of all weeks together "
                f"{decimals(made.joint_bound, 0, language)}: at most {above} above it.",
            ),
            soft_wrap=True,
        )
    for outcome in outcomes:
        settings.show(_aim_line(outcome, language), soft_wrap=True)
    settings.show(language(*TRIAGE[instance.rules.aim]), soft_wrap=True)
    settings.show(
        language(
            "Vorschlag, keine Entscheidung. Fälle wie später berichtigt; ohne --people sind die Kräfte erfunden.",
            "A proposal, no decision. Cases as corrected later; without --people the people are invented.",
        ),
        soft_wrap=True,
    )


def _show_offices(settings: Settings, instance: "Instance", covered: "list[Coverage]") -> None:
    """Coverage of each office in each week, in percent."""
    language = settings.language
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 1, 0, 0))
    name_width = max(12, settings.out.width - 4 * len(covered) - 1)
    table.add_column(language("Deckung in %", "coverage in %"), max_width=name_width, overflow="ellipsis", no_wrap=True)
    for one in covered:
        table.add_column(f"{one.week.isocalendar().week:02d}", justify="right", no_wrap=True, min_width=3)
    for receiver in sorted(instance.receivers, key=lambda row: row.key):
        shares = [one.shares.get(receiver.key) for one in covered]
        if any(share is not None for share in shares):
            table.add_row(receiver.name, *("–" if share is None else f"{100 * share:.0f}" for share in shares))
    settings.show(table)
    settings.show("")


def _aim_line(outcome: "Outcome", language: Language) -> str:
    name = {
        Aim.EQUAL_COVERAGE: language("Gleiche Deckung", "Equal coverage"),
        Aim.TARGETED: language("Gezielt", "Targeted"),
    }[outcome.aim]
    shares = [percent(share, language) for share in (outcome.in_time, outcome.in_time_newest, outcome.in_time_oldest)]
    least = percent(outcome.coverage.minimum, language)
    return language(
        f"{name}: {shares[0]} der Arbeit rechtzeitig (neueste zuerst überall: {shares[1]}; älteste zuerst überall: "
        f"{shares[2]}), kleinste Deckung {least}.",
        f"{name}: {shares[0]} of the work in time (newest first everywhere: {shares[1]}; oldest first everywhere: "
        f"{shares[2]}), least coverage {least}.",
    )
