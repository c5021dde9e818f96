"""Between the publisher's local time, in which the engine thinks, and the moments that the database keeps."""

from datetime import datetime

from lagezentrum.web.today import BERLIN


def aware(local: datetime) -> datetime:
    """The moment that a local time in Germany means."""
    return local.replace(tzinfo=BERLIN)


def naive(moment: datetime) -> datetime:
    """A moment as local time in Germany, without a zone."""
    return moment.astimezone(BERLIN).replace(tzinfo=None)
