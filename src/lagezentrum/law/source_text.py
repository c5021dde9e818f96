"""YAML read strictly: every value keeps its line, no key may stand twice, no date may be a stand-in.

YAML 1.1 turns `no` into false and 1.10 into a binary float; law can not afford either. Here a plain scalar is
a whole number, a decimal number, a date, true, false, null, or else a text. Nothing is guessed beyond that.
"""

import re
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from lagezentrum.law.problems import Fault, LawError, Problem, fault
from lagezentrum.law.system_faults import unreadable
from lagezentrum.law.text import Text

KeyPath = tuple[str | int, ...]

_INTEGER = re.compile(r"-?\d+")
_DECIMAL = re.compile(r"-?\d+\.\d+")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

# Dates that people write to mean "always" or "never". A regulation must say so in words (leave `to` out).
_EARLIEST_SENSIBLE_YEAR = 1949
_LATEST_SENSIBLE_YEAR = 2099


@dataclass
class SourceText:
    """A YAML file as plain Python values, with the line on which each stands.

    `data` holds dict, list, str, int, Decimal, date, bool, None. `lines` maps the path of keys and list
    positions to a line number counted from 1.
    """

    file: Path
    data: Any = None
    lines: dict[KeyPath, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def line(self, path: KeyPath) -> int:
        """The line of the value at `path`, or of the nearest part of the path that stands in the file."""
        while path not in self.lines and path:
            path = path[:-1]
        return self.lines.get(path, 1)

    def problem(self, path: KeyPath, what: Text, why: Text, remedy: Text) -> None:
        """Note a problem at `path`."""
        self.problems.append(Problem(self.file, self.line(path), what, why, remedy))


def read_source_text(file: Path) -> SourceText:
    """Read a YAML file; problems of form are collected in the result.

    Raises:
        LawError: the file can not be read at all (absent, not UTF-8, not YAML).
    """
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise LawError([_unreadable(file, error)]) from error
    try:
        node = yaml.compose(text, Loader=_LOADER)
        aliases = _aliases(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = Problem(
            file,
            mark.line + 1 if mark else 0,
            *_not_yaml(getattr(error, "problem", None) or str(error)),
        )
        raise LawError([problem]) from error
    if aliases:
        raise LawError([_alias(file, line, name) for line, name in aliases])
    source = SourceText(file)
    if node is None:
        source.problem(
            (),
            *fault(
                de=(
                    "die Datei ist leer",
                    "Eine Regelung braucht Inhalt.",
                    "Füllen Sie die Datei, oder löschen Sie sie.",
                ),
                en=("the file is empty", "A regulation needs content.", "Fill it, or delete it."),
            ),
        )
    else:
        try:
            source.data = _value(node, (), source)
        except RecursionError:
            raise LawError([Problem(file, 1, *_not_yaml("nested too deeply"))]) from None
    return source


def _not_yaml(said: str) -> Fault:
    """The parser knows English only; its words are quoted, because they can be looked up."""
    return fault(
        de=(
            f"kein gültiges YAML, gemeldet wird „{said}“",
            "Aus einer Datei, die sich nicht zerlegen lässt, geht kein Recht hervor.",
            "Prüfen Sie in dieser Zeile Einrückung, Doppelpunkte und Anführungszeichen.",
        ),
        en=(
            f"not valid YAML: {said}",
            "A file that can not be parsed says nothing about the law.",
            "Mend indentation, colons and quotation marks at this line.",
        ),
    )


def _unreadable(file: Path, error: OSError | UnicodeDecodeError) -> Problem:
    if isinstance(error, UnicodeDecodeError):
        return Problem(
            file,
            0,
            *fault(
                de=(
                    f"kein UTF-8 (Byte {error.start})",
                    "Umlaute und § würden falsch gelesen.",
                    "Speichern Sie die Datei als UTF-8.",
                ),
                en=(
                    f"not UTF-8 (byte {error.start})",
                    "Umlauts and § would be read wrongly.",
                    "Save the file as UTF-8.",
                ),
            ),
        )
    return Problem(file, 0, *unreadable(error))


def _aliases(text: str) -> list[tuple[int, str]]:
    """Line and name of every alias."""
    if "*" not in text:
        return []
    events = yaml.parse(text, Loader=_LOADER)
    found = [event for event in events if isinstance(event, yaml.AliasEvent)]
    return [(event.start_mark.line + 1 if event.start_mark else 0, str(event.anchor)) for event in found]


def _alias(file: Path, line: int, name: str) -> Problem:
    return Problem(
        file,
        line,
        *fault(
            de=(
                f"Verweis *{name}",
                "Was anderswo steht, lässt sich hier weder lesen noch anführen noch vergleichen.",
                "Schreiben Sie die Stelle aus.",
            ),
            en=(
                f"alias *{name}",
                "A passage that stands elsewhere can not be read, cited or compared in its place.",
                "Write the passage out.",
            ),
        ),
    )


def _value(node: yaml.Node, path: KeyPath, source: SourceText) -> Any:
    source.lines[path] = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, path, source)
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, (*path, position), source) for position, item in enumerate(node.value)]
    assert isinstance(node, yaml.ScalarNode)  # noqa: S101 (YAML knows three kinds of node)
    return _scalar(node, path, source)


def _mapping(node: yaml.MappingNode, path: KeyPath, source: SourceText) -> dict[Any, Any]:
    result: dict[Any, Any] = {}
    for key_node, value_node in node.value:
        key = _scalar(key_node, path, source) if isinstance(key_node, yaml.ScalarNode) else str(key_node)
        if isinstance(key, date):
            key = key.isoformat()
        here = (*path, key)
        if key in result:
            first = source.lines[here]
            source.lines[here] = key_node.start_mark.line + 1
            source.problem(
                here,
                *fault(
                    de=(
                        f"der Schlüssel {key!r} steht zweimal da (zuerst in Zeile {first})",
                        "Nur einer der beiden Werte würde zählen, und niemand wüsste, welcher gemeint war.",
                        "Behalten Sie einen davon.",
                    ),
                    en=(
                        f"key {key!r} stands twice (first in line {first})",
                        "Only one of the two values would count, and nobody could tell which was meant.",
                        "Keep one of them.",
                    ),
                ),
            )
            continue
        result[key] = _value(value_node, here, source)
        source.lines[here] = key_node.start_mark.line + 1
    return result


def _scalar(node: yaml.ScalarNode, path: KeyPath, source: SourceText) -> Any:
    text: str = node.value
    if node.style:  # quoted or block: always a text, but quotes do not make a stand-in date real
        if _DATE.fullmatch(text):
            _date(text, node, path, source)
        return text
    if _INTEGER.fullmatch(text):
        # A leading zero is a key (AGS, Land), not a number.
        return text if len(text.lstrip("-")) > 1 and text.lstrip("-").startswith("0") else int(text)
    if _DECIMAL.fullmatch(text):
        return Decimal(text)
    if _DATE.fullmatch(text):
        return _date(text, node, path, source)
    return {"true": True, "false": False, "null": None, "~": None, "": None}.get(text, text)


def _date(text: str, node: yaml.ScalarNode, path: KeyPath, source: SourceText) -> Any:
    source.lines.setdefault(path, node.start_mark.line + 1)
    try:
        day = date.fromisoformat(text)
    except ValueError:
        source.problem(
            path,
            *fault(
                de=(
                    f"den Tag {text} gibt es im Kalender nicht",
                    "Eine Regel muss sagen, an welchem Tag sie gilt.",
                    "Berichtigen Sie Jahr, Monat oder Tag.",
                ),
                en=(
                    f"{text} is no day of the calendar",
                    "A rule must say on which day it holds.",
                    "Correct year, month or day.",
                ),
            ),
        )
        return text
    if not _EARLIEST_SENSIBLE_YEAR <= day.year <= _LATEST_SENSIBLE_YEAR:
        source.problem(
            path,
            *fault(
                de=(
                    f"{text} steht nur für „immer“ oder „nie“, ein Datum des Rechts ist es nicht",
                    "Solche Platzhalter gelangen wie echte Daten in Anordnungen und Kalender.",
                    "Lassen Sie den Schlüssel weg, wo kein Ende feststeht, oder nennen Sie das wirkliche Datum.",
                ),
                en=(
                    f"{text} is a stand-in for 'always' or 'never', not a date of law",
                    "Stand-in dates end up in orders and calendars as if they were real.",
                    "Leave the key out where a period has no known end, or give the real date.",
                ),
            ),
        )
    return day
