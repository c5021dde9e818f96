"""From what a visitor types – a place, a postal code, a district – to districts."""

import csv
import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from lagezentrum.sources.areas import Area, all_areas

_TABLE = Path(__file__).with_name("places.csv")
_MOST = 25
"""More hits than this are no answer; the visitor is asked for more letters."""
_KIND_OF_PLACE = re.compile(
    r"^(Landkreis|Kreis|LK|Region|(Landeshaupt|Hanse|Kreis)?Stadt|(Samt)?Gemeinde|Flecken|Insel)\s+", re.IGNORECASE
)
"""What people write before a name, and the table does not."""


@dataclass(frozen=True, order=True)
class Place:
    """A place with its postal codes and the key of its district."""

    name: str
    ags: str
    zipcodes: tuple[str, ...]


@dataclass(frozen=True)
class Found:
    """What a search yields.

    Attributes:
        sought: the text as typed, without spaces around it.
        areas: the districts it may mean, each once, best first.
        places: the places that led there, by district; empty where the district itself was named.
        alike: true where nothing matched and these are only spelt alike.
        more: how many hits were left out.
    """

    sought: str
    areas: tuple[Area, ...] = ()
    places: Mapping[str, tuple[Place, ...]] = field(default_factory=dict)
    alike: bool = False
    more: int = 0

    @property
    def area(self) -> Area | None:
        """The district that is meant; None where there are several, and where the only one is a guess."""
        return self.areas[0] if len(self.areas) == 1 and not self.alike else None


def search(text: str, among: Collection[str]) -> Found:
    """The districts that `text` may mean: a postal code (or its beginning), a district key, a district, a place.

    Args:
        text: what was typed.
        among: the keys of the districts in question.
    """
    sought = " ".join(text.split())[:80]
    if not sought:
        return Found("")
    digits = re.sub(r"^[Dd]-", "", sought.replace(" ", ""))
    if digits.isdigit():
        return _by_digits(sought, digits, among)
    plain = _plain(_without_number(sought))
    if not plain:
        return Found(sought)
    districts = [ags for ags in among if plain in _district_names(ags)]
    exact = [place for place in _places(among) if plain in _spellings(place)]
    if districts or exact:
        return _found(sought, districts, exact)
    begins = [place for place in _places(among) if any(name.startswith(plain) for name in _spellings(place))]
    districts = [ags for ags in among if any(plain in name for name in _district_names(ags))] if len(plain) > 3 else []
    if begins or districts:
        return _found(sought, districts, begins)
    within = [place for place in _places(among) if plain in _plain(place.name)] if len(plain) > 3 else []
    if within:
        return _found(sought, [], within)
    bare = _KIND_OF_PLACE.sub("", sought)
    return _spelt_alike(sought, plain, among) if bare == sought else replace(search(bare, among), sought=sought)


def _by_digits(sought: str, digits: str, among: Collection[str]) -> Found:
    if len(digits) in (5, 12) and digits[:5] in among:
        return _found(sought, [digits[:5]], [])
    if not 3 <= len(digits) <= 5:
        return Found(sought)
    return _found(
        sought, [], [place for place in _places(among) if any(code.startswith(digits) for code in place.zipcodes)]
    )


def _spelt_alike(sought: str, plain: str, among: Collection[str]) -> Found:
    names: dict[str, list[Place]] = {}
    for place in _places(among):
        for name in _spellings(place):
            names.setdefault(name, []).append(place)
    districts = {name: ags for ags in among for name in _district_names(ags)}
    close = get_close_matches(plain, [*districts, *names], n=4, cutoff=0.75)
    found = _found(
        sought,
        [districts[name] for name in close if name in districts],
        [place for name in close for place in names.get(name, ())],
    )
    return replace(found, alike=bool(found.areas))


def _found(sought: str, districts: Collection[str], places: Collection[Place]) -> Found:
    hits = list(dict.fromkeys(places))
    by_area: dict[str, list[Place]] = {ags: [] for ags in districts}
    for place in hits[:_MOST]:
        by_area.setdefault(place.ags, []).append(place)
    return Found(
        sought,
        tuple(all_areas()[ags] for ags in by_area),
        {ags: tuple(here) for ags, here in by_area.items()},
        more=max(0, len(hits) - _MOST),
    )


@cache
def _table() -> tuple[Place, ...]:
    with _TABLE.open(encoding="utf-8", newline="") as stream:
        return tuple(Place(row["place"], row["ags"], tuple(row["zipcodes"].split())) for row in csv.DictReader(stream))


def _places(among: Collection[str]) -> list[Place]:
    return [place for place in _table() if place.ags in among]


@cache
def _spellings(place: Place) -> frozenset[str]:
    """A place under its full name and, for a part of a town ("Hannover Bemerode, Kirchrode"), under each part."""
    bare = re.sub(r"\(.*?\)", "", place.name)
    return frozenset(_plain(name) for name in (place.name, *re.split(r"[,/]", bare)) if len(name.strip()) > 2)


@cache
def _district_names(ags: str) -> frozenset[str]:
    area = all_areas()[ags]
    short = re.sub(r"\s*\(.*\)", "", area.name)
    kinds = (area.kind, "LK" if "kreis" in area.kind.casefold() else "", "Stadt" if "Stadt" in area.kind else "")
    names = {area.name, short, area.title, re.sub(r"^Region ", "", short)}
    names |= {f"{kind} {name}" for kind in kinds for name in (area.name, short)}
    return frozenset(_plain(name) for name in names)


def _without_number(text: str) -> str:
    """The place of "30159 Hannover" and "D-30159 Hannover"."""
    return re.sub(r"^([Dd]-)?\d{5}\s+", "", text)


def _plain(name: str) -> str:
    """Lower case, umlauts written out, letters and digits only; other accents are dropped."""
    lowered = name.casefold()
    for umlaut, letters in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("sankt ", "st ")):
        lowered = lowered.replace(umlaut, letters)
    return re.sub(r"[^a-z0-9]", "", unicodedata.normalize("NFKD", lowered))
