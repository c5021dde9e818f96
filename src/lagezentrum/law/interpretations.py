"""Where the text allows two readings: both, the one chosen, why, and what the other would change."""

from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from lagezentrum.law.model import Text
from lagezentrum.law.problems import LawError, known_ones, unknown
from lagezentrum.law.reading import validated
from lagezentrum.law.source_text import read_source_text


class Interpretation(BaseModel):
    """One question the text leaves open.

    `parameter` names the key of `regulation.yaml` that carries the choice, where it is one.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    question: Text
    chosen: Text
    why: Text
    other: Text
    would_change: Text
    parameter: str | None = None
    source: str = Field(min_length=1)
    cite: Annotated[tuple[str, ...], BeforeValidator(lambda v: (v,) if isinstance(v, str) else v), Field(min_length=1)]


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")

    interpretations: dict[str, Interpretation]


def read_interpretations(file: Path, anchors: tuple[str, ...]) -> dict[str, Interpretation]:
    """Read an `interpretations.yaml`, by id.

    Args:
        file: the file.
        anchors: anchors of the provisions in the `norm.md` beside it.

    Raises:
        LawError: with every problem of the file.
    """
    source = read_source_text(file)
    read = validated(source, _File)
    for name, interpretation in (read.interpretations if read else {}).items():
        for position, anchor in enumerate(interpretation.cite):
            if anchor not in anchors:
                source.problem(
                    ("interpretations", name, "cite", position),
                    unknown(Text(de="Vorschrift", en="provision"), anchor, anchors),
                    Text(
                        de="Eine Lesart muss sagen, welche Vorschrift sie liest.",
                        en="A reading must say which provision it reads.",
                    ),
                    known_ones(anchors),
                )
    if source.problems or read is None:
        raise LawError(source.problems)
    return read.interpretations
