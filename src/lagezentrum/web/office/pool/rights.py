"""Which parts of the pool a person may go to. What each page then shows is asked of `pool.scope`."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lagezentrum.web.people.permission import Action, bodies, may, require
from lagezentrum.web.pool.recording import land

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User


@dataclass(frozen=True, slots=True)
class Rights:
    """What somebody may do in the pool.

    `lenders` and `receivers` are the bodies they speak for; None means all, an empty set none.
    """

    board: bool
    people: bool
    """sees all people nominated, and so the plans"""
    propose: bool
    approve: bool
    deploy: bool
    check: bool
    set_lender: bool
    lenders: frozenset[str] | None
    receivers: frozenset[str] | None
    nominate: frozenset[str] | None
    request: frozenset[str] | None

    @property
    def any(self) -> bool:
        """Whether there is anything in the pool for them."""
        return self.board or self.lenders != frozenset() or self.receivers != frozenset()


def rights(user: "User | AnonymousUser") -> Rights:
    """What somebody may do in the pool today."""
    where = land()
    lenders = bodies(user, Action.READ_NOMINATIONS, where)
    return Rights(
        board=may(user, Action.READ_POOL, where),
        people=lenders is None,
        propose=may(user, Action.PROPOSE, where),
        approve=may(user, Action.APPROVE_PROPOSAL, where),
        deploy=may(user, Action.DEPLOY, where),
        check=may(user, Action.CHECK_NOMINATION, where),
        set_lender=may(user, Action.SET_LENDER, where),
        lenders=lenders,
        receivers=bodies(user, Action.READ_DEPLOYMENTS, where),
        nominate=bodies(user, Action.NOMINATE, where),
        request=bodies(user, Action.REQUEST_STAFF, where),
    )


def reaches(keys: frozenset[str] | None, key: str) -> bool:
    """Whether a body is among those that somebody speaks for."""
    return keys is None or key in keys


def require_board(user: "User") -> None:
    """Refuse who may not read the state of the pool.

    Raises:
        NotAllowed: they may not.
    """
    require(user, Action.READ_POOL, land())


def require_plans(user: "User") -> None:
    """Refuse who may not see plans, which name everybody in the pool by alias.

    Raises:
        NotAllowed: they may not.
    """
    require(user, Action.READ_POOL, land())
    require(user, Action.READ_NOMINATIONS, land())
