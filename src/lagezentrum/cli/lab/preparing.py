"""From the file of a design to a job: law, figures, districts, and what was really in force."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from lagezentrum.cli.lab.figures import read_bodies, series_of
from lagezentrum.cli.lab.policy_table import read_policy_table
from lagezentrum.cli.refusals import Refusal
from lagezentrum.cli.settings import Settings
from lagezentrum.engine import fast
from lagezentrum.engine.observations import Figures
from lagezentrum.engine.standing import Standings
from lagezentrum.law.model import Regulation, Text
from lagezentrum.law.problems import LawError, UnknownRegulation
from lagezentrum.law.source_text import read_source_text
from lagezentrum.law.system_faults import cause
from lagezentrum.outlook.lab import Body, Design, DesignError, Job, read_design
from lagezentrum.outlook.lab.counting import calendar_faults
from lagezentrum.outlook.lab.design import MOST_ROWS, Reading
from lagezentrum.outlook.lab.faults import too_many_rows, unknown_word
from lagezentrum.outlook.lab.job import crossing_of
from lagezentrum.outlook.packed import NEVER, KnownSeries, Packed, compile_rules
from lagezentrum.outlook.packed.plan import LEVELS


@dataclass(frozen=True)
class Prepared:
    """A job with what its output should say about it.

    Attributes:
        job: the job.
        text: the design, byte for byte.
        origin: where the figures are from.
    """

    job: Job
    text: bytes
    origin: str


def prepare(
    settings: Settings, file: Path, data: Path | None, beside: Path | None = None, keep_in: Path | None = None
) -> Prepared:
    """Read a design and gather what it needs.

    Args:
        settings: of this call.
        file: the design.
        data: a directory of published files, or None for the bundled season.
        beside: where the files lie that the design names; None: beside it.
        keep_in: a directory in which what every morning knew of a file of figures is kept, or None.

    Raises:
        Refusal: the design can not be carried out, in the language of the call.
        SourceError: the figures can not be read.
    """
    try:
        return _prepared(settings, file, data, beside or file.parent, keep_in)
    except OSError as error:
        if keep_in is None:
            raise
        why = cause(error)
        raise Refusal(
            settings.language(
                f"In {keep_in} lässt sich nichts aufbewahren: {why.de}. Nennen Sie nach --keep ein anderes "
                "Verzeichnis, oder lassen Sie --keep weg.",
                f"Nothing can be kept in {keep_in}: {why.en}. Name another directory after --keep, or leave it out.",
            )
        ) from error
    except (DesignError, LawError) as error:
        lead = settings.language("So lässt sich der Entwurf nicht rechnen:", "The design can not be carried out:")
        raise Refusal(f"{lead}\n{error.in_language(settings.language.code)}") from error


def _prepared(settings: Settings, file: Path, data: Path | None, beside: Path, keep_in: Path | None) -> Prepared:
    library = settings.library

    def compiled(name: str, version: str, outcome: str) -> Packed:
        try:
            regulation = library.regulation(name)
        except UnknownRegulation as error:
            raise LookupError(unknown_word(Text(de="Regelung", en="regulation"), name, error.known)) from error
        chosen = regulation.named(version)
        if chosen is None:
            known = [v.version for v in regulation.versions]
            raise LookupError(unknown_word(Text(de="Fassung", en="version"), version, known))
        return compile_rules(chosen, library.calendars, outcome=outcome)

    source = read_source_text(file)
    design, packed = read_design(source, compiled, lambda name: read_policy_table(beside / name))
    regulation = library.regulation(design.regulation)
    named = _named_areas(design)
    states = {area[:2] for area in named} or {s for s in _all_states() if packed.version.territory.covers(s)}
    starts = [regulation.counting_starts(v, r, p) for v in regulation.versions for r in v.rules
              for p in ("raising", "lifting")]  # fmt: skip
    lead = timedelta(days=packed.lead_in)
    bodies, origin = read_bodies(
        settings,
        design.readings,
        data=data,
        file=beside / design.figures if design.figures else None,
        indicators=set(packed.indicators) | {name for v in regulation.versions for name in v.indicators},
        states=states,
        first=min([design.first - lead, *starts]),
        last=design.last,
        keep_in=keep_in,
    )
    known = bodies["as_known"]
    areas = _areas(settings, design, packed, known, named)
    for path, fault in calendar_faults(design, packed, {area[:2] for area in areas}):
        source.problem(path, *fault)
    if source.problems:
        raise DesignError(source.problems)
    if design.districts and design.sampling.policies * len(areas) > MOST_ROWS:
        from lagezentrum.law.problems import Problem

        raise DesignError([Problem(file, 0, *too_many_rows(design.sampling.policies, len(areas), MOST_ROWS))])
    return Prepared(
        Job(
            design,
            packed,
            _bodies(packed, design, bodies, areas),
            _really(settings, regulation, known, areas, design, data) if "disagreement" in design.metrics else None,
        ),
        file.read_bytes(),
        origin,
    )


def _bodies(
    packed: Packed, design: Design, figures: Mapping[Reading, Figures], areas: tuple[str, ...]
) -> dict[Reading, Body]:
    """The figures in each reading; a lead time on figures of each morning is one before the first published value."""
    series = {each: series_of(packed, figures[each], areas, design.first, design.last) for each in design.readings}
    if design.lead is None:
        nowhere = np.full(len(areas), NEVER, dtype=np.int64)
        return {each: Body(of, nowhere) for each, of in series.items()}
    bodies = {}
    for each, of in series.items():
        plain = of
        if isinstance(of, KnownSeries):
            plain = series_of(packed, figures["as_known"], areas, design.first, design.last)
        bodies[each] = Body(of, crossing_of(plain, design.lead.indicator, design.lead.above))
    return bodies


def _all_states() -> tuple[str, ...]:
    from lagezentrum.sources.areas import all_areas

    return tuple(area.ags for area in all_areas().values() if area.is_land)


def _named_areas(design: Design) -> tuple[str, ...]:
    """The keys of the areas that a design names; a Land stays a Land.

    Raises:
        UnknownArea, AmbiguousArea: as their names say.
    """
    from lagezentrum.sources.areas import find

    return tuple(a if design.figures and a.isdigit() else find(a).ags for a in design.areas)


def _areas(
    settings: Settings, design: Design, packed: Packed, figures: Figures, named: tuple[str, ...]
) -> tuple[str, ...]:
    """The districts with any figure in the period, of those asked for."""
    local = [n for n in packed.indicators if packed.version.indicators[n].scope == "district"]
    absent = [n for n in packed.indicators if not any(_days_of(figures, n, area, design) for area in figures.areas(n))]
    if absent:
        raise Refusal(
            settings.language(
                f"Vom {design.first} bis {design.last} gibt es keine Zahl zu {', '.join(absent)}. Wählen Sie eine "
                "andere Zeit, mit --data DIR andere Zahlen, oder schließen Sie die Regel aus, die sie braucht.",
                f"From {design.first} to {design.last} there is no figure of {', '.join(absent)}. Choose another "
                "period, other figures by --data DIR, or a version that does not need them.",
            )
        )
    found = {
        area
        for name in local
        for area in figures.areas(name)
        if len(area) > 2 and _days_of(figures, name, area, design)
    }
    if not local:
        from lagezentrum.sources.areas import districts

        found = {a.ags for name in packed.indicators for state in figures.areas(name) for a in districts(state[:2])}
    chosen = tuple(sorted(a for a in found if not named or a in named or a[:2] in named))
    without = [area for area in named if not any(a == area or a[:2] == area for a in chosen)]
    if without or not chosen:
        raise Refusal(
            settings.language(
                f"Zu {', '.join(without) or 'keinem Kreis'} gibt es in dieser Zeit Zahlen nicht. "
                "Berichtigen Sie `areas` oder `period`.",
                f"There are no figures for {', '.join(without) or 'any district'} in this period. "
                "Correct `areas` or `period`.",
            )
        )
    return chosen


def _days_of(figures: Figures, indicator: str, area: str, design: Design) -> bool:
    return any(design.first <= day <= design.last for day in figures.days(indicator, area))


def _really(
    settings: Settings, regulation: Regulation, figures: Figures, areas: tuple[str, ...], design: Design,
    data: Path | None,
) -> NDArray[np.int8]:  # fmt: skip
    """A × days, the level really in force: the regulation in all its versions, with the orders on record."""
    from lagezentrum.cli.material import _orders
    from lagezentrum.sources.orders.order import decisions

    orders = () if design.figures else decisions(_orders(regulation, data, None, with_orders=True))
    keys = [*areas, *sorted({area[:2] for area in areas})]
    replay = fast.replay(regulation, settings.library.calendars, figures, keys, design.last, decisions=orders)
    standings = Standings(regulation, replay, design.last)
    days = [design.first + timedelta(days=n) for n in range(design.days)]
    levels = np.full((len(areas), len(days)), -1, dtype=np.int8)
    for row, area in enumerate(areas):
        for column, day in enumerate(days):
            levels[row, column] = _level(standings, area, day, design.outcome)
    return levels


def _level(standings: Standings, area: str, day: date, outcome: str) -> int:
    standing = standings.on(area, day)
    if standing.version is None:
        return -1
    return standing.level if outcome == LEVELS else int(outcome in [name for name, _ in standing.consequences])
