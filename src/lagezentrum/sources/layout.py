"""What the layout of a published file has to say, whoever publishes it."""

from dataclasses import dataclass
from datetime import date, time
from pathlib import Path


@dataclass(frozen=True, kw_only=True)
class Layout:
    """A published file: its name and columns, and on what terms it may be used.

    Attributes:
        file: its name in a data directory; it may also lie there packed, with `.gz` added.
        columns: all its columns, in order.
        first_day: the first day for which it can hold a figure that decides.
        source: what an observation names as its source.
        licence: identifier of the licence.
        licence_url: where the licence can be read, or empty.
        attribution: what has to be shown with the figures.
        recomputed: whether the publisher computes past days anew in every file. Then only the newest day of a file
            is a first publication; the other rows show later knowledge.
        days_kept: of a recomputed file, rows older than so many days before its newest are checked and passed over.
        hour: time of day at which a figure counts as published.
    """

    file: str
    columns: tuple[str, ...]
    first_day: date
    source: str
    licence: str
    licence_url: str
    attribution: str
    recomputed: bool = False
    days_kept: int = 60
    hour: time = time.min

    def find(self, directory: Path) -> Path | None:
        """The file in `directory`, plain or packed, or None."""
        for name in (self.file, f"{self.file}.gz"):
            if (directory / name).is_file():
                return directory / name
        return None


@dataclass(frozen=True, slots=True)
class Remark:
    """What is known to be unusual with published figures, in both languages of the product."""

    de: str
    en: str

    def __str__(self) -> str:
        """The wording carried by an observation: German first."""
        return f"{self.de} / {self.en}"
