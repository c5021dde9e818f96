"""An import killed at any moment loses nothing it acknowledged and leaves nothing half done."""

import json
import os
import random
import subprocess
import sys

from tests.conftest import REPOSITORY
from tests.web.run.processes import PATIENCE

ROUNDS = int(os.environ.get("LAGEZENTRUM_TEST_KILLS", "50"))
SEED = int(os.environ.get("LAGEZENTRUM_TEST_SEED", str(random.randrange(10_000))))  # noqa: S311 (not for secrets)


def test_no_acknowledged_file_is_lost_and_none_is_half_there(own_database: str) -> None:
    done = subprocess.run(  # noqa: S603 (our own program)
        [sys.executable, "-m", "tests.web.archive.killed_import", str(ROUNDS), str(SEED)],
        cwd=REPOSITORY,
        env=os.environ | {"DATABASE_URL": own_database, "DJANGO_SETTINGS_MODULE": "lagezentrum.web.settings"},
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE + 5 * ROUNDS,
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    told = f"seed {SEED}: {found}"
    assert found["killed"] == ROUNDS, told
    assert found["acknowledged"] > 0, told
    assert found["kept"] - found["acknowledged"] in (0, 1), told  # stored, but killed before it could say so
    for fault in ("lost", "without_verdict", "missing_after_all"):
        assert found[fault] == 0, told
    assert found["problems"] == [], told
    assert found["in_order"], told
    assert found["database_sound"], told
