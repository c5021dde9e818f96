"""The figures of a design: the bundled season, a directory of published files, or a file of the analyst's own."""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from lagezentrum.cli.refusals import Refusal
from lagezentrum.cli.settings import Settings
from lagezentrum.engine.observations import Figures, Observation
from lagezentrum.law.problems import LawError, Problem
from lagezentrum.outlook.lab import DesignError
from lagezentrum.outlook.lab.design import Reading
from lagezentrum.outlook.lab.faults import columns_missing

COLUMNS = ("indicator", "area", "day", "value", "published_at")
_MOST_SHOWN = 20


def read_bodies(
    settings: Settings, readings: Iterable[Reading], *, data: Path | None, file: Path | None, indicators: set[str],
    states: set[str] | None, first: date, last: date,
) -> tuple[Mapping[Reading, Figures], str]:  # fmt: skip
    """The figures in each reading asked for, always with `as_known`, and where they are from.

    Raises:
        Refusal: a reading is not at hand.
        DesignError, SourceError: a file is not as it must be.
    """
    if file is not None:
        rows = tuple(_own_file(file))
        return {"as_known": Figures(rows), "final": Figures(_last(rows))}, file.name
    from lagezentrum.sources.directory import INDICATORS, read_directory

    unknown = ", ".join(sorted(indicators - set(INDICATORS)))
    if unknown:
        raise Refusal(
            settings.language(
                f"Woher {unknown} kommt, ist nicht bekannt. Nennen Sie im Entwurf eine Datei mit Zahlen: "
                f"`figures_file: DATEI` (Spalten {', '.join(COLUMNS)}).",
                f"Where {unknown} comes from is not known. Name a file of figures in the design: "
                f"`figures_file: FILE` (columns {', '.join(COLUMNS)}).",
            )
        )
    if data is None:
        from lagezentrum.season.reading import read_season

        if "final" in readings:
            raise Refusal(
                settings.language(
                    "Die mitgelieferte Saison kennt nur zuerst veröffentlichte Zahlen. Für `figures: final` "
                    "mit --data DIR ein Verzeichnis mit endgültigen Zahlen angeben.",
                    "The bundled season holds figures as first published only. For `figures: final` name a "
                    "directory with final figures by --data DIR.",
                )
            )
        return {"as_known": read_season()}, settings.language("mitgelieferte Saison", "bundled season")
    with settings.progress() as progress:
        known = read_directory(data, first=first, last=last, states=states, indicators=indicators, progress=progress)
    bodies: dict[Reading, Figures] = {"as_known": known}
    if "final" in readings:
        bodies["final"] = _with_final_incidence(settings, data, known, states, first, last)
    return bodies, str(data)


def _with_final_incidence(
    settings: Settings, data: Path, known: Figures, states: set[str] | None, first: date, last: date
) -> Figures:
    """Incidences as counted later; the Land's own indicators have no later state and stay as published."""
    from lagezentrum.sources.rki.layout import INDICATOR, LOWER_SAXONY
    from lagezentrum.sources.rki.reading import read_incidences

    file = LOWER_SAXONY.find(data)
    if states != {"03"} or file is None:
        raise Refusal(
            settings.language(
                f"Endgültige Inzidenzen stehen nur in {LOWER_SAXONY.file} (Niedersachsen). Nehmen Sie nur "
                "niedersächsische Kreise, oder `figures: as_known`.",
                f"Final incidences stand only in {LOWER_SAXONY.file} (Lower Saxony). Take districts of Lower Saxony "
                "only, or `figures: as_known`.",
            )
        )
    layout = replace(LOWER_SAXONY, count="cases_7d_final", value="incidence_7d_final")
    today = datetime.now().astimezone().date()
    final = read_incidences(file, layout, first=first, last=last, states=states, latest=today)
    return Figures([*final, *(row for row in known if row.indicator != INDICATOR)])


def _last(rows: Iterable[Observation]) -> list[Observation]:
    """Of each indicator, area and day only what was published last."""
    last: dict[tuple[str, str, date], Observation] = {}
    for row in sorted(rows, key=lambda row: row.published_at):
        last[row.indicator, row.area, row.day] = row
    return list(last.values())


def _own_file(file: Path) -> Iterable[Observation]:
    """The rows of a table of figures, CSV or Parquet.

    Raises:
        DesignError: with every row that can not be read, up to a number.
    """
    problems: list[Problem] = []
    for line, row in _rows(file):
        try:
            value = None if row["value"] in (None, "") else Decimal(str(row["value"]))
            if value is not None and not value.is_finite():
                value = None
            day, moment = row["day"], row["published_at"]
            yield Observation(
                str(row["indicator"]),
                str(row["area"]),
                day if type(day) is date else date.fromisoformat(str(day)),
                value,
                moment.replace(tzinfo=None) if isinstance(moment, datetime) else datetime.fromisoformat(str(moment)),
                file.name,
            )
        except (InvalidOperation, ValueError) as error:
            from lagezentrum.law.model import Text
            from lagezentrum.outlook.lab.faults import wrong_kind

            wanted = Text(
                de="Tag JJJJ-MM-TT, Zahl mit Punkt, Zeitpunkt", en="day YYYY-MM-DD, number with point, moment"
            )
            problems.append(Problem(file, line, *wrong_kind("row", str(error), wanted)))
            if len(problems) >= _MOST_SHOWN:
                break
    if problems:
        raise DesignError(problems)


def _rows(file: Path) -> Iterable[tuple[int, Mapping[str, Any]]]:
    try:
        if file.suffix == ".parquet":
            import pyarrow.parquet as pq

            table = pq.read_table(file)
            _require(file, table.column_names)
            return list(enumerate(table.select(list(COLUMNS)).to_pylist(), 1))
        with file.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.DictReader(stream)
            _require(file, reader.fieldnames or [])
            return [(reader.line_num, row) for row in reader]
    except OSError as error:
        from lagezentrum.law.system_faults import unreadable

        raise LawError([Problem(file, 0, *unreadable(error))]) from error


def _require(file: Path, found: Iterable[str]) -> None:
    there = list(found)
    missing = [column for column in COLUMNS if column not in there]
    if missing:
        raise DesignError([Problem(file, 1, *columns_missing(file.name, missing, there))])
