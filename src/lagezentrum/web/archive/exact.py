"""A column for decimal figures that keeps every digit as published: 42.780 stays 42.780, on every database."""

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import models

if TYPE_CHECKING:
    _Text = models.CharField[Decimal | str | None, Decimal | None]
else:
    _Text = models.CharField


class ExactDecimal(_Text):
    """A Decimal, stored as text. The database can not compare such values by size; nothing here asks it to."""

    def __init__(self, *args: Any, **options: Any) -> None:
        options.setdefault("max_length", 20)
        super().__init__(*args, **options)

    def from_db_value(self, value: str | None, *_context: Any) -> Decimal | None:
        """The text of the row as a Decimal."""
        return None if value is None else Decimal(value)

    def to_python(self, value: Any) -> Any:
        """A Decimal for anything that is written as one."""
        return None if value is None else Decimal(value)

    def get_prep_value(self, value: Any) -> Any:
        """The digits, without an exponent."""
        return None if value is None else format(Decimal(value), "f")
