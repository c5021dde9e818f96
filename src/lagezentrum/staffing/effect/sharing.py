"""A pool shared fairly or targeted: what each does under the two queue rules.

Fair: the lowest coverage is raised first, so that all offices that get something end at the same level. Targeted:
offices are helped one after the other, those first where a case costs least, each by all it needs to stay in time or by
nothing. Fair sharing never wastes, targeted sharing leaves a rest; so nothing beats fair sharing under newest first.
Under oldest first an office that stays below the limit serves nothing in time, and fair sharing keeps many just below.
"""

from dataclasses import dataclass
from math import inf

import numpy as np
from numpy.typing import ArrayLike, NDArray

from lagezentrum.staffing.effect.queueing import steady_share_in_time

Floats = NDArray[np.float64]


def share_fairly(need: ArrayLike, own: ArrayLike, pool: float) -> Floats:
    """Raises the lowest coverage until the pool is used up or every need is met.

    Args:
        need: full-time posts that the cases take, shape (offices,).
        own: full-time posts there already, shape (offices,).
        pool: full-time posts to share.

    Returns:
        Posts from the pool, shape (offices,). They sum to the pool, or to all that is missing where that is less.
    """
    needed, there = _posts(need, own, pool)
    missing = np.maximum(0.0, needed - there)
    if missing.sum() <= pool:
        return missing
    # Between two neighbouring coverages the posts that a level takes are linear in the level.
    levels = np.unique(np.append(there[needed > 0] / needed[needed > 0], 1.0))
    levels = levels[levels <= 1]
    taken = np.array([np.maximum(0.0, level * needed - there).sum() for level in levels])
    level = np.interp(pool, taken, levels)
    return np.asarray(np.maximum(0.0, level * needed - there))


def share_targeted(cases: ArrayLike, need: ArrayLike, own: ArrayLike, pool: float, level: float = 1.0) -> Floats:
    """Brings offices to a coverage, one after the other, least posts per case first; whoever does not fit gets nothing.

    A simple rule that a staff unit can follow by hand, not the best possible choice of offices.

    Args:
        cases: of the week, shape (offices,).
        need: full-time posts that the cases take, shape (offices,).
        own: full-time posts there already, shape (offices,).
        pool: full-time posts to share.
        level: the coverage to bring an office to, above 0 and up to 1.
    """
    needed, there = _posts(need, own, pool)
    worked = np.asarray(cases, dtype=np.float64)
    missing = np.maximum(0.0, level * needed - there)
    given, left = np.zeros_like(missing), pool
    short = np.flatnonzero((missing > 0) & (worked > 0))
    for office in short[np.argsort(missing[short] / worked[short], kind="stable")]:
        if missing[office] <= left:
            given[office] = missing[office]
            left -= missing[office]
    return given


@dataclass(frozen=True, slots=True)
class SharingCompared:
    """Share of all cases served in time, by queue rule and by how the pool was shared."""

    newest_first_fair: float
    newest_first_targeted: float
    oldest_first_fair: float
    oldest_first_targeted: float
    unused_when_targeted: float
    """full-time posts of the pool that fitted nowhere whole"""


def compare_sharing(
    cases: ArrayLike,
    own: ArrayLike,
    pool: float,
    *,
    hours_per_case: float,
    weekly_hours: float = 39.0,
    useful_days: float = 14.0,
    day: float = 84.0,
) -> SharingCompared:
    """The stylised comparison: one week's cases repeated until a late day, every office by the same queue rule.

    Assumed: the same cases every week and day, need = cases × hours per case ÷ weekly hours, hands that never tire or
    learn, desks empty at the start, an oldest-first office that never sets late cases aside. Looked at is one day, by
    default the last of twelve weeks, with 14 useful days: an oldest-first office below a coverage of 1 − 14/84 is then
    more than 14 days behind and serves nothing in time. Targeted sharing brings offices to just that coverage.

    For the cases of Lower Saxony in week 45 of 2020, 12 hours per case, 400 posts from the pool and own staff of 5 per
    20,000 inhabitants this gives 82.5 % (fair) and 81.1 % (targeted) newest first, 32.9 and 78.2 % oldest first. An
    earlier calculation, of which only one line is on record, had 82.5 and 81.2, 34.5 and 77.0 %. The first is met
    whatever the details, because nothing is wasted; the others hang on when a case is late and on which offices are
    helped, and are met within 1.6 points. With `day=math.inf` the two of oldest first are 19.4 and 71.4 %: how much
    targeting helps there depends on such choices, that it helps does not.

    Args:
        cases: of one week, shape (offices,).
        own: full-time posts there already, shape (offices,).
        pool: full-time posts to share.
        hours_per_case: hours of work per case.
        weekly_hours: hours per week of a full-time post.
        useful_days: how long a case is useful.
        day: days since the shortage began.
    """
    worked = np.asarray(cases, dtype=np.float64)
    if not worked.sum() > 0:
        raise ValueError("There are no cases in any office, so there is no share in time to compare.")
    need = worked * hours_per_case / weekly_hours
    there = np.asarray(own, dtype=np.float64)
    level = 1.0 if day == inf else max(0.0, 1 - useful_days / day)
    fair, targeted = share_fairly(need, there, pool), share_targeted(worked, need, there, pool, level)

    def in_time(given: Floats, rule: str) -> float:
        coverage = np.divide(there + given, need, out=np.ones_like(need), where=need > 0)
        shares = steady_share_in_time(coverage, rule, useful_days, day)
        return float((shares * worked).sum() / worked.sum())

    return SharingCompared(
        newest_first_fair=in_time(fair, "newest_first"),
        newest_first_targeted=in_time(targeted, "newest_first"),
        oldest_first_fair=in_time(fair, "oldest_first"),
        oldest_first_targeted=in_time(targeted, "oldest_first"),
        unused_when_targeted=float(pool - targeted.sum()),
    )


def _posts(need: ArrayLike, own: ArrayLike, pool: float) -> tuple[Floats, Floats]:
    needed, there = np.asarray(need, dtype=np.float64), np.asarray(own, dtype=np.float64)
    if needed.ndim != 1 or needed.shape != there.shape:
        raise ValueError(f"need has the shape {needed.shape}, own {there.shape}; give one number per office in both.")
    for name, posts in (("need", needed), ("own", there), ("pool", np.array([pool]))):
        if not (np.isfinite(posts) & (posts >= 0)).all():
            raise ValueError(f"{name} has a negative or missing number; full-time posts must be 0 or more.")
    return needed, there
