"""One design of the policy lab in one process, in two processes, and by Dask on two workers; killed and resumed.

    python -m benchmarks.lab_cluster [spread] [kill] [--policies 20000] [--shard N]

`spread` compares wall times after everything is started and compiled, because a person who takes two machines wants to
wait half as long; what starting costs is said beside. On a machine with other work the ratios mean little, so the load
is printed too. `kill` ends scheduler and workers with SIGKILL midway, cuts a file, and goes on from the files. Every
digest is compared. 412 areas × 1,000 days, one thread for each worker. Half a minute on two cores.
"""

import argparse
import logging
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np
from rich.console import Console
from rich.table import Table

from benchmarks.lab import DAYS, Work
from lagezentrum.cli.lab.cluster import SETTINGS, SchedulerLost, on_cluster
from lagezentrum.cli.lab.encoding import Encoded
from lagezentrum.cli.lab.local import in_processes, serial
from lagezentrum.cli.lab.store import Store
from lagezentrum.cli.language import Language
from lagezentrum.cli.settings import Settings
from lagezentrum.law.model import Text
from lagezentrum.outlook.lab import Body, Job
from lagezentrum.outlook.lab.design import Design, Sampling, Varied
from lagezentrum.outlook.lab.job import run_digest
from lagezentrum.outlook.packed import NEVER

WORKERS = 2
EMPTY_TASKS = 1_000
GOAL = 1.7
LEAST = 0.1
"""Seconds of a shard."""


def job_of(policies: int, shard: int) -> Job:
    """Random policies: 21 values of every threshold, 3 to 10 days, delays of 0 to 3 days."""
    work = Work()
    varied = [
        Varied(t.key, tuple(np.round(np.linspace(t.in_law * 0.5, t.in_law * 1.6, 21), 1).tolist()))
        for t in work.packed.thresholds
    ]
    for part in ("raising", "lifting"):
        varied.append(Varied(f"*.{part}.days", (3.0, 5.0, 7.0, 10.0)))
        varied.append(Varied(f"*.{part}.effect", (0.0, 1.0, 2.0, 3.0)))
    first = work.series.first
    design = Design(
        title=Text(de="Messung", en="benchmark"), regulation=work.packed.version.regulation,
        version=work.packed.version.version, outcome="levels", readings=("as_known",), figures=None, first=first,
        last=work.series.day(DAYS - 1), areas=(), fixed={}, varied=tuple(varied),
        sampling=Sampling("random", policies, 1), metrics=("days", "switches", "first_day"), lead=None,
        districts=False, shard=shard, leave_out=True,
    )  # fmt: skip
    never = np.full(len(work.series.areas), NEVER, dtype=np.int64)
    return Job(design, work.packed, {"as_known": Body(work.series, never)}, None)


def cut(job: Job) -> Job:
    """The job in up to eight shards, as many as take a tenth of a second each, and an even number for two workers."""
    eighth = replace(job, design=replace(job.design, shard=-(-job.design.sampling.policies // 8)))
    eighth.shard(0, "numba")
    seconds, _ = timed(lambda: eighth.shard(1, "numba"))
    shards = max(WORKERS, min(8, int(8 * seconds / LEAST) // WORKERS * WORKERS))
    return replace(job, design=replace(job.design, shard=-(-job.design.sampling.policies // shards)))


def tiny(job: Job) -> Job:
    """The same with a few policies: what is left is starting, loading kernels, and sending the figures."""
    design = replace(job.design, sampling=Sampling("random", 4 * WORKERS, 1), shard=1)
    return replace(job, design=design)


def done(results: Iterable[Encoded]) -> str:
    """The digest of all results."""
    return run_digest({result.number: result.digest for result in results})


@contextmanager
def dask_here() -> Iterator[str]:
    """Scheduler in this process and two workers started by it, as `--cluster local` has them; its address."""
    import dask
    from distributed import LocalCluster

    with (
        dask.config.set(SETTINGS),
        LocalCluster(n_workers=WORKERS, threads_per_worker=1, dashboard_address="127.0.0.1:0") as cluster,  # type: ignore[no-untyped-call]
    ):
        yield cluster.scheduler_address


@contextmanager
def dask_by_hand(folder: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """Scheduler and two workers as anybody starts them, over TCP; the address and the processes."""
    file = folder / "scheduler.json"
    file.unlink(missing_ok=True)
    environment = os.environ | {
        "MALLOC_TRIM_THRESHOLD_": str(1 << 30),
        "MALLOC_MMAP_THRESHOLD_": str(1 << 30),
        "DASK_DISTRIBUTED__WORKER__PROFILE__ENABLED": "false",
        "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": str(SETTINGS["distributed.scheduler.allowed-failures"]),
    }

    def start(*arguments: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(  # noqa: S603 (our own programs)
            [sys.executable, "-m", *arguments, "--no-dashboard", "--scheduler-file", str(file)],
            env=environment, stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip

    processes = [start("distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0")]
    try:
        while not file.exists() or not file.stat().st_size:
            time.sleep(0.05)
        processes += [start("distributed.cli.dask_worker", "--nthreads", "1") for _ in range(WORKERS)]
        from distributed import Client

        with Client(scheduler_file=str(file)) as client:  # type: ignore[no-untyped-call]
            client.wait_for_workers(WORKERS, timeout=60)
            address = client.scheduler.address
        yield address, processes
    finally:
        kill(processes)


def kill(processes: Iterable[subprocess.Popen[bytes]]) -> None:
    """End processes and whatever they started, at once."""
    for process in processes:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Wall time in seconds, and the result."""
    begin = time.perf_counter()
    found = work()
    return time.perf_counter() - begin, found


def _nothing(number: int) -> int:
    return number


def bench_spread(job: Job, console: Console) -> bool:
    """Wall time of the same job, four ways; overhead of an empty task."""
    from distributed import Client

    numbers = [shard.number for shard in job.shards]
    small = tiny(job)
    few = [shard.number for shard in small.shards]
    compiling, _ = timed(lambda: done(serial(small, few, "numba")))
    rows: list[tuple[str, float, float, str, float | None]] = []
    alone, digest = timed(lambda: done(serial(job, numbers, "numba")))
    rows.append(("one process, one thread", compiling, alone, digest, None))

    start, _ = timed(lambda: done(in_processes(small, few, "numba", WORKERS)))
    whole, found = timed(lambda: done(in_processes(job, numbers, "numba", WORKERS)))
    with ProcessPoolExecutor(WORKERS, mp_context=get_context("spawn")) as pool:
        list(pool.map(_nothing, range(WORKERS)))
        empty, _ = timed(lambda: [f.result() for f in [pool.submit(_nothing, n) for n in range(EMPTY_TASKS)]])
    rows.append(("concurrent.futures, 2 processes", start, whole - start, found, empty))

    def by_dask(title: str, address: str, started: float) -> None:
        loading, _ = timed(lambda: done(on_cluster(small, few, "numba", address, WORKERS)))
        seconds, result = timed(lambda: done(on_cluster(job, numbers, "numba", address, WORKERS)))
        with Client(address) as client:  # type: ignore[no-untyped-call]
            client.gather(client.map(_nothing, range(100), pure=False))
            tasks, _ = timed(lambda: client.gather(client.map(_nothing, range(EMPTY_TASKS), pure=False)))
        rows.append((title, started + loading, seconds, result, tasks))

    begin = time.perf_counter()
    with dask_here() as address:
        by_dask("Dask local, 2 workers", address, time.perf_counter() - begin)
    begin = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder, dask_by_hand(Path(folder)) as (address, _):
        by_dask("dask scheduler + 2 dask workers, TCP", address, time.perf_counter() - begin)

    shard = alone / len(numbers)
    table = Table(
        title=f"{job.design.sampling.policies:,} policies × {len(job.areas)} × {job.design.days} in {len(numbers)} "
        f"shards of {shard:.2f} s; {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"
    )
    for heading in ("", "start", "work", "speed-up", "empty task", "same digest"):
        table.add_column(heading, justify="right" if heading else "left")
    for title, started, seconds, result, tasks in rows:
        each = "" if tasks is None else f"{1000 * tasks / EMPTY_TASKS:.2f} ms"
        same = "yes" if result == digest else "NO"
        table.add_row(title, f"{started:.1f} s", f"{seconds:.2f} s", f"{alone / seconds:.2f} ×", each, same)
    console.print(table)
    dask = alone / rows[2][2]
    console.print(f"two Dask workers: {dask:.2f} × one process (goal ≥ {GOAL}, shards ≥ {LEAST} s)")
    return all(row[3] == digest for row in rows) and dask >= GOAL


def bench_kill(job: Job, console: Console) -> bool:
    """Scheduler, workers and what the caller held are lost midway; a new cluster goes on from the files."""
    job = replace(job, design=replace(job.design, shard=-(-job.design.sampling.policies // 12)))
    numbers = [shard.number for shard in job.shards]
    digest = done(serial(job, numbers, "numba"))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        store = Store(Settings(Language("en")), folder / "result", job)
        with dask_by_hand(folder) as (address, processes):
            try:
                for result in on_cluster(job, numbers, "numba", address, WORKERS):
                    store.keep(result)
                    if len(store.finished()) == len(numbers) // 3:
                        kill(processes)
            except SchedulerLost:
                pass
        broken = store.path("totals", max(store.finished()))
        broken.write_bytes(broken.read_bytes()[:-200])  # as a machine without power leaves a file
        kept = store.finished()
        rest = [number for number in numbers if number not in kept]
        with dask_by_hand(folder) as (address, _):
            for result in on_cluster(job, rest, "numba", address, WORKERS):
                store.keep(result)
        same = run_digest(store.finished()) == digest
    console.print(
        f"scheduler and workers killed, one file cut: {len(kept)} of {len(numbers)} shards kept, {len(rest)} computed "
        f"again by a new cluster; digest as without: {'yes' if same else 'NO'}"
    )
    return same and 0 < len(kept) < len(numbers)


PARTS = {"spread": bench_spread, "kill": bench_kill}


def main() -> int:
    """Run the parts named, or all; 1 if a goal is missed or digests differ."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.lab_cluster", description=__doc__)
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], default=[])
    parser.add_argument("--policies", type=int, default=20_000)
    parser.add_argument("--shard", type=int, default=0, help="policies in a shard; chosen if 0")
    arguments = parser.parse_args()
    import distributed

    for name in (distributed.__name__, "distributed.client"):  # what is killed on purpose need not be told
        logging.getLogger(name).setLevel(logging.CRITICAL)
    console, job = Console(), job_of(arguments.policies, arguments.shard or arguments.policies)
    if not arguments.shard:
        job = cut(job)
    met = [PARTS[name](job, console) for name in arguments.parts or PARTS]
    return 0 if all(met) else 1


if __name__ == "__main__":
    sys.exit(main())
