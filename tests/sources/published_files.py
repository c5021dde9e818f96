"""Small files in the layouts of the publishers, whole and sound, for tests to damage."""

from datetime import date, timedelta
from pathlib import Path

from lagezentrum.sources.areas import all_areas
from lagezentrum.sources.nds.layout import ANNOUNCED
from lagezentrum.sources.rki.layout import GERMANY, LAENDER, LOWER_SAXONY

FIRST = date(2021, 11, 22)
DAYS = tuple(FIRST + timedelta(days=number) for number in range(4))
LATEST = date(2021, 12, 31)
DISTRICTS = ("03101", "03241", "03404", "03459")
CASES = {"03101": 400, "03241": 2500, "03404": 150, "03459": 800, "02000": 3000, "11000": 9000, "16056": 40}


def incidence(ags: str, cases: int) -> str:
    """As RKI computes it."""
    return str(round(cases * 100_000 / all_areas()[ags].inhabitants[1], 4))


def lower_saxony() -> list[str]:
    """Lines of the file of Lower Saxony's districts, header first."""
    lines = [",".join(LOWER_SAXONY.columns)]
    for day in DAYS:
        for ags in DISTRICTS:
            published = incidence(ags, CASES[ags])
            lines.append(f"{day},{ags},{CASES[ags]},{published},{CASES[ags] + 9},{published},248561,")
    return lines


def germany() -> list[str]:
    """Lines of the file of all districts: those of Lower Saxony, Hamburg, Eisenach and a borough of Berlin."""
    lines = [",".join(GERMANY.columns)]
    for day in DAYS:
        lines += [f"{day},{ags},{CASES[ags]},{incidence(ags, CASES[ags])}" for ags in ("02000", *DISTRICTS)]
        lines += [f"{day},11001,700,186.876", f"{day},16056,40,{'94.6746' if day < DAYS[1] else ''}"]
    return lines


def laender() -> list[str]:
    """Lines of the file of the Länder: Germany, Lower Saxony and Berlin."""
    lines = [",".join(LAENDER.columns)]
    for day in DAYS:
        lines += [
            f"{day},00,Deutschland,300000,360.7,5.1",
            f"{day},03,Niedersachsen,15000,187.4,2.5",
            f"{day},11,Berlin,9000,{incidence('11000', 9000)},3.1",
        ]
    return lines


def announced() -> list[str]:
    """Lines of the file of the Land's indicators; the second day has no share of intensive-care beds."""
    return [
        ",".join(ANNOUNCED.columns),
        f"{DAYS[0]},5.6,archive+press,7.7,174.3,https://example.org/a https://example.org/b",
        f"{DAYS[1]},5.7,archive,,,",
        f"{DAYS[2]},6.3,press,8.1,,https://example.org/c",
        f"{DAYS[3]},,,,,",
    ]


def write(file: Path, lines: list[str]) -> Path:
    """Write the lines, each with its end."""
    file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8", newline="")
    return file


def write_directory(directory: Path) -> Path:
    """All files in one directory."""
    write(directory / LOWER_SAXONY.file, lower_saxony())
    write(directory / GERMANY.file, germany())
    write(directory / LAENDER.file, laender())
    write(directory / ANNOUNCED.file, announced())
    return directory
