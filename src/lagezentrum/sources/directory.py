"""A directory of published files: which of them are needed, and all of them as one body of figures."""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from pathlib import Path

from lagezentrum.engine.observations import Figures, Observation
from lagezentrum.law.problems import fault
from lagezentrum.sources.layout import Layout
from lagezentrum.sources.nds.layout import ANNOUNCED, AREA, HOSPITALISATION, ICU_SHARE
from lagezentrum.sources.nds.reading import read_announced
from lagezentrum.sources.problems import refuse
from lagezentrum.sources.rki.layout import BERLIN, GERMANY, INDICATOR, LAENDER, LOWER_SAXONY, IncidenceLayout
from lagezentrum.sources.rki.reading import read_incidences
from lagezentrum.sources.tables import Progress

INDICATORS = (INDICATOR, HOSPITALISATION, ICU_SHARE)
"""What a directory can hold."""

LAYOUTS: tuple[Layout, ...] = (LOWER_SAXONY, GERMANY, LAENDER, ANNOUNCED)
"""Every file that is understood; each says its source, licence and attribution."""


def read_directory(
    path: Path,
    *,
    first: date | None = None,
    last: date | None = None,
    states: Iterable[str] | None = None,
    indicators: Iterable[str] | None = None,
    latest: date | None = None,
    progress: Progress | None = None,
) -> Figures:
    """The figures published for the days `first` to `last`.

    Args:
        path: directory with the files of `LAYOUTS`, each plain or packed (`.gz`).
        first: first day wanted; None for all there are.
        last: last day wanted; None for all there are.
        states: keys of the Länder wanted, such as "03"; None for all.
        indicators: what is needed, of `INDICATORS`: a missing file for one of them is an error, and files for
            others are not opened. None: incidences are needed, and the Land's indicators are read if there.
        latest: last day for which figures can have been published; None for today.
        progress: told how far the reading has come.

    Raises:
        SourceError: a file that is needed is not there, or one is not as its publisher writes it.
    """
    if not path.is_dir():
        raise refuse(
            path,
            0,
            *fault(
                de=(
                    "dieses Verzeichnis gibt es nicht",
                    "Dort werden die veröffentlichten Zahlen gesucht.",
                    "Berichtigen Sie den Pfad nach --data.",
                ),
                en=(
                    "no such directory",
                    "The published figures are looked up there.",
                    "Correct the path after --data.",
                ),
            ),
        )
    wanted = None if states is None else frozenset(states)
    needed = None if indicators is None else frozenset(indicators)
    final = latest or datetime.now().astimezone().date()
    observations: list[Observation] = []
    if needed is None or INDICATOR in needed:
        for layout, within in _incidence_files(path, wanted):
            observations += read_incidences(
                _required(path, layout),
                layout,
                first=first,
                last=last,
                states=within,
                latest=final,
                progress=progress,
            )
    if wanted is None or AREA in wanted:
        announced = ANNOUNCED.find(path)
        if needed is not None and needed & {HOSPITALISATION, ICU_SHARE}:
            announced = _required(path, ANNOUNCED)
        if announced is not None and (needed is None or needed & {HOSPITALISATION, ICU_SHARE}):
            observations += read_announced(
                announced, ANNOUNCED, first=first, last=last, latest=final, progress=progress
            )
    return Figures(observations)


def _incidence_files(
    path: Path, states: Collection[str] | None
) -> list[tuple[IncidenceLayout, Collection[str] | None]]:
    """The files to read, and for which Länder each; the small file is enough for Lower Saxony alone."""
    if states == {AREA} and LOWER_SAXONY.find(path):
        return [(LOWER_SAXONY, states)]
    files: list[tuple[IncidenceLayout, Collection[str] | None]] = [(GERMANY, states)]
    if states is None or BERLIN[:2] in states:
        files.append((LAENDER, {BERLIN[:2]}))
    return files


def _required(path: Path, layout: Layout) -> Path:
    file = layout.find(path)
    if file is None:
        raise refuse(
            path,
            0,
            *fault(
                de=(
                    f"{layout.file} ist nicht da, {layout.file}.gz auch nicht",
                    f"Darin stehen Zahlen, die gebraucht werden (Quelle: „{layout.source}“).",
                    "Legen Sie die Datei unter diesem Namen dorthin, oder nennen Sie nach --data ein anderes "
                    "Verzeichnis.",
                ),
                en=(
                    f"{layout.file} is not there, nor {layout.file}.gz",
                    f"It holds figures that are needed ({layout.source}).",
                    "Put the file there under this name, or name another directory after --data.",
                ),
            ),
        )
    return file
