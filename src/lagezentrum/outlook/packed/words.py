"""How days lie in machine words: day d is bit d mod 64 of word d div 64; areas lie side by side in lanes."""

from typing import Final

LANES: Final = 32
"""Areas worked on side by side; a multiple of what the widest registers hold, so that loops over them unroll."""

WORD: Final = 64
"""Days in a word."""


def words_for(days: int) -> int:
    """Words that hold a number of days."""
    return -(-days // WORD)


def blocks_for(places: int) -> int:
    """Blocks of lanes that hold a number of places."""
    return -(-places // LANES)
