"""The explanation: a proof tree for what holds in an area on a day."""

from lagezentrum.engine.explanation.answer import explain

__all__ = ["explain"]
