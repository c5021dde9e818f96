"""Why a plan is as it is, and what else would cost: by solving again, never by dual prices alone."""

from lagezentrum.staffing.explanation.counterfactual import WhatIf, what_if
from lagezentrum.staffing.explanation.offices import OfficeReasons, office
from lagezentrum.staffing.explanation.people import PersonReasons, person

__all__ = ["OfficeReasons", "PersonReasons", "WhatIf", "office", "person", "what_if"]
