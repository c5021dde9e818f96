"""Plan files and authorities beside what the events say of them."""

from collections.abc import Collection, Iterator, Mapping

from django.db.models import BinaryField
from django.db.models.functions import Cast

from lagezentrum.law.model import Text
from lagezentrum.web.ledger.chain import Problem, sha256
from lagezentrum.web.pool import payloads
from lagezentrum.web.pool.models import Lender, PlanFile
from lagezentrum.web.pool.records import record_hash


def problems(
    plans: Mapping[str, int], erased: Collection[str], lenders: Mapping[str, payloads.LenderSet]
) -> Iterator[Problem]:
    """What the files and the records of authorities say otherwise than the events.

    Args:
        plans: number of the event by hash of a plan that it names.
        erased: hashes of plans that were deleted on their day.
        lenders: what was set last, by key.
    """
    yield from _files(plans, erased)
    yield from _authorities(lenders)


def _files(plans: Mapping[str, int], erased: Collection[str]) -> Iterator[Problem]:
    """Every plan named is kept byte for byte, or was deleted on its day; no other one is kept."""
    rows = PlanFile.objects.annotate(bytes=Cast("content", BinaryField())).values_list("sha256", "bytes")
    kept = {named: sha256(bytes(content)) for named, content in rows.iterator()}
    for digest, number in plans.items():
        found = kept.pop(digest, None)
        if found != digest and not (found is None and digest in erased):
            yield Problem(
                number,
                "plan-file",
                Text(
                    de=f"Die Plandatei {digest[:12]} … zu Eintrag {number} fehlt oder ist verändert.",
                    en=f"Plan file {digest[:12]} … of entry {number} is missing or changed.",
                ),
            )
    for digest in sorted(kept):
        yield Problem(
            None,
            "plan-file",
            Text(
                de=f"Die Plandatei {digest[:12]} … kennt das Register nicht.",
                en=f"The ledger does not know the plan file {digest[:12]} …",
            ),
        )


def _authorities(lenders: Mapping[str, payloads.LenderSet]) -> Iterator[Problem]:
    """The records of authorities are those that were last entered."""
    rows = {row.key: record_hash(row) for row in Lender.objects.all()}
    said = {key: lender.record for key, lender in lenders.items()}
    for key in sorted(rows.keys() | said.keys()):
        if rows.get(key) != said.get(key):
            yield Problem(
                None,
                "lender",
                Text(
                    de=f"Die Angaben zur Stelle {key} sind nicht die, die zuletzt festgelegt wurden.",
                    en=f"What is on record of authority {key} is not what was set last.",
                ),
            )
