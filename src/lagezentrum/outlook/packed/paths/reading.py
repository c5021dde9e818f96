"""Paths compared with thresholds: every figure is read from memory once, for up to three thresholds."""

from typing import Any

from lagezentrum.outlook.packed.compiling import entry, inner
from lagezentrum.outlook.packed.paths.vectors import (
    AT_ONCE,
    BLOCK,
    BYTES,
    REGISTERS,
    many_reaching_4,
    many_reaching_8,
    missing_4,
    missing_8,
    reaching_4,
    reaching_8,
    set_bits,
    value_4,
    value_8,
)


@inner
def _reach(values: int, count: int, limits: Any, wide: bool, missing: bool, out: int, apart: int) -> bool:
    """Bits of the values from an address on that reach each limit; of missing ones too, if `missing`.

    Bits of the second limit stand `apart` bytes behind those of the first, and so on. Tells whether one was missing.
    """
    found, size, whole = 0, 8 if wide else 4, count // AT_ONCE
    many = whole // REGISTERS * REGISTERS
    if wide:
        for n in range(0, many, REGISTERS):
            found |= many_reaching_8(out + 2 * n, apart, values + 8 * AT_ONCE * n, limits)
        for n in range(many, whole):
            found |= reaching_8(out + 2 * n, apart, values + 8 * AT_ONCE * n, limits)
    else:
        for n in range(0, many, REGISTERS):
            found |= many_reaching_4(out + 2 * n, apart, values + 4 * AT_ONCE * n, limits)
        for n in range(many, whole):
            found |= reaching_4(out + 2 * n, apart, values + 4 * AT_ONCE * n, limits)
    for which in range(len(limits)):
        here, bits = out + which * apart, 0
        if found and missing:
            for n in range(whole):
                at = values + size * AT_ONCE * n
                set_bits(here + 2 * n, missing_8(at, at) if wide else missing_4(at, at), True)
        for n in range(whole * AT_ONCE, count):
            value = value_8(values + n * size) if wide else value_4(values + n * size)
            bits |= int(value >= limits[which] or (missing and value != value)) << (n - whole * AT_ONCE)
            found |= int(value != value)
        if count > whole * AT_ONCE:
            set_bits(here + 2 * whole, bits, False)
    return found != 0


@entry
def read_place(
    place: int,
    sources: Any,
    spans: Any,
    cuts: Any,
    looked: Any,
    side_by_side: int,
    missing: bool,
    out: int,
) -> bool:
    """Compare all paths of one place with all thresholds.

    Args:
        place: which.
        sources: figures × (address, bytes from place to place, bytes from day to day, whether of eight bytes).
        spans: figures × (first plane, end).
        cuts: by plane, what a value has to reach; of single precision where the values are.
        looked: by day ahead, whether it is looked at.
        side_by_side: how many stand beside one another.
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
            for block in range(-(-side_by_side // (64 * BLOCK))):
                count = min(side_by_side - block * 64 * BLOCK, 64 * BLOCK)
                values = address + place * by_place + day * by_day + block * by_block
                plane, end = spans[figure]
                while plane < end:
                    where = out + ((block * planes + plane) * days + day) * BYTES
                    one = cuts[plane]
                    if end - plane >= 3:
                        limits = (one, cuts[plane + 1], cuts[plane + 2])
                        found |= _reach(values, count, limits, wide != 0, missing, where, days * BYTES)
                    elif end - plane == 2:
                        found |= _reach(values, count, (one, cuts[plane + 1]), wide != 0, missing, where, days * BYTES)
                    else:
                        found |= _reach(values, count, (one,), wide != 0, missing, where, days * BYTES)
                    plane += 3
    return found
