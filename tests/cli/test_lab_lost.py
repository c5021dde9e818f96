"""`lage lab run`: what is lost when processes, the scheduler or the caller end, the disk is full, or a shard is deadly.

Nothing but the shard in hand, and the digest is that of a run in peace.
"""

import errno
import multiprocessing
import os
import pty
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from lagezentrum.cli.lab import cluster, local, store
from lagezentrum.cli.lab.cluster import DeadlyShard, NoWorker, on_cluster
from lagezentrum.cli.lab.encoding import Encoded
from lagezentrum.cli.lab.local import WorkersLost, in_processes, serial
from lagezentrum.outlook.lab import Job
from lagezentrum.outlook.lab.job import ShardResult, run_digest
from lagezentrum.outlook.packed import Engine
from tests.cli.conftest import Lage
from tests.outlook.lab.designs import job

DESIGN = """\
title: {de: Probe, en: trial}
regulation: de-ni/corona-vo
version: 2021-12-12
period: {from: 2021-11-01, to: 2021-12-31}
areas: ["03241", "03101"]
vary: {"*.raising.days": {from: 1, to: 10}, "*.lifting.days": {from: 1, to: 8}, "*.raising.effect": [1, 2, 3]}
detail: totals
shard: 1
"""
SHARDS = 240  # some seconds, so that a run is still under way when it is interrupted, also on a machine with other work
PATIENCE = 600  # seconds, against waiting for ever
LAGE = (sys.executable, "-m", "lagezentrum.cli.main")


@pytest.fixture
def design(tmp_path: Path) -> Path:
    file = tmp_path / "design.yaml"
    file.write_text(DESIGN, encoding="utf-8")
    return file


def digest_of(text: str) -> str:
    return next(line.split()[1] for line in text.splitlines() if line.startswith("digest "))


_in_peace: list[str] = []


def in_peace(lage: Lage, design: Path) -> str:
    """The digest of a run that nothing disturbs, made once."""
    if not _in_peace:
        answer = lage("lab", "run", str(design), "--out", str(design.parent / "peace"), "--workers", "1")
        assert answer.code == 0, answer.notes
        _in_peace.append(digest_of(answer.out))
    return _in_peace[0]


def finished(out: Path) -> int:
    return len(list((out / "shards").glob("totals-*.parquet")))


def until(met: Callable[[], object]) -> None:
    end = time.monotonic() + PATIENCE
    while not met():
        assert time.monotonic() < end, "waited too long"
        time.sleep(0.005)


def kill(*processes: subprocess.Popen[bytes]) -> None:
    """Each with all processes that it started."""
    for process in processes:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@pytest.fixture
def started(tmp_path: Path) -> Iterator[Callable[..., subprocess.Popen[bytes]]]:
    """Programs in sessions of their own, gone at the end of the test."""
    running: list[subprocess.Popen[bytes]] = []

    def start(*command: str) -> subprocess.Popen[bytes]:
        with (tmp_path / "log").open("ab") as log:
            running.append(subprocess.Popen(command, stdout=log, stderr=log, cwd=tmp_path, start_new_session=True))  # noqa: S603 (our own programs)
        return running[-1]

    yield start
    kill(*running)


def test_scheduler_workers_and_caller_are_killed_and_a_new_cluster_goes_on(
    lage: Lage, design: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    started: Callable[..., subprocess.Popen[bytes]],
) -> None:  # fmt: skip
    out, file = tmp_path / "out", tmp_path / "scheduler.json"
    dask = (sys.executable, "-m", "distributed.cli.dask_")
    options = ("--scheduler-file", str(file), "--no-dashboard")
    scheduler = started(*dask[:2], f"{dask[2]}scheduler", "--host", "127.0.0.1", "--port", "0", *options)
    until(lambda: file.is_file() and "tcp://" in file.read_text())
    address = "tcp://" + file.read_text().split('"tcp://')[1].split('"')[0]
    other = tmp_path / "other"
    other.mkdir()
    found = job(other, "vary: {'*.raising.days': [1, 2]}\n")
    with pytest.raises(NoWorker):
        list(on_cluster(found, [0], "numpy", address, 1, patience=0.2))
    workers = [started(*dask[:2], f"{dask[2]}worker", "--nthreads", "1", *options) for _ in range(2)]
    caller = started(*LAGE, "lab", "run", str(design), "--out", str(out), "--cluster", address)
    until(lambda: finished(out) > 5)
    kill(scheduler, *workers, caller)
    assert 5 < finished(out) < SHARDS
    keep = store.Store.keep
    killed: list[int] = []

    def keep_and_kill(self: store.Store, encoded: Encoded) -> None:
        keep(self, encoded)
        if not killed:
            killed.extend(child.pid for child in multiprocessing.active_children()[:1] if child.pid)
            os.kill(killed[0], signal.SIGKILL)

    monkeypatch.setattr(store.Store, "keep", keep_and_kill)
    again = lage("lab", "run", str(design), "--out", str(out), "--cluster", "local", "--workers", "2")
    assert again.code == 0, again.notes
    assert killed
    assert finished(out) == SHARDS
    assert f"von {SHARDS} Teilstücken liegen schon vor" in again.notes
    assert digest_of(again.out) == in_peace(lage, design)


def test_ctrl_c_in_a_terminal_loses_at_most_the_shard_in_hand(lage: Lage, design: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    master, terminal = pty.openpty()
    command = [*LAGE, "lab", "run", str(design), "--out", str(out), "--workers", "1"]
    # A suite that runs in the background was started with Ctrl-C ignored, and what it starts would inherit that.
    ours = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        run = subprocess.Popen(  # noqa: S603 (our own program)
            command, stdin=terminal, stdout=subprocess.DEVNULL, stderr=terminal, start_new_session=True,
            env=os.environ | {"COLUMNS": "100", "TERM": "xterm-256color"},
        )  # fmt: skip
    finally:
        signal.signal(signal.SIGINT, ours)
    os.close(terminal)
    try:
        until(lambda: finished(out) > 5)
        os.killpg(run.pid, signal.SIGINT)
        seen = b""
        while True:
            try:
                piece = os.read(master, 65536)
            except OSError:  # so Linux says that nobody writes any more
                break
            if not piece:
                break
            seen += piece
        assert run.wait(PATIENCE) == 130
    finally:
        kill(run)
        os.close(master)
    text = seen.decode(errors="replace")
    assert f"/{SHARDS}" in text
    assert "Regeln/s, noch" in text
    assert f"von {SHARDS} Teilstücken sind fertig und bleiben" in text
    assert "Traceback" not in text
    kept = finished(out)
    assert 5 < kept < SHARDS
    again = lage("lab", "run", str(design), "--out", str(out), "--workers", "1")
    assert f"{kept} von {SHARDS} Teilstücken liegen schon vor" in again.notes
    assert digest_of(again.out) == in_peace(lage, design)


def test_a_request_to_end_is_taken_like_ctrl_c(
    lage: Lage, design: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep, kept = store.Store.keep, []

    def kept_and_asked_to_end(self: store.Store, encoded: Encoded) -> None:
        keep(self, encoded)
        kept.append(encoded.number)
        if len(kept) == 3:
            os.kill(os.getpid(), signal.SIGTERM)

    before = signal.getsignal(signal.SIGTERM)
    monkeypatch.setattr(store.Store, "keep", kept_and_asked_to_end)
    answer = lage("lab", "run", str(design), "--out", str(tmp_path / "out"), "--workers", "1", "--lang", "en")
    assert answer.code == 130
    assert f"3 of {SHARDS} shards are finished and kept; the same call goes on." in answer.notes
    assert finished(tmp_path / "out") == 3
    assert signal.getsignal(signal.SIGTERM) == before


def test_a_full_disk_says_what_to_do_and_keeps_what_is_finished(
    lage: Lage, design: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out, written = tmp_path / "out", []
    really = os.fsync

    def full(descriptor: int) -> None:
        written.append(descriptor)
        if len(written) > 2 + 5:  # design and description, and five shards
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        really(descriptor)

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        answer = lage("lab", "run", str(design), "--out", str(out), "--workers", "1")
    assert answer.code == 2
    assert "No space left on device" in answer.notes
    assert "Schaffen Sie Platz" in " ".join(answer.notes.split())
    assert not list(out.rglob("*.part"))
    assert finished(out) == 5
    again = lage("lab", "run", str(design), "--out", str(out), "--workers", "1")
    assert f"5 von {SHARDS}" in again.notes
    assert digest_of(again.out) == in_peace(lage, design)


class Deadly(Job):
    """A job one of whose shards kills whoever computes it."""

    def shard(self, number: int, engine: Engine | None = None) -> ShardResult:
        if number == 2:
            os.kill(os.getpid(), signal.SIGKILL)
        return super().shard(number, engine)


@pytest.mark.parametrize("where", ["processes", "dask"])
def test_a_shard_that_always_kills_its_worker_ends_the_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    monkeypatch.setattr(local, "RETRIES", 1)
    monkeypatch.setitem(cluster.SETTINGS, "distributed.scheduler.allowed-failures", 0)
    found = job(tmp_path, "vary: {'*.raising.days': {from: 1, to: 10}}\nshard: 2\n")
    deadly = Deadly(found.design, found.packed, found.bodies, found.real)
    numbers = [2, 0, 1, 3, 4]
    if where == "processes":
        results = in_processes(deadly, numbers, "numpy", 1)
    else:
        results = on_cluster(deadly, numbers, "numpy", "local", 1)
    with pytest.raises((WorkersLost, DeadlyShard)) as lost:
        list(results)
    assert lost.value.args[0] in ([2], *numbers)  # Dask suspects what lay with the dead worker, too


def killing_one_worker(results: Iterator[Encoded]) -> tuple[dict[int, str], int]:
    """The digests of all shards, with one real worker process killed after the first; and which process it was."""
    digests: dict[int, str] = {}
    killed = 0
    for result in results:
        digests[result.number] = result.digest
        if not killed:
            victims = [child.pid for child in multiprocessing.active_children() if child.pid]
            killed = victims[0]
            os.kill(killed, signal.SIGKILL)
    return digests, killed


def test_a_killed_worker_changes_nothing(tmp_path: Path) -> None:
    many = "vary: {'*.raising.days': {from: 1, to: 10}, '*.lifting.days': {from: 1, to: 10}}\nshard: 4\n"
    found = job(tmp_path, many)
    numbers = [shard.number for shard in found.shards]
    alone = {result.number: result.digest for result in serial(found, numbers, "numpy")}
    digests, killed = killing_one_worker(in_processes(found, numbers, "numpy", 2))
    assert killed
    assert sorted(digests) == numbers
    assert run_digest(digests) == run_digest(alone)
