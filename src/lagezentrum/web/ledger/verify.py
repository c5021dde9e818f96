"""Verifying the ledger: every hash, every link, the guards of the database, every proof made anew, every order."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from itertools import chain as chain_of

from django.db import connection
from pydantic import ValidationError

from lagezentrum.law.model import Text
from lagezentrum.web import guards
from lagezentrum.web.archive.verify import problems as archive_problems
from lagezentrum.web.ledger import chain, figures, folding, law, order_files, payloads
from lagezentrum.web.ledger.chain import GENESIS, Head, Problem
from lagezentrum.web.ledger.determination import Determination
from lagezentrum.web.ledger.drafting import Case, Wanted, proven
from lagezentrum.web.ledger.proving import observation_sha256
from lagezentrum.web.ledger.refusals import Incomplete
from lagezentrum.web.ledger.stored import Stored, rows
from lagezentrum.web.ledger.verify_acts import acts
from lagezentrum.web.people.models import AccessChange

GUARDS = {
    "sqlite": ("ledger_event_no_update", "ledger_event_no_delete", "ledger_event_follows"),
    "postgresql": (
        "ledger_event_no_update",
        "ledger_event_no_delete",
        "ledger_event_no_truncate",
        "ledger_event_follows",
    ),
}
_ACCESS_GUARDS = {"sqlite": ("no_update", "no_delete", "adds"), "postgresql": ("no_update", "no_delete", "no_truncate")}

FURTHER: list[Callable[[], Iterable[Problem]]] = []
"""What those above the ledger who write to it check besides; they add it when the service starts."""


def verify(published: Head | None = None) -> list[Problem]:
    """Everything that is wrong with the ledger; an empty list means that nothing is.

    Args:
        published: a head that was published earlier; without one, events cut off at the end can not be noticed.
    """
    problems = [*_guards(), *_chain(published)]
    further = (check() for check in FURTHER)
    return problems or [
        *acts(),
        *_proofs(),
        *order_files.problems(folding.determinations()),
        *chain_of.from_iterable(further),
    ]


def verify_with_archive(published: Head | None = None) -> list[Problem]:
    """Everything that is wrong with the whole record: the ledger, and the archive that its proofs are made from."""
    return [*verify(published), *(Problem(None, "archive", text) for text in archive_problems())]


def _guards() -> Iterator[Problem]:
    """The triggers that refuse changes must be there and switched on; on SQLite the table must be sound as well.

    Those of the record of access too: by what right somebody acted is looked up there.
    """
    missing = guards.missing("ledger_event", GUARDS[connection.vendor])
    if missing:
        yield Problem(
            None,
            "guard",
            Text(
                de=f"In der Datenbank fehlen Schutzregeln des Registers: {', '.join(missing)}. Einträge ließen "
                "sich verändern. Stellen Sie die Datenbank aus einer Sicherung wieder her.",
                en=f"Guards of the ledger are missing in the database: {', '.join(missing)}. Entries could be "
                "changed. Restore the database from a backup.",
            ),
        )
    access = AccessChange._meta.db_table
    missing = guards.missing(access, [f"{access}_{act}" for act in _ACCESS_GUARDS[connection.vendor]])
    if missing:
        yield Problem(
            None,
            "guard",
            Text(
                de=f"In der Datenbank fehlen Schutzregeln der Zugangsänderungen: {', '.join(missing)}. Berechtigungen "
                "ließen sich nachträglich erfinden. Stellen Sie die Datenbank aus einer Sicherung wieder her.",
                en=f"Guards of the access changes are missing in the database: {', '.join(missing)}. Grants could be "
                "made up afterwards. Restore the database from a backup.",
            ),
        )
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA integrity_check('ledger_event')")
            damage = [line for (line,) in cursor.fetchall() if line != "ok"]
        if damage:
            yield Problem(
                None,
                "damaged",
                Text(
                    de=f"Die Datenbankdatei ist beschädigt: {damage[0]}.",
                    en=f"The database file is damaged: {damage[0]}.",
                ),
            )


def _chain(published: Head | None) -> Iterator[Problem]:
    previous, met = GENESIS, False
    for row in rows():
        yield from _row(row, previous)
        if published is not None and row.columns["number"] == published.number:
            met = row.columns["hash"] == published.hash
        previous = row.columns["hash"]
    if published is not None and not met:
        yield Problem(
            published.number,
            "head",
            Text(
                de=f"Eintrag {published.number} ist nicht mehr der veröffentlichte ({published.hash[:12]} …): Er "
                "wurde verändert, oder Einträge fehlen am Ende.",
                en=f"Entry {published.number} is no longer the published one ({published.hash[:12]} …): it was "
                "changed, or entries are missing at the end.",
            ),
        )


def _row(row: Stored, previous: object) -> Iterator[Problem]:
    """What is wrong with one row; the hash can be computed only where every column can be read."""
    columns = row.columns
    if row.unreadable:
        yield Problem.at(
            row.position,
            "unreadable",
            f"nicht lesbar: {', '.join(row.unreadable)}",
            f"unreadable: {', '.join(row.unreadable)}",
        )
        return
    if columns["number"] != row.position:
        yield Problem.at(
            row.position,
            "gap",
            f"steht an Stelle {row.position} und trägt die Nummer {columns['number']}",
            f"stands in place {row.position} and bears the number {columns['number']}",
        )
    if columns["previous"] != previous:
        yield Problem.at(
            row.position,
            "link",
            "knüpft nicht an den vorigen Eintrag an",
            "does not follow from the entry before it",
        )
    named = dict(columns)
    actor = named.pop("actor_id")
    recorded = named.pop("hash")
    try:
        computed = chain.hash_of(actor=actor, **named)
    except (UnicodeEncodeError, ValueError, OverflowError):
        computed = ""
    if computed != recorded:
        yield Problem.at(
            row.position,
            "changed",
            "ist verändert: Inhalt und Prüfsumme stimmen nicht überein",
            "was changed: content and hash do not agree",
        )
        return
    try:
        payloads.read(named["kind"], named["payload"])
    except (ValidationError, ValueError):
        yield Problem.at(
            row.position, "payload", "hat keinen lesbaren Inhalt seiner Art", "has no legible payload of its kind"
        )


def _proofs() -> Iterator[Problem]:
    """Make the proof of every published determination anew from the archive, as known when it was drafted."""
    figures.forget()
    for found in folding.determinations():
        if found.is_public:
            yield from _proof(found)


def _proof(found: Determination) -> Iterator[Problem]:
    number = found.entries[0].number
    if payloads.digest(found.proof) != found.proof_sha256:
        yield Problem(
            number,
            "proof-hash",
            Text(
                de=f"Vorgang {found.id}: Nachweis und Prüfsumme stimmen nicht überein.",
                en=f"Matter {found.id}: proof and hash do not agree.",
            ),
        )
        return
    if law.text_sha256(found.regulation, found.version) != found.law_sha256:
        yield Problem(
            number,
            "law",
            Text(
                de=f"Vorgang {found.id}: Die Fassung {found.version} der Verordnung ist nicht mehr die, auf die er "
                "sich stützt.",
                en=f"Matter {found.id}: version {found.version} of the regulation is no longer the one it rests on.",
            ),
        )
    rebuilt = _rebuilt(found)
    if rebuilt is None or rebuilt[0] != found.proof_sha256 or rebuilt[1] != found.rests_on.observations:
        yield Problem(
            number,
            "proof",
            Text(
                de=f"Vorgang {found.id}: Aus den Zahlen, die am {_when(found.known_at)} bekannt waren, ergibt sich ein "
                "anderer Nachweis als der festgehaltene.",
                en=f"Matter {found.id}: the figures known on {_when(found.known_at)} give another proof than the one "
                "on record.",
            ),
        )
    lost = figures.lost(found.rests_on.files)
    if lost:
        yield Problem(
            number,
            "file",
            Text(
                de=f"Vorgang {found.id}: Im Archiv fehlt oder ist verändert die Datei {lost[0][:12]} …, auf die er "
                "sich stützt.",
                en=f"Matter {found.id}: file {lost[0][:12]} …, on which it rests, is missing or changed in the "
                "archive.",
            ),
        )


def _rebuilt(found: Determination) -> tuple[str, tuple[str, ...]] | None:
    """Hash of the proof and of its figures as made today; None where it can no longer be made."""
    case = Case(at=found.known_at, decided_up_to=found.decided_up_to, regulation=law.on_file(found.regulation))
    wanted = Wanted(kind=found.kind, rule=found.rule, area=found.area, step=found.step, effective=found.effective)
    try:
        _, proof = proven(case, wanted, version=found.version)
    except Incomplete:
        return None
    seen = tuple(sorted(observation_sha256(observation) for observation in proof.observations))
    return payloads.digest(proof.proof.content()), seen


def _when(moment: datetime) -> str:
    return figures.local(moment).isoformat(sep=" ", timespec="minutes")
