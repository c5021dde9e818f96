"""Districts and Länder by key or by name, as people write them."""

import csv
import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from lagezentrum.law.text import LanguageCode, Text

_TABLE = Path(__file__).with_name("areas.csv")
_CITIES = {"kreisfreie Stadt", "Stadtkreis"}
_PLAIN_KINDS = {"Landkreis", "Kreis"}  # the others carry the kind in their name
_LOWER_SAXONY = "03"
_FEWEST_LETTERS = 4  # a shorter part of a name is in too many names
_STATEWIDE = {"statewide", "landesweit", "land", "nds", "ni"}


@dataclass(frozen=True, slots=True)
class Area:
    """A district or a Land.

    Attributes:
        ags: five digits for a district, two for a Land.
        name: without the kind, such as "Osnabrück".
        kind: such as "Landkreis" or "Land".
        until: last day on which it existed, or None.
        inhabitants: lowest and highest number by which incidences were computed; zeros for a Land.
    """

    ags: str
    name: str
    kind: str
    until: date | None
    inhabitants: tuple[int, int]

    @property
    def state(self) -> str:
        """Key of the Land it lies in (or is)."""
        return self.ags[:2]

    @property
    def is_land(self) -> bool:
        """Whether this is a Land."""
        return self.kind == "Land"

    @property
    def title(self) -> str:
        """The name with what tells it from its namesakes: "Landkreis Osnabrück", "Stadt Osnabrück"."""
        if self.kind in _CITIES:
            return f"Stadt {self.name}"
        if self.kind in _PLAIN_KINDS and not self.name.casefold().endswith("kreis"):
            return f"{self.kind} {self.name}"
        return self.name


_GIVE_KEY_OR_NAME = Text(
    de="Bitte den fünfstelligen Schlüssel (AGS) oder den Namen eines Landkreises angeben.",
    en="Give the five-digit key (AGS) or the name of a district.",
)


class UnknownArea(Exception):
    """No area of that key or name; `suggestions` holds the nearest areas, perhaps none."""

    def __init__(self, sought: str, suggestions: tuple[Area, ...], hint: Text = _GIVE_KEY_OR_NAME) -> None:
        self.sought = sought
        self.suggestions = suggestions
        self.hint = hint
        super().__init__(self.in_language("en"))

    def in_language(self, code: LanguageCode) -> str:
        """What was sought, what may be meant, what to give instead."""
        named = ", ".join(f"{area.title} ({area.ags})" for area in self.suggestions)
        if code == "de":
            meant = f" Meinten Sie {named}?" if named else ""
            return f"Kein Gebiet {self.sought!r} bekannt.{meant} {self.hint.de}"
        meant = f" Did you mean {named}?" if named else ""
        return f"Unknown area {self.sought!r}.{meant} {self.hint.en}"


class AmbiguousArea(Exception):
    """Several areas have that name; `candidates` lists them."""

    def __init__(self, sought: str, candidates: tuple[Area, ...]) -> None:
        self.sought = sought
        self.candidates = candidates
        super().__init__(self.in_language("en"))

    def in_language(self, code: LanguageCode) -> str:
        """What was sought, which areas have that name, what to give instead."""
        named = [f"{area.title} ({area.ags})" for area in self.candidates]
        if code == "de":
            meant = f"{self.sought!r} kann heißen: {' oder '.join(named)}."
            return f"{meant} Bitte den Schlüssel oder den vollen Namen angeben."
        return f"{self.sought!r} may be {' or '.join(named)}. Give the key or the full name."


@cache
def all_areas() -> Mapping[str, Area]:
    """Every Land and district by its key, Länder first."""
    with _TABLE.open(encoding="utf-8", newline="") as stream:
        return {row["ags"]: _area(row) for row in csv.DictReader(stream)}


def districts(state: str | None = None) -> tuple[Area, ...]:
    """The districts, of one Land or of all, in the order of their keys."""
    return tuple(area for area in all_areas().values() if not area.is_land and (state is None or area.state == state))


def find(text: str, states: Collection[str] | None = None) -> Area:
    """The area that `text` means: an AGS, a longer official key, or a name in common spelling.

    Args:
        text: such as "03241", "031590000000", "Region Hannover", "Luechow-Dannenberg", "Niedersachsen".
        states: keys of the Länder to look in; None for all.

    Raises:
        UnknownArea: nothing matches; the nearest names are suggested.
        AmbiguousArea: a name that several districts bear.
    """
    sought = text.strip()
    if sought.isascii() and sought.isdigit():
        return _by_key(sought, states)
    if sought.casefold() in _STATEWIDE:
        return all_areas()[_LOWER_SAXONY]
    found = _within(_names().get(_plain(sought), ()), states)
    if not found:
        raise UnknownArea(text, _within(_suggestions(_plain(sought)), states)[:3])
    # A city that is a Land is meant as a district: that is where levels hold.
    candidates = tuple(area for area in found if not area.is_land) or found
    if len(candidates) > 1:
        raise AmbiguousArea(text, candidates)
    return candidates[0]


def _suggestions(plain: str) -> list[str]:
    """Keys of areas whose name contains the word, then of those spelt alike."""
    names = _names()
    alike = get_close_matches(plain, list(names), n=6, cutoff=0.7)
    part_of = [name for name in names if plain in name] if len(plain) >= _FEWEST_LETTERS else []
    return [ags for name in part_of + alike for ags in names[name]]


def _by_key(key: str, states: Collection[str] | None) -> Area:
    ags = key
    if len(key) in (8, 12):  # municipality, or regional key: the district is in front
        ags = key[:2] if key[:5] not in all_areas() and not key[2:].strip("0") else key[:5]
    found = _within([ags], states)
    if found:
        return found[0]
    if len(key) == 4 and _within(["0" + key], states):
        keep = Text(
            de="Schlüssel sind Text: Die führende Null gehört dazu.", en="Keys are text: keep the leading zero."
        )
        raise UnknownArea(key, _within(["0" + key], states), keep)
    if key.startswith("110") and len(key) == 5:
        one = Text(de="Berlin zählt als ein Landkreis.", en="Berlin counts as one district.")
        raise UnknownArea(key, _within(["11000"], states), one)
    close = get_close_matches(key, list(all_areas()), n=3, cutoff=0.7)
    raise UnknownArea(key, _within(close, states))


def _within(keys: Collection[str], states: Collection[str] | None) -> tuple[Area, ...]:
    found = (all_areas()[key] for key in dict.fromkeys(keys) if key in all_areas())
    return tuple(area for area in found if states is None or area.state in states)


def _area(row: dict[str, str]) -> Area:
    numbers = [int(row[column]) for column in ("population_2019", "population_2020") if row[column]]
    return Area(
        ags=row["ags"],
        name=row["name"],
        kind=row["kind"],
        until=date.fromisoformat(row["until"]) if row["until"] else None,
        inhabitants=(min(numbers), max(numbers)) if numbers else (0, 0),
    )


@cache
def _names() -> Mapping[str, tuple[str, ...]]:
    """Plain spelling → keys of the areas that bear it."""
    names: dict[str, dict[str, None]] = {}
    for area in all_areas().values():
        for name in _spellings(area):
            for plain in (_plain(name), _plain(_without_marks(name))):
                names.setdefault(plain, {})[area.ags] = None
    return {name: tuple(keys) for name, keys in names.items()}


def _spellings(area: Area) -> set[str]:
    base = {area.name, re.sub(r"\s*\(.*\)", "", area.name), re.sub(r"^(Region|StädteRegion) ", "", area.name)}
    before: tuple[str, ...]
    after: tuple[str, ...]
    if area.kind in _CITIES:
        before, after = ("Stadt", "SK", "kreisfreie Stadt", "Stadtkreis"), ("Stadt", "SK")
    elif area.kind in _PLAIN_KINDS:
        before, after = ("Landkreis", "LK", "Kreis"), ("Landkreis", "LK", "Kreis", "Land")
    elif area.is_land:
        before, after = ("Land", "Bundesland"), ()
    else:
        before, after = ("Landkreis", "LK", "Region"), ()
    return (
        base
        | {area.title}
        | {f"{kind} {name}" for kind in before for name in base}
        | {f"{name} {kind}" for kind in after for name in base}
    )


def _plain(name: str) -> str:
    """Lower case, umlauts written out, letters and digits only."""
    lowered = name.casefold()
    for umlaut, letters in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("sankt ", "st ")):
        lowered = lowered.replace(umlaut, letters)
    return re.sub(r"[^a-z0-9]", "", lowered)


def _without_marks(name: str) -> str:
    """The name with the dots of its umlauts left out, as people without a German keyboard write it."""
    return "".join(mark for mark in unicodedata.normalize("NFKD", name) if not unicodedata.combining(mark))
