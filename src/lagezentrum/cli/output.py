"""Results for programs: JSON with a format version, and CSV with a fixed header."""

import csv
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any


def write_json(kind: str, content: Mapping[str, Any]) -> None:
    """Write an object to standard output; `format` names what it is, in which version.

    Args:
        kind: such as "status"; the format is then "lagezentrum.status/1".
        content: the object; days as ISO text, decimals as text with their digits.
    """
    # Where the stream has no umlauts, JSON has escapes for them; nothing is lost.
    plain = (sys.stdout.encoding or "").lower().replace("-", "") != "utf8"
    whole = {"format": f"lagezentrum.{kind}/1", **content}
    json.dump(whole, sys.stdout, ensure_ascii=plain, indent=2, default=_plain)
    sys.stdout.write("\n")


def write_csv(header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write a table to standard output; an empty cell means that there is no value."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(["" if cell is None else _plain(cell) for cell in row] for row in rows)


def _plain(value: object) -> object:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | str):
        return value
    raise TypeError(f"{value!r} has no plain form")
