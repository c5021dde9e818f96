"""What a forecast is asked about: law, figures as known, day; and what follows from that alone."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import numpy as np

from lagezentrum.engine.decisions import Decision
from lagezentrum.engine.observations import Figures
from lagezentrum.law.calendars import Calendars
from lagezentrum.law.model import Regulation, Version
from lagezentrum.law.text import Text
from lagezentrum.outlook.forecast.panel import QUANTITIES, Panel, panel_of
from lagezentrum.outlook.probable import wording


class NoForecast(Exception):
    """Nothing can be forecast; `text` says why, and what to do."""

    def __init__(self, text: Text) -> None:
        self.text = text
        super().__init__(text.en)


@dataclass(frozen=True)
class Asked:
    """What a forecast rests on.

    Attributes:
        regulation: the versions announced by the day.
        calendars: those its sections name.
        figures: what was published.
        decisions: orders on record; those taken after the day are left out.
        land: key of the Land.
        districts: keys of its districts.
        present: the day looked ahead from.
        figures_until: the last day whose figures count as looked at; not after `present`.
        known_at: figures published later are not looked at (local time, without a zone).
    """

    regulation: Regulation
    calendars: Calendars
    figures: Figures
    decisions: tuple[Decision, ...]
    land: str
    districts: tuple[str, ...]
    present: date
    figures_until: date
    known_at: datetime

    @property
    def version(self) -> Version:
        """The version in force on the day.

        Raises:
            NoForecast: there is none.
        """
        found = self.regulation.in_force(self.land, self.present)
        if found is None:
            raise NoForecast(wording.no_version(self.present))
        return found


def panels_of(asked: Asked, version: Version) -> list[Panel]:
    """The figures that the version names, as known; districts and Land.

    Raises:
        NoForecast: one of them can not be forecast, or there are no figures.
    """
    span = asked.figures.span()
    unknown = [name for name in version.indicators if name not in QUANTITIES]
    if not version.indicators:
        raise NoForecast(wording.no_rule())
    if unknown:
        raise NoForecast(wording.not_forecast(version.indicators[unknown[0]].title))
    if span is None or span[0] > asked.present:
        raise NoForecast(wording.no_figures())
    panels = []
    for name, indicator in version.indicators.items():
        areas = asked.districts if indicator.scope == "district" else (asked.land,)
        panels.append(panel_of(asked.figures, QUANTITIES[name], areas, span[0], asked.present, asked.known_at))
    return panels


def seed_of(asked: Asked, version: Version, panels: Sequence[Panel]) -> int:
    """From law, day and figures: whoever asks the same sees the same numbers."""
    digest = hashlib.sha256(f"{asked.regulation.id} {version.version} {asked.present}".encode())
    for panel in panels:
        digest.update(f"{panel.quantity.indicator} {panel.areas} {panel.first}".encode())
        digest.update(np.ascontiguousarray(panel.values).tobytes())
    return int.from_bytes(digest.digest()[:6], "big")
