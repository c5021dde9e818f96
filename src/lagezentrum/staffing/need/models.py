"""What an office needs in a week: by the dynamic model with its ranges, or by one number of hours per case."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from lagezentrum.staffing.model import Skill
from lagezentrum.staffing.need.parameters import Parameters
from lagezentrum.staffing.need.ranges import Level, Range
from lagezentrum.staffing.need.workload import (
    DAYS,
    MissingCases,
    daily_work,
    days_before,
    fte_per_weekly_minute,
    hours_per_case,
    hours_to_take_up,
    lags,
    queue,
    shares,
)

NORM_PEOPLE, NORM_INHABITANTS = 5, 20_000
"""Resolution of the federal and state heads of government, 15 April 2020: a team of five per 20,000 inhabitants."""


@dataclass(frozen=True, slots=True)
class Situation:
    """What is known of an office in a week."""

    receiver: str
    week: date
    """Monday"""
    cases: tuple[float, ...]
    """new cases by day up to the Sunday of the week; the last seven are the week"""
    own_fte: float
    """full-time posts of the office's own staff"""
    backlog_cases: float = 0.0
    """cases that waited before the week; they are to be taken up within it"""
    follow_up_until: tuple[float, ...] | None = None
    """contacts by the last day of their follow-up, from Monday on, where the office counts them itself"""

    @property
    def cases_in_week(self) -> float:
        """New cases from Monday to Sunday."""
        return sum(self.cases[-DAYS:])


@dataclass(frozen=True, slots=True)
class Needed:
    """Full-time posts that the work of a week takes, before own staff is deducted."""

    fte: Range
    shares: Mapping[Level, Mapping[Skill, float]]
    """how the posts divide into kinds of work; the sum is one at each level"""
    hours_per_case: Range
    """hours that a case causes in the end (steady state)"""
    left_undone: Range
    """hours of work left on Sunday evening, if the own staff did it alone and began without a queue"""
    under_follow_up: Range | None = None
    """contacts under follow-up, mean of the week; None where the model does not count them"""


class Model(Protocol):
    """A way to find a need."""

    def needed(self, situation: Situation) -> Needed:
        """What the work of the week takes.

        Raises:
            MissingCases: the situation does not reach far enough back.
        """

    def with_contacts(self, contacts_per_case: float) -> "Model":
        """The same way, with the contacts per case that an office states itself."""


@dataclass(frozen=True, slots=True)
class Dynamic:
    """The dynamic model (see `workload`)."""

    parameters: Parameters

    def needed(self, situation: Situation) -> Needed:
        """What the work of the week takes, from the lowest to the highest that the ranges allow."""
        found = {level: self._at(level, situation) for level in Level}
        fte, left, stock, hours = (
            Range.spanning(*(found[level][0][position] for level in Level)) for position in range(4)
        )
        return Needed(fte, {level: found[level][1] for level in Level}, hours, left, stock)

    def _at(
        self, level: Level, situation: Situation
    ) -> tuple[tuple[float, float, float, float], Mapping[Skill, float]]:
        values = self.parameters.at(level)
        each = [
            daily_work(values, lag, situation.cases, DAYS, situation.follow_up_until)
            for lag in lags(self.parameters, level)
        ]
        choose = min if level is Level.LOW else max
        work = choose(each, key=lambda work: sum(work.minutes))
        weekly_hours = values["weekly_hours"] * (1 - values["absence"])
        backlog = situation.backlog_cases * hours_to_take_up(values)
        fte = sum(work.minutes) * fte_per_weekly_minute(values)
        fte += backlog / weekly_hours * (1 + 1 / values["span"])
        hours = [minutes * (1 + values["overhead"]) / 60 for minutes in work.minutes]
        capacity = situation.own_fte / (1 + 1 / values["span"]) * weekly_hours / DAYS
        undone = queue(hours, capacity, backlog)[-1]
        stock = sum(choose(each, key=lambda work: sum(work.under_follow_up)).under_follow_up) / DAYS
        return (fte, undone, stock, hours_per_case(values)), shares(values, work)

    def with_contacts(self, contacts_per_case: float) -> "Dynamic":
        """The same parameters, with the office's own contacts per case."""
        return Dynamic(replace(self.parameters, contacts_per_case=Range.exactly(contacts_per_case)))

    @property
    def days_before(self) -> int:
        """How many days before its week the model looks back, at most."""
        return days_before(self.parameters)


@dataclass(frozen=True, slots=True)
class PerCase:
    """Cases × hours per case / weekly hours: no stock of contacts, no absence, no lead on top.

    It says what all work for a case takes, spread over nothing but the week of its report; published figures of hours
    per case are of this kind. The kinds of work divide as in the steady state of the likely values of `split_by`.
    """

    hours: Range
    weekly_hours: float
    split_by: Parameters

    def needed(self, situation: Situation) -> Needed:
        """What the work of the week takes."""
        if len(situation.cases) < DAYS:
            raise MissingCases(f"7 days of cases are needed, {len(situation.cases)} are there")
        week = situation.cases[-DAYS:]
        capacity = situation.own_fte * self.weekly_hours / DAYS
        left = [
            queue([n * hours for n in week], capacity, situation.backlog_cases * hours)[-1]
            for hours in (self.hours.low, self.hours.likely, self.hours.high)
        ]
        return Needed(
            fte=self.hours.times((sum(week) + situation.backlog_cases) / self.weekly_hours),
            shares=dict.fromkeys(Level, shares(self.split_by.at(Level.LIKELY))),
            hours_per_case=self.hours,
            left_undone=Range(*left),
        )

    def with_contacts(self, contacts_per_case: float) -> "PerCase":
        """The same: hours per case are given here, whatever the contacts."""
        del contacts_per_case
        return self

    @property
    def days_before(self) -> int:
        """How many days before its week the model looks back: none."""
        return 0


def norm_fte(population: int, people: float = NORM_PEOPLE, inhabitants: int = NORM_INHABITANTS) -> float:
    """Posts by a ratio to the inhabitants; without further arguments the norm of April 2020."""
    return population * people / inhabitants
