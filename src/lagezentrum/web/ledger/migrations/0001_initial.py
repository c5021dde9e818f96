"""The tables of the ledger: events."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Create them."""

    initial = True

    dependencies = (migrations.swappable_dependency(settings.AUTH_USER_MODEL),)

    operations = (
        migrations.CreateModel(
            name="Event",
            fields=[
                (
                    "number",
                    models.PositiveBigIntegerField(
                        help_text="1, 2, 3 … without gaps", primary_key=True, serialize=False
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("finding-noted", "Feststellung der Regel"),
                            ("drafted", "entworfen"),
                            ("approved", "gezeichnet"),
                            ("published", "veröffentlicht"),
                            ("withdrawn", "zurückgezogen"),
                            ("suspended", "gerichtlich ausgesetzt"),
                            ("late-publication", "verspätet veröffentlicht"),
                            ("corrected", "berichtigt"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "matter",
                    models.CharField(help_text="the determination (draft) this event belongs to", max_length=40),
                ),
                ("area", models.CharField(max_length=5)),
                ("payload", models.TextField(help_text="canonical JSON")),
                ("actor_name", models.CharField(max_length=150)),
                ("recorded_at", models.DateTimeField()),
                ("previous", models.CharField(max_length=64)),
                ("hash", models.CharField(max_length=64, unique=True)),
                (
                    "actor",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ("number",),
                "indexes": [
                    models.Index(fields=["matter"], name="ledger_even_matter_f80a7a_idx"),
                    models.Index(fields=["area", "kind"], name="ledger_even_area_0d8f1d_idx"),
                ],
            },
        ),
    )
