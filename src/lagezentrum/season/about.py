"""What the bundled season consists of, where each column comes from, and on what terms it may be used."""

from datetime import date
from functools import cache
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict

from lagezentrum.law.model import Text
from lagezentrum.season.layout import FOLDER


class Column(BaseModel):
    """Where the figures of one or more columns come from, and on what terms."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    file: str
    columns: str
    title: Text
    unit: str
    source: str
    licence: str
    licence_url: str = ""
    attribution: str
    days_covered: str
    values_missing: int


class About(BaseModel):
    """What the season is: its columns with their sources, and its quirks."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: Text
    first_day: date
    last_day: date
    columns: tuple[Column, ...]
    quirks: tuple[Text, ...]


@cache
def read_about() -> About:
    """Sources, licences, attribution and quirks of the season."""
    content: Any = yaml.safe_load((FOLDER / "season.yaml").read_text(encoding="utf-8"))
    return About.model_validate(content)
