"""The parts of the weekly report as JSON values for the template, in the order in which they are read."""

from collections import Counter
from typing import Any

from lagezentrum.documents.pool import report_words as w
from lagezentrum.documents.pool.coverage_map import COLOURS, map_svg, mark_of, swatch_svg
from lagezentrum.documents.pool.report_data import LenderUse, Office, ReportData
from lagezentrum.documents.pool.suppression import told, told_beside_total
from lagezentrum.documents.pool.writing import Writing
from lagezentrum.staffing.model import QUARTERS, QueueRule


def summary(data: ReportData, write: Writing) -> list[str]:
    """The most important sentences."""
    sent = sum(office.sent_fte for office in data.offices)
    said = [write.say(w.PEOPLE, people=_people(data.people, write), fte=write.fte(sent))]
    if data.need > 0:
        share = write.share(data.covered / data.need)
        covered, need = write.part_of(data.covered, data.need)
        said.append(write.say(w.NEED, need=need, covered=covered, share=share))
    else:
        said.append(write.say(w.NO_NEED))
    ranges = [office.missing for office in data.offices if office.missing is not None]
    if ranges:
        low, high = sum(one.low for one in ranges), sum(one.high for one in ranges)
        said.append(write.say(w.RANGE, low=write.fte(low), high=write.fte(high)))
    weakest, gini = data.weakest, data.gini
    if weakest is not None and gini is not None:
        share = write.share(weakest.coverage)
        said.append(write.say(w.WEAKEST, office=weakest.receiver.name, share=share, gini=write.hundredths(gini)))
    if data.unknown:
        said.append(write.say(w.UNKNOWN, offices=_named(data.unknown)))
    result = data.result
    if result is None:
        said.append(write.say(w.NO_PROOF))
    else:
        gap = (result.objective - result.bound) / result.objective if result.objective > 0 else 0.0
        said.append(write.say(w.PROOF, gap=write.exact_share(max(0.0, gap))))
    return said


def map_part(data: ReportData, write: Writing) -> dict[str, Any]:
    """The map, its legend, and the same in words."""
    on_map = [office for office in data.offices if office.receiver.areas]
    found = Counter(mark_of(office).kind for office in on_map for _ in office.receiver.areas)
    classes = "; ".join(
        write.say(w.MAP_CLASS, title=write.say(w.LEGEND[kind]), count=str(found[kind]))
        for kind in COLOURS
        if found[kind]
    )
    beside = tuple(office for office in data.offices if not office.receiver.areas)
    return {
        "svg": map_svg(on_map),
        "alt": write.say(w.MAP_ALT, classes=classes, table=write.say(w.HEADINGS["offices"])),
        "legend": [{"svg": swatch_svg(kind), "says": write.say(title)} for kind, title in w.LEGEND.items()],
        "source": w.OUTLINES,
        "beside": write.say(w.OFF_MAP, offices=_named(beside)) if beside else "",
    }


def offices(data: ReportData, write: Writing) -> dict[str, Any]:
    """The table of need and staff, with what its bars show as shares of the full width."""
    most = max([1.0, *(max(_extent(office)) for office in data.offices)])
    own = [office.own_fte for office in data.offices if office.own_fte is not None]
    return {
        "columns": [write.say(column) for column in w.OFFICE_COLUMNS],
        "note": write.say(w.OFFICE_NOTE, most=write.fte(most)),
        "rows": [_office_row(office, most, write) for office in data.offices],
        "total": [
            write.say(w.TOTAL),
            write.fte(sum(own)) if own else "?",
            write.fte(data.need),
            "",
            write.fte(sum(office.sent_fte for office in data.offices)),
            write.share(data.covered / data.need) if data.need > 0 else "–",
        ],
    }


def changes(data: ReportData, write: Writing) -> dict[str, Any]:
    """The offices with other people than last week, and why."""
    changed = [office for office in data.offices if office.reasons]
    rest = len(data.offices) - len(changed)
    moved = write.say(w.CHANGES, arrived=_people(data.arrived, write), departed=_people(data.departed, write))
    return {
        "intro": moved if changed else write.say(w.NO_CHANGES),
        "columns": [write.say(column) for column in w.CHANGE_COLUMNS],
        "rows": [
            [
                office.receiver.name,
                write.fte(office.before_fte),
                write.fte(office.sent_fte),
                write.fte(office.sent_fte - office.before_fte, signed=True),
                ", ".join(write.say(w.REASONS[reason]) for reason in office.reasons),
            ]
            for office in changed
        ],
        "rest": write.say(w.UNCHANGED, count=str(rest)) if changed and rest else "",
    }


def use(data: ReportData, write: Writing) -> dict[str, Any]:
    """The use of the ceiling and of the lenders' limits, small counts left out."""
    counts = told_beside_total({one.lender.key: one.people for one in data.lenders})
    idle = sum(one.people == 0 for one in data.lenders)
    ceiling = write.say(w.NO_CEILING)
    if data.ceiling is not None:
        counted = data.told_at_ceiling
        share = "–" if counted is None or data.ceiling == 0 else write.share(counted / data.ceiling)
        few = write.say(w.FEW if told(data.at_ceiling) is None else w.HIDDEN)
        people = few if counted is None else write.count(counted)
        ceiling = write.say(w.CEILING, ceiling=write.count(data.ceiling), people=people, share=share)
    return {
        "ceiling": ceiling,
        "columns": [write.say(column) for column in w.LENDER_COLUMNS],
        "rows": [_lender_row(one, counts[one.lender.key], write) for one in data.lenders if one.people],
        "rest": write.say(w.NOT_USED, count=write.count(idle)) if idle else "",
        "note": write.say(w.HIDDEN_NOTE) if any(count is None for count in counts.values()) else "",
    }


def fairness(data: ReportData, write: Writing) -> list[str]:
    """What the distribution aimed at, and the rule of triage that goes with it."""
    counted = {rule: str(len(data.with_queue(rule))) for rule in QueueRule}
    return [
        write.say(w.AIMS[data.aim]),
        write.say(w.TRIAGE, newest=counted[QueueRule.NEWEST_FIRST], oldest=counted[QueueRule.OLDEST_FIRST]),
    ]


def assumptions(data: ReportData, write: Writing) -> list[str]:
    """What every report rests on, and what this one rests on besides. Braces in the latter are text."""
    return [
        *(write.say(text) for text in w.ASSUMPTIONS),
        *(text.in_language(write.language) for text in data.assumptions),
    ]


def _lender_row(use: LenderUse, count: int | None, write: Writing) -> list[str]:
    """Name, people, full-time posts, limit, share of the limit; `count` None: not told."""
    limit, unsaid = use.lender.max_quarters, write.say(w.HIDDEN)
    written = write.say(w.NO_LIMIT) if limit is None else write.fte(limit / QUARTERS)
    if count is None:
        few = _people(use.people, write) if told(use.people) is None else unsaid
        return [use.lender.name, few, unsaid, written, unsaid]
    share = write.share(use.quarters / limit) if limit else "–"
    return [use.lender.name, write.count(count), write.fte(use.quarters / QUARTERS), written, share]


def _office_row(office: Office, most: float, write: Writing) -> dict[str, Any]:
    span = office.missing
    low, high = _extent(office)[:2]
    return {
        "cells": [
            office.receiver.name,
            write.fte(office.own_fte),
            write.fte(office.need),
            "?" if span is None else write.say(w.SPAN, low=write.fte(span.low), high=write.fte(span.high)),
            write.fte(office.sent_fte),
            write.share(office.coverage) if office.need is None or office.need > 0 else "–",
        ],
        "low": low / most,
        "high": high / most,
        "need": None if office.need is None else office.need / most,
        "sent": office.sent_fte / most,
    }


def _extent(office: Office) -> tuple[float, float, float, float]:
    """Low and high end of the range, need, and what was sent; zero where not known, for a bar that then is empty."""
    low, high = (0.0, 0.0) if office.missing is None else (office.missing.low, office.missing.high)
    return low, high, office.need or 0.0, office.sent_fte


def _people(count: int, write: Writing) -> str:
    return write.say(w.FEW) if told(count) is None else write.count(count)


def _named(found: tuple[Office, ...]) -> str:
    return ", ".join(office.receiver.name for office in found)
