"""The proof of what holds in an area on a day, as a tree of typed nodes and as versioned JSON.

The format is described in `docs/proof-format.md`; within `lagezentrum.proof/1` fields are only ever added.
"""

import json
from datetime import date, datetime
from typing import Any, Literal

from lagezentrum.engine.proof.nodes import AnswerNode
from lagezentrum.engine.proof.parts import Part
from lagezentrum.engine.proof.schema import told_once
from lagezentrum.law.model import Text


class Proof(Part):
    """The proof for one area and day. `known_at` is the moment of knowledge; None: all on record."""

    format: Literal["lagezentrum.proof/1"] = "lagezentrum.proof/1"
    regulation: str
    version: str | None
    title: Text | None
    area: str
    day: date
    known_at: datetime | None
    answer: AnswerNode

    def to_json(self) -> str:
        """The proof as JSON: keys in a fixed order, ISO dates, decimals as strings."""
        tree = _reasons_last(self.model_dump(mode="json", by_alias=True))
        return json.dumps(tree, ensure_ascii=False, indent=2) + "\n"

    @classmethod
    def from_json(cls, text: str) -> "Proof":
        """Read a proof back.

        Raises:
            pydantic.ValidationError: the text is no proof of this format.
        """
        return cls.model_validate_json(text)

    @classmethod
    def json_schema(cls) -> dict[str, Any]:
        """The JSON Schema of the format; the tree is told once, by the definition `Node`."""
        schema = cls.model_json_schema(mode="serialization", by_alias=True)
        told_once(schema, schema["$defs"], "#/$defs/")
        return schema


def _reasons_last(part: Any) -> Any:
    """The same tree with what a node says before what it rests on, for people who read the JSON."""
    if isinstance(part, dict):
        reasons = {key: part[key] for key in ("cite", "children") if key in part}
        own = {key: value for key, value in part.items() if key not in reasons}
        return {key: _reasons_last(value) for key, value in (own | reasons).items()}
    return [_reasons_last(item) for item in part] if isinstance(part, list) else part
