"""A statement as a sentence: its facts put into words, its template filled."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

from lagezentrum.access.statements import Statement
from lagezentrum.access.wording.templates import SENTENCES
from lagezentrum.access.wording.words import WORDS
from lagezentrum.engine.wording.phrases import (
    WORDS as COMPARISONS,
)
from lagezentrum.engine.wording.phrases import (
    Language,
    half,
    listed,
    long_date,
    number,
    place,
    text,
)
from lagezentrum.law.access.limits import Limit
from lagezentrum.law.access.model import Test
from lagezentrum.law.access.windows import DayWindow, HourWindow, Span
from lagezentrum.law.model import Text


def sentence(statement: Statement, language: Language, names: Mapping[str, str]) -> str:
    """A statement in a language.

    Args:
        statement: of an answer.
        language: `de` or `en`.
        names: names of areas by key; the key stands for a missing name.
    """
    speech = _Speech(language, names)
    said = SENTENCES[statement.kind][language].format_map(speech.words(statement)).strip()
    return said[:1].upper() + said[1:]


class _Speech:
    def __init__(self, language: Language, names: Mapping[str, str]) -> None:
        self._language, self._names, self._words = language, names, WORDS[language]

    def words(self, statement: Statement) -> dict[str, str]:
        """The words for the holes of a template."""
        facts = statement.facts
        said = {name: self._word(name, value) for name, value in facts.items()}
        if statement.kind in ("requires", "closed"):
            said["where"] = f", {said['setting']}" if facts["both_settings"] else ""
            said["meaning"] = self._words[str(facts["requirement"])]
        if statement.kind.startswith("level."):
            said["place"] = place(str(facts.get("area", "")), self._names, self._language)
        if "steps" in facts:
            said["step"] = said["steps"]
        if statement.kind.startswith("proof."):
            said["date"] = said["day"]
            said["until"] = self._until(facts.get("last"))
        if statement.kind in ("test.counts", "test.not_for_exemption"):
            said["until"] = self._until(facts["until"])
        if statement.kind == "test.expired":
            said["expiry"] = said["until"]
        if statement.kind == "not_encoded.place":
            title = facts["title"]
            said["kind"] = self._word("title", title) if title else str(facts["place"])
            said["setting"] = f" ({said['setting']})" if facts["setting"] else ""
        if statement.kind == "duty.repeat":
            said["arrival"] = self._words["arrival"] if facts["on_arrival"] else ""
        return said

    def _word(self, name: str, value: object) -> str:
        match value:
            case None:
                return ""
            case Text():
                return text(value, self._language)
            case datetime():
                clock = self._words["clock"].format(day=long_date(value.date(), self._language), time=f"{value:%H:%M}")
                return clock + self._which_of_two(value)
            case date():
                return long_date(value, self._language)
            case Decimal():
                return number(value, self._language)
            case DayWindow():
                return self._window(value)
            case Limit():
                return self._limit(name, value)
            case tuple():
                return listed([self._word(name.removesuffix("s"), part) for part in value], self._language, "or")
            case dict():
                return listed([self._test(test) for test in value.values()], self._language, "or")
        return self._term(name, str(value))

    def _which_of_two(self, moment: datetime) -> str:
        """Which one is meant of two moments that clocks show alike, in the night in which they are put back."""
        offsets = [moment.replace(fold=fold).utcoffset() for fold in (0, 1)]
        return "" if offsets[0] == offsets[1] else self._words[f"clock.fold.{moment.fold}"]

    def _term(self, name: str, value: str) -> str:
        if name == "version":
            return _version(value, self._language)
        if name == "step":
            if value == "0":
                return self._words["no_step"]
            return self._words["level" if value.isdigit() else "consequence"].format(step=value)
        if name in ("mask", "worn"):
            return self._words.get(f"mask.{value}", value)
        if name in ("setting", "how"):
            return self._words[value]
        if name in ("requirement", "instead_of"):
            return value if "G" in value else self._words[value]
        return half(value, self._language)

    def _limit(self, name: str, limit: Limit) -> str:
        word, amount = COMPARISONS[self._language][limit.word], number(limit.number, self._language)
        if name == "percent":
            return f"{word} {amount}{COMPARISONS[self._language]['percent']}"
        if self._language == "en" and limit.word == "above":
            word = "more than"
        return self._words["people"].format(word=word, n=amount)

    def _window(self, window: DayWindow) -> str:
        parts = []
        lower = window.at_least or window.above
        if lower is not None and lower.days != 0:
            parts.append(f"{self._compared('at_least' if window.at_least else 'above')} {self._span(lower)}")
        upper = window.at_most or window.below
        if upper is not None:
            parts.append(f"{self._compared('at_most' if window.at_most else 'below')} {self._span(upper)}")
        return f", {self._words['and_with'].join(parts).strip()} {self._words['old']}" if parts else ""

    def _span(self, span: Span) -> str:
        unit, amount = ("days", span.days) if span.days is not None else ("months", span.months)
        return f"{amount} {self._words[f'unit.{unit}.one' if amount == 1 else f'unit.{unit}']}"

    def _compared(self, word: str) -> str:
        return COMPARISONS[self._language][word]

    def _test(self, test: HourWindow) -> str:
        assert isinstance(test, Test)  # noqa: S101 (tests of the law)
        title = text(test.title, self._language)
        if test.on_site:
            return title
        word = self._compared("at_most" if test.at_most is not None else "below")
        if self._language == "en" and test.at_most is not None:
            return f"{title} not older than {test.hours} hours"
        return f"{title} ({self._words['hours'].format(word=word, n=test.hours)})"

    def _until(self, end: object) -> str:
        return self._words["until"].format(day=self._word("day", end)) if end is not None else ""


def _version(name: str, language: Language) -> str:
    """The first day of a version, which names it."""
    try:
        return long_date(date.fromisoformat(name), language)
    except ValueError:
        return name
