"""Who may enter: an exact answer for a place, a person, a moment and the level that holds there.

Pure: no clock, no files, no network. Nothing about a person is kept; each answer is computed from what is handed in
and forgotten with it.
"""

from lagezentrum.access.answer import Answer, Outcome, answer
from lagezentrum.access.cases import Case, Open
from lagezentrum.access.contradictions import contradictions
from lagezentrum.access.door import Door, DoorRule, door
from lagezentrum.access.evidence import status
from lagezentrum.access.level import LevelUsed, level_statement, level_used
from lagezentrum.access.person import Person, Test
from lagezentrum.access.place import Place
from lagezentrum.access.statements import Change, Statement

__all__ = [
    "Answer",
    "Case",
    "Change",
    "Door",
    "DoorRule",
    "LevelUsed",
    "Open",
    "Outcome",
    "Person",
    "Place",
    "Statement",
    "Test",
    "answer",
    "contradictions",
    "door",
    "level_statement",
    "level_used",
    "status",
]
