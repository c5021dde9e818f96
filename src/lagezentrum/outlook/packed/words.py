"""How days lie in machine words: day d is bit d mod 64 of word d div 64; areas lie side by side in lanes."""

from typing import Final

LANES: Final = 8
"""Areas worked on side by side: as many words as the widest registers hold. More would make the event planes of a block
larger than the cache next to the processor core."""

LATCH_HEAD: Final = 7
"""Numbers in front of the planes in a row of `tables.Group.latches`."""

WORD: Final = 64
"""Days in a word."""


def words_for(days: int) -> int:
    """Words that hold a number of days."""
    return -(-days // WORD)


def blocks_for(places: int) -> int:
    """Blocks of lanes that hold a number of places."""
    return -(-places // LANES)
