"""Django app: office."""

from django.apps import AppConfig


class OfficeConfig(AppConfig):
    """Pages for those who decide: work list, finding, draft, approval, history, imports."""

    name = "lagezentrum.web.office"
    default_auto_field = "django.db.models.BigAutoField"
