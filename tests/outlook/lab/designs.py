"""Designs as a test writes them, and a small body of figures for them."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import numpy as np

from lagezentrum.engine.observations import Figures, Observation
from lagezentrum.law.library import Library
from lagezentrum.law.source_text import read_source_text
from lagezentrum.outlook.lab import Body, Design, Job, read_design
from lagezentrum.outlook.lab.job import crossing_of
from lagezentrum.outlook.lab.sampling import Table
from lagezentrum.outlook.packed import Packed, Series, compile_rules, level_days
from lagezentrum.outlook.packed.policies import Policies

HEAD = """\
title: {de: Probe, en: trial}
regulation: de-ni/corona-vo
version: 2021-12-12
period: {from: 2021-11-01, to: 2022-01-15}
"""
AREAS = ("03101", "03241", "03460")
_LIBRARY = Library.with_directories(())


def compiled(regulation: str, version: str, outcome: str) -> Packed:
    found = _LIBRARY.regulation(regulation).named(version)
    assert found is not None
    return compile_rules(found, _LIBRARY.calendars, outcome=outcome)


def no_table(name: str) -> Table:
    raise AssertionError(name)


def read(folder: Path, text: str) -> tuple[Design, Packed]:
    file = folder / "design.yaml"
    file.write_text(text, encoding="utf-8")
    return read_design(read_source_text(file), compiled, no_table)


def job(folder: Path, text: str, *, with_real: bool = False) -> Job:
    """A job on invented figures with gaps: waves that cross every threshold."""
    design, packed = read(folder, HEAD + text)
    rows = []
    day = design.first
    while day <= design.last:
        n = (day - design.first).days
        wave = 1 + np.sin(n / 9)
        figures = {("hospitalisation", "03"): 5 * wave, ("icu_share", "03"): 8 * wave}
        figures |= {("new_cases", area): 90 * wave * (1 + k / 2) for k, area in enumerate(AREAS)}
        for k, ((name, area), value) in enumerate(figures.items()):
            if (n * 7 + k * 3) % 31:
                at = datetime.combine(day, datetime.min.time())
                rows.append(Observation(name, area, day, Decimal(f"{value:.1f}"), at, "invented"))
        day += timedelta(days=1)
    series = Series.of(packed, Figures(rows), AREAS, design.first, design.last)
    real = level_days(packed, series, Policies.of(packed), engine="numpy")[0][0] if with_real else None
    return Job(design, packed, {"as_known": Body(series, crossing_of(series, "icu_share", 10))}, real)


FIRST = date(2021, 11, 1)
