"""What a question is answered from: a regulation, the figures for it, the areas judged, the orders on record."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from lagezentrum.cli.refusals import Refusal
from lagezentrum.cli.settings import Settings

if TYPE_CHECKING:
    from lagezentrum.engine.decisions import Assumption, Decision
    from lagezentrum.engine.observations import Figures
    from lagezentrum.engine.outcome import Replay
    from lagezentrum.engine.standing import Standings
    from lagezentrum.law.calendars import Calendars
    from lagezentrum.law.model import Regulation
    from lagezentrum.sources.areas import Area
    from lagezentrum.sources.orders.order import Order

_DECLARED = "nds_warnstufen_declared.csv"


@dataclass(frozen=True, kw_only=True)
class Material:
    """Everything one question is answered from.

    Attributes:
        regulation: all its versions.
        calendars: the calendars its sections name.
        figures: what was published.
        areas: the districts judged.
        states: keys of the Länder judged, where the regulation has a rule for them.
        first: first day of the regulation for which there are figures.
        last: last such day.
        orders: the orders on record.
        origin: where the figures are from, in the language of the call.
    """

    regulation: "Regulation"
    calendars: "Calendars"
    figures: "Figures"
    areas: "tuple[Area, ...]"
    states: tuple[str, ...]
    first: date
    last: date
    orders: "tuple[Order, ...]"
    origin: str

    @property
    def decisions(self) -> "tuple[Decision, ...]":
        """The decisions among the orders."""
        from lagezentrum.sources.orders.order import decisions

        return decisions(self.orders)

    def replay(
        self,
        until: date | None = None,
        *,
        known_at: datetime | None = None,
        decisions: "Iterable[Decision]" = (),
        assume: "Assumption" = "earliest",
    ) -> "Replay":
        """Replay the regulation up to `until` (None: the last day of the figures).

        A district that was merged into another is judged up to its last day. Decisions published after
        `known_at` are held back like figures. `assume`: what is assumed of findings without a decision.
        """
        from lagezentrum.engine import fast
        from lagezentrum.engine.outcome import Replay, episode_order, finding_order

        final = until or self.last
        decided = tuple(d for d in decisions if known_at is None or d.decided_on <= known_at.date())
        by_end: dict[date, list[str]] = {final: list(self.states)}
        for area in self.areas:
            by_end.setdefault(min(area.until or final, final), []).append(area.ags)
        parts = [
            fast.replay(
                self.regulation,
                self.calendars,
                self.figures,
                keys,
                end,
                known_at=known_at,
                decisions=decided,
                assume=assume,
            )
            for end, keys in by_end.items()
        ]
        return Replay(
            tuple(sorted((f for part in parts for f in part.findings), key=finding_order)),
            tuple(sorted((e for part in parts for e in part.episodes), key=episode_order)),
        )

    def standings(self, replay: "Replay", until: date | None = None) -> "Standings":
        """What holds where and when, from a replay up to `until`."""
        from lagezentrum.engine.standing import Standings

        return Standings(self.regulation, replay, until or self.last)


def gather(
    settings: Settings,
    name: str,
    *,
    data: Path | None = None,
    decisions: Path | None = None,
    with_orders: bool = False,
    only: str | None = None,
) -> Material:
    """Gather the material for a regulation.

    Args:
        settings: of the call.
        name: id of the regulation.
        data: directory with published files; None for the bundled season.
        decisions: table of orders; None for those on record if `with_orders`, else for none.
        with_orders: whether the orders that lie beside the figures are read too.
        only: key of the one area that is asked for; figures of other Länder are then not read.

    Raises:
        Refusal: there are no figures for this regulation.
        UnknownRegulation, LawError, SourceError: as their names say.
    """
    from lagezentrum.cli.completeness import require_districts
    from lagezentrum.sources.areas import all_areas, districts
    from lagezentrum.sources.rki.layout import INDICATOR as INCIDENCE

    regulation = settings.library.regulation(name)
    _require_known_indicators(regulation, settings)
    covered = [area.ags for area in all_areas().values() if area.is_land and regulation.for_area(area.ags)]
    if only is not None:
        covered = [only[:2]]
    start, end = _time_of(regulation, covered)
    figures = (
        _season(regulation, start, end, settings)
        if data is None
        else _directory(regulation, data, start, end, covered, settings)
    )
    span = figures.span()
    if span is None or (end is not None and span[0] > end):
        raise _no_figures(regulation, settings, data)
    with_figures = {observation.area for observation in figures}
    if data is not None and INCIDENCE in _indicators(regulation):
        require_districts(data, covered, with_figures, span[0], settings, only)
    scopes = {rule.scope for version in regulation.versions for rule in version.rules.values()}
    return Material(
        regulation=regulation,
        calendars=settings.library.calendars,
        figures=figures,
        areas=tuple(
            area
            for state in covered
            for area in districts(state)
            if area.ags in with_figures and (only is None or only in (area.ags, state))
        ),
        states=tuple(covered) if "state" in scopes else (),
        first=max(span[0], min(v.in_force.from_ for v in regulation.versions)),
        last=min(span[1], end) if end else span[1],
        orders=_orders(regulation, data, decisions, with_orders),
        origin=str(data) if data else settings.language("mitgelieferte Saison", "bundled season"),
    )


def _time_of(regulation: "Regulation", states: Sequence[str]) -> tuple[date, date | None]:
    """The first day on which anything can count, and the last day of the regulation (None where open)."""
    starts, ends = [], []
    for version in regulation.versions:
        if not any(version.territory.covers(state) for state in states):
            continue
        starts.append(version.in_force.from_)
        ends.append(version.in_force.to)
        starts += [regulation.counting_starts(version, r, p) for r in version.rules for p in ("raising", "lifting")]
    known = [end for end in ends if end is not None]
    return min(starts), max(known) if len(known) == len(ends) else None


def _indicators(regulation: "Regulation") -> set[str]:
    return {name for version in regulation.versions for name in version.indicators}


def _require_known_indicators(regulation: "Regulation", settings: Settings) -> None:
    from lagezentrum.sources.directory import INDICATORS

    unknown = ", ".join(sorted(_indicators(regulation) - set(INDICATORS)))
    if unknown:
        name, known = regulation.id, ", ".join(INDICATORS)
        raise Refusal(
            settings.language(
                f"Zu {name} gibt es keine veröffentlichten Zahlen: woher {unknown} kommt, ist nicht "
                f"bekannt. Lesbar sind {known}. Mit `lage law check {name}` lassen sich ihre "
                "Szenarien prüfen.",
                f"There are no published figures for {name}: where {unknown} comes from is not known. "
                f"Known are {known}. `lage law check {name}` tries its scenarios.",
            )
        )


def _season(regulation: "Regulation", start: date, end: date | None, settings: Settings) -> "Figures":
    from lagezentrum.season.layout import FIRST_DAY, LAST_DAY
    from lagezentrum.season.reading import read_season

    outside = not regulation.for_area("03") or start > LAST_DAY or (end is not None and end < FIRST_DAY)
    if outside:
        raise _no_figures(regulation, settings, None)
    return read_season()


def _directory(
    regulation: "Regulation", data: Path, start: date, end: date | None, states: Collection[str], settings: Settings
) -> "Figures":
    from lagezentrum.sources.directory import read_directory

    with settings.progress() as progress:
        return read_directory(
            data, first=start, last=end, states=states, indicators=_indicators(regulation), progress=progress
        )


def _no_figures(regulation: "Regulation", settings: Settings, data: Path | None) -> Refusal:
    start = min(v.in_force.from_ for v in regulation.versions)
    end = max((v.in_force.to for v in regulation.versions if v.in_force.to), default=None)
    time = f"{start} – {end or ''}".strip()
    if data is not None:
        return Refusal(
            settings.language(
                f"In {data} stehen keine Zahlen für die Zeit von {regulation.id} ({time}).",
                f"{data} holds no figures for the time of {regulation.id} ({time}).",
            )
        )
    return Refusal(
        settings.language(
            "Die mitgelieferte Saison (Niedersachsen, 2021-08-25 – 2022-02-23) enthält keine Zahlen für "
            f"{regulation.id} ({time}). Mit --data DIR ein Verzeichnis mit veröffentlichten Dateien angeben.",
            "The bundled season (Lower Saxony, 2021-08-25 – 2022-02-23) holds no figures for "
            f"{regulation.id} ({time}). Name a directory with published files by --data DIR.",
        )
    )


def _orders(regulation: "Regulation", data: Path | None, file: Path | None, with_orders: bool) -> "tuple[Order, ...]":
    from lagezentrum.sources.orders.layout import LOCAL_RULE, STATEWIDE_RULE
    from lagezentrum.sources.orders.reading import read_orders

    steps: dict[str, dict[str, None]] = {}
    for version in regulation.versions:
        for rule in version.rules:
            steps.setdefault(rule, {}).update(dict.fromkeys(version.steps(rule)))
    rules = tuple(steps)
    if file is not None:
        return read_orders(file, rules=rules, steps=steps)
    if not with_orders:
        return ()
    if data is not None:
        beside = data / _DECLARED
        belongs = STATEWIDE_RULE in steps and LOCAL_RULE in steps
        found = read_orders(beside, rules=rules, steps=steps) if belongs and beside.is_file() else ()
    else:
        from lagezentrum.season.reading import read_orders as bundled

        found = bundled()
    return tuple(order for order in found if order.rule in rules and regulation.for_area(order.area))
