"""What a report says beside its pictures: how to read it, what was computed on what, and why something is missing."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from lagezentrum.cli.lab.pictures import Words, reading_name
from lagezentrum.cli.lab.report_reading import Run
from lagezentrum.cli.language import Language


def note(language: Language) -> str:
    """What every number of the report rests on."""
    return language(
        "Jede Regel gilt hier so, als wäre sie allein vom ersten bis zum letzten Tag in Kraft, ohne Vorgeschichte und "
        "ohne Ermessen. Fehlende Werte: gezeigt ist das Ungünstigste, was sie offenlassen. Das Verhalten der Menschen "
        "hätte sich mit der Regel geändert; davon weiß diese Rechnung nichts.",
        "Each policy is judged as if it alone had been in force from the first day to the last, with nothing before "
        "and no discretion. Missing values: the least favourable result that they leave possible is shown. People "
        "would have acted otherwise under another rule; this computation knows nothing of that.",
    )


def facts(words: Words, described: Mapping[str, Any], run: Run) -> str:
    """What was computed, on which figures, by which program: a table."""
    language, design, figures = words.language, described["design"], described["figures"]
    sampling = design["sampling"]
    varied = "; ".join(f"{v['key']}: {_listed(words, v['values'])}" for v in design["varied"])
    missing = "; ".join(
        f"{reading_name(language, r['reading'])}: "
        + ", ".join(
            f"{n} {v['values_missing']}/{v['values_known'] + v['values_missing']}" for n, v in r["values"].items()
        )
        for r in figures["readings"]
    )
    left = {summary.left_out for summary in run.summaries.values()}
    without = [f"{reading_name(language, r)} {s.without}" for r, s in run.summaries.items()]
    fixed = "; ".join(f"{key}: {words.value(value)}" for key, value in design["fixed"].items())
    rows = [
        (language("Regelung", "regulation"), f"{design['regulation']}@{design['version']}"),
        (language("Zeit", "period"), f"{design['first']} – {design['last']}"),
        (language("Zahlen", "figures"), figures["origin"]),
        (language("fehlende Werte", "missing values"), missing),
        (language("Kreise", "districts"), str(len(described["areas"]))),
        (language("verändert", "varied"), varied),
        (language("fest anders als im Recht", "set otherwise than in law"), fixed or "–"),
        (language("Auswahl", "sampling"), f"{sampling['method']}, {described['policies']}, seed {sampling['seed']}"),
        (language("nicht gezeigt: Bereiche widersprechen sich", "not shown: contradictory ranges"), str(max(left))),
        (language("nicht gezeigt: ein Maß fehlt", "not shown: a measure is missing"), "; ".join(without)),
        ("digest", described["digest"]),
        (language("Programm", "program"), described["program"]),
    ]
    cells = "".join(f'<tr><th scope="row">{escape(a)}</th><td><code>{escape(str(b))}</code></td></tr>' for a, b in rows)
    return f'<div class="wide" tabindex="0"><table>{cells}</table></div>'


def no_seasons(language: Language) -> str:
    """Why the course of the season is not drawn."""
    return language(
        "Der Verlauf der Saison ist nicht gezeichnet: die Zahlen des Laufs sind nicht mehr zur Hand (--data DIR).",
        "The course of the season is not drawn: the figures of the run are not at hand any more (--data DIR).",
    )


def no_comparison(language: Language, most: int) -> str:
    """Why the readings are not compared policy by policy."""
    number = language.number(most)
    return language(
        f"Je Regel verglichen wird bei bis zu {number} Regeln. Darüber: die Tabellen des Laufs nach der Nummer der "
        "Regel verbinden.",
        f"Policies are compared one by one up to {number} of them. Beyond: join the tables of the run by the number of "
        "the policy.",
    )


def _listed(words: Words, values: Sequence[Any]) -> str:
    shown = [words.value(value) for value in values]
    return ", ".join(shown) if len(shown) <= 12 else f"{shown[0]} … {shown[-1]} ({len(shown)})"
