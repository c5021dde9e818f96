"""The legal form of a deployment, as data: what a letter says about it, and what a jurist has still to check."""

from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Literal

import yaml
from pydantic import Field

from lagezentrum.documents.change_proof import Piece

_FORMS = Path(__file__).with_name("legal_forms.yaml")
_PROVISIONS = Path(__file__).with_name("provisions.yaml")


class LegalForm(StrEnum):
    """In which legal form somebody works for another authority."""

    SECONDMENT = "secondment"
    """Abordnung of civil servants (§ 27 NBG)"""
    ASSISTANCE = "assistance"
    """Amtshilfe (§§ 4 to 8 VwVfG)"""
    COLLECTIVE = "collective"
    """Abordnung, Zuweisung or Personalgestellung of employees (§ 4 TV-L)"""


class Provision(Piece):
    """A provision that a letter cites.

    Attributes:
        cite: as the letter cites it, in German.
        source_class: `A` if its text or a page of an authority was read, `B` if it is general knowledge.
        check: what a jurist has still to check, in German. It never stands in a letter.
    """

    cite: str = Field(min_length=1)
    source_class: Literal["A", "B"] = Field(alias="class")
    check: str = Field(min_length=1)


class FormText(Provision):
    """A legal form, and what a letter says about it to everybody and to each addressee, in German.

    Attributes:
        title: what the form is called.
        act: the same where a subject names what is asked for.
        status: groups of staff for which it exists (`Status` of the nomination file).
        everybody, lender, receiver, person: paragraphs of the letters.
    """

    title: str
    act: str
    status: tuple[str, ...]
    everybody: str
    lender: str
    receiver: str
    person: str


@cache
def legal_forms() -> Mapping[LegalForm, FormText]:
    """Every legal form with its texts."""
    entries = yaml.safe_load(_FORMS.read_text(encoding="utf-8"))
    return {form: FormText.model_validate(entries[form.value]) for form in LegalForm}


@cache
def provisions() -> Mapping[str, Provision]:
    """The provisions that letters rest on whatever the form: `staff_council` and `data`."""
    entries = yaml.safe_load(_PROVISIONS.read_text(encoding="utf-8"))
    return {name: Provision.model_validate(entry) for name, entry in entries.items()}


def forms_for(status: str) -> tuple[LegalForm, ...]:
    """The legal forms that exist for a group of staff, the usual one first."""
    found = [form for form, text in legal_forms().items() if status in text.status]
    return tuple(sorted(found, key=lambda form: form is LegalForm.ASSISTANCE))


def to_check(form: LegalForm) -> tuple[Provision, ...]:
    """What a jurist has to check before a letter about a deployment in this form goes out: for page and draft."""
    return (legal_forms()[form], *provisions().values())
