"""Which law the record of levels speaks of: a probability under another kind of rule has no record."""

from datetime import date

from lagezentrum.law.model import Regulation, Version

REGULATION, VERSION, RULE = "de-ni/corona-vo", "2021-11-24", "local"
"""The rule by which past probabilities of levels were judged; its law was held still."""
LAST_DAY = date(2022, 8, 31)
"""The last day whose figures are in the record: seen from an earlier day, the record knows days to come."""


def measured_rules(regulation: Regulation, version: Version) -> frozenset[str]:
    """The rules of a version whose probabilities were measured: levels begin as under the measured law."""
    yardstick = _yardstick(regulation)
    if yardstick is None or RULE not in version.rules:
        return frozenset()
    same = version.rules[RULE].raising.route == yardstick.rules[RULE].raising.route
    return frozenset({RULE}) if same else frozenset()


def ends_differently(regulation: Regulation, version: Version) -> bool:
    """Whether levels end by another condition than under the measured law, though they begin alike."""
    yardstick = _yardstick(regulation)
    if yardstick is None or not measured_rules(regulation, version):
        return False
    return version.rules[RULE].lifting.route != yardstick.rules[RULE].lifting.route


def _yardstick(regulation: Regulation) -> Version | None:
    return regulation.named(VERSION) if regulation.id == REGULATION else None


def level_rules(version: Version, scope: str) -> frozenset[str]:
    """The rules of a version that raise levels (not consequences), for districts or for the Land."""
    return frozenset(name for name, rule in version.rules.items() if rule.scope == scope and rule.consequence is None)
