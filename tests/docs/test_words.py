"""One word for one idea: what the glossary settled is what people read, on pages and in messages."""

import re
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[2] / "src" / "lagezentrum"


@pytest.mark.parametrize(
    ("folder", "kind", "other"),
    [
        # A row of the ledger is an "Eintrag".
        ("web", "*.html", r"\bEreignis"),
        ("web", "*.po", r"\bEreignis"),
        ("web", "*.py", r"\bEreignis"),
        ("cli", "*.py", r"\bEreignis"),
    ],
)
def test_no_second_word_is_read(folder: str, kind: str, other: str) -> None:
    files = list((SOURCE / folder).rglob(kind))
    assert files
    assert [file.name for file in files if re.search(other, file.read_text(encoding="utf-8"))] == []
