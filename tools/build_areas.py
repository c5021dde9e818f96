"""Build the table of districts and Länder that is bundled in `lagezentrum.sources`.

    uv run python tools/build_areas.py DATA_DIRECTORY

DATA_DIRECTORY holds `de_district_population.csv` and `nds_districts.csv`. Sources and licences are named in
`src/lagezentrum/sources/areas.yaml`. Berlin becomes one district; names follow RKI, in Lower Saxony the Land.
"""

import csv
import sys
from pathlib import Path

TARGET = Path(__file__).resolve().parent.parent / "src" / "lagezentrum" / "sources" / "areas.csv"
COLUMNS = ("ags", "name", "kind", "until", "population_2019", "population_2020")

LAENDER = {
    "01": "Schleswig-Holstein",
    "02": "Hamburg",
    "03": "Niedersachsen",
    "04": "Bremen",
    "05": "Nordrhein-Westfalen",
    "06": "Hessen",
    "07": "Rheinland-Pfalz",
    "08": "Baden-Württemberg",
    "09": "Bayern",
    "10": "Saarland",
    "11": "Berlin",
    "12": "Brandenburg",
    "13": "Mecklenburg-Vorpommern",
    "14": "Sachsen",
    "15": "Sachsen-Anhalt",
    "16": "Thüringen",
}
KREIS = {"01", "05"}  # these Länder call a Landkreis a Kreis
STADTKREIS = {"08"}  # and this one a kreisfreie Stadt a Stadtkreis
EISENACH, EISENACH_UNTIL = "16056", "2021-06-30"  # since then part of 16063


def rows(data: Path) -> list[dict[str, str]]:
    """The rows of the table, Länder first, then districts in the order of their keys."""
    with (data / "nds_districts.csv").open(encoding="utf-8", newline="") as stream:
        names = {row["ags"]: row["name"] for row in csv.DictReader(stream)}
    result = [dict.fromkeys(COLUMNS, "") | {"ags": key, "name": name, "kind": "Land"} for key, name in LAENDER.items()]
    districts: dict[str, dict[str, str]] = {}
    with (data / "de_district_population.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            ags, (kind, name) = row["ags"], kind_and_name(row["ags"], row["name"])
            district = districts.setdefault(
                ags, dict.fromkeys(COLUMNS, "") | {"ags": ags, "name": names.get(ags, name), "kind": kind}
            )
            year = row["population_reference_date"][:4]
            if district.get(f"population_{year}") == "":
                district[f"population_{year}"] = row["population"]
    districts[EISENACH]["until"] = EISENACH_UNTIL
    boroughs = [districts.pop(ags) for ags in sorted(districts) if ags.startswith("11")]
    berlin = {"ags": "11000", "name": "Berlin", "kind": "kreisfreie Stadt", "until": ""}
    for column in ("population_2019", "population_2020"):
        berlin[column] = str(sum(int(borough[column]) for borough in boroughs))
    districts["11000"] = berlin
    return result + [districts[ags] for ags in sorted(districts)]


def kind_and_name(ags: str, rki_name: str) -> tuple[str, str]:
    """What kind of district it is, and its name without the kind."""
    prefix, _, name = rki_name.partition(" ")
    if prefix == "SK":
        return ("Stadtkreis" if ags[:2] in STADTKREIS else "kreisfreie Stadt"), name
    if prefix == "LK" and name == "Stadtverband Saarbrücken":
        return "Regionalverband", "Regionalverband Saarbrücken"
    if prefix == "LK":
        return ("Kreis" if ags[:2] in KREIS else "Landkreis"), name
    return prefix, rki_name


def main() -> None:
    """Write the table."""
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    with TARGET.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows(Path(sys.argv[1])))


if __name__ == "__main__":
    main()
