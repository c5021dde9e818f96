"""The records of the pool beside its events: a row changed, added or removed past the service shows here."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from datetime import date

from django.conf import settings

from lagezentrum.law.model import Text
from lagezentrum.season.autumn import reading as autumn
from lagezentrum.web.ledger import payloads as of_ledger
from lagezentrum.web.ledger.chain import Problem, sha256
from lagezentrum.web.ledger.models import Event
from lagezentrum.web.pool import payloads
from lagezentrum.web.pool.models import Deployment, ManualChange, Nomination, Proposal, Receiver, Request, Upload
from lagezentrum.web.pool.recording import deployment_token, last_token, person_token, upload_token
from lagezentrum.web.pool.records import WITH_OFFICES, requests_hash

_IN_WORDS = {Deployment.State.IN_SERVICE.value: "in service"}
_REPLACEABLE = frozenset({"proposed", "submitted", "approved"})


def problems(
    people: Mapping[str, str],
    deployments: Mapping[str, str],
    lasts: Mapping[str, frozenset[str]],
    proposals: Mapping[str, str],
) -> Iterator[Problem]:
    """What the records say otherwise than the events.

    Args:
        people: state by token of a nomination, as the events tell it.
        deployments: state by token of a deployment.
        lasts: by token of a deployment, the tokens of last days that the latest event about it states.
        proposals: state by key.
    """
    yield from _people(people)
    yield from _deployments(deployments, lasts)
    yield from _proposals(proposals)
    yield from _requests()
    yield from _changes()
    yield from _receivers()
    yield from _uploads()


def _people(told: Mapping[str, str]) -> Iterator[Problem]:
    rows = list(Nomination.objects.all())
    for row in rows:
        if told.get(person_token(row)) != row.state:
            yield _differs(f"zur Kraft {row.alias}", f"of person {row.alias}")
    erased = sum(said.people for said in _said(Event.Kind.POOL_ERASED) if isinstance(said, payloads.Erased))
    if len(rows) != len(told) - erased:
        yield _number("Meldungen", "nominations", len(told) - erased, len(rows))


def _deployments(told: Mapping[str, str], lasts: Mapping[str, frozenset[str]]) -> Iterator[Problem]:
    """The last day is no part of a deployment's token, since it moves: it has one of its own."""
    for row in Deployment.objects.exclude(state=Deployment.State.APPROVED):
        token = deployment_token(row)
        stated = lasts.get(token, frozenset())
        moved = bool(stated) and last_token(row) not in stated
        if told.get(token) != _IN_WORDS.get(row.state, row.state) or moved:
            yield _differs(f"zum Einsatz {row.pk}", f"of deployment {row.pk}")


def _receivers() -> Iterator[Problem]:
    """No act enters receivers: they come with the program and stay as they came. It knows none of another Land."""
    if not settings.REGULATION.startswith(WITH_OFFICES):
        return
    with_program = {found.key: found for found in autumn.receivers()}
    for row in Receiver.objects.all():
        known = with_program.pop(row.key, None)
        here = (row.name, tuple(row.areas), row.latitude, row.longitude)
        if known is None or here != (known.name, tuple(known.areas), known.latitude, known.longitude):
            yield _differs(f"zur aufnehmenden Stelle {row.key}", f"of receiver {row.key}")
    for key in with_program:
        yield _differs(f"zur aufnehmenden Stelle {key}", f"of receiver {key}")


def _uploads() -> Iterator[Problem]:
    told = {said.file for said in _said(Event.Kind.POOL_UPLOADED) if isinstance(said, payloads.Uploaded)}
    for row in Upload.objects.all():
        if sha256(bytes(row.content)) != row.sha256 or upload_token(row) not in told:
            yield _differs(f"zur wartenden Meldedatei {row.pk}", f"of the nomination file {row.pk} that waits")


def _proposals(told: Mapping[str, str]) -> Iterator[Problem]:
    rows = dict(Proposal.objects.values_list("key", "state"))
    for key in sorted(rows.keys() | told.keys()):
        state, said = rows.get(key), told.get(key)
        if state != said and not (state == Proposal.State.REPLACED and said in _REPLACEABLE):
            yield _differs(f"zum Vorschlag {key}", f"of proposal {key}")


def _requests() -> Iterator[Problem]:
    """Rows of a receiver and week are those of the events, one after the other."""
    kept: defaultdict[tuple[str, date], list[Request]] = defaultdict(list)
    for row in Request.objects.order_by("id"):
        kept[row.receiver_id, row.week].append(row)
    strange: set[tuple[str, date]] = set()
    for said in _said(Event.Kind.POOL_REQUESTED):
        if isinstance(said, payloads.Requested):
            rows = kept[said.receiver, said.week]
            if requests_hash(rows[: said.rows]) != said.record:
                strange.add((said.receiver, said.week))
            del rows[: said.rows]
    for receiver, week in sorted(strange | {key for key, rows in kept.items() if rows}):
        yield _differs(
            f"zur Bedarfsmeldung von {receiver} für die Woche ab {week:%d.%m.%Y}",
            f"of the request of {receiver} for the week from {week}",
        )


def _changes() -> Iterator[Problem]:
    """Changes by hand go with the record of their person, so fewer than the events tell is no fault; more is one."""
    told: Counter[tuple[object, ...]] = Counter(
        (event.matter, said.change, said.reason, said.receiver, said.first, said.last, said.cost)
        for event in Event.objects.filter(kind=Event.Kind.POOL_CHANGED)
        if isinstance(said := of_ledger.read(event.kind, event.payload), payloads.Changed)
    )
    kept: Counter[tuple[object, ...]] = Counter(
        (row.proposal_id, row.kind, row.reason, row.receiver_id, row.first, row.last, row.cost)
        for row in ManualChange.objects.all()
    )
    for key in sorted({str(key[0]) for key in kept - told}):
        yield _differs(f"einer Änderung von Hand am Vorschlag {key}", f"of a change by hand of proposal {key}")


def _said(kind: Event.Kind) -> Iterator[object]:
    for event in Event.objects.filter(kind=kind).order_by("number").iterator():
        yield of_ledger.read(event.kind, event.payload)


def _differs(de: str, en: str) -> Problem:
    return Problem(
        None,
        "pool-record",
        Text(
            de=f"Die Angaben {de} sind nicht die, von denen das Register weiß.",
            en=f"What is on record {en} is not what the ledger knows.",
        ),
    )


def _number(de: str, en: str, expected: int, found: int) -> Problem:
    return Problem(
        None,
        "pool-record",
        Text(
            de=f"Es müssten {expected} {de} vorliegen, es sind {found}.",
            en=f"There should be {expected} {en} on record, there are {found}.",
        ),
    )
