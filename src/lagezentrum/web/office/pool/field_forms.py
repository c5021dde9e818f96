"""Forms with the columns of the pool's files: filled in on a page, read as strictly as a row of a file."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lagezentrum.season.autumn.reading import read_districts
from lagezentrum.staffing.intake.helper_pools import helper_pools
from lagezentrum.staffing.intake.problems import Problem
from lagezentrum.staffing.model import week_name
from lagezentrum.web.office.forms import day_field
from lagezentrum.web.office.pool.numbers import week_words
from lagezentrum.web.office.pool.words import sentence
from lagezentrum.web.public import language
from lagezentrum.web.public.templatetags.lagezentrum import words

NOTHING_YET = ("", _("Bitte wählen"))
"""What is asked begins empty: nobody consented, and nobody can do anything, because a form was not read."""
YES_NO = (NOTHING_YET, ("j", _("ja")), ("n", _("nein")))
WORK = (
    NOTHING_YET,
    ("KPN", _("Kontaktpersonennachverfolgung")),
    ("Fallermittlung", _("Fallermittlung")),
    ("Leitung", _("Leitung")),
    ("Medizin", _("Medizin")),
    ("IT", _("IT")),
)
_QUARTERS = (("1", "1"), ("0,75", "0,75"), ("0,5", "0,5"), ("0,25", "0,25"))
_LANGUAGES = _("Zweibuchstabige Kürzel mit Komma, etwa tr,ru. Leer: keine.")


class ColumnForm(forms.Form):
    """Fields named like the columns of a file."""

    def as_columns(self) -> dict[str, str]:
        """What was filled in, as cells of a row."""
        return {name: _cell(value) for name, value in self.cleaned_data.items()}

    def take(self, problems: Iterable[Problem]) -> None:
        """Show what the reader of files found, each at its field."""
        code = language.current()
        for problem in problems:
            said = f"{sentence(problem.what.in_language(code))} {problem.remedy.in_language(code)}"
            self.add_error(problem.column if problem.column in self.fields else None, said)


class NominationForm(ColumnForm):
    """One person, without a name."""

    kennung = forms.CharField(
        label=_("Kennung"),
        max_length=24,
        help_text=_("Ein Kürzel, das Ihre Dienststelle vergibt, etwa K-0017. Kein Name, keine Personalnummer."),
    )
    statusgruppe = forms.ChoiceField(
        label=_("Statusgruppe"),
        choices=[NOTHING_YET, ("Beamte", _("Beamtin, Beamter")), ("Tarif", _("Tarifbeschäftigt"))],
    )
    laufbahngruppe_band = forms.ChoiceField(
        label=_("Laufbahngruppe und Einstiegsamt"),
        choices=[("", _("keine Angabe")), *((band, band) for band in ("1.1", "1.2", "2.1", "2.2"))],
        required=False,
    )
    vzae = forms.ChoiceField(label=_("Anteil einer Vollzeitstelle"), choices=_QUARTERS)
    einsatz_ab = day_field(_("Einsatz ab"))
    einsatz_bis = day_field(_("Einsatz bis"), _("Letzter Tag."))
    einsatzart = forms.ChoiceField(
        label=_("Einsatzart"),
        choices=[
            NOTHING_YET,
            ("nur_remote", _("nur aus der Ferne")),
            ("nur_vor_ort", _("nur vor Ort")),
            ("beides", _("beides")),
        ],
    )
    kreis_ags = forms.ChoiceField(label=_("Wohn- oder Dienstort (Kreis)"), help_text=_("Keine Anschrift."))
    max_km = forms.IntegerField(
        label=_("Weitester Weg in km"),
        min_value=1,
        max_value=500,
        required=False,
        help_text=_("Luftlinie. Leer: die übliche Grenze."),
    )
    stufe = forms.ChoiceField(label=_("Kann"), choices=WORK)
    schulung_am = day_field(_("Geschult am"), required=False)
    sprachen = forms.CharField(label=_("Sprachen"), max_length=100, required=False, help_text=_LANGUAGES)
    dienstgeraet = forms.ChoiceField(label=_("Dienstgerät vorhanden?"), choices=YES_NO)
    zustimmung = forms.ChoiceField(
        label=_("Zustimmung der Kraft"),
        choices=[*YES_NO, ("nicht_erforderlich", _("nicht erforderlich"))],
    )
    personalrat_am = day_field(_("Personalrat beteiligt am"), required=False)
    freigabe_durch = forms.CharField(
        label=_("Freigegeben durch"), max_length=20, help_text=_("Zeichen der Stelle, etwa Z 1.2. Kein Name.")
    )
    pool = forms.ChoiceField(label=_("Art der Hilfe"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        districts = sorted(((one.ags, one.name) for one in read_districts()), key=lambda item: item[1])
        set_choices(self, "kreis_ags", [NOTHING_YET, *districts])
        set_choices(self, "pool", [(key, words(one.title)) for key, one in helper_pools().items()])
        self.fields["pool"].initial = "state"


class RequestForm(ColumnForm):
    """What an office asks for, for one week and one kind of work."""

    kw = forms.ChoiceField(label=_("Woche"))
    stufe = forms.ChoiceField(label=_("Wofür?"), choices=WORK)
    vzae_bedarf = forms.CharField(
        label=_("Bedarf (VZÄ)"),
        max_length=8,
        help_text=_("Was die Arbeit im Ganzen braucht, eigene Kräfte eingerechnet."),
    )
    vzae_eigen = forms.CharField(label=_("Davon eigene Kräfte (VZÄ)"), max_length=8)
    rki_status = forms.ChoiceField(
        label=_("Meldung an das RKI: Die Kontaktnachverfolgung ist"),
        choices=[
            ("gewährleistet", _("gewährleistet")),
            ("gefährdet", _("gefährdet")),
            ("nicht mehr möglich", _("nicht mehr möglich")),
        ],
        widget=forms.RadioSelect,
    )
    faelle_7t = forms.IntegerField(label=_("Neue Fälle in sieben Tagen"), min_value=0, required=False)
    kontakte_je_fall = forms.CharField(label=_("Kontakte je Fall"), max_length=6, required=False)
    rueckstand_faelle = forms.IntegerField(label=_("Noch nicht bearbeitete Fälle"), min_value=0, required=False)
    remote_moeglich = forms.ChoiceField(label=_("Arbeit aus der Ferne möglich?"), choices=YES_NO)
    plaetze_vor_ort = forms.IntegerField(
        label=_("Plätze vor Ort"), min_value=0, required=False, help_text=_("Leer: keine Grenze.")
    )
    it_zugaenge_frei = forms.IntegerField(
        label=_("Freie IT-Zugänge"), min_value=0, required=False, help_text=_("Leer: keine Grenze.")
    )
    max_neue_kraefte = forms.IntegerField(
        label=_("Neue Kräfte je Woche, die eingewiesen werden können"),
        min_value=0,
        required=False,
        help_text=_("Leer: keine Grenze."),
    )
    sprachen = forms.CharField(label=_("Gesuchte Sprachen"), max_length=100, required=False, help_text=_LANGUAGES)

    def __init__(self, *args: Any, weeks: Sequence[date], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "kw", [(week_name(week), week_words(week, language.current())) for week in weeks])


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return value.strftime("%d.%m.%Y") if isinstance(value, date) else str(value)


def set_choices(form: forms.Form, name: str, choices: Sequence[tuple[str, Any]]) -> None:
    """Give a field its choices, which are known only when the form is made."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 (declared above)
    field.choices = list(choices)
