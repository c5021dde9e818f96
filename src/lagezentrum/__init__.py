"""Lagezentrum: finds by law which public-health warning level each district has reached, and proves it."""

__version__ = "0.1.0"
