"""The page of a report: pictures inline, nothing from elsewhere, and every number with where it comes from."""

import csv
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from html import escape
from pathlib import Path
from typing import Any

import numpy as np

from lagezentrum.cli.lab.report_reading import MOST_CSV_ROWS, Run, policies_of
from lagezentrum.cli.language import Language
from lagezentrum.cli.refusals import Refusal
from lagezentrum.cli.settings import Settings
from lagezentrum.outlook.lab.drawing import Panel, heat_maps, scatter, seasons
from lagezentrum.outlook.lab.summary import Measure, Summary

MOST_FRONT_ROWS = 25
_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:62rem;margin:2rem auto;padding:0 1rem;color:#23283a}"
    "table{border-collapse:collapse;font-size:.9rem}td,th{border-bottom:1px solid #d9dce4;padding:.2rem .6rem;"
    "text-align:left}td.n{text-align:right}figure{margin:1.5rem 0;overflow-x:auto}svg{max-width:100%;height:auto}"
    "code{overflow-wrap:anywhere}"
)


def write_page(
    settings: Settings, folder: Path, described: Mapping[str, Any], run: Run, data: Path | None
) -> Sequence[str]:
    """Write page, pictures and the table of the front; returns the names of the files."""
    language = settings.language
    design = described["design"]
    title = design["title"][language.code]
    parts = [f"<h1>{escape(title)}</h1>", _facts(language, described, run)]
    written = ["report.html"]

    def picture(name: str, drawing: str) -> None:
        (folder / name).write_text(drawing, encoding="utf-8")
        parts.append(f"<figure>{drawing}</figure>")
        written.append(name)

    fronts: list[dict[str, Any]] = []
    for reading, summary in run.summaries.items():
        if len(run.summaries) > 1:
            parts.append(f"<h2>{_reading(language, reading)}</h2>")
        law = _law_point(summary, described["in_law"][reading])
        words = (
            language("geprüfte Regeln", "policies tried"),
            language("von keiner übertroffen", "beaten by none"),
            language("wie im Recht", "as in law"),
        )
        x, y = language.of(summary.x.title), language.of(summary.y.title)
        points = [p[1:] for p in summary.points]
        picture(f"front-{reading}.svg", scatter(points, [p[1:] for p in summary.front], law, x, y, words))
        chosen = _spread(summary.front, MOST_FRONT_ROWS)
        rows = policies_of(folder, described, reading, [number for number, _, _ in chosen])
        parts.append(_front_table(language, summary, chosen, rows, design, len(summary.front)))
        fronts += [{"figures": reading} | row for row in rows]
        for which, measure in enumerate((summary.x, summary.y)):
            if len(run.axes) >= 1:
                picture(f"heat-{measure.name}-{reading}.svg", _heat(language, run, summary, which, measure))
        drawing = _seasons(settings, folder, reading, [n for n, _, _ in _spread(summary.front, 4)], described, data)
        if drawing is None:
            parts.append(f"<p>{_no_seasons(language)}</p>")
        else:
            picture(f"seasons-{reading}.svg", drawing)
    if run.differences:
        parts.append(_differences(language, run))
    if fronts:
        with (folder / "front.csv").open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, list(fronts[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(fronts)
        written.append("front.csv")
    if run.rows <= MOST_CSV_ROWS:
        written.append("totals.csv")
    page = (
        f'<!doctype html><html lang="{language.code}"><head><meta charset="utf-8">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f'<meta name="viewport" content="width=device-width"><title>{escape(title)}</title><style>{_STYLE}</style>'
        f"</head><body>{''.join(parts)}</body></html>\n"
    )
    (folder / "report.html").write_text(page, encoding="utf-8")
    return written


def _facts(language: Language, described: Mapping[str, Any], run: Run) -> str:
    design, figures = described["design"], described["figures"]
    sampling = design["sampling"]
    varied = "; ".join(f"{v['key']}: {_listed(v['values'])}" for v in design["varied"])
    missing = "; ".join(
        f"{_reading(language, r['reading'])}: "
        + ", ".join(
            f"{n} {v['values_missing']}/{v['values_known'] + v['values_missing']}" for n, v in r["values"].items()
        )
        for r in figures["readings"]
    )
    left = next(iter(run.summaries.values())).left_out
    without = next(iter(run.summaries.values())).without
    rows = [
        (language("Regelung", "regulation"), f"{design['regulation']}@{design['version']}"),
        (language("Zeit", "period"), f"{design['first']} – {design['last']}"),
        (language("Zahlen", "figures"), figures["origin"]),
        (language("fehlende Werte", "missing values"), missing),
        (language("Kreise", "districts"), str(len(described["areas"]))),
        (language("verändert", "varied"), varied),
        (language("fest anders als im Recht", "set otherwise than in law"), str(design["fixed"] or "–")),
        (language("Auswahl", "sampling"), f"{sampling['method']}, {described['policies']}, seed {sampling['seed']}"),
        (language("nicht gezeigt: Bereiche widersprechen sich", "not shown: contradictory ranges"), str(left)),
        (language("nicht gezeigt: ein Maß fehlt", "not shown: a measure is missing"), str(without)),
        ("digest", described["digest"]),
        (language("Programm", "program"), described["program"]),
    ]
    note = language(
        "Jede Regel gilt hier so, als wäre sie allein vom ersten bis zum letzten Tag in Kraft, ohne Vorgeschichte und "
        "ohne Ermessen. Fehlende Werte: zwei Läufe, gezeigt ist das ungünstigere Ende. Das Verhalten der Menschen "
        "hätte sich mit der Regel geändert; davon weiß diese Rechnung nichts.",
        "Each policy is judged as if it alone had been in force from the first day to the last, with nothing before "
        "and no discretion. Missing values: two runs, the less favourable end is shown. People would have acted "
        "otherwise under another rule; this computation knows nothing of that.",
    )
    cells = "".join(f"<tr><th>{escape(a)}</th><td><code>{escape(str(b))}</code></td></tr>" for a, b in rows)
    return f"<p>{note}</p><table>{cells}</table>"


def _front_table(
    language: Language, summary: Summary, chosen: Sequence[tuple[int, float, float]], rows: Sequence[Mapping[str, Any]],
    design: Mapping[str, Any], total: int,
) -> str:  # fmt: skip
    keys = [v["key"] for v in design["varied"]]
    head = ["#", summary.x.name, summary.y.name, *keys]
    body = "".join(
        f'<tr><td class="n">{number}</td><td class="n">{x:.2f}</td><td class="n">{y:.2f}</td>'
        + "".join(f'<td class="n">{escape(_plain(row[key]))}</td>' for key in keys)
        + "</tr>"
        for (number, x, y), row in zip(chosen, rows, strict=True)
    )
    more = language(f"{len(chosen)} von {total} Regeln der Front", f"{len(chosen)} of {total} policies of the front")
    return f"<p>{more}</p><table><tr>{''.join(f'<th>{escape(h)}</th>' for h in head)}</tr>{body}</table>"


def _heat(language: Language, run: Run, summary: Summary, which: int, measure: Measure) -> str:
    means = summary.means(which)
    rows, columns = run.axes[0], run.axes[1] if len(run.axes) > 1 else None
    over = run.axes[2] if len(run.axes) > 2 else None
    names = columns.names if columns else ("",)
    panels = [
        Panel(f"{over.key} = {over.names[n]}" if over else "", means[:, :, n], rows.names, names)
        for n in range(means.shape[2])
    ]
    title = language(f"Mittel: {measure.title.de}", f"mean: {measure.title.en}")
    return heat_maps(panels, title, rows.key, columns.key if columns else "")


def _seasons(
    settings: Settings, folder: Path, reading: Any, numbers: Sequence[int], described: Mapping[str, Any],
    data: Path | None,
) -> str | None:  # fmt: skip
    """The season under the law and some policies of the front; None where the figures are not at hand any more."""
    from lagezentrum.cli.lab.preparing import prepare
    from lagezentrum.cli.lab.store import DESIGN
    from lagezentrum.outlook.packed import Policies, level_days

    origin = Path(described["figures"]["origin"])
    try:
        job = prepare(settings, folder / DESIGN, data or (origin if origin.is_dir() else None)).job
    except Refusal:
        return None
    if (job.design_digest, job.figures_digest) != (described["design_digest"], described["figures_digest"]):
        return None
    language = settings.language
    steps = len(job.packed.steps)
    chosen = [(language("wie im Recht", "as in law"), Policies.of(job.packed, {}, 1))]
    chosen += [(f"# {number}", job.design.policies(job.packed, number, 1)) for number in numbers]
    strips = []
    for name, policies in chosen:
        levels = level_days(job.packed, job.bodies[reading].series, policies, engine="numpy")[0][0]
        strips.append((name, np.stack([(levels == level).mean(axis=0) for level in range(steps + 1)])))
    if job.real is not None and (job.real >= 0).all():
        shares = np.stack([(job.real == level).mean(axis=0) for level in range(steps + 1)])
        strips.insert(0, (language("wirklich in Kraft", "really in force"), shares))
    first = date.fromisoformat(described["design"]["first"])
    days = [str(first + timedelta(days=n)) for n in range(job.design.days)]
    words = [language(f"Stufe {n}", f"level {n}") for n in range(steps + 1)]
    title = language(
        "Anteil der Kreise auf jeder Stufe (fehlende Werte: nicht erreicht)",
        "share of districts at each level (missing values: not reached)",
    )
    return seasons(strips, days, title, words)


def _no_seasons(language: Language) -> str:
    return language(
        "Der Verlauf der Saison ist nicht gezeichnet: die Zahlen des Laufs sind nicht mehr zur Hand (--data DIR).",
        "The course of the season is not drawn: the figures of the run are not at hand any more (--data DIR).",
    )


def _differences(language: Language, run: Run) -> str:
    head = language(
        "Unterschied der Zahlen: endgültig statt wie bekannt, je Regel",
        "difference of the figures: final instead of as known, by policy",
    )
    rows = "".join(
        f"<tr><th>{name}</th>"
        + "".join(f'<td class="n">{q:+.2f}</td>' for q in np.quantile(d, (0, 0.25, 0.5, 0.75, 1)))
        + "</tr>"
        for name, d in run.differences.items()
        if len(d)
    )
    ends = "".join(f"<th>{end}</th>" for end in ("", "min", "25 %", "50 %", "75 %", "max"))
    return f"<h2>{head}</h2><table><tr>{ends}</tr>{rows}</table>"


def _law_point(summary: Summary, law: Mapping[str, Any]) -> tuple[float, float] | None:
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


def _reading(language: Language, reading: str) -> str:
    return language("Zahlen wie bekannt", "figures as known") if reading == "as_known" else language(
        "endgültige Zahlen", "final figures"
    )  # fmt: skip


def _listed(values: Sequence[Any]) -> str:
    shown = [_plain(value) for value in values]
    return ", ".join(shown) if len(shown) <= 12 else f"{shown[0]} … {shown[-1]} ({len(shown)})"


def _plain(value: Any) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)
