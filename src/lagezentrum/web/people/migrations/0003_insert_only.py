"""The database itself refuses to change or remove a note on somebody's access."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

SQLITE = (
    """
    CREATE TRIGGER people_accesschange_no_update BEFORE UPDATE ON people_accesschange
    BEGIN SELECT RAISE(ABORT, 'people_accesschange: notes are never changed'); END
    """,
    """
    CREATE TRIGGER people_accesschange_no_delete BEFORE DELETE ON people_accesschange
    BEGIN SELECT RAISE(ABORT, 'people_accesschange: notes are never removed'); END
    """,
    # INSERT OR REPLACE would remove a row without asking the trigger above; it does not get past this one.
    """
    CREATE TRIGGER people_accesschange_adds BEFORE INSERT ON people_accesschange
    WHEN EXISTS (SELECT 1 FROM people_accesschange WHERE id = NEW.id)
    BEGIN SELECT RAISE(ABORT, 'people_accesschange: notes are never changed'); END
    """,
)

POSTGRESQL = (
    """
    CREATE FUNCTION people_accesschange_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'people_accesschange: notes are never changed or removed'
            USING ERRCODE = 'integrity_constraint_violation';
    END $$
    """,
    *(
        f"""
        CREATE TRIGGER people_accesschange_no_{act.lower()} BEFORE {act} ON people_accesschange
        FOR EACH STATEMENT EXECUTE FUNCTION people_accesschange_refuse()
        """
        for act in ("UPDATE", "DELETE", "TRUNCATE")
    ),
)

_NAMES = ("no_update", "no_delete", "adds", "no_truncate")


def put_up(_apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Create the triggers of the database in use."""
    vendor = schema_editor.connection.vendor
    for statement in {"sqlite": SQLITE, "postgresql": POSTGRESQL}[vendor]:
        schema_editor.execute(statement, params=None)


def take_down(_apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Remove them again."""
    on = " ON people_accesschange" if schema_editor.connection.vendor == "postgresql" else ""
    for name in _NAMES:
        schema_editor.execute(f"DROP TRIGGER IF EXISTS people_accesschange_{name}{on}", params=None)
    if on:
        schema_editor.execute("DROP FUNCTION IF EXISTS people_accesschange_refuse", params=None)


class Migration(migrations.Migration):
    """Triggers."""

    dependencies = (("people", "0002_accesschange"),)
    operations = (migrations.RunPython(put_up, take_down),)
