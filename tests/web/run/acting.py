"""A process that drafts, approves, publishes and withdraws without end, told to a file, until it is killed.

Run as a module: ROUNDS times a child is started and killed by signal 9 at a random moment. The last line of the output
is JSON: how many acts were acknowledged, which of those are missing in the ledger, and what verification finds.
"""

import json
import os
import random
import signal
import sys
import tempfile
import time
import traceback
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import django

from tests.web.run.processes import PATIENCE

FIGURES_UNTIL = date(2021, 9, 17)
MOMENT = datetime(2021, 9, 17, 12, tzinfo=UTC)
LONGEST_LIFE = 0.2
"""Seconds."""
TOLD = len("\n") + 64
"""Bytes that tell of an act: the hash of its event, and the end of the line."""


def prepare() -> None:
    """Figures to rest on, and two people for every district."""
    from django.contrib.auth.models import User

    from lagezentrum.sources.areas import districts
    from lagezentrum.web.archive import season
    from lagezentrum.web.ledger import service
    from lagezentrum.web.ledger.drafting import Wanted
    from lagezentrum.web.people.models import Grant, Role

    season.load(FIGURES_UNTIL)
    for name, role in (("officer", Role.DISTRICT_OFFICER), ("approver", Role.APPROVER)):
        user = User.objects.create(username=name)
        for area in districts("03"):
            Grant.objects.create(user=user, role=role, area=area.ags, valid_from=date(2021, 1, 1))
    # The law and the figures are read once, here, and not by every child in its short life.
    tomorrow = FIGURES_UNTIL + timedelta(days=1)
    service.preview(
        Wanted(kind="raise", rule="local", area="03241", step="1", effective=tomorrow, reasons="Übung"), at=MOMENT
    )


def act_for_ever(told: Path, seed: int) -> None:
    """Draft, approve, then publish or withdraw; after each act its event is told. Never returns."""
    from django.contrib.auth.models import User

    from lagezentrum.sources.areas import districts
    from lagezentrum.web.ledger import service

    chance = random.Random(seed)  # noqa: S311 - not for secrets
    officer, approver = User.objects.get(username="officer"), User.objects.get(username="approver")
    areas = [area.ags for area in districts("03")]
    with told.open("a", encoding="ascii", buffering=1) as acknowledged:
        while True:
            effective = FIGURES_UNTIL + timedelta(days=chance.randrange(1, 300))
            try:
                found = service.draft(
                    officer,
                    kind="raise",
                    rule="local",
                    area=chance.choice(areas),
                    step="1",
                    effective=effective,
                    reasons="Übung",
                    at=MOMENT,
                )
            except service.Conflict:  # an earlier life left a matter open here
                continue
            acknowledged.write(f"{found.entries[-1].hash}\n")
            found = service.approve(approver, found.id, at=MOMENT)
            acknowledged.write(f"{found.entries[-1].hash}\n")
            if chance.random() < 0.3:
                found = service.publish(officer, found.id, at=MOMENT)
            else:
                found = service.withdraw(officer, found.id, "Übung", at=MOMENT)
            acknowledged.write(f"{found.entries[-1].hash}\n")


def _grown(told: Path) -> None:
    """Wait until a child has told of two acts: so the number of acts is sure, however slow the machine is."""
    wanted, end = told.stat().st_size + 2 * TOLD, time.monotonic() + PATIENCE
    while told.stat().st_size < wanted:
        if time.monotonic() > end:
            sys.exit("a child does nothing")
        time.sleep(0.002)


def main(rounds: int, seed: int) -> None:
    """Start and kill `rounds` children, look after each one, verify at the end."""
    from django.db import connections

    from lagezentrum.web.ledger import chain
    from lagezentrum.web.ledger.models import Event
    from lagezentrum.web.ledger.stored import rows

    prepare()
    chance = random.Random(seed)  # noqa: S311 - not for secrets
    told = Path(tempfile.mkstemp(prefix="acknowledged-")[1])
    lost: set[str] = set()
    broken = 0
    for number in range(rounds):
        connections.close_all()
        child = os.fork()
        if child == 0:
            try:
                act_for_ever(told, seed + number)
            finally:
                traceback.print_exc()
                os._exit(3)
        if number % 2:  # from its second acknowledged act on; otherwise it may die before that
            _grown(told)
        time.sleep(chance.uniform(0, LONGEST_LIFE))
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        if not os.WIFSIGNALED(status):
            sys.exit("a child ended before it was killed")
        lost |= set(told.read_text(encoding="ascii").split()) - set(Event.objects.values_list("hash", flat=True))
        previous = chain.GENESIS
        for row in rows():
            broken += row.columns["previous"] != previous
            previous = row.columns["hash"]
    acknowledged = told.read_text(encoding="ascii").split()
    told.unlink()
    print(  # noqa: T201 - the answer
        json.dumps(
            {
                "acknowledged": len(acknowledged),
                "events": Event.objects.count(),
                "lost": sorted(lost),
                "broken_links": broken,
                "problems": [problem.text.en for problem in chain.verify()],
            }
        )
    )


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lagezentrum.web.settings")
    django.setup()
    main(int(sys.argv[1]), int(sys.argv[2]))
