"""What pages say of levels, in whole sentences of the page's language."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from lagezentrum.engine.standing import Standing
from lagezentrum.engine.wording.phrases import level_title, listed, long_date, place, short_date, text
from lagezentrum.law.model import Version
from lagezentrum.outlook.earliest import prospect_of
from lagezentrum.outlook.earliest.wording import settled_sentence
from lagezentrum.web.ledger.determination import Determination
from lagezentrum.web.public import language
from lagezentrum.web.public.outlook import Answer, Coming
from lagezentrum.web.situation import Situation


def step_title(version: Version | None, step: str, rule: str = "") -> str:
    """What a level or a consequence is called: "Warnstufe 2", "3G-Regel ohne Warnstufe"."""
    spoken = language.current()
    if version is not None and step.isdigit() and int(step) in version.levels:
        return level_title(step, version.levels[int(step)], spoken)
    consequence = version.rules[rule].consequence if version is not None and rule in version.rules else None
    if consequence is not None and consequence.name == step:
        return text(consequence.title, spoken)
    return (_("Warnstufe %s") % step) if step.isdigit() else step


def what_holds(standing: Standing) -> str:
    """What holds, without day and place: "Warnstufe 2", "keine Warnstufe, aber: 3G-Regel ohne Warnstufe"."""
    if standing.level:
        return step_title(standing.version, str(standing.level))
    if standing.consequences:
        titles = [step_title(standing.version, step, e.rule) for step, e in standing.consequences]
        return _("keine Warnstufe, aber: %s") % listed(titles, language.current())
    return _("keine Warnstufe")


def since(standing: Standing) -> date | None:
    """Since when what holds has held; None where nothing does."""
    if standing.level:
        return standing.since
    days = [e.effective for _step, e in standing.consequences if e.effective is not None]
    return min(days, default=None)


def holds(standing: Standing, present: date) -> str:
    """What holds, held or will hold: "Seit Mittwoch, 1. Dezember 2021, gilt in der Region Hannover Warnstufe 2."."""
    began = since(standing)
    values = {
        "day": _day(standing.day),
        "where": place(standing.area, language.names(), language.current()),
        "what": what_holds(standing),
    }
    if standing.version is None:
        return _("Am %(day)s, gilt %(where)s keine Fassung der Regelung.") % values
    if standing.day < present:
        return _("Am %(day)s, galt %(where)s %(what)s.") % values
    if standing.day > present or began is None:
        return _("Am %(day)s, gilt %(where)s %(what)s.") % values
    if began == present:
        return _("Ab heute, %(day)s, gilt %(where)s %(what)s.") % values
    return _("Seit %(day)s, gilt %(where)s %(what)s.") % (values | {"day": _day(began)})


def reason(standing: Standing, orders: Sequence[Determination] = (), present: date | None = None) -> str:
    """By what it holds: an order, the regulation itself, or nothing.

    Args:
        standing: what holds.
        orders: the published determinations by which it holds, where they are recorded.
        present: today; since when it holds is told only where `holds` does not tell it.
    """
    version, began = standing.version, since(standing)
    if version is None:
        return ""
    if standing.fixed is not None:
        values = {"from": _day(standing.fixed.from_), "to": _day(standing.fixed.to) if standing.fixed.to else ""}
        return (
            _("Die Verordnung selbst setzt das fest, vom %(from)s bis %(to)s. Die Werte ändern daran nichts.") % values
        )
    by = standing.episodes[0] if standing.level else standing.consequences[0][1] if standing.consequences else None
    if by is None or began is None:
        return _("Es ist keine Feststellung in Kraft.")
    since_then = "" if present == standing.day else _("Seit %(day)s.") % {"day": _day(began)} + " "
    if by.basis == "regulation":
        return since_then + _("Die Verordnung selbst hat das festgesetzt. Es gilt, bis es aufgehoben wird.")
    rule = version.rules.get(by.rule)
    who = text(rule.authority, language.current()) if rule is not None else language.area_title(by.area)
    if rule is not None and rule.scope == "district":
        who = language.area_title(by.area)
    published = orders[0].published_on if orders else None
    if published is None:
        return since_then + _("Durch Allgemeinverfügung (%(who)s).") % {"who": who}
    values = {"who": who, "day": _day(published)}
    return since_then + _("Durch Allgemeinverfügung vom %(day)s (%(who)s).") % values


def not_before(day: date) -> str:
    """From when on figures to come could change anything."""
    return _("Nach den Werten kann sich vor %(day)s, nichts ändern.") % {"day": _day(day)}


def how_sure(answer: Answer) -> str:
    """How sure an answer is."""
    return {
        "in force": _("Das ist in Kraft."),
        "determined": _(
            "Das steht fest, solange niemand anders entscheidet: Bis dahin kann kein neuer Abschnitt wirken."
        ),
        "earliest": _(
            "Das kann sich noch ändern: Die Werte haben eine Änderung ergeben; festgestellt ist sie noch nicht."
        ),
        "unknown": _("Das ist noch nicht bekannt: Es hängt von Werten ab, die noch fehlen oder erst kommen."),
    }[answer.sure]


def comes(change: Coming, seen: Situation) -> str:
    """A change that may come: "Frühestens ab Freitag, 17. Dezember: Warnstufe 2. Erreicht, aber …"."""
    version = seen.regulation.in_force(change.area or next(iter(seen.areas)), seen.on)
    values = {
        "day": short_date(change.day, language.current()),
        "what": step_title(version, change.step, change.rule),
    }
    if change.settled is not None:
        return settled_sentence(change.settled, seen.applied, language.current())
    if change.kind == "determined":
        if change.change == "raise":
            return _("Ab %(day)s: %(what)s. Das ist festgestellt.") % values
        return _("Ab %(day)s: %(what)s endet. Das ist verfügt.") % values
    if change.kind == "met":
        if change.change == "raise":
            return _("Frühestens ab %(day)s: %(what)s. Erreicht, aber noch nicht festgestellt.") % values
        return _("Frühestens ab %(day)s: %(what)s endet. Nicht mehr erreicht, aber noch nicht aufgehoben.") % values
    if change.kind == "undetermined" and _is_over(change, seen):
        if change.change == "raise":
            return _("Offen: %(what)s. Ob es an früheren Tagen erreicht war, hängt an Werten, die fehlen.") % values
        return _("Offen: %(what)s endet. Ob es früher nicht mehr erreicht war, hängt an Werten, die fehlen.") % values
    if change.kind == "undetermined":
        if change.change == "raise":
            return _("Offen, frühestens ab %(day)s: %(what)s. Es hängt an Werten, die fehlen.") % values
        return _("Offen, frühestens ab %(day)s: %(what)s endet. Es hängt an Werten, die fehlen.") % values
    if change.path is not None:
        values |= {"counted": str(change.path.counted), "needed": str(change.path.needed)}
    if change.change == "raise":
        return (
            _("Frühestens ab %(day)s: %(what)s, wenn alle Tage bis dahin zählen (%(counted)s von %(needed)s).") % values
        )
    return (
        _("Frühestens ab %(day)s: %(what)s endet, wenn alle Tage bis dahin zählen (%(counted)s von %(needed)s).")
        % values
    )


def _is_over(change: Coming, seen: Situation) -> bool:
    """Whether missing values decide about days before the section that the outlook counts by now.

    Then no day is named for it: the earliest day by figures to come is that of the outlook.
    """
    prospect = prospect_of(seen.earliest(change.area), change.rule, change.step, change.change)
    return prospect is None or prospect.state != "undetermined"


def day_words(day: date) -> str:
    """A date in words, with its weekday."""
    return long_date(day, language.current())


def _day(day: date) -> str:
    return long_date(day, language.current())


def order_title(order: Determination, version: Version | None) -> str:
    """What a determination is, as a heading: "Feststellung: Warnstufe 2, Region Hannover"."""
    values = {"what": step_title(version, order.step, order.rule), "where": language.area_title(order.area)}
    return {
        "raise": _("Feststellung: %(what)s, %(where)s"),
        "3g": _("Feststellung: %(what)s, %(where)s"),
        "lower": _("Aufhebung: %(what)s, %(where)s"),
        "lift-3g": _("Aufhebung: %(what)s, %(where)s"),
        "other-date": _("Anderer Tag: %(what)s, %(where)s"),
        "refrain": _("Abgesehen: %(what)s, %(where)s"),
    }[order.kind] % values


def ordered(order: Determination, version: Version | None) -> str:
    """What a determination orders, in one sentence."""
    spoken = language.current()
    values = {
        "what": step_title(version, order.step, order.rule),
        "where": place(order.area, language.names(), spoken),
        "day": long_date(order.holds_from, spoken) if order.holds_from else "",
        "until": long_date(order.until, spoken) if order.until else "",
    }
    if order.kind == "refrain":
        if order.until:
            return _("%(what)s wird %(where)s nicht festgestellt, bis %(until)s.") % values
        return _("%(what)s wird %(where)s nicht festgestellt.") % values
    if order.change == "raise":
        return _("Ab %(day)s, gilt %(where)s %(what)s.") % values
    return _("Ab %(day)s, gilt %(where)s %(what)s nicht mehr.") % values
