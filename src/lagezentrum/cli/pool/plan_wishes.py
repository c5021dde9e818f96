"""Wishes of a plan as a table: pins, forbids, reserves, recalls."""

import csv
import io
from datetime import date
from typing import TYPE_CHECKING

from lagezentrum.cli.language import Language
from lagezentrum.cli.pool.named import read_receiver, read_week
from lagezentrum.cli.refusals import Refusal

if TYPE_CHECKING:
    from lagezentrum.staffing.model import Wish

WISH_COLUMNS = ("kind", "first", "last", "reason", "person", "receiver", "quarters", "announced_on")


def read_wishes(content: bytes, name: str, language: Language) -> "tuple[Wish, ...]":
    """Wishes from CSV with semicolons; weeks as `2020-W46`, quarters of a post as whole numbers.

    Raises:
        Refusal: a line can not be used; it is named.
    """
    text = content.decode("utf-8-sig", errors="replace")
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    if not rows or tuple(rows[0]) != WISH_COLUMNS:
        raise Refusal(
            language(
                f"--wishes: {name}, Zeile 1: Erwartet wird die Kopfzeile {';'.join(WISH_COLUMNS)}.",
                f"--wishes: {name}, line 1: the header {';'.join(WISH_COLUMNS)} is expected.",
            )
        )
    return tuple(_wish(row, f"--wishes: {name}", line, language) for line, row in enumerate(rows[1:], start=2) if row)


def _wish(row: list[str], file: str, line: int, language: Language) -> "Wish":
    from lagezentrum.staffing.model import Wish, WishKind

    try:
        kind, first, last, reason, person, receiver, quarters, announced = (cell.strip() for cell in row)
        return Wish(
            WishKind(kind),
            read_week(first, language),
            read_week(last or first, language),
            reason,
            person or None,
            read_receiver(receiver, language, "--wishes").key if receiver else None,
            int(quarters) if quarters else None,
            date.fromisoformat(announced) if announced else None,
        )
    except ValueError as error:
        raise Refusal(
            language(
                f"{file}, Zeile {line}: {error}. Erwartet: {', '.join(kind.value for kind in WishKind)}; Wochen wie "
                "2020-W46; ganze Viertel; Tage wie 2020-11-09.",
                f"{file}, line {line}: {error}. Expected: {', '.join(kind.value for kind in WishKind)}; weeks such as "
                "2020-W46; whole quarters; days such as 2020-11-09.",
            )
        ) from error
