"""The fast evaluator: the rule over all areas at once."""

from lagezentrum.engine.fast.replaying import replay, scans_of

__all__ = ["replay", "scans_of"]
