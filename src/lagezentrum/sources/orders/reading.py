"""From a file of orders to orders, whichever of the two tables it is."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

from lagezentrum.law.text import Text
from lagezentrum.sources.areas import AmbiguousArea, UnknownArea, find
from lagezentrum.sources.cells import read_day
from lagezentrum.sources.orders import faults, layout
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
        if any(row[name] and getattr(order, name) is None for name in ("decided_on", "effective", "until")):
            continue  # a cell of it was noted already
        wrong = _wrong(order, areas is None)
        if wrong is None:
            orders.append((line, order))
        else:
            problems.add(line, *faults.incomplete(wrong))
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
        problems.add(line, *faults.unknown_word(faults.KIND, row["kind"], KINDS))
    if row["rule"] not in rules:
        problems.add(line, *faults.unknown_word(faults.RULE, row["rule"], rules))
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


def _wrong(order: Order, german_areas: bool) -> Text | None:
    """What is wrong with an order; None if nothing."""
    kind = order.kind
    checks: tuple[tuple[bool, Text], ...] = (
        (kind in KINDS[:4] and order.step in ("", "0"), faults.without_step(kind)),
        (
            kind in ("determined", "lifted", "by_regulation") and order.effective is None,
            faults.without_effective_day(kind),
        ),
        (kind == "refrained" and order.decided_on is None, faults.REFRAINING_WITHOUT_DAY),
        (kind == "refrained" and order.effective is not None, faults.REFRAINING_WITH_EFFECT),
        (kind in ("determined", "lifted") and order.until is not None, faults.with_until(kind)),
        (_after(order.decided_on, order.effective), faults.DECIDED_AFTER_EFFECT),
        (_after(order.effective or order.decided_on, order.until), faults.ENDS_BEFORE_IT_BEGINS),
        (
            german_areas and (order.rule in _STATE_RULES) != (len(order.area) == 2),
            faults.wrong_scope(order.rule, order.area),
        ),
    )
    return next((what for wrong, what in checks if wrong), None)


def _after(first: date | None, second: date | None) -> bool:
    return first is not None and second is not None and first > second


def _area(text: str, line: int, problems: ProblemList, areas: Collection[str] | None) -> str | None:
    if areas is not None:
        if text in areas:
            return text
        problems.add(line, *faults.unknown_word(faults.AREA, text, areas))
        return None
    try:
        return find(text).ags
    except (UnknownArea, AmbiguousArea) as error:
        problems.add(line, *faults.no_area(error))
        return None


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
            problems.add(line, *faults.unknown_word(faults.RULE, order.rule, rules))
            told.add(line)
        elif steps is not None and order.step and order.step not in steps[order.rule]:
            problems.add(line, *faults.unknown_word(faults.step_under(order.rule), order.step, steps[order.rule]))
            told.add(line)


def _check_contradictions(orders: list[tuple[int, Order]], problems: ProblemList) -> None:
    """Two orders for the same area, rule and day can not both hold."""
    first_line: dict[tuple[object, ...], int] = {}
    for line, order in orders:
        day = order.effective or order.decided_on
        of_step = order.step if order.kind == "lifted" else ""
        key = (order.kind == "lifted", order.kind == "refrained", order.rule, order.area, day, of_step)
        if key in first_line:
            problems.add(line, *faults.second_row(order.rule, order.area, day, first_line[key]))
        first_line.setdefault(key, line)
