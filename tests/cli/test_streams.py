"""The output stream may be narrow, full, closed, or without umlauts: never a traceback, never nothing."""

import json
import os
import subprocess
import sys

import pytest

from lagezentrum.cli import plain_signs
from lagezentrum.engine.wording import MARKS
from lagezentrum.engine.wording.templates import TEMPLATES

PROGRAM = f"{sys.executable} -m lagezentrum.cli.main"


def call(line: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    done = subprocess.run(  # noqa: S603 (our own)
        ["/bin/bash", "-c", f"{PROGRAM} {line}"],
        capture_output=True,
        encoding="latin-1",
        check=False,
        env={**os.environ, "COLUMNS": "80", **environment},
    )
    assert "Traceback" not in done.stderr
    return done


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_a_stream_without_marks_shows_others_and_never_that_of_a_missing_value(encoding: str) -> None:
    done = call("status --on 2021-12-01 --area Hannover", PYTHONIOENCODING=encoding)
    assert done.returncode == 0
    assert "Mi 01.[x]" in done.stdout
    assert "v 2" in done.stdout
    assert "?" not in done.stdout


def test_plain_signs_tell_the_marks_of_days_apart_and_leave_no_word_of_a_proof_unreadable() -> None:
    plain_signs.register()
    marks = [mark.encode("ascii", plain_signs.HANDLER) for mark in MARKS.values()]
    assert len(set(marks)) == len(marks)
    assert [kind for kind, mark in zip(MARKS, marks, strict=True) if mark == b"?"] == ["missing"]
    said = "".join(text for texts in TEMPLATES.values() for text in texts.values())
    assert b"#" not in said.encode("ascii", plain_signs.HANDLER)
    assert "Größe → 5\u00a0%, 漢".encode("ascii", plain_signs.HANDLER) == b"Groesse -> 5 %, #"


def test_json_loses_nothing_on_a_stream_without_umlauts() -> None:

    osnabrueck = call("status --on 2021-12-01 --area 03459 --format json", PYTHONIOENCODING="ascii")
    assert json.loads(osnabrueck.stdout)["areas"][0]["name"] == "Landkreis Osnabrück"


@pytest.mark.parametrize("columns", ["0", "1"])
def test_a_terminal_that_claims_no_width_is_shown_something(columns: str) -> None:
    done = call("findings --area 03241", COLUMNS=columns)
    assert done.returncode == 0
    assert "Feststellungen" in done.stdout


@pytest.mark.parametrize(("line", "cause"), [("findings >/dev/full", "No space left"), ("demo >&-", "geschlossen")])
def test_output_that_can_not_be_written_is_one_line_and_exit_code_1(line: str, cause: str) -> None:
    done = call(line, PYTHONIOENCODING="latin-1", COLUMNS="200")
    assert done.returncode == 1
    assert cause in done.stderr
    assert done.stderr.count("\n") == 1
