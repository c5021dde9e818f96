"""The command as people and programs call it, without a process of its own."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from lagezentrum.cli.main import main


@dataclass(frozen=True)
class Answer:
    """What a call printed, and its exit code."""

    code: int
    out: str
    notes: str


Lage = Callable[..., Answer]


@pytest.fixture
def lage(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Lage:
    """Call `lage` with arguments, on a terminal of 80 columns without colour."""
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("LAGE_LANG", raising=False)
    monkeypatch.delenv("LAGE_REGULATIONS", raising=False)

    def call(*arguments: str) -> Answer:
        capsys.readouterr()
        code = main(arguments)
        out, notes = capsys.readouterr()
        return Answer(code, out, notes)

    return call
