"""The Atom feed: what was ordered, and the head of the ledger day by day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypedDict

from django.conf import settings
from django.utils.feedgenerator import Atom1Feed, Enclosure

from lagezentrum.law.model import Text
from lagezentrum.sources.areas import Area
from lagezentrum.web.feeds.cap import MEDIA_TYPE as CAP
from lagezentrum.web.feeds.cap_messages import WARNING_KINDS
from lagezentrum.web.feeds.wording import LANGUAGES, Language, exercise_note, half, headline, marked
from lagezentrum.web.ledger.chain import Head
from lagezentrum.web.ledger.determination import Determination

MEDIA_TYPE = "application/atom+xml; charset=utf-8"
_MOST = 100
"""Entries of a feed; the whole is in the interface and the data package."""

_TITLE = Text(de="Warnstufen: {area}", en="Warning levels: {area}")
_HEAD = Text(de="Register: Eintrag {number}", en="Ledger: entry {number}")
_KEEP = Text(
    de="Letzter Eintrag des Tages: {number}, SHA-256 {hash}. Wer diesen Wert aufhebt, kann später zeigen, dass bis "
    "dahin nichts geändert wurde.",
    en="Last entry of the day: {number}, SHA-256 {hash}. Who keeps this value can show later that nothing up to it was "
    "changed.",
)


@dataclass(frozen=True, slots=True)
class Addresses:
    """Addresses with host: of the site, of its pages in the language of the feed, of the feed, of the page it is about.

    None but that of the page ends with a slash.
    """

    site: str
    pages: str
    feed: str
    page: str


def as_atom(
    area: Area,
    determinations: Iterable[Determination],
    heads: Iterable[Head],
    addresses: Addresses,
    sizes: Mapping[str, int],
    changed: datetime,
    language: Language = "de",
) -> bytes:
    """The feed, the latest first.

    Args:
        area: what it is about.
        determinations: published ones.
        heads: the last event of each day on which anything was recorded.
        addresses: where it lies.
        sizes: the length in bytes of each order that is kept as PDF, by the id of its determination.
        changed: when anything was last recorded, for a feed without entries.
        language: of the words; what an authority wrote stays as written.
    """
    note = exercise_note(language)
    feed = _Feed(
        title=marked(half(_TITLE, language).format(area=area.title), language),
        link=addresses.page,
        description=note,
        subtitle=note,
        language=language,
        feed_url=addresses.feed,
        feed_guid=addresses.feed,
        author_name=settings.AUTHORITY or "Lagezentrum",
        author_link=addresses.site,
        changed=changed,
    )
    entries = [_of_determination(found, addresses, sizes.get(found.id), language) for found in determinations]
    entries += [_of_head(head, addresses, language) for head in heads]
    for entry in sorted(entries, key=lambda entry: entry["updateddate"], reverse=True)[:_MOST]:
        feed.add_item(**entry)
    return feed.writeString("utf-8").encode()


class _Feed(Atom1Feed):
    """A feed that has not changed at the moment in which it is asked for."""

    def latest_post_date(self) -> datetime:
        """The latest change of an entry, or the one named where there is none."""
        named: datetime = self.feed["changed"]
        return super().latest_post_date() if self.items else named


class _Entry(TypedDict):
    title: str
    link: str
    description: str
    unique_id: str
    pubdate: datetime
    updateddate: datetime
    categories: list[str]
    enclosures: list[Enclosure]


def _of_determination(found: Determination, addresses: Addresses, size: int | None, language: Language) -> _Entry:
    """The other language follows; the id is the same in both, so that a reader of both feeds is told once."""
    page = f"{addresses.site}/feststellungen/{found.id}/"
    changed = found.entries[-1].at
    said = [exercise_note(language), f"{headline(found, language)}.", found.reasons]
    said += [f"{headline(found, other)}." for other in LANGUAGES if other != language]
    enclosures = [] if size is None else [Enclosure(f"{page}anordnung.pdf", str(size), "application/pdf")]
    cap = Enclosure(f"{addresses.site}/feeds/cap/{found.id}.xml", "0", CAP)
    return _Entry(
        title=marked(headline(found, language), language),
        link=f"{addresses.pages}/feststellungen/{found.id}/",
        description="\n".join(part for part in said if part),
        unique_id=page,
        pubdate=found.published_at or changed,
        updateddate=changed,
        categories=[found.area, found.rule, found.step],
        enclosures=[*enclosures, cap] if found.kind in WARNING_KINDS else enclosures,
    )


def _of_head(head: Head, addresses: Addresses, language: Language) -> _Entry:
    return _Entry(
        title=half(_HEAD, language).format(number=head.number),
        link=f"{addresses.pages}/methode/",
        description=half(_KEEP, language).format(number=head.number, hash=head.hash),
        unique_id=f"{addresses.site}/feeds/ledger/{head.number}",
        pubdate=head.recorded_at,
        updateddate=head.recorded_at,
        categories=["ledger"],
        enclosures=[],
    )
