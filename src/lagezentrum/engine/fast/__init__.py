"""The fast evaluator: the rule over all areas at once."""

from lagezentrum.engine.fast.replaying import episodes, replay, scans_of

__all__ = ["episodes", "replay", "scans_of"]
