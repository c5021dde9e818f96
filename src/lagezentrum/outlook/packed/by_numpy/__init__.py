"""The same automaton without a compiler, with the names, arguments and results of `compiled`.

Written on its own, so that each checks the other.
"""

from lagezentrum.outlook.packed.by_numpy.blocks import aligned, room, sweep_block, sweep_states
from lagezentrum.outlook.packed.by_numpy.events import classify, event_planes

__all__ = ["aligned", "classify", "event_planes", "room", "sweep_block", "sweep_states"]
