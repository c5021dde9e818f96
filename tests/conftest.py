"""Fixtures for all tests."""

import os
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The directory with the full published files; tests that need it are skipped where it is absent."""
    named = os.environ.get("LAGEZENTRUM_SHARED_DATA")
    path = Path(named) if named else REPOSITORY.parent / "shared" / "data"
    if not (path / "nds_district_7day_incidence.csv").is_file():
        pytest.skip(f"the full published files are not at {path} (set LAGEZENTRUM_SHARED_DATA)")
    return path
