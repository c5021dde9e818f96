"""The list of sources that `lage watch` fetches."""

from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from lagezentrum.cli.language import Language
from lagezentrum.cli.refusals import Refusal


class Source(BaseModel):
    """One source: its kind, and a file, a directory or an address. A path counts from the directory of the list."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: Literal["rki-incidence", "nds-indicators", "divi"]
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
        why = error.strerror or str(error)
        raise Refusal(
            language(f"{file} kann nicht gelesen werden: {why}.", f"{file} can not be read: {why}.")
        ) from error
    except (UnicodeDecodeError, yaml.YAMLError) as error:
        why = str(error).splitlines()[0]
        raise Refusal(
            language(f"{file} ist kein YAML in UTF-8: {why}.", f"{file} is no YAML in UTF-8: {why}.")
        ) from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "sources"
        raise Refusal(
            language(
                f"{file}, {where}: {first['msg']}. Erwartet wird `sources:` mit `kind` und `location` je Quelle.",
                f"{file}, {where}: {first['msg']}. Expected is `sources:` with `kind` and `location` for each.",
            )
        ) from error
    return tuple(_absolute(source, file.resolve().parent) for source in found.sources)


def _absolute(source: Source, folder: Path) -> Source:
    if source.location.lower().startswith(("http://", "https://")):
        return source
    return source.model_copy(update={"location": str(folder / source.location)})
