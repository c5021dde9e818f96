"""What the parts of a rule and their choices are called on the page."""

from collections.abc import Mapping

from lagezentrum.law.model import Text
from lagezentrum.outlook.lab.readings import READING_WORDS

_WHAT: dict[tuple[str, str], Text] = {
    ("days", "raising"): Text(de="Zähltage bis zur Stufe", en="counted days to the level"),
    ("days", "lifting"): Text(de="Zähltage bis zur Aufhebung", en="counted days to lifting"),
    ("effect", "raising"): Text(de="Tage bis zur Wirkung", en="days until it takes effect"),
    ("effect", "lifting"): Text(de="Tage bis zur Wirkung der Aufhebung", en="days until lifting takes effect"),
    ("calendar", "raising"): Text(de="Welche Tage zählen", en="which days count"),
    ("calendar", "lifting"): Text(de="Welche Tage zur Aufhebung zählen", en="which days count for lifting"),
    ("throughout", "raising"): Text(
        de="An allen Zähltagen dieselben Zahlen (Auslösung)", en="same figures on all counted days (raising)"
    ),
    ("throughout", "lifting"): Text(
        de="An allen Zähltagen dieselben Zahlen (Aufhebung)", en="same figures on all counted days (lifting)"
    ),
    ("out_of_range", "lifting"): Text(de="Wann ein Wert aus dem Bereich ist", en="when a value is out of its range"),
}
_APPLIES = Text(de="gilt", en="applies")

_CHOICES: dict[tuple[str, str], Text] = {
    ("throughout", "same_indicators"): Text(de="ja", en="yes"),
    ("throughout", "any_each_day"): Text(de="nein, täglich irgendeine", en="no, any of them each day"),
    ("out_of_range", "not_reached"): Text(de="wenn er ihn nicht erreicht", en="if it does not reach it"),
    ("out_of_range", "strictly_below"): Text(
        de="wenn er unter seinem Anfang liegt", en="if it lies below its lower end"
    ),
    ("applies", "yes"): Text(de="ja", en="yes"),
    ("applies", "no"): Text(de="nein", en="no"),
}


def what_title(kind: str, part: str) -> Text:
    """What is moved: "Zähltage bis zur Stufe"."""
    return _APPLIES if kind == "applies" else _WHAT[kind, part]


def choice_title(kind: str, name: str) -> Text:
    """One of its values in words."""
    return _CHOICES[kind, name]


LABELS: Mapping[str, Text] = {
    "fassung": Text(de="Fassung", en="Version"),
    "von": Text(de="Erster Tag", en="First day"),
    "bis": Text(de="Letzter Tag", en="Last day"),
    "zahlen": Text(de="Welche Zahlen", en="Which figures"),
    "luecken": Text(de="Fehlende Zahlen gelten als", en="Missing figures count as"),
    "vergleich": Text(de="Verglichen mit", en="Compared with"),
}
OPTIONS: Mapping[str, Mapping[str, Text]] = {
    "zahlen": {
        "bekannt": READING_WORDS["as_known"],
        "endgueltig": READING_WORDS["final"],
    },
    "luecken": {
        "beide": Text(de="beides: Spanne zeigen", en="both: show the range"),
        "verfehlt": Text(de="nicht erreicht", en="not reached"),
        "erreicht": Text(de="erreicht", en="reached"),
    },
    "vergleich": {
        "wirklich": Text(de="wirklich in Kraft", en="really in force"),
        "gesetz": Text(de="dieser Fassung wie im Gesetz", en="this version as in law"),
    },
}
"""What the lists of the form offer, by the words of the address."""
SUMS: Mapping[str, Text] = {
    "mine": Text(de="Ihre Regel", en="Your rule"),
    "law": Text(de="Diese Fassung, wie im Gesetz", en="This version, as in law"),
    "real": Text(de="Wirklich in Kraft", en="Really in force"),
}
AGAINST: Mapping[str, Text] = {
    "law": Text(de="diese Fassung, wie im Gesetz", en="this version, as in law"),
    "real": Text(de="wirklich in Kraft", en="really in force"),
}
UNITS: Mapping[str, Text] = {
    "days": Text(de="Tagen", en="days"),
    "district-days": Text(de="Kreistagen", en="district-days"),
}
MEASURES: Mapping[str, Text] = {
    "days": Text(de="Kreistage", en="district-days"),
    "first": Text(de="oder höher: erster Tag irgendwo", en="or higher: first day anywhere"),
    "switches": Text(de="Wechsel", en="changes"),
    "disagreement": Text(de="Kreistage anders als wirklich", en="district-days other than really"),
}
