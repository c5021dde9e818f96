"""Many rules, or many possible paths, over the same days at once: the warning-level automaton on packed bits.

    packed = compile_rules(version, calendars)            # structure comes from the regulation, or is refused in words
    parameters(packed)                                    # what may vary: keys, units, values in law, titles
    policies = Policies.of(packed, {"ranges.hospitalisation.1": [3, 4, 5], "*.raising.days": 5})
    series = Series.of(packed, figures, areas, first, last, known_at=None)
    metrics = sweep(packed, series, policies)             # metrics.low, metrics.high: policy × area × column

A sweep judges one version as if it alone were in force from the first day of the series to the last, with nothing
raised before and every certain finding in force from its earliest day. What missing values leave open lies between two
runs: once every missing value reaches no range (`low`), once it reaches all (`high`); `metrics.interval` says between
which numbers.
"""

from lagezentrum.outlook.packed.as_law import as_law
from lagezentrum.outlook.packed.from_law import CannotPack, compile_rules, stretched
from lagezentrum.outlook.packed.metrics import NEVER, Metrics, columns_of, lead_time
from lagezentrum.outlook.packed.parameters import Parameter, parameters
from lagezentrum.outlook.packed.paths import LevelChances, Start, level_chances, path_levels
from lagezentrum.outlook.packed.plan import Packed
from lagezentrum.outlook.packed.policies import Policies, UnfitPolicy
from lagezentrum.outlook.packed.series import KnownSeries, Series
from lagezentrum.outlook.packed.sweeping import Engine, engines, level_days, sweep, sweep_days

__all__ = [
    "NEVER",
    "CannotPack",
    "Engine",
    "KnownSeries",
    "LevelChances",
    "Metrics",
    "Packed",
    "Parameter",
    "Policies",
    "Series",
    "Start",
    "UnfitPolicy",
    "as_law",
    "columns_of",
    "compile_rules",
    "engines",
    "lead_time",
    "level_chances",
    "level_days",
    "parameters",
    "path_levels",
    "stretched",
    "sweep",
    "sweep_days",
]
