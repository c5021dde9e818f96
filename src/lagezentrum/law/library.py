"""Finding regulations: those shipped with the package, and those in directories outside it.

A directory of regulations looks like the one in the package:

    PUBLISHER/REGULATION/VERSION/{regulation.yaml, norm.md, interpretations.yaml, scenarios/*.yaml}
    calendars/*.yaml
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from lagezentrum.law.calendars import Calendar, Calendars
from lagezentrum.law.checks import check_versions
from lagezentrum.law.interpretations import Interpretation, read_interpretations
from lagezentrum.law.model import Regulation, Version
from lagezentrum.law.norm import Provision, read_norm
from lagezentrum.law.problems import LawError, Problem, UnknownRegulation, fault
from lagezentrum.law.reading import read_calendar, read_version

SHIPPED = Path(__file__).resolve().parent.parent / "regulations"


@dataclass
class Library:
    """The regulations found in some directories; each is read when first asked for.

    A directory named later adds regulations; it may not redefine one that an earlier directory has.
    """

    directories: tuple[Path, ...] = (SHIPPED,)
    _read: dict[str, Regulation] = field(default_factory=dict, repr=False)

    @classmethod
    def with_directories(cls, outside: Iterable[Path]) -> "Library":
        """The shipped regulations and those in the directories `outside`.

        Raises:
            LawError: a directory does not exist, or holds no regulation.
        """
        directories = tuple(outside)
        for directory in directories:
            if not directory.is_dir():
                raise LawError(
                    [
                        Problem(
                            directory,
                            0,
                            *fault(
                                de=(
                                    "dieses Verzeichnis mit Regelungen gibt es nicht",
                                    "Dort werden Regelungen außerhalb des Pakets gesucht.",
                                    "Berichtigen Sie den Pfad, oder legen Sie das Verzeichnis an, mit "
                                    "PUBLISHER/REGULATION/VERSION/regulation.yaml darin.",
                                ),
                                en=(
                                    "no such directory of regulations",
                                    "Regulations outside the package are looked up there.",
                                    "Correct the path, or create it with PUBLISHER/REGULATION/VERSION/regulation.yaml.",
                                ),
                            ),
                        )
                    ]
                )
            if not any(directory.glob("*/*/*/regulation.yaml")):
                raise LawError(
                    [
                        Problem(
                            directory,
                            0,
                            *fault(
                                de=(
                                    "in diesem Verzeichnis liegt keine Regelung",
                                    "Es wurde genannt, um Regelungen hinzuzunehmen, und es kämen keine hinzu.",
                                    "Nennen Sie das Verzeichnis über PUBLISHER/REGULATION/VERSION/regulation.yaml.",
                                ),
                                en=(
                                    "no regulation in this directory",
                                    "It was named to add regulations, and none would be added.",
                                    "Name the directory above PUBLISHER/REGULATION/VERSION/regulation.yaml.",
                                ),
                            ),
                        )
                    ]
                )
        return cls((SHIPPED, *directories))

    @cached_property
    def folders(self) -> Mapping[str, tuple[Path, ...]]:
        """The version folders of each regulation id, in the order of their names."""
        found: dict[str, list[Path]] = {}
        for directory in self.directories:
            here: dict[str, list[Path]] = {}
            for file in sorted(directory.glob("*/*/*/regulation.yaml")):
                folder = file.parent
                here.setdefault("/".join(folder.parts[-3:-1]), []).append(folder)
            for name, folders in here.items():
                if name in found:
                    raise LawError(
                        [
                            Problem(
                                folders[0].parent,
                                0,
                                *fault(
                                    de=(
                                        f"die Regelung {name!r} ist schon bekannt, aus {str(found[name][0].parent)!r}",
                                        "Bei zwei Quellen für eine Regelung bliebe offen, welche entschieden hat.",
                                        "Geben Sie der Regelung außerhalb des Pakets eine eigene Kennung.",
                                    ),
                                    en=(
                                        f"regulation {name!r} is already known from {str(found[name][0].parent)!r}",
                                        "Two sources for one regulation would leave open which one decided.",
                                        "Give the regulation outside the package an id of its own.",
                                    ),
                                ),
                            )
                        ]
                    )
                found[name] = folders
        return {name: tuple(folders) for name, folders in sorted(found.items())}

    @cached_property
    def calendars(self) -> Calendars:
        """Every calendar of the directories."""
        found: dict[str, Calendar] = {}
        for directory in self.directories:
            for file in sorted(directory.glob("calendars/*.yaml")):
                calendar = read_calendar(file)
                if calendar.calendar in found:
                    raise LawError(
                        [
                            Problem(
                                file,
                                1,
                                *fault(
                                    de=(
                                        f"der Kalender {calendar.calendar!r} ist schon bekannt",
                                        "Bei zwei Kalendern gleichen Namens bliebe offen, welche Tage zählen.",
                                        "Geben Sie ihm einen anderen Namen.",
                                    ),
                                    en=(
                                        f"calendar {calendar.calendar!r} is already known",
                                        "Two calendars of one name would leave open which days count.",
                                        "Give it another name.",
                                    ),
                                ),
                            )
                        ]
                    )
                found[calendar.calendar] = calendar
        return Calendars(found)

    def regulation(self, name: str) -> Regulation:
        """The regulation with id `name`, all versions, checked.

        Raises:
            UnknownRegulation: there is none of that name.
            LawError: its files are not in order; every problem is listed.
        """
        if name not in self._read:
            self._read[name] = self._regulation(name)
        return self._read[name]

    def norm(self, name: str, version: str) -> dict[str, Provision]:
        """The provisions of one version, by anchor.

        Raises:
            UnknownRegulation: there is no such regulation or version.
        """
        return read_norm(self.folder(name, version) / "norm.md")

    def interpretations(self, name: str, version: str) -> dict[str, Interpretation]:
        """The readings chosen in one version, by id.

        Raises:
            UnknownRegulation: there is no such regulation or version.
            LawError: the file is absent or not in order.
        """
        file = self.folder(name, version) / "interpretations.yaml"
        return read_interpretations(file, tuple(self.norm(name, version)))

    def folder(self, name: str, version: str) -> Path:
        """The folder of one version.

        Raises:
            UnknownRegulation: there is no such regulation or version.
        """
        folders = {folder.name: folder for folder in self.version_folders(name)}
        if version not in folders:
            raise UnknownRegulation(f"{name}@{version}", [f"{name}@{known}" for known in folders])
        return folders[version]

    def version_folders(self, name: str) -> tuple[Path, ...]:
        """The folders of all versions of one regulation.

        Raises:
            UnknownRegulation: there is no such regulation.
        """
        if name not in self.folders:
            raise UnknownRegulation(name, list(self.folders))
        return self.folders[name]

    def _regulation(self, name: str) -> Regulation:
        problems: list[Problem] = []
        versions: list[tuple[Path, Version]] = []
        for folder in self.version_folders(name):
            file = folder / "regulation.yaml"
            try:
                versions.append((file, read_version(file, read_norm(folder / "norm.md"), self.calendars.by_id)))
            except LawError as error:
                problems.extend(error.problems)
        problems.extend(check_versions(versions))
        if problems:
            raise LawError(problems)
        in_order = sorted((version for _, version in versions), key=lambda v: (v.in_force.from_, v.version))
        return Regulation(id=name, versions=tuple(in_order))
