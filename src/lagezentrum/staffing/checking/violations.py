"""What is wrong with a plan: the number of the rule, who, where, when, and a sentence in German and English."""

from dataclasses import dataclass
from datetime import date

STATEMENT = 0
"""Stands for a rule where a figure that the file states is not the one that follows from its assignments."""

RULE_NAMES: dict[int, tuple[str, str]] = {
    STATEMENT: ("Angaben", "statements"),
    1: ("Ein Einsatzort", "one place"),
    2: ("Zeitfenster", "window"),
    3: ("Zustimmung", "consent"),
    4: ("Personalrat", "staff council"),
    5: ("Schulung", "training"),
    6: ("Stufe", "skill"),
    7: ("Remote oder vor Ort", "remote or on site"),
    8: ("Abgebende Stelle", "lender"),
    9: ("Plätze", "places"),
    10: ("Neue Kräfte", "arrivals"),
    11: ("Obergrenze", "ceiling"),
    12: ("Mindestdauer", "minimum stay"),
    13: ("Höchstdauer", "longest stay"),
    14: ("Teams", "teams"),
    15: ("Vorgaben", "wishes"),
}
"""the rules of `docs/pool-plan-format.md`, German and English"""


@dataclass(frozen=True, slots=True)
class Violation:
    """A rule that a plan breaks. `week`, `person` and `receiver` are None where the rule is about all of them."""

    rule: int
    de: str
    en: str
    week: date | None = None
    person: str | None = None
    receiver: str | None = None

    def order(self) -> tuple[date, int, str, str, str]:
        """Weeks first, then rules."""
        return self.week or date.min, self.rule, self.receiver or "", self.person or "", self.en
