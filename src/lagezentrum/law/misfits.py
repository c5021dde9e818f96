"""Why a value does not fit its key, in both languages: said by our own types, or by those of the library."""

from collections.abc import Mapping
from typing import Any

from pydantic_core import PydanticCustomError

from lagezentrum.law.text import Text

_OWN = "misfit"

# What the library says in English, by its name for the fault; {…} is filled from what it tells besides.
_IN_GERMAN: Mapping[str, str] = {
    "bool_parsing": "erwartet wird `true` oder `false`",
    "bool_type": "erwartet wird `true` oder `false`",
    "date_from_datetime_inexact": "erwartet wird ein Tag ohne Uhrzeit",
    "date_from_datetime_parsing": "erwartet wird ein Tag als JJJJ-MM-TT",
    "date_parsing": "erwartet wird ein Tag als JJJJ-MM-TT",
    "date_type": "erwartet wird ein Tag als JJJJ-MM-TT",
    "decimal_parsing": "erwartet wird eine Dezimalzahl mit Punkt",
    "decimal_type": "erwartet wird eine Dezimalzahl mit Punkt",
    "dict_type": "erwartet werden Schlüssel mit Werten",
    "finite_number": "erwartet wird eine endliche Zahl",
    "greater_than_equal": "der Wert muss mindestens {ge} sein",
    "int_from_float": "erwartet wird eine ganze Zahl",
    "int_parsing": "erwartet wird eine ganze Zahl",
    "int_type": "erwartet wird eine ganze Zahl",
    "less_than_equal": "der Wert darf höchstens {le} sein",
    "list_type": "erwartet wird eine Liste",
    "model_attributes_type": "erwartet werden Schlüssel mit Werten",
    "model_type": "erwartet werden Schlüssel mit Werten",
    "string_too_short": "der Text braucht mindestens {min_length} Zeichen",
    "string_type": "erwartet wird ein Text",
    "too_short": "es braucht mindestens {min_length} Einträge, hier sind es {actual_length}",
    "tuple_type": "erwartet wird eine Liste",
}


def misfit(*, de: str, en: str) -> PydanticCustomError:
    """The error for a validator to raise; a `ValueError` that carries both languages."""
    return PydanticCustomError(_OWN, "{en}", {"de": de, "en": en})


def in_words(fault: Mapping[str, Any]) -> Text:
    """What one of the faults in `ValidationError.errors()` says."""
    told: Mapping[str, Any] = fault.get("ctx", {})
    if fault["type"] == _OWN:
        return Text(de=told["de"], en=told["en"])
    german = _IN_GERMAN.get(fault["type"], "der Wert hat nicht die Form, die hier erwartet wird")
    return Text(de=german.format_map(told), en=fault["msg"].removeprefix("Value error, "))
