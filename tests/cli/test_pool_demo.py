"""`lage pool demo` as a process: it nominates, distributes, orders and prints, ends, and leaves nothing."""

import re
from pathlib import Path

from tests.web.run.processes import lage


def test_without_serving_it_prints_the_coverage_of_the_first_week_and_leaves_nothing(tmp_path: Path) -> None:
    done = lage("pool", "demo", "--no-serve", "--weeks", "1", home=tmp_path / "unused", TMPDIR=str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    assert "Erfunden sind 1400 Kräfte von 60 Stellen" in " ".join(done.stdout.split())
    shares = [
        int(share) for share in re.findall(r"^(?:Landkreis|Stadt|Region) .*?(\d+)\s*$", done.stdout, re.MULTILINE)
    ]
    assert len(shares) > 10
    assert all(0 < share <= 100 for share in shares)
    (least,) = re.findall(r"^kleinste +(\d+)\s*$", done.stdout, re.MULTILINE)
    assert int(least) <= min(shares)
    (people,) = re.findall(r"^Kräfte +(\d+)\s*$", done.stdout, re.MULTILINE)
    (deployments,) = re.findall(r"(\d+)\s+Einsätze\s+sind\s+vorgeschlagen", done.stdout)
    assert people == deployments
    assert "Kennwort" not in done.stdout
    assert list(tmp_path.iterdir()) == []
