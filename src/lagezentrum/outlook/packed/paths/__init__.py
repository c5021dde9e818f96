"""Many possible paths of the figures, each followed through the rule by itself.

`chances` is the way in; `plan` brings rules, record and paths into numbers (`work`), `observed` goes through the days
that are the same for all, and `compiled` (with `reading`, `sections`, `latch`, `vectors`) or `by_numpy` does the rest.
"""

from lagezentrum.outlook.packed.paths.chances import LevelChances, level_chances, path_levels
from lagezentrum.outlook.packed.paths.work import Start

__all__ = ["LevelChances", "Start", "level_chances", "path_levels"]
