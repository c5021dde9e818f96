"""`lage demo`: the main job on the bundled season, from the figures to the orders."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table
from rich.text import Text

from lagezentrum.cli.arguments import DEFAULT_REGULATION, read_day
from lagezentrum.cli.language import Language, both
from lagezentrum.cli.marks import arrow, step_mark
from lagezentrum.cli.names import rule_title, title_of
from lagezentrum.cli.serve import HOST, FreePortOption, HostOption, ServingOption
from lagezentrum.cli.settings import Settings
from lagezentrum.cli.status import require_covered

if TYPE_CHECKING:
    from lagezentrum.cli.material import Material
    from lagezentrum.engine.outcome import Finding
    from lagezentrum.engine.standing import Standings


LIVES_ON = date(2021, 12, 15)
"""A noon with work for everybody: a district level reached and not determined, the Land's level 2 hanging on a missing
value, levels 1 and 2 side by side on the map. The orders of that afternoon are still to be given."""


def add_to(app: typer.Typer) -> None:
    """Add the command to `lage`."""
    app.command(
        "demo",
        help=both(
            "Die mitgelieferte Saison: berechnet, belegt, mit den Anordnungen verglichen",
            "the bundled season: computed, proved, held against the orders",
        ),
    )(demo)


def demo(
    context: typer.Context,
    serving: ServingOption = True,
    on: Annotated[
        str | None,
        typer.Option(
            "--on",
            metavar=both("TAG", "DAY"),
            help=both(
                f"an welchem Tag der Dienst lebt (sonst: {LIVES_ON}, an dem viel zu entscheiden ist)",
                f"the day the service lives on (else: {LIVES_ON}, on which much is to be decided)",
            ),
        ),
    ] = None,
    host: HostOption = HOST,
    port: FreePortOption = None,
) -> None:
    """Replay the bundled season and show what was found, the strip of the season and the orders; then serve it."""
    from lagezentrum.cli.compare import compared
    from lagezentrum.cli.compare_table import show_differences, show_matches, show_unordered, summary
    from lagezentrum.cli.material import gather

    settings: Settings = context.obj
    language = settings.language
    asked = read_day(on, "--on", language) if on else None
    with settings.busy():
        material = gather(settings, DEFAULT_REGULATION, with_orders=True)
        if asked is not None:
            require_covered(asked, material, settings)
        computed = material.standings(material.replay())
        recorded = material.standings(material.replay(decisions=material.decisions))
        findings = computed.effective_findings()
        outcome = compared(material)
    _heading(settings, material)
    settings.show("")
    _counts(settings, material, findings)
    settings.show("")
    _stations(settings, material, findings)
    settings.show("")
    _strip(settings, material, recorded)
    settings.show("")
    show_matches(settings, outcome)
    show_differences(settings, outcome, material.regulation)
    show_unordered(settings, outcome)
    settings.show("")
    settings.show(summary(outcome, language), style="bold")
    settings.show(
        language("Weiter: ", "Next: ")
        + language("lage explain Hannover 2021-12-01", "lage --lang en explain Hannover 2021-12-01")
        + language(" · lage status --on 2021-12-17", " · lage --lang en status --on 2021-12-17"),
        style="dim",
    )
    if serving:
        from lagezentrum.cli.demo_serving import serve_season

        serve_season(settings, asked or LIVES_ON, material.last, host, port)


def _heading(settings: Settings, material: "Material") -> None:
    from lagezentrum.season.about import read_about

    language = settings.language
    about = read_about()
    settings.show(language.of(about.title), style="bold")
    settings.show(
        language(
            "Übung mit den damals veröffentlichten Zahlen, keine geltende Warnung.",
            "Exercise with the figures published then, not a live warning.",
        )
    )
    days = (material.last - material.first).days + 1
    count = Counter(observation.indicator for observation in material.figures)
    incidences, hospitalisations = language.number(count["new_cases"]), count["hospitalisation"]
    districts, shares = len(material.areas), count["icu_share"]
    settings.show(
        language(
            f"Zahlen: {incidences} Inzidenzen von {districts} Landkreisen und kreisfreien Städten (RKI, dl-de/by-2-0); "
            f"an {hospitalisations} von {days} Tagen die Hospitalisierung, an {shares} der Intensivbetten-Anteil (Land "
            "Niedersachsen). Was fehlt, bleibt offen.",
            f"Figures: {incidences} incidences of {districts} districts (RKI, dl-de/by-2-0); hospitalisation on "
            f"{hospitalisations} of {days} days, share of intensive-care beds on {shares} (Land Niedersachsen). What "
            "is missing stays open.",
        )
    )


def _counts(settings: Settings, material: "Material", findings: "Iterable[Finding]") -> None:
    """How much was found, by version and rule."""
    language = settings.language
    settings.show(language("Was die Regel findet", "What the rule finds"), style="bold")
    scopes = {name: rule.scope for version in material.regulation.versions for name, rule in version.rules.items()}
    rules = sorted(scopes, key=lambda name: scopes[name] != "state")
    count: Counter[tuple[str, str, str]] = Counter(
        (f.version, f.rule, f.change if f.status == "found" else "open") for f in findings
    )
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    table.add_column(language("Fassung ab", "version from"), no_wrap=True)
    for rule in rules:
        table.add_column(rule_title(material.regulation, rule, language))
    for version in material.regulation.versions:
        cells = [_count_in_words(count, version.version, rule, language) for rule in rules]
        for fixed in version.fixed_levels:  # the first column is that of the Land
            cells[0] = Text.assemble(step_mark(str(fixed.level)), language(" durch Verordnung", " by regulation"))
        table.add_row(language.day(version.in_force.from_), *cells)
    settings.show(table)


def _count_in_words(count: Mapping[tuple[str, str, str], int], version: str, rule: str, language: Language) -> Text:
    parts = []
    for change, sign in (("raise", "↑"), ("lower", "↓")):
        if number := count[version, rule, change]:
            parts.append(f"{sign}{number}")
    if number := count[version, rule, "open"]:
        parts.append(f"{number} {language('offen', 'open')}")
    return Text(" ".join(parts) or "–")


def _stations(settings: Settings, material: "Material", findings: "Iterable[Finding]") -> None:
    """The levels in the order of their days, those alike in one line."""
    language = settings.language
    settings.show(language("Wann welche Stufe (frühestens)", "Which level when (at the earliest)"), style="bold")
    lines: list[tuple[date, Text, Text]] = []
    groups: dict[tuple[date, str, str], list[str]] = {}
    open_: dict[tuple[date, date], list[Finding]] = {}
    for finding in findings:
        if not finding.step.isdigit():
            continue
        if finding.status == "found":
            groups.setdefault((finding.earliest_effect, finding.step, finding.change), []).append(finding.area)
        elif len(finding.area) == 2:
            open_.setdefault((finding.section[0], finding.run_end), []).append(finding)
    for (day, step, change), areas in groups.items():
        mark = Text.assemble(arrow(change), step_mark(step))
        lines.append((day, mark, Text(_districts(areas, material, language))))
    for version in material.regulation.versions:
        for fixed in version.fixed_levels:
            end = language(f" bis {language.day(fixed.to)}", f" until {language.day(fixed.to)}") if fixed.to else ""
            by = language("landesweit, durch die Verordnung selbst", "statewide, by the regulation itself")
            lines.append((fixed.from_, Text.assemble("=", step_mark(str(fixed.level))), Text(by + end)))
    lines += [_open_line(runs, material, language) for runs in open_.values()]
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(ratio=1)
    for day, mark, words in sorted(lines, key=lambda line: line[0]):
        table.add_row(language.day(day), mark, words)
    settings.show(table)


def _districts(areas: list[str], material: "Material", language: Language) -> str:
    named = [title_of(area) for area in areas]
    missing = [area.title for area in material.areas if area.ags not in areas]
    if len(areas) <= len(missing):
        return language.listed(named)
    return language(
        f"örtlich in {len(areas)} von {len(material.areas)}; nicht in: {language.listed(missing)}",
        f"locally in {len(areas)} of {len(material.areas)}; not in: {language.listed(missing)}",
    )


def _open_line(runs: "list[Finding]", material: "Material", language: Language) -> tuple[date, Text, Text]:
    from lagezentrum.cli.boxes import boxes
    from lagezentrum.cli.names import missing_values
    from lagezentrum.engine.progress import progress

    finding = runs[0]
    steps = "–".join(dict.fromkeys((runs[0].step, runs[-1].step)))
    mark = Text("?", style="bold magenta") + Text(f" {steps} ")
    if len(finding.hangs_on) > 1:
        words = language(
            f"landesweit offen bis {language.day(finding.run_end)}: {len(finding.hangs_on)} Werte fehlen",
            f"statewide undetermined until {language.day(finding.run_end)}: {len(finding.hangs_on)} values are missing",
        )
        return finding.earliest_effect, mark, Text(words)
    missing = missing_values(finding.hangs_on, material.regulation, language)
    text = Text(language(f"landesweit offen, es fehlt: {missing}\n", f"statewide undetermined, missing: {missing}\n"))
    course = progress(
        material.regulation,
        material.calendars,
        material.figures,
        material.replay(),
        finding.area,
        finding.rule,
        finding.step,
        finding.section_end,
    )
    if course is not None:
        text.append(boxes(course.marks, language))
    return finding.earliest_effect, mark, text


def _strip(settings: Settings, material: "Material", standings: "Standings") -> None:
    from lagezentrum.cli.strip import days_per_cell, legend, strip

    language = settings.language
    settings.show(
        language(
            "Was galt: laut überlieferter Anordnung, sonst ab dem frühesten Tag",
            "What held: by the order on record, else from the earliest day",
        ),
        style="bold",
    )
    days = (material.last - material.first).days + 1
    for line in strip(material.areas, standings, material.first, material.last, settings.out.width, language):
        settings.show(line)
    settings.show(legend(days_per_cell(days, settings.out.width), language))
