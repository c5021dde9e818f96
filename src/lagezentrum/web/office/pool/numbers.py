"""Numbers of the pool as people read them: full-time posts, shares, points of the objective, weeks."""

from datetime import date
from decimal import Decimal

from lagezentrum.engine.wording.phrases import Language
from lagezentrum.staffing.model import QUARTERS
from lagezentrum.web.pool.refusals import NotFitting

NONE = "–"


def fte(value: float | None, language: Language, digits: int = 1) -> str:
    """Full-time posts with the mark of the language for decimals; an en dash for None."""
    if value is None:
        return NONE
    text = f"{round(value, digits) + 0.0:,.{digits}f}"
    return text.translate(str.maketrans(",.", ".,")) if language == "de" else text


def signed(value: float, language: Language, digits: int = 1) -> str:
    """With its sign."""
    shown = fte(abs(value), language, digits)
    zero = not float(f"{abs(value):.{digits}f}")
    return shown if zero else f"{'+' if value > 0 else '−'}{shown}"


def percent(share: float | None, language: Language) -> str:
    """A share in whole per cent; what is not the whole is never rounded up to 100."""
    if share is None:
        return NONE
    shown = min(round(share * 100), 99) if share < 1 - 1e-9 else round(share * 100)
    return f"{shown}\u00a0%" if language == "de" else f"{shown}%"


def week_words(week: date, language: Language) -> str:
    """As in "KW 46/2020", "week 46/2020"."""
    year, number, _ = week.isocalendar()
    return f"{'KW' if language == 'de' else 'week'}\u00a0{number}/{year}"


def whole_quarters(fte: Decimal | None) -> int | None:
    """Full-time posts typed in, as quarters; None where none were.

    Raises:
        NotFitting: they are not whole quarters, which is not rounded silently.
    """
    if fte is None:
        return None
    if (fte * QUARTERS) % 1:
        raise NotFitting("VZÄ bitte in Vierteln angeben, etwa 2,25.", "Give FTE in quarters, such as 2.25.")
    return int(fte * QUARTERS)
