"""The same distribution as a textbook would write it: a variable for every person, office and kind of work.

Objective and rules are those of `staffing.allocation`; the cost of unmet need is cut into whole quarters, which is
exact for whole people and closer than steps of its own width. Only what the instance of the benchmark uses is built: no
limits of places, no teams, no wishes.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from math import ceil
from typing import Any

import highspy
import numpy as np

from lagezentrum.staffing.allocation.coverage import needs_of, unmet_cost
from lagezentrum.staffing.allocation.eligibility import Eligibility
from lagezentrum.staffing.allocation.objective import has_work, objective, service_cost
from lagezentrum.staffing.allocation.rolling import carried
from lagezentrum.staffing.model import Assignment, Instance, Mode, Skill, Standing

Place = tuple[str, Skill]


@dataclass(slots=True)
class Model:
    """Columns are people at places, then quarters of need; rows are people, lenders, the ceiling, places."""

    columns: list[tuple[str, str, Skill, Mode]] = field(default_factory=list)
    cost: list[float] = field(default_factory=list)
    quarters: list[int] = field(default_factory=list)
    must: dict[str, str] = field(default_factory=dict)
    falls: dict[Place, list[float]] = field(default_factory=dict)
    constant: float = 0.0


def person_by_office(instance: Instance, week: date, standing: tuple[Standing, ...]) -> Model:
    """The model of one week. Who has to stay (minimum stay) has to be at their receiver."""
    eligible, needs, rules = Eligibility(instance), needs_of(instance, week), instance.rules
    before = {row.person: row for row in standing}
    model = Model()
    offices = {key: place for key, place in eligible.receivers.items() if any(key == need for need, _ in needs)}
    assert all(p.seats is None and p.accesses is None and p.max_arrivals is None for p in offices.values())
    for key in eligible.allowed(week):
        person, at = eligible.people[key], before.get(key)
        charged = at is not None and has_work(eligible, needs, key, at.receiver, week)
        model.constant += rules.change_cost * charged
        bound = at is not None and week < at.since + timedelta(weeks=rules.min_stay_weeks)
        if at is not None and bound and eligible.work(key, at.receiver, week):
            model.must[key] = at.receiver
        for name, office in offices.items():
            modes = eligible.modes(key, name)
            if not modes:
                continue
            mode = Mode.REMOTE if Mode.REMOTE in modes else Mode.ON_SITE
            cost = service_cost(rules) - rules.language_gain * bool(person.languages & office.languages)
            cost += rules.km_cost * eligible.kilometres(key, name) * (mode is Mode.ON_SITE)
            cost -= rules.change_cost * (charged and at is not None and at.receiver == name)
            for skill in sorted(eligible.skills(key)):
                if (name, skill) in needs:
                    model.columns.append((key, name, skill, mode))
                    model.cost.append(cost + rules.mismatch_cost * (skill is not person.skill))
                    model.quarters.append(person.quarters)
    for place, fte in sorted(needs.items()):
        office = eligible.receivers[place[0]]
        costs = [unmet_cost(fte, total / 4, office, rules) for total in range(ceil(4 * fte) + 1)]
        model.falls[place] = [dear - cheap for dear, cheap in pairwise(costs)]
        model.constant += costs[0]
    return model


def steps(falls: list[float]) -> Iterator[tuple[int, float]]:
    """Neighbouring quarters of equal value as one: how many, value."""
    start = 0
    for position in range(1, len(falls) + 1):
        if position == len(falls) or abs(falls[position] - falls[start]) > 1e-9:
            yield position - start, falls[start]
            start = position


def solve_highs(instance: Instance, model: Model, gap: float, limit: float) -> tuple[list[int], float, bool]:
    """Chosen columns, bound, and whether the gap was reached within `limit` seconds."""
    rows: dict[object, int] = {}
    upper: list[float] = []
    lower: list[float] = []

    def row(name: object, low: float, high: float) -> int:
        if name not in rows:
            rows[name] = len(rows)
            lower.append(low)
            upper.append(high)
        return rows[name]

    eligible = Eligibility(instance)
    at_row: list[int] = []
    at_column: list[int] = []
    entry: list[float] = []

    def put(line: int, column: int, value: float) -> None:
        at_row.append(line)
        at_column.append(column)
        entry.append(value)

    infinity = float("inf")
    for column, (key, name, skill, _) in enumerate(model.columns):
        put(row(("person", key), float(key in model.must), 1.0), column, 1.0)
        if model.must.get(key) == name:
            put(row(("stays", key), 1.0, 1.0), column, 1.0)
        lender = eligible.lenders[eligible.people[key].lender]
        if lender.max_quarters is not None:
            put(row(("lender", lender.key), 0.0, lender.max_quarters), column, model.quarters[column])
        if instance.rules.ceiling is not None and eligible.pools[eligible.people[key].pool].counts_to_ceiling:
            put(row("ceiling", 0.0, instance.rules.ceiling), column, 1.0)
        put(row((name, skill), 0.0, infinity), column, model.quarters[column])
    cost, width = list(model.cost), [1.0] * len(model.cost)
    for place, falls in model.falls.items():
        for size, value in steps(falls):
            put(row(place, 0.0, infinity), len(cost), -1.0)
            cost.append(-value)
            width.append(size)
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(cost), len(rows)
    lp.col_cost_, lp.col_lower_, lp.col_upper_ = np.array(cost), np.zeros(len(cost)), np.array(width, dtype=float)
    lp.row_lower_, lp.row_upper_, lp.offset_ = np.array(lower), np.array(upper, dtype=float), model.constant
    columns, lines = np.array(at_column), np.array(at_row, dtype=np.int32)
    order = np.lexsort((lines, columns))
    lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    lp.a_matrix_.start_ = np.searchsorted(columns[order], np.arange(len(cost) + 1)).astype(np.int32)
    lp.a_matrix_.index_, lp.a_matrix_.value_ = lines[order], np.array(entry, dtype=float)[order]
    kinds = highspy.HighsVarType
    lp.integrality_ = [kinds.kInteger] * len(model.columns) + [kinds.kContinuous] * (len(cost) - len(model.columns))
    solver = highspy.Highs()
    for option, value in (
        ("output_flag", False), ("threads", 1), ("random_seed", 1), ("mip_rel_gap", gap), ("time_limit", limit),
    ):  # fmt: skip
        solver.setOptionValue(option, value)
    solver.setOptionValue("presolve", "off")  # wrong in HiGHS 1.14.0; right in 1.13.1, but slower with this model
    solver.passModel(lp)
    solver.run()
    values = np.array(solver.getSolution().col_value)
    chosen = np.flatnonzero(values[: len(model.columns)] > 0.5).tolist() if len(values) else []
    return chosen, solver.getInfo().mip_dual_bound, solver.getModelStatus() == highspy.HighsModelStatus.kOptimal


def solve_cp_sat(instance: Instance, model: Model, limit: float, workers: int) -> list[int]:
    """Columns chosen by CP-SAT within `limit` seconds; costs in thousandths."""
    from ortools.sat.python import cp_model

    eligible, cp = Eligibility(instance), cp_model.CpModel()
    x = [cp.new_bool_var("") for _ in model.columns]
    people: dict[str, list[int]] = {}
    lenders: dict[str, list[int]] = {}
    places: dict[Place, list[int]] = {}
    for column, (key, name, skill, _) in enumerate(model.columns):
        people.setdefault(key, []).append(column)
        lenders.setdefault(eligible.people[key].lender, []).append(column)
        places.setdefault((name, skill), []).append(column)
        if model.must.get(key) not in {None, name}:
            cp.add(x[column] == 0)

    def quarters(columns: list[int]) -> Any:
        parts = [x[column] for column in columns]
        return cp_model.LinearExpr.weighted_sum(parts, [model.quarters[column] for column in columns])

    for key, columns in people.items():
        options = [x[column] for column in columns]
        cp.add(sum(options) == 1) if key in model.must else cp.add_at_most_one(options)
    for lender, columns in lenders.items():
        most = eligible.lenders[lender].max_quarters
        if most is not None:
            cp.add(quarters(columns) <= most)
    if instance.rules.ceiling is not None:
        cp.add(sum(x) <= instance.rules.ceiling)  # every person of the benchmark counts to it
    terms, weights = list(x), [round(1000 * cost) for cost in model.cost]
    for place, falls in model.falls.items():
        filled = [(cp.new_int_var(0, size, ""), value) for size, value in steps(falls)]
        cp.add(quarters(places.get(place, [])) >= sum(variable for variable, _ in filled))
        terms += [variable for variable, _ in filled]
        weights += [-round(1000 * value) for _, value in filled]
    cp.minimize(cp_model.LinearExpr.weighted_sum(terms, weights))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = limit
    solver.parameters.num_workers = workers
    solver.parameters.random_seed = 1
    status = solver.solve(cp)
    if status not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
        return []
    return [column for column, variable in enumerate(x) if solver.value(variable)]


def as_assignments(model: Model, week: date, chosen: list[int]) -> tuple[Assignment, ...]:
    """The chosen columns as assignments."""
    picked = (model.columns[column] for column in chosen)
    return tuple(sorted(Assignment(week, name, key, skill, mode) for key, name, skill, mode in picked))


def rolling(instance: Instance, gap: float, limit: float) -> tuple[float, tuple[Assignment, ...], int]:
    """Week by week by the person × office model: total cost, assignments, weeks that met the gap in time."""
    standing, cost, met = instance.standing, 0.0, 0
    rows: list[Assignment] = []
    for week in sorted(instance.weeks):
        model = person_by_office(instance, week, standing)
        chosen, _, done = solve_highs(instance, model, gap, limit)
        met += done
        found = as_assignments(model, week, chosen)
        cost += objective(instance, found, week, {row.person: row.receiver for row in standing})
        standing = carried(standing, found)
        rows += found
    return cost, tuple(sorted(rows)), met
