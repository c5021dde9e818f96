"""The one place where the service asks for the time; an exercise may stand still on a day of its own."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

BERLIN = ZoneInfo("Europe/Berlin")


def now() -> datetime:
    """The present moment (aware). In an exercise with a day of its own: noon of that day."""
    if settings.TODAY:
        return datetime.combine(date.fromisoformat(settings.TODAY), time(12), tzinfo=BERLIN)
    return timezone.now()


def today() -> date:
    """Today's date in Germany."""
    return now().astimezone(BERLIN).date()
