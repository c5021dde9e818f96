"""Who may do what, where and when: one table over role × action, one question over role × action × area."""

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser

from lagezentrum.law.model import Text
from lagezentrum.web.people.models import Grant, Role
from lagezentrum.web.people.refusal import NotAllowed
from lagezentrum.web.today import today

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class Action(StrEnum):
    """What a person can do in the office. Reading the public site needs no permission."""

    READ_OFFICE = "read-office"
    READ_LEDGER = "read-ledger"
    READ_IMPORTS = "read-imports"
    DRAFT = "draft"
    APPROVE = "approve"
    PUBLISH = "publish"
    WITHDRAW = "withdraw"
    SUSPEND = "suspend"
    CONFIRM_SUSPENSION = "confirm-suspension"
    CORRECT = "correct"
    UPLOAD = "upload"
    RELEASE = "release"
    ENTER_NOTICE = "enter-notice"
    CONFIRM_NOTICE = "confirm-notice"
    NAME_DEPUTY = "name-deputy"
    READ_POOL = "read-pool"
    READ_NOMINATIONS = "read-nominations"
    READ_DEPLOYMENTS = "read-deployments"
    NOMINATE = "nominate"
    CHECK_NOMINATION = "check-nomination"
    SET_LENDER = "set-lender"
    REQUEST_STAFF = "request-staff"
    PROPOSE = "propose"
    APPROVE_PROPOSAL = "approve-proposal"
    DEPLOY = "deploy"
    REPORT_SERVICE = "report-service"
    RECALL = "recall"
    ADMINISTER = "administer"


class Reach(StrEnum):
    """How far a permission carries from the area of its grant."""

    OWN = "own"
    """exactly that area"""
    WITHIN = "within"
    """that area and every district in it"""
    EVERYWHERE = "everywhere"
    """any area"""


READING = frozenset({Action.READ_OFFICE, Action.READ_LEDGER, Action.READ_IMPORTS, Action.READ_POOL})
"""What changes nothing and shows nobody's record in the pool."""

WORDS: Mapping[Action, Text] = {
    Action.READ_OFFICE: Text(de="die Vorgänge lesen", en="read the matters"),
    Action.READ_LEDGER: Text(de="das Register lesen", en="read the ledger"),
    Action.READ_IMPORTS: Text(de="den Stand der Datenlieferungen lesen", en="read the state of the data deliveries"),
    Action.DRAFT: Text(de="entwerfen", en="draft"),
    Action.APPROVE: Text(de="zeichnen", en="approve"),
    Action.PUBLISH: Text(de="veröffentlichen", en="publish"),
    Action.WITHDRAW: Text(de="zurückziehen", en="withdraw"),
    Action.SUSPEND: Text(de="eine gerichtliche Aussetzung vermerken", en="note a suspension by a court"),
    Action.CONFIRM_SUSPENSION: Text(de="eine gerichtliche Aussetzung bestätigen", en="confirm a suspension by a court"),
    Action.CORRECT: Text(de="berichtigen", en="correct"),
    Action.UPLOAD: Text(de="Dateien einspielen", en="upload files"),
    Action.RELEASE: Text(de="zurückgehaltene Dateien freigeben oder verwerfen", en="release or reject files held back"),
    Action.ENTER_NOTICE: Text(de="einen Wert von Hand eintragen", en="enter a figure by hand"),
    Action.CONFIRM_NOTICE: Text(de="einen Wert von Hand bestätigen", en="confirm a figure entered by hand"),
    Action.NAME_DEPUTY: Text(de="eine Vertretung benennen", en="name a deputy"),
    Action.READ_POOL: Text(de="den Stand des Personalpools lesen", en="read the state of the staff pool"),
    Action.READ_NOMINATIONS: Text(de="die gemeldeten Kräfte lesen", en="read the people nominated"),
    Action.READ_DEPLOYMENTS: Text(de="die Einsätze lesen", en="read the deployments"),
    Action.NOMINATE: Text(de="Kräfte melden oder zurückziehen", en="nominate or withdraw people"),
    Action.CHECK_NOMINATION: Text(de="Meldungen prüfen", en="check nominations"),
    Action.SET_LENDER: Text(de="Ausnahmen und Grenzen festlegen", en="set exclusions and limits"),
    Action.REQUEST_STAFF: Text(de="Bedarf melden", en="request staff"),
    Action.PROPOSE: Text(de="die Verteilung vorschlagen", en="propose the distribution"),
    Action.APPROVE_PROPOSAL: Text(de="die Verteilung freigeben", en="approve the distribution"),
    Action.DEPLOY: Text(de="Einsätze anordnen oder verlängern", en="order or extend deployments"),
    Action.REPORT_SERVICE: Text(de="Beginn und Ende von Einsätzen melden", en="report beginning and end of service"),
    Action.RECALL: Text(de="Kräfte zurückrufen", en="recall people"),
    Action.ADMINISTER: Text(de="Personen und Berechtigungen verwalten", en="administer people and grants"),
}

_OFFICER: Mapping[Action, Reach] = {
    Action.READ_OFFICE: Reach.WITHIN,
    Action.READ_IMPORTS: Reach.EVERYWHERE,
    Action.DRAFT: Reach.OWN,
    Action.PUBLISH: Reach.OWN,
    Action.WITHDRAW: Reach.OWN,
    Action.SUSPEND: Reach.OWN,
    Action.CORRECT: Reach.OWN,
    Action.NAME_DEPUTY: Reach.OWN,
}

TABLE: Mapping[Role, Mapping[Action, Reach]] = {
    Role.DISTRICT_OFFICER: _OFFICER,
    Role.MINISTRY_OFFICER: {
        **_OFFICER,
        Action.UPLOAD: Reach.OWN,
        Action.RELEASE: Reach.OWN,
        Action.ENTER_NOTICE: Reach.OWN,
        Action.CONFIRM_NOTICE: Reach.OWN,
    },
    Role.APPROVER: {
        Action.READ_OFFICE: Reach.WITHIN,
        Action.READ_IMPORTS: Reach.EVERYWHERE,
        Action.APPROVE: Reach.OWN,
        Action.PUBLISH: Reach.OWN,
        Action.WITHDRAW: Reach.OWN,
        Action.CONFIRM_SUSPENSION: Reach.OWN,
        Action.CONFIRM_NOTICE: Reach.OWN,
        Action.NAME_DEPUTY: Reach.OWN,
    },
    Role.STAFF_UNIT: {
        Action.READ_OFFICE: Reach.WITHIN,
        Action.READ_IMPORTS: Reach.EVERYWHERE,
        **dict.fromkeys(
            (
                Action.READ_POOL,
                Action.READ_NOMINATIONS,
                Action.READ_DEPLOYMENTS,
                Action.NOMINATE,
                Action.CHECK_NOMINATION,
                Action.SET_LENDER,
                Action.REQUEST_STAFF,
                Action.PROPOSE,
                Action.DEPLOY,
                Action.REPORT_SERVICE,
                Action.RECALL,
                Action.NAME_DEPUTY,
            ),
            Reach.OWN,
        ),
    },
    Role.POOL_APPROVER: dict.fromkeys(
        (
            Action.READ_POOL,
            Action.READ_NOMINATIONS,
            Action.READ_DEPLOYMENTS,
            Action.APPROVE_PROPOSAL,
            Action.NAME_DEPUTY,
        ),
        Reach.OWN,
    ),
    Role.LENDING_AUTHORITY: dict.fromkeys((Action.READ_NOMINATIONS, Action.NOMINATE, Action.RECALL), Reach.OWN),
    Role.RECEIVING_OFFICE: dict.fromkeys(
        (Action.READ_DEPLOYMENTS, Action.REQUEST_STAFF, Action.REPORT_SERVICE), Reach.OWN
    ),
    Role.AUDITOR: dict.fromkeys(READING, Reach.EVERYWHERE),
    Role.OPERATOR: {
        Action.READ_IMPORTS: Reach.EVERYWHERE,
        Action.UPLOAD: Reach.EVERYWHERE,
        Action.ADMINISTER: Reach.EVERYWHERE,
    },
}
"""What a role may do. What is not in it, nobody may.

The pool has a signatory of its own: who signs levels by law is not thereby competent for civil servants, nor the other
way round. Acts of the pool are acts in the Land; authorities and offices act for the one body that their grant names.
No action belongs to both of these roles, so that equal keys of an authority and an office can not be mixed up.
"""


APART = frozenset({Role.AUDITOR, Role.OPERATOR})
"""Who audits or operates decides nothing, neither in their own right nor for others."""


def carries(reach: Reach, granted: str, area: str) -> bool:
    """Whether a permission granted for one area carries to another."""
    if reach is Reach.EVERYWHERE:
        return True
    return area == granted or (reach is Reach.WITHIN and area.startswith(granted))


def grants_in_force(user: "User | AnonymousUser", on: date | None = None) -> tuple[Grant, ...]:
    """The grants that a person can use on a day (None: today).

    A deputy's grant counts only while the person they stand in for holds that role there in their own right. Who
    audits or operates can use no other grant.
    """
    if not user.is_authenticated or not user.is_active:
        return ()
    day = on or today()
    found = tuple(g for g in Grant.objects.filter(user=user).order_by("id") if g.covers(day) and _stands(g, day))
    apart = tuple(g for g in found if g.role in APART)
    return apart or found


def stands_apart(user: "User", first: date, last: date) -> bool:
    """Whether a person audits or operates on some day from `first` to `last`, and so decides nothing."""
    held = Grant.objects.filter(user=user, role__in=APART, valid_from__lte=last)
    return any(grant.valid_to is None or grant.valid_to >= first for grant in held)


def _stands(grant: Grant, day: date) -> bool:
    if grant.deputy_for_id is None:
        return True
    same = Grant.objects.filter(
        user=grant.deputy_for_id,
        user__is_active=True,
        role=grant.role,
        area=grant.area,
        body=grant.body,
        deputy_for=None,
    )
    return any(own.covers(day) for own in same)


def bases(
    user: "User | AnonymousUser", action: Action, area: str, on: date | None = None, body: str = ""
) -> tuple[Grant, ...]:
    """The grants by which a person may do something in an area on a day; empty if they may not.

    `body` is the authority or office of the pool concerned; empty: the area as a whole, for which no grant of one
    body is enough.
    """
    return tuple(grant for grant in grants_in_force(user, on) if _allows(grant, action, area, body))


def _allows(grant: Grant, action: Action, area: str, body: str = "") -> bool:
    reach = TABLE[Role(grant.role)].get(action)
    return reach is not None and carries(reach, grant.area, area) and grant.body in ("", body)


def may(user: "User | AnonymousUser", action: Action, area: str, on: date | None = None, body: str = "") -> bool:
    """Whether a person may do something in an area (AGS or Land key) on a day (None: today); `body` as in `bases`."""
    return bool(bases(user, action, area, on, body))


def require(
    user: "User | AnonymousUser", action: Action, area: str, on: date | None = None, body: str = ""
) -> tuple[Grant, ...]:
    """The grants by which a person may do something.

    Raises:
        NotAllowed: they may not.
    """
    found = bases(user, action, area, on, body)
    if not found:
        word = WORDS[action]
        where = Text(de=f"die Stelle {body}", en=body) if body else Text(de=f"das Gebiet {area}", en=f"area {area}")
        raise NotAllowed(
            f"Für {where.de} dürfen Sie nicht {word.de}. Der Betrieb kann die Berechtigung eintragen.",
            f"You may not {word.en} for {where.en}. The operators can register the grant.",
        )
    return found


def bodies(user: "User | AnonymousUser", action: Action, area: str, on: date | None = None) -> frozenset[str] | None:
    """The bodies of the pool for which a person may do something in an area; None: for every one."""
    named = {
        grant.body
        for grant in grants_in_force(user, on)
        if action in TABLE[Role(grant.role)] and _allows(grant, action, area, grant.body)
    }
    return None if "" in named else frozenset(named)


def areas(
    user: "User | AnonymousUser", action: Action, among: Iterable[str], on: date | None = None
) -> tuple[str, ...]:
    """Those of some areas in which a person may do something, in the order given."""
    grants = grants_in_force(user, on)
    return tuple(area for area in among if any(_allows(grant, action, area) for grant in grants))
