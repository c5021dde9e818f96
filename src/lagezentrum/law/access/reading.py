"""Reading `access.yaml`, the rules at the door that lie beside a regulation, with every fault told in its place."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from lagezentrum.law.access.checks import check_access
from lagezentrum.law.access.model import AccessRules
from lagezentrum.law.library import Library
from lagezentrum.law.model import Version
from lagezentrum.law.problems import LawError, Problem
from lagezentrum.law.reading import validated
from lagezentrum.law.source_text import read_source_text

FILE = "access.yaml"


def read_access(file: Path, version: Version, anchors: Iterable[str]) -> AccessRules:
    """Read and check an `access.yaml`.

    Args:
        file: the file.
        version: the version whose regulation lies beside it.
        anchors: anchors of the provisions in the `norm.md` beside it.

    Raises:
        LawError: with every problem of the file.
    """
    source = read_source_text(file)
    rules = validated(source, AccessRules)
    if rules is not None:
        check_access(rules, source, version, tuple(anchors))
    if source.problems or rules is None:
        # A row that does not fit is found once per day and number of people; its author needs it once.
        raise LawError(tuple(dict.fromkeys(source.problems)))
    return rules


def access_of(library: Library, name: str, version: str) -> AccessRules | None:
    """The access rules of one version; None where they are not encoded.

    Raises:
        UnknownRegulation: there is no such regulation or version.
        LawError: the file is not in order.
    """
    file = library.folder(name, version) / FILE
    if not file.is_file():
        return None
    found = library.regulation(name).named(version)
    assert found is not None  # noqa: S101 (the folder exists, and was read)
    return read_access(file, found, library.norm(name, version))


def access_by_version(library: Library, name: str) -> Mapping[str, AccessRules]:
    """The access rules of every version that has some.

    Raises:
        UnknownRegulation: there is no such regulation.
        LawError: with every problem of all its access files.
    """
    found: dict[str, AccessRules] = {}
    problems: list[Problem] = []
    for version in library.regulation(name).versions:
        try:
            rules = access_of(library, name, version.version)
        except LawError as error:
            problems.extend(error.problems)
            continue
        if rules is not None:
            found[version.version] = rules
    if problems:
        raise LawError(problems)
    return found
