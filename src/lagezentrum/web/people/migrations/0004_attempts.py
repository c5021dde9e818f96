"""The table in which all processes of the service count attempts to sign in, and keep which codes were used."""

from django.core.management import call_command
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

TABLE = "people_attempts"


def create(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Django's own table of a cache; where it is there already nothing happens."""
    call_command("createcachetable", TABLE, database=editor.connection.alias, verbosity=0)


def remove(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """What it holds is worth a few minutes."""
    editor.execute(f"DROP TABLE {editor.quote_name(TABLE)}")


class Migration(migrations.Migration):
    """A table without a model."""

    dependencies = (("people", "0003_insert_only"),)
    operations = (migrations.RunPython(create, remove),)
