"""Imports a season of files and is killed at random moments; run by `test_killed_import` as a process of its own.

    python -m tests.web.archive.killed_import ROUNDS SEED

Each round a child imports what is still missing and says of each file on a pipe that it is stored, once the intake has
returned. At a random moment the child is killed. Then the archive is looked at; the findings are printed as JSON.
"""

import hashlib
import json
import os
import random
import select
import signal
import sys
import time
from collections.abc import Sequence
from datetime import date

import django

from tests.web.run.processes import PATIENCE

_LONGEST = 0.2
"""Seconds; with more rounds than this many, lives are shorter, so that there are files left for the last one."""
_ROUNDS_FOR_ALL_FILES = 60
_File = tuple[bytes, str, date]


def main(rounds: int, seed: int) -> None:
    """Kill so many imports, then look at what is there."""
    django.setup()
    files = _files()  # this also imports what a child needs, so that it spends its time in the intake
    chance = random.Random(seed)  # noqa: S311 (not for secrets)
    acknowledged: list[str] = []
    killed = 0
    for number in range(rounds):
        if len(acknowledged) == len(files):
            break
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reading)
            _import(files[len(acknowledged) :], writing)
            os._exit(0)
        os.close(writing)
        if number % 2 and not select.select([reading], [], [], PATIENCE)[0]:  # may not die before its first file
            sys.exit("a child does nothing")
        time.sleep(chance.uniform(0, _LONGEST * min(1, _ROUNDS_FOR_ALL_FILES / rounds)))
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        killed += os.WIFSIGNALED(status)
        with os.fdopen(reading) as stream:
            acknowledged += [line.strip() for line in stream if line.endswith("\n")]
    print(json.dumps({"killed": killed, "acknowledged": len(acknowledged)} | _look(acknowledged, files)))  # noqa: T201


def _files() -> list[_File]:
    """RKI's file with all days so far and the Land's file of the day, for each morning."""
    from lagezentrum.season.layout import FIRST_DAY, LAST_DAY
    from lagezentrum.web.archive.season import deliveries
    from tests.web.archive.deliveries import LAND, RKI, rki

    announced = {one.at.date(): one.content for one in deliveries(day_by_day=True) if one.kind == LAND}
    files: list[_File] = []
    days = [date.fromordinal(number) for number in range(FIRST_DAY.toordinal(), LAST_DAY.toordinal() + 1)]
    so_far = b""
    for on in days:
        header, _, rows = rki([on]).partition(b"\n")
        so_far = (so_far or header + b"\n") + rows
        files.append((so_far, RKI, on))
        if on in announced:
            files.append((announced[on], LAND, on))
    return files


def _import(files: Sequence[_File], writing: int) -> None:
    from tests.web.archive.deliveries import hand_in

    for content, kind, on in files:
        hand_in(content, kind, on, 11)
        os.write(writing, hashlib.sha256(content).hexdigest().encode() + b"\n")


def _look(acknowledged: Sequence[str], files: Sequence[_File]) -> dict[str, object]:
    """What is lost, half there or out of order; and whether the rest can still be imported."""
    from django.db import connection

    from lagezentrum.season.reading import read_season
    from lagezentrum.web.archive import readings, verify
    from lagezentrum.web.archive.models import SourceFile
    from tests.web.archive.deliveries import hand_in

    kept = {file.sha256: file for file in SourceFile.objects.defer("content")}
    order = [hashlib.sha256(content).hexdigest() for content, _, _ in files]
    sound = True
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            sound = cursor.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    found: dict[str, object] = {
        "kept": len(kept),
        "lost": len(set(acknowledged) - set(kept)),
        "in_order": [file.sha256 for file in kept.values()] == order[: len(kept)],
        "without_verdict": sum(not file.verdicts.exists() for file in kept.values()),
        "problems": [problem.en for problem in verify.problems()],
        "database_sound": sound,
    }
    for content, kind, on in files[: len(kept) + 4]:
        hand_in(content, kind, on, 11)
    last = files[min(len(files), len(kept) + 4) - 1][2]
    in_one_go = {seen for seen in read_season() if seen.day <= last}
    through = set(readings.figures(readings.AsFirstPublished()))
    return found | {"missing_after_all": len({seen for seen in in_one_go if seen.day < last} - through)}


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
