"""Whether regulations are in order: their files, their citations, and their scenarios played by both evaluators."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from lagezentrum.cli.settings import Settings

if TYPE_CHECKING:
    from lagezentrum.law.coverage import Coverage
    from lagezentrum.law.model import Text as Wording
    from lagezentrum.law.model import Version
    from lagezentrum.law.problems import Fault, Problem

_STATUS = {
    "encoded": ("umgesetzt", "green"),
    "left to a human": ("dem Menschen überlassen", "cyan"),
    "definition": ("Begriff", "dim"),
    "not encoded": ("nicht umgesetzt", "yellow"),
}


def checked(settings: Settings, name: str | None) -> "tuple[tuple[Problem, ...], int]":
    """Every problem of one regulation or of all, and how many scenarios were played."""
    from lagezentrum.access.rehearsal import rehearse_access
    from lagezentrum.engine import fast, reference
    from lagezentrum.engine.rehearsal import rehearse
    from lagezentrum.law.access.scenarios import read_access_scenarios
    from lagezentrum.law.coverage import check
    from lagezentrum.law.problems import LawError, Problem
    from lagezentrum.law.scenarios import read_scenarios

    library = settings.library
    problems = list(check(library, name))
    played = 0
    for regulation in [name] if name else library.folders:
        try:
            scenarios = read_scenarios(library, regulation)
        except LawError as error:
            problems += error.problems
            continue
        if not scenarios:
            problems.append(Problem(library.folders[regulation][0].parent, 0, *_without_scenario(regulation)))
        for file, scenario in scenarios.items():
            played += 1
            told = {
                difference: None
                for evaluator in (reference.replay, fast.replay)
                for difference in rehearse(scenario, library.regulation(regulation), library.calendars, evaluator)
            }
            problems += [Problem(file, 0, *_contradicts_scenario(difference)) for difference in told]
        try:
            at_the_door = read_access_scenarios(library, regulation)
        except LawError as error:
            problems += error.problems
            continue
        for file, (rules, asked) in at_the_door.items():
            played += 1
            problems += [
                Problem(file, 0, *_contradicts_scenario(difference)) for difference in rehearse_access(asked, rules)
            ]
    return tuple(dict.fromkeys(problems)), played


def _without_scenario(regulation: str) -> "Fault":
    from lagezentrum.law.problems import fault

    return fault(
        de=(
            f"{regulation} hat kein Szenario",
            "Nichts zeigt, dass die Regelung tut, was im Gesetz steht.",
            "Schreiben Sie mindestens eine Datei in scenarios/ nach einem Beispiel mit bekanntem Ausgang, und nennen "
            "Sie die Quelle.",
        ),
        en=(
            f"{regulation} has no scenario",
            "Nothing shows that the regulation does what the law says.",
            "Write at least one file in scenarios/ from an example with a known outcome, and name its source.",
        ),
    )


def _contradicts_scenario(difference: "Wording") -> "Fault":
    from lagezentrum.law.problems import fault

    return fault(
        de=(
            difference.de,
            "Die Regelung tut nicht, was dieses Szenario von ihr sagt.",
            "Berichtigen Sie die Regelung, oder das Szenario, wenn dessen Quelle etwas anderes sagt.",
        ),
        en=(
            difference.en,
            "The regulation does not do what this scenario says it does.",
            "Correct the regulation, or the scenario if its source says otherwise.",
        ),
    )


def coverage_of(settings: Settings, name: str | None) -> "list[tuple[Version, tuple[Coverage, ...]]]":
    """What became of each provision, for every version that can be read."""
    from lagezentrum.law.access.reading import access_of
    from lagezentrum.law.coverage import coverage
    from lagezentrum.law.problems import LawError

    library = settings.library
    covered = []
    for regulation in [name] if name else library.folders:
        try:
            versions = library.regulation(regulation).versions
            rules = {version.version: access_of(library, regulation, version.version) for version in versions}
        except LawError:
            continue  # told among the problems
        covered += [(v, coverage(v, library.norm(regulation, v.version), rules[v.version])) for v in versions]
    return covered


def show_check(
    settings: Settings,
    problems: "Sequence[Problem]",
    covered: "Sequence[tuple[Version, Sequence[Coverage]]]",
    rehearsed: int,
) -> None:
    """Print provisions first, problems last, where the eye ends."""
    language = settings.language
    for version, rows in covered:
        settings.show(f"{version.regulation}@{version.version}", style="bold")
        table = Table(box=None, show_header=False, padding=(0, 1, 0, 2))
        table.add_column()
        table.add_column()
        table.add_column(ratio=1)
        for row in rows:
            word, style = _STATUS[row.status]
            detail = language.half(row.reason) or ", ".join(row.cited_at)
            table.add_row(Text(row.anchor), Text(language(word, row.status), style=style), Text(detail, style="dim"))
        settings.show(table)
    settings.show("")
    for problem in problems:
        settings.show(problem.in_language(language.code), soft_wrap=True)
    if problems:
        settings.show("")
    provisions = sum(len(rows) for _, rows in covered)
    settings.show(
        language(
            f"Fassungen: {len(covered)} · Bestimmungen: {provisions} · Szenarien: {rehearsed}, jedes zweifach gespielt",
            f"Versions: {len(covered)} · provisions: {provisions} · scenarios: {rehearsed}, each played twice",
        )
    )
    if problems:
        settings.show(language(f"Beanstandungen: {len(problems)}", f"Problems: {len(problems)}"), style="bold")
    else:
        settings.show(language("Alles in Ordnung.", "All in order."), style="bold")


def write_check(
    settings: Settings,
    problems: "Sequence[Problem]",
    covered: "Sequence[tuple[Version, Sequence[Coverage]]]",
    rehearsed: int,
) -> None:
    """The same as JSON; problems are told in the language of the call."""
    from lagezentrum.cli.output import write_json

    of = settings.language.of
    write_json(
        "law-check",
        {
            "problems": [
                {"file": str(p.file), "line": p.line, "what": of(p.what), "why": of(p.why), "do": of(p.remedy)}
                for p in problems
            ],
            "scenarios_rehearsed": rehearsed,
            "provisions": [
                {
                    "regulation": version.regulation,
                    "version": version.version,
                    "provision": row.anchor,
                    "status": row.status,
                    "reason": row.reason,
                    "cited_at": row.cited_at,
                }
                for version, rows in covered
                for row in rows
            ],
        },
    )
