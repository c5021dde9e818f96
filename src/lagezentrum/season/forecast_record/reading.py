"""The record of skill, read as strictly as any other table."""

import math
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict

from lagezentrum.law.text import Text
from lagezentrum.outlook.forecast.record import FigureRow, LevelRow, ReliabilityRecord, SkillRecord
from lagezentrum.season.forecast_record.layout import (
    ABOUT_FILE,
    FIGURES_COLUMNS,
    FIGURES_FILE,
    FOLDER,
    LEVELS_COLUMNS,
    LEVELS_FILE,
    RELIABILITY_COLUMNS,
    RELIABILITY_FILE,
)
from lagezentrum.sources.cells import bad_figure, is_count, is_figure
from lagezentrum.sources.tables import open_table

Row = TypeVar("Row")


class RecordSet(BaseModel):
    """One set of areas and days over which forecasts were judged."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    where: str
    title: Text
    source: str
    attribution: str


class AboutRecord(BaseModel):
    """What the record is made of, and what it can not show."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: Text
    sets: tuple[RecordSet, ...]
    limits: tuple[Text, ...]


@cache
def read_record(folder: Path = FOLDER) -> SkillRecord:
    """The bundled record of skill.

    Raises:
        SourceError: a bundled file was damaged.
    """
    return SkillRecord.of(
        _rows(folder / FIGURES_FILE, FIGURES_COLUMNS, _figure_row),
        _rows(folder / LEVELS_FILE, LEVELS_COLUMNS, _level_row),
        _rows(folder / RELIABILITY_FILE, RELIABILITY_COLUMNS, _reliability_row),
    )


@cache
def read_about_record() -> AboutRecord:
    """Sets, sources and limits of the record."""
    content: Any = yaml.safe_load((FOLDER / ABOUT_FILE).read_text(encoding="utf-8"))
    return AboutRecord.model_validate(content)


def _rows(file: Path, columns: Sequence[str], make: Callable[[list[str]], Row]) -> list[Row]:
    return list(_read(file, columns, make))


def _read(file: Path, columns: Sequence[str], make: Callable[[list[str]], Row]) -> Iterator[Row]:
    table = open_table(file)
    table.require_columns(columns)
    number = 0
    for line, cells in table.rows():
        number += 1
        try:
            row = make(cells)
        except ValueError as error:
            table.problems.add(line, *bad_figure(str(error), file.name))
        else:
            yield row
    table.require_rows(number)
    table.require_last_line_end()
    table.problems.settle()


def _figure_row(cells: list[str]) -> FigureRow:
    counts, scores = [_count(cell) for cell in cells[2:5]], [_score(cell) for cell in cells[5:]]
    return FigureRow(cells[0], cells[1], *counts, *scores)


def _level_row(cells: list[str]) -> LevelRow:
    counts, scores = [_count(cell) for cell in cells[1:6]], [_score(cell) for cell in cells[6:]]
    return LevelRow(cells[0], *counts, *scores)


def _reliability_row(cells: list[str]) -> ReliabilityRecord:
    return ReliabilityRecord(
        cells[0],
        _count(cells[1]),
        _score(cells[2]),
        _score(cells[3]),
        _count(cells[4]),
        _score(cells[5]),
        _score(cells[6]),
        _count(cells[7]),
        _count(cells[8]),
    )


def _score(cell: str) -> float:
    """A score or share; NaN where the cell is empty, as nothing could be scored."""
    if cell and not is_figure(cell):
        raise ValueError(cell)
    return float(cell) if cell else math.nan


def _count(cell: str) -> int:
    if not is_count(cell):
        raise ValueError(cell)
    return int(cell)
