"""What people hand in to the pool. What rules and records ask of it, the service layer checks; here only the shape."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from lagezentrum.staffing.model import Aim
from lagezentrum.web.office.pool.field_forms import set_choices
from lagezentrum.web.office.pool.numbers import week_words
from lagezentrum.web.pool.models import ManualChange
from lagezentrum.web.public import language

Choices = Sequence[tuple[str, str]]
MOST_WEEKS = 26


class ProposalForm(forms.Form):
    """From when, for how long, with which aim, from which need."""

    first = forms.ChoiceField(label=_("Erste Woche"))
    weeks = forms.IntegerField(
        label=_("Wie viele Wochen?"), min_value=1, max_value=MOST_WEEKS, initial=4, help_text=_("1 bis 26.")
    )
    aim = forms.ChoiceField(
        label=_("Ziel"),
        widget=forms.RadioSelect,
        initial=Aim.EQUAL_COVERAGE.value,
        choices=[
            (Aim.EQUAL_COVERAGE.value, _("Gleiche Deckung: jedes Amt bekommt den gleichen Anteil seines Bedarfs")),
            (Aim.TARGETED.value, _("Gezielt: möglichst viele Fälle rechtzeitig")),
        ],
    )
    basis = forms.ChoiceField(label=_("Woraus folgt der Bedarf?"), widget=forms.RadioSelect, initial="requests")
    hours = forms.DecimalField(
        label=_("Stunden je Fall"),
        required=False,
        min_value=1,
        max_value=100,
        localize=True,
        help_text=_("Nur bei „feste Stunden je Fall“; veröffentlicht sind 6 bis 10."),
    )

    def __init__(self, *args: Any, mondays: Sequence[date], bases: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "first", _named(mondays))
        set_choices(self, "basis", bases)

    def clean(self) -> dict[str, Any]:
        """Hours are needed where they decide."""
        given = super().clean() or {}
        if given.get("basis") == "hours" and not given.get("hours") and "hours" not in self.errors:
            self.add_error("hours", gettext("Geben Sie an, wie viele Stunden ein Fall im Ganzen kostet."))
        return given


class ChangeForm(forms.Form):
    """A change by hand. The reason is one of a fixed list, so that nothing personal is written down."""

    kind = forms.ChoiceField(label=_("Was soll sich ändern?"), widget=forms.RadioSelect)
    person = forms.ChoiceField(label=_("Kraft"), required=False, help_text=_("Nötig, außer beim Zurückhalten."))
    other = forms.ChoiceField(label=_("tauscht mit"), required=False, help_text=_("Nötig beim Tauschen, nur dort."))
    receiver = forms.ChoiceField(
        label=_("Aufnehmende Stelle"),
        required=False,
        help_text=_("Nötig beim Festsetzen. Beim Ausschließen leer: nirgends."),
    )
    fte = forms.DecimalField(
        label=_("Zurückzuhaltende VZÄ"),
        required=False,
        min_value=0,
        max_value=1000,
        localize=True,
        help_text=_("In Vierteln, etwa 2,5. Nur beim Zurückhalten."),
    )
    first = forms.ChoiceField(label=_("Von Woche"))
    last = forms.ChoiceField(label=_("bis Woche"))
    reason = forms.ChoiceField(label=_("Grund"), help_text=_("Er steht im Register und auf dieser Seite."))

    def __init__(
        self, *args: Any, people: Choices, receivers: Choices, weeks: Sequence[date], reasons: Choices, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        nobody = [("", gettext("Bitte wählen"))]
        named = _named(weeks)
        set_choices(
            self,
            "kind",
            [
                (ManualChange.Kind.PIN, gettext("Festsetzen: diese Kraft arbeitet bei dieser Stelle")),
                (
                    ManualChange.Kind.FORBID,
                    gettext("Ausschließen: diese Kraft arbeitet dort nicht (ohne Stelle: nirgends)"),
                ),
                (ManualChange.Kind.SWAP, gettext("Tauschen: zwei Kräfte wechseln die Plätze")),
                (ManualChange.Kind.RESERVE, gettext("Zurückhalten: so viele VZÄ bleiben frei")),
            ],
        )
        set_choices(self, "person", [*nobody, *people])
        set_choices(self, "other", [*nobody, *people])
        set_choices(self, "receiver", [*nobody, *receivers])
        set_choices(self, "first", named)
        set_choices(self, "last", named)
        set_choices(self, "reason", [*nobody, *reasons])
        self.fields["last"].initial = named[-1][0] if named else None
        for name in ("person", "other", "receiver", "fte"):
            setattr(self.fields[name], "optional_word", gettext("je nach Änderung"))  # noqa: B010 (read by the template)


class WhatIfForm(forms.Form):
    """How much more an office should get."""

    plus = forms.DecimalField(label=_("Zusätzliche VZÄ"), min_value=1, max_value=500, localize=True, initial=2)


class FileForm(forms.Form):
    """A file of the pool."""

    file = forms.FileField(
        label=_("Datei"), help_text=_("CSV oder XLSX, Spalten wie in der Vorlage."), allow_empty_file=True
    )


class ExclusionForm(forms.Form):
    """Whether anybody is drawn from an authority, and how many."""

    reason = forms.CharField(
        label=_("Ausgenommen, weil"),
        required=False,
        max_length=200,
        help_text=_("Etwa: Polizei. Leer: Von dieser Stelle dürfen Kräfte kommen. Keine Namen."),
    )
    most = forms.DecimalField(
        label=_("Höchstens gleichzeitig (VZÄ)"),
        required=False,
        min_value=0,
        max_value=5000,
        localize=True,
        help_text=_("Leer: keine Grenze."),
    )
    notice = forms.IntegerField(label=_("Rückruffrist in Tagen"), min_value=0, max_value=365)


def _named(weeks: Sequence[date]) -> list[tuple[str, str]]:
    """The choices of weeks, called as on every page."""
    return [(week.isoformat(), week_words(week, language.current())) for week in weeks]
