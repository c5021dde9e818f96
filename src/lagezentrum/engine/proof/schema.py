"""The tree of a proof as JSON Schema, told so that checking a proof takes time in proportion to its size.

As pydantic writes it, each of the kinds of node holds the whole tree below it. A validator that tries one kind after
the other then walks through the same branches once for every kind at every depth: with nineteen kinds and ten
generations a single proof takes all the memory of a machine.
"""

from typing import Any

NODE = "Node"
"""The definition that holds the children of every node."""

_LOCAL_MOMENT = {"pattern": r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}", "description": "local time in Germany"}


def told_once(proof: dict[str, Any], definitions: dict[str, Any], here: str) -> None:
    """Let `Node` hold the children of all nodes, and each kind of node only what is its own; changed in place.

    Moments lose the format `date-time`, which would demand an offset: in a proof they are local time.

    Args:
        proof: the schema of the document.
        definitions: what it refers to; they name `AnswerNode`, the root of the tree.
        here: how a reference to a definition begins, such as `#/$defs/`.

    Raises:
        KeyError: there is no such tree in them.
    """
    union = definitions["AnswerNode"]["properties"]["children"]["items"]
    kinds: dict[str, str] = union["discriminator"]["mapping"]
    for reference in kinds.values():
        node = definitions[reference.removeprefix(here)]
        node["properties"]["children"] = {"type": "array", "description": "nodes, see `Node`; they say why"}
        node["required"] = ["kind", *(name for name in node.get("required", ()) if name != "kind")]
        _without_offset(node)
    _without_offset(proof)
    definitions[NODE] = {
        "title": NODE,
        "description": "A node of a proof: it says one thing, and its children say why.",
        "type": "object",
        "required": ["kind"],
        "properties": {"children": {"type": "array", "items": {"$ref": here + NODE}}},
        **union,
    }
    proof["properties"]["answer"] = {
        "description": "the root of the tree, of the kind `answer`",
        "allOf": [{"$ref": here + NODE}, {"$ref": kinds["answer"]}],
    }


def _without_offset(schema: dict[str, Any]) -> None:
    for told in schema["properties"].values():
        for choice in (told, *told.get("anyOf", ())):
            if choice.get("format") == "date-time":
                del choice["format"]
                choice |= _LOCAL_MOMENT
