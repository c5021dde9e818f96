"""From deployments on record and names typed on a page to letters. Names are in the answer alone and kept nowhere."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lagezentrum.documents.pool.legal_forms import LegalForm, forms_for, legal_forms
from lagezentrum.documents.pool.letter import Deployment, EarlyEnd, Letter, LetterKind, Sending
from lagezentrum.law.model import Text
from lagezentrum.staffing.model import Consent, Mode, Skill
from lagezentrum.web.pool import service
from lagezentrum.web.pool.early_ends import early_ends
from lagezentrum.web.pool.models import Deployment as Row
from lagezentrum.web.today import today

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MOST = 60
"""Letters are made while the browser waits; more deployments are done in several goes."""
KINDS: Mapping[LetterKind, Text] = {
    LetterKind.LENDER_REQUEST: Text(de="Bitte an die abgebende Stelle", en="request to the lender"),
    LetterKind.LENDER_CONFIRMATION: Text(de="Bestätigung an die abgebende Stelle", en="confirmation to the lender"),
    LetterKind.RECEIVER: Text(de="An die aufnehmende Stelle", en="to the receiver"),
    LetterKind.PERSON: Text(de="An die Kraft, über ihre Dienststelle", en="to the person, by way of the lender"),
    LetterKind.END_LENDER: Text(de="Ende oder Ausfall, an die abgebende Stelle", en="early end, to the lender"),
    LetterKind.END_RECEIVER: Text(de="Ende oder Ausfall, an die aufnehmende Stelle", en="early end, to the receiver"),
    LetterKind.END_PERSON: Text(
        de="Ende oder Ausfall, an die Kraft über ihre Dienststelle", en="early end, to the person by way of the lender"
    ),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A deployment to be written about, and the legal forms there are for it, the usual one first."""

    row: Row
    forms: tuple[tuple[str, str], ...]


def lines(rows: Iterable[Row]) -> tuple[Line, ...]:
    """What the page asks of each deployment."""
    titles = legal_forms()
    return tuple(
        Line(row, tuple((form.value, titles[form].title) for form in forms_for(row.person.status))) for row in rows
    )


def suggested(rows: Iterable[Row]) -> frozenset[LetterKind]:
    """The kinds of letters that some deployments call for next: about the end where they end early."""
    listed = list(rows)
    ending = early_ends(listed)
    return frozenset(
        kind for kind in LetterKind if (ending if kind.of_end else any(row.pk not in ending for row in listed))
    )


def letters(
    user: "User", rows: Iterable[Row], kinds: Iterable[LetterKind], names: Mapping[int, str], forms: Mapping[int, str]
) -> list[Letter]:
    """Letters of some kinds about some deployments.

    Args:
        user: who makes them.
        rows: the deployments.
        kinds: of letters; each deployment gets those of them that there are about it.
        names: typed, by number of the deployment; where none is, the letter shows a placeholder.
        forms: legal form by number of the deployment.

    Raises:
        NotAllowed, Unknown, WrongState: as in `service.letter_facts`.
        DocumentProblem: no letter can be written about a deployment, or a name is none.
    """
    wanted = tuple(kinds)
    return [
        Letter(kind, found, names.get(found.number) or None)
        for found in (_deployment(user, row, forms.get(row.pk, "")) for row in rows)
        for kind in wanted
        if kind in found.kinds()
    ]


def sending(contact: str) -> Sending:
    """What all letters share. The profile of the staff unit is not confirmed: they are marked as an exercise."""
    return Sending(today(), contact=contact.strip())


def _deployment(user: "User", row: Row, form: str) -> Deployment:
    facts = service.letter_facts(user, row.pk)
    known = forms_for(facts.status)
    chosen = LegalForm(form) if form in {one.value for one in known} else known[0]
    return Deployment(
        number=facts.number,
        pseudonym=facts.pseudonym,
        lender=facts.lender,
        lender_name=facts.lender_name,
        receiver=facts.receiver,
        receiver_name=facts.receiver_name,
        first=facts.first,
        last=facts.last,
        quarters=facts.quarters,
        skill=Skill(facts.skill),
        mode=Mode(facts.mode),
        form=chosen,
        consent=Consent(facts.consent),
        staff_council_on=facts.staff_council_on,
        notice_days=row.person.lender.notice_days,
        plan_sha256=facts.plan_sha256,
        early_end=None if facts.early_end is None else EarlyEnd(*facts.early_end),
    )
