"""`lage lab run`: one run at a time in a directory, and none in that of another version of the program."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from lagezentrum.cli.lab.claiming import LOCK
from tests.cli.conftest import Lage

DESIGN = """\
title: {de: Probe, en: trial}
regulation: de-ni/corona-vo
version: 2021-12-12
period: {from: 2021-12-01, to: 2021-12-10}
areas: ["03241"]
vary: {"*.raising.days": [3, 5]}
"""
HOLDING = """\
import sys
from pathlib import Path
from lagezentrum.cli.lab.claiming import claimed
with claimed(None, Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def call(tmp_path: Path) -> tuple[str, ...]:
    (tmp_path / "design.yaml").write_text(DESIGN, encoding="utf-8")
    return "lab", "run", str(tmp_path / "design.yaml"), "--out", str(tmp_path / "out"), "--lang"


def test_a_second_run_is_refused_until_the_first_has_ended_or_was_killed(
    lage: Lage, call: tuple[str, ...], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    with subprocess.Popen(  # noqa: S603 (our own program)
        (sys.executable, "-c", HOLDING, str(out)), stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        for language, said in (("de", "rechnet gerade ein anderer Lauf"), ("en", "Another run is at work")):
            refused = lage(*call, language)
            assert refused.code == 2
            assert said in refused.notes
            assert f"{other.pid}" in refused.notes
        assert [path.name for path in out.iterdir()] == [LOCK]
        other.kill()
    assert (out / LOCK).is_file()
    done = lage(*call, "de")
    assert done.code == 0, done.notes
    assert not (out / LOCK).exists()


def test_a_result_of_another_version_is_neither_gone_on_with_nor_reported(
    lage: Lage, call: tuple[str, ...], tmp_path: Path
) -> None:
    assert lage(*call, "de").code == 0
    file = tmp_path / "out" / "description.json"
    before = json.loads(file.read_text(encoding="utf-8")) | {"format": "lagezentrum.lab/1"}
    file.write_text(json.dumps(before), encoding="utf-8")
    for answer in (lage(*call, "en"), lage("lab", "report", str(tmp_path / "out"), "--lang", "en")):
        assert answer.code == 2
        assert "computed by another version" in answer.notes
    assert json.loads(file.read_text(encoding="utf-8")) == before
