"""What was published, when, by whom, in which file. Rows are added and never changed (triggers see to it)."""

import gzip

from django.conf import settings
from django.db import models

from lagezentrum.web.archive.exact import ExactDecimal


class SourceFile(models.Model):
    """One file as received, byte for byte. The same bytes of the same kind are kept once."""

    class Kind(models.TextChoices):
        """What a file is, and so which reader takes it."""

        RKI_INCIDENCE = "rki-incidence", "RKI 7-Tage-Inzidenz"
        NDS_INDICATORS = "nds-indicators", "Indikatoren des Landes"
        DIVI = "divi", "DIVI-Intensivregister"
        NOTICE = "notice", "Pressemitteilung (von Hand)"

    kind = models.CharField(max_length=20, choices=Kind.choices)
    layout = models.CharField(max_length=80, help_text="name under which the publisher has this file")
    sha256 = models.CharField(max_length=64, help_text="of the bytes as received")
    name = models.CharField(max_length=200)
    url = models.TextField(blank=True)
    etag = models.TextField(blank=True)
    size = models.PositiveIntegerField(help_text="bytes as received")
    content = models.BinaryField(help_text="gzip-compressed bytes of the file")
    first_day = models.DateField(help_text="earliest day in the file")
    as_of = models.DateField(help_text="latest day in the file, the day of its publication")
    published_at = models.DateTimeField(help_text="when the file could be known")
    rows = models.PositiveIntegerField(help_text="figures it holds, those that were there before included")
    received_at = models.DateTimeField()
    received_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT)

    class Meta:
        """One row per kind and content."""

        constraints = (models.UniqueConstraint(fields=("kind", "sha256"), name="archive_same_bytes_once"),)
        indexes = (models.Index(fields=("kind", "layout", "as_of"), name="archive_file_by_day"),)
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.name} ({self.sha256[:12]})"

    @property
    def original(self) -> bytes:
        """The file as it was received."""
        return gzip.decompress(self.content)

    @property
    def verdict(self) -> "Verdict":
        """The latest verdict, which counts."""
        return self.verdicts.latest("id")


class Verdict(models.Model):
    """What became of a file at the gate: accepted by the rules, or held and then released or rejected by a person.

    Figures only ever come with a verdict, so the heads of the verdicts, each a hash over the one before, stand for
    everything in the archive.
    """

    class Kind(models.TextChoices):
        """Accepted and released files may drive findings; held and rejected ones may not."""

        ACCEPTED = "accepted", "angenommen"
        HELD = "held", "zurückgehalten"
        RELEASED = "released", "freigegeben"
        REJECTED = "rejected", "verworfen"

    file = models.ForeignKey(SourceFile, on_delete=models.PROTECT, related_name="verdicts")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    reasons = models.JSONField(default=list, help_text="why, as a list of {code, holds, text_de, text_en}")
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT)
    head = models.CharField(max_length=64, help_text="SHA-256 over the head before and this row")

    class Meta:
        """The latest verdict counts; a head follows one head only."""

        constraints = (models.UniqueConstraint(fields=("head",), name="archive_head_once"),)
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.file}: {self.kind}"

    @property
    def counts(self) -> bool:
        """Whether the figures of the file may drive findings."""
        return self.kind in COUNTING


COUNTING = (Verdict.Kind.ACCEPTED, Verdict.Kind.RELEASED)


class Figure(models.Model):
    """One published figure, stored where it was new or differed from what was on record for its area and day.

    `value` is null where the publisher had none, and `missing` says so.
    """

    class Missing(models.TextChoices):
        """Why there is no value."""

        NOT_PUBLISHED = "not-published", "nicht veröffentlicht"

    file = models.ForeignKey(SourceFile, on_delete=models.PROTECT, related_name="figures")
    indicator = models.CharField(max_length=40)
    area = models.CharField(max_length=5)
    reference_day = models.DateField()
    value = ExactDecimal(null=True)
    unit = models.CharField(max_length=40)
    published_at = models.DateTimeField()
    first_seen_at = models.DateTimeField()
    source = models.TextField()
    missing = models.CharField(max_length=40, blank=True, choices=Missing.choices)
    denominator = models.PositiveIntegerField(null=True, help_text="inhabitants by which the incidence was computed")
    recomputed = models.BooleanField(
        default=False, help_text="a past day computed anew by its publisher: later knowledge, never decides"
    )
    note = models.TextField(blank=True)

    class Meta:
        """One figure per file, indicator, area and day."""

        constraints = (
            models.UniqueConstraint(
                fields=("file", "indicator", "area", "reference_day"), name="archive_figure_once_per_file"
            ),
            models.CheckConstraint(
                condition=models.Q(value__isnull=False) | ~models.Q(missing=""), name="archive_missing_says_why"
            ),
        )
        indexes = (
            models.Index(fields=("indicator", "area", "reference_day", "published_at"), name="archive_figure_series"),
            models.Index(fields=("indicator", "reference_day"), name="archive_figure_by_day"),
        )
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.indicator} {self.area} {self.reference_day}: {self.value}"
