"""The comparison as a table for people: what agrees in few lines, each difference with its reason."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from lagezentrum.cli.language import Language
from lagezentrum.cli.marks import arrow, step_mark
from lagezentrum.cli.names import indicator_of, missing_values, title_of
from lagezentrum.cli.settings import Settings
from lagezentrum.law.ranges import as_compared

if TYPE_CHECKING:
    from lagezentrum.cli.material import Material
    from lagezentrum.engine.comparison import Compared, Comparison, Hinge, Unordered
    from lagezentrum.law.model import Regulation

# By the kind of the order: what agrees.
_MATCHED = {
    "determined": ("am selben Tag berechnet", "computed for the same day"),
    "by_regulation": ("durch die Verordnung selbst", "by the regulation itself"),
    "remained": ("blieb dabei; mehr ist auch nicht berechnet", "stayed there; nothing more was computed either"),
    "open": (
        "Stufe {step} war noch nicht entschieden; auch nicht berechnet",
        "level {step} was not decided yet; not computed either",
    ),
}
_MOST_NAMES = 4


def show(settings: Settings, outcome: "Comparison", material: "Material") -> None:
    """Print matches, differences, and computed changes without an order."""
    language = settings.language
    show_matches(settings, outcome)
    settings.show("")
    show_differences(settings, outcome, material.regulation)
    settings.show("")
    show_unordered(settings, outcome)
    settings.show("")
    settings.show(summary(outcome, language))


def summary(outcome: "Comparison", language: Language) -> str:
    """The count of verdicts in one sentence."""
    count = dict.fromkeys(("matched", "human decision", "missing value", "our error"), 0)
    for row in outcome.compared:
        count[row.verdict] += 1
    return language(
        f"{len(outcome.compared)} überlieferte Zeilen: {count['matched']} stimmen überein, "
        f"{count['human decision']} beruhen auf menschlicher Entscheidung, {count['missing value']} hängen an "
        f"fehlenden Werten, {count['our error']} sind unser Fehler.",
        f"{len(outcome.compared)} rows on record: {count['matched']} match, {count['human decision']} rest on human "
        f"decision, {count['missing value']} hang on missing values, {count['our error']} are our error.",
    )


def show_matches(settings: Settings, outcome: "Comparison") -> None:
    """Print the orders that agree with the computation, those alike in one line."""
    language = settings.language
    settings.show(language("Angeordnet wie berechnet", "Ordered as computed"), style="bold")
    table = _table()
    groups: dict[tuple[object, ...], list[Compared]] = {}
    for row in outcome.compared:
        if row.verdict == "matched":
            key = (row.order.effective, row.order.step, row.order.kind, row.reason)
            groups.setdefault(key, []).append(row)
    for rows in sorted(groups.values(), key=lambda rows: str(rows[0].order.effective)):
        order = rows[0].order
        words = language(*_MATCHED.get(order.kind, _MATCHED["determined"])).format(
            step=order.step or language("darüber", "above")
        )
        table.add_row(
            Text("✓", style="green"),
            language.day(order.effective) if order.effective else "",
            Text(" – ") if order.kind == "open" else step_mark(order.step),
            _names([row.order.area for row in rows], language) + Text(f": {words}"),
        )
    settings.show(table)


def show_differences(settings: Settings, outcome: "Comparison", regulation: "Regulation") -> None:
    """Print each order that the computation does not reproduce, with the reason."""
    language = settings.language
    settings.show(language("Nicht wie berechnet, und warum", "Not as computed, and why"), style="bold")
    table = _table()
    marks = {"human decision": Text("○"), "missing value": Text("?", style="bold magenta")}
    groups: dict[tuple[object, ...], list[Compared]] = {}
    for row in outcome.compared:
        if row.verdict != "matched":
            key = (row.order.effective, row.order.step, row.verdict, reason_in_words(row, regulation, language))
            groups.setdefault(key, []).append(row)
    for (*_, reason), rows in groups.items():
        order = rows[0].order
        table.add_row(
            marks.get(rows[0].verdict, Text("✗", style="bold red")),
            language.day(order.effective) if order.effective else language("ohne Tag", "no day"),
            step_mark(order.step) if order.step else Text("–"),
            _names([row.order.area for row in rows], language) + Text(f": {reason}"),
        )
    settings.show(table)


def reason_in_words(row: "Compared", regulation: "Regulation", language: Language) -> str:
    """Why an order is not as computed, and whose doing that is."""
    verdict = {
        "human decision": language("menschliche Entscheidung", "human decision"),
        "missing value": language("fehlender Wert", "missing value"),
    }.get(row.verdict, language("unser Fehler", "our error"))
    return f"{_difference(row, regulation, language)} ({verdict})"


def _difference(row: "Compared", regulation: "Regulation", language: Language) -> str:
    computed = language.long_day(row.finding.earliest_effect) if row.finding else ""
    basis = language.half(row.order.basis)
    match row.reason:
        case "value missing":
            return _hinges_in_words(row, regulation, language)
        case "own discretion" if row.finding is not None:
            return language(f"{basis}; berechnet ab {computed}", f"{basis}; computed from {computed}")
        case "own discretion":
            return basis
        case "declined":
            return language(f"nicht festgestellt, {basis}", f"not determined, {basis}")
        case "refrained":
            return language(f"davon abgesehen, {basis}", f"refrained, {basis}")
        case "later than possible" | "another day of lifting":
            return language(f"möglich schon ab {computed}", f"possible from {computed} already")
        case _ if row.finding is not None:
            return language(f"berechnet erst ab {computed}", f"computed from {computed} only")
        case _:
            return language("nicht berechnet", "not computed")


def _hinges_in_words(row: "Compared", regulation: "Regulation", language: Language) -> str:
    named = missing_values((hinge.missing for hinge in row.hinges), regulation, language)
    needed = {hinge.missing.indicator: _needed(hinge, regulation, language) for hinge in row.hinges}
    wanted = language.listed(list(needed.values()))
    if len(row.hinges) == 1:
        return language(
            f"es fehlt {named}; jeder Wert {wanted} passt zur Anordnung",
            f"missing is {named}; any value {wanted} fits the order",
        )
    return language(
        f"es fehlt {named}; Werte {wanted} passen zur Anordnung",
        f"missing is {named}; values {wanted} fit the order",
    )


def _needed(hinge: "Hinge", regulation: "Regulation", language: Language) -> str:
    """The range a missing value would need, in the decimals in which it is compared: "über 10,0"."""
    wanted, indicator = hinge.consistent_with, indicator_of(regulation, hinge.missing.indicator)
    threshold = as_compared(wanted.threshold, indicator.precision if indicator else None)
    word = language("über", "above") if wanted.above is not None else language("ab", "from")
    return f"{word} {language.number(threshold)}"


def show_unordered(settings: Settings, outcome: "Comparison") -> None:
    """Print the computed changes that no order on record belongs to."""
    language = settings.language
    settings.show(
        language("Berechnet, aber keine eigene Anordnung überliefert", "Computed, but no order of its own on record"),
        style="bold",
    )
    table = _table()
    groups: dict[tuple[object, ...], list[Unordered]] = {}
    for row in outcome.unordered:
        finding = row.finding
        key = (finding.earliest_effect, finding.step, finding.change, _needless_in_words(row, language))
        groups.setdefault(key, []).append(row)
    for (*_, why), rows in groups.items():
        finding = rows[0].finding
        table.add_row(
            Text("·"),
            language.day(finding.earliest_effect),
            Text.assemble(arrow(finding.change), step_mark(finding.step)),
            _names([row.finding.area for row in rows], language) + Text(f": {why}"),
        )
    settings.show(table)
    if outcome.open:
        settings.show(
            language(
                f"Dazu {len(outcome.open)} offene Abschnitte (Werte fehlen) ohne überlieferte Anordnung.",
                f"Also {len(outcome.open)} undetermined sections (values missing) without an order on record.",
            ),
            style="dim",
        )
    if outcome.beyond:
        rules = language.listed(sorted({finding.step for finding in outcome.beyond}))
        settings.show(
            language(
                f"{len(outcome.beyond)} Wechsel von {rules} sind nicht verglichen: keine Anordnung überliefert.",
                f"{len(outcome.beyond)} changes of {rules} are not compared: no orders on record.",
            ),
            style="dim",
        )


def _needless_in_words(row: "Unordered", language: Language) -> str:
    by, finding = row.by, row.finding
    if by is None or by.effective is None:
        return language("keine Anordnung überliefert", "no order on record")
    if by.area == finding.area:
        return language(
            f"schon seit {language.day(by.effective)} angeordnet", f"ordered since {language.day(by.effective)}"
        )
    if finding.change == "lower":
        return language(
            f"ohne Folge, Stufe gilt seit {language.day(by.effective)} landesweit",
            f"without consequence, the level holds statewide since {language.day(by.effective)}",
        )
    return language(
        f"gilt seit {language.day(by.effective)} ohnehin landesweit",
        f"holds statewide since {language.day(by.effective)} anyway",
    )


def _names(keys: Sequence[str], language: Language) -> Text:
    if len(keys) > _MOST_NAMES:
        return Text(language(f"{len(keys)} Landkreise und kreisfreie Städte", f"{len(keys)} districts"))
    return Text(language.listed([title_of(key) for key in keys]))


def _table() -> Table:
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 1, 0, 0))
    for _ in range(3):
        table.add_column(no_wrap=True)
    table.add_column(ratio=1)
    return table
