"""Django app: archive."""

from django.apps import AppConfig


class ArchiveConfig(AppConfig):
    """Figures kept for ever as they were published: append-only, bitemporal, with a gate before they may decide."""

    name = "lagezentrum.web.archive"
    default_auto_field = "django.db.models.BigAutoField"
