"""Shards on many machines, by Dask distributed (`lagezentrum[cluster]`): an existing scheduler, or processes here.

Dask computes lost results again when a worker dies, and starts a new worker through its nanny. So everything sent is
pure: the job travels once, in a task of its own that any worker can compute again, and shards hang on that task.
"""

import pickle
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from itertools import islice
from threading import Event, Thread, current_thread, main_thread
from typing import Any

from lagezentrum.cli.lab.encoding import Encoded, compute
from lagezentrum.cli.lab.program import fingerprint
from lagezentrum.outlook.lab import Job
from lagezentrum.outlook.packed import Engine

AHEAD = 3
"""Shards handed out per worker thread."""
TRIES = 5
"""How many workers may die over one shard before it counts as deadly; a cluster of spot machines loses many."""
PATIENCE = 60
"""Seconds to wait for the first worker of a scheduler."""
LOOK = 5.0
"""Seconds between two looks whether any worker is left."""
_JOB = "lab-job-"
SETTINGS = {
    "distributed.scheduler.allowed-failures": TRIES,
    "distributed.worker.profile.enabled": False,
    # Freed memory is kept: giving it back after each shard costs a quarter of the time.
    "distributed.nanny.pre-spawn-environ.MALLOC_TRIM_THRESHOLD_": 1 << 30,
    "distributed.nanny.pre-spawn-environ.MALLOC_MMAP_THRESHOLD_": 1 << 30,
    "distributed.nanny.pre-spawn-environ.DASK_LOGGING__DISTRIBUTED": "critical",
}
"""Of Dask, for processes started here."""


class BadAddress(Exception):
    """Dask can not make anything of the address; the argument says why."""


class SchedulerLost(Exception):
    """The scheduler does not answer any more."""


class NoWorker(Exception):
    """A scheduler answers, but no worker came to it."""


class DeadlyShard(Exception):
    """Worker after worker died over one shard; the argument is its number, or None if it was the job itself."""


class OtherProgram(Exception):
    """A worker has lagezentrum in another version, or not at all; the argument says which and what."""


def on_cluster(
    job: Job, numbers: Sequence[int], engine: Engine | None, address: str, workers: int, patience: float = PATIENCE,
    tell: Callable[[bool], None] = lambda _: None,
) -> Iterator[Encoded]:  # fmt: skip
    """Shards on a cluster, in the order in which they are finished.

    Args:
        job: the job.
        numbers: which shards.
        engine: which engine.
        address: of a scheduler (`tcp://…`), or `local` for processes on this machine.
        workers: number of processes for `local`.
        patience: seconds to wait for the first worker.
        tell: called with False when the last worker of a scheduler has left, while the run waits for others, and with
            True when one has come; in a thread of its own.

    Raises:
        BadAddress: it is none of a scheduler.
        ImportError: Dask is not installed.
        OSError: no scheduler answers at the address.
        SchedulerLost, NoWorker, DeadlyShard, OtherProgram: as their names say.
    """
    import dask

    # Read when Dask is loaded. What goes wrong here is told by the exceptions above.
    dask.config.set({"logging": {"distributed": "critical", "distributed.client": "critical"}})
    from distributed import as_completed

    with ExitStack() as stack:
        client = stack.enter_context(_client(address, workers))
        try:
            client.wait_for_workers(1, timeout=patience)
        except TimeoutError as error:
            raise NoWorker from error
        for worker, program in client.run(fingerprint, on_error="return").items():
            if program != fingerprint():
                raise OtherProgram(f"{worker}: {program}")
        run = f"{job.design_digest[:16]}-{job.figures_digest[:16]}"
        if address != "local":  # here a dead worker is started anew
            stack.enter_context(_watched(client.nthreads, tell))
        payload = client.submit(_unpacked, pickle.dumps(job), fingerprint(), key=f"{_JOB}{run}", pure=True)
        _everywhere(client, payload)
        waiting = iter(numbers)

        def submit(number: int, **place: Any) -> Any:
            key = f"lab-{run}-{engine}-{number}"
            return client.submit(_shard, payload, number, engine, fingerprint(), key=key, pure=True, **place)

        # Dealt out in turn: how long a shard takes is not known yet. Later ones go where there is room.
        threads = [worker for worker, count in client.nthreads().items() for _ in range(count)]
        first = [
            submit(number, workers=[worker], allow_other_workers=True)
            for worker, number in zip(AHEAD * threads, waiting, strict=False)
        ] or [submit(number) for number in islice(waiting, AHEAD * workers)]
        completed: Any = as_completed(first)  # type: ignore[no-untyped-call]
        for future in completed:
            result = _result(future)
            future.release()
            following = next(waiting, None)
            if following is not None:
                completed.add(submit(following))
            yield result


@contextmanager
def _client(address: str, workers: int) -> Iterator[Any]:
    import dask
    from distributed import Client, LocalCluster

    with ExitStack() as stack:
        stack.enter_context(dask.config.set(SETTINGS))
        if address != "local":
            try:
                client = Client(address, timeout="20s")  # type: ignore[no-untyped-call]
            except (ValueError, TypeError, RuntimeError) as error:  # by what is wrong with scheme, port or certificate
                raise BadAddress(str(error)) from error
            yield stack.enter_context(client)
            return
        with _without_ctrl_c():
            cluster = stack.enter_context(
                LocalCluster(n_workers=workers, threads_per_worker=1, processes=True, dashboard_address="127.0.0.1:0")  # type: ignore[no-untyped-call]
            )
        yield stack.enter_context(Client(cluster))  # type: ignore[no-untyped-call]


def _everywhere(client: Any, payload: Any) -> None:
    """Bring the job to every worker that is there; Dask lets shards queue up where it is, and others stand idle."""
    from distributed import wait

    wait([payload])  # type: ignore[no-untyped-call]
    if payload.status == "finished":  # else each shard says what is wrong
        client.replicate([payload])


@contextmanager
def _without_ctrl_c() -> Iterator[None]:
    """Processes begun here never take Ctrl-C, which reaches the whole group: this one ends them in order."""
    if current_thread() is not main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def _watched(workers: Callable[[], object], tell: Callable[[bool], None]) -> Iterator[None]:
    """Look from time to time whether there is any worker, and tell when there is none any more, or one again."""
    ended = Event()

    def watch() -> None:
        there = True
        while not ended.wait(LOOK):
            try:
                now = bool(workers())
            except Exception:  # noqa: BLE001 (the scheduler is lost, which the run itself finds out)
                return
            if now != there and not ended.is_set():
                tell(now)
            there = now

    Thread(target=watch, daemon=True).start()
    try:
        yield
    finally:
        ended.set()


def _result(future: Any) -> Encoded:
    """What a worker found, or in our words why there is nothing."""
    from concurrent.futures import CancelledError

    from distributed import KilledWorker

    try:
        found: Encoded = future.result()
    except CancelledError as error:
        raise SchedulerLost from error
    except KilledWorker as error:
        task = str(error.task)
        raise DeadlyShard(None if task.startswith(_JOB) else int(task.rpartition("-")[2])) from error
    except RuntimeError as error:
        if "deserialization of the task graph" in str(error):  # so says a scheduler that can not read what it was sent
            raise OtherProgram("Scheduler") from error
        raise
    return found


def _unpacked(job: bytes, expected: str) -> Job:
    _same_program(expected)
    found: Job = pickle.loads(job)  # noqa: S301 (the scheduler's own client sent it)
    return found


def _shard(job: Job, number: int, engine: Engine | None, expected: str) -> Encoded:
    _same_program(expected)
    return compute(job, number, engine)


def _same_program(expected: str) -> None:
    """Refuse to compute by another version: its numbers might differ, and the digest would hide it."""
    if fingerprint() != expected:  # of a worker that came later
        raise OtherProgram(fingerprint())
