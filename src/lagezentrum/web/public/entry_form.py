"""The questions of "May I come in?": read from a form, forgotten with the request.

What a visitor says here is health data. Nothing of it may be kept: not in an address, a log, a cache, a session.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dateparse import parse_datetime
from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_variables

from lagezentrum.access import Person, Place, Test
from lagezentrum.engine.wording.phrases import text
from lagezentrum.law.access.model import AccessRules
from lagezentrum.law.access.words import ProofKind, TestKind
from lagezentrum.law.model import Text
from lagezentrum.web.public import language

_PROOFS: tuple[ProofKind, ...] = ("vaccinated", "boosted", "recovered")
_TESTS: tuple[TestKind, ...] = ("antigen", "pcr", "supervised")
_LONGEST_AGO = timedelta(days=400)


class _LocalMoment(forms.DateTimeField):
    """A moment of local time. Of two that clocks show alike it is the earlier, at which no test counts for longer."""

    def to_python(self, value: Any) -> datetime | None:
        try:
            return super().to_python(value)
        except ValidationError as error:
            moment = parse_datetime(str(value)) if error.code == "ambiguous_timezone" else None
            if moment is None:
                raise
            earlier, later = (moment.replace(tzinfo=get_current_timezone(), fold=fold) for fold in (0, 1))
            if earlier.astimezone(UTC) >= later.astimezone(UTC):  # an hour that the clocks skipped
                raise
            return earlier


class EntryForm(forms.Form):
    """Place, day and proof; then whatever makes the answer more exact. All but the first two may be left out."""

    ort = forms.CharField(
        label=_("Ort, Postleitzahl oder Landkreis"),
        max_length=80,
        error_messages={"required": _("Bitte einen Ort nennen.")},
    )
    kreis = forms.CharField(required=False, max_length=5)
    tag = forms.DateField(
        label=_("Tag"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Bitte einen Tag nennen."), "invalid": _("Diesen Tag gibt es nicht.")},
    )
    art = forms.ChoiceField(label=_("Wohin möchten Sie?"))
    zeigen = forms.MultipleChoiceField(
        label=_("3. Was können Sie zeigen?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[
            ("vaccinated", _("Impfnachweis (vollständig geimpft)")),
            ("boosted", _("Auffrischungsimpfung")),
            ("recovered", _("Genesenennachweis")),
            ("antigen", _("negativer Antigentest (Teststelle)")),
            ("pcr", _("negativer PCR-Test")),
        ],
    )
    uhrzeit = forms.TimeField(
        label=_("Uhrzeit"), required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    wo = forms.ChoiceField(
        label=_("Drinnen oder draußen?"),
        required=False,
        choices=[("", _("nicht gesagt")), ("indoors", _("drinnen")), ("outdoors", _("draußen"))],
    )
    menschen = forms.IntegerField(
        label=_("Wie viele Menschen kommen zusammen?"), required=False, min_value=1, max_value=1_000_000
    )
    auslastung = forms.IntegerField(
        label=_("Wie viel Prozent der Plätze sind belegt?"), required=False, min_value=0, max_value=100
    )
    freiwillig = forms.BooleanField(label=_("Der Betrieb verlangt von sich aus 2G"), required=False)
    vaccinated = forms.DateField(
        label=_("Letzte Impfung am"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    boosted = forms.DateField(
        label=_("Auffrischung am"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    recovered = forms.DateField(
        label=_("Positiver PCR-Test am"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    antigen = _LocalMoment(label=_("Antigentest, abgenommen um"), required=False)
    pcr = _LocalMoment(label=_("PCR-Test, abgenommen um"), required=False)
    supervised = _LocalMoment(label=_("Selbsttest unter Aufsicht vor Ort, um"), required=False)
    alter = forms.IntegerField(label=_("Alter in Jahren"), required=False, min_value=0, max_value=130)
    ausnahme = forms.MultipleChoiceField(
        label=_("Trifft etwas davon zu?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[
            ("pupil_tested_at_school", _("Ich werde in der Schule regelmäßig getestet")),
            ("medical_certificate", _("Ich darf nicht geimpft werden und habe ein Attest")),
            ("study_participant", _("Ich nehme an einer Impfstudie teil und habe eine Bescheinigung")),
        ],
    )
    rolle = forms.ChoiceField(
        label=_("Gast, oder arbeiten Sie dort?"),
        required=False,
        choices=[("guest", _("Gast")), ("staff", _("Ich arbeite dort"))],
    )
    nah = forms.ChoiceField(
        label=_("Kommen Sie bei der Arbeit regelmäßig nah an andere heran?"),
        required=False,
        choices=[("", _("nicht gesagt")), ("ja", _("ja")), ("nein", _("nein"))],
    )

    def __init__(self, *given: Any, places: dict[str, Text], **more: Any) -> None:
        super().__init__(*given, **more)
        spoken = language.current()
        self.fields["art"].choices = [(kind, text(title, spoken)) for kind, title in places.items()]  # type: ignore[attr-defined]
        for test in _TESTS:
            self.fields[test].widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        for name, field in self.fields.items():
            kind = "select" if isinstance(field.widget, forms.Select) else "input"
            field.widget.attrs |= {"autocomplete": "off", "class": f"kern-form-input__{kind}"}
            if self.is_bound and name in self.errors:
                field.widget.attrs |= {"aria-invalid": "true", "aria-describedby": f"id_{name}_error"}


@dataclass(frozen=True)
class Asked:
    """What is asked, ready for an answer.

    Attributes:
        place: where.
        person: who, with what is shown; not printed.
        moment: when.
        assumed: the proofs and tests of which no date was given; they are taken to count.
    """

    place: Place
    person: Person
    moment: datetime
    assumed: tuple[ProofKind | TestKind, ...]


@sensitive_variables()
def read(form: EntryForm, rules: AccessRules | None, zone: ZoneInfo) -> Asked:
    """What a valid form asks. A proof without a date is taken to count: the visitor says so, and the page repeats it.

    Args:
        form: valid.
        rules: the access rules that will judge; None where there are none.
        zone: the zone of the place.
    """
    said = form.cleaned_data
    moment = datetime.combine(said["tag"], said["uhrzeit"] or time(12), tzinfo=zone)
    days: dict[str, date | None] = {kind: said[kind] for kind in _PROOFS}
    taken: dict[TestKind, datetime | None] = {kind: _in_zone(said[kind], zone) for kind in _TESTS}
    assumed: list[ProofKind | TestKind] = []
    for kind in _PROOFS:
        if kind in said["zeigen"] and days[kind] is None:
            days[kind] = _counting_day(rules, kind, said["tag"])
            assumed.append(kind)
    for test in _TESTS:
        if test in said["zeigen"] and taken[test] is None:
            taken[test] = moment
            assumed.append(test)
    place = Place(
        kind=said["art"],
        setting=said["wo"] or None,
        people=said["menschen"],
        capacity_used=None if said["auslastung"] is None else Decimal(said["auslastung"]),
        operator="2G" if said["freiwillig"] else None,
    )
    person = Person(
        vaccinated=days["vaccinated"],
        boosted=days["boosted"],
        recovered=days["recovered"],
        tests=tuple(Test(test, at) for test, at in taken.items() if at is not None),
        age=said["alter"],
        role=said["rolle"] or "guest",
        close_contact={"ja": True, "nein": False}.get(said["nah"]),
        pupil_tested_at_school="pupil_tested_at_school" in said["ausnahme"],
        medical_certificate="medical_certificate" in said["ausnahme"],
        study_participant="study_participant" in said["ausnahme"],
    )
    return Asked(place, person, moment, tuple(assumed))


def _counting_day(rules: AccessRules | None, kind: ProofKind, day: date) -> date:
    """A day on which a proof of a kind may be dated so that it counts on another; that day where none does."""
    proof = rules.proofs.get(kind) if rules else None
    window = proof.window(day) if proof else None
    found = day
    while window is not None and window.first_day(found) > day and day - found < _LONGEST_AGO:
        found -= timedelta(days=1)
    return found


def _in_zone(moment: datetime | None, zone: ZoneInfo) -> datetime | None:
    return None if moment is None else moment.astimezone(zone)
