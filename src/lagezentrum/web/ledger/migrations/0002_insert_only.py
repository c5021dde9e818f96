"""The database itself refuses to change or remove an event, and takes only the one that follows the last."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

SQLITE = (
    """
    CREATE TRIGGER ledger_event_no_update BEFORE UPDATE ON ledger_event
    BEGIN SELECT RAISE(ABORT, 'ledger_event: events are never changed'); END
    """,
    """
    CREATE TRIGGER ledger_event_no_delete BEFORE DELETE ON ledger_event
    BEGIN SELECT RAISE(ABORT, 'ledger_event: events are never removed'); END
    """,
    # INSERT OR REPLACE would remove a row without asking the trigger above; it does not get past this one.
    """
    CREATE TRIGGER ledger_event_follows BEFORE INSERT ON ledger_event
    WHEN NEW.number IS NOT (SELECT COALESCE(MAX(number), 0) + 1 FROM ledger_event)
      OR NEW.previous IS NOT COALESCE(
          (SELECT hash FROM ledger_event ORDER BY number DESC LIMIT 1), substr(hex(zeroblob(32)), 1, 64))
    BEGIN SELECT RAISE(ABORT, 'ledger_event: an event follows the last one'); END
    """,
)

POSTGRESQL = (
    """
    CREATE FUNCTION ledger_event_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'ledger_event: events are never changed or removed'
            USING ERRCODE = 'integrity_constraint_violation';
    END $$
    """,
    """
    CREATE TRIGGER ledger_event_no_update BEFORE UPDATE ON ledger_event
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_event_refuse()
    """,
    """
    CREATE TRIGGER ledger_event_no_delete BEFORE DELETE ON ledger_event
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_event_refuse()
    """,
    """
    CREATE TRIGGER ledger_event_no_truncate BEFORE TRUNCATE ON ledger_event
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_event_refuse()
    """,
    """
    CREATE FUNCTION ledger_event_must_follow() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        last record;
    BEGIN
        SELECT number, hash INTO last FROM ledger_event ORDER BY number DESC LIMIT 1;
        IF NEW.number IS DISTINCT FROM COALESCE(last.number, 0) + 1
           OR NEW.previous IS DISTINCT FROM COALESCE(last.hash, repeat('0', 64)) THEN
            RAISE EXCEPTION 'ledger_event: an event follows the last one'
                USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
    END $$
    """,
    """
    CREATE TRIGGER ledger_event_follows BEFORE INSERT ON ledger_event
    FOR EACH ROW EXECUTE FUNCTION ledger_event_must_follow()
    """,
)

STATEMENTS = {"sqlite": SQLITE, "postgresql": POSTGRESQL}


def put_up(_apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Create the triggers of the database in use."""
    vendor = schema_editor.connection.vendor
    if vendor not in STATEMENTS:
        raise RuntimeError(f"the ledger can be kept in {' or '.join(STATEMENTS)} only, not in {vendor}")
    with schema_editor.connection.cursor() as cursor:
        for statement in STATEMENTS[vendor]:
            cursor.execute(statement)


class Migration(migrations.Migration):
    """Insert-only, in order. There is no way back: a ledger without guards is none."""

    dependencies = (("ledger", "0001_initial"),)
    operations = (migrations.RunPython(put_up),)
