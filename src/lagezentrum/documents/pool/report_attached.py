"""The figures of a report for programs: what its pages tell and no more, small counts left out."""

from typing import Any, Final

from lagezentrum.documents.pool.report_data import Office, ReportData
from lagezentrum.documents.pool.suppression import told, told_beside_total
from lagezentrum.staffing.model import QUARTERS

FORMAT: Final = "lagezentrum.pool-report/1"


def content(data: ReportData) -> dict[str, Any]:
    """The report as JSON values; null where something is not known or not told."""
    counts = told_beside_total({one.lender.key: one.people for one in data.lenders})
    return {
        "format": FORMAT,
        "week": data.week.isoformat(),
        "made_on": data.made_on.isoformat(),
        "plan": {"key": data.plan.key, "sha256": data.plan.sha256},
        "aim": data.aim.value,
        "people": told(data.people),
        "arrived": told(data.arrived),
        "departed": told(data.departed),
        "ceiling": data.ceiling,
        "at_ceiling": data.told_at_ceiling,
        "minimum_coverage": data.coverages[0] if data.coverages else None,
        "gini": data.gini,
        "objective": None if data.result is None else data.result.objective,
        "bound": None if data.result is None else data.result.bound,
        "offices": [_office(office) for office in data.offices],
        "lenders": [
            {
                "lender": one.lender.key,
                "people": counts[one.lender.key],
                "fte": None if counts[one.lender.key] is None else one.quarters / QUARTERS,
                "limit_fte": None if one.lender.max_quarters is None else one.lender.max_quarters / QUARTERS,
            }
            for one in data.lenders
        ],
    }


def _office(office: Office) -> dict[str, Any]:
    span = office.missing
    return {
        "receiver": office.receiver.key,
        "need_fte": office.need,
        "low_fte": None if span is None else span.low,
        "likely_fte": None if span is None else span.likely,
        "high_fte": None if span is None else span.high,
        "own_fte": office.own_fte,
        "sent_fte": office.sent_fte,
        "before_fte": office.before_fte,
        "coverage": office.coverage,
        "reasons": [reason.value for reason in office.reasons],
    }
