"""The page of a report: pictures inline, nothing from elsewhere, and every number with where it comes from."""

import csv
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lagezentrum.cli.lab.pictures import (
    Words,
    difference_picture,
    front_picture,
    heat_picture,
    reading_name,
    season_picture,
)
from lagezentrum.cli.lab.png import png_of
from lagezentrum.cli.lab.report_reading import MOST_CSV_ROWS, Run, policies_of
from lagezentrum.cli.lab.report_words import facts, no_comparison, no_seasons, note
from lagezentrum.cli.settings import Settings
from lagezentrum.outlook.lab.drawing_points import Point
from lagezentrum.outlook.lab.readings import READING_WORDS
from lagezentrum.outlook.lab.summary import Summary

MOST_FRONT_ROWS = 25
SEASONS = 4
"""Policies of the front whose season is drawn."""
_STYLE = (
    ":root{color-scheme:light dark}"
    "body{font:16px/1.5 system-ui,sans-serif;max-width:62rem;margin:2rem auto;padding:0 1rem;color:#23283a;"
    "background:#fff}table{border-collapse:collapse;font-size:.9rem}"
    "td,th{border-bottom:1px solid #d9dce4;padding:.2rem .6rem;text-align:left;vertical-align:top}"
    "caption{text-align:left;padding:.3rem .6rem}"
    "td.n{text-align:right;white-space:nowrap}.wide,figure{overflow-x:auto;margin:1.5rem 0}"
    "figure svg{min-width:34rem;max-width:100%;height:auto}code{overflow-wrap:anywhere}"
    "@media(prefers-color-scheme:dark){body{color:#e6e8ef;background:#14161f}td,th{border-color:#454b5e}"
    "a{color:#9cc7f0}}"
)


class _Page:
    """Takes the parts of the page, and writes each picture beside it as SVG and PNG."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.parts: list[str] = []
        self.written = ["report.html"]

    def picture(self, name: str, drawing: str) -> None:
        (self._folder / f"{name}.svg").write_text(drawing, encoding="utf-8")
        (self._folder / f"{name}.png").write_bytes(png_of(drawing))
        self.parts.append(f'<figure tabindex="0">{drawing}</figure>')
        self.written += [f"{name}.svg", f"{name}.png"]

    def table(self, name: str, rows: Sequence[Mapping[str, Any]]) -> None:
        with (self._folder / name).open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
        self.written.append(name)


def write_page(
    settings: Settings, folder: Path, described: Mapping[str, Any], run: Run, data: Path | None
) -> Sequence[str]:
    """Write page, pictures and tables; returns the names of the files."""
    language = settings.language
    words = Words(language, described)
    title = escape(described["design"]["title"][language.code])
    page = _Page(folder)
    page.parts += [f"<h1>{title}</h1><p>{note(language)}</p>", facts(words, described, run)]
    fronts: list[dict[str, Any]] = []
    for reading, summary in run.summaries.items():
        if len(run.summaries) > 1:
            page.parts.append(f"<h2>{reading_name(language, reading)}</h2>")
        law = _law_point(summary, described["in_law"][reading])
        page.picture(f"front-{reading}", front_picture(words, summary, law))
        chosen = _spread(summary.front, MOST_FRONT_ROWS)
        rows = policies_of(folder, described, reading, [number for number, _, _ in chosen])
        page.parts.append(_front_table(words, summary, chosen, rows, described["design"]))
        fronts += [{"figures": reading} | row for row in rows]
        for which, measure in enumerate((summary.x, summary.y)):
            if run.axes:
                page.picture(f"heat-{measure.name}-{reading}", heat_picture(words, run, summary, which, measure))
        named = _named(words, _spread(summary.front, SEASONS), folder, described, reading)
        drawing = season_picture(settings, words, folder, reading, named, described, data)
        if drawing is None:
            page.parts.append(f"<p>{no_seasons(language)}</p>")
        else:
            page.picture(f"seasons-{reading}", drawing)
    if len(run.summaries) > 1:
        _comparison(page, words, described, run)
    if fronts:
        page.table("front.csv", fronts)
    if run.rows <= MOST_CSV_ROWS:
        page.written.append("totals.csv")
    content = (
        f'<!doctype html><html lang="{language.code}"><head><meta charset="utf-8">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>{title}</title>'
        f"<style>{_STYLE}</style></head><body><main>{''.join(page.parts)}</main></body></html>\n"
    )
    (folder / "report.html").write_text(content, encoding="utf-8")
    return page.written


def _front_table(
    words: Words, summary: Summary, chosen: Sequence[tuple[int, float, float]], rows: Sequence[Mapping[str, Any]],
    design: Mapping[str, Any],
) -> str:  # fmt: skip
    language, keys = words.language, [v["key"] for v in design["varied"]]
    head = ["#", *(language.of(measure.title) for measure in (summary.x, summary.y)), *map(words.parameter, keys)]
    body = [
        [str(number), words.number(x, 2), words.number(y, 2), *(words.value(row[key]) for key in keys)]
        for (number, x, y), row in zip(chosen, rows, strict=True)
    ]
    total = len(summary.front)
    caption = language(f"{len(chosen)} von {total} Regeln der Front", f"{len(chosen)} of {total} policies of the front")
    return _table(caption, head, body, named=False)


def _comparison(page: _Page, words: Words, described: Mapping[str, Any], run: Run) -> None:
    """What the same policies would have done on other figures: the difference is a result of its own."""
    language = words.language
    if not run.compared:
        heading = language("Die Lesarten der Zahlen verglichen", "The readings of the figures compared")
        page.parts.append(f"<h2>{heading}</h2><p>{no_comparison(language, MOST_CSV_ROWS)}</p>")
        return
    columns: dict[str, NDArray[np.float64]] = {}
    for (one, other), measures in run.compared.items():
        names = tuple(READING_WORDS[reading] for reading in (one, other))
        against = language(f"{names[0].de} gegen {names[1].de}", f"{names[0].en} against {names[1].en}")
        page.parts.append(f"<h2>{against[0].upper()}{against[1:]}</h2>")
        summary, second = run.summaries[one], run.summaries[other]
        laws = [_law_point(s, described["in_law"][r]) for r, s in ((one, summary), (other, second))]
        ending = "" if len(run.compared) == 1 else f"_{other}"
        body: list[list[str]] = []
        for which, measure in enumerate((summary.x, summary.y)):
            values = measures[measure.name]
            difference = values[1] - values[0]
            columns |= {f"{measure.name}_{one}": values[0], f"{measure.name}_{other}": values[1],
                        f"{measure.name}_difference{ending}": difference}  # fmt: skip
            there = difference[~np.isnan(difference)]
            if not len(there):
                continue
            quantiles = [words.number(float(q), 2) for q in np.quantile(there, (0, 0.25, 0.5, 0.75, 1))]
            changed = f"{int((there != 0).sum())} / {len(there)}"
            body.append([language.of(measure.title), changed, *quantiles])
            law = (laws[0][which], laws[1][which]) if laws[0] and laws[1] else None
            drawing = difference_picture(words, measure, (one, other), values, law)
            page.picture(f"difference-{measure.name}{ending.replace('_', '-', 1)}", drawing)
        head = ["", language("Regeln mit Unterschied", "policies that differ"),
                *("min", "25 %", "50 %", "75 %", "max")]  # fmt: skip
        caption = language(
            f"Unterschied je Regel, {names[1].de} weniger {names[0].de}",
            f"difference by policy, {names[1].en} less {names[0].en}",
        )
        page.parts.append(_table(caption, head, body))
    rows: list[dict[str, Any]] = [
        {"policy": n, **{name: "" if np.isnan(v[n]) else float(v[n]) for name, v in columns.items()}}
        for n in range(int(described["policies"]))
    ]
    page.table("differences.csv", rows)


def _named(
    words: Words, chosen: Sequence[tuple[int, float, float]], folder: Path, described: Mapping[str, Any], reading: str
) -> list[tuple[int, str]]:
    """Policies with what makes them: number and values, as far as a line holds them."""
    numbers = [number for number, _, _ in chosen]
    keys = [v["key"] for v in described["design"]["varied"] if len(v["values"]) > 1]
    named = []
    for number, row in zip(numbers, policies_of(folder, described, reading, numbers), strict=True):
        said = "; ".join(f"{key} {words.value(row[key])}" for key in keys)
        named.append((number, f"# {number}: {said if len(said) <= 110 else said[:109] + '…'}"))
    return named


def _table(caption: str, head: Sequence[str], body: Sequence[Sequence[str]], *, named: bool = True) -> str:
    """A table that scrolls where it is too wide; `named` rows begin with their name."""
    first = '<th scope="row">{}</th>' if named else '<td class="n">{}</td>'
    rows = "".join(
        f"<tr>{first.format(escape(row[0]))}"
        + "".join(f'<td class="n">{escape(cell)}</td>' for cell in row[1:])
        + "</tr>"
        for row in body
    )
    columns = "".join(f'<th scope="col">{escape(name)}</th>' for name in head)
    return f'<div class="wide" tabindex="0"><table><caption>{caption}</caption><tr>{columns}</tr>{rows}</table></div>'


def _law_point(summary: Summary, law: Mapping[str, Any]) -> Point | None:
    values = []
    for measure in (summary.x, summary.y):
        value = law.get(measure.worse_end)
        if value is None:
            return None
        values.append(value / summary.areas if measure.per_area else value)
    return values[0], values[1]


def _spread(front: Sequence[tuple[int, float, float]], most: int) -> list[tuple[int, float, float]]:
    """At most so many of the front, evenly, both ends included."""
    if len(front) <= most:
        return list(front)
    return [front[round(n * (len(front) - 1) / (most - 1))] for n in range(most)]
