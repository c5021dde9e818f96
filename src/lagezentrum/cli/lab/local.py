"""Shards on this machine: in this process, or in several."""

import os
import pickle
import signal
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context, parent_process
from threading import Thread

from lagezentrum.cli.lab.encoding import Encoded, compute
from lagezentrum.outlook.lab import Job
from lagezentrum.outlook.packed import Engine

RETRIES = 4
"""How often the processes are started anew after one of them was killed without a shard having been finished."""
AHEAD = 2
"""Shards handed out per process; more would only fill the memory with results."""

_job: Job | None = None
_engine: Engine | None = None


class WorkersLost(Exception):
    """Processes were killed again and again over some shards, whose numbers are the argument."""


def serial(job: Job, numbers: Sequence[int], engine: Engine | None) -> Iterator[Encoded]:
    """Shards one after the other in this process."""
    for number in numbers:
        yield compute(job, number, engine)


def in_processes(job: Job, numbers: Sequence[int], engine: Engine | None, processes: int) -> Iterator[Encoded]:
    """Shards in several processes, in the order in which they are finished.

    The processes are new ones, not copies of this one, so threads of this one can not harm them. If one is killed, all
    are started anew and the unfinished shards are computed again: a shard is a pure function of the job.

    Raises:
        WorkersLost: it happened too often.
    """
    todo = list(numbers)
    lost = 0
    while todo:
        done = 0
        try:
            for result in _once(job, todo, engine, processes):
                done += 1
                todo.remove(result.number)
                yield result
        except BrokenProcessPool as error:
            lost = 0 if done else lost + 1
            if lost >= RETRIES:
                raise WorkersLost(todo[:processes]) from error


def _once(job: Job, numbers: Sequence[int], engine: Engine | None, processes: int) -> Iterator[Encoded]:
    waiting = iter(list(numbers))
    running: set[Future[Encoded]] = set()
    with ProcessPoolExecutor(
        processes, mp_context=get_context("spawn"), initializer=_take, initargs=(pickle.dumps(job), engine)
    ) as pool:
        try:
            for number in waiting:
                running.add(pool.submit(_shard, number))
                if len(running) >= processes * AHEAD:
                    finished, running = wait(running, return_when=FIRST_COMPLETED)
                    yield from (future.result() for future in finished)
            while running:
                finished, running = wait(running, return_when=FIRST_COMPLETED)
                yield from (future.result() for future in finished)
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _take(job: bytes, engine: Engine | None) -> None:
    global _job, _engine
    Thread(target=_end_with_parent, daemon=True).start()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the parent ends this one in order
    _job, _engine = pickle.loads(job), engine  # noqa: S301 (from the process that started this one)


def _end_with_parent() -> None:
    """A caller that was killed can not end its processes; they would wait for it for ever."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _shard(number: int) -> Encoded:
    assert _job is not None  # noqa: S101 (the initializer ran)
    return compute(_job, number, _engine)
