"""How the policies of a design are chosen: every combination, a sample, or a list."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from lagezentrum.law.model import Text
from lagezentrum.law.problems import Fault
from lagezentrum.law.source_text import KeyPath
from lagezentrum.outlook.lab import faults, list_faults
from lagezentrum.outlook.lab.design import METHODS, MOST_POLICIES, Sampling, Value, Varied, grid_size
from lagezentrum.outlook.lab.plain import PlainReader, is_whole
from lagezentrum.outlook.lab.sequences import MOST_SOBOL_DIMENSIONS
from lagezentrum.outlook.lab.values import affected, checked_value
from lagezentrum.outlook.packed import Parameter

_KEYS = ("method", "policies", "seed")


@dataclass(frozen=True)
class Table:
    """A table of policies: its header, and its rows as texts, each with its line and how many cells it has."""

    header: tuple[str, ...]
    rows: tuple[tuple[int, int, Mapping[str, str]], ...]


def read_sampling(
    reader: PlainReader, varied: list[Varied], known: Mapping[str, Parameter], table: Callable[[str], Table]
) -> Sampling:
    """The entry `sampling`; for a list the values of `varied` are filled in with those that occur."""
    given = reader.data.get("sampling", {"method": "list" if "list" in reader.data else "grid"})
    if not isinstance(given, dict):
        kinds = Text(de="{method: …, policies: …, seed: …}", en="{method: …, policies: …, seed: …}")
        reader.stop(("sampling",), faults.wrong_kind("sampling", given, kinds))
    for key in given:
        if key not in _KEYS:
            reader.note(("sampling", key), faults.unknown_word(Text(de="Schlüssel", en="key"), key, _KEYS))
    method = given.get("method", "grid")
    if method not in METHODS:
        word = faults.unknown_word(Text(de="Verfahren", en="method"), method, METHODS)
        reader.stop(("sampling", "method"), word)
    if method == "list":
        return _listed(reader, varied, known, table)
    if "list" in reader.data:
        reader.stop(("sampling",), list_faults.list_beside(method))
    for v in varied:
        if not v.values and not reader.source.problems:
            reader.note(("vary",), faults.empty_values(v.key))
    number = _number(reader, method, given, varied)
    seed = given.get("seed", 0)
    if not is_whole(seed) or not 0 <= seed < 1 << 63:
        wanted = Text(de="eine ganze Zahl ab 0, unter 2^63", en="a whole number from 0, below 2^63")
        reader.stop(("sampling", "seed"), faults.wrong_kind("seed", seed, wanted))
    return Sampling(method, number, seed)


def _number(reader: PlainReader, method: str, given: Mapping[str, Any], varied: list[Varied]) -> int:
    """How many policies there are, refused where nobody could compute them."""
    number: int
    path: KeyPath = ("vary",)
    if method == "grid":
        number = grid_size(varied)
        if "policies" in given:
            nothing = Text(de="nichts (das Raster zählt selbst)", en="nothing (a grid counts itself)")
            reader.note(("sampling", "policies"), faults.wrong_kind("policies", given["policies"], nothing))
    else:
        asked, path = given.get("policies"), ("sampling",)
        if not is_whole(asked) or asked < 1:
            wanted = Text(de="eine ganze Zahl ab 1", en="a whole number from 1")
            reader.stop(path, faults.wrong_kind("policies", asked, wanted))
        number = asked
    if number > MOST_POLICIES:
        largest = max(varied, key=lambda v: len(v.values)).key if varied else "vary"
        reader.note(path, faults.too_many_policies(number, MOST_POLICIES, largest))
    if method == "sobol" and (len(varied) > MOST_SOBOL_DIMENSIONS or number > 1 << 32):
        most = Text(
            de=f"höchstens {MOST_SOBOL_DIMENSIONS} Parameter und 2^32 Regeln; sonst `random`",
            en=f"at most {MOST_SOBOL_DIMENSIONS} parameters and 2^32 policies; else `random`",
        )
        reader.note(path, faults.wrong_kind("sobol", len(varied), most))
    return number


def _listed(
    reader: PlainReader, varied: list[Varied], known: Mapping[str, Parameter], table: Callable[[str], Table]
) -> Sampling:
    """The policies of a list; the values of the varied parameters are those that occur."""
    rows = _rows(reader, varied, table)
    names = [v.key for v in varied]
    columns: list[list[Value]] = [[] for _ in varied]
    for path, line, row in rows:
        extra = [key for key in row if line is None and key not in names]
        if extra:
            under = Text(de="Parameter unter `vary`", en="parameter under `vary`")
            reader.note(path, faults.unknown_word(under, extra[0], names))
        missing = [name for name in names if name not in row or (line is not None and not row[name].strip())]
        if missing:
            reader.stop(path, list_faults.row_too_short(_where(reader, path, line), missing))
        for name, column in zip(names, columns, strict=True):
            read = checked_value(affected(known, name)[0], row[name], line)
            if isinstance(read, Fault):
                reader.stop(path, read)
            column.append(read)
    places = []
    for position, (name, column) in enumerate(zip(names, columns, strict=True)):
        values = tuple(dict.fromkeys(column))
        place_of = {value: place for place, value in enumerate(values)}
        varied[position] = Varied(name, values)
        places.append([place_of[value] for value in column])
    return Sampling("list", len(rows), 0, tuple(zip(*places, strict=True)))


def _where(reader: PlainReader, path: KeyPath, line: int | None) -> Text:
    """The row of a list, in words."""
    if line is not None:
        table = reader.data["list"]
        return Text(de=f"{table}, Zeile {line}", en=f"{table}, line {line}")
    number = int(path[-1]) + 1
    return Text(de=f"Eintrag {number} der `list`", en=f"entry {number} of `list`")


def _rows(
    reader: PlainReader, varied: list[Varied], table: Callable[[str], Table]
) -> list[tuple[KeyPath, int | None, Mapping[Any, Any]]]:
    """The rows of a list with where they stand: in the design, or in a table with their line."""
    given = reader.data.get("list")
    rows: list[tuple[KeyPath, int | None, Mapping[Any, Any]]]
    if isinstance(given, str) and given:
        try:
            found = table(given)
        except LookupError as error:
            reader.stop(("list",), error.args[0])
        missing = [v.key for v in varied if v.key not in found.header]
        if missing:
            reader.stop(("list",), list_faults.columns_missing(given, missing, found.header))
        twice = [v.key for v in varied if found.header.count(v.key) > 1]
        if twice:
            reader.stop(("list",), list_faults.column_twice(given, twice[0]))
        long = [line for line, cells, _ in found.rows if cells > len(found.header)]
        if long:
            reader.stop(("list",), list_faults.row_too_long(given, long[0]))
        rows = [(("list",), line, row) for line, _, row in found.rows]
    elif isinstance(given, list) and all(isinstance(row, dict) for row in given):
        rows = [(("list", place), None, row) for place, row in enumerate(given)]
    else:
        wanted = Text(de="eine Liste von Regeln oder der Name einer CSV-Datei", en="a list, or the name of a CSV file")
        reader.stop(("list",), faults.wrong_kind("list", given, wanted))
    if not rows:
        reader.stop(("list",), faults.empty_values("list"))
    return rows
