"""`make bench`: the public site and the API under load, beside a bare Django on the same server in the same run.

The season up to a day lies in an embedded database and `lage serve` serves it as in production (two processes of four
threads, access log). Requests come at a fixed rate from a process of its own on the same machine. Every district is
asked for in turn. First the pages are built, each once, which is measured too.
"""

import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from lagezentrum.sources.areas import districts

HOST = "127.0.0.1"
DAY = "2021-12-15"
"""On which the service lives: orders are in force, sections are running, and the pages are full."""
RATE, SECONDS = 200, 20
P95_GOAL = 50.0
"""Milliseconds."""
SIZE_GOAL = 150_000
"""Bytes, packed."""
_ROOT = Path(__file__).resolve().parent.parent
_SEASON = """
import django
django.setup()
from django.core.management import call_command
from lagezentrum.web import demo
from lagezentrum.web.today import today
call_command("migrate", verbosity=0)
demo.load(today())
"""


@dataclass(frozen=True)
class Target:
    """What is asked for.

    Attributes:
        title: its name in the table.
        port: of its server.
        paths: asked for in turn.
        compared: whether it is held against the first target, and to the goals.
    """

    title: str
    port: int
    paths: tuple[str, ...]
    compared: bool = True


def main() -> int:
    """Run all targets and print the table; 1 if one failed or missed its goal."""
    console = Console()
    with tempfile.TemporaryDirectory(prefix="lagezentrum-bench-") as home:
        environment = _environment(Path(home))
        console.print("The season is loaded …", style="dim")
        subprocess.run([sys.executable, "-c", _SEASON], env=environment, cwd=_ROOT, check=True)  # noqa: S603 - ours
        bare, site = _free_port(), _free_port()
        keys = [area.ags for area in districts("03") if area.until is None]
        hello = Target("bare Django, “hello”", bare, ("/",), compared=False)
        targets = (
            Target(f"district page, {len(keys)} districts", site, tuple(f"/kreis/{key}/" for key in keys)),
            Target(f"level API, {len(keys)} districts", site, tuple(f"/api/v1/districts/{key}/level" for key in keys)),
        )
        with (
            _server(environment, bare, "-m", "benchmarks.hello", str(bare)),
            _server(environment, site, "-m", "lagezentrum.cli.main", "serve", "--port", str(site)),
        ):
            for target in targets:
                _first_time(console, target)
            outcomes = [(target, _under_load(target), _most(target)) for target in (hello, *targets)]
    return _show(console, outcomes)


def _environment(home: Path) -> dict[str, str]:
    """The settings of the service: an exercise on a day of the season, the embedded database, no TLS."""
    foreign = ("LAGEZENTRUM_", "DATABASE_", "DJANGO_")
    clean = {name: value for name, value in os.environ.items() if not name.startswith(foreign)}
    return clean | {
        "DJANGO_SETTINGS_MODULE": "lagezentrum.web.settings",
        "LAGEZENTRUM_HOME": str(home),
        "LAGEZENTRUM_HTTP": "1",
        "LAGEZENTRUM_TODAY": DAY,
        "LAGEZENTRUM_API_RATE": "off",  # all requests come from one address
    }


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


@contextmanager
def _server(environment: dict[str, str], port: int, *arguments: str) -> Iterator[None]:
    """A server that answers, until the end of the block; it writes its log as in production."""
    with (Path(environment["LAGEZENTRUM_HOME"]) / f"{port}.log").open("wb") as log:
        process = subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, *arguments], env=environment, cwd=_ROOT, stdout=log, stderr=log
        )
    try:
        _wait_for(process, port, Path(log.name))
        yield
    finally:
        process.terminate()
        process.wait(60)


def _wait_for(process: "subprocess.Popen[bytes]", port: int, log: Path) -> None:
    end = time.monotonic() + 60
    while process.poll() is None and time.monotonic() < end:
        try:
            urllib.request.urlopen(f"http://{HOST}:{port}/", timeout=10).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise RuntimeError(f"the server does not answer:\n{log.read_text(encoding='utf-8')}")


def _first_time(console: Console, target: Target) -> None:
    """Ask for every page once, one after the other, when nothing of it was built before."""
    times = []
    for path in target.paths:
        start = time.perf_counter()
        urllib.request.urlopen(f"http://{HOST}:{target.port}{path}", timeout=30).close()
        times.append(1000 * (time.perf_counter() - start))
    median = sorted(times)[len(times) // 2]
    console.print(f"{target.title}: first built in {median:.0f} ms (median), {max(times):.0f} ms at most")


def _generator(target: Target, *how: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.load_generator", HOST, str(target.port), *how, *target.paths]
    done = subprocess.run(command, cwd=_ROOT, check=True, capture_output=True)  # noqa: S603 - our own program
    outcome: dict[str, Any] = json.loads(done.stdout)
    return outcome


def _under_load(target: Target) -> dict[str, Any]:
    return _generator(target, str(RATE), str(SECONDS))


def _most(target: Target) -> float:
    """Answers per second when eight callers ask again as soon as they have an answer."""
    outcome = _generator(target, "callers=8", "5")
    return float(outcome["answers"]) / 5


def _show(console: Console, outcomes: list[tuple[Target, dict[str, Any], float]]) -> int:
    """Print the table; 1 if there was an error or a goal was missed."""
    table = Table(title=f"{RATE} requests a second for {SECONDS} s, {os.cpu_count()} cores shared with their sender")
    for heading in (
        "",
        "answers",
        "errors",
        "p50 ms",
        "p95 ms",
        "p99 ms",
        "bytes",
        "p50 ÷ hello",
        "most/s",
        "hello ÷ most",
    ):
        table.add_column(heading, justify="right" if heading else "left")
    _, plain, plain_most = outcomes[0]
    missed = []
    for target, one, most in outcomes:
        times = [one[share] for share in ("p50", "p95", "p99")]
        ratios = [_ratio(one["p50"], plain["p50"]), _ratio(plain_most, most)] if target.compared else ["", ""]
        table.add_row(
            target.title,
            str(one["answers"]),
            str(sum(one["errors"].values())),
            *("–" if value is None else f"{value:.1f}" for value in times),
            f"{one['bytes']:,}",
            ratios[0],
            f"{most:.0f}",
            ratios[1],
        )
        missed += [f"{target.title}: {count} × {error}" for error, count in one["errors"].items()]
        if target.compared and one["p95"] is not None and one["p95"] > P95_GOAL:
            missed.append(f"{target.title}: p95 is above {P95_GOAL:.0f} ms")
        if one["bytes"] > SIZE_GOAL:
            missed.append(f"{target.title}: more than {SIZE_GOAL} bytes")
    console.print(table)
    console.print(f"goals: no error, p95 ≤ {P95_GOAL:.0f} ms, page ≤ {SIZE_GOAL // 1000} kB packed")
    for line in missed:
        console.print(f"missed: {line}", style="bold red")
    return 1 if missed else 0


def _ratio(value: float | None, other: float | None) -> str:
    return f"{value / other:.1f}" if value and other else "–"


if __name__ == "__main__":
    sys.exit(main())
