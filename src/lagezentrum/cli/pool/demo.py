"""`lage pool demo`: the autumn of 2020 with an invented pool, from the nominations to the board."""

from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table
from rich.text import Text

from lagezentrum.cli.language import Language, both
from lagezentrum.cli.refusals import Refusal
from lagezentrum.cli.serve import HOST, PORT, FreePortOption, HostOption, ServingOption, address, in_use
from lagezentrum.cli.settings import Settings

if TYPE_CHECKING:
    from datetime import date

    from lagezentrum.web.office.pool.plans import Opened

WEEKS = 12
_STYLES = {
    "low": "bold white on #8c1740",
    "some": "black on #e0813a",
    "most": "black on #f4d35e",
    "nearly": "",
    "none": "dim",
    "unknown": "black on #b9d6f2",
}
_NAME = 25


def add_to(group: typer.Typer) -> None:
    """Add the command to `lage pool`."""
    group.command(
        "demo",
        help=both(
            "der Herbst 2020 mit einem erfundenen Pool: gemeldet, verteilt, angeordnet; danach die Seiten",
            "the autumn of 2020 with an invented pool: nominated, distributed, ordered; then the pages",
        ),
    )(demo)


def demo(
    context: typer.Context,
    serving: ServingOption = True,
    weeks: Annotated[
        int, typer.Option("--weeks", min=1, max=16, help=both("Wochen des Plans", "weeks of the plan"))
    ] = WEEKS,
    host: HostOption = HOST,
    port: FreePortOption = None,
) -> None:
    """Nominate, distribute and order through the real service, show coverage by office and week, serve the pages."""
    from datetime import timedelta

    from lagezentrum.cli.demo_serving import FIRST_WEEK, load_pool, own_environment, ports
    from lagezentrum.cli.service import service

    settings: Settings = context.obj
    on = FIRST_WEEK + timedelta(days=2)
    with own_environment(on, host), service(settings, migrate=True):
        from lagezentrum.web import server
        from lagezentrum.web.office.pool import plans
        from lagezentrum.web.people import demo as people
        from lagezentrum.web.pool.acts.proposing import latest
        from lagezentrum.web.pool.models import Proposal

        chosen = next((p for p in ports(port) if server.free(host, p)), None) if serving else None
        if serving and chosen is None:
            raise Refusal(in_use(settings, host, port or PORT))
        made = people.create()
        pool = load_pool(settings, weeks=weeks, next_weeks=4 if serving else 0)
        found = plans.opened(latest(Proposal.objects.get(state=Proposal.State.ORDERED)))
        _heading(settings, pool.people, pool.refused, pool.lenders, pool.deployments)
        settings.show("")
        settings.show(strip(found, settings.language))
        settings.show(_legend(settings.language))
        _quality(settings, found)
        if chosen is None:
            return
        server.prepare()
        server.serve(
            host,
            chosen,
            access_log=False,
            ready=lambda: _ready(settings, made, on, address(host, chosen).rstrip("/")),
        )


def strip(found: "Opened", language: Language) -> Table:
    """Coverage in per cent of each receiver that needs anybody, a column for each week."""
    from lagezentrum.web.office.pool.drawing import kind_of

    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 1, 0, 0))
    table.add_column(
        language("Deckung in %, nach KW", "coverage in %, by week"), no_wrap=True, overflow="ellipsis", max_width=_NAME
    )
    covered = [found.covered(week) for week in found.weeks]
    for one in covered:
        table.add_column(f"{one.week.isocalendar().week}", justify="right", no_wrap=True)
    for receiver in sorted(found.instance.receivers, key=lambda row: row.name):
        if any(receiver.key in one.need_fte for one in covered):
            shares = [one.shares.get(receiver.key) for one in covered]
            cells = [
                Text("·" if share is None else _percent(share), style=_STYLES[kind_of(share, unknown=False)])
                for share in shares
            ]
            table.add_row(receiver.name, *cells)
    table.add_section()
    for title, values in (
        (language("alle zusammen", "all together"), [one.total for one in covered]),
        (language("kleinste", "smallest"), [one.minimum for one in covered]),
    ):
        table.add_row(title, *("·" if value is None else _percent(value) for value in values), style="bold")
    table.add_row(language("Kräfte", "people"), *(str(one.people) for one in covered))
    return table


def _percent(share: float) -> str:
    return str(min(round(share * 100), 99) if share < 1 - 1e-9 else 100)


def _heading(settings: Settings, people: int, refused: int, lenders: int, deployments: int) -> None:
    language = settings.language
    settings.show(
        language("Der Personalpool im Herbst 2020, als Übung", "The staff pool in autumn 2020, as an exercise"),
        style="bold",
    )
    settings.show(
        language(
            f"Echt sind die Fälle je Woche (RKI, später berichtigt; Rückschau), die 43 Gesundheitsämter und die beiden "
            f"Landesstellen. Erfunden sind {people + refused} Kräfte von {lenders} Stellen; {refused} Meldungen wies "
            f"die Prüfung zurück. {deployments} Einsätze sind vorgeschlagen, von einer zweiten Person freigegeben und "
            "angeordnet.",
            f"Real are the cases of each week (RKI, as corrected later; hindsight), the 43 health offices and the two "
            f"receivers of the Land. Invented are {people + refused} people of {lenders} authorities; {refused} "
            f"nominations were refused. {deployments} deployments were proposed, approved by a second person and "
            "ordered.",
        )
    )


def _legend(language: Language) -> Text:
    from lagezentrum.web.office.pool.drawing import LEGEND

    text = Text()
    for kind, words in LEGEND.items():
        if kind != "unknown":
            text.append(f" {'·' if kind == 'none' else '00'} ", style=_STYLES[kind])
            text.append(f" {language.of(words)}   ")
    return text


def _quality(settings: Settings, found: "Opened") -> None:
    from lagezentrum.web.office.pool.choice import triage
    from lagezentrum.web.office.pool.reasons import quality

    settings.show("")
    for line in (*quality(found), triage(found.instance.rules.aim)):
        settings.show(settings.language.of(line))


def _ready(settings: Settings, made: "tuple[object, ...]", on: "date", site: str) -> None:
    from lagezentrum.cli.demo_serving import end_with_terminal, say_exercise, show_people
    from lagezentrum.web.people.demo import SignIn
    from lagezentrum.web.people.models import Role

    roles = (Role.STAFF_UNIT, Role.POOL_APPROVER, Role.LENDING_AUTHORITY, Role.RECEIVING_OFFICE)
    end_with_terminal()
    language = settings.language
    settings.show("")
    settings.show(
        language(
            f"Heute ist im Dienst {language.long_day(on)}. Der nächste Vorschlag wartet auf die zweite Person.",
            f"In the service today is {language.long_day(on)}. The next proposal waits for the second person.",
        )
    )
    path = "/buero/pool/" if language.code == "de" else "/en/buero/pool/"
    settings.show(f"{language('Personalpool', 'staff pool')}: {site}{path}", soft_wrap=True)
    settings.show("")
    show_people(settings, [one for one in made if isinstance(one, SignIn) and one.role in roles])
    settings.show("")
    say_exercise(settings)
