"""What a design sets and varies: entries of `set` and `vary`, and whether they fit together."""

from collections.abc import Mapping, Sequence

from lagezentrum.law.model import Text
from lagezentrum.law.problems import Fault
from lagezentrum.law.source_text import KeyPath
from lagezentrum.outlook.lab import faults, list_faults
from lagezentrum.outlook.lab.design import Sampling, Value, Varied, neighbours
from lagezentrum.outlook.lab.plain import PlainReader
from lagezentrum.outlook.lab.values import affected, checked_value, read_values
from lagezentrum.outlook.packed import Packed, Parameter

Known = Mapping[str, Parameter]


def read_fixed(reader: PlainReader, known: Known) -> dict[str, Value]:
    """The entries of `set`: what differs from the law in every policy."""
    given = reader.data.get("set")
    if given is None:
        return {}
    if not isinstance(given, dict):
        reader.stop(("set",), faults.wrong_kind("set", given, Text(de="PARAMETER: WERT", en="PARAMETER: VALUE")))
    fixed: dict[str, Value] = {}
    for key, value in given.items():
        for parameter in _meant(reader, ("set", key), key, known):
            read = checked_value(parameter, value)
            if isinstance(read, Fault):
                reader.note(("set", key), read)
                break
            fixed[key] = read
    return fixed


def read_varied(reader: PlainReader, known: Known) -> list[Varied]:
    """The entries of `vary`; where they are only names, their values stand in `list` and are empty here."""
    given = reader.data["vary"]
    if isinstance(given, list) and given:
        return _names_only(reader, given, known)
    if not given:
        reader.stop(("vary",), faults.empty_values("vary"))
    if not isinstance(given, dict):
        wanted = Text(
            de="PARAMETER: [WERT, …], oder mit `list` eine Liste von Namen",
            en="PARAMETER: [VALUE, …], or with `list` a list of names",
        )
        reader.stop(("vary",), faults.wrong_kind("vary", given, wanted))
    if "list" in reader.data:
        reader.note(("vary",), list_faults.values_beside_list())
    result = []
    for key, values in given.items():
        found = _meant(reader, ("vary", key), key, known)
        if not found:
            continue
        read = read_values(found[0], str(key), values)
        for fault in read.faults:
            reader.note(("vary", key), fault)
        result.append(Varied(str(key), read.values))
    return result


def _names_only(reader: PlainReader, given: Sequence[object], known: Known) -> list[Varied]:
    if "list" not in reader.data:
        reader.stop(("vary",), faults.key_missing("list", Text(
            de="die Werte der Parameter, von denen `vary` nur die Namen nennt",
            en="the values of the parameters of which `vary` says only the names")))  # fmt: skip
    result = []
    for place, key in enumerate(given):
        if _meant(reader, ("vary", place), key, known):
            result.append(Varied(str(key), ()))
    return result


def _meant(reader: PlainReader, path: KeyPath, key: object, known: Known) -> tuple[Parameter, ...]:
    found = affected(known, key) if isinstance(key, str) else ()
    if not found:
        kinds = [k for k in known if not str(key).startswith("*.")]
        stars = sorted({"*." + k.partition(".")[2] for k in known if not k.startswith("ranges.")})
        reader.note(path, faults.unknown_word(Text(de="Parameter", en="parameter"), key, kinds or stars))
    return found


def refuse_twice(reader: PlainReader, known: Known, fixed: Mapping[str, Value], varied: Sequence[Varied]) -> None:
    """Note every parameter that two entries set, be it by a `*`."""
    by: dict[str, str] = {}
    for section, keys in (("set", list(fixed)), ("vary", [v.key for v in varied])):
        for key in keys:
            for parameter in affected(known, key):
                if parameter.key in by:
                    reader.note((section, key), faults.given_twice(parameter.key, by[parameter.key]))
                by[parameter.key] = key


def refuse_out_of_order(
    reader: PlainReader, packed: Packed, known: Known, fixed: Mapping[str, Value], varied: Sequence[Varied],
    sampling: Sampling, leave_out: bool,
) -> None:  # fmt: skip
    """Note where a level is easier to reach than the one below it, in every policy or, unless left out, in some."""
    taken: dict[str, tuple[float, ...]] = {t.key: (t.in_law,) for t in packed.thresholds}
    for key, values in [(k, (v,)) for k, v in fixed.items()] + [(v.key, v.values) for v in varied]:
        for parameter in affected(known, key):
            if parameter.key in taken:
                taken[parameter.key] = tuple(float(value) for value in values)
    for lower, upper in neighbours(packed):
        one, other = packed.thresholds[lower].key, packed.thresholds[upper].key
        low, high = taken[one], taken[other]
        always = min(low) > max(high)
        if sampling.method == "list" and not always:
            continue  # single policies are marked
        if always or (max(low) > min(high) and not leave_out):
            worst = (min(low), max(high)) if always else (max(low), min(high))
            where = next((k for k in (one, other) if any(v.key == k for v in varied)), None)
            path: KeyPath = ("vary", where) if where else ("set",)
            reader.note(path, faults.out_of_order(one, other, *worst, always))
