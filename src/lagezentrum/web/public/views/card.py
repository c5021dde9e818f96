"""The answer card: what holds in a district, since when, why, what next."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from lagezentrum.engine.progress import Progress
from lagezentrum.engine.standing import Standing
from lagezentrum.law.model import Version
from lagezentrum.sources.areas import Area
from lagezentrum.web.ledger.determination import Determination
from lagezentrum.web.public import sentences
from lagezentrum.web.public.days import Day
from lagezentrum.web.public.marks import Mark, mark_of
from lagezentrum.web.public.meaning import Condition, conditions
from lagezentrum.web.public.outlook import Answer, Coming, Outlook, is_open
from lagezentrum.web.situation import Situation


@dataclass(frozen=True)
class Card:
    """Everything the template of the card shows.

    Attributes:
        area: the district.
        answer: what holds and how sure.
        mark, sentence, reason, sure: that, for the eye and in words.
        orders: the published determinations by which it holds.
        suspended: the determinations that a court suspended for this day, each with the day on which that was noted,
            if it was noted only after the day.
        coming: what may change after the day: the change and its sentence.
        not_before: from when on figures to come could change anything, in words; empty where that is not known.
        conditions: what must be reached for the level that holds.
        running: the running sections.
        address: of the district's page for the day.
    """

    area: Area
    answer: Answer
    mark: Mark
    sentence: str
    reason: str
    sure: str
    orders: tuple[Determination, ...]
    suspended: tuple[tuple[Determination, date | None], ...]
    coming: tuple[tuple[Coming, str], ...]
    not_before: str
    conditions: tuple[Condition, ...]
    running: tuple[Progress, ...]
    address: str

    @property
    def version(self) -> Version | None:
        """The version in force on the day."""
        return self.answer.standing.version


def card(seen: Situation, ags: str, day: Day) -> Card:
    """The card of a district for a day; `seen` is the situation on `day.known`."""
    running = seen.progress(ags)
    outlook = Outlook(seen)
    answer = outlook.answer(ags, day.shown)
    standing = answer.standing
    orders = orders_behind(seen, standing)
    coming = answer.instead if day.is_ahead else outlook.coming(ags)
    news = tuple(c for c in coming if c.path is None or c.path.counted)
    earliest = None if news or day.is_ahead else outlook.not_before(ags)
    query = f"?tag={day.shown.isoformat()}" if day.chosen else ""
    return Card(
        area=seen.areas[ags],
        answer=answer,
        mark=mark_of(standing, is_open=is_open(outlook.coming(ags, by_figures_to_come=False))),
        sentence=sentences.holds(standing, day.present),
        reason=sentences.reason(standing, orders, day.present),
        sure=sentences.how_sure(answer),
        orders=orders,
        suspended=tuple(
            (found, pause.confirmed_on if pause.confirmed_on and pause.confirmed_on > day.shown else None)
            for found, pause in seen.suspended(ags, day.shown)
        ),
        coming=tuple((change, sentences.comes(change, seen)) for change in news),
        not_before=sentences.not_before(earliest) if earliest is not None else "",
        conditions=conditions(standing),
        running=running,
        address=reverse("public:district", args=[ags]) + query,
    )


def orders_behind(seen: Situation, standing: Standing) -> tuple[Determination, ...]:
    """The published determinations by which something holds."""
    if standing.fixed is not None:
        return ()
    by = {(e.rule, e.area, e.step, e.effective) for e in standing.episodes}
    by |= {(e.rule, e.area, e.step, e.effective) for _step, e in standing.consequences}
    return tuple(
        d for d in seen.determinations
        if d.is_public and d.change == "raise" and (d.rule, d.area, d.step, d.holds_from) in by
    )  # fmt: skip


def order_of(seen: Situation, rule: str, area: str, step: str, effective: date | None) -> Determination | None:
    """The published determination that put a step into force on a day, if one is recorded."""
    for found in seen.determinations:
        if found.is_public and (found.rule, found.area, found.step, found.holds_from) == (rule, area, step, effective):
            return found
    return None
