"""A number and its noun agree."""

import pytest

from lagezentrum.engine.wording.phrases import numbered


@pytest.mark.parametrize(
    ("number", "told"),
    [(0, "0 Dateien"), (1, "1 Datei"), ("1", "1 Datei"), (21, "21 Dateien"), ("1.001", "1.001 Dateien")],
)
def test_one_alone_is_told_in_the_singular(number: int | str, told: str) -> None:
    assert numbered(number, "Datei", "Dateien") == told
