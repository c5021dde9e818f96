"""The access rules as they stood on a day when only the decisions of courts made until then were known."""

from datetime import date, timedelta

from lagezentrum.law.access.model import AccessRules, PlaceRules, Row

_ONE_DAY = timedelta(days=1)


def as_known_on(rules: AccessRules, day: date) -> AccessRules:
    """The rules without what courts decided after a day.

    What a later decision brought about is left out, and what it ended goes on.
    """
    later = {name for name, court in rules.courts.items() if court.decided > day}
    if not later:
        return rules
    places = {
        kind: of_place.model_copy(update={"rows": tuple(_rows(of_place, later))})
        for kind, of_place in rules.places.items()
    }
    return rules.model_copy(update={"places": places})


def _rows(of_place: PlaceRules, later: set[str]) -> list[Row]:
    brought = [row for row in of_place.rows if row.court in later]
    return [
        row.model_copy(update={"to": None}) if any(_ended_by(row, other) for other in brought) else row
        for row in of_place.rows
        if row not in brought
    ]


def _ended_by(row: Row, other: Row) -> bool:
    """Whether another row takes the place of a row on the day after its last one."""
    follows = row.to is not None and other.from_ == row.to + _ONE_DAY
    return follows and not set(row.steps).isdisjoint(other.steps) and not set(row.settings).isdisjoint(other.settings)
