"""Why the pool does not take an act."""

from collections.abc import Sequence
from typing import Any

from lagezentrum.staffing.intake.problems import Problem, Reading
from lagezentrum.web.people.refusal import Refusal


class Unknown(Refusal):
    """There is no such record, or it is not the person's to see."""


class WrongState(Refusal):
    """The record is no longer (or not yet) in the state that the act needs."""


class NotFitting(Refusal):
    """What was handed in contradicts the records or itself."""


class ShownAnother(Refusal):
    """What was shown to who signs is not what would be signed now."""


class BadFile(Refusal):
    """A file was not taken; `problems` says where and why."""

    def __init__(self, reading: Reading[Any]) -> None:
        self.problems: Sequence[Problem] = reading.problems
        self.good = len(reading.rows)
        lines_de = "\n".join(problem.in_language("de") for problem in reading.problems)
        lines_en = "\n".join(problem.in_language("en") for problem in reading.problems)
        super().__init__(
            f"Die Datei wurde nicht übernommen ({self.good} von {reading.total} Zeilen sind in Ordnung):\n{lines_de}",
            f"The file was not taken ({self.good} of {reading.total} rows are in order):\n{lines_en}",
        )


def unknown(kind_de: str, kind_en: str, key: object) -> Unknown:
    """The refusal for a key that leads nowhere; it does not tell whether it exists for others."""
    return Unknown(
        f"{kind_de} {key} gibt es nicht, oder gehört nicht zu Ihrer Stelle. Prüfen Sie die Adresse.",
        f"There is no {kind_en} {key}, or it is not of your body. Check the address.",
    )
