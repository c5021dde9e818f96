"""The figures of a design: the bundled season, a directory of published files, or a file of the analyst's own."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from lagezentrum.cli.lab.figure_file import FiguresOfFile, bodies_of
from lagezentrum.cli.refusals import Refusal
from lagezentrum.cli.settings import Settings
from lagezentrum.engine.observations import Figures
from lagezentrum.outlook.lab.design import Reading
from lagezentrum.outlook.packed import Packed, Series
from lagezentrum.sources.figure_table.from_csv import open_csv
from lagezentrum.sources.figure_table.layout import REQUIRED
from lagezentrum.sources.figure_table.opening import FigureTable


def read_bodies(
    settings: Settings, readings: Iterable[Reading], *, data: Path | None, file: Path | None, indicators: set[str],
    states: set[str] | None, first: date, last: date, keep_in: Path | None = None,
) -> tuple[Mapping[Reading, Figures], str]:  # fmt: skip
    """The figures in each reading asked for, always with `as_known`, and where they are from.

    Raises:
        Refusal: a reading is not at hand.
        SourceError: a file is not as it must be.
    """
    if file is not None:
        table = FigureTable.open(file) if file.suffix == ".parquet" else open_csv(file)
        return bodies_of(table, indicators, first, last, keep_in), file.name
    if "each_morning" in readings:
        raise Refusal(
            settings.language(
                "Für `figures: each_morning` braucht es Zahlen mit all ihren Ständen. Nennen Sie im Entwurf "
                "`figures_file: DATEI.parquet`, etwa aus `lage export figures`.",
                "`figures: each_morning` needs figures with all their vintages. Name in the design "
                "`figures_file: FILE.parquet`, such as one from `lage export figures`.",
            )
        )
    from lagezentrum.sources.directory import INDICATORS, read_directory

    unknown = ", ".join(sorted(indicators - set(INDICATORS)))
    if unknown:
        raise Refusal(
            settings.language(
                f"Woher {unknown} kommt, ist nicht bekannt. Nennen Sie im Entwurf eine Datei mit Zahlen: "
                f"`figures_file: DATEI` (Spalten {', '.join(REQUIRED)}).",
                f"Where {unknown} comes from is not known. Name a file of figures in the design: "
                f"`figures_file: FILE` (columns {', '.join(REQUIRED)}).",
            )
        )
    if data is None:
        from lagezentrum.season.reading import read_season

        if "final" in readings:
            raise Refusal(
                settings.language(
                    "Die mitgelieferte Saison kennt nur zuerst veröffentlichte Zahlen. Für `figures: final` "
                    "mit --data DIR ein Verzeichnis mit endgültigen Zahlen angeben.",
                    "The bundled season holds figures as first published only. For `figures: final` name a "
                    "directory with final figures by --data DIR.",
                )
            )
        return {"as_known": read_season()}, settings.language("mitgelieferte Saison", "bundled season")
    with settings.progress() as progress:
        read = read_directory(data, first=first, last=last, states=states, indicators=indicators, progress=progress)
    bodies: dict[Reading, Figures] = {"as_known": read}
    if "final" in readings:
        bodies["final"] = _with_final_incidence(settings, data, read, states, first, last)
    return bodies, str(data)


def series_of(packed: Packed, figures: Figures, areas: Sequence[str], first: date, last: date) -> Series:
    """The figures of a plan as arrays; a file in columns needs no observations for it."""
    if isinstance(figures, FiguresOfFile):
        return figures.series(packed, areas, first, last)
    return Series.of(packed, figures, areas, first, last)


def _with_final_incidence(
    settings: Settings, data: Path, known: Figures, states: set[str] | None, first: date, last: date
) -> Figures:
    """Incidences as counted later; the Land's own indicators have no later state and stay as published."""
    from lagezentrum.sources.rki.layout import INDICATOR, LOWER_SAXONY
    from lagezentrum.sources.rki.reading import read_incidences

    file = LOWER_SAXONY.find(data)
    if states != {"03"} or file is None:
        raise Refusal(
            settings.language(
                f"Endgültige Inzidenzen stehen nur in {LOWER_SAXONY.file} (Niedersachsen). Nehmen Sie nur "
                "niedersächsische Kreise, oder `figures: as_known`.",
                f"Final incidences stand only in {LOWER_SAXONY.file} (Lower Saxony). Take districts of Lower Saxony "
                "only, or `figures: as_known`.",
            )
        )
    layout = replace(LOWER_SAXONY, count="cases_7d_final", value="incidence_7d_final")
    today = datetime.now().astimezone().date()
    final = read_incidences(file, layout, first=first, last=last, states=states, latest=today)
    return Figures([*final, *(row for row in known if row.indicator != INDICATOR)])
