"""The request of a receiver for a week (Bedarfsmeldung): what it needs, what it has, and what it can take in."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from lagezentrum.law.problems import Fault, fault, nearest
from lagezentrum.staffing.intake import days, values
from lagezentrum.staffing.intake.cells import Cell, text_of
from lagezentrum.staffing.intake.columns import Columns
from lagezentrum.staffing.intake.known import Known
from lagezentrum.staffing.intake.nominations import SKILLS
from lagezentrum.staffing.intake.problems import Problems, Reading, unfit
from lagezentrum.staffing.intake.table import Row, open_table
from lagezentrum.staffing.model import Need, Skill

COLUMNS = Columns(
    required=(
        "empfaenger_ags", "kw", "stufe", "vzae_bedarf", "vzae_eigen", "rki_status", "faelle_7t", "kontakte_je_fall",
        "rueckstand_faelle", "remote_moeglich", "plaetze_vor_ort", "it_zugaenge_frei", "max_neue_kraefte", "sprachen",
    ),
)  # fmt: skip
_MOST_FTE = 2_000
_MOST_CASES = 100_000
_MOST_CONTACTS = 200


class Tracing(StrEnum):
    """What offices have reported to the RKI since 24 April 2020: whether they can trace contacts."""

    ASSURED = "assured"
    """gewährleistet"""
    AT_RISK = "at_risk"
    """gefährdet"""
    NOT_POSSIBLE = "not_possible"
    """nicht mehr möglich"""


TRACING = {
    "gewährleistet": Tracing.ASSURED,
    "gewaehrleistet": Tracing.ASSURED,
    "gefährdet": Tracing.AT_RISK,
    "gefaehrdet": Tracing.AT_RISK,
    "nicht mehr möglich": Tracing.NOT_POSSIBLE,
    "nicht mehr moeglich": Tracing.NOT_POSSIBLE,
    "nicht_mehr_möglich": Tracing.NOT_POSSIBLE,
    "nicht_mehr_moeglich": Tracing.NOT_POSSIBLE,
}


@dataclass(frozen=True, slots=True)
class Request:
    """What a receiver says for one week and one kind of work. None: not said, which is not zero.

    Attributes:
        receiver: key.
        week: its Monday.
        skill: the kind of work.
        need_fte: full-time posts that the work takes.
        own_fte: full-time posts of its own staff for it.
        tracing: the status reported to the RKI.
        cases: new cases in seven days.
        contacts_per_case: as the office sees them.
        backlog: cases not taken up yet.
        remote_possible: whether people can work for it from elsewhere.
        seats: desks for people of the pool on site.
        accesses: accounts for people of the pool.
        max_arrivals: people it can brief in that week.
        languages: it asks for.
    """

    receiver: str
    week: date
    skill: Skill
    need_fte: float
    own_fte: float
    tracing: Tracing | None
    cases: int | None
    contacts_per_case: float | None
    backlog: int | None
    remote_possible: bool
    seats: int | None
    accesses: int | None
    max_arrivals: int | None
    languages: frozenset[str]

    @property
    def need(self) -> Need:
        """What is lacking beyond own staff, never below zero."""
        return Need(self.receiver, self.week, self.skill, max(0.0, round(self.need_fte - self.own_fte, 6)))

    @property
    def _of_the_whole_week(self) -> tuple[object, ...]:
        return (
            self.tracing, self.cases, self.contacts_per_case, self.backlog, self.remote_possible, self.seats,
            self.accesses, self.max_arrivals, self.languages,
        )  # fmt: skip


def read_requests(content: bytes, known: Known) -> Reading[Request]:
    """Read a file of requests (CSV or XLSX), a row per receiver, week and kind of work; every problem is told."""
    problems = Problems()
    table = open_table(content, COLUMNS, problems)
    if table is None:
        return Reading((), problems.listed(), 0)
    by_area = {area: key for key, receiver in known.receivers.items() for area in (key, *receiver.areas)}
    rows: list[tuple[int, Request]] = []
    seen: dict[tuple[str, date, Skill], int] = {}
    weeks: dict[tuple[str, date], tuple[int, Request]] = {}
    for row in table.rows():
        found = _row(row, by_area, known.own)
        if found is None:
            continue
        rows.append((row.number, found))
        first = seen.setdefault((found.receiver, found.week, found.skill), row.number)
        if first != row.number:
            row.note("stufe", _twice(first))
        number, other = weeks.setdefault((found.receiver, found.week), (row.number, found))
        if other._of_the_whole_week != found._of_the_whole_week:
            row.note("kw", _disagrees(number))
    return Reading.of(rows, problems, table.total)


def _row(row: Row, by_area: dict[str, str], own: str | None) -> Request | None:
    receiver = row.take("empfaenger_ags", _receiver(by_area))
    week = row.take("kw", days.week)
    skill = row.take("stufe", values.one_of(SKILLS))
    need, own_fte = (row.take(column, values.between(0, _MOST_FTE)) for column in ("vzae_bedarf", "vzae_eigen"))
    tracing = row.maybe("rki_status", values.one_of(TRACING))
    cases, backlog = (row.maybe(column, values.whole(0, _MOST_CASES)) for column in ("faelle_7t", "rueckstand_faelle"))
    contacts = row.maybe("kontakte_je_fall", values.between(0, _MOST_CONTACTS))
    remote = row.take("remote_moeglich", values.yes_no)
    seats, accesses, arrivals = (
        row.maybe(column, values.whole(0, _MOST_FTE))
        for column in ("plaetze_vor_ort", "it_zugaenge_frei", "max_neue_kraefte")
    )
    languages = row.maybe("sprachen", values.languages) or frozenset()
    if receiver is not None and own is not None and receiver != own:
        row.note("empfaenger_ags", _another(own))
    if remote is False and seats == 0 and need:
        row.note("remote_moeglich", _NOWHERE)
    if receiver is None or week is None or skill is None or need is None or own_fte is None or remote is None:
        return None
    return Request(
        receiver, week, skill, need, own_fte, tracing, cases, contacts, backlog, remote, seats, accesses, arrivals,
        languages,
    )  # fmt: skip


def _receiver(by_area: dict[str, str]) -> Callable[[Cell], str]:
    def read(cell: Cell) -> str:
        text = text_of(cell)
        sought = text.zfill(5) if len(text) == 4 and text.isdigit() else text
        if sought in by_area:
            return by_area[sought]
        close = nearest(sought, by_area)
        raise unfit(
            de=(
                "keine aufnehmende Stelle mit diesem Schlüssel" + (f"; ist {close} gemeint?" if close else ""),
                "Der Bedarf ließe sich niemandem zuordnen.",
                "Schreiben Sie die fünf Ziffern eines Kreises, für den das Gesundheitsamt zuständig ist.",
            ),
            en=(
                "no receiver of this key" + (f"; did you mean {close}?" if close else ""),
                "The need could not be assigned to anybody.",
                "Write the five digits of a district that the health office serves.",
            ),
        )

    return read


_NOWHERE = fault(
    de=(
        "weder Fernarbeit noch ein Platz vor Ort",
        "So könnte niemand helfen, obwohl Bedarf gemeldet ist.",
        "Geben Sie an, was möglich ist; leere plaetze_vor_ort heißen: keine Grenze.",
    ),
    en=(
        "neither remote work nor a desk on site",
        "So nobody could help although a need is reported.",
        "Say what is possible; empty plaetze_vor_ort means: no limit.",
    ),
)


def _another(own: str) -> Fault:
    return fault(
        de=("eine andere Stelle", f"Melden können Sie hier nur für {own}.", "Lassen Sie die Zeile weg."),
        en=("another receiver", f"You can report here for {own} alone.", "Leave the row out."),
    )


def _twice(row: int) -> Fault:
    return fault(
        de=(f"dieselbe Stelle, Woche und Stufe wie in Zeile {row}", "Welche gilt, wäre geraten.", "Löschen Sie eine."),
        en=(f"the same receiver, week and work as in row {row}", "Which one counts is a guess.", "Delete one."),
    )


def _disagrees(row: int) -> Fault:
    return fault(
        de=(
            f"Angaben zur Woche anders als in Zeile {row}",
            "Status, Fälle, Plätze, Zugänge und Sprachen gelten für die Stelle und nicht für eine Stufe.",
            "Schreiben Sie in alle Zeilen der Stelle und Woche dasselbe.",
        ),
        en=(
            f"what is said of the week differs from row {row}",
            "Status, cases, desks, accounts and languages are of the receiver, not of one kind of work.",
            "Write the same into all rows of the receiver and week.",
        ),
    )
