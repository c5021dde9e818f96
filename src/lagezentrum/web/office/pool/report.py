"""From a proposal on record to what the weekly report rests on; its figures are made in `documents.pool`."""

from datetime import date, timedelta

from lagezentrum.documents.pool.report_data import PlanNamed, ReportData
from lagezentrum.documents.pool.report_figures import Assessed
from lagezentrum.documents.pool.report_figures import report_data as figures
from lagezentrum.law.model import Text
from lagezentrum.web.office.pool import board, cases
from lagezentrum.web.office.pool.plans import Opened
from lagezentrum.web.office.pool.words import PROPOSALS
from lagezentrum.web.pool.models import Proposal


def report_data(proposal: Proposal, found: Opened, week: date, made_on: date) -> ReportData:
    """Everything that the report of a week of a plan says.

    Raises:
        KeyError: the week is not in the plan.
    """
    rows = board.office_rows(found, week, frozenset(proposal.without_request), cases.asked_for(week))
    return figures(
        found.instance,
        found.plan,
        week,
        PlanNamed(proposal.key, found.sha256, PROPOSALS[proposal.state]),
        made_on,
        assessed={
            row.receiver.key: Assessed(
                None if row.range is None or row.own is None else row.range.beyond(row.own), row.own
            )
            for row in rows
        },
        unknown=frozenset(row.receiver.key for row in rows if row.silent),
        assumptions=_assumptions(),
    )


def _assumptions() -> tuple[Text, ...]:
    if not cases.shift():
        return ()
    weeks = cases.shift() // timedelta(weeks=1)
    return (
        Text(
            de=f"Übung: Die Fallzahlen sind die des Herbstes 2020, um {weeks} Wochen verschoben.",
            en=f"Exercise: the cases are those of autumn 2020, moved by {weeks} weeks.",
        ),
    )
