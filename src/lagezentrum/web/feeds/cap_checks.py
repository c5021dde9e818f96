"""What our CAP profile demands beyond the schema, which lets through an update that refers to nothing."""

import re
from collections.abc import Iterator
from datetime import datetime

from lxml import etree

from lagezentrum.web.feeds.cap import NAMESPACE

_CAP = {"c": NAMESPACE}
_NAME = re.compile(r"[^\s,<&]+")
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}[+-]\d{2}:\d{2}")
_ARS = re.compile(r"\d{12}")
_LONGEST_HEADLINE = 160
_REFERRING = ("Update", "Cancel", "Ack", "Error")


def problems(content: bytes, *, live: bool) -> tuple[str, ...]:
    """Everything in a message that the profile does not allow; empty if it is in order.

    Args:
        content: the message as XML.
        live: whether the service may send actual warnings.

    Raises:
        lxml.etree.XMLSyntaxError: it is no XML.
    """
    alert = etree.fromstring(content, parser=etree.XMLParser(resolve_entities=False, no_network=True))
    return (*_about_message(alert, live), *_about_references(alert), *_about_infos(alert))


def _text(element: etree._Element, name: str) -> str:
    return element.findtext(f"c:{name}", default="", namespaces=_CAP).strip()


def _about_message(alert: etree._Element, live: bool) -> Iterator[str]:
    if alert.tag != f"{{{NAMESPACE}}}alert":
        yield f"the root is {alert.tag}, not an alert of CAP 1.2"
    for name in ("identifier", "sender"):
        if not _NAME.fullmatch(_text(alert, name)):
            yield f"{name} is empty or holds a space, a comma, < or &"
    if not _MOMENT.fullmatch(_text(alert, "sent")):
        yield "sent is no moment with whole seconds and an offset"
    status = _text(alert, "status")
    if status == "Actual" and not live:
        yield "status is Actual, but the service is an exercise or has no authority"
    if status not in ("Actual", "Exercise"):
        yield f"status {status!r} is not used here"
    if status == "Exercise" and not _text(alert, "note"):
        yield "an exercise must say so in its note"
    if _text(alert, "scope") != "Public":
        yield "scope is not Public"


def _about_references(alert: etree._Element) -> Iterator[str]:
    written = _text(alert, "references")
    kind = _text(alert, "msgType")
    if kind not in _REFERRING:
        if written:
            yield f"a message of type {kind} refers to none, but has references"
        return
    if not written:
        yield f"a message of type {kind} must say which messages it refers to"
    for triple in written.split():
        parts = triple.split(",")
        if len(parts) != 3 or not all(parts) or not _MOMENT.fullmatch(parts[2]):
            yield f"reference {triple!r} is not sender,identifier,sent"
        elif parts[1] == _text(alert, "identifier"):
            yield "a message can not refer to itself"
        elif _MOMENT.fullmatch(_text(alert, "sent")) and _at(parts[2]) >= _at(_text(alert, "sent")):
            yield f"reference {triple!r} is not older than the message"


def _about_infos(alert: etree._Element) -> Iterator[str]:
    infos = alert.findall("c:info", namespaces=_CAP)
    languages = [_text(info, "language") for info in infos]
    if languages[:1] != ["de-DE"]:
        yield "the first info is not in German"
    if len(set(languages)) != len(languages):
        yield "two infos are in the same language"
    for name in ("category", "responseType", "urgency", "severity", "certainty", "onset", "expires"):
        if len({_text(info, name) for info in infos}) > 1:
            yield f"{name} differs between languages"
    for info in infos:
        language = _text(info, "language")
        said = _text(info, "headline")
        if not 0 < len(said) <= _LONGEST_HEADLINE:
            yield f"{language}: the headline is empty or longer than {_LONGEST_HEADLINE} characters"
        if _text(info, "responseType") == "AllClear" and _text(info, "severity") != "Minor":
            yield f"{language}: all is clear, but the severity is {_text(info, 'severity')}"
        onset, expires = _text(info, "onset"), _text(info, "expires")
        if expires and not (onset and _at(onset) < _at(expires)):
            yield f"{language}: it expires before it begins"
        for name in ("senderName", "description", "instruction", "web"):
            if not _text(info, name):
                yield f"{language}: {name} is empty"
        areas = info.findall("c:area", namespaces=_CAP)
        if not areas:
            yield f"{language}: there is no area"
        for area in areas:
            yield from _about_area(area, language)


def _about_area(area: etree._Element, language: str) -> Iterator[str]:
    if not _text(area, "areaDesc"):
        yield f"{language}: the area has no name"
    keys = [
        _text(code, "value") for code in area.findall("c:geocode", namespaces=_CAP) if _text(code, "valueName") == "ARS"
    ]
    if len(keys) != 1 or not _ARS.fullmatch(keys[0]):
        yield f"{language}: the area needs one ARS with twelve digits"
    for polygon in area.findall("c:polygon", namespaces=_CAP):
        points = (polygon.text or "").split()
        if len(points) < 4 or points[0] != points[-1]:
            yield f"{language}: a polygon is not closed"


def _at(written: str) -> datetime:
    return datetime.fromisoformat(written)
