"""`lage lab run`: carry out a design, shard by shard, and go on where an earlier run was interrupted."""

import os
from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Annotated

import typer

from lagezentrum.cli.arguments import DataOption
from lagezentrum.cli.language import both
from lagezentrum.cli.refusals import Refusal
from lagezentrum.cli.settings import Settings

if TYPE_CHECKING:
    from lagezentrum.cli.lab.encoding import Encoded
    from lagezentrum.outlook.lab import Job
    from lagezentrum.outlook.packed import Engine

SMALL = 200_000_000
"""Cells (policy × district × day) up to which NumPy is done before a compiler would be loaded."""


class EngineChoice(StrEnum):
    """Which engine computes; both give the same bits."""

    auto = "auto"
    numba = "numba"
    numpy = "numpy"


DesignArgument = Annotated[
    Path,
    typer.Argument(
        metavar=both("ENTWURF", "DESIGN"), help=both("Datei des Entwurfs (YAML)", "file of the design (YAML)")
    ),
]


def add_to(app: typer.Typer) -> None:
    """Add the command to `lage lab`."""
    app.command(
        "run", help=both("einen Entwurf rechnen (setzt fort)", "carry out a design (goes on where it stopped)")
    )(run)


def run(
    context: typer.Context,
    design: DesignArgument,
    out: Annotated[
        Path, typer.Option("--out", metavar="DIR", help=both("Verzeichnis für das Ergebnis", "directory of the result"))
    ],
    data: DataOption = None,
    cluster: Annotated[
        str | None,
        typer.Option(
            "--cluster",
            metavar="tcp://…|local",
            help=both("mit Dask: Scheduler oder `local`", "by Dask: a scheduler, or `local`"),
        ),
    ] = None,
    workers: Annotated[
        int | None,
        typer.Option(
            "--workers", min=1, max=512, help=both("Prozesse (sonst: je Kern einer)", "processes (else: cores)")
        ),
    ] = None,
    engine: Annotated[
        EngineChoice,
        typer.Option("--engine", help=both("Rechenwerk; gleiche Ergebnisse", "engine; same results")),
    ] = EngineChoice.auto,
) -> None:
    """Carry out a design."""
    from lagezentrum.cli.lab.description import describe
    from lagezentrum.cli.lab.preparing import prepare
    from lagezentrum.cli.lab.store import Store
    from lagezentrum.outlook.lab.job import run_digest

    settings: Settings = context.obj
    language = settings.language
    with settings.busy():
        prepared = prepare(settings, design, data)
    job = prepared.job
    chosen = _engine(engine, job)
    store = Store(settings, out, job)
    store.describe(describe(prepared, chosen, None), prepared.text)
    digests = store.finished()
    already, total = len(digests), len(job.shards)
    todo = [shard.number for shard in job.shards if shard.number not in digests]
    if already:
        settings.notes.print(
            language(f"{already} von {total} Teilstücken liegen schon vor.", f"{already} of {total} shards are there."),
            markup=False,
        )
    began, busy = perf_counter(), _processor_seconds()
    with settings.progress() as progress:
        title = language("Teilstücke", "shards")
        for result in _results(settings, job, todo, chosen, cluster, workers):
            store.keep(result)
            digests[result.number] = result.digest
            if progress is not None:
                progress(title, len(digests), total)
    seconds, busy = perf_counter() - began, _processor_seconds() - busy
    if len(digests) != total:  # a digest of a part would pass for one of the whole
        raise Refusal(
            language(
                f"Nur {len(digests)} von {total} Teilstücken kamen zurück. Derselbe Aufruf rechnet die fehlenden.",
                f"Only {len(digests)} of {total} shards came back. The same call computes the missing ones.",
            )
        )
    digest = run_digest(digests)
    store.describe(describe(prepared, chosen, digest), prepared.text)
    _tell(settings, job, (seconds, busy) if todo else None, sum(job.shards[n].count for n in todo), digest, out)


def _engine(choice: EngineChoice, job: "Job") -> "Engine":
    from lagezentrum.outlook.packed import engines

    if choice is EngineChoice.numpy or "numba" not in engines():
        return "numpy"
    cells = job.design.sampling.policies * len(job.areas) * job.design.days
    return "numpy" if choice is EngineChoice.auto and cells <= SMALL else "numba"


def _results(
    settings: Settings, job: "Job", todo: Sequence[int], engine: "Engine", cluster: str | None, asked: int | None
) -> "Iterator[Encoded]":
    """The shards still to do; a small design is done in this process before others would have started."""
    from lagezentrum.cli.lab.local import WorkersLost, in_processes, serial

    language = settings.language
    if not todo:
        return
    workers = asked or os.cpu_count() or 1
    if cluster is not None:
        yield from _on_cluster(settings, job, todo, engine, cluster, workers)
        return
    processes = min(workers, len(todo))
    try:
        small = engine == "numpy" and job.design.sampling.policies * len(job.areas) * job.design.days <= SMALL
        if processes == 1 or (small and asked is None):
            yield from serial(job, todo, engine)
        else:
            yield from in_processes(job, todo, engine, processes)
    except WorkersLost:
        raise Refusal(
            language(
                "Rechenprozesse wurden immer wieder beendet, vermutlich reicht der Speicher nicht. Fertige Teilstücke "
                "bleiben; derselbe Aufruf setzt fort, besser mit --workers 1 oder kleinerem `shard`.",
                "Processes were killed again and again, probably for want of memory. Finished shards are kept; the "
                "same call goes on, better with --workers 1 or a smaller `shard`.",
            )
        ) from None


def _on_cluster(
    settings: Settings, job: "Job", todo: Sequence[int], engine: "Engine", cluster: str, workers: int
) -> "Iterator[Encoded]":
    language = settings.language
    if cluster != "local" and "://" not in cluster:
        raise Refusal(
            language(
                f"--cluster {cluster!r}: erwartet wird die Adresse eines Schedulers (tcp://HOST:8786) oder local.",
                f"--cluster {cluster!r}: expected the address of a scheduler (tcp://HOST:8786) or local.",
            )
        )
    from lagezentrum.cli.lab.cluster import on_cluster

    try:
        yield from on_cluster(job, todo, engine, cluster, workers)
    except ImportError as error:
        raise Refusal(
            language(
                f"Für --cluster fehlt Dask ({error.name}). Installieren Sie lagezentrum[cluster].",
                f"--cluster needs Dask ({error.name}). Install lagezentrum[cluster].",
            )
        ) from error
    except OSError as error:
        if cluster == "local":
            raise
        raise Refusal(
            language(
                f"Unter {cluster} antwortet kein Scheduler ({error}). Fertige Teilstücke bleiben; derselbe Aufruf "
                "setzt fort.",
                f"No scheduler answers at {cluster} ({error}). Finished shards are kept; the same call goes on.",
            )
        ) from error


def _processor_seconds() -> float:
    """Of this process and the finished ones it started; of a cluster elsewhere it knows nothing."""
    return sum(os.times()[:4])


def _tell(
    settings: Settings, job: "Job", times: tuple[float, float] | None, computed: int, digest: str, out: Path
) -> None:
    language = settings.language
    policies, areas, days = job.design.sampling.policies, len(job.areas), job.design.days
    number = language.number
    settings.show(
        language(
            f"{number(policies)} Regeln × {areas} Kreise × {days} Tage → {out}",
            f"{number(policies)} policies × {areas} districts × {days} days → {out}",
        ),
        soft_wrap=True,
    )
    if times is not None:
        seconds, each = times[0], 1e6 * times[1] / computed
        settings.notes.print(
            language(
                f"{number(computed)} Regeln in {seconds:.1f} s "
                f"(hier {each:.1f} µs Prozessorzeit je Regel, mit Schreiben)",
                f"{number(computed)} policies in {seconds:.1f} s "
                f"({each:.1f} µs of processor time each here, writing included)",
            ),
            markup=False, soft_wrap=True,
        )  # fmt: skip
    settings.show(f"digest {digest}", soft_wrap=True)
    settings.show(language(f"Weiter mit: lage lab report {out}", f"Go on with: lage lab report {out}"), soft_wrap=True)
