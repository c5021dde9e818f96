"""Django app: api."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """API v1: the same answers for programs."""

    name = "lagezentrum.web.api"
    default_auto_field = "django.db.models.BigAutoField"
