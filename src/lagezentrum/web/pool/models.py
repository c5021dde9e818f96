"""The records of the staff pool. No column holds a name of somebody nominated; free text is for organisations alone.

Records of people carry the day on which they are deleted. In plan files and in everything that outlives a record a
person is named by an alias, drawn at random; the pseudonym by which their authority knows them stands in one column of
one table, `Nomination.pseudonym`. The ledger knows neither: it holds a salted hash, and the salt goes with the record.
"""

from django.conf import settings
from django.db import models

from lagezentrum.staffing.intake.nominations import Status
from lagezentrum.staffing.intake.requests import Tracing
from lagezentrum.staffing.model import Consent, Mode, Skill, WishKind


class Lender(models.Model):
    """An authority that lends people, or is excluded from it for a reason."""

    key = models.CharField(max_length=20, primary_key=True)
    name = models.CharField(max_length=200)
    department = models.CharField(max_length=200, blank=True)
    excluded = models.CharField(max_length=200, blank=True, help_text="why nobody is drawn from it; empty: lends")
    max_quarters = models.PositiveIntegerField(null=True)
    notice_days = models.PositiveSmallIntegerField()

    class Meta:
        """In the order of keys."""

        ordering = ("key",)

    def __str__(self) -> str:
        return f"{self.key} {self.name}"


class Receiver(models.Model):
    """A health office, the state health office or the crisis unit."""

    key = models.CharField(max_length=20, primary_key=True)
    name = models.CharField(max_length=200)
    areas = models.JSONField(default=list)
    latitude = models.FloatField()
    longitude = models.FloatField()

    class Meta:
        """In the order of keys."""

        ordering = ("key",)

    def __str__(self) -> str:
        return f"{self.key} {self.name}"


class Upload(models.Model):
    """A nomination file that waits to be confirmed; its bytes go once it is, or on `delete_on`."""

    lender = models.ForeignKey(Lender, null=True, on_delete=models.PROTECT, help_text="None: of several lenders")
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    salt = models.CharField(max_length=64, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    delete_on = models.DateField()

    def __str__(self) -> str:
        return f"{self.pk} {self.lender_id or ''} {self.at:%Y-%m-%d}"


class Nomination(models.Model):
    """Somebody offered to the pool, without a name."""

    class State(models.TextChoices):
        """How far the nomination itself has come; deployments have states of their own."""

        REPORTED = "reported", "gemeldet"
        CHECKED = "checked", "geprüft"
        WITHDRAWN = "withdrawn", "zurückgezogen"

    alias = models.CharField(max_length=32, primary_key=True, help_text="drawn at random; names the person in plans")
    pseudonym = models.CharField(max_length=24, help_text="by which the lender knows the person")
    lender = models.ForeignKey(Lender, on_delete=models.PROTECT)
    status = models.CharField(max_length=20, choices=[(s.value, s.value) for s in Status])
    band = models.CharField(max_length=3, blank=True)
    quarters = models.PositiveSmallIntegerField()
    available_from = models.DateField()
    available_to = models.DateField()
    mode = models.CharField(max_length=10, choices=[(m.value, m.value) for m in Mode])
    district = models.CharField(max_length=5)
    max_km = models.PositiveSmallIntegerField(null=True)
    skill = models.CharField(max_length=20, choices=[(s.value, s.value) for s in Skill])
    trained_on = models.DateField(null=True)
    languages = models.CharField(max_length=100, blank=True, help_text="ISO 639-1, sorted, with blanks between")
    own_device = models.BooleanField()
    consent = models.CharField(max_length=20, choices=[(c.value, c.value) for c in Consent])
    staff_council_on = models.DateField(null=True)
    released_by = models.CharField(max_length=20, help_text="sign of a unit")
    pool = models.CharField(max_length=20)
    team = models.CharField(max_length=48, blank=True)
    state = models.CharField(max_length=10, choices=State.choices)
    salt = models.CharField(max_length=64, help_text="of the hash in the ledger; goes with the record")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    delete_on = models.DateField()

    class Meta:
        """A pseudonym is given once by a lender."""

        ordering = ("lender_id", "pseudonym")
        constraints = (models.UniqueConstraint(fields=("lender", "pseudonym"), name="pool_pseudonym_once"),)
        indexes = (models.Index(fields=("delete_on",)),)

    def __str__(self) -> str:
        return self.alias


class Request(models.Model):
    """What a receiver asked for, for a week and one kind of work. The latest row counts; rows are never changed."""

    receiver = models.ForeignKey(Receiver, on_delete=models.PROTECT)
    week = models.DateField()
    skill = models.CharField(max_length=20, choices=[(s.value, s.value) for s in Skill])
    need_fte = models.FloatField()
    own_fte = models.FloatField()
    tracing = models.CharField(max_length=20, blank=True, choices=[(t.value, t.value) for t in Tracing])
    cases = models.PositiveIntegerField(null=True)
    contacts_per_case = models.FloatField(null=True)
    backlog = models.PositiveIntegerField(null=True)
    remote_possible = models.BooleanField()
    seats = models.PositiveIntegerField(null=True)
    accesses = models.PositiveIntegerField(null=True)
    max_arrivals = models.PositiveIntegerField(null=True)
    languages = models.CharField(max_length=100, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        """The latest last."""

        ordering = ("id",)
        indexes = (models.Index(fields=("receiver", "week")),)

    def __str__(self) -> str:
        return f"{self.receiver_id} {self.week} {self.skill}"


class Proposal(models.Model):
    """A distribution on its way from proposal to order."""

    class State(models.TextChoices):
        """Its stages."""

        PROPOSED = "proposed", "vorgeschlagen"
        SUBMITTED = "submitted", "zur Freigabe vorgelegt"
        APPROVED = "approved", "freigegeben"
        ORDERED = "ordered", "angeordnet"
        REPLACED = "replaced", "durch einen neueren Vorschlag ersetzt"

    key = models.CharField(max_length=40, primary_key=True, help_text="such as P-2020-W46-1")
    first = models.DateField()
    last = models.DateField(help_text="Monday of the last week")
    state = models.CharField(max_length=10, choices=State.choices)
    without_request = models.JSONField(default=list, help_text="receivers whose need nobody stated")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        """The latest first."""

        ordering = ("-at", "-key")

    def __str__(self) -> str:
        return self.key


class PlanFile(models.Model):
    """The plan of a proposal, byte for byte; a change by hand adds a revision. Never changed, deleted on its day."""

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="files")
    revision = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()
    objective = models.FloatField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    delete_on = models.DateField()

    class Meta:
        """In the order of revisions."""

        ordering = ("proposal_id", "revision")
        constraints = (models.UniqueConstraint(fields=("proposal", "revision"), name="pool_revision_once"),)

    def __str__(self) -> str:
        return f"{self.proposal_id}/{self.revision} {self.sha256[:12]}"


class ManualChange(models.Model):
    """A change by hand: what was wished, for which of a fixed list of reasons, and what it cost."""

    class Kind(models.TextChoices):
        """What can be wished."""

        PIN = WishKind.PIN.value, "festsetzen"
        FORBID = WishKind.FORBID.value, "ausschließen"
        SWAP = "swap", "tauschen"
        RESERVE = WishKind.RESERVE.value, "zurückhalten"

    class Reason(models.TextChoices):
        """Why. Free text would take in what nobody needs to know of a person."""

        RECEIVER_ASKED = "receiver-asked", "Wunsch der aufnehmenden Stelle"
        LENDER_ASKED = "lender-asked", "Wunsch der abgebenden Stelle"
        CONTINUITY = "continuity", "Einarbeitung erhalten"
        LANGUAGE = "language", "Sprache wird gebraucht"
        EXPERTISE = "expertise", "Fachkenntnis wird gebraucht"
        WORKPLACE = "workplace", "Arbeitsplatz oder Zugang"
        CONFLICT_OF_INTEREST = "conflict-of-interest", "Besorgnis der Befangenheit"
        OUTBREAK = "outbreak", "absehbarer Ausbruch"
        ABSENCE = "absence", "nicht verfügbar"

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="changes")
    revision = models.PositiveIntegerField(help_text="of the plan file that it led to")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    person = models.ForeignKey(Nomination, null=True, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Nomination, null=True, on_delete=models.CASCADE, related_name="+")
    receiver = models.ForeignKey(Receiver, null=True, on_delete=models.PROTECT)
    first = models.DateField()
    last = models.DateField()
    quarters = models.PositiveIntegerField(null=True)
    reason = models.CharField(max_length=20, choices=Reason.choices)
    cost = models.FloatField(help_text="objective after minus before")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        """In the order in which they were made."""

        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.proposal_id} {self.kind}"


class Deployment(models.Model):
    """One person at one receiver for some weeks without a gap."""

    class State(models.TextChoices):
        """How far it has come; before it are `gemeldet`, `geprüft` (the nomination) and `vorgeschlagen` (the plan)."""

        APPROVED = "approved", "freigegeben"
        ORDERED = "ordered", "angeordnet"
        IN_SERVICE = "in-service", "im Einsatz"
        EXTENDED = "extended", "verlängert"
        RECALLED = "recalled", "zurückgerufen"
        ENDED = "ended", "beendet"

    person = models.ForeignKey(Nomination, on_delete=models.CASCADE, related_name="deployments")
    receiver = models.ForeignKey(Receiver, on_delete=models.PROTECT)
    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="deployments")
    skill = models.CharField(max_length=20)
    mode = models.CharField(max_length=10)
    first = models.DateField(help_text="Monday")
    last = models.DateField(help_text="last day")
    state = models.CharField(max_length=12, choices=State.choices)
    asked_last = models.DateField(null=True, help_text="last day asked for, while a second person has not agreed")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    salt = models.CharField(max_length=64)

    class Meta:
        """By receiver and time."""

        ordering = ("receiver_id", "first", "id")
        indexes = (models.Index(fields=("state",)),)

    def __str__(self) -> str:
        return f"{self.pk} {self.receiver_id} {self.first} {self.state}"
