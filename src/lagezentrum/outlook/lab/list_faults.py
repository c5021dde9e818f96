"""What is said of a list of policies that can not be read: why it matters, what to do."""

from collections.abc import Iterable

from lagezentrum.law.model import Text
from lagezentrum.law.problems import Fault, fault, in_backticks, nearest


def values_beside_list() -> Fault:
    """Values under `vary` although the policies are listed."""
    return fault(
        de=("unter `vary` stehen Werte, und es gibt eine `list`", "Nur die Werte der Liste würden zählen.",
            "Nennen Sie unter `vary` nur die Namen (`vary: [PARAMETER, …]`), oder streichen Sie `list`."),
        en=("`vary` has values, and there is a `list`", "Only the values of the list would count.",
            "Give only the names under `vary` (`vary: [PARAMETER, …]`), or remove `list`."),
    )  # fmt: skip


def list_beside(method: object) -> Fault:
    """A list of policies beside a method that chooses them."""
    return fault(
        de=(f"das Verfahren ist `{method}`, und es gibt eine `list`", "Nur eines von beiden kann die Regeln bestimmen.",
            "Streichen Sie `list` oder `sampling`."),
        en=(f"the method is `{method}`, and there is a `list`", "Only one of both can choose the policies.",
            "Remove `list` or `sampling`."),
    )  # fmt: skip


def columns_missing(file: str, missing: Iterable[str], found: Iterable[str]) -> Fault:
    """A table that lacks columns."""
    gone, there = list(missing), list(found)
    close = nearest(gone[0], there)
    hint = (f" Ist die Spalte {close!r} gemeint?", f" Is the column {close!r} meant?") if close else ("", "")
    return fault(
        de=(
            f"in {file} fehlt {in_backticks(gone)}",
            "Ohne diese Spalten ist nicht klar, was eine Zeile bedeutet.",
            f"Ergänzen Sie die Spalten; vorhanden sind: {', '.join(there)}.{hint[0]}",
        ),
        en=(
            f"{file} lacks {in_backticks(gone)}",
            "Without these columns nobody can tell what a row means.",
            f"Add the columns; there are: {', '.join(there)}.{hint[1]}",
        ),
    )


def column_twice(file: str, name: str) -> Fault:
    """A column that a table has more than once."""
    return fault(
        de=(f"in {file} steht die Spalte `{name}` mehrmals", "Nur eine von ihnen könnte gelten.",
            "Streichen Sie die anderen."),
        en=(f"{file} has the column `{name}` more than once", "Only one of them could count.", "Remove the others."),
    )  # fmt: skip


def row_too_short(where: Text, missing: Iterable[str]) -> Fault:
    """A policy that lacks the values of some parameters; `where` names its row."""
    gone = list(missing)
    return fault(
        de=(f"{where.de}: es fehlt der Wert für {in_backticks(gone)}",
            "Was fehlt, wird nicht erraten, auch nicht aus dem Gesetz.",
            "Ergänzen Sie die Werte in dieser Zeile, oder streichen Sie die Zeile."),
        en=(f"{where.en}: the value of {in_backticks(gone)} is missing",
            "What is missing is not guessed, nor taken from the law.",
            "Add the values in this row, or remove the row."),
    )  # fmt: skip


def row_too_long(file: str, line: int) -> Fault:
    """A row with more cells than the table has columns, as a decimal comma makes it."""
    return fault(
        de=(f"{file}, Zeile {line}: mehr Zellen als Spalten", "Dann steht nicht fest, welche Zahl wohin gehört.",
            "Schreiben Sie Dezimalpunkte, und trennen Sie nur die Spalten durch Kommas."),
        en=(f"{file}, line {line}: more cells than columns", "So nobody can tell which number belongs where.",
            "Write decimal points, and commas between columns only."),
    )  # fmt: skip
