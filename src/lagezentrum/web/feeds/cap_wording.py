"""What a CAP message says in its headline: what happened then, whatever became of it afterwards."""

from lagezentrum.law.model import Text
from lagezentrum.web.feeds.cap_messages import Message
from lagezentrum.web.feeds.wording import Language, area_title, half, long_date, ordered, step_title

_WITHDRAWN = {
    "raise": Text(de="{area}: {step} – zurückgezogen", en="{area}: {step} – withdrawn"),
    "lower": Text(de="{area}: {step} endet doch nicht", en="{area}: {step} does not end after all"),
}
_SUSPENDED = {
    ("raise", True): Text(
        de="{area}: {step} ausgesetzt (Gericht) von {first} bis {last}, danach gilt sie wieder",
        en="{area}: {step} suspended (court) from {first} to {last}, afterwards it holds again",
    ),
    ("raise", False): Text(
        de="{area}: {step} bis auf Weiteres ausgesetzt (Gericht) ab {first}",
        en="{area}: {step} suspended (court) until further notice from {first}",
    ),
    ("lower", True): Text(
        de="{area}: {step} gilt fort von {first} bis {last}, Ende ausgesetzt (Gericht)",
        en="{area}: {step} goes on from {first} to {last}, its end is suspended (court)",
    ),
    ("lower", False): Text(
        de="{area}: {step} gilt bis auf Weiteres fort ab {first}, Ende ausgesetzt (Gericht)",
        en="{area}: {step} goes on until further notice from {first}, its end is suspended (court)",
    ),
}
_COURT = Text(de="{area}: {step} – vom Gericht ausgesetzt", en="{area}: {step} – suspended by a court")


def headline_of(message: Message, language: Language) -> str:
    """One line."""
    determination = message.determination
    if message.occasion == "published":
        return ordered(determination, language)
    pause = message.pause
    if message.occasion == "withdrawn":
        told = _WITHDRAWN[determination.change]
    elif pause is None:
        told = _COURT
    else:
        told = _SUSPENDED[determination.change, pause.last is not None]
    return half(told, language).format(
        area=area_title(determination.area),
        step=step_title(determination, language),
        first=long_date(pause.first, language) if pause else "",
        last=long_date(pause.last, language) if pause and pause.last else "",
    )
