"""The pool's words for states, kinds of change and reasons, in German and English."""

from collections.abc import Mapping
from typing import Final

from lagezentrum.law.model import Text

PROPOSALS: Final[Mapping[str, Text]] = {
    "proposed": Text(de="vorgeschlagen", en="proposed"),
    "submitted": Text(de="zur Freigabe vorgelegt", en="submitted for approval"),
    "approved": Text(de="freigegeben", en="approved"),
    "ordered": Text(de="angeordnet", en="ordered"),
    "replaced": Text(de="durch einen neueren Vorschlag ersetzt", en="replaced by a later proposal"),
}
DEPLOYMENTS: Final[Mapping[str, Text]] = {
    "approved": Text(de="freigegeben", en="approved"),
    "ordered": Text(de="angeordnet", en="ordered"),
    "in-service": Text(de="im Einsatz", en="in service"),
    "extended": Text(de="verlängert", en="extended"),
    "recalled": Text(de="zurückgerufen", en="recalled"),
    "ended": Text(de="beendet", en="ended"),
}
NEVER_BEGUN: Final = Text(de="entfallen", en="never began")
"""Of a deployment that ended before it began."""
NOMINATIONS: Final[Mapping[str, Text]] = {
    "reported": Text(de="gemeldet", en="reported"),
    "checked": Text(de="geprüft", en="checked"),
    "withdrawn": Text(de="zurückgezogen", en="withdrawn"),
}
CHANGES: Final[Mapping[str, Text]] = {
    "pin": Text(de="festgesetzt", en="pinned"),
    "forbid": Text(de="ausgeschlossen", en="excluded"),
    "swap": Text(de="getauscht", en="swapped"),
    "reserve": Text(de="zurückgehalten", en="held in reserve"),
}
REASONS: Final[Mapping[str, Text]] = {
    "receiver-asked": Text(de="Wunsch der aufnehmenden Stelle", en="the receiver asked for it"),
    "lender-asked": Text(de="Wunsch der abgebenden Stelle", en="the lender asked for it"),
    "continuity": Text(de="Einarbeitung erhalten", en="keep people who are trained there"),
    "language": Text(de="Sprache wird gebraucht", en="a language is needed"),
    "expertise": Text(de="Fachkenntnis wird gebraucht", en="expertise is needed"),
    "workplace": Text(de="Arbeitsplatz oder Zugang", en="desk or account"),
    "conflict-of-interest": Text(de="Besorgnis der Befangenheit", en="conflict of interest"),
    "outbreak": Text(de="absehbarer Ausbruch", en="an outbreak is expected"),
    "absence": Text(de="nicht verfügbar", en="not available"),
}
TRACING: Final[Mapping[str, Text]] = {
    "assured": Text(de="gewährleistet", en="assured"),
    "at_risk": Text(de="gefährdet", en="at risk"),
    "not_possible": Text(de="nicht mehr möglich", en="no longer possible"),
}
CONSENT: Final[Mapping[str, Text]] = {
    "given": Text(de="zugestimmt", en="given"),
    "refused": Text(de="nicht zugestimmt", en="refused"),
    "not_required": Text(de="nicht erforderlich", en="not required"),
}


def sentence(said: str) -> str:
    """What a reader of files says briefly, such as "no header found", as a sentence beside others."""
    return said if said.endswith((".", "?", "!")) else f"{said[:1].upper()}{said[1:]}."
