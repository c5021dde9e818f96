"""What people hand in. What the law and the ledger ask of it, the service layer checks; here only the shape."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from lagezentrum.web.ledger.payloads import MOST_CASES

Choices = Sequence[tuple[str, str]]


def day_field(label: Any, help_text: Any = "", *, required: bool = True) -> forms.DateField:
    """A day, chosen or typed as 2021-12-01 or 1.12.2021."""
    return forms.DateField(
        label=label,
        help_text=help_text,
        required=required,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        input_formats=["%Y-%m-%d", "%d.%m.%Y"],
    )


def words_field(label: Any, help_text: Any = "", *, required: bool = True, rows: int = 4) -> forms.CharField:
    """Some sentences."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class ChooseForm(forms.Form):
    """Where, and what kind of decision."""

    kind = forms.ChoiceField(label=_("Was wollen Sie entscheiden?"), widget=forms.RadioSelect)
    area = forms.ChoiceField(label=_("Für welches Gebiet?"))

    def __init__(self, *args: Any, kinds: Choices, areas: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("kind", kinds), ("area", areas)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 (declared above)
            field.choices = choices


class DraftForm(forms.Form):
    """A determination; `subject` is rule and step."""

    subject = forms.ChoiceField(label=_("Was genau?"))
    effective = day_field(_("Gilt ab"), _("Der erste Tag, an dem es gilt."))
    reasons = words_field(
        _("Begründung"),
        _("Nötig, wo die Behörde anders entscheidet als die Regel oder ohne sie. Sie wird veröffentlicht."),
        required=False,
    )
    reasons.optional_word = _("wo nötig")  # type: ignore[attr-defined]

    def __init__(
        self, *args: Any, subjects: Choices, reasons_needed: bool = False, lifting: bool = False, **kwargs: Any
    ):
        super().__init__(*args, **kwargs)
        subject = self.fields["subject"]
        assert isinstance(subject, forms.ChoiceField)  # noqa: S101 (declared above)
        subject.choices = _to_choose(subjects)
        self.fields["reasons"].required = reasons_needed
        if reasons_needed:
            self.fields["reasons"].help_text = _("Hier verlangt die Verordnung Gründe. Sie werden veröffentlicht.")
        if lifting:
            self.fields["effective"].label = _("Gilt nicht mehr ab")
            self.fields["effective"].help_text = _("Der erste Tag, an dem es nicht mehr gilt.")


class OutbreakMixin(forms.Form):
    """Why an authority may refrain: an outbreak confined in space."""

    place = forms.CharField(
        label=_("Ort des Ausbruchs"), max_length=500, help_text=_("Etwa: Gemeinschaftsunterkunft in Barsinghausen.")
    )
    cases = forms.IntegerField(
        label=_("Fälle"),
        min_value=1,
        max_value=MOST_CASES,
        help_text=_("Wie viele Fälle gehören zu dem Ausbruch?"),
    )
    traced = words_field(
        _("Wie wurden sie verfolgt?"), _("Woran erkennt man, dass der Ausbruch auf den Ort begrenzt ist?"), rows=3
    )
    until = day_field(_("Absehen bis"), _("Der letzte Tag. Danach gilt die Regel wieder wie sonst."))

    @property
    def outbreak(self) -> dict[str, Any]:
        """The outbreak as the ledger takes it."""
        return {name: self.cleaned_data[name] for name in ("place", "cases", "traced", "until")}


class RefrainForm(OutbreakMixin, DraftForm):
    """Refraining from a determination."""

    effective = None  # type: ignore[assignment]  # refraining has a last day, not a first one
    field_order = ("subject", "place", "cases", "traced", "until", "reasons")


class CorrectionForm(forms.Form):
    """The same determination with another day or other reasons."""

    effective = day_field(_("Richtiger Tag"), _("Der Tag, von dem an es gilt oder nicht mehr gilt."))
    reasons = words_field(_("Was war falsch, und warum?"), _("Die Begründung wird veröffentlicht."))


class OutbreakCorrectionForm(OutbreakMixin):
    """Refraining with other facts."""

    reasons = words_field(_("Was war falsch, und warum?"), _("Die Begründung wird veröffentlicht."))
    field_order = ("place", "cases", "traced", "until", "reasons")


class ReasonForm(forms.Form):
    """A reason that is kept for ever."""

    reason = words_field(_("Grund"), _("Er bleibt dauerhaft im Register stehen."), rows=3)


class SuspensionForm(forms.Form):
    """A court suspended a determination."""

    court = forms.CharField(label=_("Gericht"), max_length=500)
    file_number = forms.CharField(label=_("Aktenzeichen"), max_length=500)
    first = day_field(_("Ausgesetzt ab"))
    to = day_field(_("Ausgesetzt bis"), _("Letzter Tag; leer, solange das Ende offen ist."), required=False)
    note = words_field(_("Anmerkung"), required=False, rows=3)


class UploadForm(forms.Form):
    """A file of a source."""

    kind = forms.ChoiceField(label=_("Von welcher Quelle?"), required=False)
    file = forms.FileField(
        label=_("Datei"),
        help_text=_("So, wie die Quelle sie veröffentlicht hat; auch gepackt (.gz)."),
        allow_empty_file=True,
    )

    def __init__(self, *args: Any, kinds: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind = self.fields["kind"]
        assert isinstance(kind, forms.ChoiceField)  # noqa: S101 (declared above)
        kind.choices = kinds


class OrderFileForm(forms.Form):
    """An order that somebody edited."""

    file = forms.FileField(label=_("Bearbeitete Datei"), help_text=_("Die Word-Datei von hier, oder eine PDF daraus."))


class NoticeForm(forms.Form):
    """A figure that only a press notice gives."""

    indicator = forms.ChoiceField(label=_("Welcher Wert?"))
    day = day_field(_("Für welchen Tag?"))
    value = forms.CharField(label=_("Wert"), max_length=12, help_text=_("Wie er in der Mitteilung steht, etwa 6,2."))
    url = forms.URLField(
        label=_("Adresse der Mitteilung"),
        max_length=500,
        assume_scheme="https",
        help_text=_("Wo eine zweite Person den Wert nachlesen kann."),
    )
    published_on = day_field(_("Tag der Mitteilung"), _("Leer, wenn es derselbe Tag ist."), required=False)

    def __init__(self, *args: Any, indicators: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        indicator = self.fields["indicator"]
        assert isinstance(indicator, forms.ChoiceField)  # noqa: S101 (declared above)
        indicator.choices = indicators


class DeputyForm(forms.Form):
    """Who stands in, for which of one's roles, from when to when."""

    grant = forms.ChoiceField(label=_("Für welche Ihrer Aufgaben?"))
    deputy = forms.ChoiceField(label=_("Wer vertritt Sie?"))
    first = day_field(_("Von"))
    last = day_field(_("Bis"), _("Letzter Tag der Vertretung."))

    def __init__(self, *args: Any, grants: Choices, people: Choices, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("grant", grants), ("deputy", people)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 (declared above)
            field.choices = _to_choose(choices)
        self.fields["first"].initial = today


def _to_choose(choices: Choices) -> Choices:
    """Nothing is chosen beforehand where there is a choice: a wrong person or level is handed in too easily."""
    return choices if len(choices) == 1 else [("", gettext("Bitte wählen")), *choices]
