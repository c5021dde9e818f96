"""Kinds of helpers, each a pool with rules of its own: read strictly from `staffing/pools.yaml`."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from lagezentrum.law.misfits import in_words
from lagezentrum.law.problems import LawError, fault
from lagezentrum.law.source_text import SourceText, read_source_text
from lagezentrum.law.text import Text
from lagezentrum.staffing.model import Mode, Pool, Skill

_FILE = Path(__file__).parent.parent / "pools.yaml"
_Weeks = Annotated[int, Field(ge=1, le=104)]


class HelperPool(BaseModel):
    """One pool with its rules.

    Attributes:
        title: what it is called.
        counts_to_ceiling: whether its people count to the ceiling of the pool of the Land.
        modes: `remote`, `on_site` or both.
        skills: the work its people may be given.
        min_stay_weeks: shortest stay at one receiver; absent: as for all.
        max_weeks: longest time in service; absent: no limit.
        team_size: people come in teams of exactly so many, and a team stays together; absent: one by one.
        consent: whether consent and staff council are asked (they are not for those whom others send).
        source: where the rule is from.
        as_of: the day of that source.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: Text
    counts_to_ceiling: bool
    modes: tuple[Mode, ...] = Field(min_length=1)
    skills: tuple[Skill, ...] = Field(min_length=1)
    min_stay_weeks: _Weeks | None = None
    max_weeks: _Weeks | None = None
    team_size: Annotated[int, Field(ge=2, le=100)] | None = None
    source: str = Field(min_length=1)
    as_of: date

    def pool(self, key: str) -> Pool:
        """The same as the distribution takes it."""
        return Pool(
            key,
            self.counts_to_ceiling,
            frozenset(self.modes),
            frozenset(self.skills),
            self.min_stay_weeks,
            self.max_weeks,
        )


@cache
def helper_pools() -> dict[str, HelperPool]:
    """The pools that come with the program, that of the Land (`state`) first."""
    return read_pools(_FILE)


def read_pools(file: Path) -> dict[str, HelperPool]:
    """Read a file of pools.

    Raises:
        LawError: with every problem, its line and its remedy.
    """
    source = read_source_text(file)
    given = source.data.get("pools") if isinstance(source.data, dict) else None
    if not isinstance(given, dict) or set(source.data) != {"pools"}:
        source.problem(
            (),
            *fault(
                de=("es fehlt `pools`, oder es steht etwas daneben", "Gelesen wird nur das.", "Ein Schlüssel je Pool."),
                en=("`pools` is missing, or something stands beside it", "Nothing else is read.", "One key per pool."),
            ),
        )
        raise LawError(source.problems)
    found = {str(key): pool for key, rules in given.items() if (pool := _pool(source, str(key), rules)) is not None}
    if source.problems:
        raise LawError(source.problems)
    return found


def _pool(source: SourceText, key: str, rules: Any) -> HelperPool | None:
    try:
        return HelperPool.model_validate(rules)
    except ValidationError as error:
        for wrong in error.errors():
            said = in_words(wrong)
            at = ".".join(map(str, wrong["loc"]))
            source.problem(
                ("pools", key, *wrong["loc"]),
                *fault(
                    de=(f"{key}.{at}: {said.de}", "Ein Pool ohne klare Regeln wird falsch verteilt.", "Berichtigen."),
                    en=(f"{key}.{at}: {said.en}", "A pool without clear rules is distributed wrongly.", "Mend it."),
                ),
            )
        return None
