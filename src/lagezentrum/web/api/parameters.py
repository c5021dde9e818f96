"""What can be asked: days, moments, spans and areas, read strictly."""

import inspect
import re
from collections.abc import Callable, Iterable
from datetime import date, datetime, time, timedelta
from difflib import get_close_matches
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Path, Query
from pydantic import BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from lagezentrum.law.model import Text
from lagezentrum.web.api.problems import Refused, Suggestion
from lagezentrum.web.today import BERLIN, today

LONGEST_SPAN = 400
"""Days that one answer may cover."""
LONGEST_OF_ALL = 200
"""Days that one answer about all districts may cover: a season."""
USUAL_SPAN = 28
"""Days that are shown where a question does not say from when."""

_FIRST_YEAR, _LAST_YEAR = 1900, 2200
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2})?", re.IGNORECASE)


def read_day(given: object) -> date:
    """A day as YYYY-MM-DD; anything else is refused as no day."""
    if isinstance(given, str) and given.isascii() and _DAY.fullmatch(given):
        try:
            return date.fromisoformat(given)
        except ValueError:
            pass  # such as 30 February: told like any other text that is no day
    raise PydanticCustomError("day", "no day as YYYY-MM-DD")


def read_moment(given: object) -> datetime:
    """A day alone means its end; a moment without an offset is local time in Germany."""
    if isinstance(given, str) and given.isascii():
        try:
            if _DAY.fullmatch(given):
                return _in_germany(datetime.combine(date.fromisoformat(given), time.max))
            if _MOMENT.fullmatch(given):
                return _in_germany(datetime.fromisoformat(given.upper()))
        except ValueError:
            pass  # such as 25 o'clock: told like any other text that is no moment
    raise PydanticCustomError("moment", "no moment as YYYY-MM-DDThh:mm")


def _in_germany(moment: datetime) -> datetime:
    """The moment in local time. Before the first and after the last year nothing is known, or everything is."""
    if moment.year < _FIRST_YEAR:
        return datetime(_FIRST_YEAR, 1, 1, tzinfo=BERLIN)
    if moment.year > _LAST_YEAR:
        return datetime(_LAST_YEAR, 12, 31, tzinfo=BERLIN)
    return moment.replace(tzinfo=BERLIN) if moment.tzinfo is None else moment.astimezone(BERLIN)


Day = Annotated[date, BeforeValidator(read_day), WithJsonSchema({"type": "string", "format": "date"})]
Moment = Annotated[
    datetime,
    BeforeValidator(read_moment),
    WithJsonSchema({"anyOf": [{"type": "string", "format": "date-time"}, {"type": "string", "format": "date"}]}),
]

AreaKey = Annotated[
    str,
    Path(
        description="AGS (five digits) or ARS (twelve digits) of a district, or 03 for the Land; "
        "text with its leading zero",
        example="03241",
    ),
]
SomeArea = Annotated[
    str | None,
    Query(None, description="AGS, ARS, or 03 for the Land; without it: all", example="03241"),
]
ConcernedArea = Annotated[
    str | None,
    Query(
        None,
        description="AGS or ARS of a district: its own ones and the statewide ones, which concern it as well; "
        "03 for the Land: the statewide ones alone; without it: all",
        example="03241",
    ),
]
On = Annotated[Day | None, Query(None, description="the day asked about; without it: today", example="2021-12-04")]
AsOf = Annotated[
    Moment | None,
    Query(
        None,
        description="the moment of knowledge: only what was published and recorded by then counts; a day means its "
        "end, a moment without an offset is local time in Germany; without it: all on record",
        example="2021-12-04",
    ),
]
From = Annotated[
    Day | None,
    Query(
        None,
        alias="from",
        description=f"first day; without it: {USUAL_SPAN} days up to the last; "
        f"one answer covers at most {LONGEST_SPAN} days, about all districts {LONGEST_OF_ALL}",
        example="2021-11-22",
    ),
]
To = Annotated[Day | None, Query(None, alias="to", description="last day; without it: today", example="2021-12-20")]


def span(first: date | None, last: date | None, most: int = LONGEST_SPAN) -> tuple[date, date]:
    """The days asked for, both ends included.

    Raises:
        Refused: the span ends before it begins, or is longer than `most` days.
    """
    if last is None:
        last = today() if first is None else max(today(), first)
    if first is None:
        first = date.fromordinal(max(1, last.toordinal() - USUAL_SPAN + 1))
    require_order(first, last)
    days = (last - first).days + 1
    if days > most:
        raise Refused(
            "range-too-long",
            Text(
                de=f"{days} Tage sind gefragt, höchstens {most} gehen in eine Antwort. Bitte aufteilen oder "
                "den ganzen Datensatz unter /feeds/data-package.zip nehmen.",
                en=f"{days} days are asked for, an answer holds at most {most}. Split the range, or take the "
                "whole data set at /feeds/data-package.zip.",
            ),
        )
    return first, last


def require_order(first: date | None, last: date | None) -> None:
    """Refuse a span that ends before it begins.

    Raises:
        Refused: it does.
    """
    if first is not None and last is not None and first > last:
        raise Refused(
            "reversed-range",
            Text(
                de=f"`from` ({first}) liegt nach `to` ({last}). Bitte vertauschen.",
                en=f"`from` ({first}) lies after `to` ({last}). Swap them.",
            ),
        )


def days_of(first: date, last: date) -> Iterable[date]:
    """Each day from `first` to `last`."""
    return (first + timedelta(days=number) for number in range((last - first).days + 1))


def names_of(view: Callable[..., Any]) -> frozenset[str]:
    """The query parameters that a view takes, as they are written in an address."""
    names = set()
    for name, parameter in inspect.signature(view, eval_str=True).parameters.items():
        for extra in getattr(parameter.annotation, "__metadata__", ()):
            if type(extra).__name__ == "Query":
                names.add(extra.alias or name)
    return frozenset(names)


def require_known(request: HttpRequest, known: frozenset[str]) -> None:
    """Refuse parameters that would be passed over in silence.

    Raises:
        Refused: a parameter is unknown or stands twice.
    """
    for name, values in request.GET.lists():
        if name not in known:
            close = get_close_matches(name, known, n=1, cutoff=0.4)
            listed = ", ".join(sorted(known)) or "–"
            raise Refused(
                "unknown-parameter",
                Text(
                    de=f"{name!r} ist hier kein Parameter. Bekannt: {listed}.",
                    en=f"{name!r} is no parameter here. Known: {listed}.",
                ),
                suggestions=[Suggestion(value=found, title=found) for found in close],
            )
        if len(values) > 1:
            raise Refused(
                "repeated-parameter",
                Text(
                    de=f"{name!r} steht {len(values)}-mal da. Bitte einmal schreiben.",
                    en=f"{name!r} stands there {len(values)} times. Write it once.",
                ),
            )
