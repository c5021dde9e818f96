"""Build the table of places and postal codes that is bundled in `lagezentrum.web.public`.

    uv run python tools/build_places.py DATA_DIRECTORY

DATA_DIRECTORY holds `nds_places.csv`. Source and licence are named in `src/lagezentrum/web/public/places.yaml`.
One row per place and district, its postal codes separated by spaces.
"""

import csv
import sys
from pathlib import Path

TARGET = Path(__file__).resolve().parent.parent / "src" / "lagezentrum" / "web" / "public" / "places.csv"


def rows(data: Path) -> list[tuple[str, str, str]]:
    """Place, district key, postal codes; in the order of the names."""
    codes: dict[tuple[str, str], set[str]] = {}
    with (data / "nds_places.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            codes.setdefault((row["place"].strip(), row["ags"]), set()).add(row["zipcode"])
    return [(place, ags, " ".join(sorted(codes[place, ags]))) for place, ags in sorted(codes)]


def main() -> None:
    """Write the table."""
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    with TARGET.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(("place", "ags", "zipcodes"))
        writer.writerows(rows(Path(sys.argv[1])))


if __name__ == "__main__":
    main()
