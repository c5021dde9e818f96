"""Days of many places in words and lanes, and back (see `words.py`)."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from lagezentrum.outlook.packed.words import LANES, WORD, blocks_for, words_for

Words = NDArray[np.uint64]
Flags = NDArray[np.bool_]


def lanes_of(plane: NDArray[Any], fill: Any) -> NDArray[Any]:
    """Places (last axis) filled up to whole blocks."""
    missing = blocks_for(plane.shape[-1]) * LANES - plane.shape[-1]
    return np.pad(plane, [(0, 0)] * (plane.ndim - 1) + [(0, missing)], constant_values=fill)


def packed_days(days: Flags) -> Words:
    """Pack rows × places (filled up to blocks) to blocks × words × lanes."""
    rows, places = days.shape
    whole = np.zeros((words_for(rows) * WORD, places), dtype=np.bool_)
    whole[:rows] = days
    return packed_lanes(whole.reshape(len(whole), -1, LANES).transpose(1, 0, 2))


def packed_lanes(days: Flags) -> Words:
    """Pack … × rows (of whole words) × lanes to … × words × lanes."""
    octets = np.packbits(days.reshape(*days.shape[:-2], -1, WORD, LANES), axis=-2, bitorder="little")
    return np.ascontiguousarray(np.moveaxis(octets, -1, -2)).view("<u8")[..., 0].astype(np.uint64)


def unpacked_days(words: Words, rows: int) -> NDArray[np.uint8]:
    """Unpack … × words × lanes to … × rows × lanes of 0 and 1."""
    octets = np.ascontiguousarray(np.moveaxis(words, -2, -1)).astype("<u8").view(np.uint8)
    bits = np.unpackbits(octets, axis=-1, bitorder="little")[..., :rows]
    return np.moveaxis(bits, -1, -2)
