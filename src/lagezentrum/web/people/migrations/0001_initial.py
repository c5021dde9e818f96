"""The tables of the people: grants."""

import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.lookups
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Create them."""

    initial = True

    dependencies = (migrations.swappable_dependency(settings.AUTH_USER_MODEL),)

    operations = (
        migrations.CreateModel(
            name="Grant",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("district-officer", "Sachbearbeitung Landkreis / kreisfreie Stadt"),
                            ("ministry-officer", "Sachbearbeitung Ministerium"),
                            ("approver", "Zeichnungsberechtigt"),
                            ("staff-unit", "Personalstab"),
                            ("lending-authority", "Abgebende Stelle"),
                            ("auditor", "Revision"),
                            ("operator", "Betrieb"),
                        ],
                        max_length=20,
                        verbose_name="Rolle",
                    ),
                ),
                (
                    "area",
                    models.CharField(
                        help_text="AGS, oder der Landesschlüssel für das ganze Land",
                        max_length=5,
                        verbose_name="Gebiet",
                    ),
                ),
                ("valid_from", models.DateField(verbose_name="gilt ab")),
                (
                    "valid_to",
                    models.DateField(
                        blank=True, help_text="letzter Tag; leer: bis auf Weiteres", null=True, verbose_name="gilt bis"
                    ),
                ),
                (
                    "deputy_for",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deputies",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="in Vertretung für",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="grants",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Person",
                    ),
                ),
            ],
            options={
                "verbose_name": "Berechtigung",
                "verbose_name_plural": "Berechtigungen",
                "ordering": ("area", "role", "valid_from", "id"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="people_grant_in_order",
                        violation_error_message="Die Berechtigung endet, bevor sie beginnt.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("role", "district-officer"), _negated=True),
                            django.db.models.lookups.Exact(django.db.models.functions.text.Length("area"), 5),
                            _connector="OR",
                        ),
                        name="people_district_officer_of_a_district",
                        violation_error_message=(
                            "Die Sachbearbeitung eines Landkreises braucht dessen fünfstelligen Schlüssel."
                        ),
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("role", "ministry-officer"), _negated=True),
                            django.db.models.lookups.Exact(django.db.models.functions.text.Length("area"), 2),
                            _connector="OR",
                        ),
                        name="people_ministry_officer_of_a_land",
                        violation_error_message="Die Sachbearbeitung des Ministeriums braucht den Landesschlüssel.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("deputy_for__isnull", True),
                            models.Q(
                                ("valid_to__isnull", False), models.Q(("deputy_for", models.F("user")), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="people_deputy_for_somebody_else_and_a_period",
                        violation_error_message="Eine Vertretung braucht eine andere Person und einen letzten Tag.",
                    ),
                ],
            },
        ),
    )
