"""Who may do what, for which area, from when to when."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models.functions import Length
from django.db.models.lookups import Exact


class Role(models.TextChoices):
    """The roles of the service; a visitor needs none."""

    DISTRICT_OFFICER = "district-officer", "Sachbearbeitung Landkreis / kreisfreie Stadt"
    MINISTRY_OFFICER = "ministry-officer", "Sachbearbeitung Ministerium"
    APPROVER = "approver", "Zeichnungsberechtigt"
    STAFF_UNIT = "staff-unit", "Personalstab"
    POOL_APPROVER = "pool-approver", "Zeichnungsberechtigt Personalpool"
    LENDING_AUTHORITY = "lending-authority", "Abgebende Stelle"
    RECEIVING_OFFICE = "receiving-office", "Aufnehmende Stelle"
    AUDITOR = "auditor", "Revision"
    OPERATOR = "operator", "Betrieb"


OF_ONE_BODY = (Role.LENDING_AUTHORITY, Role.RECEIVING_OFFICE)
"""Roles that speak for one authority or office of the pool and see nothing of the others."""


class Grant(models.Model):
    """A role for a person in an area and a period; a deputy's grant names whom they stand in for.

    `body` is the key of the one authority or office of the pool that the person speaks for, in the roles of
    `OF_ONE_BODY`; empty in all others.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="grants", verbose_name="Person"
    )
    role = models.CharField("Rolle", max_length=20, choices=Role.choices)
    area = models.CharField("Gebiet", max_length=5, help_text="AGS, oder der Landesschlüssel für das ganze Land")
    body = models.CharField(
        "Stelle", max_length=20, blank=True, default="", help_text="Schlüssel der abgebenden oder aufnehmenden Stelle"
    )
    valid_from = models.DateField("gilt ab")
    valid_to = models.DateField("gilt bis", null=True, blank=True, help_text="letzter Tag; leer: bis auf Weiteres")
    deputy_for = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="deputies",
        verbose_name="in Vertretung für",
    )

    class Meta:
        """A period must not end before it begins, and an officer's area must be of the officer's kind."""

        verbose_name = "Berechtigung"
        verbose_name_plural = "Berechtigungen"
        constraints = (
            models.CheckConstraint(
                condition=models.Q(valid_to__isnull=True) | models.Q(valid_to__gte=models.F("valid_from")),
                name="people_grant_in_order",
                violation_error_message="Die Berechtigung endet, bevor sie beginnt.",
            ),
            models.CheckConstraint(
                condition=~models.Q(role=Role.DISTRICT_OFFICER) | models.Q(Exact(Length("area"), 5)),
                name="people_district_officer_of_a_district",
                violation_error_message="Die Sachbearbeitung eines Landkreises braucht dessen fünfstelligen Schlüssel.",
            ),
            models.CheckConstraint(
                condition=~models.Q(role=Role.MINISTRY_OFFICER) | models.Q(Exact(Length("area"), 2)),
                name="people_ministry_officer_of_a_land",
                violation_error_message="Die Sachbearbeitung des Ministeriums braucht den Landesschlüssel.",
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=OF_ONE_BODY) & ~models.Q(body="") & models.Q(Exact(Length("area"), 2))
                | ~models.Q(role__in=OF_ONE_BODY) & models.Q(body=""),
                name="people_body_of_the_pool",
                violation_error_message="Abgebende und aufnehmende Stellen (und nur sie) brauchen den Landesschlüssel "
                "als Gebiet und den Schlüssel der Stelle.",
            ),
            models.CheckConstraint(
                condition=models.Q(deputy_for__isnull=True)
                | (models.Q(valid_to__isnull=False) & ~models.Q(deputy_for=models.F("user"))),
                name="people_deputy_for_somebody_else_and_a_period",
                violation_error_message="Eine Vertretung braucht eine andere Person und einen letzten Tag.",
            ),
        )
        ordering = ("area", "role", "valid_from", "id")

    def __str__(self) -> str:
        return f"{self.user} {self.role} {self.area} {self.body}".strip()

    def covers(self, day: date) -> bool:
        """Whether the grant holds on a day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


class AccessChange(models.Model):
    """What became of somebody's access, by whom. Rows are added and never changed: the database sees to it.

    Names are kept as they were, without a tie to the person: the row outlives them.
    """

    class What(models.TextChoices):
        """What happened."""

        REGISTERED = "registered", "Person eingetragen"
        REMOVED = "removed", "Person entfernt"
        ADDRESS = "address", "E-Mail-Adresse geändert"
        ACTIVATED = "activated", "Zugang eingeschaltet"
        DEACTIVATED = "deactivated", "Zugang abgeschaltet"
        PASSWORD_SET = "password-set", "Passwort durch den Betrieb gesetzt"
        FACTOR_REMOVED = "factor-removed", "zweiter Faktor entfernt"
        IDENTITY_REMOVED = "identity-removed", "Verbindung zum Anmeldedienst gelöst"
        GRANTED = "granted", "Berechtigung eingetragen"
        GRANT_CHANGED = "grant-changed", "Berechtigung geändert"
        GRANT_REMOVED = "grant-removed", "Berechtigung entfernt"

    at = models.DateTimeField()
    by = models.CharField(max_length=300, blank=True)
    person = models.CharField(max_length=300)
    what = models.CharField(max_length=20, choices=What.choices)
    facts = models.JSONField(default=dict)

    class Meta:
        """The newest first."""

        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.by or '–'}: {self.person} {self.what}"
