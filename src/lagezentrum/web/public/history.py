"""What held in an area over the season, run by run, and by which orders."""

from dataclasses import dataclass
from datetime import date

from lagezentrum.engine.standing import Standing
from lagezentrum.web.ledger.determination import Determination
from lagezentrum.web.public import sentences, strip
from lagezentrum.web.public.days import bounds
from lagezentrum.web.public.marks import mark_of
from lagezentrum.web.public.views.card import orders_behind
from lagezentrum.web.situation import Situation


@dataclass(frozen=True)
class Stretch:
    """Days in a row on which the same held, by what, and by which orders; `goes_on`: it did on the day looked at."""

    run: strip.Run
    what: str
    reason: str
    orders: tuple[Determination, ...]
    goes_on: bool


@dataclass(frozen=True)
class History:
    """The strip of one area, and its stretches in words, the latest first."""

    runs: tuple[strip.Run, ...]
    months: tuple[strip.Month, ...]
    width: int
    height: int
    stretches: tuple[Stretch, ...]

    @property
    def words(self) -> str:
        """The strip for those who do not see it."""
        return strip.in_words(self.runs)


def span(seen: Situation) -> tuple[date, date]:
    """The days of the strip: from the first version to the day of the situation or the end of the regulation."""
    first, last = bounds(seen.regulation)
    ends = [version.in_force.to for version in seen.regulation.versions if version.in_force.to]
    return first, max(first, min([seen.on, last, *([max(ends)] if ends else [])]))


def history(seen: Situation, area: str) -> History:
    """The history of an area up to the day of a situation."""
    first, last = span(seen)
    standings: dict[date, Standing] = {}

    def on(day: date) -> Standing:
        if day not in standings:
            standings[day] = seen.standings.on(area, day)
        return standings[day]

    runs = strip.runs(first, last, lambda day: mark_of(on(day)))
    stretches = []
    for run in runs:
        if run.mark.kind != "none":
            held = on(run.first)
            orders = orders_behind(seen, held)
            what, reason = sentences.what_holds(held), sentences.reason(held, orders)
            stretches.append(Stretch(run, what, reason, orders, goes_on=run.last == seen.on))
    return History(
        runs, strip.months(first, last), strip.width(first, last), strip.ROW_HEIGHT, tuple(reversed(stretches))
    )
