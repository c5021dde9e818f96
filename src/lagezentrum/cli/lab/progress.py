"""How far a run is: a bar in a terminal, elsewhere a line every few seconds, always on the error stream."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

from lagezentrum.cli.settings import Settings

EVERY = 10.0
"""Seconds between two lines where there is no terminal."""
Told = Callable[[int, int], None]
"""Takes the number of shards and of policies that were computed since the last call."""


@contextmanager
def shown(settings: Settings, shards: tuple[int, int], policies: int, every: float = EVERY) -> Iterator[Told]:
    """Show how far a run is.

    Args:
        settings: of the call.
        shards: how many there were before, and how many there are in all.
        policies: how many are still to be computed.
        every: seconds between two lines.
    """
    if sys.stderr.isatty():
        with _bar(settings, shards, policies) as told:
            yield told
    else:
        yield _lines(settings, shards, policies, every)


@contextmanager
def _bar(settings: Settings, shards: tuple[int, int], policies: int) -> Iterator[Told]:
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    before, total = shards
    pace = _Pace(policies)
    columns = (
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[pace]}"),
        TimeElapsedColumn(),
    )  # fmt: skip
    with Progress(*columns, console=settings.notes, transient=True) as bars:
        task = bars.add_task(settings.language("Teilstücke", "shards"), total=total, completed=before, pace="")

        def told(done: int, computed: int) -> None:
            pace.add(computed)
            bars.update(task, advance=done, pace=pace.said(settings))

        yield told


def _lines(settings: Settings, shards: tuple[int, int], policies: int, every: float) -> Told:
    before, total = shards
    pace, done_in_all, said_at = _Pace(policies), before, monotonic()

    def told(done: int, computed: int) -> None:
        nonlocal done_in_all, said_at
        pace.add(computed)
        done_in_all += done
        if monotonic() - said_at < every or done_in_all == total:
            return
        said_at = monotonic()
        line = settings.language(
            f"{done_in_all} von {total} Teilstücken ({before} lagen vor), {pace.said(settings)}",
            f"{done_in_all} of {total} shards ({before} were there), {pace.said(settings)}",
        )
        settings.notes.print(line, markup=False, soft_wrap=True)

    return told


class _Pace:
    """Policies a second since the start, and the time that the rest takes at that rate."""

    def __init__(self, policies: int) -> None:
        self._left, self._computed, self._began = policies, 0, monotonic()

    def add(self, computed: int) -> None:
        self._computed += computed
        self._left -= computed

    def said(self, settings: Settings) -> str:
        rate = self._computed / max(monotonic() - self._began, 1e-6)
        number, left = settings.language.number(round(rate)), self._left / max(rate, 1e-9)
        return settings.language(f"{number} Regeln/s, noch {span(left)}", f"{number} policies/s, {span(left)} left")


def span(seconds: float) -> str:
    """A duration, rounded to what one wants to know."""
    minutes, rest = divmod(round(seconds), 60)
    if minutes >= 60:
        return f"{minutes // 60} h {minutes % 60:02} min"
    return f"{minutes} min {rest:02} s" if minutes else f"{rest} s"
