"""Published orders, kept byte for byte: the database refuses to change, replace or remove one."""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

SQLITE = (
    """
    CREATE TRIGGER ledger_document_no_update BEFORE UPDATE ON ledger_document
    BEGIN SELECT RAISE(ABORT, 'ledger_document: published orders are never changed'); END
    """,
    """
    CREATE TRIGGER ledger_document_no_delete BEFORE DELETE ON ledger_document
    BEGIN SELECT RAISE(ABORT, 'ledger_document: published orders are never removed'); END
    """,
    # INSERT OR REPLACE would remove a row without asking the trigger above.
    """
    CREATE TRIGGER ledger_document_once BEFORE INSERT ON ledger_document
    WHEN EXISTS (SELECT 1 FROM ledger_document WHERE sha256 = NEW.sha256 OR matter = NEW.matter)
    BEGIN SELECT RAISE(ABORT, 'ledger_document: a matter has one published order'); END
    """,
)

POSTGRESQL = (
    """
    CREATE FUNCTION ledger_document_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'ledger_document: published orders are never changed or removed'
            USING ERRCODE = 'integrity_constraint_violation';
    END $$
    """,
    *(
        f"""
        CREATE TRIGGER ledger_document_no_{act.lower()} BEFORE {act} ON ledger_document
        FOR EACH STATEMENT EXECUTE FUNCTION ledger_document_refuse()
        """
        for act in ("UPDATE", "DELETE", "TRUNCATE")
    ),
)

STATEMENTS = {"sqlite": SQLITE, "postgresql": POSTGRESQL}


def put_up(_apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Create the triggers of the database in use."""
    with schema_editor.connection.cursor() as cursor:
        for statement in STATEMENTS[schema_editor.connection.vendor]:
            cursor.execute(statement)


class Migration(migrations.Migration):
    """Insert-only. There is no way back: what was made public stays."""

    dependencies = (("ledger", "0003_suspension_confirmed"),)
    operations = (
        migrations.CreateModel(
            name="Document",
            fields=[
                ("sha256", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("matter", models.CharField(max_length=40, unique=True)),
                ("content", models.BinaryField()),
            ],
        ),
        migrations.RunPython(put_up),
    )
