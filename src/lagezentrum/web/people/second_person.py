"""Two pairs of eyes: what one person began, another one carries on, and not as that person's deputy."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from lagezentrum.law.model import Text
from lagezentrum.web.people.refusal import NotAllowed

if TYPE_CHECKING:
    from lagezentrum.web.people.models import Grant

_DEPUTY = Text(
    de="Sie vertreten hier die Person, die das begonnen hat. Jemand anderes muss es tun.",
    en="You stand in for the person who began this. Somebody else must do it.",
)


def is_second(person: int | None, grants: "Sequence[Grant]", first: int | None) -> bool:
    """Whether a person who may act by some grants is another one than the first, and not their deputy alone.

    Args:
        person: primary key of who acts.
        grants: those by which they may.
        first: primary key of who began; None where it was the service itself.
    """
    return first is None or (person != first and any(grant.deputy_for_id != first for grant in grants))


def require_second(person: int | None, grants: "Sequence[Grant]", first: int | None, own: Text) -> None:
    """Refuse an act that needs a second person.

    Args:
        person: primary key of who acts.
        grants: those by which they may.
        first: primary key of who began; None where it was the service itself.
        own: what to say to who began it themselves.

    Raises:
        NotAllowed: it is the same person, or somebody who only stands in for them.
    """
    if not is_second(person, grants, first):
        said = own if person == first else _DEPUTY
        raise NotAllowed(said.de, said.en)


def best(grants: "Sequence[Grant]", first: int | None = None) -> "Grant":
    """The grant that an act goes by: an own one before a deputy's, and one as deputy of the first person last."""
    return min(grants, key=lambda g: (first is not None and g.deputy_for_id == first, g.deputy_for_id is not None))
