"""What `scenarios` says about a scenario that does not fit its regulation or itself."""

from collections.abc import Collection
from datetime import date

from lagezentrum.law.problems import Fault, fault, known_ones, unknown
from lagezentrum.law.text import Text

LEVEL = Text(de="Stufe", en="level")
AREA = Text(de="Gebiet dieses Szenarios", en="area of this scenario")


def unknown_name(kind: Text, name: str, known: Collection[str]) -> Fault:
    """A scenario names what its regulation or its series do not have."""
    why = Text(
        de="Ein Szenario, das Unbekanntes nennt, beweist nichts.",
        en="A scenario that names what does not exist proves nothing.",
    )
    return Fault(unknown(kind, name, known), why, known_ones(known))


def section_outside(end: date, first: date, last: date) -> Fault:
    """A finding is expected outside the time of the scenario."""
    return fault(
        de=(
            f"der Abschnitt endet am {end}, außerhalb von {first} bis {last}",
            "Beachtet werden nur Abschnitte, die in der Zeit des Szenarios enden.",
            "Berichtigen Sie den Abschnitt, oder `from` und `until`.",
        ),
        en=(
            f"the section ends on {end}, outside {first} to {last}",
            "Only sections that end in the time of the scenario are looked at.",
            "Correct the section, or `from` and `until`.",
        ),
    )


def rule_not_listed(rule: str) -> Fault:
    """A finding of a rule whose findings are not compared."""
    return fault(
        de=(
            f"Regel {rule!r} gehört nicht zu den Regeln, die vollständig aufgeführt sind",
            "Feststellungen anderer Regeln werden nicht beachtet.",
            "Nehmen Sie sie in `expect.rules` auf, oder lassen Sie diesen Schlüssel weg.",
        ),
        en=(
            f"rule {rule!r} is not among the rules listed in full",
            "Findings of other rules are not looked at.",
            "Add it to `expect.rules`, or leave that key out.",
        ),
    )


def day_after_the_end(day: date, last: date) -> Fault:
    """Something is expected of a day that is not judged."""
    return fault(
        de=(
            f"{day} liegt nach dem letzten beurteilten Tag ({last})",
            "Nach diesem Tag wird nichts beurteilt, also ist auch nichts zu erwarten.",
            "Verlängern Sie `until`, oder nennen Sie einen früheren Tag.",
        ),
        en=(
            f"{day} lies after the last day judged ({last})",
            "Nothing is judged after that day, so nothing can be expected of it.",
            "Extend `until`, or give an earlier day.",
        ),
    )
