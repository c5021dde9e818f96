"""The ledger: events that are added and never changed, each carrying the hash of the one before."""

from django.conf import settings
from django.db import models


class Event(models.Model):
    """One event. `hash` is SHA-256 over canonical JSON (RFC 8785) of all other columns, `previous` included."""

    class Kind(models.TextChoices):
        """What happened. The payload of each kind is described in `ledger/payloads.py`."""

        FINDING_NOTED = "finding-noted", "Feststellung der Regel"
        DRAFTED = "drafted", "entworfen"
        APPROVED = "approved", "gezeichnet"
        PUBLISHED = "published", "veröffentlicht"
        WITHDRAWN = "withdrawn", "zurückgezogen"
        SUSPENDED = "suspended", "gerichtliche Aussetzung vermerkt"
        SUSPENSION_CONFIRMED = "suspension-confirmed", "gerichtliche Aussetzung bestätigt"
        SUSPENSION_DROPPED = "suspension-dropped", "Vermerk einer Aussetzung verworfen"
        LATE_PUBLICATION = "late-publication", "verspätet veröffentlicht"
        CORRECTED = "corrected", "berichtigt"
        POOL_LENDER = "pool-lender", "Abgebende Stelle festgelegt"
        POOL_UPLOADED = "pool-uploaded", "Meldedatei hinterlegt"
        POOL_NOMINATED = "pool-nominated", "Kräfte gemeldet"
        POOL_CHECKED = "pool-checked", "Meldungen geprüft"
        POOL_UNNOMINATED = "pool-unnominated", "Meldungen zurückgezogen"
        POOL_REQUESTED = "pool-requested", "Bedarf gemeldet"
        POOL_PROPOSED = "pool-proposed", "Verteilung vorgeschlagen"
        POOL_CHANGED = "pool-changed", "Vorschlag von Hand geändert"
        POOL_SUBMITTED = "pool-submitted", "Vorschlag zur Freigabe vorgelegt"
        POOL_RETURNED = "pool-returned", "Vorschlag zurückgegeben"
        POOL_APPROVED = "pool-approved", "Verteilung freigegeben"
        POOL_ORDERED = "pool-ordered", "Einsätze angeordnet"
        POOL_STARTED = "pool-started", "Kräfte im Einsatz"
        POOL_EXTENSION_ASKED = "pool-extension-ask", "Verlängerung beantragt"
        POOL_EXTENDED = "pool-extended", "Einsätze verlängert"
        POOL_RECALLED = "pool-recalled", "Kräfte zurückgerufen"
        POOL_ENDED = "pool-ended", "Einsätze beendet"
        POOL_ERASED = "pool-erased", "Daten des Personalpools gelöscht"

    POOL = "pool-"
    """how the kinds of the pool begin; they belong to no determination"""

    number = models.PositiveBigIntegerField(primary_key=True, help_text="1, 2, 3 … without gaps")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    matter = models.CharField(max_length=40, help_text="the determination (draft) this event belongs to")
    area = models.CharField(max_length=5)
    payload = models.TextField(help_text="canonical JSON")
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT)
    actor_name = models.CharField(max_length=150)
    recorded_at = models.DateTimeField()
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        """In the order in which they happened."""

        ordering = ("number",)
        indexes = (models.Index(fields=("matter",)), models.Index(fields=("area", "kind")))

    def __str__(self) -> str:
        return f"{self.number} {self.kind} {self.area}"


class Document(models.Model):
    """The order of a published determination as PDF, byte for byte; its SHA-256 stands in the event of publication."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    matter = models.CharField(max_length=40, unique=True)
    content = models.BinaryField()

    def __str__(self) -> str:
        return f"{self.matter} {self.sha256[:12]}"
