"""Shards on many machines, by Dask distributed (`lagezentrum[cluster]`): an existing scheduler, or processes here.

Dask computes lost results again when a worker dies, and starts a new worker through its nanny. So everything sent is
pure: the job travels once, in a task of its own that any worker can compute again, and shards hang on that task.
"""

import pickle
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from itertools import islice
from typing import Any

from lagezentrum.cli.lab.encoding import Encoded, compute
from lagezentrum.outlook.lab import Job
from lagezentrum.outlook.packed import Engine

AHEAD = 3
"""Shards handed out per worker thread."""
TRIES = 5
"""How many workers may die over one shard before it counts as deadly; a cluster of spot machines loses many."""


def on_cluster(
    job: Job, numbers: Sequence[int], engine: Engine | None, address: str, workers: int
) -> Iterator[Encoded]:
    """Shards on a cluster, in the order in which they are finished.

    Args:
        job: the job.
        numbers: which shards.
        engine: which engine.
        address: of a scheduler (`tcp://…`), or `local` for processes on this machine.
        workers: number of processes for `local`.

    Raises:
        ImportError: Dask is not installed.
        OSError: no scheduler answers at the address.
    """
    import dask

    # Read when Dask is loaded. A worker that dies is no error here, so its last words are not shown.
    dask.config.set({"logging": {"distributed": "critical"}})
    from distributed import Client, LocalCluster, as_completed

    with ExitStack() as stack:
        stack.enter_context(
            dask.config.set(
                {
                    "distributed.scheduler.allowed-failures": TRIES,
                    "distributed.worker.profile.enabled": False,
                    # Freed memory is kept: giving it back after each shard costs a quarter of the time.
                    "distributed.nanny.pre-spawn-environ.MALLOC_TRIM_THRESHOLD_": 1 << 30,
                    "distributed.nanny.pre-spawn-environ.MALLOC_MMAP_THRESHOLD_": 1 << 30,
                }
            )
        )
        if address == "local":
            cluster = stack.enter_context(
                LocalCluster(n_workers=workers, threads_per_worker=1, processes=True, dashboard_address="127.0.0.1:0")  # type: ignore[no-untyped-call]
            )
            client = stack.enter_context(Client(cluster))  # type: ignore[no-untyped-call]
        else:
            client = stack.enter_context(Client(address, timeout="20s"))  # type: ignore[no-untyped-call]
        payload = client.submit(_unpacked, pickle.dumps(job), key=f"lab-job-{job.design_digest[:16]}", pure=True)
        waiting = iter(numbers)

        def submit(number: int) -> Any:
            key = f"lab-{job.design_digest[:16]}-{job.figures_digest[:16]}-{number}"
            return client.submit(_shard, payload, number, engine, key=key, pure=True)

        threads = sum(client.nthreads().values()) or workers
        first = [submit(number) for number in islice(waiting, threads * AHEAD)]
        completed: Any = as_completed(first)  # type: ignore[no-untyped-call]
        for future in completed:
            result: Encoded = future.result()
            future.release()
            following = next(waiting, None)
            if following is not None:
                completed.add(submit(following))
            yield result


def _unpacked(job: bytes) -> Job:
    found: Job = pickle.loads(job)  # noqa: S301 (the scheduler's own client sent it)
    return found


def _shard(job: Job, number: int, engine: Engine | None) -> Encoded:
    return compute(job, number, engine)
