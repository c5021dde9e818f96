"""What an address asks of the lab, read and written: version, period, figures, and numbers other than in law.

Pure. Whatever can not be read is kept as it was typed, with what is wrong and what to do beside it.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import Literal, TypeVar

from lagezentrum.law.model import Text
from lagezentrum.outlook.lab.design import Reading
from lagezentrum.outlook.packed import Packed
from lagezentrum.web.public.policy_lab.controls import Control, Value
from lagezentrum.web.public.policy_lab.faults import contradictions, unknown_parts

Gaps = Literal["both", "missed", "reached"]
Against = Literal["real", "law"]

VERSION, FIRST, LAST, FIGURES, GAPS, AGAINST = "fassung", "von", "bis", "zahlen", "luecken", "vergleich"
NAMES = (VERSION, FIRST, LAST, FIGURES, GAPS, AGAINST)
"""Of what is no number of the rule."""
READINGS: Mapping[str, Reading] = {"bekannt": "as_known", "endgueltig": "final"}
_GAPS: Mapping[str, Gaps] = {"beide": "both", "verfehlt": "missed", "erreicht": "reached"}
_AGAINST: Mapping[str, Against] = {"wirklich": "real", "gesetz": "law"}

MOST_DAYS = 200
"""The longest period; a season of this regulation has 183 days."""
_LONGEST_TYPED = 40
_THOUSANDS = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
"""1.000 is a thousand to some and one to others; no figure is published with three decimals."""
_Word = TypeVar("_Word", bound=str)


@dataclass(frozen=True)
class Possible:
    """What can be asked of one version.

    Attributes:
        version: its name.
        first, last: the days that there are figures for.
        usual_first: the first day where none is asked for.
        readings: the readings at hand.
    """

    version: str
    first: date
    last: date
    usual_first: date
    readings: tuple[Reading, ...]


@dataclass(frozen=True)
class Asked:
    """A question to the lab.

    Attributes:
        version, first, last, reading, gaps, against: which rule, when, on which figures, what a missing one counts
            as, and what the answer is compared with.
        values: the controls that differ from the law, in the order of the page.
        typed: every control as it was typed, where something was.
        problems: what is wrong, by name of the control or field; then the question has no answer.
    """

    version: str
    first: date
    last: date
    reading: Reading
    gaps: Gaps
    against: Against
    values: Mapping[str, Value]
    typed: Mapping[str, str]
    problems: Mapping[str, Text]

    @property
    def address(self) -> tuple[tuple[str, str], ...]:
        """The shortest address that asks the same, also on another day."""
        found = [(VERSION, self.version), (FIRST, self.first.isoformat()), (LAST, self.last.isoformat())]
        for name, words, word in ((FIGURES, READINGS, self.reading), (GAPS, _GAPS, self.gaps),
                                  (AGAINST, _AGAINST, self.against)):  # fmt: skip
            written = next(key for key, meant in words.items() if meant == word)
            if written != next(iter(words)):
                found.append((name, written))
        return (*found, *((key, str(value)) for key, value in self.values.items()))


def read(given: Mapping[str, str], possible: Possible, packed: Packed, moved: Sequence[Control]) -> Asked:
    """The question of an address. What it does not name is as in law, or the usual."""
    problems: dict[str, Text] = {}
    values: dict[str, Value] = {}
    typed = {name: given[name][:_LONGEST_TYPED] for name in (*NAMES, *(c.key for c in moved)) if name in given}
    for control in moved:
        said = given.get(control.key, "").strip()
        if not said:
            continue
        value = read_value(control, said)
        if isinstance(value, Text):
            problems[control.key] = value
        elif value != control.in_law:
            values[control.key] = value
    first, last = _period(given, possible, problems)
    asked = Asked(
        possible.version,
        first,
        last,
        _word(given, FIGURES, READINGS, problems),
        _word(given, GAPS, _GAPS, problems),
        _word(given, AGAINST, _AGAINST, problems),
        values,
        typed,
        problems,
    )
    if asked.reading not in possible.readings:
        problems[FIGURES] = Text(
            de="Spätere Zahlen liegen diesem Dienst nicht vor. Wählen Sie die zuerst veröffentlichten.",
            en="This service has no later figures. Choose those first published.",
        )
    return replace(
        asked, problems={**unknown_parts(given, moved), **problems, **contradictions(packed, moved, values, problems)}
    )


def read_value(control: Control, said: str) -> Value | Text:
    """A value as typed (with a comma or a point), or what is wrong with it."""
    if control.choices:
        if said in dict(control.choices):
            return said
        return Text(de="Das steht nicht zur Wahl. Bitte aus der Liste wählen.", en="No such choice. Please choose one.")
    if _THOUSANDS.fullmatch(said):
        whole = said.replace(".", "").replace(",", "")
        return Text(
            de=f"{said} kann zweierlei heißen. Bitte ohne Tausenderpunkt eingeben, etwa {whole}.",
            en=f"{said} can mean two things. Please enter it without a separator of thousands, such as {whole}.",
        )
    try:
        number = Decimal(said.replace(",", ".").replace("_", "?")) if len(said) <= _LONGEST_TYPED else Decimal("NaN")
    except InvalidOperation:
        number = Decimal("NaN")
    low, high = control.low, control.high
    kind_de, kind_en = ("ganze Zahl", "whole number") if control.places == 0 else ("Zahl", "number")
    if not number.is_finite():
        return Text(
            de=f"Das ist keine Zahl. Bitte eine {kind_de} von {low} bis {high} eingeben.",
            en=f"That is no number. Please enter a {kind_en} from {low} to {high}.",
        )
    if not low <= number <= high:
        return Text(
            de=f"Möglich ist eine {kind_de} von {low} bis {high}.", en=f"Possible is a {kind_en} from {low} to {high}."
        )
    if number % control.finest:
        if control.places == 0:
            return Text(de="Bitte eine ganze Zahl eingeben.", en="Please enter a whole number.")
        return Text(
            de=f"Höchstens {control.places} Nachkommastelle{'n' if control.places > 1 else ''}: genauer wird die Zahl "
            "nicht veröffentlicht.",
            en=f"At most {control.places} decimal{'s' if control.places > 1 else ''}: the figure is not published "
            "more exactly.",
        )
    rounded = number.quantize(control.finest) + 0  # no minus before a zero
    return rounded.to_integral_value() if rounded == rounded.to_integral_value() else rounded.normalize()


def _period(given: Mapping[str, str], possible: Possible, problems: dict[str, Text]) -> tuple[date, date]:
    bounds = (possible.first, possible.last)
    found = {FIRST: possible.usual_first, LAST: possible.last}
    for name in (FIRST, LAST):
        said = given.get(name, "").strip()
        if not said:
            continue
        try:
            day = date.fromisoformat(said)
        except ValueError:
            problems[name] = Text(
                de="Diesen Tag gibt es nicht. Bitte als Jahr-Monat-Tag angeben, etwa 2021-12-01.",
                en="There is no such day. Please give it as year-month-day, such as 2021-12-01.",
            )
            continue
        if not bounds[0] <= day <= bounds[1]:
            problems[name] = Text(
                de=f"Zahlen gibt es vom {_day(bounds[0], 'de')} bis zum {_day(bounds[1], 'de')}. "
                "Wählen Sie einen Tag davon.",
                en=f"There are figures from {_day(bounds[0], 'en')} to {_day(bounds[1], 'en')}. "
                "Choose one of these days.",
            )
        else:
            found[name] = day
    first, last = found[FIRST], found[LAST]
    if not given.get(FIRST) and last < first:
        first = max(possible.first, last - timedelta(days=MOST_DAYS - 1))
    if last < first and not problems.keys() & {FIRST, LAST}:
        problems[LAST] = Text(
            de="Der letzte Tag liegt vor dem ersten. Vertauschen Sie beide.",
            en="The last day lies before the first. Swap them.",
        )
    elif (last - first).days >= MOST_DAYS and not problems.keys() & {FIRST, LAST}:
        problems[FIRST] = Text(
            de=f"Mehr als {MOST_DAYS} Tage auf einmal zeigt die Seite nicht; `lage lab run` rechnet sie.",
            en=f"The page shows no more than {MOST_DAYS} days at once; `lage lab run` computes them.",
        )
    return first, last


def _word(given: Mapping[str, str], name: str, words: Mapping[str, _Word], problems: dict[str, Text]) -> _Word:
    """One of some words; the first of them where nothing is said."""
    usual = next(iter(words.values()))
    said = given.get(name, "").strip()
    if said and said not in words:
        problems[name] = Text(
            de=f"Das steht nicht zur Wahl. Möglich: {', '.join(words)}.",
            en=f"No such choice. Possible: {', '.join(words)}.",
        )
    return words.get(said, usual)


def _day(day: date, language: str) -> str:
    return f"{day.day}.{day.month}.{day.year}" if language == "de" else day.isoformat()
