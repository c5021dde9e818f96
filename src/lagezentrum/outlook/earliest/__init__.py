"""The certain outlook: the earliest day a step can begin or end, and what has to happen for it, by the rule alone."""

from lagezentrum.outlook.earliest.announced import as_announced
from lagezentrum.outlook.earliest.boxes import as_told, prospect_of
from lagezentrum.outlook.earliest.looking import look_ahead
from lagezentrum.outlook.earliest.model import (
    AreaOutlook,
    Box,
    Break,
    Cause,
    Need,
    Path,
    Prospect,
    Settled,
    State,
    StepOutlook,
    Way,
)
from lagezentrum.outlook.earliest.prospects import Outlooks

__all__ = [
    "AreaOutlook",
    "Box",
    "Break",
    "Cause",
    "Need",
    "Outlooks",
    "Path",
    "Prospect",
    "Settled",
    "State",
    "StepOutlook",
    "Way",
    "as_announced",
    "as_told",
    "look_ahead",
    "prospect_of",
]
