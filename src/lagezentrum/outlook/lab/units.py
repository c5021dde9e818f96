"""What numbers of a design count, in words; regulations name units by ids."""

from collections.abc import Mapping

from lagezentrum.law.model import Text

_TITLES: Mapping[str, Text] = {
    "per_100000_in_7_days": Text(de="je 100.000 in 7 Tagen", en="per 100,000 in 7 days"),
    "per_100_lamps": Text(de="je 100 Lampen", en="per 100 lamps"),
    "percent_of_beds": Text(de="Prozent der Betten", en="per cent of beds"),
    "percent": Text(de="Prozent", en="per cent"),
    "lumen": Text(de="Lumen", en="lumen"),
}


def unit_title(unit: str) -> Text:
    """A unit in words; of a regulation from elsewhere its id, with spaces."""
    said = unit.replace("_", " ")
    return _TITLES.get(unit, Text(de=said, en=said))
