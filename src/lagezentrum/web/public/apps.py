"""Django app: public."""

from django.apps import AppConfig


class PublicConfig(AppConfig):
    """Pages for everybody: map, district, state, Saturday, timeline, determinations, method."""

    name = "lagezentrum.web.public"
    default_auto_field = "django.db.models.BigAutoField"
