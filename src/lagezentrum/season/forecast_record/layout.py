"""The tables of the record of skill."""

from pathlib import Path

FOLDER = Path(__file__).resolve().parent
FIGURES_FILE = "figures.csv"
LEVELS_FILE = "levels.csv"
RELIABILITY_FILE = "reliability.csv"
ABOUT_FILE = "record.yaml"

FIGURES_COLUMNS = (
    "where",
    "indicator",
    "days_ahead",
    "origins",
    "forecasts",
    "wis",
    "persistence",
    "trend",
    "climatology",
    "inside50",
    "inside80",
    "inside95",
)
LEVELS_COLUMNS = (
    "where",
    "level",
    "days_ahead",
    "origins",
    "forecasts",
    "happened",
    "brier",
    "level_stays",
    "figures_stay",
    "climatology",
)
RELIABILITY_COLUMNS = ("where", "days_ahead", "low", "high", "forecasts", "said", "came", "level", "origins")
DIGITS = 4
"""Significant digits of scores and shares."""
