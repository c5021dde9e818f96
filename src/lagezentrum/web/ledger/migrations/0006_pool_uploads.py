"""A nomination file that waits to be confirmed stands in the chain, too: a new kind of event."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """A new kind of event; the table stays as it is."""

    dependencies = (("ledger", "0005_pool"),)

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
                    ("pool-uploaded", "Meldedatei hinterlegt"),
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
