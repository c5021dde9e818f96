"""Fields: each number and date of a document names where in the order or the proof it stands, and how it is written."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal

from lagezentrum.engine.wording.phrases import WEEKDAYS, bare_date, counted_days, half, long_date, moment, number
from lagezentrum.law.model import Text

Form = Literal[
    "text", "long_date", "date", "table_date", "number", "percent", "count", "calendar", "name", "moment", "numbering"
]
"""How a value is written.

`text` as it stands · `long_date` with weekday · `date` without · `table_date` short · `number`, `percent` with
decimal comma · `count` how many there are · `calendar` the kind of day counted · `name` a recorded name without its
reference · `moment` day and time · `numbering` a number that only numbers.
"""

_PLACE = re.compile(r"\{(\w+)\}")
_NO_BREAK = "\u00a0"


@dataclass(frozen=True, slots=True)
class Field:
    """A value of the order or the proof, as the document writes it.

    Attributes:
        path: such as "proof.days.0.figures.1.compared"; the numbering has none.
        form: how it is written.
        strong: whether it stands out.
    """

    path: str
    form: Form
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text; `field` is None for words that are the same in every order."""

    text: str
    field: Field | None = None


Runs = tuple[Run, ...]


class UnknownPath(Exception):
    """A field names a place that the order or the proof does not have."""


@dataclass(frozen=True)
class Writer:
    """Writes fields from the JSON values of an order and of the proof it rests on."""

    order: Mapping[str, Any]
    proof: Mapping[str, Any]

    def value(self, path: str) -> Any:
        """The value at a path.

        Raises:
            UnknownPath: there is none.
        """
        here: Any = {"order": self.order, "proof": self.proof}
        for part in path.split("."):
            try:
                here = here[int(part)] if isinstance(here, Sequence) and not isinstance(here, str) else here[part]
            except (KeyError, IndexError, ValueError, TypeError) as error:
                raise UnknownPath(path) from error
        return here

    def written(self, field: Field) -> str:
        """The value of a field as the document writes it.

        Raises:
            UnknownPath: there is none at its path, or none of its form.
        """
        value = self.value(field.path)
        try:
            return write(value, field.form)
        except (TypeError, ValueError, ArithmeticError, KeyError, AttributeError) as error:
            raise UnknownPath(field.path) from error

    def run(self, path: str, form: Form = "text", *, strong: bool = False) -> Run:
        """A field as a run."""
        field = Field(path, form, strong)
        return Run(self.written(field), field)

    def say(self, sentence: str, **fields: Run | Runs) -> Runs:
        """A sentence with its places, such as "{day}", filled."""
        runs: list[Run] = []
        last = 0
        for place in _PLACE.finditer(sentence):
            if place.start() > last:
                runs.append(Run(sentence[last : place.start()]))
            filling = fields[place[1]]
            runs += [filling] if isinstance(filling, Run) else list(filling)
            last = place.end()
        if last < len(sentence):
            runs.append(Run(sentence[last:]))
        return tuple(runs)


def write(value: Any, form: Form) -> str:
    """A JSON value in a form, in German; lines never break inside a date or between a number and its unit."""
    match form:
        case "text":
            return str(value)
        case "name":
            return half(str(value), "de").split(" (")[0]
        case "long_date":
            return long_date(date.fromisoformat(value), "de").replace(" ", _NO_BREAK)
        case "date":
            day = date.fromisoformat(value)
            return f"{bare_date(day, 'de')} {day.year}".replace(" ", _NO_BREAK)
        case "table_date":
            day = date.fromisoformat(value)
            return f"{WEEKDAYS['de'][day.weekday()][:2]}{_NO_BREAK}{day:%d.%m.%Y}"
        case "number":
            return number(Decimal(value), "de")
        case "percent":
            return f"{number(Decimal(value), 'de')}{_NO_BREAK}%"
        case "count":
            return str(value if isinstance(value, int) else len(value))
        case "calendar":
            return counted_days(Text(de=value, en=value), "de")
        case "moment":
            return moment(datetime.fromisoformat(value), "de").replace(" ", _NO_BREAK)
        case "numbering":
            raise ValueError("a number that only numbers has no value")


def plain(runs: Runs) -> str:
    """Runs as text."""
    return "".join(run.text for run in runs)


def joined(parts: Sequence[Runs], between: str, before_last: str) -> Runs:
    """Parts as a list in words: "a, b und c"."""
    runs: list[Run] = []
    for position, part in enumerate(parts):
        if position:
            runs.append(Run(before_last if position == len(parts) - 1 else between))
        runs += part
    return tuple(runs)
