"""A copy of the toy regulation that a test may spoil, and the text of what is then reported."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from lagezentrum.law.library import SHIPPED, Library
from lagezentrum.law.problems import LawError
from tests.bilingual import every_problem as every_problem

Edit = tuple[str, str]
TOY = Path("toy/lampland/2024-01-01")


class Workshop:
    """A directory of regulations with a copy of Lampland in it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.folder = root / TOY
        self.file = self.folder / "regulation.yaml"
        shutil.copytree(SHIPPED / TOY, self.folder)
        shutil.copytree(SHIPPED / "calendars", root / "calendars")

    def edit(self, old: str, new: str, name: str = "regulation.yaml", folder: Path | None = None) -> int:
        """Replace the only occurrence of `old`; the line on which it stood, counted from 1."""
        file = (folder or self.folder) / name
        text = file.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        file.write_text(text.replace(old, new), encoding="utf-8")
        return text[: text.index(old)].count("\n") + 1

    def successor(self, day: str, until: str, suffix: str = "") -> Path:
        """A further version of Lampland, a copy with another name and period."""
        folder = self.folder.with_name(day + suffix)
        shutil.copytree(self.folder, folder)
        self.edit("version: 2024-01-01", f"version: {day}{suffix}", folder=folder)
        self.edit(
            "in_force: {from: 2024-01-01, to: 2024-06-30,", f"in_force: {{from: {day}, to: {until},", folder=folder
        )
        return folder

    def library(self) -> Library:
        """The regulations of this directory alone."""
        return Library((self.root,))

    def problems(self) -> list[str]:
        """The problems reported when the toy is read, as text."""
        with pytest.raises(LawError) as caught:
            self.library().regulation("toy/lampland")
        return [str(problem) for problem in caught.value.problems]

    def only_problem(self) -> str:
        """The one problem reported."""
        problems = self.problems()
        assert len(problems) == 1, "\n".join(problems)
        return problems[0]


@pytest.fixture
def workshop(tmp_path: Path) -> Workshop:
    return Workshop(tmp_path)


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str], Path]:
    """Writes a text to a YAML file and names the file."""

    def _write(text: str) -> Path:
        file = tmp_path / "some.yaml"
        file.write_text(text, encoding="utf-8")
        return file

    return _write
