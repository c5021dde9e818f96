"""Whether the rows of a place fit together: no gap, no contradiction, nothing that opens a door as infections rise."""

from datetime import date
from itertools import pairwise

from lagezentrum.law.access.model import AccessRules, PlaceRules, Row
from lagezentrum.law.access.words import Setting, Step, step_order, strictness
from lagezentrum.law.problems import fault
from lagezentrum.law.source_text import SourceText
from lagezentrum.law.text import Text


def check_settings(rules: AccessRules, place: str, source: SourceText) -> None:
    """Note rows of a place for a setting that it is not declared for."""
    of_place = rules.places[place]
    for number, row in enumerate(of_place.rows):
        for setting in row.settings:
            if setting not in of_place.settings:
                source.problem(
                    ("places", place, "rows", number, "settings"),
                    *fault(
                        de=(
                            f"{place} hat eine Zeile für {setting}, gilt aber nur für {', '.join(of_place.settings)}",
                            "Niemand könnte dort danach gefragt werden.",
                            f"Nehmen Sie {setting} in `settings` von {place} auf, oder streichen Sie es aus der Zeile.",
                        ),
                        en=(
                            f"{place} has a row for {setting}, but is declared for {', '.join(of_place.settings)} only",
                            "Nobody could be asked about it there.",
                            f"Add {setting} to `settings` of {place}, or take it out of the row.",
                        ),
                    ),
                )


def check_cells(rules: AccessRules, place: str, setting: Setting, day: date, source: SourceText) -> None:
    """Note gaps and contradictions of a place on a day: each step needs one row for every number of people."""
    for step in rules.steps:
        rows = list(rules.rows_for(place, setting, step, day))
        if sum(row.people is None for row in rows) == 0:
            source.problem(
                ("places", place, "rows"),
                *fault(
                    de=(
                        f"{place}, {setting}, Stufe {step} am {day}: keine Zeile vom ersten Menschen an",
                        "Eine Lücke sähe aus, als würde nichts verlangt.",
                        "Ergänzen Sie eine Zeile ohne `people`; wo nichts belegt ist, sagt sie das in `not_encoded`.",
                    ),
                    en=(
                        f"{place}, {setting}, step {step} on {day}: no row from the first person on",
                        "A gap would look as if nothing were required.",
                        "Add a row without `people`; where it is not on record, one that says so in `not_encoded`.",
                    ),
                ),
            )
        limits = [(row.people.word, row.people.number) if row.people else None for row in rows]
        for limit in dict.fromkeys(limit for limit in limits if limits.count(limit) > 1):
            numbers = [_number(of_place_rows=rules.places[place], row=row) for row in rows]
            said = f"people {limit[0]} {limit[1]}" if limit else "from the first person on"
            german = f"people {limit[0]} {limit[1]}" if limit else "vom ersten Menschen an"
            source.problem(
                ("places", place, "rows", numbers[-1]),
                *fault(
                    de=(
                        f"{place}, {setting}, Stufe {step} am {day}: mehrere Zeilen {german}",
                        "Regeln, die einander widersprechen, lassen sich nicht einhalten.",
                        "Eine muss enden (`to`), bevor die andere beginnt (`from`); oder nehmen Sie eine heraus.",
                    ),
                    en=(
                        f"{place}, {setting}, step {step} on {day}: several rows {said}",
                        "Rules that contradict each other can not be kept.",
                        "Let one of them end (`to`) before the other begins (`from`), or take one out.",
                    ),
                ),
            )


def _number(of_place_rows: PlaceRules, row: Row) -> int:
    return next(number for number, other in enumerate(of_place_rows.rows) if other is row)


def check_order(rules: AccessRules, place: str, setting: Setting, day: date, source: SourceText) -> None:
    """Note rows that let in more on a higher step, or more of many people than of few."""
    numbers = _numbers_of_people(rules.places[place])
    steps = sorted(rules.steps, key=step_order)
    for number in numbers:
        cells = [(step, row) for step in steps if (row := _required(rules, place, setting, step, number, day))]
        for (lower, below), (higher, above) in pairwise(cells):
            if above.court is None and _allows_more(above, below):
                what = Text(
                    de=f"Stufe {higher} erlaubt mehr als Stufe {lower}, {number} Menschen",
                    en=f"step {higher} allows more than step {lower}, {number} people",
                )
                _refuse(rules, place, above, source, what)
    for step in steps:
        in_order = [row for number in numbers if (row := _required(rules, place, setting, step, number, day))]
        for few, many in pairwise(in_order):
            if many.court is None and _allows_more(many, few):
                what = Text(
                    de=f"Stufe {step} erlaubt vielen Menschen mehr als wenigen",
                    en=f"step {step} allows more to many people than to few",
                )
                _refuse(rules, place, many, source, what)


def _required(rules: AccessRules, place: str, setting: Setting, step: Step, people: int, day: date) -> Row | None:
    row = rules.row(place, setting, step, people, day)
    return row if row is not None and row.requirement is not None else None


def _numbers_of_people(of_place: PlaceRules) -> list[int]:
    limits = {int(row.people.number) for row in of_place.rows if row.people is not None}
    return sorted({1, *limits, *(limit + 1 for limit in limits)})


def _allows_more(row: Row, other: Row) -> bool:
    assert row.requirement is not None  # noqa: S101 (asked only of rows with a requirement)
    assert other.requirement is not None  # noqa: S101
    mine, others = strictness(row.requirement), strictness(other.requirement)
    return mine < others or (mine == others and bool(set(row.tests) - set(other.tests)))


def _refuse(rules: AccessRules, place: str, row: Row, source: SourceText, what: Text) -> None:
    source.problem(
        ("places", place, "rows", _number(rules.places[place], row)),
        *fault(
            de=(
                f"Ort {place}: {what.de}",
                "Mehr Ansteckungen können keine Türen öffnen; ohne ein Gericht ist eine solche Zeile ein Versehen.",
                "Berichtigen Sie die Anforderung, oder nennen Sie die Gerichtsentscheidung mit `court:`.",
            ),
            en=(
                f"place {place}: {what.en}",
                "More infections can not open doors; such a row is a slip, unless a court made it so.",
                "Correct the requirement, or name the court's decision by `court:`.",
            ),
        ),
    )
