"""Figures as they were known: every value with the moment from which it was known, as arrays.

    cube = Cube.of(lags, first, days, areas)         # what was known of each day on each morning after it
    cube.add(published); cube.finish()
    cube.on_morning(day)                             # the whole history as known then
    cube.before_each_morning(20)                     # of every morning the days before it, as known then

Readings go by name, as those of the archive: `AsFirstPublished`, `AsKnownAt`, `Latest`; there is no default.
"""

from lagezentrum.outlook.known.compared import as_compared_all
from lagezentrum.outlook.known.cube import Cube, CubeTooLarge, LaterThanLags
from lagezentrum.outlook.known.published import Published
from lagezentrum.outlook.known.readings import AsFirstPublished, AsKnownAt, Latest, Reading

__all__ = [
    "AsFirstPublished",
    "AsKnownAt",
    "Cube",
    "CubeTooLarge",
    "LaterThanLags",
    "Latest",
    "Published",
    "Reading",
    "as_compared_all",
]
