"""What more tracers do, and where: queues of offices, a limited tracing capacity, early outbreaks. Pure, with NumPy.

- `board`: share of cases taken up in time, now and with more posts, per office and queue rule.
- `tolerance`: how much larger a wave from outside may be.
- `sharing`: a pool shared fairly or targeted.
- `queueing`, `containment` with `waves`, `branching`: the models, each with its publication.
- `assumptions`: what a result rests on, as data; `wording` with `templates`: all of it in German and English.
"""

from lagezentrum.staffing.effect.assumptions import Assumption, Interval, Terms
from lagezentrum.staffing.effect.board import Effect, OfficeEffect, OfficeLoad, RuleEffect, what_more_tracers_do
from lagezentrum.staffing.effect.sharing import SharingCompared, compare_sharing
from lagezentrum.staffing.effect.tolerance import ToleranceEffect, what_more_tracers_bear

__all__ = [
    "Assumption",
    "Effect",
    "Interval",
    "OfficeEffect",
    "OfficeLoad",
    "RuleEffect",
    "SharingCompared",
    "Terms",
    "ToleranceEffect",
    "compare_sharing",
    "what_more_tracers_bear",
    "what_more_tracers_do",
]
