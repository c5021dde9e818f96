"""A design read strictly: every mistake is told with its line, and all of them at once."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from math import isfinite
from typing import Any

from lagezentrum.law.model import Text
from lagezentrum.law.source_text import SourceText
from lagezentrum.outlook.lab import faults
from lagezentrum.outlook.lab.design import METRICS, MOST_DAYS, MOST_SHARDS, READINGS, Design, DesignError, Lead
from lagezentrum.outlook.lab.plain import PlainReader, Stop, is_whole
from lagezentrum.outlook.lab.sampling import Table, read_sampling
from lagezentrum.outlook.lab.varying import read_fixed, read_varied, refuse_out_of_order, refuse_twice
from lagezentrum.outlook.packed import CannotPack, Packed, parameters

MOST_SHARD = 1_000_000
_KEYS: Mapping[str, Text] = {
    "title": Text(de="wie der Entwurf heißt, in beiden Sprachen", en="what the design is called, in both languages"),
    "regulation": Text(de="welche Regelung verändert wird", en="which regulation is varied"),
    "version": Text(de="welche Fassung", en="which version"),
    "period": Text(de="welche Tage, `{from: …, to: …}`", en="which days, `{from: …, to: …}`"),
    "vary": Text(de="was verändert wird", en="what varies"),
    "outcome": Text(de="`levels` oder der Name einer Folge", en="`levels` or the name of a consequence"),
    "figures": Text(
        de="`as_known`, `each_morning`, `final` oder mehrere", en="`as_known`, `each_morning`, `final` or several"
    ),
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
        if data is None and self.source.problems:  # an empty file
            raise Stop
        if not isinstance(data, dict):
            wanted = Text(
                de="SCHLÜSSEL: WERT in jeder Zeile, zuerst `title`", en="KEY: VALUE on each line, `title` first"
            )
            self.stop((), faults.wrong_kind(self.source.file.name, data, wanted))
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
        fixed = read_fixed(self, known)
        varied = read_varied(self, known)
        sampling = read_sampling(self, varied, known, self._table)
        first, last = self._period()
        refuse_twice(self, known, fixed, varied)
        leave_out = self.choice("contradictions", ("refuse", "leave_out")) == "leave_out"
        if not self.source.problems:
            refuse_out_of_order(self, packed, known, fixed, varied, sampling, leave_out)
        lead = self._lead(packed)
        design = Design(
            title=self._title(),
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
        if not self.source.problems:
            self._refuse_crumbs(design)
        return design, packed

    def _refuse_crumbs(self, design: Design) -> None:
        number = -(-design.sampling.policies // design.shard) * len(design.readings)
        if number > MOST_SHARDS:
            size = -(-design.sampling.policies * len(design.readings) // MOST_SHARDS)
            self.note(("shard",), faults.too_many_shards(number, MOST_SHARDS, size))

    def _packed(self) -> Packed:
        name, version = str(self.data["regulation"]), str(self.data["version"])
        try:
            return self._compiled(name, version, str(self.data.get("outcome", "levels")))
        except CannotPack as refusal:
            self.stop(("version",), faults.spoken(refusal.text))
        except LookupError as error:
            self.stop(("version",), error.args[0])

    def _title(self) -> Text:
        title = self.data["title"]
        if (
            not isinstance(title, dict)
            or set(title) != {"de", "en"}
            or not all(isinstance(word, str | int) and not isinstance(word, bool) and word for word in title.values())
        ):
            wanted = Text(
                de="Worte in beiden Sprachen, `{de: …, en: …}`", en="words in both languages, `{de: …, en: …}`"
            )
            self.stop(("title",), faults.wrong_kind("title", title, wanted))
        return Text(de=str(title["de"]), en=str(title["en"]))

    def _period(self) -> tuple[date, date]:
        period = self.data["period"]
        wanted = Text(de="zwei Tage, `{from: 2021-11-01, to: 2022-02-20}`", en="two days, `{from: …, to: …}`")
        if not isinstance(period, dict) or set(period) != {"from", "to"}:
            self.stop(("period",), faults.wrong_kind("period", period, wanted))
        first, last = period["from"], period["to"]
        if not isinstance(first, date) or not isinstance(last, date):
            self.stop(("period",), faults.wrong_kind("period", f"{first} – {last}", wanted))
        if last < first:
            self.note(("period",), faults.backward_period(first, last))
        elif (last - first).days >= MOST_DAYS:
            self.note(("period",), faults.long_period((last - first).days + 1, MOST_DAYS))
        return first, last

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
        if not is_whole(level) or not 1 <= level <= len(packed.steps):
            most = Text(de=f"eine Stufe von 1 bis {len(packed.steps)}", en=f"a level from 1 to {len(packed.steps)}")
            self.stop(("lead_time", "level"), faults.wrong_kind("level", level, most))
        above = given["above"]
        if isinstance(above, bool) or not isinstance(above, int | Decimal) or not isfinite(float(above)):
            number = Text(de="eine Zahl", en="a number")
            self.stop(("lead_time", "above"), faults.wrong_kind("above", above, number))
        return Lead(str(given["indicator"]), float(above), level)

    def _areas(self) -> tuple[str, ...]:
        given = self.data.get("areas", "all")
        if given == "all":
            return ()
        listed = given if isinstance(given, list) else [given]
        if not listed or not all(isinstance(area, str) or is_whole(area) for area in listed):
            wanted = Text(de="`all`, oder eine Liste von Schlüsseln und Namen", en="`all`, or a list of keys and names")
            self.stop(("areas",), faults.wrong_kind("areas", given, wanted))
        return tuple(str(area) for area in listed)
