"""The database itself refuses to change a request or a plan file, and to remove a request."""

from collections.abc import Iterator

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

REFUSED = {"pool_request": ("UPDATE", "DELETE"), "pool_planfile": ("UPDATE",)}
"""Plan files hold people and are deleted on their day; the ledger keeps their hashes and says so."""


def _sqlite() -> Iterator[str]:
    for table, acts in REFUSED.items():
        for act in acts:
            yield (
                f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table}: rows are never changed or removed'); END"
            )
        # INSERT OR REPLACE would remove a row without asking the triggers above.
        yield (
            f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} "  # noqa: S608 - our own names
            f"WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id) "
            f"BEGIN SELECT RAISE(ABORT, '{table}: rows are never replaced'); END"
        )


def _postgresql() -> Iterator[str]:
    yield """
        CREATE FUNCTION pool_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            RAISE EXCEPTION '%: rows are never changed or removed', TG_TABLE_NAME
                USING ERRCODE = 'integrity_constraint_violation';
        END $$
        """
    for table, acts in REFUSED.items():
        for act in (*acts, *(("TRUNCATE",) if "DELETE" in acts else ())):
            yield (
                f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
                "FOR EACH STATEMENT EXECUTE FUNCTION pool_refuse()"
            )


STATEMENTS = {"sqlite": _sqlite, "postgresql": _postgresql}


def put_up(_apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Create the triggers of the database in use."""
    with schema_editor.connection.cursor() as cursor:
        for statement in STATEMENTS[schema_editor.connection.vendor]():
            cursor.execute(statement)


class Migration(migrations.Migration):
    """There is no way back: what was asked and proposed stays as it was."""

    dependencies = (("pool", "0001_initial"),)
    operations = (migrations.RunPython(put_up),)
