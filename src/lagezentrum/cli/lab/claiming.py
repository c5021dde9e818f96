"""One run at a time in a directory: two would clear away each other's half-written files.

The operating system holds the lock for the process that took it, and lets it go when that ends, also by `kill -9` or a
power failure; so no lock is ever left behind that somebody would have to judge. Workers, here or on a cluster, write
nothing and need none.
"""

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from typing import Any

from lagezentrum.cli.refusals import Refusal
from lagezentrum.cli.settings import Settings

LOCK = "run.lock"
"""Name of the file; while a run is under way it says which process runs where."""


@contextmanager
def claimed(settings: Settings, folder: Path) -> Iterator[None]:
    """A directory, for this process alone.

    Raises:
        Refusal: another process runs there; it is named.
        OSError: the file can not be written.
    """
    path = folder / LOCK
    handle = _held(path)
    if handle is None:
        raise Refusal(_taken(settings, folder, path))
    try:
        os.truncate(handle, 0)
        os.write(handle, f"{os.getpid()} {socket.gethostname()}\n".encode())
        yield
    finally:
        with suppress(OSError):
            path.unlink(missing_ok=True)  # while it is still held: whoever opened it meanwhile notices and starts over
        os.close(handle)


def _held(path: Path) -> int | None:
    """The file, open and locked; None where another process holds it."""
    try:
        locks: Any = import_module("fcntl")
    except ImportError:  # a system without such locks: the file is written, and protects from nothing
        return os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    while True:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            locks.flock(handle, locks.LOCK_EX | locks.LOCK_NB)
        except BlockingIOError:
            os.close(handle)
            return None
        except OSError:  # a file system that knows no locks: as without them
            return handle
        if _is(path, handle):
            return handle
        os.close(handle)  # the run before has just ended and taken the file with it


def _is(path: Path, handle: int) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(handle))
    except FileNotFoundError:
        return False


def _taken(settings: Settings, folder: Path, path: Path) -> str:
    said = ""
    with suppress(OSError, UnicodeDecodeError):
        said = path.read_text(encoding="utf-8").strip()
    number, _, machine = said.partition(" ")
    german, english = (
        (f" (Prozess {number} auf {machine})", f" (process {number} on {machine})") if machine else ("", "")
    )
    return settings.language(
        f"In {folder} rechnet gerade ein anderer Lauf{german}. Nichts wurde verändert. Warten Sie, bis er zu Ende ist, "
        "oder beenden Sie ihn; derselbe Aufruf setzt dann fort. Oder nennen Sie nach --out ein anderes Verzeichnis.",
        f"Another run is at work in {folder}{english}. Nothing was changed. Wait until it has ended, or end it; the "
        "same call then goes on. Or name another directory after --out.",
    )
