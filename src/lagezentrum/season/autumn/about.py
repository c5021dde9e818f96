"""What the bundled autumn consists of, where each column comes from, as of when, and on what terms."""

from datetime import date
from functools import cache
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict

from lagezentrum.law.text import Text
from lagezentrum.season.about import Column
from lagezentrum.season.autumn.layout import FOLDER


class DatedColumn(Column):
    """A column with the state of its figures: what was corrected later must be named."""

    state: Text


class About(BaseModel):
    """What the autumn is: its columns with their sources, and its quirks."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: Text
    first_day: date
    last_day: date
    columns: tuple[DatedColumn, ...]
    quirks: tuple[Text, ...]


@cache
def read_about() -> About:
    """Sources, licences, attribution, states and quirks of the autumn."""
    content: Any = yaml.safe_load((FOLDER / "autumn.yaml").read_text(encoding="utf-8"))
    return About.model_validate(content)
