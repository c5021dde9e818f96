"""Figures of a plan as people read them."""

from lagezentrum.cli.language import Language


def percent(share: float | None, language: Language) -> str:
    """A share as "57,2 %"; "–" where there is none."""
    return "–" if share is None else f"{decimals(100 * share, 1, language)} %"


def decimals(value: float | None, digits: int, language: Language) -> str:
    """A number with the mark of the language for decimals; "–" where there is none."""
    text = "–" if value is None else f"{round(value, digits) + 0.0:.{digits}f}"
    return text.replace(".", ",") if language.code == "de" else text
