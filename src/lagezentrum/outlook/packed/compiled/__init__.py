"""The automaton compiled by Numba; importing it loads the compiler.

`blocks` goes through the policies and `rules` through what each says, `events` makes planes, `latch`, `scan` and
`enclosing` follow them, `metrics` counts.
"""

from lagezentrum.outlook.packed.compiled.blocks import room, sweep_block, sweep_states
from lagezentrum.outlook.packed.compiled.events import classify, event_planes
from lagezentrum.outlook.packed.lanes import aligned

__all__ = ["aligned", "classify", "event_planes", "room", "sweep_block", "sweep_states"]
