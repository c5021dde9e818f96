"""The walk through a new regulation in CONTRIBUTING.md works as it is written."""

import re
from pathlib import Path

import pytest

from lagezentrum.cli.main import main

ROOT = Path(__file__).resolve().parents[2]
_BLOCK = re.compile(r"^```\w+ file=(?P<file>\S+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)


def written_out(directory: Path) -> Path:
    """The files of the walk, written below a directory."""
    blocks = list(_BLOCK.finditer((ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")))
    assert {Path(block["file"]).name for block in blocks} >= {"norm.md", "regulation.yaml", "interpretations.yaml"}
    for block in blocks:
        file = directory / block["file"]
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(block["text"], encoding="utf-8")
    return directory / "my-laws"


def test_the_regulation_of_the_walk_passes_the_check(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    laws = written_out(tmp_path)
    code = main(["law", "check", "fogland/bridges", "--regulations", str(laws)])
    assert code == 0, capsys.readouterr()


def test_a_changed_threshold_breaks_the_scenario_of_the_walk(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    laws = written_out(tmp_path)
    file = laws / "fogland/bridges/2024-03-01/regulation.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("above: 50", "above: 49"), encoding="utf-8")
    assert main(["law", "check", "fogland/bridges", "--regulations", str(laws)]) == 1
    shown = capsys.readouterr()
    assert "two-days-above-50-close.yaml" in shown.out + shown.err
