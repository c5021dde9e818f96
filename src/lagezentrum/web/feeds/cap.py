"""A CAP 1.2 message as XML. What the profile demands beyond the schema stands in `feeds/cap_checks.py`."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta

from django.conf import settings
from lxml import etree
from lxml.builder import ElementMaker  # type: ignore[import-not-found]  # lxml-stubs leaves it out

from lagezentrum.documents.outlines import outlines
from lagezentrum.web.api.geometry import polygons
from lagezentrum.web.feeds.cap_messages import Message
from lagezentrum.web.feeds.cap_rest import Rest
from lagezentrum.web.feeds.cap_wording import headline_of
from lagezentrum.web.feeds.wording import (
    LANGUAGES,
    Language,
    area_title,
    authority,
    exercise_note,
    marked,
    step_title,
)
from lagezentrum.web.ledger.determination import Determination
from lagezentrum.web.today import BERLIN

NAMESPACE = "urn:oasis:names:tc:emergency:cap:1.2"
MEDIA_TYPE = "application/cap+xml"
_E = ElementMaker(namespace=NAMESPACE, nsmap={None: NAMESPACE})

_SEVERITY = {"1": "Minor", "2": "Moderate", "3": "Severe"}
_TAGS: dict[Language, str] = {"de": "de-DE", "en": "en-GB"}
_INSTRUCTION: dict[Language, str] = {
    "de": "Was jetzt wo gilt, steht auf der genannten Seite.",
    "en": "What applies where is told on the page named.",
}


def is_live() -> bool:
    """Whether a message may call itself an actual warning: not in an exercise, and only for a named authority."""
    return not settings.EXERCISE and bool(settings.AUTHORITY)


def as_xml(message: Message, page: str, left: Rest) -> bytes:
    """The message.

    Args:
        message: what to say.
        page: address of the page of its determination, with host.
        left: what holds once it has taken effect; only where nothing does, all is clear.
    """
    parts: list[etree._Element] = [
        _E.identifier(message.identifier),
        _E.sender(settings.DEFAULT_FROM_EMAIL),
        _E.sent(moment(message.sent)),
        _E.status("Actual" if is_live() else "Exercise"),
        _E.msgType(message.type),
        _E.scope("Public"),
    ]
    if not is_live():
        parts.append(_E.note(f"{exercise_note('de')} / {exercise_note('en')}".strip(" /") or "Exercise"))
    if message.references:
        parts.append(
            _E.references(
                " ".join(f"{settings.DEFAULT_FROM_EMAIL},{name},{moment(sent)}" for name, sent in message.references)
            )
        )
    parts += [_info(message, language, page, left) for language in LANGUAGES]
    alert = _E.alert(*parts)
    return etree.tostring(alert, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def moment(at: datetime) -> str:
    """A moment as CAP writes it: local time in Germany, whole seconds, offset in digits."""
    return at.astimezone(BERLIN).isoformat(timespec="seconds")


def _info(message: Message, language: Language, page: str, left: Rest) -> etree._Element:
    determination = message.determination
    onset, expires = _span(message)
    said = headline_of(message, language)
    parts: list[etree._Element] = [
        _E.language(_TAGS[language]),
        _E.category("Health"),
        _E.event(step_title(determination, language)),
        _E.responseType("Prepare" if message.warns else "Monitor" if _is_left(message, left) else "AllClear"),
        _E.urgency(_urgency(message.sent, onset)),
        _E.severity(_SEVERITY.get(determination.step if message.warns else str(left.level), "Minor")),
        _E.certainty("Observed"),
        _E.effective(moment(message.sent)),
    ]
    if onset is not None:
        parts.append(_E.onset(moment(onset)))
    if expires is not None:
        parts.append(_E.expires(moment(expires)))
    parts += [
        _E.senderName(_sender_name(determination)),
        _E.headline(marked(said, language)),
        _E.description(" ".join(part for part in (exercise_note(language), f"{said}.", determination.reasons) if part)),
        _E.instruction(_INSTRUCTION[language]),
        _E.web(page),
        *_parameters(determination),
        _area(determination.area),
    ]
    info: etree._Element = _E.info(*parts)
    return info


def _is_left(message: Message, left: Rest) -> bool:
    """Whether danger goes on, or comes back when a pause is over."""
    return left.anything or (message.pause is not None and message.pause.last is not None)


def _span(message: Message) -> tuple[datetime | None, datetime | None]:
    """From when to when it holds what a message says; a withdrawal holds at once."""
    if message.occasion == "published":
        return _midnight(message.determination.holds_from), None
    if message.pause is None:
        return None, None
    last = message.pause.last
    return _midnight(message.pause.first), None if last is None else _midnight(last + timedelta(days=1))


def _urgency(sent: datetime, onset: datetime | None) -> str:
    return "Immediate" if onset is None or onset <= sent else "Future"


def _midnight(day: date | None) -> datetime | None:
    return None if day is None else datetime.combine(day, time.min, tzinfo=BERLIN)


def _sender_name(determination: Determination) -> str:
    name = authority(determination)
    return name if is_live() else f"{name} (Übung)".strip()


def _parameters(determination: Determination) -> Iterator[etree._Element]:
    for name, value in (
        ("lagezentrum:determination", determination.id),
        ("lagezentrum:step", determination.step),
        ("lagezentrum:change", determination.change),
        ("lagezentrum:rule", determination.rule),
        ("lagezentrum:regulation", f"{determination.regulation}@{determination.version}"),
        ("lagezentrum:proof-sha256", determination.proof_sha256),
    ):
        yield _E.parameter(_E.valueName(name), _E.value(value))


def _area(area: str) -> etree._Element:
    """The area by name, outline and keys. CAP knows no holes, so the keys are exact and the outline is not.

    A Land has no outline here; its key says it all.
    """
    outline = outlines().get(area)
    made: etree._Element = _E.area(
        _E.areaDesc(area_title(area)),
        *(_E.polygon(ring) for ring in (_outer_rings(outline.rings) if outline else ())),
        _E.geocode(_E.valueName("ARS"), _E.value(area.ljust(12, "0"))),
        _E.geocode(_E.valueName("AGS"), _E.value(area)),
    )
    return made


def _outer_rings(rings: Sequence[Sequence[tuple[int, int]]]) -> Iterator[str]:
    for polygon in polygons(rings).coordinates:
        yield " ".join(f"{north:.3f},{east:.3f}" for east, north in polygon[0])
