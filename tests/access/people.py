"""Random people, places and moments for property tests."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from lagezentrum.access import LevelUsed, Person, Place, Test
from lagezentrum.law.access.model import AccessRules
from lagezentrum.law.access.reading import access_by_version
from lagezentrum.law.access.words import MASKS, TESTS, step_order
from lagezentrum.law.library import Library

LIBRARY = Library()
NAME = "de-ni/corona-vo"
RULES = access_by_version(LIBRARY, NAME)
WITH_PLACES = tuple(rules for rules in RULES.values() if rules.places)
BERLIN = ZoneInfo("Europe/Berlin")

all_rules = st.sampled_from(WITH_PLACES)


def in_order(rules: AccessRules) -> list[str]:
    """The steps of a version, lowest first."""
    return sorted(rules.steps, key=step_order)


@st.composite
def moments(draw: st.DrawFn, rules: AccessRules) -> datetime:
    """A moment in the time of a version, in its zone or another one."""
    version = LIBRARY.regulation(NAME).named(rules.version)
    assert version is not None
    assert version.in_force.to is not None
    first = datetime.combine(version.in_force.from_, datetime.min.time(), BERLIN).astimezone(UTC)
    days = (version.in_force.to - version.in_force.from_).days
    moment = first + timedelta(minutes=draw(st.integers(0, days * 24 * 60)))
    return moment.astimezone(draw(st.sampled_from((BERLIN, UTC))))


@st.composite
def persons(draw: st.DrawFn, moment: datetime) -> Person:
    """A person whose proofs lie around the limits of the law."""
    today = moment.astimezone(BERLIN).date()
    ages = st.sampled_from((-1, 0, 1, 13, 14, 15, 27, 28, 29, 89, 90, 91, 150, 180, 181, 182, 183, 184, 185, 300))
    days = st.none() | ages.map(lambda ago: today - timedelta(days=ago))
    hours = st.sampled_from((-1, 0, 5, 12, 23, 24, 25, 47, 48, 49)) | st.integers(0, 60)
    tests = st.builds(
        Test,
        st.sampled_from(TESTS),
        st.builds(
            lambda ago, minutes: moment - timedelta(hours=ago, minutes=minutes), hours, st.sampled_from((-1, 0, 1))
        ),
    )
    return Person(
        vaccinated=draw(days),
        boosted=draw(days),
        recovered=draw(days),
        tests=tuple(draw(st.lists(tests, max_size=3))),
        age=draw(st.none() | st.sampled_from((3, 5, 6, 17, 18, 40))),
        pupil_tested_at_school=draw(st.booleans()),
        medical_certificate=draw(st.booleans()),
        study_participant=draw(st.booleans()),
        role=draw(st.sampled_from(("guest", "guest", "staff"))),
        close_contact=draw(st.none() | st.booleans()),
        mask=draw(st.none() | st.sampled_from(MASKS)),
    )


@st.composite
def places(draw: st.DrawFn, rules: AccessRules, kind: str | None = None) -> Place:
    """A place with everything said about it, or little."""
    return Place(
        kind=kind or draw(st.sampled_from(sorted(rules.places))),
        setting=draw(st.none() | st.sampled_from(("indoors", "outdoors"))),
        people=draw(st.none() | st.sampled_from((1, 10, 11, 15, 16, 25, 26, 500, 501, 1000, 1001))),
        capacity_used=draw(st.none() | st.sampled_from((Decimal(0), Decimal(70), Decimal("70.1"), Decimal(100)))),
        operator=draw(st.sampled_from((None, None, "2G"))),
    )


def level(rules: AccessRules, day: date, step: str) -> LevelUsed:
    """A step as if determined."""
    return LevelUsed("03241", day, rules.version, step, "decision", day)
