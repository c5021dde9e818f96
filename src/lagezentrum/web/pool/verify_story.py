"""The events of the pool in their order: rights, two people, plans, notice, states."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import chain

from lagezentrum.web.ledger import payloads as of_ledger
from lagezentrum.web.ledger.chain import Problem
from lagezentrum.web.ledger.models import Event
from lagezentrum.web.ledger.payloads import Act
from lagezentrum.web.ledger.verify_acts import right_problems
from lagezentrum.web.pool import payloads, verify_files, verify_records
from lagezentrum.web.pool.verify_order import ACTIONS, DEPLOYMENT_AFTER, MOVABLE, PERSON_AFTER, PROPOSAL_AFTER

Kind = Event.Kind


class Story:
    """The events of the pool in their order, and what must hold at each."""

    def __init__(self) -> None:
        self.proposals: dict[str, str] = {}
        self.plans: dict[str, str] = {}
        """proposal → hash of the plan that counts"""
        self.hands: dict[str, set[int | None]] = {}
        """proposal → who had a hand in it"""
        self.people: dict[str, str] = {}
        self.deployments: dict[str, str] = {}
        self.lasts: dict[str, frozenset[str]] = {}
        """deployment → tokens of last days in the latest event about it, its own among them"""
        self.lenders: dict[str, payloads.LenderSet] = {}
        self.asked: dict[str, tuple[int | None, payloads.ExtensionAsked]] = {}
        self.every_plan: dict[str, int] = {}
        self.submissions: dict[str, str] = {}
        self.erased: set[str] = set()

    def told(self) -> Iterator[Problem]:
        """Everything that is wrong."""
        for event in Event.objects.filter(kind__startswith=Event.POOL).order_by("number").iterator():
            kind, said = Kind(event.kind), of_ledger.read(event.kind, event.payload)
            if isinstance(said, Act):
                yield from right_problems(event, ACTIONS[kind], said.right, _body(said))
            if kind in PROPOSAL_AFTER:
                yield from self._proposal(event, kind, said)
            if isinstance(said, payloads.Nominations):
                yield from self._persons(event, kind, said)
            if kind in DEPLOYMENT_AFTER:
                yield from self._deployments(event, kind, said)
            match said:
                case payloads.LenderSet():
                    self.lenders[said.lender] = said
                case payloads.ExtensionAsked():
                    self.asked[event.hash] = (event.actor_id, said)
                case payloads.Extended():
                    yield from self._extension(event, said)
                case payloads.Recalled():
                    yield from self._recall(event, said)
                case payloads.Erased():
                    self.erased |= set(said.plans)
        yield from verify_files.problems(self.every_plan, self.erased, self.lenders)
        yield from verify_records.problems(self.people, self.deployments, self.lasts, self.proposals)

    def _proposal(self, event: Event, kind: Event.Kind, said: object) -> Iterator[Problem]:
        after, leads_to = PROPOSAL_AFTER[kind]
        state = self.proposals.get(event.matter, "")
        if state not in after:
            yield _order(event, state)
        self.proposals[event.matter] = leads_to
        counts = self.plans.get(event.matter)
        begins = said.before if isinstance(said, payloads.Changed) else getattr(said, "plan", None)
        if not isinstance(said, payloads.Proposed) and begins != counts:
            yield Problem.at(
                event.number, "plan", "nennt einen anderen Plan als den, der galt", "names another plan than held"
            )
        if isinstance(said, payloads.Proposed | payloads.Changed):
            self.plans[event.matter] = said.plan
            self.every_plan[said.plan] = event.number
        if kind in (Kind.POOL_PROPOSED, Kind.POOL_CHANGED, Kind.POOL_SUBMITTED):
            self.hands.setdefault(event.matter, set()).add(event.actor_id)
        if kind == Kind.POOL_SUBMITTED:
            self.submissions[event.matter] = event.hash
        if isinstance(said, payloads.Approved):
            hands = self.hands.get(event.matter, set())
            if event.actor_id in hands or said.right.acting_for_id in hands - {None}:
                yield _second(event)
            if said.submission != self.submissions.get(event.matter):
                yield Problem.at(
                    event.number, "submission", "gibt etwas nicht Vorgelegtes frei", "approves what was not submitted"
                )

    def _persons(self, event: Event, kind: Event.Kind, said: payloads.Nominations) -> Iterator[Problem]:
        after, leads_to = PERSON_AFTER[kind]
        strange = [one for one in said.people if self.people.get(one, "") not in after]
        if strange:
            yield _order(event, self.people.get(strange[0], ""))
        self.people.update(dict.fromkeys(said.people, leads_to))

    def _deployments(self, event: Event, kind: Event.Kind, said: object) -> Iterator[Problem]:
        after, leads_to = DEPLOYMENT_AFTER[kind]
        tokens: tuple[str, ...] = getattr(said, "deployments", ())
        strange = [one for one in tokens if self.deployments.get(one, "") not in after]
        if strange:
            yield _order(event, self.deployments.get(strange[0], ""))
        if leads_to is not None:
            self.deployments.update(dict.fromkeys(tokens, leads_to))
            moved = (getattr(said, name, ()) for name in ("lengthened", "shortened", "cancelled"))
            lasts = frozenset(getattr(said, "lasts", ()))
            self.lasts.update(dict.fromkeys([*tokens, *chain.from_iterable(moved)], lasts))
        if isinstance(said, payloads.Recalled):
            if not set(said.cancelled) <= set(tokens):
                yield Problem.at(
                    event.number, "order", "beendet Einsätze, die es nicht nennt", "ends what it does not name"
                )
            self.deployments.update(dict.fromkeys(said.cancelled, "ended"))
        if isinstance(said, payloads.Ordered):
            if any(self.people.get(one) != "checked" for one in said.people):
                yield Problem.at(
                    event.number, "unchecked", "ordnet Kräfte an, die nicht geprüft sind", "orders unchecked people"
                )
            changed = (*said.lengthened, *said.shortened, *said.cancelled)
            if any(self.deployments.get(one) not in MOVABLE for one in changed):
                yield Problem.at(
                    event.number, "order", "ändert Einsätze, die nicht laufen", "changes what is not under way"
                )
            begun = [one for one in said.lengthened if self.deployments.get(one) == "in service"]
            self.deployments.update(dict.fromkeys(begun, "extended"))
            self.deployments.update(dict.fromkeys(said.cancelled, "ended"))
            excluded = {share.lender for share in said.shares if (of := self.lenders.get(share.lender)) and of.excluded}
            if excluded:
                yield Problem.at(
                    event.number,
                    "excluded",
                    f"ordnet Kräfte einer ausgenommenen Stelle an: {', '.join(sorted(excluded))}",
                    f"orders people of an excluded authority: {', '.join(sorted(excluded))}",
                )

    def _extension(self, event: Event, said: payloads.Extended) -> Iterator[Problem]:
        by, asked = self.asked.get(said.asked, (None, None))
        if asked is None or asked.last != said.last or not set(said.deployments) <= set(asked.deployments):
            yield Problem.at(
                event.number, "extension", "verlängert etwas nicht Beantragtes", "extends what nobody asked for"
            )
        elif by in (event.actor_id, said.right.acting_for_id):
            yield _second(event)

    def _recall(self, event: Event, said: payloads.Recalled) -> Iterator[Problem]:
        on_record = self.lenders.get(said.lender)
        notice = None if on_record is None else on_record.notice_days
        if notice != said.notice_days or said.effective < said.announced_on + timedelta(days=said.notice_days):
            yield Problem.at(
                event.number,
                "notice",
                f"ruft vor Ablauf der Rückruffrist der Stelle {said.lender} zurück",
                f"recalls within the notice of authority {said.lender}",
            )


def _body(said: Act) -> str:
    """The authority or office that an act concerns; empty where it concerns the whole pool or several."""
    if isinstance(said, payloads.Nominations | payloads.Recalled | payloads.LenderSet):
        return said.lender
    if isinstance(said, payloads.Uploaded):
        return said.lender or ""
    if isinstance(said, payloads.Requested):
        return said.receiver
    if isinstance(said, payloads.Service):
        receivers = {share.receiver for share in said.shares}
        return next(iter(receivers)) or "" if len(receivers) == 1 else ""
    return ""


def _order(event: Event, state: str) -> Problem:
    return Problem.at(
        event.number, "order", f"folgt nicht auf „{state or 'nichts'}“", f"does not follow {state or 'nothing'!r}"
    )


def _second(event: Event) -> Problem:
    return Problem.at(
        event.number,
        "second-person",
        "ist von einer Person, die daran mitgewirkt hat, oder nur in ihrer Vertretung",
        "is by a person who had a hand in it, or only in their place",
    )
