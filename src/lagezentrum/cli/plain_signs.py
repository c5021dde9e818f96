"""What stands for a sign that the stream can not show: never "?", since that means a missing value here.

A terminal or a file in an old code page has no ✓ and ✗. Were both shown as "?", a day reached, a day missed and a day
without a value would look alike.
"""

import codecs
import unicodedata

HANDLER = "lagezentrum.plain"
"""The name of the error handler, for `errors=` of a text stream."""

_UNKNOWN = "#"
_SIGNS = {
    "✓": "+",
    "✗": "x",
    "·": ".",
    "•": "*",
    "↑": "^",
    "↓": "v",
    "→": "->",
    "☐": "[ ]",
    "○": "o",
    "–": "-",
    "—": "-",
    "−": "-",
    "‑": "-",
    "×": "x",
    "…": "...",
    "„": '"',
    "“": '"',
    "”": '"',
    "‚": "'",
    "‘": "'",
    "’": "'",
    "≥": ">=",
    "≤": "<=",
    "±": "+/-",
    "§": "Par.",
    "ä": "ae",
    "ö": "oe",
    "ü": "ue",
    "Ä": "Ae",
    "Ö": "Oe",
    "Ü": "Ue",
    "ß": "ss",
    "ẞ": "SS",
}


def register() -> None:
    """Make the handler known under its name."""
    codecs.register_error(HANDLER, _plain)


def _plain(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    signs = error.object[error.start : error.end]
    return "".join(map(_plain_sign, signs)), error.end


def _plain_sign(sign: str) -> str:
    if sign in _SIGNS:
        return _SIGNS[sign]
    without_accent = unicodedata.normalize("NFKD", sign).encode("ascii", "ignore").decode("ascii")
    return without_accent or _UNKNOWN
