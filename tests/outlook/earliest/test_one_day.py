"""The five boxes and the outlook name one day: where the engine's running section speaks of one, it is that one."""

from collections.abc import Iterator
from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lagezentrum.engine import fast
from lagezentrum.engine.decisions import Assumption, Decision
from lagezentrum.engine.observations import Figures
from lagezentrum.engine.progress import Progress, progress
from lagezentrum.law.library import Library
from lagezentrum.law.model import Regulation
from lagezentrum.outlook.earliest import AreaOutlook, Prospect, as_told, look_ahead, prospect_of
from lagezentrum.season.reading import read_season
from tests.engine import lampland
from tests.outlook.drawing import drawn_unshrunk
from tests.outlook.earliest.test_comes_true import AREAS, look
from tests.outlook.earliest.test_season import orders, regulation

DISTRICTS = tuple(sorted({o.area for o in read_season() if o.area.startswith("03") and len(o.area) > 2}))
TOLD_APART = [date(2021, 9, 21), date(2021, 11, 23), date(2021, 12, 11), date(2021, 12, 16), date(2021, 12, 23)]
"""The last day of a version, the day before the regulation sets a level, gaps, an order without its condition."""


def compared(seen: Progress | None, outlook: AreaOutlook) -> Prospect | None:
    """The prospect of the same change, if the engine names a day for it; what people are told has the prospect's."""
    if seen is None:
        return None
    same = prospect_of(outlook, seen.rule, seen.step, seen.change)
    told = as_told(seen, outlook)
    assert told.earliest_effect == (same.earliest if same is not None else None)
    assert all(mark.kind != "future" or mark.day <= (told.earliest_end or outlook.day) for mark in told.marks)
    if same is not None and same.nearest is not None:
        assert told.earliest_end == same.nearest.section_end
    return same if seen.earliest_effect is not None else None


def agree(seen: Progress, same: Prospect) -> bool:
    """Whether both name one day. What is met, ordered or over is not taken from a section to come."""
    if same.nearest is None or seen.undetermined:
        return True
    return (seen.earliest_end, seen.earliest_effect) == (same.nearest.section_end, same.earliest)


def sections(
    law: Regulation, figures: Figures, areas: tuple[str, ...], today: date, taken: tuple[Decision, ...],
    assume: Assumption,
) -> Iterator[tuple[Progress, Prospect]]:  # fmt: skip
    """Every running section of some areas of which the engine names a day, with the change in the outlook."""
    calendars, moment = Library().calendars, datetime.combine(today, time.max)
    outlooks = look_ahead(law, calendars, figures, areas, today, known_at=moment, decisions=taken, assume=assume)
    replay = fast.replay(law, calendars, figures, areas, today, known_at=moment, decisions=taken, assume=assume)
    for area in areas:
        version = law.in_force(area, today)
        for rule in version.rules if version is not None else ():
            for step in version.steps(rule) if version is not None else ():
                seen = progress(law, calendars, figures, replay, area, rule, step, today, moment, taken)
                same = compared(seen, outlooks.of(area))
                if seen is not None and same is not None:
                    yield seen, same


@pytest.mark.parametrize("today", [*TOLD_APART, *(date(2021, month, 3 * month - 22) for month in (9, 10, 11, 12))])
def test_in_the_season_no_district_is_told_two_days(today: date) -> None:
    """Each district on every third of the days, with and without what nobody determined."""
    taken = tuple(d for d in orders() if d.decided_on <= today)
    assume: Assumption = "nothing" if today.day % 2 else "earliest"
    found = [*sections(regulation(today), read_season(), ("03", *DISTRICTS[today.day % 3 :: 3]), today, taken, assume)]
    assert [(seen, same) for seen, same in found if not agree(seen, same)] == []
    assert len(found) > 15 or today in TOLD_APART


@drawn_unshrunk(60)
@given(
    law=lampland.regulations(),
    figures=lampland.figures(),
    decided=lampland.decisions(),
    today=st.sampled_from(lampland.DAYS[4:-12]),
)
def test_under_any_regulation_no_district_is_told_two_days(
    law: Regulation, figures: Figures, decided: tuple[Decision, ...], today: date
) -> None:
    past, taken, outlooks = look(law, figures, decided, today)
    replay = fast.replay(law, lampland.calendars(), Figures(past), AREAS, today, decisions=taken)
    for area in AREAS:
        for one in outlooks.of(area).prospects:
            seen = progress(
                law, lampland.calendars(), Figures(past), replay, area, one.rule, one.step, today, decisions=taken
            )
            same = compared(seen, outlooks.of(area))
            ordered_today = any((d.rule, d.area, d.decided_on) == (one.rule, one.area, today) for d in taken)
            # An order of the day counts from the next day on; the engine's section is that of the day itself.
            assert seen is None or same is None or ordered_today or agree(seen, same), (seen, same)
