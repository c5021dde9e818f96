"""From a door notice to the lines of its sheet: large rule, icons, exemptions, validity, other languages."""

from datetime import date
from itertools import pairwise
from typing import Any

from lagezentrum.documents import door_words as w
from lagezentrum.documents.door_notice import DoorNotice, DoorRule
from lagezentrum.engine.wording.phrases import long_date, number


def layout(notice: DoorNotice) -> dict[str, Any]:
    """The sheet as JSON values for the template."""
    strictest = notice.rules[-1]
    validity = w.VALID["open" if notice.valid_until is None else "span"]
    tests = next((rule.tests for rule in reversed(notice.rules) if rule.tests), ())
    notes = [w.TESTS.format(tests=", ".join(tests))] if tests else []
    notes += [w.REPEATED] if any(rule.repeats_test for rule in notice.rules) else []
    if notice.relief is not None:
        relief = notice.relief
        percent = number(relief.percent, "de")
        notes.append(w.RELIEF.format(percent=percent, instead_of=relief.instead_of, requirement=relief.requirement))
    if notice.staff_mask in w.MASKS and notice.staff_metres is not None:
        notes.append(w.STAFF.format(mask=w.MASKS[notice.staff_mask], metres=number(notice.staff_metres, "de")))
    notes += [w.CAP.format(n=_people(notice.cap))] if notice.cap else []
    notes += [w.DOUBT.format(doubt=doubt) for doubt in dict.fromkeys(rule.doubt for rule in notice.rules) if doubt]
    return {
        "title": w.TITLE.format(
            place=notice.place_title, rule=w.RULES.get(strictest.requirement or "", w.NOT_ON_RECORD)
        ),
        "area": notice.area_name,
        "place": f"{notice.place_title}, {w.SETTINGS[notice.setting]}",
        "panels": _panels(notice),
        "notes": notes,
        "exempt_title": w.WHO_EXEMPT,
        "exempt": [{"who": exempt.who, "what": exempt.what} for exempt in notice.exempt],
        "validity": validity.format(
            first=_spoken(notice.valid_from), last=_spoken(notice.valid_until) if notice.valid_until else ""
        ),
        "languages": _languages(notice),
        "live_page": w.LIVE_PAGE,
        "url": notice.url,
        "ground": w.GROUND.format(
            regulation=notice.regulation_title,
            level=notice.level_title[:1].upper() + notice.level_title[1:],
            basis=w.BASIS[notice.basis],
            as_of=_spoken(notice.as_of),
        ),
    }


def _panels(notice: DoorNotice) -> list[dict[str, Any]]:
    """A panel for each number of people from which something else is demanded."""
    following: list[DoorRule | None] = [later for _, later in pairwise(notice.rules)]
    return [_panel(rule, later) for rule, later in zip(notice.rules, [*following, None], strict=True)]


def _panel(rule: DoorRule, later: DoorRule | None) -> dict[str, Any]:
    who = ""
    if rule.people is not None and rule.word is not None:
        who = w.FROM[rule.word].format(n=_people(rule.people))
    elif later is not None and later.people is not None:
        who = w.UP_TO.format(n=_people(later.people - (later.word == "at_least")))
    icons = list(w.ICONS.get(rule.requirement or "", ()))
    if rule.mask in w.MASKS and rule.requirement != "closed":
        icons.append(("mask", w.MASKS[rule.mask]))
    if rule.contact_data is not None:
        icons.append(("contact", w.CONTACT[rule.contact_data]))
    return {
        "who": who,
        "label": w.LABELS.get(rule.requirement or "", "?"),
        "rule": w.RULES.get(rule.requirement or "", w.NOT_ON_RECORD),
        "icons": [{"name": name, "says": says} for name, says in icons],
    }


def _languages(notice: DoorNotice) -> list[dict[str, Any]]:
    """The headlines in each other language, marked until an authority confirmed it; first what asks for nothing."""
    known = [rule for rule in notice.rules if rule.requirement is not None]
    shown = [rule for rule in known if rule.requirement != "none"] or known[-1:]
    return [
        {
            "language": language.language,
            "direction": language.direction,
            "name": language.name,
            "says": " ".join(_line(rule, language) for rule in shown),
            "mark": "" if language.language in notice.confirmed else language.phrases["not_reviewed"],
        }
        for language in w.languages()
    ]


def _line(rule: DoorRule, language: w.Phrases) -> str:
    said = language.headline(rule.requirement or "none")
    if rule.people is not None:
        people = rule.people - (rule.word == "at_least")
        said = f"{language.phrases['from_people'].format(n=people)} {said}"
    mask = language.phrases.get(rule.mask or "")
    return f"{said}. {mask}." if mask and rule.requirement != "closed" else f"{said}."


def _spoken(day: date) -> str:
    return long_date(day, "de").replace(" ", "\u00a0")


def _people(count: int) -> str:
    return f"{count:,}".replace(",", ".")
