"""Names for people: of areas, rules and indicators, and of values that are not on record."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from lagezentrum.cli.language import Language

if TYPE_CHECKING:
    from lagezentrum.engine.outcome import MissingValue
    from lagezentrum.law.model import Indicator, Regulation

_MOST_DAYS = 8


def title_of(ags: str) -> str:
    """The name of an area with what tells it from its namesakes; the key where it is not known."""
    from lagezentrum.sources.areas import all_areas

    area = all_areas().get(ags)
    return ags if area is None else f"Land {area.name}" if area.is_land else area.title


def rule_title(regulation: "Regulation", rule: str, language: Language) -> str:
    """What a rule is called in the latest version that has it."""
    for version in reversed(regulation.versions):
        if rule in version.rules:
            return language.of(version.rules[rule].title)
    return rule


def indicator_of(regulation: "Regulation", name: str) -> "Indicator | None":
    """An indicator as the latest version that has it declares it."""
    for version in reversed(regulation.versions):
        if name in version.indicators:
            return version.indicators[name]
    return None


def indicator_title(regulation: "Regulation", name: str, language: Language) -> str:
    """What an indicator is called."""
    indicator = indicator_of(regulation, name)
    return name if indicator is None else language.of(indicator.title)


def missing_values(values: "Iterable[MissingValue]", regulation: "Regulation", language: Language) -> str:
    """Values that are not on record, by indicator: "Intensivbetten-Anteil vom Fr 10.12."."""
    by_indicator: dict[str, list[str]] = {}
    for value in values:
        by_indicator.setdefault(value.indicator, []).append(language.short_day(value.day))
    parts = []
    for name, days in by_indicator.items():
        shown = language.listed(days) if len(days) <= _MOST_DAYS else ", ".join(days[:_MOST_DAYS]) + ", …"
        more = f" ({len(days)} {language('Tage', 'days')})" if len(days) > _MOST_DAYS else ""
        parts.append(f"{indicator_title(regulation, name, language)} {language('vom', 'of')} {shown}{more}")
    return "; ".join(parts)
