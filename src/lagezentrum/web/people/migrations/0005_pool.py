"""The roles of the staff pool, and the one authority or office that a grant speaks for."""

import django.db.models.functions.text
import django.db.models.lookups
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

_UNNAMED = "?"


def name_bodies(apps: StateApps, _schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Grants of lending authorities named none until now and allowed nothing; an operator must say which one."""
    grants = apps.get_model("people", "Grant").objects.filter(role="lending-authority")
    for grant in grants:
        grant.area, grant.body = grant.area[:2], _UNNAMED
        grant.save(update_fields=["area", "body"])


class Migration(migrations.Migration):
    """New roles, a new column, and who must fill it."""

    dependencies = (("people", "0004_attempts"),)

    operations = (
        migrations.AddField(
            model_name="grant",
            name="body",
            field=models.CharField(
                blank=True,
                default="",
                help_text="Schlüssel der abgebenden oder aufnehmenden Stelle",
                max_length=20,
                verbose_name="Stelle",
            ),
        ),
        migrations.AlterField(
            model_name="grant",
            name="role",
            field=models.CharField(
                choices=[
                    ("district-officer", "Sachbearbeitung Landkreis / kreisfreie Stadt"),
                    ("ministry-officer", "Sachbearbeitung Ministerium"),
                    ("approver", "Zeichnungsberechtigt"),
                    ("staff-unit", "Personalstab"),
                    ("pool-approver", "Zeichnungsberechtigt Personalpool"),
                    ("lending-authority", "Abgebende Stelle"),
                    ("receiving-office", "Aufnehmende Stelle"),
                    ("auditor", "Revision"),
                    ("operator", "Betrieb"),
                ],
                max_length=20,
                verbose_name="Rolle",
            ),
        ),
        migrations.RunPython(name_bodies, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="grant",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("role__in", ("lending-authority", "receiving-office")),
                        models.Q(("body", ""), _negated=True),
                        django.db.models.lookups.Exact(django.db.models.functions.text.Length("area"), 2),
                    ),
                    models.Q(
                        models.Q(("role__in", ("lending-authority", "receiving-office")), _negated=True), ("body", "")
                    ),
                    _connector="OR",
                ),
                name="people_body_of_the_pool",
                violation_error_message="Abgebende und aufnehmende Stellen (und nur sie) brauchen den Landesschlüssel "
                "als Gebiet und den Schlüssel der Stelle.",
            ),
        ),
    )
