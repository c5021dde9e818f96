"""Fixtures for the commands of the service, called in the process of the tests."""

import os

import pytest

from tests.cli.conftest import lage as lage
from tests.web import postgres


@pytest.fixture
def database_programs(monkeypatch: pytest.MonkeyPatch) -> None:
    """pg_dump and psql of the version of the server of the tests, in front on the PATH."""
    if folder := postgres.programs():
        monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
