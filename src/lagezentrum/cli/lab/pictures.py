"""The pictures of a report: what is drawn, with titles from the regulation and words for who does not see them."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lagezentrum.cli.lab.report_reading import Run
from lagezentrum.cli.language import Language
from lagezentrum.cli.refusals import Refusal
from lagezentrum.cli.settings import Settings
from lagezentrum.outlook.lab.drawing_maps import Panel, heat_maps
from lagezentrum.outlook.lab.drawing_points import Point, compared, weighed
from lagezentrum.outlook.lab.drawing_seasons import seasons
from lagezentrum.outlook.lab.readings import READING_WORDS
from lagezentrum.outlook.lab.summary import Measure, Summary
from lagezentrum.sources.problems import SourceError

Floats = NDArray[np.float64]


class Words:
    """Names of a run's parameters and levels in one language, and numbers as it writes them."""

    def __init__(self, language: Language, described: Mapping[str, Any]) -> None:
        self.language = language
        self._titles = {p["key"]: p["title"][language.code] for p in described["parameters"]}
        self._levels = [text[language.code] for text in described.get("levels", ())]
        self.comma = language.code == "de"

    def parameter(self, key: str) -> str:
        """What a parameter is, with the key that the design names; a `*` stands for every rule."""
        title = self._titles.get(key)
        if key.startswith("*."):
            of_one = next((t for k, t in self._titles.items() if k.partition(".")[2] == key[2:]), key)
            rest = of_one.partition(", ")[2] or of_one.partition(": ")[2]
            title = self.language("alle Regeln", "all rules") + (f", {rest}" if rest else "")
        return f"{title} ({key})" if title else key

    def level(self, level: int) -> str:
        """What a level is called."""
        return self._levels[level] if level < len(self._levels) else self.language(f"Stufe {level}", f"level {level}")

    def number(self, value: float, digits: int = 1) -> str:
        """A number with its minus sign and the mark of the language."""
        said = f"{value:,.{digits}f}".replace("-", "\N{MINUS SIGN}")
        return said.translate(str.maketrans(",.", ".,")) if self.comma else said

    def value(self, value: Any) -> str:
        """A value of a parameter."""
        said = f"{value:g}" if isinstance(value, float) else str(value)
        return said.replace(".", ",") if self.comma and isinstance(value, float) else said


def front_picture(words: Words, summary: Summary, law: Point | None) -> str:
    """The two measures weighed."""
    language = words.language
    x, y = (language.of(measure.title) for measure in (summary.x, summary.y))
    front = [(a, b) for _, a, b in summary.front]
    said = language(f"{summary.policies} geprüfte Regeln.", f"{summary.policies} policies tried.")
    if front:
        ends = [f"{words.number(a)} / {words.number(b)}" for a, b in (front[0], front[-1])]
        said += language(
            f" {len(front)} werden von keiner übertroffen; sie reichen von {ends[0]} bis {ends[1]} (waagerecht / "
            "senkrecht).",
            f" {len(front)} are beaten by none, from {ends[0]} to {ends[1]} (across / up).",
        )
    if law:
        at = f"{words.number(law[0])} / {words.number(law[1])}"
        said += language(f" Wie im Recht: {at}.", f" As in law: {at}.")
    legend = (
        language("geprüfte Regeln", "policies tried"),
        language("von keiner übertroffen", "beaten by none"),
        language("wie im Recht", "as in law"),
    )
    points = [(a, b) for _, a, b in summary.points]
    return weighed(points, front, law, (x, y), legend, said, comma=words.comma)


def heat_picture(words: Words, run: Run, summary: Summary, which: int, measure: Measure) -> str:
    """The mean of one measure over the grid."""
    language = words.language
    means = summary.means(which)
    rows, columns = run.axes[0], run.axes[1] if len(run.axes) > 1 else None
    over = run.axes[2] if len(run.axes) > 2 else None
    names = [[_comma(name, words.comma) for name in axis.names] if axis else [""] for axis in (rows, columns)]
    panels = [
        Panel(f"{over.key} = {_comma(over.names[n], words.comma)}" if over else "", means[:, :, n], *names)
        for n in range(means.shape[2])
    ]
    title = language.of(measure.title)
    if np.isnan(means).all():
        said = language("Kein Wert.", "No value.")
    else:
        low, high = (np.unravel_index(find(means), means.shape) for find in (np.nanargmin, np.nanargmax))
        said = language(
            f"Kleinster Wert {_cell(words, run, means, low)}; größter {_cell(words, run, means, high)}.",
            f"Smallest value {_cell(words, run, means, low)}; largest {_cell(words, run, means, high)}.",
        )
    axes = (words.parameter(rows.key), words.parameter(columns.key) if columns else "")
    return heat_maps(panels, title, axes, language("kein Wert", "no value"), said, comma=words.comma)


def _cell(words: Words, run: Run, means: Floats, place: tuple[Any, ...]) -> str:
    where = ", ".join(
        f"{a.key} = {_comma(a.names[int(n)], words.comma)}" for a, n in zip(run.axes, place, strict=False)
    )
    return f"{words.number(float(means[place]))} ({where})"


def _comma(name: str, comma: bool) -> str:
    return name.replace(".", ",") if comma and name.removeprefix("≥ ").replace(".", "").isdigit() else name


def difference_picture(
    words: Words, measure: Measure, readings: tuple[str, str], values: tuple[Floats, Floats], law: Point | None
) -> str:
    """One measure of every policy, on figures in one reading and in another."""
    language = words.language
    one, other = values
    there = ~np.isnan(one) & ~np.isnan(other)
    difference = (other - one)[there]
    points = list(zip(one[there].tolist(), other[there].tolist(), strict=True))
    axes = (reading_name(language, readings[0]), reading_name(language, readings[1]))
    legend = (language("Regeln", "policies"), language("wie im Recht", "as in law"), language("gleich", "the same"))
    said = language(
        f"{len(points)} Regeln, je ein Punkt. Bei {int((difference > 0).sum())} ist der Wert auf {axes[1]} "
        f"größer, bei {int((difference < 0).sum())} kleiner.",
        f"{len(points)} policies, a point each. With {int((difference > 0).sum())} the value is larger on {axes[1]}, "
        f"with {int((difference < 0).sum())} smaller.",
    )
    return compared(points, law, language.of(measure.title), axes, legend, said, comma=words.comma)


def season_picture(
    settings: Settings, words: Words, folder: Path, reading: Any, chosen: Sequence[tuple[int, str]],
    described: Mapping[str, Any], data: Path | None,
) -> str | None:  # fmt: skip
    """The season under the law and some policies (number and name); None where the figures are not at hand any more."""
    from lagezentrum.cli.lab.preparing import prepare
    from lagezentrum.cli.lab.store import DESIGN
    from lagezentrum.outlook.packed import Policies, level_days

    origin = Path(described["figures"]["origin"])
    beside = folder / described.get("beside", ".")
    try:
        job = prepare(settings, folder / DESIGN, data or (origin if origin.is_dir() else None), beside).job
    except (Refusal, SourceError):
        return None
    if (job.design_digest, job.figures_digest) != (described["design_digest"], described["figures_digest"]):
        return None
    language = words.language
    steps = len(job.packed.steps)
    rules = [(language("wie im Recht", "as in law"), Policies.of(job.packed, {}, 1))]
    rules += [(name, job.design.policies(job.packed, number, 1)) for number, name in chosen]
    strips = []
    for name, policies in rules:
        levels = level_days(job.packed, job.bodies[reading].series, policies, engine="numpy")[0][0]
        strips.append((name, np.stack([(levels == level).mean(axis=0) for level in range(steps + 1)])))
    if job.real is not None and (job.real >= 0).all():
        shares = np.stack([(job.real == level).mean(axis=0) for level in range(steps + 1)])
        strips.insert(0, (language("wirklich in Kraft", "really in force"), shares))
    first = date.fromisoformat(described["design"]["first"])
    days = [str(first + timedelta(days=n)) for n in range(job.design.days)]
    title = language(
        "Anteil der Kreise auf jeder Stufe (fehlende Werte: nicht erreicht)",
        "share of districts at each level (missing values: not reached)",
    )
    said = language("Tage im Mittel der Kreise. ", "Days, mean of districts. ") + " ".join(
        f"{name}: " + ", ".join(f"{words.level(n)} {words.number(float(s.sum()))}" for n, s in enumerate(shares)) + "."
        for name, shares in strips
    )
    return seasons(strips, days, title, [words.level(n) for n in range(steps + 1)], said)


def reading_name(language: Language, reading: str) -> str:
    """What a reading of the figures is called."""
    words = READING_WORDS[reading]
    return language(f"Zahlen {words.de}", f"figures {words.en}")
