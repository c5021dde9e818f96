"""Which of several values for one day is meant, by name."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class AsFirstPublished:
    """Of each day the first value published, the one that decides; past days computed anew never count."""


@dataclass(frozen=True, slots=True)
class AsKnownAt:
    """Of each day the last value known at a moment, or that there was none any more.

    Attributes:
        moment: aware, or in the publisher's local time without a zone.
    """

    moment: datetime


@dataclass(frozen=True, slots=True)
class Latest:
    """Of each day the last value there is, corrections and recomputed days included."""


Reading = AsFirstPublished | AsKnownAt | Latest
