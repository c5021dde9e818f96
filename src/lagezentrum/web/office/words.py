"""The office's words for what can be decided, what state it is in and what happened."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lagezentrum.web.people.models import Role
from lagezentrum.web.work_list import WorkItem

if TYPE_CHECKING:
    from lagezentrum.web.ledger.payloads import DraftKind

KINDS: Mapping["DraftKind", Promise] = {
    "raise": gettext_lazy("Warnstufe feststellen"),
    "lower": gettext_lazy("Warnstufe aufheben"),
    "3g": gettext_lazy("3G-Regel feststellen"),
    "lift-3g": gettext_lazy("3G-Regel aufheben"),
    "refrain": gettext_lazy("Von der Feststellung absehen"),
    "other-date": gettext_lazy("Einen anderen Tag der Aufhebung bestimmen"),
}

WHEN: Mapping["DraftKind", Promise] = {
    "raise": gettext_lazy("Wenn die Regel eine Warnstufe als erreicht ausweist, oder nach eigenem Ermessen."),
    "lower": gettext_lazy("Wenn die Werte einer Warnstufe nicht mehr erreicht sind."),
    "3g": gettext_lazy("Wenn die Neuinfektionen den Wert für 3G erreichen."),
    "lift-3g": gettext_lazy("Wenn die Neuinfektionen den Wert für 3G nicht mehr erreichen."),
    "refrain": gettext_lazy("Wenn ein räumlich begrenzter Ausbruch die Zahlen treibt."),
    "other-date": gettext_lazy("Wenn die Aufhebung früher oder später gelten soll, als die Regel es vorsieht."),
}

STATES: Mapping[str, Promise] = {
    "drafted": gettext_lazy("entworfen"),
    "approved": gettext_lazy("gezeichnet"),
    "published": gettext_lazy("veröffentlicht"),
    "withdrawn": gettext_lazy("zurückgezogen"),
    "suspended": gettext_lazy("gerichtlich ausgesetzt"),
    "corrected": gettext_lazy("durch Berichtigung ersetzt"),
}

EVENTS: Mapping[str, Promise] = {
    "finding-noted": gettext_lazy("Ergebnis der Regel vermerkt"),
    "drafted": gettext_lazy("entworfen"),
    "approved": gettext_lazy("gezeichnet"),
    "published": gettext_lazy("veröffentlicht"),
    "withdrawn": gettext_lazy("zurückgezogen"),
    "suspended": gettext_lazy("Aussetzung durch ein Gericht vermerkt"),
    "suspension-confirmed": gettext_lazy("Aussetzung durch ein Gericht bestätigt"),
    "suspension-dropped": gettext_lazy("Vermerk einer Aussetzung verworfen"),
    "late-publication": gettext_lazy("verspätete Veröffentlichung vermerkt"),
    "corrected": gettext_lazy("durch Berichtigung ersetzt"),
    "pool-lender": gettext_lazy("Abgebende Stelle festgelegt"),
    "pool-uploaded": gettext_lazy("Meldedatei hinterlegt"),
    "pool-nominated": gettext_lazy("Kräfte gemeldet"),
    "pool-checked": gettext_lazy("Meldungen geprüft"),
    "pool-unnominated": gettext_lazy("Meldungen zurückgezogen"),
    "pool-requested": gettext_lazy("Bedarf gemeldet"),
    "pool-proposed": gettext_lazy("Verteilung vorgeschlagen"),
    "pool-changed": gettext_lazy("Vorschlag von Hand geändert"),
    "pool-submitted": gettext_lazy("Vorschlag zur Freigabe vorgelegt"),
    "pool-returned": gettext_lazy("Vorschlag zurückgegeben"),
    "pool-approved": gettext_lazy("Verteilung freigegeben"),
    "pool-ordered": gettext_lazy("Einsätze angeordnet"),
    "pool-started": gettext_lazy("Kräfte im Einsatz"),
    "pool-extension-ask": gettext_lazy("Verlängerung beantragt"),
    "pool-extended": gettext_lazy("Einsätze verlängert"),
    "pool-recalled": gettext_lazy("Kräfte zurückgerufen"),
    "pool-ended": gettext_lazy("Einsätze beendet"),
    "pool-erased": gettext_lazy("Daten des Personalpools gelöscht"),
}

DEVIATIONS: Mapping[str, Promise] = {
    "changed": gettext_lazy("anders als im Register"),
    "missing": gettext_lazy("fehlt in der Datei"),
    "added": gettext_lazy("steht nicht im Register"),
    "not_in_proof": gettext_lazy("Verzeichnis der Felder passt nicht zum Register"),
    "other_proof": gettext_lazy("beruht auf einem anderen Nachweis"),
}

VERDICTS: Mapping[str, Promise] = {
    "accepted": gettext_lazy("angenommen"),
    "held": gettext_lazy("zurückgehalten"),
    "released": gettext_lazy("freigegeben"),
    "rejected": gettext_lazy("verworfen"),
}

SOURCES: Mapping[str, Promise] = {
    "rki-incidence": gettext_lazy("RKI 7-Tage-Inzidenz"),
    "nds-indicators": gettext_lazy("Indikatoren des Landes"),
    "divi": gettext_lazy("DIVI-Intensivregister"),
    "notice": gettext_lazy("Pressemitteilung (von Hand)"),
}

ROLES: Mapping[Role, Promise] = {
    Role.DISTRICT_OFFICER: gettext_lazy("Sachbearbeitung Landkreis / kreisfreie Stadt"),
    Role.MINISTRY_OFFICER: gettext_lazy("Sachbearbeitung Ministerium"),
    Role.APPROVER: gettext_lazy("Zeichnungsberechtigt"),
    Role.STAFF_UNIT: gettext_lazy("Personalstab"),
    Role.POOL_APPROVER: gettext_lazy("Zeichnungsberechtigt Personalpool"),
    Role.LENDING_AUTHORITY: gettext_lazy("Abgebende Stelle"),
    Role.RECEIVING_OFFICE: gettext_lazy("Aufnehmende Stelle"),
    Role.AUDITOR: gettext_lazy("Revision"),
    Role.OPERATOR: gettext_lazy("Betrieb"),
}


CHANGES: Mapping[str, Promise] = {
    "registered": gettext_lazy("Person eingetragen"),
    "removed": gettext_lazy("Person entfernt"),
    "address": gettext_lazy("E-Mail-Adresse geändert"),
    "activated": gettext_lazy("Zugang eingeschaltet"),
    "deactivated": gettext_lazy("Zugang abgeschaltet"),
    "password-set": gettext_lazy("Passwort durch den Betrieb gesetzt"),
    "factor-removed": gettext_lazy("Zweiter Faktor entfernt"),
    "identity-removed": gettext_lazy("Verbindung zum Anmeldedienst gelöst"),
    "granted": gettext_lazy("Berechtigung eingetragen"),
    "grant-changed": gettext_lazy("Berechtigung geändert"),
    "grant-removed": gettext_lazy("Berechtigung entfernt"),
}


def step_title(step: str) -> str:
    """Such as "Warnstufe 2", "3G-Regel"."""
    if step.isdigit():
        return _("Warnstufe %(level)s") % {"level": step}
    return _("%(name)s-Regel") % {"name": step}


def matter_title(kind: str, step: str) -> str:
    """What a matter does, such as "Warnstufe 2 feststellen"."""
    title = {"title": step_title(step)}
    match kind:
        case "lower" | "lift-3g":
            said = _("%(title)s aufheben")
        case "refrain":
            said = _("Von %(title)s absehen")
        case "other-date":
            said = _("%(title)s an einem anderen Tag aufheben")
        case _:
            said = _("%(title)s feststellen")
    return capfirst(said % title)


def finding_title(step: str, change: str, *, open_: bool = False) -> str:
    """What the rule found (or, where a value is missing, may have found), such as "Warnstufe 2 erreicht"."""
    if open_:
        said = (
            _("%(title)s vielleicht nicht mehr erreicht") if change == "lower" else _("%(title)s vielleicht erreicht")
        )
    else:
        said = _("%(title)s nicht mehr erreicht") if change == "lower" else _("%(title)s erreicht")
    return capfirst(said % {"title": step_title(step)})


def kind_for(step: str, change: str) -> "DraftKind":
    """What an authority decides as a rule on a finding."""
    if step.isdigit():
        return "lower" if change == "lower" else "raise"
    return "lift-3g" if change == "lower" else "3g"


_REASONS: Mapping[str, Promise] = {
    "refrained": gettext_lazy("Die Behörde sieht wegen eines begrenzten Ausbruchs ab."),
    "suspended": gettext_lazy("Ein Gericht hat eine Anordnung ausgesetzt."),
    "missing-value": gettext_lazy("Angeordnet, obwohl ein Wert fehlt: Gerechnet bleibt es offen."),
    "ordered-higher": gettext_lazy("Angeordnet ist mehr, als die Regel allein ergibt."),
    "ordered-lower": gettext_lazy("Angeordnet ist weniger, als die Regel allein ergibt."),
}


def reason(item: WorkItem) -> str:
    """Why what is ordered differs from what is computed."""
    return str(_REASONS.get(item.reason or "", ""))
