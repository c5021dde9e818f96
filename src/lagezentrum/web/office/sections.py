"""The section of a finding, day by day."""

from datetime import date, timedelta

from lagezentrum.engine.outcome import Finding
from lagezentrum.engine.progress import MarkKind
from lagezentrum.engine.wording import MARKS
from lagezentrum.law.model import Part
from lagezentrum.web.ledger import law
from lagezentrum.web.office.proofs import Box


def boxes_of(finding: Finding) -> tuple[Box, ...]:
    """The days from the first to the last of a section, those left out with their names."""
    regulation = law.regulation()
    version = regulation.named(finding.version)
    part: Part = "raising" if finding.change == "raise" else "lifting"
    missing = {value.day for value in finding.hangs_on}
    found = []
    for day in _days(finding.section[0], finding.run_end):
        calendar = law.library().calendars[version.section(finding.rule, part).calendar] if version else None
        left_out = calendar.left_out(day, finding.area[:2]) if calendar else None
        kind: MarkKind = "skipped" if left_out else "missing" if day in missing else "reached"
        found.append(Box(day, kind, MARKS[kind], left_out))
    return tuple(found)


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]
