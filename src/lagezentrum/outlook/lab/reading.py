"""A design read strictly: every mistake is told with its line, and all of them at once."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from lagezentrum.law.model import Text
from lagezentrum.law.problems import Fault
from lagezentrum.law.source_text import KeyPath, SourceText
from lagezentrum.outlook.lab import faults
from lagezentrum.outlook.lab.design import (
    METHODS,
    METRICS,
    MOST_POLICIES,
    READINGS,
    Design,
    DesignError,
    Lead,
    Sampling,
    Value,
    Varied,
    grid_size,
    neighbours,
)
from lagezentrum.outlook.lab.plain import PlainReader, Stop
from lagezentrum.outlook.lab.sequences import MOST_SOBOL_DIMENSIONS
from lagezentrum.outlook.lab.values import affected, checked_value, read_values
from lagezentrum.outlook.packed import CannotPack, Packed, Parameter, parameters

MOST_SHARD = 1_000_000
_KEYS: Mapping[str, Text] = {
    "title": Text(de="wie der Entwurf heißt, in beiden Sprachen", en="what the design is called, in both languages"),
    "regulation": Text(de="welche Regelung verändert wird", en="which regulation is varied"),
    "version": Text(de="welche Fassung", en="which version"),
    "period": Text(de="welche Tage, `{from: …, to: …}`", en="which days, `{from: …, to: …}`"),
    "vary": Text(de="was verändert wird", en="what varies"),
    "outcome": Text(de="`levels` oder der Name einer Folge", en="`levels` or the name of a consequence"),
    "figures": Text(de="`as_known`, `final` oder beide", en="`as_known`, `final` or both"),
    "figures_file": Text(de="eine Datei mit Zahlen", en="a file of figures"),
    "areas": Text(de="welche Kreise", en="which districts"),
    "set": Text(de="was anders ist als im Recht", en="what differs from the law"),
    "sampling": Text(de="wie Regeln gewählt werden", en="how policies are chosen"),
    "list": Text(de="die Regeln einzeln", en="the policies one by one"),
    "metrics": Text(de="was gemessen wird", en="what is measured"),
    "lead_time": Text(de="Vorlauf wovor", en="lead time before what"),
    "detail": Text(de="`districts` oder `totals`", en="`districts` or `totals`"),
    "shard": Text(de="Regeln je Teilstück", en="policies in a shard"),
    "contradictions": Text(de="`refuse` oder `leave_out`", en="`refuse` or `leave_out`"),
}
_NEEDED = ("title", "regulation", "version", "period", "vary")


@dataclass(frozen=True)
class Table:
    """A table of policies: its header, and its rows as texts with their line numbers."""

    header: tuple[str, ...]
    rows: tuple[tuple[int, Mapping[str, str]], ...]


def read_design(
    source: SourceText, compiled: Callable[[str, str, str], Packed], table: Callable[[str], Table]
) -> tuple[Design, Packed]:
    """The design of a file, and its version compiled.

    Args:
        source: the file as strict YAML.
        compiled: a version by regulation, version and outcome; raises `CannotPack`, or `LookupError` with a `Fault`.
        table: a table of policies by the name of its file, beside the design; raises `LookupError` with a `Fault`.

    Raises:
        DesignError: with everything that is wrong.
    """
    try:
        found = _Reader(source, compiled, table).read()
    except Stop:
        found = None
    if source.problems or found is None:
        raise DesignError(sorted(source.problems, key=lambda problem: problem.line))
    return found


class _Reader(PlainReader):
    def __init__(
        self, source: SourceText, compiled: Callable[[str, str, str], Packed], table: Callable[[str], Table]
    ) -> None:
        super().__init__(source)
        self._compiled, self._table = compiled, table

    def read(self) -> tuple[Design, Packed]:
        data = self.source.data
        if not isinstance(data, dict):
            self.stop((), faults.key_missing("regulation", _KEYS["regulation"]))
        self.data = data
        for key in data:
            if key not in _KEYS:
                self.note((key,), faults.unknown_word(Text(de="Schlüssel", en="key"), key, _KEYS))
        missing = [key for key in _NEEDED if key not in data]
        for key in missing:
            self.note((), faults.key_missing(key, _KEYS[key]))
        if missing:
            raise Stop
        packed = self._packed()
        known = {parameter.key: parameter for parameter in parameters(packed)}
        fixed = self._fixed(known)
        varied = self._varied(known)
        sampling = self._sampling(varied, known)
        first, last = self._period()
        self._no_twice(known, fixed, [v.key for v in varied])
        leave_out = self.choice("contradictions", ("refuse", "leave_out")) == "leave_out"
        if not self.source.problems:
            self._in_order(packed, known, fixed, varied, sampling, leave_out)
        title = data["title"]
        if not isinstance(title, dict) or set(title) != {"de", "en"} or not all(map(str, title.values())):
            self.stop(("title",), faults.wrong_kind("title", title, Text(de="{de: …, en: …}", en="{de: …, en: …}")))
        lead = self._lead(packed)
        design = Design(
            title=Text(de=str(title["de"]), en=str(title["en"])),
            regulation=str(data["regulation"]),
            version=packed.version.version,
            outcome=packed.outcome,
            readings=tuple(self.several("figures", READINGS, ("as_known",))),
            figures=self.file("figures_file"),
            first=first,
            last=last,
            areas=self._areas(),
            fixed=fixed,
            varied=tuple(varied),
            sampling=sampling,
            metrics=tuple(self._metrics(lead)),
            lead=lead,
            districts=self.choice("detail", ("districts", "totals")) == "districts",
            shard=self.whole("shard", 10_000, 1, MOST_SHARD),
            leave_out=leave_out,
        )
        return design, packed

    def _packed(self) -> Packed:
        name, version = str(self.data["regulation"]), str(self.data["version"])
        try:
            return self._compiled(name, version, str(self.data.get("outcome", "levels")))
        except CannotPack as refusal:
            self.stop(("version",), faults.spoken(refusal.text))
        except LookupError as error:
            self.stop(("version",), error.args[0])

    def _period(self) -> tuple[date, date]:
        period = self.data["period"]
        wanted = Text(de="zwei Tage, `{from: 2021-11-01, to: 2022-02-20}`", en="two days, `{from: …, to: …}`")
        if not isinstance(period, dict) or set(period) != {"from", "to"}:
            self.stop(("period",), faults.wrong_kind("period", period, wanted))
        first, last = period["from"], period["to"]
        if not isinstance(first, date) or not isinstance(last, date):
            self.stop(("period",), faults.wrong_kind("period", f"{first} – {last}", wanted))
        if last < first:
            self.note(("period",), faults.backward_range("period", first, last, 1))
        return first, last

    def _fixed(self, known: Mapping[str, Parameter]) -> dict[str, Value]:
        given = self.data.get("set") or {}
        if not isinstance(given, dict):
            self.stop(("set",), faults.wrong_kind("set", given, Text(de="PARAMETER: WERT", en="PARAMETER: VALUE")))
        fixed: dict[str, Value] = {}
        for key, value in given.items():
            for parameter in self._affected(("set", key), key, known):
                read = checked_value(parameter, value)
                if isinstance(read, Fault):
                    self.note(("set", key), read)
                    break
                fixed[key] = read
        return fixed

    def _affected(self, path: KeyPath, key: object, known: Mapping[str, Parameter]) -> tuple[Parameter, ...]:
        found = affected(known, str(key))
        if not found:
            kinds = [k for k in known if not str(key).startswith("*.")]
            stars = sorted({"*." + k.partition(".")[2] for k in known if not k.startswith("ranges.")})
            self.note(path, faults.unknown_word(Text(de="Parameter", en="parameter"), key, kinds or stars))
        return found

    def _varied(self, known: Mapping[str, Parameter]) -> list[Varied]:
        given = self.data["vary"]
        if isinstance(given, list):  # names only: their values stand in the list
            given = dict.fromkeys(map(str, given), "listed")
        if not isinstance(given, dict) or not given:
            self.stop(("vary",), faults.empty_values("vary"))
        result = []
        for key, values in given.items():
            found = self._affected(("vary", key), key, known)
            if not found:
                continue
            if isinstance(values, str) and values == "listed":
                result.append(Varied(str(key), ()))
                continue
            read = read_values(found[0], str(key), values)
            for fault in read.faults:
                self.note(("vary", key), fault)
            result.append(Varied(str(key), read.values))
        return result

    def _no_twice(self, known: Mapping[str, Parameter], fixed: Mapping[str, Value], varied: Sequence[str]) -> None:
        by: dict[str, str] = {}
        for section, keys in (("set", fixed), ("vary", varied)):
            for key in keys:
                for parameter in affected(known, key):
                    if parameter.key in by:
                        self.note((section, key), faults.given_twice(parameter.key, by[parameter.key]))
                    by[parameter.key] = key

    def _sampling(self, varied: list[Varied], known: Mapping[str, Parameter]) -> Sampling:
        given = self.data.get("sampling", {"method": "list" if "list" in self.data else "grid"})
        kinds = Text(de="{method: …, policies: …, seed: …}", en="{method: …, policies: …, seed: …}")
        if not isinstance(given, dict):
            self.stop(("sampling",), faults.wrong_kind("sampling", given, kinds))
        for key in set(given) - {"method", "policies", "seed"}:
            word = faults.unknown_word(Text(de="Schlüssel", en="key"), key, ("method", "policies", "seed"))
            self.note(("sampling", key), word)
        method = given.get("method", "grid")
        if method not in METHODS:
            self.stop(("sampling", "method"), faults.unknown_word(Text(de="Verfahren", en="method"), method, METHODS))
        if method == "list":
            return self._listed(varied, known)
        for v in varied:
            if not v.values and not self.source.problems:
                self.note(("vary",), faults.empty_values(v.key))
        if method == "grid":
            number: int = grid_size(varied)
            path: KeyPath = ("vary",)
            if "policies" in given:
                word = faults.wrong_kind("policies", given["policies"], Text(de="nichts (das Raster zählt selbst)",
                                         en="nothing (a grid counts itself)"))  # fmt: skip
                self.note(("sampling", "policies"), word)
        else:
            asked, path = given.get("policies"), ("sampling",)
            if not isinstance(asked, int) or asked < 1:
                self.stop(path, faults.wrong_kind("policies", asked, Text(de="eine Zahl ab 1", en="a number from 1")))
            number = asked
        if number > MOST_POLICIES:
            largest = max(varied, key=lambda v: len(v.values)).key
            self.note(path, faults.too_many_policies(number, MOST_POLICIES, largest))
        if method == "sobol" and (len(varied) > MOST_SOBOL_DIMENSIONS or number > 1 << 32):
            self.note(path, faults.wrong_kind("sobol", len(varied), Text(
                de=f"höchstens {MOST_SOBOL_DIMENSIONS} Parameter und 2^32 Regeln; sonst `random`",
                en=f"at most {MOST_SOBOL_DIMENSIONS} parameters and 2^32 policies; else `random`")))  # fmt: skip
        seed = given.get("seed", 0)
        if not isinstance(seed, int) or not 0 <= seed < 1 << 63:
            wanted = Text(de="eine ganze Zahl ab 0", en="a whole number from 0")
            self.stop(("sampling", "seed"), faults.wrong_kind("seed", seed, wanted))
        return Sampling(method, number, seed)

    def _listed(self, varied: list[Varied], known: Mapping[str, Parameter]) -> Sampling:
        """The policies of a list; the values of the varied parameters are those that occur."""
        given = self.data.get("list")
        rows: list[tuple[KeyPath, int | None, Mapping[Any, Any]]]
        if isinstance(given, str):
            try:
                table = self._table(given)
            except LookupError as error:
                self.stop(("list",), error.args[0])
            missing = [v.key for v in varied if v.key not in table.header]
            if missing:
                self.stop(("list",), faults.columns_missing(given, missing, table.header))
            rows = [(("list",), line, row) for line, row in table.rows]
        elif isinstance(given, list) and all(isinstance(row, dict) for row in given):
            rows = [(("list", place), None, row) for place, row in enumerate(given)]
        else:
            wanted = Text(
                de="eine Liste von Regeln oder der Name einer CSV-Datei", en="a list, or the name of a CSV file"
            )
            self.stop(("list",), faults.wrong_kind("list", given, wanted))
        if not rows:
            self.stop(("list",), faults.empty_values("list"))
        columns: list[list[Value]] = [[] for _ in varied]
        for path, line, row in rows:
            extra = [key for key in row if isinstance(given, list) and key not in {v.key for v in varied}]
            if extra:
                word = faults.unknown_word(Text(de="Parameter unter `vary`", en="parameter under `vary`"), extra[0],
                                           [v.key for v in varied])  # fmt: skip
                self.note(path, word)
            for v, column in zip(varied, columns, strict=True):
                if v.key not in row:
                    self.stop(path, faults.columns_missing("list", [v.key], map(str, row)))
                read = checked_value(affected(known, v.key)[0], row[v.key], line)
                if isinstance(read, Fault):
                    self.stop(path, read)
                column.append(read)
        places = []
        for position, (v, column) in enumerate(zip(varied, columns, strict=True)):
            values = tuple(dict.fromkeys(column))
            varied[position] = Varied(v.key, values)
            places.append([values.index(value) for value in column])
        return Sampling("list", len(rows), 0, tuple(zip(*places, strict=True)))

    def _in_order(
        self,
        packed: Packed,
        known: Mapping[str, Parameter],
        fixed: Mapping[str, Value],
        varied: Sequence[Varied],
        sampling: Sampling,
        leave_out: bool,
    ) -> None:
        """That no level is easier to reach than the one below it, in any policy or at least in some."""
        taken: dict[str, tuple[float, ...]] = {t.key: (t.in_law,) for t in packed.thresholds}
        for key, values in [(k, (v,)) for k, v in fixed.items()] + [(v.key, v.values) for v in varied]:
            for parameter in affected(known, key):
                if parameter.key in taken:
                    taken[parameter.key] = tuple(float(value) for value in values)
        for lower, upper in neighbours(packed):
            one, other = packed.thresholds[lower].key, packed.thresholds[upper].key
            low, high = taken[one], taken[other]
            always = min(low) > max(high)
            if sampling.method == "list" and not always:
                continue  # single policies are marked
            if always or (max(low) > min(high) and not leave_out):
                worst = (min(low), max(high)) if always else (max(low), min(high))
                where = next((k for k in (one, other) if any(v.key == k for v in varied)), None)
                path: KeyPath = ("vary", where) if where else ("set",)
                self.note(path, faults.out_of_order(one, other, *worst, always))

    def _metrics(self, lead: Lead | None) -> list[Any]:
        default = [m for m in METRICS if m != "lead_time" or lead is not None]
        metrics = self.several("metrics", METRICS, default)
        if "lead_time" in metrics and lead is None and not self.source.problems:
            self.note(("metrics",), faults.key_missing("lead_time", Text(
                de="{indicator: …, above: …, level: …}", en="{indicator: …, above: …, level: …}")))  # fmt: skip
        return list(metrics)

    def _lead(self, packed: Packed) -> Lead | None:
        given = self.data.get("lead_time")
        if given is None:
            return None
        wanted = Text(de="{indicator: …, above: …, level: …}", en="{indicator: …, above: …, level: …}")
        if not isinstance(given, dict) or set(given) != {"indicator", "above", "level"}:
            self.stop(("lead_time",), faults.wrong_kind("lead_time", given, wanted))
        if given["indicator"] not in packed.indicators:
            word = faults.unknown_word(Text(de="Zahl", en="figure"), given["indicator"], packed.indicators)
            self.note(("lead_time", "indicator"), word)
        level = given["level"]
        if not isinstance(level, int) or not 1 <= level <= len(packed.steps):
            most = Text(de=f"eine Stufe von 1 bis {len(packed.steps)}", en=f"a level from 1 to {len(packed.steps)}")
            self.stop(("lead_time", "level"), faults.wrong_kind("level", level, most))
        try:
            return Lead(str(given["indicator"]), float(given["above"]), level)
        except (TypeError, ValueError):
            number = Text(de="eine Zahl", en="a number")
            self.stop(("lead_time", "above"), faults.wrong_kind("above", given["above"], number))

    def _areas(self) -> tuple[str, ...]:
        given = self.data.get("areas", "all")
        listed = [] if given == "all" else given if isinstance(given, list) else [given]
        if given != "all" and not listed:
            self.note(("areas",), faults.empty_values("areas"))
        return tuple(str(area) for area in listed)
