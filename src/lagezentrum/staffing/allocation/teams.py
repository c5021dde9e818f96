"""People of a team: all at the same receiver in a week, or none of them in service."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from lagezentrum.staffing.allocation.arrays import Arrays
from lagezentrum.staffing.allocation.situation import Situation


def members(situation: Situation, team: str | None) -> list[str]:
    """Everybody of a team, whether they may serve or not."""
    return sorted(person.key for person in situation.instance.people if person.team == team)


def add_rows(
    arrays: Arrays,
    situation: Situation,
    teams: Mapping[str, Sequence[int]],
    columns: Iterable[tuple[int, str, int]],
) -> None:
    """Rows that keep teams together.

    Args:
        arrays: the model.
        situation: the week.
        teams: team → groups of its members who may serve.
        columns: group, receiver and number of each column that sends somebody there.
    """
    at: dict[int, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for group, receiver, column in columns:
        at[group][receiver].append(column)
    for team, groups in sorted(teams.items()):
        missing = len(members(situation, team)) > len(groups)
        first = groups[0]
        for receiver in situation.eligible.receivers:
            if missing:
                _equal(arrays, ("team", team, receiver, -1), at[first][receiver], [])
            for other in groups[1:]:
                _equal(arrays, ("team", team, receiver, other), at[first][receiver], at[other][receiver])


def _equal(arrays: Arrays, name: tuple[str, str, str, int], left: Iterable[int], right: Iterable[int]) -> None:
    entries = [(column, 1.0) for column in left] + [(column, -1.0) for column in right]
    if entries:
        arrays.fill(arrays.row(name, 0.0, 0.0), entries)
