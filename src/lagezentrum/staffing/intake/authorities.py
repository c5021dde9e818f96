"""The authority file: who lends, who is excluded and why, how many at a time, and how long a recall takes."""

from lagezentrum.law.problems import Fault, fault
from lagezentrum.staffing.intake import values
from lagezentrum.staffing.intake.columns import Columns
from lagezentrum.staffing.intake.problems import Problems, Reading
from lagezentrum.staffing.intake.table import Row, open_table
from lagezentrum.staffing.model import QUARTERS, Lender

COLUMNS = Columns(
    required=(
        "dienststelle_id", "name", "ressort", "ausgenommen", "ausnahme_grund", "max_vzae_gleichzeitig",
        "rueckruf_frist_tage",
    ),
)  # fmt: skip
MOST_FTE = 5_000
LONGEST_NOTICE = 90

_REASON_MISSING = fault(
    de=(
        "der Grund der Ausnahme fehlt",
        "Wer niemanden abgibt, belastet die anderen; das braucht einen Grund, den alle lesen können.",
        "Tragen Sie ihn ein, zum Beispiel „Polizei“, „Schule“, „Justizvollzug“.",
    ),
    en=(
        "the reason of the exclusion is missing",
        "Who lends nobody burdens the others; that needs a reason which all can read.",
        "Fill it in, such as “police”, “school”, “prison”.",
    ),
)
_REASON_WITHOUT = fault(
    de=(
        "ein Grund, obwohl die Dienststelle nicht ausgenommen ist",
        "Beides zusammen lässt offen, was gilt.",
        "Leeren Sie den Grund, oder schreiben Sie bei ausgenommen „j“.",
    ),
    en=(
        "a reason although the authority is not excluded",
        "Both together leave open what holds.",
        'Clear the reason, or write "j" under ausgenommen.',
    ),
)


def read_lenders(content: bytes) -> Reading[Lender]:
    """Read an authority file (CSV or XLSX); every problem is told."""
    problems = Problems()
    table = open_table(content, COLUMNS, problems)
    if table is None:
        return Reading((), problems.listed(), 0)
    seen: dict[str, int] = {}
    rows = []
    for row in table.rows():
        found = _row(row, seen)
        if found is not None:
            rows.append((row.number, found))
    return Reading.of(rows, problems, table.total)


def _row(row: Row, seen: dict[str, int]) -> Lender | None:
    key = row.take("dienststelle_id", values.key)
    name = row.take("name", values.words)
    department = row.take("ressort", values.words)
    excluded = row.take("ausgenommen", values.yes_no)
    reason = row.maybe("ausnahme_grund", values.words)
    limit = row.maybe("max_vzae_gleichzeitig", values.quarters(MOST_FTE * QUARTERS))
    notice = row.take("rueckruf_frist_tage", values.whole(0, LONGEST_NOTICE))
    if key is not None and key in seen:
        row.note("dienststelle_id", _twice(seen[key]))
    if key is not None:
        seen.setdefault(key, row.number)
    if excluded and row.cell("ausnahme_grund") is None:
        row.note("ausnahme_grund", _REASON_MISSING)
    if excluded is False and reason is not None:
        row.note("ausnahme_grund", _REASON_WITHOUT)
    if key is None or name is None or department is None or excluded is None or notice is None:
        return None
    return Lender(key, name, department, reason if excluded else None, limit, notice)


def _twice(row: int) -> Fault:
    return fault(
        de=(f"dieselbe Dienststelle wie in Zeile {row}", "Welche Zeile gilt, wäre geraten.", "Löschen Sie eine."),
        en=(f"the same authority as in row {row}", "Which row counts would be a guess.", "Delete one of them."),
    )
