"""The table of what became of people's access."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Create it."""

    dependencies = (("people", "0001_initial"),)

    operations = (
        migrations.CreateModel(
            name="AccessChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("by", models.CharField(blank=True, max_length=300)),
                ("person", models.CharField(max_length=300)),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("registered", "Person eingetragen"),
                            ("removed", "Person entfernt"),
                            ("address", "E-Mail-Adresse geändert"),
                            ("activated", "Zugang eingeschaltet"),
                            ("deactivated", "Zugang abgeschaltet"),
                            ("password-set", "Passwort durch den Betrieb gesetzt"),
                            ("factor-removed", "zweiter Faktor entfernt"),
                            ("identity-removed", "Verbindung zum Anmeldedienst gelöst"),
                            ("granted", "Berechtigung eingetragen"),
                            ("grant-changed", "Berechtigung geändert"),
                            ("grant-removed", "Berechtigung entfernt"),
                        ],
                        max_length=20,
                    ),
                ),
                ("facts", models.JSONField(default=dict)),
            ],
            options={
                "ordering": ("-id",),
            },
        ),
    )
