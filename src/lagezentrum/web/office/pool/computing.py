"""One computation of a proposal at a time: a second click, or a colleague, must not start another beside it."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from typing import Any

from django.conf import settings

from lagezentrum.web.pool.refusals import WrongState

_LOCK = "pool-computing.lock"


class BeingComputed(WrongState):
    """A proposal is being computed already."""


@contextmanager
def alone() -> Iterator[None]:
    """Compute with no other process or thread of this machine doing so; a process that dies lets go.

    Raises:
        BeingComputed: another computes.
    """
    with (settings.HOME / _LOCK).open("ab") as held:
        try:
            with suppress(ImportError):  # a system without such locks computes twice
                locks: Any = import_module("fcntl")
                locks.flock(held, locks.LOCK_EX | locks.LOCK_NB)
        except BlockingIOError as error:
            raise BeingComputed(
                "Ein Vorschlag wird gerade gerechnet; ein zweiter nicht zugleich. Warten Sie, bis er unter "
                "„Vorschläge“ erscheint.",
                "A proposal is being computed; a second one is not at the same time. Wait until it appears under "
                "“Proposals”.",
            ) from error
        yield
