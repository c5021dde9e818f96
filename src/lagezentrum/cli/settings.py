"""What holds for every command: the language, where regulations are looked up, and where output goes."""

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console, RenderableType

from lagezentrum.cli.language import Language

if TYPE_CHECKING:
    from lagezentrum.law.library import Library
    from lagezentrum.sources.tables import Progress


_NARROWEST = 20
"""Columns. A terminal that says it has fewer (or none) would be shown nothing at all."""
_TRAILING_SPACES = re.compile(r" +$", re.MULTILINE)


@dataclass
class Settings:
    """The settings of one call.

    Attributes:
        language: in which people are spoken to.
        regulations: directories with regulations outside the package.
        out: where results for people go.
        notes: where everything else goes, so that output for programs stays clean.
    """

    language: Language
    regulations: tuple[Path, ...] = ()
    out: Console = field(default_factory=lambda: Console(highlight=False, emoji=False))
    notes: Console = field(default_factory=lambda: Console(stderr=True, highlight=False, emoji=False))

    def __post_init__(self) -> None:
        for console in (self.out, self.notes):
            if console.width < _NARROWEST:
                console.width = _NARROWEST

    @cached_property
    def library(self) -> "Library":
        """The regulations that can be asked for."""
        from lagezentrum.law.library import Library

        return Library.with_directories(self.regulations)

    def show(self, *parts: RenderableType, style: str | None = None, soft_wrap: bool = False) -> None:
        """Print a result for people, without spaces at the ends of its lines."""
        with self.out.capture() as captured:
            for part in parts:
                self.out.print(part, style=style, markup=False, soft_wrap=soft_wrap)
        self.out.file.write(_TRAILING_SPACES.sub("", captured.get()))

    @contextmanager
    def busy(self) -> Iterator[None]:
        """A sign of life while something is computed, on the error stream and only for people."""
        if not sys.stderr.isatty():
            yield
            return
        with self.notes.status(self.language("wird berechnet …", "computing …")):
            yield

    @contextmanager
    def progress(self) -> Iterator["Progress | None"]:
        """A bar for long readings, on the error stream and only for people."""
        if not sys.stderr.isatty():
            yield None
            return
        from rich.progress import Progress as Bars
        from rich.progress import TaskID

        with Bars(console=self.notes, transient=True) as bars:
            tasks: dict[str, TaskID] = {}

            def told(name: str, done: int, total: int) -> None:
                if name not in tasks:
                    tasks[name] = bars.add_task(name, total=total)
                bars.update(tasks[name], completed=done, total=total)

            yield told
