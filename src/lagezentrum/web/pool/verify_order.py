"""What `lage ledger verify` holds the acts of the pool against: the right each needs, and what each may follow."""

from lagezentrum.web.ledger.models import Event
from lagezentrum.web.people.permission import Action

Kind = Event.Kind

ACTIONS: dict[Event.Kind, frozenset[Action]] = {
    Kind.POOL_LENDER: frozenset({Action.SET_LENDER}),
    Kind.POOL_UPLOADED: frozenset({Action.NOMINATE}),
    Kind.POOL_NOMINATED: frozenset({Action.NOMINATE}),
    Kind.POOL_CHECKED: frozenset({Action.CHECK_NOMINATION}),
    Kind.POOL_UNNOMINATED: frozenset({Action.NOMINATE}),
    Kind.POOL_REQUESTED: frozenset({Action.REQUEST_STAFF}),
    Kind.POOL_PROPOSED: frozenset({Action.PROPOSE}),
    Kind.POOL_CHANGED: frozenset({Action.PROPOSE}),
    Kind.POOL_SUBMITTED: frozenset({Action.PROPOSE}),
    Kind.POOL_RETURNED: frozenset({Action.APPROVE_PROPOSAL}),
    Kind.POOL_APPROVED: frozenset({Action.APPROVE_PROPOSAL}),
    Kind.POOL_ORDERED: frozenset({Action.DEPLOY}),
    Kind.POOL_STARTED: frozenset({Action.REPORT_SERVICE}),
    Kind.POOL_EXTENSION_ASKED: frozenset({Action.DEPLOY}),
    Kind.POOL_EXTENDED: frozenset({Action.APPROVE_PROPOSAL}),
    Kind.POOL_RECALLED: frozenset({Action.RECALL}),
    Kind.POOL_ENDED: frozenset({Action.REPORT_SERVICE}),
}
"""One of these rights each kind of act needs."""
PROPOSAL_AFTER: dict[Event.Kind, tuple[frozenset[str], str]] = {
    Kind.POOL_PROPOSED: (frozenset({""}), "proposed"),
    Kind.POOL_CHANGED: (frozenset({"proposed"}), "proposed"),
    Kind.POOL_SUBMITTED: (frozenset({"proposed"}), "submitted"),
    Kind.POOL_RETURNED: (frozenset({"submitted"}), "proposed"),
    Kind.POOL_APPROVED: (frozenset({"submitted"}), "approved"),
    Kind.POOL_ORDERED: (frozenset({"approved"}), "ordered"),
}
"""Kind → the states of a proposal that it may follow, and the state it leads to."""
MOVABLE = frozenset({"ordered", "in service", "extended"})
UNDER_WAY = MOVABLE | {"recalled"}
DEPLOYMENT_AFTER: dict[Event.Kind, tuple[frozenset[str], str | None]] = {
    Kind.POOL_ORDERED: (frozenset({""}), "ordered"),
    Kind.POOL_STARTED: (frozenset({"ordered"}), "in service"),
    Kind.POOL_EXTENSION_ASKED: (frozenset({"in service", "extended"}), None),
    Kind.POOL_EXTENDED: (frozenset({"in service", "extended"}), "extended"),
    Kind.POOL_RECALLED: (MOVABLE, "recalled"),
    Kind.POOL_ENDED: (UNDER_WAY, "ended"),
}
"""The same of deployments; None: the state stays."""
PERSON_AFTER: dict[Event.Kind, tuple[frozenset[str], str]] = {
    Kind.POOL_NOMINATED: (frozenset({""}), "reported"),
    Kind.POOL_CHECKED: (frozenset({"reported"}), "checked"),
    Kind.POOL_UNNOMINATED: (frozenset({"reported", "checked"}), "withdrawn"),
}
"""The same of nominations."""
