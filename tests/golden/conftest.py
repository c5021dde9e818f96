"""The real record of 2021, replayed once by each evaluator."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from lagezentrum.engine import fast, reference
from lagezentrum.engine.observations import Figures
from lagezentrum.engine.outcome import Finding, Replay
from lagezentrum.engine.standing import Standings
from lagezentrum.law.library import Library
from lagezentrum.law.model import Regulation
from lagezentrum.season.reading import read_season
from lagezentrum.sources.directory import read_directory

LIBRARY = Library()
LAND = "03"
LAST_DAY = date(2022, 2, 23)
END_OF_BRAKE = date(2021, 6, 30)
FILES_END = date(2022, 12, 31)
"""The full files go beyond the season; nothing in them is later than this."""


@dataclass(frozen=True)
class Record:
    """A regulation replayed on real figures."""

    regulation: Regulation
    figures: Figures
    replay: Replay
    standings: Standings

    def effective(self, rule: str) -> list[Finding]:
        """The findings of a rule that change something."""
        return [finding for finding in self.standings.effective_findings() if finding.rule == rule]


EVALUATORS = {"reference": reference.replay, "fast": fast.replay}


@pytest.fixture(scope="session")
def season() -> Figures:
    """The bundled figures of the season."""
    return read_season()


@pytest.fixture(scope="session", params=list(EVALUATORS))
def winter(request: pytest.FixtureRequest, season: Figures) -> Record:
    """Lower Saxony in the season, without any order."""
    regulation = LIBRARY.regulation("de-ni/corona-vo")
    areas = (LAND, *season.areas("new_cases"))
    replay = EVALUATORS[request.param](regulation, LIBRARY.calendars, season, areas, LAST_DAY)
    return Record(regulation, season, replay, Standings(regulation, replay, LAST_DAY))


@pytest.fixture(scope="session", params=list(EVALUATORS))
def brake(request: pytest.FixtureRequest, germany: Figures) -> Record:
    """The federal brake in every German district."""
    regulation = LIBRARY.regulation("de/bundesnotbremse")
    replay = EVALUATORS[request.param](regulation, LIBRARY.calendars, germany, germany.areas("new_cases"), END_OF_BRAKE)
    return Record(regulation, germany, replay, Standings(regulation, replay, END_OF_BRAKE))


@pytest.fixture(scope="session")
def germany(shared_data: Path) -> Figures:
    """The published figures of every German district in spring 2021."""
    return read_directory(
        shared_data, first=date(2021, 4, 19), last=END_OF_BRAKE, indicators=["new_cases"], latest=FILES_END
    )
