"""From a letter to its parts in the order in which they are read, before any layout."""

from decimal import Decimal
from typing import Any

from lagezentrum.documents.pool import composing_end, end_words
from lagezentrum.documents.pool import letter_words as w
from lagezentrum.documents.pool.legal_forms import FormText, legal_forms, provisions, to_check
from lagezentrum.documents.pool.letter import Deployment, Letter, LetterKind, Sending
from lagezentrum.engine.wording.phrases import long_date, number
from lagezentrum.staffing.model import QUARTERS

_TO_LENDER = (LetterKind.LENDER_REQUEST, LetterKind.LENDER_CONFIRMATION)
_TO_RECEIVER = (LetterKind.RECEIVER, LetterKind.END_RECEIVER)
_TO_PERSON = (LetterKind.PERSON, LetterKind.END_PERSON)
# Only the lender gave the pseudonym and knows whose it is; consent and council are no matter of the receiver.
_NOT_FOR_RECEIVER = frozenset({"pseudonym", "consent", "staff_council", "receiver_contact"})
_NOT_AT_THE_END = frozenset(
    {"share", "skill", "mode", "consent", "staff_council", "notice", "receiver_contact", "plan"}
)


def subject(letter: Letter) -> str:
    """What a letter is about: the number of the deployment, never a name."""
    said = composing_end.subject(letter) if letter.kind.of_end else w.SUBJECTS[letter.kind]
    return said.format(number=w.NUMBER.format(number=letter.deployment.number), act=_form(letter).act)


def compose(letter: Letter, sending: Sending) -> dict[str, Any]:
    """The letter as JSON values for the template."""
    deployment, sender = letter.deployment, sending.sender
    opening = (composing_end.opening(letter) if letter.kind.of_end else w.OPENINGS[letter.kind]).format(
        first=long_date(deployment.first, "de"),
        last=long_date(deployment.last, "de"),
        receiver=deployment.receiver_name,
        lender=deployment.lender_name,
    )
    return {
        "letterhead": [line for line in (sender.name, sender.department, *(sender.address or (w.NO_ADDRESS,))) if line],
        "address": _address(letter),
        "reference": w.NUMBER.format(number=deployment.number),
        "place_and_day": w.PLACE_AND_DAY.format(seat=sender.seat, day=long_date(sending.made_on, "de")),
        "subject": subject(letter),
        "opening": [w.GREETING, opening],
        "facts_head": [w.FACTS, w.NUMBER.format(number=deployment.number)],
        "facts": _facts(letter, sending),
        "sections": [
            {"heading": w.HEADINGS["next"], "numbered": True, "items": _next(letter)},
            {"heading": w.HEADINGS["form"], "numbered": False, "items": _legal(letter)},
            {
                "heading": w.HEADINGS["data"],
                "numbered": False,
                "items": [w.DATA.format(cite=provisions()["data"].cite)],
            },
        ],
        "signature": [sender.signatory, sender.person or w.NO_SIGNATURE],
        "check": _check(letter) if sending.draft else None,
    }


def band(sending: Sending) -> str:
    """What marks every page as no real letter; empty on a real one."""
    marks = (w.DRAFT if sending.draft else "", "" if sending.live else w.EXERCISE)
    return " · ".join(mark for mark in marks if mark)


def _address(letter: Letter) -> list[str]:
    deployment = letter.deployment
    if letter.kind in _TO_PERSON:
        return [letter.name or w.NO_NAME, w.THROUGH.format(lender=deployment.lender_name)]
    if letter.kind in _TO_RECEIVER:
        return [deployment.receiver_name, w.NO_ADDRESS]
    return [deployment.lender_name, w.NO_ADDRESS]


def _facts(letter: Letter, sending: Sending) -> list[dict[str, Any]]:
    """Label and value of each line of the table of facts; `digits` if it is a checksum."""
    deployment, form = letter.deployment, _form(letter)
    council = provisions()["staff_council"].cite
    fte = Decimal(deployment.quarters) / QUARTERS
    period = w.PERIOD.format(first=long_date(deployment.first, "de"), last=long_date(deployment.last, "de"))
    if letter.kind.of_end:
        period = composing_end.unbegun(letter) or period
    says = {
        "name": letter.name or w.NO_NAME,
        "pseudonym": deployment.pseudonym,
        "lender": deployment.lender_name,
        "receiver": deployment.receiver_name,
        "period": period,
        "reason": composing_end.reason(letter) if letter.kind.of_end else "",
        "share": w.SHARE.format(fte=number(fte, "de"), percent=f"{deployment.quarters * 100 // QUARTERS}\u00a0%"),
        "skill": w.SKILLS[deployment.skill],
        "mode": w.MODES[deployment.mode],
        "form": w.FORM.format(title=form.title, cite=form.cite),
        "consent": w.CONSENT[deployment.consent],
        "staff_council": w.NO_COUNCIL.format(cite=council)
        if deployment.staff_council_on is None
        else w.COUNCIL.format(day=long_date(deployment.staff_council_on, "de"), cite=council),
        "notice": _notice(deployment),
        "receiver_contact": w.NO_RECEIVER_CONTACT,
        "contact": sending.contact or w.NO_CONTACT,
        "plan": deployment.plan_sha256 or "",
    }
    hidden = _NOT_FOR_RECEIVER if letter.kind in _TO_RECEIVER else frozenset()
    if letter.kind.of_end:
        hidden |= _NOT_AT_THE_END
    return [
        {"label": w.LABELS[key], "value": value, "digits": key == "plan"}
        for key, value in says.items()
        if value and key not in hidden
    ]


def _notice(deployment: Deployment) -> str:
    days = deployment.notice_days
    return w.NOTICE["none" if days == 0 else "one" if days == 1 else "many"].format(days=days)


def _next(letter: Letter) -> list[str]:
    return composing_end.next_steps(letter) if letter.kind.of_end else list(w.NEXT[letter.kind])


def _legal(letter: Letter) -> list[str]:
    """What the letter says about the legal form; at the end only that the lender sees to it."""
    return [end_words.FORM] if letter.kind.of_end else [_form(letter).everybody, _addressed(letter)]


def _addressed(letter: Letter) -> str:
    form = _form(letter)
    if letter.kind in _TO_LENDER:
        return form.lender
    return form.receiver if letter.kind is LetterKind.RECEIVER else form.person


def _check(letter: Letter) -> dict[str, Any]:
    return {
        "heading": w.HEADINGS["check"],
        "note": w.CHECK_NOTE,
        "items": [
            f"{w.CHECK.format(cite=one.cite, check=one.check)} {w.CHECK_CLASS[one.source_class]}"
            for one in to_check(letter.deployment.form)
        ],
    }


def _form(letter: Letter) -> FormText:
    return legal_forms()[letter.deployment.form]
