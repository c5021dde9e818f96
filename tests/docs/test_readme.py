"""What the README shows is what the program prints."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def printed_by_demo() -> list[str]:
    """The lines of `lage demo --no-serve` in a terminal of 80 columns."""
    command = [sys.executable, "-c", "from lagezentrum.cli.main import run; run()", "demo", "--no-serve"]
    environment = {**os.environ, "COLUMNS": "80", "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", env=environment, check=True)  # noqa: S603 (our own program)
    return [line.rstrip() for line in done.stdout.splitlines()]


def test_the_output_shown_in_the_readme_is_real_and_in_order() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = readme.split("```text\n")[1].split("```")[0].splitlines()
    printed = iter(printed_by_demo())
    lines = [line.rstrip() for line in shown if line.strip() not in ("", "…")]
    assert len(lines) > 40
    missing = [line for line in lines if line not in printed]
    assert missing == []


def test_the_readme_begins_with_the_two_commands() -> None:
    lines = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
    commands = [line for line in lines if line.startswith("$ ")]
    assert commands[0].startswith("$ make demo")
    assert commands[1].startswith("$ make test")
