"""A request beside the need computed, in words: German and English, built from facts alone."""

from collections.abc import Mapping

from lagezentrum.law.text import LanguageCode, Text
from lagezentrum.staffing.intake.requests import Tracing
from lagezentrum.staffing.need.ranges import Range
from lagezentrum.staffing.need.requests import TOLERANCE, Beside, Part, Stated, Verdict

STATUS: Mapping[Tracing, Text] = {
    Tracing.ASSURED: Text(de="Nachverfolgung gewährleistet", en="tracing assured"),
    Tracing.AT_RISK: Text(de="Nachverfolgung gefährdet", en="tracing at risk"),
    Tracing.NOT_POSSIBLE: Text(de="Nachverfolgung nicht mehr möglich", en="tracing no longer possible"),
}

_STATED: Mapping[Stated, Text] = {
    Stated.CASES: Text(de="Fälle der Woche", en="cases of the week"),
    Stated.CONTACTS: Text(de="Kontakte je Fall", en="contacts per case"),
    Stated.BACKLOG: Text(de="wartende Fälle", en="cases waiting"),
    Stated.OWN_STAFF: Text(de="eigene Kräfte (VZÄ)", en="own staff (FTE)"),
}


def number(value: float, code: LanguageCode) -> str:
    """At most one decimal, with the marks of the language: "1.157,5", "1,157.5", "12"."""
    text = f"{value:,.1f}".removesuffix(".0")
    text = "0" if text == "-0" else text
    return text.translate(str.maketrans(",.", ".,")) if code == "de" else text


def between(range_: Range, code: LanguageCode) -> str:
    """A range by its ends: "12–31"; one number where both are the same."""
    low, high = number(range_.low, code), number(range_.high, code)
    return low if low == high else f"{low}–{high}"


def signed(value: float, code: LanguageCode) -> str:
    """A difference with its sign: "+9", "−4"."""
    return f"{'+' if value > 0 else '−' if value < 0 else '±'}{number(abs(value), code)}"


def sentence(found: Beside, code: LanguageCode) -> str:
    """What the office asks for, what was computed, and where the difference comes from."""
    asks, computed = number(found.asks, code), found.computed
    if found.verdict is Verdict.WITHIN:
        if code == "de":
            return f"Meldet {asks}, berechnet {between(computed, code)}: im Rahmen."
        return f"Requests {asks}, computed {between(computed, code)}: within the range."
    difference = signed(found.difference, code)
    if found.verdict is Verdict.ABOVE:
        most = number(computed.high, code)
        lead = (
            f"Meldet {asks}, berechnet höchstens {most}: {difference}"
            if code == "de"
            else f"Asks for {asks}, computed at most {most}: {difference}"
        )
    else:
        least = number(computed.low, code)
        lead = (
            f"Meldet {asks}, berechnet mindestens {least}: {difference}"
            if code == "de"
            else f"Asks for {asks}, computed at least {least}: {difference}"
        )
    reasons = [_reason(part, code) for part in found.parts if abs(part.fte) >= TOLERANCE]
    if not reasons:
        rest = (
            "; was das Amt selbst angibt, erklärt das nicht"
            if code == "de"
            else "; nothing that the office states itself explains it"
        )
        return f"{lead}{rest}."
    because = ", weil " if code == "de" else ", because "
    unexplained = ""
    if abs(found.unexplained) >= TOLERANCE:
        left = signed(found.unexplained, code)
        unexplained = f"; nicht erklärt: {left}" if code == "de" else f"; unexplained: {left}"
    return f"{lead}{because}{'; '.join(reasons)}{unexplained}."


def _reason(part: Part, code: LanguageCode) -> str:
    title = _STATED[part.stated].in_language(code)
    value, assumed = number(part.value, code), between(part.instead_of, code)
    instead = "statt" if code == "de" else "instead of"
    return f"{title} {value} {instead} {assumed} ({signed(part.fte, code)})"
