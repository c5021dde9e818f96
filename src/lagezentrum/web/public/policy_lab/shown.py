"""What the template of the answer shows: a sentence, sums, strips, the table of the districts, and its addresses."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from django.urls import reverse

from lagezentrum.engine.wording.phrases import Language, text
from lagezentrum.web.public import language
from lagezentrum.web.public.marks import NOTHING, Mark, level_mark
from lagezentrum.web.public.policy_lab import sentences, strips, table
from lagezentrum.web.public.policy_lab.choices import AGAINST, MEASURES, SUMS, UNITS
from lagezentrum.web.public.policy_lab.form import address
from lagezentrum.web.public.policy_lab.question import Answered, Question


def answer(question: Question, found: Answered) -> dict[str, Any]:
    """The answer: a sentence, sums, strips, the table of the districts, and where the same can be had for programs."""
    asked, offer = question.asked, question.offer
    assert asked is not None and offer is not None and question.season is not None  # noqa: S101, PT018 (it is answered)
    spoken, version, steps = language.current(), offer.version, found.steps
    mine, other = found.mine.columns, found.other.columns
    lines = {
        name: table.in_sum(judged.columns, steps, asked.first, spoken)
        for name, judged in (("mine", found.mine), ("law", found.law), ("real", found.real))
    }
    drawn = strips.strips(version, found.mine.course, found.other.course, asked.first)
    days = (asked.last - asked.first).days + 1
    titles = _titles(tuple((area.title, area.ags) for area in question.season.areas), spoken)
    levels: list[Mark] = [NOTHING, *(level_mark(level, version.levels.get(level)) for level in range(1, steps + 1))]
    return {
        "asked": asked,
        "sentence": sentences.result(
            version, lines["mine"].days[1:], lines[found.against].days[1:], found.against, found.alike, spoken
        ),
        "changes": sentences.changes(
            offer.moved, asked.values, {name: i.title for name, i in version.indicators.items()}, spoken
        ),
        "sum_titles": [text(SUMS[name], spoken) for name in lines],
        "sums": _sum_rows(levels, tuple(lines.values()), spoken),
        "levels": levels,
        "strips": table.strip_rows(titles, drawn),
        "months": strips.months(asked.first, asked.last),
        "width": strips.day_width(days) * days,
        "rows": table.rows(titles, mine, other, steps, asked.first, spoken),
        "against": text(AGAINST[found.against], spoken),
        "uncertain": lines["mine"].uncertain,
        "missing": missing(found, days, spoken),
        "csv": address("lab-csv", asked.address),
        "design": address("lab-design", asked.address),
        "link": address("lab", asked.address),
    }


@lru_cache(maxsize=4)
def _titles(areas: tuple[tuple[str, str], ...], _spoken: Language) -> tuple[tuple[str, str], ...]:
    """Name and address of each district, in a language."""
    return tuple((title, reverse("public:district", args=[ags])) for title, ags in areas)


def _sum_rows(
    levels: Sequence[Mark], lines: Sequence[table.Line], spoken: Language
) -> Iterator[tuple[Mark | None, str, tuple[str, ...]]]:
    """The rows of the sums: the mark of a level, what is counted, and the number of each rule."""
    words = {name: text(title, spoken) for name, title in MEASURES.items()}
    for level, mark in enumerate(levels):
        yield mark, words["days"], tuple(line.days[level].written(spoken) for line in lines)
    for place, mark in enumerate(levels[1:]):
        yield mark, words["first"], tuple(line.firsts[place] for line in lines)
    yield None, words["switches"], tuple(line.switches.written(spoken) for line in lines)
    yield (
        None,
        words["disagreement"],
        tuple("–" if line.disagreement is None else line.disagreement.written(spoken) for line in lines),
    )


def missing(found: Answered, days: int, spoken: Language) -> tuple[str, ...]:
    """Of which figures values are missing in the period, and on how many days."""
    on, indicators = found.ground, found.ground.packed.version.indicators
    told = []
    for name, gaps in on.missing.items():
        if not gaps:
            continue
        of_land = name in on.series.of_state
        most = days * (len(on.series.states) if of_land else len(on.series.areas))
        unit = UNITS["days" if of_land and len(on.series.states) == 1 else "district-days"]
        title = text(indicators[name].title, spoken)
        told.append(
            f"{title}: {sentences.counted(gaps, spoken)} {'von' if spoken == 'de' else 'of'} "
            f"{sentences.counted(most, spoken)} {text(unit, spoken)}"
        )
    return tuple(told)
