"""Every version of every regulation in the package can be varied, or is refused in words; the manual says which."""

import math
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest

from lagezentrum.engine.observations import Figures, Observation
from lagezentrum.law.library import Library
from lagezentrum.law.model import Text
from lagezentrum.law.source_text import read_source_text
from lagezentrum.outlook.lab import Body, Job, read_design
from lagezentrum.outlook.packed import NEVER, CannotPack, Packed, Series, compile_rules
from lagezentrum.outlook.packed.plan import LEVELS
from tests.outlook.lab.designs import no_table

LIBRARY = Library.with_directories(())
DAYS = 70


def every() -> list[tuple[str, str, str]]:
    """Regulation, version and outcome: the levels, and every consequence of its own."""
    found = []
    for name in sorted(LIBRARY.folders):
        for version in LIBRARY.regulation(name).versions:
            consequences = {rule.consequence.name for rule in version.rules.values() if rule.consequence}
            found += [(name, version.version, outcome) for outcome in (LEVELS, *sorted(consequences))]
    return found


def compiled(name: str, version: str, outcome: str) -> Packed:
    chosen = LIBRARY.regulation(name).named(version)
    assert chosen is not None
    return compile_rules(chosen, LIBRARY.calendars, outcome=outcome)


def figures(packed: Packed, areas: tuple[str, ...], first: date) -> Figures:
    """Waves that go beyond every threshold and come down again."""
    rows = []
    for name in packed.indicators:
        peak = 1.3 * max(t.in_law for t in packed.thresholds if t.indicator == name)
        places = areas if packed.version.indicators[name].scope == "district" else sorted({a[:2] for a in areas})
        for n in range(-packed.lead_in, DAYS):
            day = first + timedelta(days=n)
            value = Decimal(f"{peak * (1 + math.sin(n / 9)) / 2:.1f}")
            at = datetime.combine(day, datetime.min.time())
            rows += [Observation(name, place, day, value, at, "invented") for place in places]
    return Figures(rows)


@pytest.mark.parametrize(("name", "version", "outcome"), every())
def test_varied_or_refused_in_words(tmp_path: Path, name: str, version: str, outcome: str) -> None:
    words: Text | None = None
    try:
        packed = compiled(name, version, outcome)
    except CannotPack as refusal:
        words = refusal.text
    if words is not None:
        assert len(words.de) > 40 < len(words.en)
        assert words.de != words.en
        assert (name, version, outcome, "") in manual()
        return
    assert any(row[:3] == (name, version, outcome) and row[3] for row in manual())
    first = packed.version.in_force.from_
    assert first is not None
    highest = packed.thresholds[-1]
    file = tmp_path / "design.yaml"
    file.write_text(
        f"title: {{de: Probe, en: trial}}\nregulation: {name}\nversion: {version}\noutcome: {outcome}\n"
        f"period: {{from: {first}, to: {first + timedelta(days=DAYS - 1)}}}\ncontradictions: leave_out\n"
        f"vary:\n  '*.raising.days': [1, 2, 20]\n  {highest.key}: [{highest.in_law:g}, {highest.in_law * 2:g}]\n",
        encoding="utf-8",
    )
    state = next(s for s in ("03", "91", "90", "09", "01") if packed.version.territory.covers(s))
    areas = (f"{state}101", f"{state}102")
    design, packed = read_design(read_source_text(file), compiled, no_table)
    series = Series.of(packed, figures(packed, areas, first), areas, design.first, design.last)
    nowhere = np.full(len(areas), NEVER, dtype=np.int64)
    job = Job(design, packed, {"as_known": Body(series, nowhere)}, None)
    totals = job.shard(0, "numpy").totals
    assert job.in_law("as_known", "numpy")["days_from_1_min"][0] > 0
    assert totals["days_from_1_min"][0] > totals["days_from_1_min"][4]
    assert (totals["uncertain_areas"] == 0).all()
    assert totals["days_0_max"].max() <= DAYS * len(areas)


def manual() -> set[tuple[str, str, str, str]]:
    """The rows of the manual: regulation, version, outcome, and what it says can be varied ("" for nothing)."""
    text = (Path(__file__).resolve().parents[3] / "docs" / "lab.md").read_text(encoding="utf-8")
    table = text.split("## Which regulations\n")[1].split("\n## ")[0]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines() if line[:3] == "| `"]
    found = set()
    for regulation, versions, outcome, varied in rows:
        said = "" if varied.startswith("nothing") else varied
        found |= {(regulation.strip("`"), version, outcome.strip("`"), said) for version in versions.split(", ")}
    return found


def test_the_manual_names_no_version_that_there_is_not() -> None:
    assert {row[:3] for row in manual()} == set(every())
