"""A table of figures as the series of a sweep: in one reading, or as known on each morning."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path

from lagezentrum.outlook.known import Cube, Reading, as_compared_all
from lagezentrum.outlook.packed import KnownSeries, Packed, Series
from lagezentrum.outlook.packed.series import figures_of_state, states_of
from lagezentrum.sources.figure_table.batches import Wanted
from lagezentrum.sources.figure_table.keeping import kept
from lagezentrum.sources.figure_table.opening import FigureTable
from lagezentrum.sources.figure_table.reading import KnownBy, read_cubes, read_planes


def wanted_by(packed: Packed, areas: Sequence[str], first: date, last: date) -> Wanted:
    """What a plan needs for a period: its figures, the days that count before the first one included."""
    of_state = figures_of_state(packed)
    states = states_of(areas)
    places = {name: states if name in of_state else tuple(areas) for name in packed.indicators}
    return Wanted(places, first - timedelta(days=packed.lead_in), last)


def read_series(
    table: FigureTable, packed: Packed, areas: Sequence[str], first: date, last: date, reading: Reading
) -> Series:
    """The figures of a plan in a reading, rounded as the law compares them.

    Args:
        table: the file.
        packed: the compiled version.
        areas: keys of districts.
        first: first day on which the rule is taken to be in force.
        last: last such day.
        reading: which of several values for a day.

    Raises:
        SourceError: the file can not be read, or does not know an area at all.
    """
    planes = read_planes(table, wanted_by(packed, areas, first, last), reading)
    values = {name: as_compared_all(plane, packed.version.indicators[name].precision) for name, plane in planes.items()}
    return Series(first, tuple(areas), states_of(areas), packed.lead_in, values, figures_of_state(packed))


def read_known_series(
    table: FigureTable,
    packed: Packed,
    areas: Sequence[str],
    first: date,
    last: date,
    *,
    lags: int | None = None,
    known_by: KnownBy = "publication",
    leave_out_later: bool = False,
    keep_in: Path | None = None,
) -> KnownSeries:
    """The figures of a plan as known on each morning, rounded as the law compares them.

    Args:
        table: the file.
        packed: the compiled version.
        areas: keys of districts.
        first: first day on which the rule is taken to be in force.
        last: last such day.
        lags: mornings after its day on which a value may still change; None for as many as the file has.
        known_by: since when a value counts as known.
        leave_out_later: leave out values that became known later than there are lags for, instead of refusing.
        keep_in: a directory in which what was read is kept, so that the same question is answered at once next time.

    Raises:
        SourceError: as `read_cubes` says.
        OSError: nothing can be kept in that directory.
    """
    wanted = wanted_by(packed, areas, first, last)
    cubes = read_or_kept(
        table, wanted, packed, lags=lags, known_by=known_by, leave_out_later=leave_out_later, keep_in=keep_in
    )
    values = {name: cube.values.transpose(1, 0, 2) for name, cube in cubes.items()}
    return KnownSeries(first, tuple(areas), states_of(areas), packed.lead_in, values, figures_of_state(packed))


def read_or_kept(
    table: FigureTable,
    wanted: Wanted,
    packed: Packed,
    *,
    lags: int | None = None,
    known_by: KnownBy = "publication",
    leave_out_later: bool = False,
    keep_in: Path | None = None,
) -> Mapping[str, Cube]:
    """The cubes of some figures of a plan, rounded as the law compares them; as `read_known_series` says."""
    decimals = {name: packed.version.indicators[name].precision for name in wanted.places}
    asked = {"lags": lags, "known_by": known_by, "leave_out_later": leave_out_later, "decimals": decimals}

    def read() -> Mapping[str, Cube]:
        return read_cubes(
            table, wanted, lags=lags, known_by=known_by, leave_out_later=leave_out_later, decimals=decimals
        )

    return read() if keep_in is None else kept(table, wanted, asked, keep_in, read)
