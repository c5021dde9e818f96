"""From a file of orders to orders, whichever of the two tables it is."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

from lagezentrum.law.problems import nearest
from lagezentrum.sources.areas import AmbiguousArea, UnknownArea, find
from lagezentrum.sources.cells import read_day
from lagezentrum.sources.orders import layout
from lagezentrum.sources.orders.declared import read_declared
from lagezentrum.sources.orders.order import KINDS, Order
from lagezentrum.sources.problems import ProblemList
from lagezentrum.sources.tables import Table, open_table

_WELL_AHEAD = timedelta(days=366)
_STATE_RULES = {layout.STATEWIDE_RULE}


def read_orders(
    file: Path,
    *,
    latest: date | None = None,
    rules: Collection[str] = layout.RULES,
    areas: Collection[str] | None = None,
    steps: Mapping[str, Collection[str]] | None = None,
) -> tuple[Order, ...]:
    """The orders in `file`: a table with our own columns, or a list of declared levels.

    Args:
        file: the table; `layout.COLUMNS` or `layout.DECLARED_COLUMNS`.
        latest: last day on which a decision can have been published; None for today. Effect may lie later.
        rules: ids of the rules that orders can belong to.
        areas: keys of the areas that orders can concern; None for German districts and Länder, also by name.
        steps: by rule, the steps that can be ordered under it; None: they are not checked.

    Raises:
        SourceError: a row can not be understood, or two rows contradict each other.
    """
    table = open_table(file)
    final = latest or datetime.now().astimezone().date()
    if layout.DECLARED_COLUMNS[0] in table.header:
        orders = read_declared(table, final)
    else:
        orders = _read_own(table, final, rules, areas)
    _check_words(orders, rules, steps, table.problems)
    _check_contradictions(orders, table.problems)
    table.problems.settle()
    return tuple(order for _, order in orders)


def _read_own(
    table: Table, latest: date, rules: Collection[str], areas: Collection[str] | None
) -> list[tuple[int, Order]]:
    table.require_known_columns(layout.REQUIRED, layout.COLUMNS)
    problems = table.problems
    orders: list[tuple[int, Order]] = []
    for line, cells in table.rows():
        row = dict.fromkeys(layout.COLUMNS, "") | dict(zip(table.header, cells, strict=True))
        order = _order(row, line, problems, latest, rules, areas)
        if order is None:
            continue
        if order.kind in ("determined", "lifted") and not row["decided_on"] and order.effective is not None:
            order = replace(
                order,
                decided_on=order.effective - timedelta(days=layout.DAYS_BEFORE_EFFECT),
                note="; ".join(filter(None, (order.note, str(layout.DAY_ASSUMED)))),
            )
        fault = _fault(order, row, areas is None)
        if fault is None:
            orders.append((line, order))
        elif fault:
            problems.add(
                line,
                fault,
                "The record would not say what holds, where, or from when.",
                "Complete or correct the row.",
            )
    return orders


def _order(
    row: dict[str, str],
    line: int,
    problems: ProblemList,
    latest: date,
    rules: Collection[str],
    areas: Collection[str] | None,
) -> Order | None:
    """The order of a row, or None after noting which of its words are unknown."""
    area = _area(row["area"], line, problems, areas)
    kind = next((kind for kind in KINDS if kind == row["kind"]), None)
    if kind is None:
        _unknown_word("kind", row["kind"], KINDS, line, problems)
    if row["rule"] not in rules:
        _unknown_word("rule", row["rule"], tuple(rules), line, problems)
    if area is None or kind is None or row["rule"] not in rules:
        return None

    def day(column: str, final: date) -> date | None:
        text = row[column]
        return read_day(text, line, problems, earliest=layout.EARLIEST, latest=final) if text else None

    return Order(
        kind,
        row["rule"],
        area,
        row["step"],
        decided_on=day("decided_on", latest),
        effective=day("effective", latest + _WELL_AHEAD),
        until=day("until", latest + _WELL_AHEAD),
        authority=row["authority"],
        basis=row["basis"],
        source=row["source"],
        note=row["note"],
    )


def _fault(order: Order, row: dict[str, str], german_areas: bool) -> str | None:
    """What is wrong with an order; None if nothing, empty if a cell of it was noted already."""
    if any(row[name] and getattr(order, name) is None for name in ("decided_on", "effective", "until")):
        return ""
    checks: tuple[tuple[bool, str], ...] = (
        (order.kind in KINDS[:4] and order.step in ("", "0"), f"a row of kind {order.kind} without a step"),
        (
            order.kind in ("determined", "lifted", "by_regulation") and order.effective is None,
            f"a row of kind {order.kind} without the day on which it takes effect",
        ),
        (order.kind == "refrained" and order.decided_on is None, "refraining without the day of the decision"),
        (order.kind == "refrained" and order.effective is not None, "refraining takes no effective day: use until"),
        (order.kind in ("determined", "lifted") and order.until is not None, f"a row of kind {order.kind} with until"),
        (_after(order.decided_on, order.effective), "decided after it took effect"),
        (_after(order.effective or order.decided_on, order.until), "it ends before it begins"),
        (
            german_areas and (order.rule in _STATE_RULES) != (len(order.area) == 2),
            f"rule {order.rule!r} does not go with area {order.area}: the statewide rule is for the Land, "
            "the others for districts",
        ),
    )
    return next((what for wrong, what in checks if wrong), None)


def _after(first: date | None, second: date | None) -> bool:
    return first is not None and second is not None and first > second


def _area(text: str, line: int, problems: ProblemList, areas: Collection[str] | None) -> str | None:
    if areas is not None:
        if text in areas:
            return text
        _unknown_word("area", text, tuple(areas), line, problems)
        return None
    try:
        return find(text).ags
    except (UnknownArea, AmbiguousArea) as error:
        problems.add(
            line,
            str(error),
            "An order holds for one area only; for which must be certain.",
            "Write the key of the area (AGS), or 03 for Lower Saxony.",
        )
        return None


def _unknown_word(column: str, word: str, known: tuple[str, ...], line: int, problems: ProblemList) -> None:
    meant = nearest(word, known)
    problems.add(
        line,
        f"unknown {column} {word!r}",
        "What it means for the levels is not known.",
        (f"Did you mean {meant!r}? " if meant else "") + f"Known: {', '.join(known)}.",
    )


def _check_words(
    orders: list[tuple[int, Order]],
    rules: Collection[str],
    steps: Mapping[str, Collection[str]] | None,
    problems: ProblemList,
) -> None:
    """A list of declared levels names no rule, and may lie beside another regulation than its own."""
    told: set[int] = set()  # one row may stand for many districts
    for line, order in orders:
        if line in told:
            continue
        if order.rule not in rules:
            _unknown_word("rule", order.rule, tuple(rules), line, problems)
            told.add(line)
        elif steps is not None and order.step and order.step not in steps[order.rule]:
            _unknown_word(f"step under rule {order.rule!r}:", order.step, tuple(steps[order.rule]), line, problems)
            told.add(line)


def _check_contradictions(orders: list[tuple[int, Order]], problems: ProblemList) -> None:
    """Two orders for the same area, rule and day can not both hold."""
    first_line: dict[tuple[object, ...], int] = {}
    for line, order in orders:
        day = order.effective or order.decided_on
        of_step = order.step if order.kind == "lifted" else ""
        key = (order.kind == "lifted", order.kind == "refrained", order.rule, order.area, day, of_step)
        if key in first_line:
            problems.add(
                line,
                f"second row for rule {order.rule!r} in {order.area} on {day} (first in line {first_line[key]})",
                "It is not clear which of the two was ordered.",
                "Keep one of them.",
            )
        first_line.setdefault(key, line)
