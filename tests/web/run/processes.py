"""`lage` and other programs in processes of their own, with nothing of the tests' settings about them."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[3]
_OF_THE_TESTS = ("LAGEZENTRUM_", "DATABASE_", "DJANGO_", "LAGE_", "COLUMNS")
PATIENCE = 600
"""Seconds after which a program that does not answer or end is a failure: long, for a busy machine is not a fault."""
_PORTS, _EACH = 20_000, 400
_asked = count()


def environment(home: Path, **variables: str) -> dict[str, str]:
    """The variables of a service that lives in `home`."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(_OF_THE_TESTS)}
    return clean | {"LAGEZENTRUM_HOME": str(home)} | variables


def run(*arguments: str, home: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a program of Python to its end."""
    return subprocess.run(  # noqa: S603 - our own programs
        [sys.executable, *arguments],
        env=environment(home, **variables),
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )


def lage(*arguments: str, home: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run `lage` to its end."""
    return run("-m", "lagezentrum.cli.main", *arguments, home=home, **variables)


@contextmanager
def running(*arguments: str, home: Path, **variables: str) -> Iterator[subprocess.Popen[str]]:
    """`lage` as a process that goes on; it is ended at the end of the block if it still runs."""
    with subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-m", "lagezentrum.cli.main", *arguments],
        env=environment(home, PYTHONUNBUFFERED="1", **variables),
        cwd=REPOSITORY,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield process
        finally:
            if process.poll() is None:
                process.terminate()
            process.wait(PATIENCE)


def free_port() -> int:
    """A port on which nothing listens, and that nobody gets who asks the system for any port.

    Between this answer and the program that takes the port may lie seconds. So it lies below those that the system
    deals out to callers and servers, and each process of a run of the tests has some of its own, each named once.
    """
    worker = os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")
    first = _PORTS + int(worker) % 20 * _EACH
    for _ in range(_EACH):
        port = first + (os.getpid() + next(_asked)) % _EACH
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as a server does
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise AssertionError(f"something listens on every port from {first} to {first + _EACH - 1}")


def answered(process: subprocess.Popen[str], address: str, seconds: float = PATIENCE) -> bool:
    """Whether an address answers with success before the time is over or the process has ended."""
    end = time.monotonic() + seconds
    while time.monotonic() < end and process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:  # noqa: S310 - our own server
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    return False
