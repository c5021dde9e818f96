"""The Atom feed: what was ordered, and the head of the ledger day by day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypedDict

from django.conf import settings
from django.utils.feedgenerator import Atom1Feed, Enclosure

from lagezentrum.web.feeds.cap import MEDIA_TYPE as CAP
from lagezentrum.web.feeds.cap_messages import WARNING_KINDS
from lagezentrum.web.feeds.wording import exercise_note, headline, marked
from lagezentrum.web.ledger.chain import Head
from lagezentrum.web.ledger.determination import Determination

MEDIA_TYPE = "application/atom+xml; charset=utf-8"
_MOST = 100
"""Entries of a feed; the whole is in the interface and the data package."""


@dataclass(frozen=True, slots=True)
class Addresses:
    """Addresses with host: of the site, of the feed itself, of the page it belongs to."""

    site: str
    feed: str
    page: str


def as_atom(
    title: str,
    determinations: Iterable[Determination],
    heads: Iterable[Head],
    addresses: Addresses,
    sizes: Mapping[str, int],
) -> bytes:
    """The feed, the latest first.

    Args:
        title: what it is called.
        determinations: published ones.
        heads: the last event of each day on which anything was recorded.
        addresses: where it lies.
        sizes: the length in bytes of each order that is kept as PDF, by the id of its determination.
    """
    note = exercise_note("de")
    feed = Atom1Feed(
        title=marked(title, "de"),
        link=addresses.page,
        description=note,
        subtitle=note,
        language="de",
        feed_url=addresses.feed,
        feed_guid=addresses.feed,
        author_name=settings.AUTHORITY or "Lagezentrum",
        author_link=addresses.site,
    )
    entries = [_of_determination(found, addresses, sizes.get(found.id)) for found in determinations]
    entries += [_of_head(head, addresses) for head in heads]
    for entry in sorted(entries, key=lambda entry: entry["updateddate"], reverse=True)[:_MOST]:
        feed.add_item(**entry)
    return feed.writeString("utf-8").encode()


class _Entry(TypedDict):
    title: str
    link: str
    description: str
    unique_id: str
    pubdate: datetime
    updateddate: datetime
    categories: list[str]
    enclosures: list[Enclosure]


def _of_determination(found: Determination, addresses: Addresses, size: int | None) -> _Entry:
    page = f"{addresses.site}/feststellungen/{found.id}/"
    changed = found.entries[-1].at
    said = [exercise_note("de"), f"{headline(found, 'de')}.", found.reasons, f"{headline(found, 'en')}."]
    enclosures = [] if size is None else [Enclosure(f"{page}anordnung.pdf", str(size), "application/pdf")]
    cap = Enclosure(f"{addresses.site}/feeds/cap/{found.id}.xml", "0", CAP)
    return _Entry(
        title=marked(headline(found, "de"), "de"),
        link=page,
        description="\n".join(part for part in said if part),
        unique_id=page,
        pubdate=found.published_at or changed,
        updateddate=changed,
        categories=[found.area, found.rule, found.step],
        enclosures=[*enclosures, cap] if found.kind in WARNING_KINDS else enclosures,
    )


def _of_head(head: Head, addresses: Addresses) -> _Entry:
    return _Entry(
        title=f"Register: Eintrag {head.number}",
        link=f"{addresses.site}/methode/",
        description=f"Letzter Eintrag des Tages: {head.number}, SHA-256 {head.hash}. Wer diesen Wert aufhebt, kann "
        f"später zeigen, dass bis dahin nichts geändert wurde. / Last entry of the day: {head.number}, SHA-256 "
        f"{head.hash}. Who keeps this value can show later that nothing up to it was changed.",
        unique_id=f"{addresses.site}/feeds/ledger/{head.number}",
        pubdate=head.recorded_at,
        updateddate=head.recorded_at,
        categories=["ledger"],
        enclosures=[],
    )
