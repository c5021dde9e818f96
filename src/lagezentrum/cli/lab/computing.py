"""Where the shards of a run are computed: in this process, in several of this machine, or on a cluster."""

import os
from collections.abc import Iterator, Sequence
from functools import partial

from lagezentrum.cli.lab.encoding import Encoded
from lagezentrum.cli.lab.local import WorkersLost, in_processes, serial
from lagezentrum.cli.lab.program import fingerprint
from lagezentrum.cli.refusals import Refusal
from lagezentrum.cli.settings import Settings
from lagezentrum.outlook.lab import Job
from lagezentrum.outlook.packed import Engine

SMALL = 200_000_000
"""Cells (policy × district × day) up to which NumPy is done before a compiler would be loaded."""


def is_small(job: Job) -> bool:
    """Whether NumPy in this process is done before anything else would have started."""
    return job.design.sampling.policies * len(job.areas) * job.design.days <= SMALL


def results(
    settings: Settings, job: Job, todo: Sequence[int], engine: Engine, cluster: str | None, asked: int | None
) -> Iterator[Encoded]:
    """The shards still to do.

    Raises:
        Refusal: they can not be computed there; what to do is said. Shards that were handed on are kept.
    """
    if not todo:
        return
    workers = asked or os.cpu_count() or 1
    if cluster is not None:
        yield from _on_cluster(settings, job, todo, engine, cluster, workers)
        return
    processes = min(workers, len(todo))
    if processes == 1 or (engine == "numpy" and is_small(job) and asked is None):
        yield from serial(job, todo, engine)
        return
    try:
        yield from in_processes(job, todo, engine, processes)
    except WorkersLost as error:
        numbers = ", ".join(map(str, error.args[0]))
        raise Refusal(
            settings.language(
                f"Rechenprozesse wurden immer wieder beendet, zuletzt bei Teilstück {numbers}; vermutlich reicht der "
                "Speicher nicht. Fertige Teilstücke bleiben; derselbe Aufruf setzt fort, besser mit --workers 1. "
                "Bleibt es dabei: kleineres `shard` im Entwurf und ein neues Verzeichnis.",
                f"Processes were killed again and again, last over shard {numbers}, probably for want of memory. "
                "Finished shards are kept; the same call goes on, better with --workers 1. If that does not help: a "
                "smaller `shard` in the design, and a new directory.",
            )
        ) from None


def _on_cluster(
    settings: Settings, job: Job, todo: Sequence[int], engine: Engine, address: str, workers: int
) -> Iterator[Encoded]:
    language = settings.language
    if address != "local" and "://" not in address:
        raise Refusal(
            language(
                f"--cluster {address!r}: erwartet wird die Adresse eines Schedulers (tcp://HOST:8786) oder local.",
                f"--cluster {address!r}: expected the address of a scheduler (tcp://HOST:8786) or local.",
            )
        )
    from lagezentrum.cli.lab import cluster

    kept = language(
        "Fertige Teilstücke bleiben; derselbe Aufruf setzt fort.", "Finished shards are kept; the same call goes on."
    )
    try:
        yield from cluster.on_cluster(
            job, todo, engine, address, workers, tell=partial(_tell_of_workers, settings, address)
        )
    except ImportError as error:
        raise Refusal(
            language(
                f"Für --cluster fehlt Dask ({error.name}). Installieren Sie lagezentrum[cluster].",
                f"--cluster needs Dask ({error.name}). Install lagezentrum[cluster].",
            )
        ) from error
    except cluster.BadAddress as error:
        raise Refusal(
            language(
                f"--cluster {address!r} ist keine Adresse, unter der Dask einen Scheduler sucht ({error}). Erwartet: "
                "tcp://HOST:8786",
                f"--cluster {address!r} is no address at which Dask looks for a scheduler ({error}). Expected: "
                "tcp://HOST:8786",
            )
        ) from error
    except cluster.SchedulerLost as error:
        raise Refusal(
            language(
                f"Die Verbindung zum Scheduler {address} ist abgerissen. {kept} Läuft er nicht mehr, starten Sie ihn "
                "neu, oder nehmen Sie einen anderen.",
                f"The connection to the scheduler {address} was lost. {kept} If it runs no more, start it again, or "
                "take another one.",
            )
        ) from error
    except cluster.NoWorker as error:
        raise Refusal(
            language(
                f"Am Scheduler {address} hat sich in {cluster.PATIENCE} s kein Rechenprozess gemeldet. Starten Sie auf "
                f"jeder Maschine: dask worker {address}",
                f"No worker came to the scheduler {address} within {cluster.PATIENCE} s. Start on each machine: "
                f"dask worker {address}",
            )
        ) from error
    except cluster.DeadlyShard as error:
        raise Refusal(_deadly(settings, error.args[0], kept)) from error
    except cluster.OtherProgram as error:
        raise Refusal(_other_program(settings, address, error, kept)) from error
    except OSError as error:
        if address == "local":
            raise
        raise Refusal(
            language(
                f"Unter {address} antwortet kein Scheduler ({error}). {kept}",
                f"No scheduler answers at {address} ({error}). {kept}",
            )
        ) from error


def _tell_of_workers(settings: Settings, address: str, there: bool) -> None:
    """The last worker has left while shards are to do, or one has come again."""
    said = (
        settings.language("Es ist wieder ein Rechenprozess da.", "There is a worker again.")
        if there
        else settings.language(
            f"Am Scheduler {address} ist kein Rechenprozess mehr; der Lauf wartet. Starten Sie einen: dask worker "
            f"{address} – oder brechen Sie ab (Strg-C): fertige Teilstücke bleiben.",
            f"No worker is left at the scheduler {address}; the run waits. Start one: dask worker {address} – or end "
            "the run (Ctrl-C): finished shards are kept.",
        )
    )
    settings.notes.print(said, markup=False, soft_wrap=True)


def _deadly(settings: Settings, number: int | None, kept: str) -> str:
    """Dask suspects every shard that lay with a dead worker, so the one named need not be the one."""
    german = "der Entwurf" if number is None else f"Teilstück {number}"
    english = "the design" if number is None else f"shard {number}"
    return settings.language(
        f"Mehrere Rechenprozesse starben nacheinander, während {german} bei ihnen lag; vermutlich reicht der Speicher "
        f"nicht. {kept} Geben Sie ihnen mehr Speicher, oder setzen Sie im Entwurf ein kleineres `shard` und nehmen Sie "
        "ein neues Verzeichnis.",
        f"Several workers died one after the other while {english} lay with them, probably for want of memory. {kept} "
        "Give them more memory, or set a smaller `shard` in the design and take a new directory.",
    )


def _other_program(settings: Settings, address: str, error: Exception, kept: str) -> str:
    return settings.language(
        f"Am Scheduler {address} läuft nicht dasselbe lagezentrum wie hier ({error}; hier {fingerprint()}). Die Zahlen "
        f"könnten abweichen. {kept} Installieren Sie überall dieselbe Fassung, auch beim Scheduler, und starten Sie "
        "die Prozesse neu.",
        f"The cluster of {address} does not run the same lagezentrum as this machine ({error}; here {fingerprint()}). "
        f"Its numbers might differ. {kept} Install the same version everywhere, for the scheduler too, and start the "
        "processes again.",
    )
