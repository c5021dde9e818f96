"""Django app: ledger."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """Decisions kept so that nobody can change them unseen: insert-only events in a hash chain."""

    name = "lagezentrum.web.ledger"
    default_auto_field = "django.db.models.BigAutoField"
