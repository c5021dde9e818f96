"""Kept cubes of a file go when the file has another content, those of other files and questions stay."""

from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np

from lagezentrum.outlook.known import Cube
from lagezentrum.sources.figure_table.batches import Wanted
from lagezentrum.sources.figure_table.keeping import kept

DAY = date(2021, 11, 1)


def ask(file: Path, folder: Path, lags: int) -> float:
    """The value of a file that holds one number."""
    table: Any = SimpleNamespace(path=file)
    wanted = Wanted({"new_cases": ("03101",)}, DAY, DAY)

    def read() -> dict[str, Cube]:
        return {"new_cases": Cube(DAY, ("03101",), np.full((lags, 1, 1), float(file.read_text())))}

    return float(kept(table, wanted, {"lags": lags}, folder, read)["new_cases"].values[0, 0, 0])


def test_cubes_of_what_a_file_held_before_do_not_pile_up(tmp_path: Path) -> None:
    folder, one, other = tmp_path / "kept", tmp_path / "one", tmp_path / "other"
    other.write_text("7")
    assert ask(other, folder, 1) == 7
    for value in ("1", "2", "3"):
        one.write_text(value)
        assert [ask(one, folder, lags) for lags in (1, 2, 1)] == [float(value)] * 3
        assert len(list(folder.iterdir())) == 3
    of_other = {path.name for path in folder.iterdir()}
    assert ask(other, folder, 1) == 7
    assert {path.name for path in folder.iterdir()} == of_other
