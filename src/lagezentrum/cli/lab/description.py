"""The description of a run: everything a stranger needs to read its tables and to repeat it."""

from dataclasses import asdict
from datetime import timedelta
from importlib.metadata import version
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lagezentrum.cli.lab.preparing import Prepared
from lagezentrum.cli.lab.store import FORMAT
from lagezentrum.law.model import Text
from lagezentrum.outlook.lab.measures import missing_mark
from lagezentrum.outlook.packed import NEVER, Engine, KnownSeries, Packed, parameters
from lagezentrum.outlook.packed.plan import LEVELS

_MEANINGS = {
    "policy": "number of the policy in the design, from 0",
    "area": "key of the district (AGS)",
    "in_order": "no level has a higher threshold than the level above it",
    "days": "days at exactly this level",
    "days_from": "days at this level or a higher one",
    "switches": "days on which the level differs from the day before; _max: the most that steps can come and go while "
    "the level is not certain",
    "first": "day (0 = first of the period) from which this level or a higher one was in force first; null: never",
    "lead_time": "days from the first day of the level to the crossing; null: one of both never came",
    "lead_mean": "mean of lead_time over the districts that have one; null: none has, in _min: possibly none has",
    "lead_areas": "number of districts with a lead time",
    "disagreement": "days on which the level differs from the one really in force",
    "certain": "the course of levels is the same however missing values turn out",
    "uncertain_areas": "number of districts whose course hangs on missing values",
}


def describe(prepared: Prepared, engine: Engine, digest: str | None, beside: str) -> dict[str, Any]:
    """The content of `description.json`.

    Args:
        prepared: the job.
        engine: what computes.
        digest: of all results; None while the run is under way.
        beside: where the design lay with the files it names, as seen from the directory of the result.
    """
    job = prepared.job
    design = job.design
    return {
        "format": FORMAT,
        "program": f"lagezentrum {version('lagezentrum')}",
        "design": asdict(design) | {
            "title": design.title.model_dump(), "first": str(design.first), "last": str(design.last),
            "sampling": asdict(design.sampling) | {"listed": len(design.sampling.listed)},
        },
        "beside": beside,
        "version_title": job.packed.version.title.model_dump(),
        "parameters": [
            {"key": p.key, "unit": p.unit, "in_law": p.in_law, "title": p.title.model_dump()}
            for p in parameters(job.packed)
        ],
        "levels": [text.model_dump() for text in _levels(job.packed)],
        "indicators": {name: job.packed.version.indicators[name].title.model_dump() for name in job.packed.indicators},
        "figures": {"origin": prepared.origin, "readings": [_figures(prepared, each) for each in design.readings]},
        "areas": list(job.areas),
        "policies": design.sampling.policies,
        "shards": [
            {"number": s.number, "reading": s.reading, "first_policy": s.begin, "policies": s.count} for s in job.shards
        ] if len(job.shards) <= 1000 else len(job.shards),
        "columns": _columns(),
        "ranges": "No values that the missing figures could have had lead to less than _min or to more than _max: both "
        "are told from the lowest and the highest level that each day leaves possible. Where the two are equal, no "
        "missing value decides. They are not always reached, nor by all districts at once. null in _min: possibly "
        "none; of a first day, null in _max: possibly never.",
        "in_law": {reading: _law(prepared, reading, engine) for reading in design.readings},
        "design_digest": job.design_digest,
        "figures_digest": job.figures_digest,
        "digest": digest,
    }  # fmt: skip


def _levels(packed: Packed) -> tuple[Text, ...]:
    """What each level of the tables is called, from 0."""
    if packed.outcome != LEVELS:
        name = packed.outcome
        return Text(de=f"{name} gilt nicht", en=f"{name} does not hold"), Text(de=f"{name} gilt", en=f"{name} holds")
    return Text(de="keine Stufe", en="no level"), *(packed.version.levels[int(step)] for step in packed.steps)


def _columns() -> dict[str, str]:
    return dict(_MEANINGS)


def _figures(prepared: Prepared, reading: Any) -> dict[str, Any]:
    body = prepared.job.bodies[reading]
    series = body.series
    crossing = sorted({int(c) for c in body.crossing})
    return {
        "reading": reading,
        "values": {
            name: _values(values[series.lead :], by_morning=isinstance(series, KnownSeries))
            for name, values in sorted(series.values.items())
        },
        "crossing_days": [None if c == NEVER else str(series.first + timedelta(days=c)) for c in crossing]
        if prepared.job.design.lead
        else None,
    }


def _values(values: NDArray[np.float64], *, by_morning: bool) -> dict[str, int]:
    """How many values there are; of figures by morning, those known on the morning of their own day."""
    if not by_morning:
        return {"values_known": int((~np.isnan(values)).sum()), "values_missing": int(np.isnan(values).sum())}
    own = values[:, :1]
    changed = ((values != own) & ~(np.isnan(values) & np.isnan(own))).any(axis=1)
    return {**_values(own, by_morning=False), "values_changed_later": int(changed.sum())}


def _law(prepared: Prepared, reading: Any, engine: Engine) -> dict[str, Any]:
    columns = prepared.job.in_law(reading, engine)
    return {name: None if missing_mark(name) == column[0] else column[0].item() for name, column in columns.items()}
