"""What differs between two versions: numbers and structure, without the noise of titles and citations."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pydantic import BaseModel

from lagezentrum.law.model import Discretion, FixedLevel, Route, Text, Version

# What every version has for itself: it names the version, it does not change the law.
_NAMING = {"regulation", "version", "kind", "in_force"}
_WORDING = {"title", "cite"}


@dataclass(frozen=True, slots=True)
class Difference:
    """One place in which two versions differ.

    Attributes:
        path: the keys of `regulation.yaml` that lead there, joined by dots. Fixed levels are named by area and
            first day, discretions by their kind.
        old: what the first version says; None where it has nothing there.
        new: what the second version says; None where it has nothing there.
    """

    path: str
    old: str | None
    new: str | None


class _Name(str):
    """The name of a thing that appears or vanishes as a whole; another wording alone is no difference."""

    __slots__ = ()


_Tree = Mapping[str, "_Tree"] | str


def differences(old: Version, new: Version, *, wording: bool = False) -> tuple[Difference, ...]:
    """Every difference between two versions, in the order of the files.

    Args:
        old: the version compared from.
        new: the version compared to; it may belong to another regulation.
        wording: whether titles, citations, and what names the version (id, kind, period) are compared too.
    """
    left_out = set() if wording else _NAMING | _WORDING
    return tuple(_compare(_tree(old, left_out), _tree(new, left_out), (), wording))


def _compare(old: _Tree | None, new: _Tree | None, path: tuple[str, ...], wording: bool) -> Iterator[Difference]:
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        for key in dict.fromkeys((*old, *new)):
            yield from _compare(old.get(key), new.get(key), (*path, key), wording)
    elif old != new and (wording or not (isinstance(old, _Name) and isinstance(new, _Name))):
        if not path[1:] and (isinstance(old, Mapping) or isinstance(new, Mapping)):
            # A whole table (ranges, rules …) appears or vanishes: entry by entry says more.
            yield from _compare(old or {}, new or {}, path, wording)
        else:
            yield Difference(".".join(path), _in_one_line(old), _in_one_line(new))


def _in_one_line(tree: _Tree | None) -> str | None:
    if tree is None or isinstance(tree, str):
        return tree if tree is None else str(tree)
    return "; ".join(f"{'.'.join(path)} {leaf}" for path, leaf in _leaves(tree, ()))


def _leaves(tree: _Tree, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    if isinstance(tree, str):
        yield path, tree
    else:
        for key, branch in tree.items():
            yield from _leaves(branch, (*path, key))


def _tree(part: object, left_out: set[str]) -> _Tree:
    """A part of a version as nested keys with leaves of text; what is not said is left out."""
    if isinstance(part, Text):
        return _Name(f"{part.de} / {part.en}")
    if isinstance(part, Route):
        return _route(part)
    if isinstance(part, BaseModel):
        named = {field.alias or name: getattr(part, name) for name, field in type(part).model_fields.items()}
        said = {key: value for key, value in named.items() if key not in left_out and value not in (None, (), {})}
        tree = {key: _tree(value, left_out) for key, value in said.items()}
        if "authority" in tree:  # who decides is law, not wording
            tree["authority"] = str(tree["authority"])
        return tree
    if isinstance(part, dict):
        return {str(key): _tree(value, left_out) for key, value in part.items()}
    if isinstance(part, tuple):
        return _listed(part, left_out)
    return _plain(part)


def _listed(parts: tuple[object, ...], left_out: set[str]) -> _Tree:
    if parts and all(isinstance(part, FixedLevel) for part in parts):
        return {
            f"{part.area} from {part.from_}": _tree(part, left_out | {"area", "from"})
            for part in parts
            if isinstance(part, FixedLevel)
        }
    if parts and all(isinstance(part, Discretion) for part in parts):
        return {
            part.kind: _Name(part.title.de + " / " + part.title.en) for part in parts if isinstance(part, Discretion)
        }
    return ", ".join(_plain(part) for part in parts)


def _route(route: Route) -> str:
    if route.single is not None:
        return f"single {route.single}"
    if route.all_of:
        return f"all_of {', '.join(route.all_of)}"
    if route.at_least is not None:
        return f"at_least {route.at_least} of {', '.join(route.of)}"
    lead = f"lead {route.lead}, " if route.lead is not None else ""
    return f"{lead}any_of {', '.join(route.any_of)}"


def _plain(value: object) -> str:
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, date) else str(value)
