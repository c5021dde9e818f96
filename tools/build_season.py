"""Build the reference season that is bundled in `lagezentrum.season`.

    uv run python tools/build_season.py DATA_DIRECTORY

DATA_DIRECTORY holds `nds_district_7day_incidence.csv` and `nds_indicators_published_by_state.csv`. They are read
with the strict readers of `lagezentrum.sources`; figures keep every digit, missing ones stay empty. The orders
are written here in our own words, each with the place where it is on record. `season.yaml` is kept by hand.
"""

import csv
import sys
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path

from lagezentrum.season.layout import FIRST_DAY, FOLDER, LAST_DAY, NEW_CASES_FILE, STATE
from lagezentrum.sources.areas import all_areas, districts
from lagezentrum.sources.directory import read_directory
from lagezentrum.sources.nds.layout import ANNOUNCED
from lagezentrum.sources.orders.layout import COLUMNS

NDR = "https://www.ndr.de/nachrichten/niedersachsen/"
SEPTEMBER = NDR + "Niedersachsen-Viele-Landkreise-muessen-Warnstufe-1-ausrufen,warnstufe100.html"
FIRST_OF_DECEMBER = NDR + "Warnstufe-2-in-Niedersachsen-Ab-Mittwoch-gilt-2G-Plus,corona9346.html"
REGION_HANNOVER = "http://www.lindenspiegel.co.uk/3316/allgemeinverfuegung-zur-feststellung-der-warnstufe-2/"
STATEWIDE_2 = NDR + "In-ganz-Niedersachsen-gilt-ab-Freitag-Warnstufe-2,corona9602.html"
STEDDEN = (
    "https://stedden.de/2021/11/23/coronapandemie-ernste-lage-auch-in-niedersachsen-"
    "erneute-verschaerfung-der-corona-regelungen/"
)
ABENDBLATT = "https://www.abendblatt.de/region/niedersachsen/"
CHRISTMAS = ABENDBLATT + "article234188055/Sieben-Tages-Inzidenz-fuer-Niedersachsen-sinkt-leicht.html"
JANUARY = ABENDBLATT + "article234382845/Wieder-mehr-Corona-Neuinfektionen-in-Niedersachsen.html"
ORDINANCE = "Niedersächsische Corona-Verordnung"

MINISTRY = "Niedersächsisches Ministerium für Soziales, Gesundheit und Gleichstellung"
BASIS_SEPTEMBER = "Intensivbetten über 5 % und Neuinfizierte über 35 / intensive care above 5 % and new cases above 35"
BASIS_LOCAL = (
    "Hospitalisierung über 6 und Neuinfizierte über 100 an fünf Werktagen / "
    "hospitalisation above 6 and new cases above 100 on five working days"
)
NOT_MET = "Neuinfizierte nicht an fünf Werktagen über 100 / new cases not above 100 on five working days"
FIXED = (
    "durch die Verordnung selbst, unabhängig von den Indikatoren / by the regulation itself, whatever the indicators"
)
LISTED_SINGLY = {"03241", "03255", "03256", "03358", "03404", "03405"}


def order(kind: str, area: str, step: str, effective: str = "", **more: str) -> dict[str, str]:
    """One row; the authority is the district itself unless named."""
    row = dict.fromkeys(COLUMNS, "") | {"kind": kind, "area": area, "step": step, "effective": effective}
    row["rule"] = "statewide" if area == "03" else "local"
    row["authority"] = all_areas()[area].title
    return row | more


def orders() -> list[dict[str, str]]:
    """Every order known to have been issued, declined or left open."""
    september = {"decided_on": "2021-09-17", "basis": BASIS_SEPTEMBER, "source": SEPTEMBER}
    december = {"decided_on": "2021-11-29", "basis": BASIS_LOCAL, "source": FIRST_OF_DECEMBER}
    waiting = {"basis": NOT_MET, "source": FIRST_OF_DECEMBER}
    fixed = {"authority": ORDINANCE, "basis": FIXED}
    return [
        order("determined", "03357", "1", "2021-09-19", **september),
        order("determined", "03460", "1", "2021-09-19", **september),
        order(
            "declined",
            "03241",
            "1",
            basis="wartete auf die neue Verordnung / waited for the new regulation",
            source=SEPTEMBER,
            note="September 2021, Tag nicht überliefert / September 2021, day not on record",
        ),
        order("by_regulation", "03", "1", "2021-11-24", **fixed | {"source": STEDDEN}),
        order(
            "determined",
            "03241",
            "2",
            "2021-12-01",
            **december | {"source": REGION_HANNOVER},
            note="Allgemeinverfügung 53.80-9/2021; gezählt: 24., 25., 26., 27. (Samstag) und 29. November / "
            "order 53.80-9/2021; counted: 24, 25, 26, 27 (Saturday) and 29 November",
        ),
        order(
            "determined",
            "03404",
            "2",
            "2021-12-01",
            **december
            | {
                "basis": "nach eigenem Ermessen, Bedingung am 29. November nicht erfüllt / "
                "by its own discretion, condition not met on 29 November"
            },
        ),
        *(
            order("determined", area.ags, "2", "2021-12-01", **december)
            for area in districts("03")
            if area.ags not in LISTED_SINGLY
        ),
        *(
            order("remained", ags, "1", "2021-12-01", **waiting, note="bis 16. Dezember 2021 / until 16 December 2021")
            for ags in ("03358", "03405")
        ),
        *(
            order(
                "open",
                ags,
                "2",
                "2021-12-01",
                **waiting,
                note="am 29. November noch nicht entschieden; spätestens am 15. Dezember in Stufe 2 / "
                "not decided yet on 29 November; at level 2 by 15 December",
            )
            for ags in ("03255", "03256")
        ),
        order(
            "determined",
            "03",
            "2",
            "2021-12-17",
            decided_on="2021-12-15",
            authority=MINISTRY,
            basis="Hospitalisierung über 6 und Intensivbetten über 10 % an fünf Werktagen / "
            "hospitalisation above 6 and intensive care above 10 % on five working days",
            source=STATEWIDE_2,
        ),
        order("by_regulation", "03", "3", "2021-12-24", until="2022-01-15", **fixed | {"source": CHRISTMAS}),
        order("by_regulation", "03", "3", "2022-01-16", until="2022-02-02", **fixed | {"source": JANUARY}),
        order(
            "by_regulation",
            "03",
            "3",
            "2022-02-02",
            until="2022-02-23",
            **fixed | {"source": "Verordnung vom 1. Februar 2022 / regulation of 1 February 2022"},
            note="löst am 2. Februar die vorige Verlängerung ab / replaces the extension before it on 2 February",
        ),
    ]


def write(file: str, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write one table of the season."""
    with (FOLDER / file).open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def main() -> None:
    """Write the tables of the season."""
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    data = Path(sys.argv[1])
    figures = read_directory(data, first=FIRST_DAY, last=LAST_DAY, states=["03"])
    days = [FIRST_DAY + timedelta(days=number) for number in range((LAST_DAY - FIRST_DAY).days + 1)]
    keys = [area.ags for area in districts("03")]

    def figure(area: str, day: date) -> str:
        observation = figures.first_published("new_cases", area, day)
        return str(observation.value) if observation else ""

    write(NEW_CASES_FILE, ("day", *keys), ((str(day), *(figure(area, day) for area in keys)) for day in days))

    # The Land's figures were checked above; their texts are carried over as they stand.
    announced = ANNOUNCED.find(data)
    if announced is None:
        sys.exit(f"{ANNOUNCED.file} is not in {data}")
    with announced.open(encoding="utf-8", newline="") as stream:
        by_day = {row["date"]: row for row in csv.DictReader(stream)}
    kept = (ANNOUNCED.hospitalisation, ANNOUNCED.origin, ANNOUNCED.icu_share, ANNOUNCED.press)
    write(STATE.file, STATE.columns, ((str(day), *(by_day[str(day)][name] for name in kept)) for day in days))
    write("orders.csv", COLUMNS, (tuple(row.values()) for row in orders()))


if __name__ == "__main__":
    main()
