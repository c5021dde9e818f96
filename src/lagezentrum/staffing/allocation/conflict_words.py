"""Wishes and limits in German and English sentences."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from lagezentrum.staffing.model import QUARTERS, Wish, WishKind, week_name

if TYPE_CHECKING:
    from lagezentrum.staffing.allocation.situation import Situation

Both = tuple[str, str]

REASONS: Mapping[str, Both] = {
    "unknown": ("Kraft oder aufnehmende Stelle ist unbekannt", "the person or the receiver is unknown"),
    "lender": ("die abgebende Stelle ist ausgenommen oder unbekannt", "the lender is excluded or unknown"),
    "consent": ("die Kraft hat nicht zugestimmt", "the person refused"),
    "window": ("die Kraft ist in dieser Woche nicht verfügbar", "the person is not available in that week"),
    "staff_council": ("der Personalrat ist noch nicht gehört", "the staff council was not heard yet"),
    "training": ("die Kraft ist noch nicht geschult", "the person is not trained yet"),
    "skill": ("der Pool lässt keine Arbeit zu, die die Kraft kann", "the pool is open to no work the person can do"),
    "distance": (
        "dort ist für die Kraft weder Arbeit aus der Ferne noch vor Ort möglich (Einsatzart, Entfernung)",
        "the person can work there neither remotely nor on site (mode, distance)",
    ),
    "longest": ("die längste Einsatzdauer ist erreicht", "the longest stay is reached"),
    "notice": ("die Rückruffrist ist nicht gewahrt", "the notice of recall is too short"),
}


def _week(first: date, last: date) -> Both:
    low, high = week_name(first), week_name(last)
    if low == high:
        return f"in {low}", f"in {low}"
    return f"von {low} bis {high}", f"from {low} to {high}"


def wish_in_words(wish: Wish, names: Mapping[str, str]) -> Both:
    """What a wish asks for."""
    de, en = _week(wish.first, wish.last)
    place = names.get(wish.receiver or "", wish.receiver or "")
    match wish.kind:
        case WishKind.PIN:
            return f"{wish.person} soll {de} bei {place} arbeiten", f"{wish.person} is to work at {place} {en}"
        case WishKind.FORBID if wish.receiver is None:
            return f"{wish.person} soll {de} nirgends arbeiten", f"{wish.person} is to work nowhere {en}"
        case WishKind.FORBID:
            return (
                f"{wish.person} soll {de} nicht bei {place} arbeiten",
                f"{wish.person} is not to work at {place} {en}",
            )
        case WishKind.RECALL:
            return f"{wish.person} ist {de} zurückgerufen", f"{wish.person} is recalled {en}"
    fte = (wish.quarters or 0) / QUARTERS
    return f"{fte:g} VZÄ sollen {de} frei bleiben".replace(".", ",", 1), f"{fte:g} FTE are to stay free {en}"


def rule_in_words(rule: tuple[str, ...], situation: "Situation") -> Both:
    """What a limit says."""
    eligible = situation.eligible
    key = rule[1] if len(rule) > 1 else ""
    if rule[0] in ("seats", "accesses", "arrivals"):
        place = eligible.receivers[key]
        return {
            "seats": (f"{place.name} hat {place.seats} Arbeitsplätze", f"{place.name} has {place.seats} desks"),
            "accesses": (f"{place.name} hat {place.accesses} Zugänge", f"{place.name} has {place.accesses} accounts"),
            "arrivals": (
                f"{place.name} kann {place.max_arrivals} neue Kräfte in der Woche einweisen",
                f"{place.name} can brief {place.max_arrivals} new people in a week",
            ),
        }[rule[0]]
    if rule[0] == "lender":
        lender = eligible.lenders[key]
        fte = f"{(lender.max_quarters or 0) / QUARTERS:g}"
        return f"{lender.name} gibt höchstens {fte.replace('.', ',')} VZÄ ab", f"{lender.name} lends at most {fte} FTE"
    if rule[0] == "team":
        return f"das Team {key} bleibt beisammen", f"team {key} stays together"
    ceiling = situation.instance.rules.ceiling
    return {
        "ceiling": (
            f"höchstens {ceiling} Kräfte sind zugleich im Einsatz",
            f"at most {ceiling} people serve at a time",
        ),
        "stay": ("wer im Einsatz ist, bleibt die Mindestdauer", "who is in service stays for the minimum stay"),
        "later": ("spätere Wochen sollen erfüllbar bleiben", "later weeks are to stay possible"),
    }[rule[0]]


def in_words(
    situation: "Situation", wishes: tuple[Wish, ...], rules: tuple[tuple[str, ...], ...], against: Mapping[Wish, str]
) -> Both:
    """The conflict as a sentence that says what to do."""
    names = {key: receiver.name for key, receiver in situation.eligible.receivers.items()}
    parts = [wish_in_words(wish, names) for wish in wishes]
    parts += [rule_in_words(rule, situation) for rule in rules]
    parts += [REASONS[reason] for reason in sorted(set(against.values()))]
    de, en = "; ".join(part[0] for part in parts), "; ".join(part[1] for part in parts)
    week = week_name(situation.week)
    if not wishes:
        return (
            f"In {week} schließen Regeln und laufende Einsätze einander aus: {de or 'keine Verteilung ist gültig'}. "
            "Bitte eine Grenze lockern oder einen Einsatz beenden.",
            f"In {week} rules and deployments in service exclude one another: {en or 'no distribution is valid'}. "
            "Relax a limit or end a deployment.",
        )
    if len(wishes) == 1:
        return (
            f"In {week} ist dieser Wunsch nicht erfüllbar: {de}. Bitte den Wunsch zurücknehmen oder ändern.",
            f"In {week} this wish can not be met: {en}. Take the wish back or change it.",
        )
    return (
        f"In {week} schließen diese Wünsche einander aus: {de}. Bitte einen davon zurücknehmen.",
        f"In {week} these wishes exclude one another: {en}. Take one of them back.",
    )
