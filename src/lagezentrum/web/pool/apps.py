"""Django app: staff pool."""

from importlib import import_module

from django.apps import AppConfig
from django.conf import settings
from django.db.models.signals import post_migrate


class PoolConfig(AppConfig):
    """Records of the staff pool and the acts that change them."""

    name = "lagezentrum.web.pool"
    label = "pool"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """From now on the ledger knows the events of the pool, and how to verify them."""
        import_module("lagezentrum.web.pool.payloads").register()
        import_module("lagezentrum.web.pool.verify").register()
        post_migrate.connect(_set_up_receivers, sender=self)


def _set_up_receivers(**_: object) -> None:
    """The offices that come with the program are those of one Land; another one enters its own."""
    records = import_module("lagezentrum.web.pool.records")
    if settings.REGULATION.startswith(records.WITH_OFFICES):
        records.set_up_receivers()
