"""Orders on the bundled season, as an authority would have made them."""

from datetime import date, datetime, time
from functools import cache

from lagezentrum.documents.authorities import profile_of
from lagezentrum.documents.change_proof import ChangeProof
from lagezentrum.documents.matters import Docket, Matter
from lagezentrum.documents.order import ConfinedOutbreak, Order, OrderKind, order_from
from lagezentrum.sources.areas import all_areas, districts
from tests.engine.season_proofs import ORDINANCE, library, orders, season

ALL = ("03", *(area.ags for area in districts("03")))
OUTBREAK = ConfinedOutbreak(
    place="Schlachthof in Lehrte", cases=143, traced="Alle Beschäftigten sind getestet.", until=date(2021, 12, 10)
)


@cache
def docket(day: str, areas: tuple[str, ...] = ALL, *, decided: bool = True) -> Docket:
    """Everything known on a day, and decided before it."""
    on = date.fromisoformat(day)
    return Docket(
        regulation=library().regulation(ORDINANCE),
        calendars=library().calendars,
        figures=season(),
        areas=areas,
        decisions=tuple(decision for decision in orders() if decision.decided_on < on) if decided else (),
        day=on,
        known_at=datetime.combine(on, time.max),
    )


def order_about(on: Docket, matter: Matter, **told: object) -> tuple[Order, ChangeProof]:
    """The order about a matter, at its earliest day unless told otherwise."""
    refrains = matter.kind == "refrain"
    proof = on.proof(matter)
    given: dict[str, object] = {
        "kind": matter.kind,
        "area_name": "Niedersachsen" if matter.area == "03" else all_areas()[matter.area].title,
        "authority": profile_of(matter.area),
        "announced_on": on.day,
        "effective": None if refrains else matter.earliest_effect(on.day),
        "remains": matter.remains,
        "outbreak": OUTBREAK if refrains else None,
    }
    norm = library().norm(ORDINANCE, matter.version.version)
    return order_from(proof, matter.version, on.calendars, norm, **given | told), proof  # type: ignore[arg-type]


@cache
def an_order(area: str, day: str, kind: OrderKind, step: str | None = None) -> tuple[Order, ChangeProof]:
    """The order of a kind for an area on a day, with reasons where law asks for them."""
    on = docket(day, (area,) if area != "03" else ALL)
    matter = on.matter(area, kind, step)
    told: dict[str, object] = {}
    if matter.finding is None:
        told["effective"] = date(2021, 12, 1)
    if matter.finding is None or matter.finding.status != "found" or kind == "other-date":
        told["reasons"] = "Die Kliniken melden 12 neue Fälle.\n\nDeshalb wird am 3. Dezember 2021 neu geprüft."
    return order_about(on, matter, **told)


def every_kind() -> list[tuple[Order, ChangeProof]]:
    """An order of each kind and form that the season has."""
    return [
        an_order("03241", "2021-11-29", "raise"),
        an_order("03241", "2021-11-29", "refrain"),
        an_order("03241", "2021-09-17", "3g"),
        an_order("03460", "2021-11-29", "lower"),
        an_order("03460", "2021-11-29", "other-date"),
        an_order("03404", "2021-11-29", "raise", "2"),
        an_order("03", "2021-12-15", "raise"),
        an_order("03255", "2021-09-30", "lift-3g", "3G"),
    ]
