"""The decision table of a version: every cell of its access rules, for a page of the documentation."""

from collections.abc import Iterator
from datetime import date

from lagezentrum.law.access.model import AccessRules, PlaceRules, Row
from lagezentrum.law.access.windows import DayWindow
from lagezentrum.law.access.words import Setting, Step, step_order
from lagezentrum.law.model import Version

_EMPTY = "–"


def tables(rules: AccessRules, version: Version) -> str:
    """The decision table of a version in Markdown: a row per kind of place and setting, a column per step.

    A cell that is on record by one source only carries its class and a question mark; what is not on record is
    called not encoded.
    """
    lines = [f"## {version.title.en} ({version.in_force.from_} – {version.in_force.to})", ""]
    if rules.not_encoded is not None:
        return "\n".join([*lines, f"Not encoded: {rules.not_encoded.en}", ""])
    steps = sorted(rules.steps, key=step_order)
    lines += [_line("place", *(_column(step) for step in steps)), _line(*["---"] * (len(steps) + 1))]
    for of_place in rules.places.values():
        for setting in of_place.settings:
            where = f"{of_place.title.en}, {setting}" if len(of_place.settings) > 1 else of_place.title.en
            lines.append(_line(where, *(_cell(of_place, setting, step) for step in steps)))
    return "\n".join([*lines, "", *_reliefs(rules), *_courts(rules)])


def _line(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _column(step: Step) -> str:
    return {"0": "nothing holds", "3G": "3G without a level"}.get(step, f"level {step}")


def _cell(of_place: PlaceRules, setting: Setting, step: Step) -> str:
    rows = [row for row in of_place.rows if step in row.steps and setting in row.settings]
    rows.sort(key=lambda row: (row.from_ or date.min, row.people.number if row.people else 0))
    return "<br>".join(_said(row) for row in rows) or _EMPTY


def _said(row: Row) -> str:
    when = "".join(_when(row))
    if row.requirement is None:
        return f"{when}*not encoded*"
    parts = ["no proof" if row.requirement == "none" else f"**{row.requirement}**"]
    if len(row.tests) == 1 and row.requirement in ("3G", "2G+"):
        parts.append(f"{row.tests[0]} only")
    if row.repeat is not None:
        parts.append(f"test on arrival and {row.repeat.per_week} times a week")
    if row.mask is not None:
        parts.append(f"mask {row.mask}")
    if row.contact_data is not None:
        parts.append(f"contact data {row.contact_data.replace('_', ' ')}")
    if row.court is not None:
        parts.append(f"court: {row.court}")
    mark = f" ({row.source_class}?)" if row.uncertain is not None else f" ({row.source_class})"
    return f"{when}{', '.join(parts)}{mark}"


def _when(row: Row) -> Iterator[str]:
    if row.from_ is not None:
        yield f"from {row.from_} "
    if row.to is not None:
        yield f"until {row.to} "
    if row.people is not None:
        yield f"{row.people.word.replace('_', ' ')} {row.people.number} people: "


def _reliefs(rules: AccessRules) -> Iterator[str]:
    if rules.booster is not None:
        since = f" from {rules.booster.from_}" if rules.booster.from_ else ""
        yield f"- Boosted people need no test where 2G+ is required{since} ({rules.booster.source_class})."
    relief = rules.capacity
    if relief is not None:
        share = f"{relief.percent.word.replace('_', ' ')} {relief.percent.number} percent"
        yield (
            f"- Where {share} of the capacity is used, {relief.requirement} suffices instead of "
            f"{relief.instead_of} ({relief.source_class})."
        )
    for proof in rules.proofs.values():
        for proof_window in proof.windows:
            yield f"- {proof.title.en[:1].upper()}{proof.title.en[1:]}: {_window(proof_window)}."
    hours = ", ".join(f"{test.title.en} {test.hours} hours" for test in rules.tests.values())
    yield f"- Tests count for: {hours}."
    for exemption in rules.exemptions.values():
        elsewhere = f", except at: {', '.join(exemption.except_places)}" if exemption.except_places else ""
        effect = exemption.effect.replace("_", " ")
        yield f"- {exemption.title.en}: {effect}{elsewhere} ({exemption.source_class})."
    if rules.operator is not None:
        yield f"- An operator may require {rules.operator.requirement} at every step."
    if rules.staff is not None:
        staff = rules.staff
        yield (
            f"- Staff, where {' or '.join(staff.where)} is required: {', '.join(staff.proofs)}; without these a "
            f"test ({', '.join(staff.otherwise_tests)}) every calendar day, and a mask {staff.mask} where the work "
            f"regularly brings them closer than {staff.closer_than_metres} metres to others."
        )
    else:
        yield "- Staff: *not encoded*."
    yield ""


def _window(window: DayWindow) -> str:
    words = ("at_least", "above", "at_most", "below")
    spans = [(word.replace("_", " "), span) for word in words if (span := getattr(window, word)) is not None]
    said = [
        f"{word} {span.days} days" if span.days is not None else f"{word} {span.months} months" for word, span in spans
    ]
    when = f" (from {window.from_})" if window.from_ else f" (until {window.to})" if window.to else ""
    return f"from its day on{when}" if said == ["at least 0 days"] else f"{' and '.join(said)} old{when}"


def _courts(rules: AccessRules) -> Iterator[str]:
    for name, court in rules.courts.items():
        yield f"- Court, {name}: {court.title.en} ({court.court.en}, {court.case}, {court.decided})."
    if rules.courts:
        yield ""
