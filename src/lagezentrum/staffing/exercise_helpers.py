"""Helpers of an exercise who are not civil servants of the Land: soldiers, mobile teams, scouts, students.

Each kind is a pool with rules of its own. Their sizes and shares are assumptions of the exercise, but for the mobile
teams of nine, of which every district was to have three in autumn 2020 (Niedersächsischer Landkreistag).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from lagezentrum.staffing.exercise_places import Place
from lagezentrum.staffing.model import Consent, Lender, Mode, Person, Pool, Skill, last_day

TEAM_SIZE = 9
_TRACING = frozenset({Skill.CONTACT_TRACING})
_POOLS = (
    Pool(
        "mobile_teams", counts_to_ceiling=False, modes=frozenset({Mode.ON_SITE}), skills=frozenset(Skill) - {Skill.IT},
        min_stay_weeks=1,
    ),
    Pool("scouts", counts_to_ceiling=False, skills=_TRACING | {Skill.CASE_INVESTIGATION}),
    Pool(
        "soldiers", counts_to_ceiling=False, modes=frozenset({Mode.ON_SITE}), skills=_TRACING,
        min_stay_weeks=3, max_weeks=6,
    ),
    Pool("students", counts_to_ceiling=False, modes=frozenset({Mode.REMOTE}), skills=_TRACING),
)  # fmt: skip
_LENDERS = (
    Lender("BW-01", "Übungsbataillon 1", "Bundeswehr"),
    Lender("RK-01", "Rotes Kreuz Übungsland", "Hilfsorganisationen", notice_days=1),
    Lender("RS-01", "Scouts des Bundes (Übung)", "Bund"),
    Lender("ST-01", "Übungshochschule 1", "Hochschulen"),
)


@dataclass(frozen=True, slots=True)
class OtherHelpers:
    """Lenders, people and pools beside the civil servants."""

    lenders: tuple[Lender, ...]
    people: list[Person]
    pools: tuple[Pool, ...]


def other_helpers(rng: np.random.Generator, places: Sequence[Place], first: date, weeks: int) -> OtherHelpers:
    """40 soldiers in sections of five, 4 mobile teams of nine, 12 scouts and 60 students from `first` on."""
    found: list[Person] = []

    def add(lender: str, pool: str, number: int, home: Place, skill: Skill, mode: Mode, quarters: int = 4,
            team: str | None = None) -> None:  # fmt: skip
        begins = first + timedelta(weeks=int(rng.random() * min(3, weeks)))
        if team is not None:
            begins = first
        found.append(
            Person(
                f"{lender}/{number:04d}", lender, quarters, begins, last_day(first + timedelta(weeks=weeks - 1)),
                mode, home.ags, home.latitude, home.longitude, skill, trained_on=begins - timedelta(days=3),
                consent=Consent.NOT_REQUIRED, staff_council_on=begins - timedelta(days=4), pool=pool, team=team,
            )
        )  # fmt: skip

    def anywhere() -> Place:
        return places[int(rng.random() * len(places))]

    for section in range(8):
        home = anywhere()
        for member in range(5):
            add("BW-01", "soldiers", section * 5 + member + 1, home, Skill.CONTACT_TRACING, Mode.ON_SITE,
                team=f"BW-01/section-{section + 1}")  # fmt: skip
    for team in range(4):
        home = anywhere()
        for member in range(TEAM_SIZE):
            skill = Skill.LEAD if member == 0 else Skill.CASE_INVESTIGATION if member < 3 else Skill.CONTACT_TRACING
            add("RK-01", "mobile_teams", team * TEAM_SIZE + member + 1, home, skill, Mode.ON_SITE,
                team=f"RK-01/team-{team + 1}")  # fmt: skip
    for number in range(1, 13):
        add("RS-01", "scouts", number, anywhere(), Skill.CASE_INVESTIGATION, Mode.BOTH)
    for number in range(1, 61):
        add("ST-01", "students", number, anywhere(), Skill.CONTACT_TRACING, Mode.REMOTE, quarters=2)
    return OtherHelpers(_LENDERS, found, _POOLS)
