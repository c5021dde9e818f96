"""Django app: feeds."""

from django.apps import AppConfig


class FeedsConfig(AppConfig):
    """iCalendar, Atom, CAP and open data."""

    name = "lagezentrum.web.feeds"
    default_auto_field = "django.db.models.BigAutoField"
