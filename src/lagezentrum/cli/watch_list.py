"""The list of sources that `lage watch` fetches."""

from pathlib import Path
from typing import Any, Final, Literal, get_args

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from lagezentrum.cli.language import Language
from lagezentrum.cli.refusals import Refusal
from lagezentrum.law.system_faults import cause

Kind = Literal["rki-incidence", "nds-indicators", "divi"]
KINDS: Final[tuple[str, ...]] = get_args(Kind)


class Source(BaseModel):
    """One source: its kind, and a file, a directory or an address. A path counts from the directory of the list."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: Kind
    location: str = Field(min_length=1)


class _WatchList(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    sources: tuple[Source, ...] = Field(min_length=1)


def read_watch_list(file: Path, language: Language) -> tuple[Source, ...]:
    """The sources of a list, with paths made absolute.

    Raises:
        Refusal: it can not be read, or says something that is not understood.
    """
    try:
        content: Any = yaml.safe_load(file.read_text(encoding="utf-8"))
        found = _WatchList.model_validate(content)
    except OSError as error:
        missing = cause(error)
        raise Refusal(
            language(f"{file} kann nicht gelesen werden: {missing.de}.", f"{file} can not be read: {missing.en}.")
        ) from error
    except (UnicodeDecodeError, yaml.YAMLError) as error:
        why = str(error).splitlines()[0]
        raise Refusal(
            language(f"{file} ist kein YAML in UTF-8: {why}.", f"{file} is no YAML in UTF-8: {why}.")
        ) from error
    except ValidationError as error:
        first = error.errors()[0]
        amiss = _amiss(".".join(str(part) for part in first["loc"]), first["type"], language)
        kinds = ", ".join(KINDS)
        raise Refusal(
            language(
                f"{file}: {amiss} Erwartet wird `sources:` und darunter je Quelle `- kind: …` ({kinds}) mit "
                "`location: …` (Datei, Verzeichnis oder Adresse).",
                f"{file}: {amiss} Expected is `sources:`, and below it for each source `- kind: …` ({kinds}) with "
                "`location: …` (file, directory or address).",
            )
        ) from error
    return tuple(_absolute(source, file.resolve().parent) for source in found.sources)


def _amiss(where: str, kind: str, language: Language) -> str:
    """What is wrong at a place of the list, as a sentence."""
    if not where:
        return language("Die Liste hat nicht die richtige Form.", "The list does not have the right form.")
    if kind == "missing":
        return language(f"`{where}` fehlt.", f"`{where}` is missing.")
    if kind == "extra_forbidden":
        return language(f"`{where}` ist nicht vorgesehen.", f"`{where}` is not provided for.")
    if kind == "too_short":
        return language(f"`{where}` ist leer.", f"`{where}` is empty.")
    return language(f"`{where}` ist keine zulässige Angabe.", f"`{where}` is not a valid entry.")


def _absolute(source: Source, folder: Path) -> Source:
    if "://" in source.location:
        return source
    return source.model_copy(update={"location": str(folder / source.location)})
