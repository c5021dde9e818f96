"""`lage lab run`: carry out a design, shard by shard, and go on where an earlier run was interrupted."""

import os
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Annotated

import typer

from lagezentrum.cli.arguments import DataOption
from lagezentrum.cli.interrupting import ended_as_interrupted
from lagezentrum.cli.language import both
from lagezentrum.cli.refusals import Refusal
from lagezentrum.cli.settings import Settings

if TYPE_CHECKING:
    from lagezentrum.outlook.lab import Job
    from lagezentrum.outlook.packed import Engine


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
    keep: Annotated[
        Path | None,
        typer.Option(
            "--keep",
            metavar="DIR",
            help=both("hier aufbewahren, was jeder Morgen wusste", "keep here what each morning knew"),
        ),
    ] = None,
) -> None:
    """Carry out a design."""
    from lagezentrum.cli.lab.computing import results
    from lagezentrum.cli.lab.description import describe
    from lagezentrum.cli.lab.preparing import prepare
    from lagezentrum.cli.lab.progress import shown
    from lagezentrum.cli.lab.store import Store
    from lagezentrum.outlook.lab.job import run_digest

    settings: Settings = context.obj
    language = settings.language
    with settings.busy():
        prepared = prepare(settings, design, data, keep_in=keep)
    job = prepared.job
    chosen = _engine(engine, job)
    with Store.opened(settings, out, job) as store:
        _tell_of_compiling(settings, chosen)
        beside = os.path.relpath(design.parent, out)
        store.describe(describe(prepared, chosen, None, beside), prepared.text)
        digests = store.finished()
        already, total = len(digests), len(job.shards)
        todo = [shard.number for shard in job.shards if shard.number not in digests]
        if already:
            settings.notes.print(
                language(
                    f"{already} von {total} Teilstücken liegen schon vor.", f"{already} of {total} shards are there."
                ),
                markup=False,
            )
        began, busy = perf_counter(), _processor_seconds()
        computed = sum(job.shards[number].count for number in todo)
        try:
            with ended_as_interrupted(), shown(settings, (already, total), computed) as progress:
                for result in results(settings, job, todo, chosen, cluster, workers):
                    store.keep(result)
                    digests[result.number] = result.digest
                    progress(1, job.shards[result.number].count)
        except KeyboardInterrupt:
            kept = store.written()
            said = language(
                f"{kept} von {total} Teilstücken sind fertig und bleiben; derselbe Aufruf setzt fort.",
                f"{kept} of {total} shards are finished and kept; the same call goes on.",
            )
            settings.notes.print(said, markup=False, soft_wrap=True)
            raise
        seconds, busy = perf_counter() - began, _processor_seconds() - busy
        if len(digests) != total:  # a digest of a part would pass for one of the whole
            raise Refusal(
                language(
                    f"Nur {len(digests)} von {total} Teilstücken kamen zurück. Derselbe Aufruf rechnet die fehlenden.",
                    f"Only {len(digests)} of {total} shards came back. The same call computes the missing ones.",
                )
            )
        digest = run_digest(digests)
        store.describe(describe(prepared, chosen, digest, beside), prepared.text)
        _tell(settings, job, (seconds, busy) if todo else None, computed, digest, out)


def _engine(choice: EngineChoice, job: "Job") -> "Engine":
    from lagezentrum.outlook.packed import engines

    if choice is EngineChoice.numpy or "numba" not in engines():
        return "numpy"
    from lagezentrum.cli.lab.computing import is_small

    return "numpy" if choice is EngineChoice.auto and is_small(job) else "numba"


def _tell_of_compiling(settings: Settings, engine: "Engine") -> None:
    """Say why the first run on a machine takes its time before anything moves."""
    from lagezentrum.web.compiling import compiled_before, keep_compiled

    if engine != "numba":
        return
    keep_compiled()
    if not compiled_before():
        said = settings.language(
            "Das Rechenwerk wird auf dieser Maschine einmalig übersetzt, eine halbe bis eine Minute lang.",
            "The engine is compiled, once on this machine, for half a minute to a minute.",
        )
        settings.notes.print(said, markup=False, soft_wrap=True)


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
                f"{number(computed)} Regeln in {number(Decimal(f'{seconds:.1f}'))} s "
                f"(hier {number(Decimal(f'{each:.1f}'))} µs Prozessorzeit je Regel, mit Schreiben)",
                f"{number(computed)} policies in {seconds:.1f} s "
                f"({each:.1f} µs of processor time each here, writing included)",
            ),
            markup=False, soft_wrap=True,
        )  # fmt: skip
    settings.show(f"digest {digest}", soft_wrap=True)
    settings.show(language(f"Weiter mit: lage lab report {out}", f"Go on with: lage lab report {out}"), soft_wrap=True)
