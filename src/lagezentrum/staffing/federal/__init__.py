"""The pool at the size of the federation: one week, a hundred thousand people and more, every district.

Needs the extra `federal` (OR-Tools). People are arrays and never objects; the result is proven against the flow.
"""

from lagezentrum.staffing.federal.distribution import Distribution, distribute
from lagezentrum.staffing.federal.flow import ExtraMissing
from lagezentrum.staffing.federal.problem import Impossible, Offices, Prices, Workforce

__all__ = ["Distribution", "ExtraMissing", "Impossible", "Offices", "Prices", "Workforce", "distribute"]
