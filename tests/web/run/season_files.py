"""A few days of the season as files on the disk."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from lagezentrum.web.archive.season import Delivery, deliveries

UNTIL = date(2021, 9, 17)


def some_days(until: date = UNTIL) -> tuple[Delivery, ...]:
    """The season up to a day, each source as one file."""
    return tuple(deliveries(until, day_by_day=False))


def written(folder: Path, those: Iterable[Delivery]) -> list[Path]:
    """The files, written to a directory."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for one in those:
        path = folder / one.name
        path.write_bytes(one.content)
        paths.append(path)
    return paths
