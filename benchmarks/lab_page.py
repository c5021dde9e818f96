"""The page of the policy lab at each move of a slider: `python -m benchmarks.lab_page [settings]`.

The whole season lies in an embedded database, and Django answers in this process, with every middleware of the service.
Each setting is another one, so nothing is answered from what was kept. Processor time is told beside the clock: on a
machine that others use it is the steadier of the two.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from random import Random
from statistics import median
from typing import Any
from urllib.parse import urlencode

from rich.console import Console
from rich.table import Table

from benchmarks.web_load import _environment

GOAL = 50.0
"""Milliseconds, median of the clock on a quiet machine."""
DAY = "2022-02-23"
"""The last day of the season: 183 days are on record."""
SEASON = {"von": "2021-11-01", "bis": "2022-02-20"}
WHOLE = {"von": "2021-08-25", "bis": DAY}


def main() -> int:
    """Print the table; 1 if the median of processor time misses the goal."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    console = Console(width=110)
    with tempfile.TemporaryDirectory(prefix="lagezentrum-bench-") as home:
        _service(home)
        from django.test import Client

        from lagezentrum.web.public.policy_lab import limits

        limits.MOST = 1_000_000  # all questions come from one address
        ask = Client(headers={"accept-encoding": "gzip"}).get
        first = _timed(lambda: ask("/labor/"))
        console.print(
            f"first page of the process: {first[0]:.0f} ms (of it the situation of the day: {_situation():.0f})"
        )
        missed = False
        table = Table(title=f"{number} settings of the sliders each, 45 districts, milliseconds")
        for heading in ("", "p50", "p95", "cpu p50", "cpu p95", "kernel", "drawing", "template", "bytes", "packed"):
            table.add_column(heading, justify="right" if heading else "left")
        for title, version, period in _cases():
            times, shares, sizes = _measured(ask, version, period, number)
            clock, processor = (sorted(column) for column in zip(*times, strict=True))
            late = round(0.95 * number) - 1
            table.add_row(
                title,
                *(f"{value:.1f}" for value in (median(clock), clock[late], median(processor), processor[late])),
                *(f"{100 * share:.0f} %" for share in shares),
                *(f"{size:,}" for size in sizes),
            )
            missed |= median(processor) > GOAL
        console.print(table)
        console.print(f"goal: p50 ≤ {GOAL:.0f} ms. {_engines()}")
    return int(missed)


def _cases() -> Iterator[tuple[str, str, dict[str, str]]]:
    yield "112 days, 2021-12-12", "2021-12-12", SEASON
    yield "183 days, 2021-12-12", "2021-12-12", WHOLE
    yield "112 days, 2021-11-24", "2021-11-24", SEASON
    yield "112 days, 2021-08-25", "2021-08-25", SEASON


def _service(home: str) -> None:
    """Settings, tables and the season, in this process."""
    from pathlib import Path

    wanted = _environment(Path(home)) | {"LAGEZENTRUM_TODAY": DAY, "LAGEZENTRUM_HOSTS": "testserver"}
    os.environ.clear()
    os.environ.update(wanted)
    (Path(home) / "static").mkdir()
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    from lagezentrum.web import demo
    from lagezentrum.web.today import today

    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    call_command("migrate", verbosity=0)
    demo.load(today())


def _drawn(random: Random, version: str, period: dict[str, str]) -> str:
    """An address with thresholds in order and other days."""
    values: dict[str, Any] = {}
    for name, most in (("hospitalisation", 180), ("new_cases", 4000), ("icu_share", 300)):
        for level, value in enumerate(sorted(random.sample(range(most), 3)), 1):
            values[f"ranges.{name}.{level}"] = value / 10
    star = "local" if version == "2021-08-25" else "*"
    for what, low, high in (("raising.days", 1, 10), ("raising.effect", 0, 5), ("lifting.days", 1, 10),
                            ("lifting.effect", 0, 5)):  # fmt: skip
        values[f"{star}.{what}"] = random.randint(low, high)
    return f"/labor/antwort/?{urlencode({'fassung': version} | period | values)}"


def _measured(
    ask: Callable[[str], Any], version: str, period: dict[str, str], number: int
) -> tuple[list[tuple[float, float]], list[float], tuple[int, int]]:
    """Clock and processor time of each answer; shares of kernel, drawing and template; size plain and packed."""
    import gzip

    random = Random(1)  # noqa: S311 - settings of sliders
    for _ in range(5):
        ask(_drawn(random, version, period))
    addresses = [_drawn(random, version, period) for _ in range(number)]
    times = [_timed(lambda address=address: _checked(ask(address))) for address in addresses]  # type: ignore[misc]
    with _watched() as spent:
        whole = sum(_timed(lambda address=address: ask(address))[1] for address in addresses[:50])  # type: ignore[misc]
    packed = _checked(ask(addresses[0])).content
    shares = [1000 * spent[name] / whole for name in ("kernel", "drawing", "template")]
    return times, shares, (len(gzip.decompress(packed)), len(packed))


def _checked(response: Any) -> Any:
    assert response.status_code == 200
    assert "HX-Replace-Url" in response
    return response


def _timed(work: Callable[[], Any]) -> tuple[float, float]:
    clock, processor = time.perf_counter(), time.process_time()
    work()
    return 1000 * (time.perf_counter() - clock), 1000 * (time.process_time() - processor)


@contextmanager
def _watched() -> Iterator[dict[str, float]]:
    """Processor time spent in the kernel, in drawing and in templates."""
    from lagezentrum.web.public.policy_lab import question, strips, table
    from lagezentrum.web.public.views import lab

    places = [(question, "judged", "kernel"), (strips, "strips", "drawing"), (table, "rows", "drawing"),
              (lab, "render", "template")]  # fmt: skip
    spent = dict.fromkeys(("kernel", "drawing", "template"), 0.0)
    kept = [(module, name, getattr(module, name)) for module, name, _ in places]

    def counting(work: Callable[..., Any], part: str) -> Callable[..., Any]:
        def counted(*given: Any, **named: Any) -> Any:
            begin = time.process_time()
            try:
                return work(*given, **named)
            finally:
                spent[part] += time.process_time() - begin

        return counted

    for (module, name, work), (_, _, part) in zip(kept, places, strict=True):
        setattr(module, name, counting(work, part))
    try:
        yield spent
    finally:
        for module, name, work in kept:
            setattr(module, name, work)


def _situation() -> float:
    """What the day's situation takes when it has to be computed anew, which every other page needs as well."""
    from lagezentrum.web import replays, situation
    from lagezentrum.web.today import today

    situation._situation.cache_clear()
    replays.replayed.cache_clear()
    return _timed(lambda: situation.situation(today()).standings)[0]


def _engines() -> str:
    """One rule over the season, by each engine of the kernel: the first call of this process, and the median."""
    from lagezentrum.outlook.packed import Policies, engines, level_days
    from lagezentrum.web.public.policy_lab.question import question

    found = question(SEASON).answered()
    assert found is not None
    on, told = found.ground, []
    for engine in reversed(engines()):
        times = []
        for place in range(30):
            policies = Policies.of(on.packed, {"ranges.hospitalisation.1": place / 10}, 1)
            times.append(_timed(lambda p=policies, e=engine: level_days(on.packed, on.series, p, engine=e))[1])  # type: ignore[misc]
        told.append(f"{engine} {median(times):.1f} (first {times[0]:.0f})")
    return f"One rule, 112 days, processor time in ms: {', '.join(told)}."


if __name__ == "__main__":
    sys.exit(main())
