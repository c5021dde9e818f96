"""All published determinations, each with how far it has come: met, determined, in force."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from lagezentrum.documents.change_proof import ChangeProof
from lagezentrum.engine.outcome import Episode
from lagezentrum.web.ledger import law
from lagezentrum.web.ledger.determination import Determination
from lagezentrum.web.public import language, sentences
from lagezentrum.web.public.marks import Mark, step_mark
from lagezentrum.web.situation import Situation


@dataclass(frozen=True)
class Entry:
    """One determination in the list.

    Attributes:
        order: the determination.
        title: what it is.
        mark: of the step that it puts into force; None where it ends one or refrains from it.
        met: what its proof shows, in words.
        in_force: whether it has effect today, since when or from when on, in words.
        takes_effect: whether it has effect today.
    """

    order: Determination
    title: str
    mark: Mark | None
    met: str
    in_force: str
    takes_effect: bool


def entries(seen: Situation, area: str = "") -> tuple[Entry, ...]:
    """The published determinations, the latest first; those that concern an area (its Land's among them), or all."""
    concerned = (area, area[:2])
    public = [d for d in seen.determinations if d.is_public and (not area or d.area in concerned)]
    public.sort(key=lambda d: (d.published_on or date.min, d.entries[-1].number), reverse=True)
    return tuple(_entry(seen, order) for order in public)


def areas_with_orders(seen: Situation) -> Iterator[tuple[str, str]]:
    """Key and title of every area in which something was determined: the Land first, then districts by name."""
    keys = {d.area for d in seen.determinations if d.is_public} & set(seen.areas)
    named = sorted((len(key) > 2, seen.areas[key].name, key) for key in keys)
    return ((key, language.area_title(key)) for _is_district, _name, key in named)


def _entry(seen: Situation, order: Determination) -> Entry:
    version = law.library().regulation(order.regulation).named(order.version)
    begins = order.change == "raise" and order.kind != "refrain"
    words, takes_effect = _effect(seen, order)
    return Entry(
        order,
        sentences.order_title(order, version),
        step_mark(order.step) if begins else None,
        _met(order),
        words,
        takes_effect,
    )


def _met(order: Determination) -> str:
    status = ChangeProof.model_validate(order.proof).status
    if status == "undetermined":
        return _("offen: Werte fehlen")
    if status != "found":
        return _("nach den Werten nicht")
    day = _day(order.section[-1]) if order.section else ""
    if order.change == "lower":
        return _("nicht mehr, am %(day)s") % {"day": day} if day else _("nicht mehr")
    return _("am %(day)s") % {"day": day} if day else _("ja")


def _effect(seen: Situation, order: Determination) -> tuple[str, bool]:
    """Whether a determination has effect on the day of a situation, in words."""
    if order.state == "withdrawn":
        return _("zurückgezogen"), False
    if order.state == "corrected":
        return _("berichtigt"), False
    if order.state == "suspended":
        return _("ausgesetzt"), False
    if order.kind == "refrain":
        if order.until is None:
            return _("davon abgesehen"), True
        return _("davon abgesehen, bis %(day)s") % {"day": _day(order.until)}, order.until >= seen.on
    begins = order.holds_from
    if begins is None:
        return "–", False
    if begins > seen.on:
        return _("erst ab %(day)s") % {"day": _day(begins)}, False
    episode = _episode(seen, order) if order.change == "raise" else None
    if episode is not None and episode.ends is not None and episode.ends <= seen.on:
        values = {"first": _day(begins), "end": _day(episode.ends)}
        return _("von %(first)s an, nicht mehr seit %(end)s") % values, False
    return _("seit %(day)s") % {"day": _day(begins)}, True


def _episode(seen: Situation, order: Determination) -> Episode | None:
    """The time in which the step held by an order."""
    mine = (order.rule, order.area, order.step, order.holds_from)
    return next((e for e in seen.ordered.episodes if (e.rule, e.area, e.step, e.effective) == mine), None)


def _day(day: date) -> str:
    return language.tight_date(day)
