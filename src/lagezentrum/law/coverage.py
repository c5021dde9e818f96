"""Which provisions of a norm the program carries out, and whether what is said about them is true.

A norm promises (`Status: encoded`), a regulation delivers (`cite:`). Where the two disagree, readers of one
would be misled by the other.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel

from lagezentrum.law.access.model import AccessRules
from lagezentrum.law.access.reading import FILE as ACCESS_FILE
from lagezentrum.law.access.reading import access_of
from lagezentrum.law.interpretations import Interpretation, read_interpretations
from lagezentrum.law.library import Library
from lagezentrum.law.model import Cited, Version
from lagezentrum.law.norm import Provision, Status, read_norm
from lagezentrum.law.problems import LawError, Problem, fault, nearest
from lagezentrum.law.source_text import read_source_text
from lagezentrum.law.text import Text


@dataclass(frozen=True, slots=True)
class Coverage:
    """What became of one provision.

    Attributes:
        anchor: its anchor in `norm.md`.
        title: its heading there.
        status: `encoded`, `left to a human`, `definition` or `not encoded`.
        reason: why it is not encoded, or a remark on its status; may be empty.
        cited_at: the parts of `regulation.yaml` that rest on it, as keys joined by dots; those of `access.yaml`
            begin with "access".
        line: the line of its heading in `norm.md`.
    """

    anchor: str
    title: str
    status: Status
    reason: str
    cited_at: tuple[str, ...]
    line: int


def coverage(
    version: Version, provisions: Mapping[str, Provision], access: AccessRules | None = None
) -> tuple[Coverage, ...]:
    """One row per provision, in the order of the norm.

    Args:
        version: a version.
        provisions: its norm.
        access: its access rules, where it has some.
    """
    cited: dict[str, list[str]] = {}
    for path, anchor in (*_citing(version, ()), *_citing(access, ("access",))):
        cited.setdefault(anchor, []).append(path)
    return tuple(
        Coverage(p.anchor, p.title, p.status, p.reason, tuple(cited.get(p.anchor, ())), p.line)
        for p in provisions.values()
    )


def check(library: Library, name: str | None = None) -> tuple[Problem, ...]:
    """Everything wrong with one regulation, or with all of a library: files, citations, coverage, readings.

    Raises:
        UnknownRegulation: there is no regulation called `name`.
    """
    problems: list[Problem] = []
    try:
        names = [name] if name is not None else list(library.folders)
        for regulation in names:
            problems.extend(_check_regulation(library, regulation))
        problems.extend(_folders_without_regulation(library, name or "*/*"))
    except LawError as error:  # the directories themselves contradict each other
        problems.extend(error.problems)
    return tuple(dict.fromkeys(problems))


def _folders_without_regulation(library: Library, pattern: str) -> Iterator[Problem]:
    for directory in library.directories:
        for norm in sorted(directory.glob(f"{pattern}/*/norm.md")):
            if not (norm.parent / "regulation.yaml").is_file():
                yield Problem(
                    norm.parent,
                    0,
                    *fault(
                        de=(
                            "eine Norm ohne regulation.yaml",
                            "Diese Fassung würde übergangen, als gäbe es sie nicht.",
                            "Nennen Sie die Datei `regulation.yaml`, oder schreiben Sie sie.",
                        ),
                        en=(
                            "a norm without a regulation.yaml",
                            "This version would be passed over as if it did not exist.",
                            "Name the file `regulation.yaml`, or write it.",
                        ),
                    ),
                )


def _check_regulation(library: Library, name: str) -> Iterator[Problem]:
    try:
        versions = {version.version: version for version in library.regulation(name).versions}
    except LawError as error:
        yield from error.problems
        versions = {}
    for folder in library.version_folders(name):
        try:
            provisions = read_norm(folder / "norm.md")
        except LawError:
            continue  # told above: a regulation can not be read without its norm
        version = versions.get(folder.name)
        if version is not None:
            try:
                access = access_of(library, name, folder.name)
            except LawError as error:
                yield from error.problems
            else:
                yield from coverage_problems(version, provisions, folder, access)
        yield from _wording_problems(provisions, folder / "norm.md")
        try:
            readings = read_interpretations(folder / "interpretations.yaml", tuple(provisions))
        except LawError as error:
            yield from error.problems
        else:
            yield from parameter_problems(readings, folder)


def coverage_problems(
    version: Version, provisions: Mapping[str, Provision], folder: Path, access: AccessRules | None = None
) -> Iterator[Problem]:
    """Where status and citations disagree, and what is declared but used by no rule.

    Args:
        version: a version.
        provisions: its norm.
        folder: its folder, for the places named in problems.
        access: its access rules, where it has some.
    """
    for row in coverage(version, provisions, access):
        if row.status == "encoded" and not row.cited_at:
            yield Problem(
                folder / "norm.md",
                row.line,
                *fault(
                    de=(
                        f"Vorschrift {row.anchor!r} heißt umgesetzt, aber nichts in {_files(access)} führt sie an",
                        "Wer liest, würde glauben, dass das Programm sie ausführt.",
                        "Führen Sie sie dort an, wo sie ausgeführt wird, oder geben Sie ihr den wahren Status.",
                    ),
                    en=(
                        f"provision {row.anchor!r} is called encoded, but nothing in {_files(access)} cites it",
                        "Readers would believe that the program carries it out.",
                        "Cite it where it is carried out, or give it the status it has.",
                    ),
                ),
            )
        if row.status == "not encoded" and row.cited_at:
            yield Problem(
                folder / "norm.md",
                row.line,
                *fault(
                    de=(
                        f"Vorschrift {row.anchor!r} heißt nicht umgesetzt, aber {row.cited_at[0]} führt sie an",
                        "Wer liest, würde glauben, dass das Programm sie nicht ausführt.",
                        "Berichtigen Sie den Status, oder führen Sie die Vorschrift an, die gemeint ist.",
                    ),
                    en=(
                        f"provision {row.anchor!r} is called not encoded, but {row.cited_at[0]} cites it",
                        "Readers would believe that the program does not carry it out.",
                        "Correct the status, or cite the provision that is meant.",
                    ),
                ),
            )
    rules = version.rules.values()
    used_sections = {part.section for rule in rules for part in (rule.raising, rule.lifting)}
    used_indicators = {
        name for rule in rules for part in (rule.raising, rule.lifting) for name in part.route.indicators
    }
    for table, unused in (
        ("sections", [name for name in version.sections if name not in used_sections]),
        ("indicators", [name for name in version.indicators if name not in used_indicators]),
    ):
        for name in unused:
            file = folder / "regulation.yaml"
            yield Problem(
                file,
                read_source_text(file).line((table, name)),
                *fault(
                    de=(
                        f"{name!r} steht unter `{table}`, aber keine Regel verwendet es",
                        "Es sieht wie Recht aus und bewirkt nichts.",
                        "Verwenden Sie es in einer Regel, oder nehmen Sie es heraus.",
                    ),
                    en=(
                        f"{name!r} stands under `{table}`, but no rule uses it",
                        "It looks like law and changes nothing.",
                        "Use it in a rule, or take it out.",
                    ),
                ),
            )


def _files(access: AccessRules | None) -> str:
    return "regulation.yaml" if access is None else f"regulation.yaml or {ACCESS_FILE}"


def parameter_problems(readings: Mapping[str, Interpretation], folder: Path) -> Iterator[Problem]:
    """Readings whose `parameter` names no key of `regulation.yaml`, nor after "access." one of `access.yaml`."""
    known = {".".join(map(str, path)) for path in read_source_text(folder / "regulation.yaml").lines}
    if (folder / ACCESS_FILE).is_file():
        paths = read_source_text(folder / ACCESS_FILE).lines
        known |= {".".join(map(str, ("access", *path))) for path in paths}
    file = folder / "interpretations.yaml"
    for name, reading in readings.items():
        if reading.parameter is not None and reading.parameter not in known:
            close = nearest(reading.parameter, known)
            yield Problem(
                file,
                read_source_text(file).line(("interpretations", name, "parameter")),
                *fault(
                    de=(
                        f"Lesart {name!r} nennt den Schlüssel {reading.parameter!r}, den regulation.yaml nicht hat"
                        + (f"; ist {close!r} gemeint?" if close else ""),
                        "Wer die andere Lesart vorzieht, fände nicht, was zu ändern ist.",
                        "Schreiben Sie die Schlüssel, die zu dem Wert führen, mit Punkten verbunden.",
                    ),
                    en=(
                        f"reading {name!r} names the key {reading.parameter!r}, which regulation.yaml does not have"
                        + (f"; did you mean {close!r}?" if close else ""),
                        "Whoever prefers the other reading could not find what to change.",
                        "Write the keys that lead to the value, joined by dots.",
                    ),
                ),
            )


def _wording_problems(provisions: Mapping[str, Provision], file: Path) -> Iterator[Problem]:
    for provision in provisions.values():
        missing = [
            Text(de=de, en=en)
            for de, en, text in (
                ("deutschen", "German", provision.text_de),
                ("englischen", "English", provision.text_en),
            )
            if not text
        ]
        if missing:
            yield Problem(
                file,
                provision.line,
                *fault(
                    de=(
                        f"Vorschrift {provision.anchor!r} hat keinen "
                        f"{' und keinen '.join(language.de for language in missing)} Wortlaut",
                        "Gezeigt wird die Norm in beiden Sprachen.",
                        "Schreiben Sie den Absatz auf Deutsch, danach einen, der mit `EN:` beginnt.",
                    ),
                    en=(
                        f"provision {provision.anchor!r} has no "
                        f"{' and no '.join(language.en for language in missing)} wording",
                        "Users are shown the norm in both languages.",
                        "Write the paragraph in German, then one that begins with `EN:`.",
                    ),
                ),
            )


def _citing(part: object, path: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Every citation as (keys joined by dots, anchor)."""
    if isinstance(part, Cited):
        yield from ((".".join(path), anchor) for anchor in part.cite)
    if isinstance(part, BaseModel):
        for name, field in type(part).model_fields.items():
            yield from _citing(getattr(part, name), (*path, field.alias or name))
    elif isinstance(part, dict):
        for key, value in part.items():
            yield from _citing(value, (*path, str(key)))
    elif isinstance(part, tuple):
        for position, value in enumerate(part):
            yield from _citing(value, (*path, str(position)))
