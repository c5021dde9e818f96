"""Django app: people."""

from importlib import import_module

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Who may do what: roles, deputies, one permission function."""

    name = "lagezentrum.web.people"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """From now on changes of access are noted."""
        import_module("lagezentrum.web.people.changes")
