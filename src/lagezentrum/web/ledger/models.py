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
