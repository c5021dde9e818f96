"""What the events of the pool say. They outlive the records of people, so they name none.

An event holds authorities, receivers, weeks, counts, quarters of posts, hashes of plan files, and a token per person or
deployment: SHA-256 over a random salt and what the record says, cut to 128 bits. The salt stands in the record alone.
While the record is there, anybody with access to it can compute the token and show what was done with that person;
once it is deleted, the token can be led back to nobody, not even by trying all pseudonyms.
"""

import hashlib
import secrets
from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from lagezentrum.web.ledger import payloads
from lagezentrum.web.ledger.models import Event
from lagezentrum.web.ledger.payloads import Act, Digest, Payload

Kind = Event.Kind
Token = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]
Key = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,19}$")]
Tokens = tuple[Token, ...]
Count = Annotated[int, Field(ge=0)]


def new_salt() -> str:
    """A salt for one record."""
    return secrets.token_hex(32)


def token(salt: str, key: str) -> str:
    """What the ledger says instead of a record."""
    return hashlib.sha256(f"{salt}|{key}".encode()).hexdigest()[:32]


class Share(Payload):
    """How many people of a lender, for which receiver (None: none yet), from when to when."""

    lender: Key
    receiver: Key | None
    people: Count
    quarters: Count
    first: date
    last: date


class LenderSet(Act):
    """An authority was entered or changed; `record` is the hash of its whole row, the reason of exclusion included."""

    lender: Key
    excluded: bool
    max_quarters: Count | None
    notice_days: Count
    record: Digest


class Uploaded(Act):
    """A nomination file waits to be confirmed: `file` is the token of its bytes; of many lenders without `lender`."""

    lender: Key | None
    rows: Count
    file: Token


class Nominations(Act):
    """People were nominated, checked or withdrawn: `people` are tokens of nominations."""

    lender: Key
    quarters: Count
    people: Tokens


class Requested(Act):
    """A receiver asked for staff for a week: so many `rows`, one per kind of work; `record` is their hash."""

    receiver: Key
    week: date
    need_fte: float
    own_fte: float
    rows: Count
    record: Digest


class Proposed(Act):
    """A distribution was computed; `plan` is the hash of its file."""

    plan: Digest
    first: date
    last: date
    people: Count
    quarters: Count
    objective: float
    without_request: tuple[Key, ...]


class Changed(Act):
    """A change by hand led from one plan to another, at a cost that was shown before."""

    before: Digest
    plan: Digest
    change: Literal["pin", "forbid", "swap", "reserve"]
    reason: Annotated[str, StringConstraints(pattern=r"^[a-z-]{1,20}$")]
    receiver: Key | None
    first: date
    last: date
    cost: float


class Submitted(Act):
    """The plan was laid before the second person."""

    plan: Digest


class Returned(Act):
    """The second person did not approve it as it stood."""

    plan: Digest


class Approved(Act):
    """A second person approved the plan; `submission` is the hash of the event that laid it before them."""

    plan: Digest
    submission: Digest


class Ordered(Act):
    """Deployments were ordered. `people` are tokens of nominations, the others of deployments.

    `deployments` are new ones; of those under way some are `lengthened`, some `shortened`, and some `cancelled` before
    they began. `lasts` are tokens of the last day of each of them.
    """

    plan: Digest
    shares: tuple[Share, ...]
    people: Tokens
    deployments: Tokens
    lengthened: Tokens
    shortened: Tokens
    cancelled: Tokens
    lasts: Tokens = ()


class Service(Act):
    """People began or ended their service on a day; `lasts` as in `Ordered`."""

    on: date
    shares: tuple[Share, ...]
    deployments: Tokens
    lasts: Tokens = ()


class ExtensionAsked(Act):
    """Deployments shall last until `last`; it holds once a second person agrees."""

    last: date
    deployments: Tokens


class Extended(Act):
    """A second person agreed to what the event of the hash `asked` asked for; `lasts` as in `Ordered`."""

    asked: Digest
    last: date
    shares: tuple[Share, ...]
    deployments: Tokens
    lasts: Tokens = ()


class Recalled(Act):
    """A lender takes people back: announced on a day, effective after its notice; `lasts` as in `Ordered`.

    Of the `deployments` some are `cancelled`: the recall took effect before they began.
    """

    lender: Key
    notice_days: Count
    announced_on: date
    effective: date
    shares: tuple[Share, ...]
    deployments: Tokens
    cancelled: Tokens = ()
    lasts: Tokens = ()


class Erased(Payload):
    """Records were deleted because their day had come. `plans` are hashes of plan files that are no longer kept."""

    on: date
    people: Count
    deployments: Count
    uploads: Count
    plans: tuple[Digest, ...]


KINDS: dict[Event.Kind, type[Payload]] = {
    Kind.POOL_LENDER: LenderSet,
    Kind.POOL_UPLOADED: Uploaded,
    Kind.POOL_NOMINATED: Nominations,
    Kind.POOL_CHECKED: Nominations,
    Kind.POOL_UNNOMINATED: Nominations,
    Kind.POOL_REQUESTED: Requested,
    Kind.POOL_PROPOSED: Proposed,
    Kind.POOL_CHANGED: Changed,
    Kind.POOL_SUBMITTED: Submitted,
    Kind.POOL_RETURNED: Returned,
    Kind.POOL_APPROVED: Approved,
    Kind.POOL_ORDERED: Ordered,
    Kind.POOL_STARTED: Service,
    Kind.POOL_EXTENSION_ASKED: ExtensionAsked,
    Kind.POOL_EXTENDED: Extended,
    Kind.POOL_RECALLED: Recalled,
    Kind.POOL_ENDED: Service,
    Kind.POOL_ERASED: Erased,
}


def register() -> None:
    """Let the ledger read these kinds."""
    payloads.KINDS.update(KINDS)
