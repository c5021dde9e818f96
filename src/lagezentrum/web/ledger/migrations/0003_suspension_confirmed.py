"""A suspension by a court is noted by one person and confirmed, or dropped, by another."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """New kinds of events; the table stays as it is."""

    dependencies = (("ledger", "0002_insert_only"),)

    operations = (
        migrations.AlterField(
            model_name="event",
            name="kind",
            field=models.CharField(
                choices=[
                    ("finding-noted", "Feststellung der Regel"),
                    ("drafted", "entworfen"),
                    ("approved", "gezeichnet"),
                    ("published", "veröffentlicht"),
                    ("withdrawn", "zurückgezogen"),
                    ("suspended", "gerichtliche Aussetzung vermerkt"),
                    ("suspension-confirmed", "gerichtliche Aussetzung bestätigt"),
                    ("suspension-dropped", "Vermerk einer Aussetzung verworfen"),
                    ("late-publication", "verspätet veröffentlicht"),
                    ("corrected", "berichtigt"),
                ],
                max_length=20,
            ),
        ),
    )
