"""Who works where: one week exactly, several weeks one after the other, and how good that is proven to be."""

from lagezentrum.staffing.allocation.bound import joint_bound
from lagezentrum.staffing.allocation.conflicts import Conflict, Unsatisfiable
from lagezentrum.staffing.allocation.objective import objective
from lagezentrum.staffing.allocation.one_week import WeekPlan, week
from lagezentrum.staffing.allocation.rolling import plan

__all__ = ["Conflict", "Unsatisfiable", "WeekPlan", "joint_bound", "objective", "plan", "week"]
