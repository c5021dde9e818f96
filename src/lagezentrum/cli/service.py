"""What the commands of the service share. Django is started only here, so that the others stay quick."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from lagezentrum.cli.refusals import Refusal
from lagezentrum.cli.settings import Settings

_TABLES_MISSING = ("no such table", "does not exist")


@contextmanager
def service(settings: Settings, *, migrate: bool = False) -> Iterator[None]:
    """Run the block with the service set up by its environment; what the service refuses is said in words.

    Args:
        settings: of this call.
        migrate: whether the database is created or brought up to this version of the program first.

    Raises:
        Refusal: the service refused something, its settings are wrong, or its database does not answer.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lagezentrum.web.settings")
    import django
    from django.core.exceptions import ImproperlyConfigured
    from django.db import OperationalError, ProgrammingError

    from lagezentrum.web.environment import WrongSetting

    language = settings.language
    try:
        django.setup()
        from lagezentrum.web.people.refusal import Refusal as Refused

        try:
            if migrate:
                from django.core.management import call_command

                call_command("migrate", interactive=False, verbosity=0)
            yield
        except Refused as error:
            raise Refusal(language.of(error.text)) from error
    except ImproperlyConfigured as error:
        said = language.of(error.text) if isinstance(error, WrongSetting) else str(error)
        raise Refusal(
            language(f"Die Einstellungen des Dienstes stimmen nicht. {said}.", f"The settings are wrong. {said}.")
        ) from error
    except (OperationalError, ProgrammingError) as error:
        said = str(error).strip().splitlines()[0].rstrip(".")
        if any(sign in said for sign in _TABLES_MISSING):
            raise Refusal(
                language(
                    "In der Datenbank ist noch nichts angelegt. `lage serve` oder `lage import` legt sie an.",
                    "The database has not been set up yet. `lage serve` or `lage import` sets it up.",
                )
            ) from error
        raise Refusal(
            language(
                f"Die Datenbank antwortet nicht: {said}. Prüfen Sie DATABASE_URL und LAGEZENTRUM_HOME.",
                f"The database does not answer: {said}. Check DATABASE_URL and LAGEZENTRUM_HOME.",
            )
        ) from error
