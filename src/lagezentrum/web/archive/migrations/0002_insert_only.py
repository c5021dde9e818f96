"""The database itself refuses to change or remove a file, a verdict or a figure."""

from collections.abc import Iterator

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

TABLES = ("archive_sourcefile", "archive_verdict", "archive_figure")


def _sqlite() -> Iterator[str]:
    for table in TABLES:
        for act, word in (("UPDATE", "changed"), ("DELETE", "removed")):
            yield (
                f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table}: rows are never {word}'); END"
            )
        # INSERT OR REPLACE would remove a row without asking the triggers above.
        yield (
            f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} "  # noqa: S608 - our own names
            f"WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id) "
            f"BEGIN SELECT RAISE(ABORT, '{table}: rows are never replaced'); END"
        )


def _postgresql() -> Iterator[str]:
    yield """
        CREATE FUNCTION archive_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            RAISE EXCEPTION '%: rows are never changed or removed', TG_TABLE_NAME
                USING ERRCODE = 'integrity_constraint_violation';
        END $$
        """
    for table in TABLES:
        for act in ("UPDATE", "DELETE", "TRUNCATE"):
            yield (
                f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
                "FOR EACH STATEMENT EXECUTE FUNCTION archive_refuse()"
            )


STATEMENTS = {"sqlite": _sqlite, "postgresql": _postgresql}


def put_up(_apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Create the triggers of the database in use."""
    vendor = schema_editor.connection.vendor
    if vendor not in STATEMENTS:
        raise RuntimeError(f"the archive can be kept in {' or '.join(STATEMENTS)} only, not in {vendor}")
    with schema_editor.connection.cursor() as cursor:
        for statement in STATEMENTS[vendor]():
            cursor.execute(statement)


class Migration(migrations.Migration):
    """Insert-only. There is no way back: an archive that can be rewritten is none."""

    dependencies = (("archive", "0001_initial"),)
    operations = (migrations.RunPython(put_up),)
