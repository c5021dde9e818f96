"""Records of people are deleted on their day; what remains are counts, hashes and tokens that lead back to nobody."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.contrib.sessions.backends.db import SessionStore
from django.db import connection, transaction

from lagezentrum.web.ledger import chain
from lagezentrum.web.ledger.models import Event
from lagezentrum.web.pool.models import Deployment, Nomination, PlanFile, Upload
from lagezentrum.web.pool.payloads import Erased
from lagezentrum.web.pool.planning import UNDER_WAY
from lagezentrum.web.pool.recording import day, moment, record

if TYPE_CHECKING:
    from django.db.models import QuerySet

_TABLES = (
    "pool_nomination", "pool_deployment", "pool_manualchange", "pool_upload", "pool_planfile", "django_session",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Deleted:
    """How many records were deleted."""

    people: int
    deployments: int
    uploads: int
    plans: int


def due(on: date) -> "QuerySet[Nomination]":
    """The people whose records are to be deleted on a day. Who is promised to a receiver is not, whatever the day."""
    promised = Deployment.objects.filter(state__in=UNDER_WAY, last__gte=on).values("person")
    return Nomination.objects.filter(delete_on__lte=on).exclude(pk__in=promised)


@transaction.atomic
def delete_expired(*, at: datetime | None = None) -> Deleted:
    """Delete what is due: people with their deployments and changes by hand, unconfirmed files, plan files.

    Sessions that have ended go, too: what was typed into a form when one ran out is kept in it for its owner.
    Running it twice changes nothing the second time.
    """
    chain.lock()
    SessionStore.clear_expired()
    now = moment(at)
    on = day(now)
    people = due(on)
    deployments = Deployment.objects.filter(person__in=people).count()
    number = people.count()
    files = PlanFile.objects.filter(delete_on__lte=on)
    hashes = tuple(sorted(set(files.values_list("sha256", flat=True))))
    uploads = Upload.objects.filter(delete_on__lte=on)
    deleted = Deleted(number, deployments, uploads.count(), files.count())
    if deleted == Deleted(0, 0, 0, 0):
        return deleted
    people.delete()
    uploads.delete()
    files.delete()
    kept = set(PlanFile.objects.filter(sha256__in=hashes).values_list("sha256", flat=True))
    payload = Erased(
        on=on,
        people=number,
        deployments=deployments,
        uploads=deleted.uploads,
        plans=tuple(digest for digest in hashes if digest not in kept),
    )
    record(Event.Kind.POOL_ERASED, f"D-{on:%Y-%m-%d}", payload, None, now)
    return deleted


def sweep() -> None:
    """Free the place of what was deleted, so that it does not linger in the files of the database.

    SQLite overwrites freed pages (`secure_delete` in the settings) and here gives up its journal; PostgreSQL clears
    dead rows. Backups made before keep what they hold: they must be given up by their own period.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        else:
            for table in _TABLES:
                cursor.execute(f"VACUUM {table}")
