"""Courses compared with thresholds: every figure is read from memory once, 16 courses by one instruction."""

from typing import Any

from lagezentrum.outlook.packed.compiling import entry, inner
from lagezentrum.outlook.packed.paths_vectors import (
    AT_ONCE,
    BLOCK,
    BYTES,
    missing_4,
    missing_8,
    reaching_4,
    reaching_8,
    set_bits,
    value_4,
    value_8,
)


@inner
def _some_missing(values: int, count: int, wide: bool) -> bool:
    """Whether one of the values from an address on is missing."""
    found, size = 0, 8 if wide else 4
    pair = 2 * AT_ONCE * size
    for n in range(count // (2 * AT_ONCE)):
        one = values + n * pair
        found |= missing_8(one, one + pair // 2) if wide else missing_4(one, one + pair // 2)
    for n in range(count // (2 * AT_ONCE) * 2 * AT_ONCE, count):
        value = value_8(values + n * size) if wide else value_4(values + n * size)
        found |= int(value != value)
    return found != 0


@inner
def _reach(values: int, count: int, limit: float, wide: bool, missing: bool, out: int) -> None:
    """Bits of the values from an address on that reach a limit; of missing ones too, if `missing`."""
    whole, size = count // AT_ONCE, 8 if wide else 4
    if wide:
        for n in range(whole):
            reaching_8(out + 2 * n, values + 8 * AT_ONCE * n, limit)
    else:
        for n in range(whole):
            reaching_4(out + 2 * n, values + 4 * AT_ONCE * n, limit)
    if missing:
        for n in range(whole):
            here = values + size * AT_ONCE * n
            set_bits(out + 2 * n, missing_8(here, here) if wide else missing_4(here, here), True)
    bits = 0
    for n in range(whole * AT_ONCE, count):
        value = value_8(values + n * size) if wide else value_4(values + n * size)
        bits |= int(value >= limit or (missing and value != value)) << (n - whole * AT_ONCE)
    if count > whole * AT_ONCE:
        set_bits(out + 2 * whole, bits, False)


@entry
def read_place(
    place: int,
    sources: Any,
    spans: Any,
    cuts: Any,
    looked: Any,
    courses: int,
    missing: bool,
    out: int,
) -> bool:
    """Compare all courses of one place with all thresholds.

    Args:
        place: which.
        sources: figures × (address, bytes from place to place, bytes from day to day, whether of eight bytes).
        spans: figures × (first plane, end).
        cuts: by plane, what a value has to reach; of single precision where the values are.
        looked: by day ahead, whether it is looked at.
        courses: how many stand side by side.
        missing: whether a missing value reaches every threshold, or none.
        out: address of blocks × planes × days of `BLOCK` words.

    Returns:
        Whether a value was missing.
    """
    found, days, planes = False, len(looked), len(cuts)
    for figure in range(len(sources)):
        address, by_place, by_day, wide = sources[figure]
        by_block = 64 * BLOCK * (8 if wide else 4)
        for day in range(days):
            if not looked[day]:
                continue
            for block in range(-(-courses // (64 * BLOCK))):
                count = min(courses - block * 64 * BLOCK, 64 * BLOCK)
                values = address + place * by_place + day * by_day + block * by_block
                gap = _some_missing(values, count, wide != 0)
                found |= gap
                for plane in range(spans[figure, 0], spans[figure, 1]):
                    where = out + ((block * planes + plane) * days + day) * BYTES
                    _reach(values, count, cuts[plane], wide != 0, gap and missing, where)
    return found
