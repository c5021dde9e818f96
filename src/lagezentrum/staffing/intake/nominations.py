"""The nomination file: whom an authority offers, without names."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from lagezentrum.staffing.intake import days, values
from lagezentrum.staffing.intake import nomination_faults as faults
from lagezentrum.staffing.intake.cells import Cell, text_of
from lagezentrum.staffing.intake.columns import Columns
from lagezentrum.staffing.intake.helper_pools import HelperPool
from lagezentrum.staffing.intake.known import Known
from lagezentrum.staffing.intake.problems import Problems, Reading
from lagezentrum.staffing.intake.table import Row, open_table
from lagezentrum.staffing.model import QUARTERS, Consent, Lender, Mode, Person, Skill

COLUMNS = Columns(
    required=(
        "kennung", "dienststelle_id", "statusgruppe", "laufbahngruppe_band", "vzae", "einsatz_ab", "einsatz_bis",
        "einsatzart", "kreis_ags", "max_km", "stufe", "schulung_am", "sprachen", "dienstgeraet", "zustimmung",
        "personalrat_am", "freigabe_durch",
    ),
    optional=("pool", "team"),
)  # fmt: skip
MODES = {"nur_remote": Mode.REMOTE, "nur_vor_ort": Mode.ON_SITE, "beides": Mode.BOTH}
SKILLS = {
    "KPN": Skill.CONTACT_TRACING,
    "Fallermittlung": Skill.CASE_INVESTIGATION,
    "Leitung": Skill.LEAD,
    "Medizin": Skill.MEDICAL,
    "IT": Skill.IT,
}
CONSENTS = {"j": Consent.GIVEN, "n": Consent.REFUSED, "nicht_erforderlich": Consent.NOT_REQUIRED}
BANDS = {band: band for band in ("1.1", "1.2", "2.1", "2.2")}


class Status(StrEnum):
    """By what law somebody serves (Statusgruppe); the letter hangs on it."""

    CIVIL_SERVANT = "civil_servant"
    """Beamtin, Beamter: Abordnung"""
    EMPLOYEE = "employee"
    """Tarifbeschäftigte: Abordnung, Zuweisung or Personalgestellung by collective agreement"""


STATUS = {"Beamte": Status.CIVIL_SERVANT, "Tarif": Status.EMPLOYEE}
_FARTHEST = 500
# Made once, not for each row.
_status, _band, _mode = values.one_of(STATUS), values.one_of(BANDS), values.one_of(MODES)
_skill, _consent = values.one_of(SKILLS), values.one_of(CONSENTS)
_quarters, _max_km = values.quarters(QUARTERS), values.whole(1, _FARTHEST)


@dataclass(frozen=True, slots=True)
class Nominated:
    """Somebody offered, with what letters need beside what the distribution knows.

    Attributes:
        person: what the distribution takes.
        status: by what law they serve.
        band: career group and entry level such as `2.1` (comparable pay group for employees); empty where not given.
        own_device: whether they bring an official computer.
        released_by: sign of the unit that released them, never a name.
    """

    person: Person
    status: Status
    band: str
    own_device: bool
    released_by: str


def read_nominations(content: bytes, known: Known) -> Reading[Nominated]:
    """Read a nomination file (CSV or XLSX). Every problem is told; nothing of a file with a foreign column is read.

    Args:
        content: the file.
        known: what it is held against.
    """
    problems = Problems()
    table = open_table(content, COLUMNS, problems)
    if table is None:
        return Reading((), problems.listed(), 0)
    seen = {key.casefold(): 0 for key in known.taken}
    teams: dict[str, list[int]] = {}
    rows: list[tuple[int, Nominated]] = []
    district_of, pool_of = values.district(known.districts), values.one_of({key: key for key in known.pools})
    for row in table.rows():
        found = _row(row, known, seen, district_of, pool_of)
        if row.cell("team") is not None:
            team = "/".join(text_of(row.cell(column)) for column in ("dienststelle_id", "team"))
            teams.setdefault(team, []).append(row.number)
        if found is not None:
            rows.append((row.number, found))
    _check_teams(rows, teams, known, problems)
    return Reading.of(rows, problems, table.total)


def _row(
    row: Row,
    known: Known,
    seen: dict[str, int],
    district_of: Callable[[Cell], str],
    pool_of: Callable[[Cell], str],
) -> Nominated | None:
    name = row.take("kennung", values.pseudonym)
    lender_key = row.take("dienststelle_id", values.key)
    _check_identity(row, known, seen, lender_key, name)
    status = row.take("statusgruppe", _status)
    band = row.maybe("laufbahngruppe_band", _band) or ""
    quarters = row.take("vzae", _quarters)
    first, last = row.take("einsatz_ab", days.day), row.take("einsatz_bis", days.day)
    mode = row.take("einsatzart", _mode)
    district = row.take("kreis_ags", district_of)
    max_km = row.maybe("max_km", _max_km)
    skill = row.take("stufe", _skill)
    trained = row.maybe("schulung_am", days.day)
    spoken = row.maybe("sprachen", values.languages) or frozenset()
    device = row.take("dienstgeraet", values.yes_no)
    consent = row.take("zustimmung", _consent)
    council = row.maybe("personalrat_am", days.day)
    released = row.take("freigabe_durch", values.unit)
    pool = row.maybe("pool", pool_of) or "state"
    team = row.maybe("team", values.pseudonym)
    if first is not None and last is not None and last < first:
        row.note("einsatz_bis", faults.reversed_window(first))
    elif last is not None and known.today is not None and last < known.today:
        row.note("einsatz_bis", faults.over_already(known.today))
    for column, day in (("schulung_am", trained), ("personalrat_am", council)):
        if day is not None and last is not None and day > last:
            row.note(column, faults.after_the_end(last))
    if mode is Mode.REMOTE and max_km is not None:
        row.note("max_km", faults.REMOTE_WITH_DISTANCE)
    if mode is not None and skill is not None:
        _check_pool(row, known.pools.get(pool), mode, skill, team)
    if name is None or lender_key is None or status is None or quarters is None or first is None or last is None:
        return None
    if mode is None or district is None or skill is None or device is None or consent is None or released is None:
        return None
    latitude, longitude = known.districts[district]
    person = Person(
        key=f"{lender_key}/{name}",
        lender=lender_key,
        quarters=quarters,
        available_from=first,
        available_to=last,
        mode=mode,
        district=district,
        latitude=latitude,
        longitude=longitude,
        skill=skill,
        max_km=max_km,
        trained_on=trained,
        languages=spoken,
        consent=consent,
        staff_council_on=council,
        pool=pool,
        team=None if team is None else f"{lender_key}/{team}",
    )
    return Nominated(person, status, band, device, released)


def _check_identity(row: Row, known: Known, seen: dict[str, int], lender_key: str | None, name: str | None) -> None:
    """The authority is known, may lend and is the one that hands in; nobody is nominated twice."""
    if lender_key is None:
        return
    lender: Lender | None = known.lenders.get(lender_key)
    if known.own is not None and lender_key != known.own:
        row.note("dienststelle_id", faults.another_lender(known.own))
    elif lender is None:
        row.note("dienststelle_id", faults.unknown_lender(lender_key, known.lenders))
    elif lender.excluded is not None:
        row.note("dienststelle_id", faults.excluded(lender.excluded))
    if name is None:
        return
    key = f"{lender_key}/{name}".casefold()  # k-17 and K-17 are one person
    if key in seen:
        row.note("kennung", faults.twice(seen[key]) if seen[key] else faults.TAKEN)
    seen.setdefault(key, row.number)


def _check_pool(row: Row, pool: HelperPool | None, mode: Mode, skill: Skill, team: str | None) -> None:
    if pool is None:
        return
    allowed = set(pool.modes)
    if not ({Mode.REMOTE, Mode.ON_SITE} if mode is Mode.BOTH else {mode}) & allowed:
        row.note("einsatzart", faults.mode_of_pool(pool.title))
    if skill not in pool.skills:
        row.note("stufe", faults.skill_of_pool(pool.title))
    if pool.team_size is not None and team is None:
        row.note("team", faults.team_missing(pool.title, pool.team_size))


def _check_teams(
    rows: list[tuple[int, Nominated]], teams: dict[str, list[int]], known: Known, problems: Problems
) -> None:
    """A team comes whole: its size is that of its pool, and one bad row keeps the others back as well."""
    sizes: Counter[str] = Counter()
    pool_of: dict[str, HelperPool | None] = {}
    for _, nominated in rows:
        team = nominated.person.team
        if team is not None:
            sizes[team] += 1
            pool_of.setdefault(team, known.pools.get(nominated.person.pool))
    for team, numbers in teams.items():
        pool = pool_of.get(team)
        expected = None if pool is None else pool.team_size
        if expected is not None and len(numbers) != expected:
            problems.add(numbers[0], "team", team, faults.team_size(len(numbers), expected))
        if problems.bad_rows.intersection(numbers):
            for number in set(numbers) - problems.bad_rows:
                problems.add(number, "team", team, faults.TEAM_WITH_PROBLEM)
