"""The second half of `lage demo`: the season goes through the real service, and its site is served until Ctrl-C."""

import os
import shutil
import signal
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import TYPE_CHECKING

from rich.table import Table

from lagezentrum.cli.refusals import Refusal
from lagezentrum.cli.serve import HOST, PORT, address, in_use
from lagezentrum.cli.service import service
from lagezentrum.cli.settings import Settings
from lagezentrum.staffing.model import week_of

if TYPE_CHECKING:
    from lagezentrum.web.demo import Loaded
    from lagezentrum.web.demo_pool import LoadedPool
    from lagezentrum.web.people.demo import SignIn

_PORTS_TRIED = 20
FIRST_WEEK = date(2020, 11, 9)
"""Monday on which the real pool began; its cases are moved to the week in which the demo lives."""
_OF_THE_SERVICE = ("LAGEZENTRUM_", "DATABASE_URL")


def serve_season(settings: Settings, on: date, last: date, host: str = HOST, port: int | None = None) -> None:
    """Load the season up to a day into a database of its own, and serve it; at the end everything is removed.

    Args:
        settings: of this call.
        on: the day on which the demo lives.
        last: the last day of the season, for those who want to see the whole of it.
        host: where to listen.
        port: where to listen; None for the first free one from 8000 on.

    Raises:
        Refusal: the port is taken.
    """
    with own_environment(on, host), service(settings, migrate=True):
        from lagezentrum.web import demo, server

        chosen = next((p for p in ports(port) if server.free(host, p)), None)
        if chosen is None:
            raise Refusal(in_use(settings, host, port or PORT))
        lead = settings.language("Die Saison wird Tag für Tag eingespielt", "living through the season day by day")
        settings.notes.print(f"{lead} …", markup=False)
        with settings.progress() as told:
            loaded = demo.load(on, told and (lambda done, days: told(lead, done, days)))
        pool = load_pool(settings)
        server.prepare()
        server.serve(
            host,
            chosen,
            access_log=False,
            ready=lambda: _ready(settings, loaded, pool, on, last, address(host, chosen).rstrip("/")),
        )


def load_pool(settings: Settings, weeks: int = 2, next_weeks: int = 2) -> "LoadedPool":
    """Set up the staff pool of the exercise, within `own_environment` and the service."""
    from lagezentrum.web import demo_pool

    words = settings.language(
        "Der Personalpool wird gemeldet und verteilt", "nominating and distributing the staff pool"
    )
    settings.notes.print(f"{words} …", markup=False)
    with settings.busy():
        return demo_pool.load(weeks=weeks, next_weeks=next_weeks)


def end_with_terminal() -> None:
    """A server that is told that its terminal has gone would start anew; a demo ends."""
    signal.signal(signal.SIGHUP, lambda *_: os.kill(os.getpid(), signal.SIGTERM))


def _ready(settings: Settings, loaded: "Loaded", pool: "LoadedPool", on: date, last: date, site: str) -> None:
    end_with_terminal()
    _tell(settings, loaded, pool, on, last, site)


def ports(port: int | None) -> Iterator[int]:
    """The ports to try: the one named, else some from 8000 on."""
    yield from [port] if port else range(PORT, PORT + _PORTS_TRIED)


@contextmanager
def own_environment(on: date, host: str) -> Iterator[None]:
    """Settings of the demo alone: whatever service this machine is set up for, it stays untouched."""
    for name in tuple(os.environ):
        if name.startswith(_OF_THE_SERVICE):
            del os.environ[name]
    home = tempfile.mkdtemp(prefix="lagezentrum-demo-")
    os.environ |= {
        "LAGEZENTRUM_HOME": home,
        "LAGEZENTRUM_HTTP": "1",
        "LAGEZENTRUM_EXERCISE": "1",
        "LAGEZENTRUM_TODAY": on.isoformat(),
        "LAGEZENTRUM_POOL_SHIFT_WEEKS": str((week_of(on) - FIRST_WEEK) // timedelta(weeks=1)),
        "LAGEZENTRUM_HOSTS": ",".join(dict.fromkeys(("localhost", "127.0.0.1", "[::1]", host))),
    }
    process = os.getpid()

    def end(number: int, _frame: object) -> None:  # until the server takes over
        shutil.rmtree(home, ignore_errors=True)
        os._exit(128 + number)

    for told_to_end in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(told_to_end, end)
    try:
        yield
    finally:
        if os.getpid() == process:  # the processes of the server end here as well
            shutil.rmtree(home, ignore_errors=True)


def _tell(settings: Settings, loaded: "Loaded", pool: "LoadedPool", on: date, last: date, site: str) -> None:
    """Print what was loaded, the addresses and the sign-ins."""
    language = settings.language
    settings.show("")
    settings.show(
        language(
            f"Heute ist im Dienst {language.long_day(on)}. {loaded.files} Dateien sind angenommen, {loaded.findings} "
            f"Feststellungen vermerkt, {loaded.determinations} Anordnungen gezeichnet und veröffentlicht.",
            f"In the service today is {language.long_day(on)}. {loaded.files} files were accepted, {loaded.findings} "
            f"findings noted, {loaded.determinations} orders approved and published.",
        )
    )
    settings.show(
        language(
            f"Personalpool: {pool.people} erfundene Kräfte von {pool.lenders} Stellen, {pool.in_service} im Einsatz; "
            f"der nächste Vorschlag {pool.proposal} wartet auf die zweite Person. Die Fallzahlen sind die des Herbstes "
            f"2020, um ganze Wochen verschoben; geplant sind {pool.weeks} Wochen (zwölf in: lage pool demo).",
            f"Staff pool: {pool.people} invented people of {pool.lenders} authorities, {pool.in_service} in service; "
            f"the next proposal {pool.proposal} waits for the second person. The cases are those of autumn 2020, moved "
            f"by whole weeks; {pool.weeks} weeks are planned (twelve in: lage --lang en pool demo).",
        )
    )
    settings.show("")
    addresses = (
        (language("Öffentliche Seite", "public site"), "/" if language.code == "de" else "/en/"),
        (language("Büro", "office"), "/buero/" if language.code == "de" else "/en/buero/"),
        (language("Schnittstelle", "API"), "/api/v1/docs"),
    )
    for title, path in addresses:
        settings.show(f"{title:<18} {site}{path}", soft_wrap=True)
    settings.show("")
    show_people(settings, loaded.people)
    settings.show("")
    settings.show(
        language(
            f"Ein anderer Tag, etwa der letzte mit der ganzen Saison: lage demo --on {last}",
            f"Another day, such as the last one with the whole season: lage --lang en demo --on {last}",
        ),
        style="dim",
    )
    say_exercise(settings)


def show_people(settings: Settings, people: "Iterable[SignIn]") -> None:
    """The sign-ins as a table."""
    from lagezentrum.cli.names import title_of

    language = settings.language
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for heading in (
        language("Anmeldung", "sign-in"),
        language("Kennwort", "password"),
        language("Rolle", "role"),
        language("für", "for"),
    ):
        table.add_column(heading, no_wrap=heading in ("Anmeldung", "sign-in", "Kennwort", "password"))
    for person in people:
        role = person.role.label if language.code == "de" else person.role.value.replace("-", " ")
        table.add_row(person.username, person.password, role, person.body or title_of(person.area))
    settings.show(table)


def say_exercise(settings: Settings) -> None:
    """What a demo is, and how it ends."""
    settings.show(
        settings.language(
            "Übung: nur auf dieser Maschine, und am Ende ist alles wieder weg. Ende mit Strg-C.",
            "Exercise: on this machine only, and everything is gone at the end. End with Ctrl-C.",
        ),
        style="bold",
    )
    settings.out.file.flush()
