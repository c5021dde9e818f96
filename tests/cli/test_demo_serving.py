"""`lage demo` as a process without a terminal: it prints, serves until it is told to end, and leaves nothing."""

import re
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.web.run.processes import PATIENCE, answered, environment, free_port, lage, running

EARLY = "2021-09-03"
"""A short season."""


@pytest.fixture
def scratch(tmp_path: Path) -> Iterator[Path]:
    """Where the demo puts its database; at the end nothing is left there."""
    yield tmp_path
    assert list(tmp_path.iterdir()) == []


def printed_until(process: "subprocess.Popen[str]", sign: str) -> str:
    assert process.stdout is not None
    lines = []
    for line in process.stdout:
        lines.append(line)
        if sign in line:
            break
    return "".join(lines)


@pytest.mark.parametrize("told", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_it_prints_addresses_and_sign_ins_serves_and_ends_when_told(scratch: Path, told: signal.Signals) -> None:
    port = free_port()
    foreign = {"LAGEZENTRUM_EXERCISE": "0", "DATABASE_URL": "mysql://a-service-of/this-machine"}
    with running(
        "demo", "--on", EARLY, "--port", str(port), home=scratch / "unused", TMPDIR=str(scratch), **foreign
    ) as process:
        out = printed_until(process, "Strg-C")
        assert "Was die Regel findet" in out
        assert f"http://localhost:{port}/buero/" in out
        assert len(re.findall(r"^[a-z]+\.[a-z]+ +\S{16} ", out, re.MULTILINE)) == 12
        assert answered(process, f"http://127.0.0.1:{port}/readyz")
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/kreis/03241/", timeout=PATIENCE) as page:
            assert "Region Hannover" in page.read().decode()
        process.send_signal(told)
        _, notes = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0
    assert "Traceback" not in notes


def test_told_to_end_while_it_loads_it_leaves_nothing(scratch: Path) -> None:
    with running("demo", home=scratch / "unused", TMPDIR=str(scratch)) as process:
        assert process.stderr is not None
        assert "Tag für Tag" in process.stderr.readline()
        process.terminate()
        assert process.wait(PATIENCE) == 128 + signal.SIGTERM


def test_without_serving_it_ends_after_the_printing(scratch: Path) -> None:
    done = lage("demo", "--no-serve", home=scratch / "unused", TMPDIR=str(scratch))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.rstrip().endswith("lage status --on 2021-12-17")
    assert "Kennwort" not in done.stdout


def test_the_commands_that_need_no_service_start_without_it(tmp_path: Path) -> None:
    program = (
        "import sys; from lagezentrum.cli.main import main; code = main(['status', '--on', '2021-12-01']); "
        "sys.exit(code or any(name in sys.modules for name in ('django', 'lagezentrum.web')))"
    )
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", program], env=environment(tmp_path), capture_output=True, check=False, timeout=PATIENCE
    )
    assert done.returncode == 0, done.stderr
