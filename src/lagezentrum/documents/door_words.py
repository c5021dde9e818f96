"""What a door notice says, in plain German, and the fixed phrases of the other languages."""

from functools import cache
from pathlib import Path
from typing import Final

import yaml

from lagezentrum.documents.change_proof import Piece

_FILE = Path(__file__).with_name("door_phrases.yaml")

LABELS: Final[dict[str, str]] = {"none": "frei", "3G": "3G", "2G": "2G", "2G+": "2G+", "closed": "zu"}
RULES: Final[dict[str, str]] = {
    "none": "Zutritt ohne Nachweis",
    "3G": "Zutritt nur geimpft, genesen oder getestet",
    "2G": "Zutritt nur geimpft oder genesen",
    "2G+": "Zutritt nur geimpft oder genesen und zusätzlich getestet",
    "closed": "Geschlossen",
}
ICONS: Final[dict[str, tuple[tuple[str, str], ...]]] = {
    "none": (("open", "kein Nachweis"),),
    "3G": (("vaccinated", "geimpft"), ("recovered", "oder genesen"), ("tested", "oder getestet")),
    "2G": (("vaccinated", "geimpft"), ("recovered", "oder genesen")),
    "2G+": (("vaccinated", "geimpft"), ("recovered", "oder genesen"), ("tested", "und Test")),
    "closed": (("closed", "kein Zutritt"),),
}
NOT_ON_RECORD: Final = "Die Regel ist uns nicht bekannt. Fragen Sie die Behörde."
UP_TO: Final = "Bis {n} Personen"
FROM: Final = {"above": "Mehr als {n} Personen", "at_least": "Ab {n} Personen"}
MASKS: Final[dict[str, str]] = {"any": "Mund-Nasen-Schutz", "medical": "medizinische Maske", "ffp2": "FFP2-Maske"}
CONTACT: Final[dict[str, str]] = {
    "collected": "Kontaktdaten angeben",
    "electronic_only": "Kontaktdaten elektronisch angeben",
}
SETTINGS: Final[dict[str, str]] = {"indoors": "drinnen", "outdoors": "draußen"}
EXEMPT: Final[dict[str, str]] = {
    "admits": "kein Nachweis nötig",
    "counts_as_tested": "kein Test nötig",
    "admits_with_test": "ein Test genügt",
}
BOOSTED: Final = ("Menschen mit Auffrischungsimpfung", "kein Test nötig")
TESTS: Final = "Das gilt als Test: {tests}."
TEST_AGE: Final = "{title} (höchstens {hours} Stunden alt)"
ON_SITE: Final = "{title} (nur hier)"
REPEATED: Final = "Während des Aufenthalts sind weitere Tests nötig."
STAFF: Final = (
    "Auch wer hier arbeitet, braucht den Nachweis – oder jeden Tag einen negativen PoC-Antigentest und, wer anderen "
    "regelmäßig näher als {metres} Meter kommt, eine {mask} (oder gleichwertig)."
)
RELIEF: Final = "Nutzt der Betrieb höchstens {percent} % seiner Plätze, gilt {requirement} statt {instead_of}."
DOUBT: Final = "Nicht sicher belegt: {doubt}"
CAP: Final = "Mehr als {n} Personen sind nicht erlaubt."
VALID: Final = {
    "span": "Gültig vom {first} bis {last}",
    "open": "Gültig ab {first}, bis die Behörde etwas anderes bekannt macht",
}
BASIS: Final[dict[str, str]] = {
    "decision": "angeordnet",
    "regulation": "durch die Verordnung festgesetzt",
    "finding": "errechnet, noch nicht angeordnet",
    "nothing": "nichts angeordnet",
}
GROUND: Final = "Grundlage: {regulation}. {level}: {basis}. Stand: {as_of}."
LIVE_PAGE: Final = "Gilt das heute noch? Nachsehen:"
EXERCISE: Final = "Übung – kein gültiger Aushang"
TITLE: Final = "Aushang {place}: {rule}"
NOT_REVIEWED: Final = "noch nicht von einer Behörde geprüft"
WHO_EXEMPT: Final = "Ausnahmen"


class Phrases(Piece):
    """The fixed phrases of one language, by what they say; `from_people` has the place {n}."""

    language: str
    name: str
    direction: str
    phrases: dict[str, str]

    def headline(self, requirement: str) -> str:
        """The rule in one line."""
        return self.phrases[requirement]


@cache
def languages() -> tuple[Phrases, ...]:
    """The other languages, in the order in which a notice shows them."""
    read = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return tuple(
        Phrases(
            language=code,
            name=entry["name"],
            direction=entry["direction"],
            phrases={key: text for key, text in entry.items() if key not in ("name", "direction")},
        )
        for code, entry in read.items()
    )
