"""The assignments of a plan, put in order for looking up who is where and when."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from lagezentrum.staffing.checking.contents import Assignment, Contents
from lagezentrum.staffing.checking.violations import Violation
from lagezentrum.staffing.checking.words import german_day


class Schedule:
    """Who is where in which week, by the first assignment of each person and week; and rule 1."""

    def __init__(self, contents: Contents) -> None:
        self.contents = contents
        self.rows: list[Assignment] = []
        """assignments of known people to known receivers in weeks of the plan, several of a person included"""
        self.place: dict[tuple[str, date], str] = {}
        self.of_week: defaultdict[date, list[Assignment]] = defaultdict(list)
        self.of_person: defaultdict[str, list[date]] = defaultdict(list)
        self.violations = list(self._place_all())

    def before(self, person: str, week: date) -> str | None:
        """Where a person was in the week before: in the plan, or in `standing`."""
        if week == self.contents.weeks[0]:
            standing = self.contents.standing.get(person)
            return None if standing is None else standing.receiver
        return self.place.get((person, week - timedelta(weeks=1)))

    def _place_all(self) -> Iterator[Violation]:
        weeks, people, receivers = set(self.contents.weeks), self.contents.people, self.contents.receivers
        for row in self.contents.assignments:
            unknown = [
                (de, en)
                for known, de, en in (
                    (row.week in weeks, f"Die Woche {german_day(row.week)}", f"The week {row.week}"),
                    (row.person in people, f"Die Kraft {row.person}", f"The person {row.person}"),
                    (row.receiver in receivers, f"Die Stelle {row.receiver}", f"The receiver {row.receiver}"),
                )
                if not known
            ]
            for de, en in unknown:
                said = f"{de} gibt es im Plan nicht.", f"{en} is not in the plan."
                yield Violation(1, *said, row.week, row.person, row.receiver)
            if unknown:
                continue
            if (row.person, row.week) in self.place:
                other = self.place[row.person, row.week]
                yield Violation(
                    1,
                    f"{row.person} ist in dieser Woche schon bei {other} eingesetzt.",
                    f"{row.person} is at {other} in this week already.",
                    row.week, row.person, row.receiver,
                )  # fmt: skip
            else:
                self.place[row.person, row.week] = row.receiver
                self.of_person[row.person].append(row.week)
            self.rows.append(row)
            self.of_week[row.week].append(row)
