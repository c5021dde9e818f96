"""By what right somebody acts: the grant, as it stood on the day of the act, goes into the ledger with the act."""

from typing import TYPE_CHECKING

from lagezentrum.web.ledger import chain
from lagezentrum.web.ledger.payloads import Right
from lagezentrum.web.people.second_person import best

if TYPE_CHECKING:
    from lagezentrum.web.people.models import Grant


def right_of(grants: "tuple[Grant, ...]", first: int | None = None) -> Right:
    """The right that a person uses: their own before a deputy's, and none in which they stand in for `first`.

    Args:
        grants: those by which they may act (`permission.require`), at least one.
        first: primary key of the person before them, where this one is the second.
    """
    grant = best(grants, first)
    return Right(
        role=grant.role,
        area=grant.area,
        body=grant.body,
        first=grant.valid_from,
        last=grant.valid_to,
        acting_for=None if grant.deputy_for is None else chain.name_of(grant.deputy_for),
        acting_for_id=grant.deputy_for_id,
    )
