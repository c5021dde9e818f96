"""A process that is killed in the middle of its work loses nothing it has acknowledged."""

import json
import os
from pathlib import Path

from tests.web.run.processes import run

ROUNDS = int(os.environ.get("LAGEZENTRUM_TEST_KILLS", "50"))
SEED = 20211215


def test_no_acknowledged_act_is_lost_when_the_process_is_killed_and_the_chain_holds(
    own_database: str, tmp_path: Path
) -> None:
    done = run("-m", "tests.web.run.acting", str(ROUNDS), str(SEED), home=tmp_path, DATABASE_URL=own_database)
    assert done.returncode == 0, done.stderr
    outcome = json.loads(done.stdout.splitlines()[-1])
    assert outcome["acknowledged"] >= ROUNDS
    assert outcome["lost"] == []
    assert outcome["broken_links"] == 0
    assert outcome["problems"] == []
