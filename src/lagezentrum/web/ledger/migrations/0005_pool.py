"""What happens in the staff pool stands in the same chain: new kinds of events."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """New kinds of events; the table stays as it is."""

    dependencies = (("ledger", "0004_documents"),)

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
                    ("pool-lender", "Abgebende Stelle festgelegt"),
                    ("pool-nominated", "Kräfte gemeldet"),
                    ("pool-checked", "Meldungen geprüft"),
                    ("pool-unnominated", "Meldungen zurückgezogen"),
                    ("pool-requested", "Bedarf gemeldet"),
                    ("pool-proposed", "Verteilung vorgeschlagen"),
                    ("pool-changed", "Vorschlag von Hand geändert"),
                    ("pool-submitted", "Vorschlag zur Freigabe vorgelegt"),
                    ("pool-returned", "Vorschlag zurückgegeben"),
                    ("pool-approved", "Verteilung freigegeben"),
                    ("pool-ordered", "Einsätze angeordnet"),
                    ("pool-started", "Kräfte im Einsatz"),
                    ("pool-extension-ask", "Verlängerung beantragt"),
                    ("pool-extended", "Einsätze verlängert"),
                    ("pool-recalled", "Kräfte zurückgerufen"),
                    ("pool-ended", "Einsätze beendet"),
                    ("pool-erased", "Daten des Personalpools gelöscht"),
                ],
                max_length=20,
            ),
        ),
    )
