"""The work list as cards: what it is, until when, and the one thing that this person can do about it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

from django.urls import reverse
from django.utils.translation import gettext as _

from lagezentrum.engine.progress import Progress
from lagezentrum.web.ledger.determination import Determination
from lagezentrum.web.people.permission import Action, bases, may
from lagezentrum.web.people.second_person import is_second
from lagezentrum.web.situation import Situation
from lagezentrum.web.work_list import WorkItem, WorkList

if TYPE_CHECKING:
    from django.contrib.auth.models import User

_ONE_DAY = timedelta(days=1)
_ACTING = (Action.DRAFT, Action.APPROVE, Action.PUBLISH)

Urgency = Literal["now", "soon", "calm"]


@dataclass(frozen=True)
class Button:
    """The main thing to do: its words, its address, whether it moves something (or only shows it)."""

    words: str
    address: str
    moves: bool


@dataclass(frozen=True)
class Card:
    """One thing on the list.

    Attributes:
        item: what the work list says.
        mine: whether the person can act on it, or only read it.
        button: the one main button.
        publish_by: the last day of publication with which the earliest day stands.
        urgency: `now` if that is today or past, `soon` within two days.
    """

    item: WorkItem
    mine: bool
    button: Button
    publish_by: date | None
    urgency: Urgency


@dataclass(frozen=True)
class Section:
    """A group of the list: its heading, what it holds, and what to say where it is empty."""

    title: str
    note: str
    quiet: str
    cards: tuple[Card, ...]


@dataclass(frozen=True)
class Waiting:
    """An open or late matter, or one with a suspension to confirm, that a person can move on."""

    matter: Determination
    button: Button
    late: bool


def shared_out(
    user: "User", listed: WorkList, acting: Collection[str], today: date
) -> tuple[tuple[Section, ...], tuple[Card, ...]]:
    """The list in its groups, and apart from them what other areas decide; who only reads gets all in groups."""
    every = [(*texts, [card(user, item, today) for item in items]) for texts, items in _groups(listed)]
    mine = tuple(
        Section(title, note, quiet, tuple(one for one in found if one.mine or not acting))
        for title, note, quiet, found in every
    )
    return mine, tuple(one for *_, found in every for one in found if acting and not one.mine)


def _groups(listed: WorkList) -> tuple[tuple[tuple[str, str, str], tuple[WorkItem, ...]], ...]:
    return (
        (
            (_("Heute entscheiden"), _("Erreicht, aber noch nicht festgestellt."), _("Nichts ist festzustellen.")),
            listed.decide,
        ),
        ((_("Aufhebung prüfen"), _("In Kraft, aber nicht mehr erreicht."), _("Nichts ist aufzuheben.")), listed.lift),
        (
            (
                _("Noch offen"),
                _("Ob etwas erreicht ist, hängt an einem fehlenden Wert."),
                _("Es fehlt kein Wert, der entscheidet."),
            ),
            listed.undetermined,
        ),
        (
            (_("Angeordnet ist etwas anderes als berechnet"), "", _("Anordnung und Berechnung stimmen überein.")),
            listed.differs,
        ),
    )


def card(user: "User", item: WorkItem, today: date) -> Card:
    """The card of a thing on the list."""
    publish_by = item.finding.earliest_effect - _ONE_DAY if item.finding and item.group in ("decide", "lift") else None
    urgency: Urgency = "calm"
    if publish_by is not None:
        urgency = "now" if publish_by <= today else "soon" if publish_by <= today + 2 * _ONE_DAY else "calm"
    mine = any(may(user, action, item.area) for action in _ACTING)
    return Card(item, mine, _button(user, item), publish_by, urgency)


def _button(user: "User", item: WorkItem) -> Button:
    if item.matter is not None:
        return matter_button(user, item.matter)
    if item.group == "differs":
        return Button(_("Verlauf ansehen"), reverse("office:area", args=[item.area]), False)
    if item.withheld and may(user, Action.RELEASE, item.area[:2]):
        return Button(_("Zurückgehaltene Datei prüfen"), reverse("office:file", args=[item.withheld[0].file.pk]), True)
    change = item.finding.change if item.finding else "raise"
    address = reverse("office:finding", args=[item.area, item.rule, item.step, change])
    if item.group in ("decide", "lift") and may(user, Action.DRAFT, item.area):
        return Button(_("Nachweis prüfen und entscheiden"), address, True)
    return Button(_("Nachweis ansehen"), address, False)


def matter_button(user: "User", found: Determination) -> Button:
    """What a person can do next with a matter."""
    grants = bases(user, Action.APPROVE, found.area) if found.state == "drafted" else ()
    if grants and is_second(user.pk, grants, found.drafted_by_id):
        return Button(_("Prüfen und zeichnen"), reverse("office:approve", args=[found.id]), True)
    if found.state == "approved" and may(user, Action.PUBLISH, found.area):
        return Button(_("Veröffentlichen"), reverse("office:publish", args=[found.id]), True)
    grants = bases(user, Action.CONFIRM_SUSPENSION, found.area)
    if any(grants and is_second(user.pk, grants, noted.noted_by_id) for noted in found.noted_suspensions):
        return Button(_("Aussetzung bestätigen"), reverse("office:matter", args=[found.id]) + "#aussetzung", True)
    if is_late(found) and may(user, Action.CORRECT, found.area):
        return Button(_("Tag berichtigen"), reverse("office:correct", args=[found.id]), True)
    return Button(_("Vorgang ansehen"), reverse("office:matter", args=[found.id]), False)


def is_late(found: Determination) -> bool:
    """Whether it was published too late for its day, and nobody has moved the day yet."""
    late = found.holds_from is not None and found.effective is not None and found.holds_from > found.effective
    return found.state == "published" and late


def waiting(user: "User", seen: Situation, areas: Iterable[str], shown: Iterable[WorkItem]) -> tuple[Waiting, ...]:
    """Matters in some areas that somebody must move on and that no card of the list is about."""
    wanted, on_cards = frozenset(areas), {item.matter.id for item in shown if item.matter}
    corrected = {d.corrects for d in seen.determinations if d.is_open}
    return tuple(
        Waiting(found, matter_button(user, found), is_late(found))
        for found in seen.determinations
        if found.area in wanted
        and found.id not in on_cards
        and (found.is_open or found.noted_suspensions or (is_late(found) and found.id not in corrected))
    )


def running(seen: Situation, areas: Iterable[str]) -> tuple[Progress, ...]:
    """The running sections of some areas that have come some way and are not complete, the nearest first."""
    found: dict[tuple[str, str, str], Progress] = {}
    for area in areas:
        for progress in seen.progress(area):
            if progress.area == area and progress.counted and not progress.complete:
                found[progress.area, progress.rule, progress.step] = progress
    return tuple(sorted(found.values(), key=lambda p: (p.earliest_effect or date.max, p.area, p.rule, p.step)))
