"""`lage lab run` on figures of an analyst's own: the same numbers from CSV and, in columns, from Parquet."""

import json
from datetime import date, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq
import pytest

from tests.cli.conftest import Lage

DESIGN = """\
title: {de: Lampen, en: lamps}
regulation: toy/lampland
version: 2024-01-01
period: {from: 2024-03-01, to: 2024-03-28}
figures: [as_known, final]
vary: {'*.raising.days': [1, 2, 3]}
"""


def figures() -> pa.Table:
    """Values of four weeks, corrected two days later, some taken back, some never there."""
    rows: list[tuple[object, ...]] = []
    for name, area in (("glow", "90"), ("soot", "90"), ("flicker", "90001"), ("flicker", "90002")):
        for day in range(1, 29):
            value = 60.0 if 8 + (area == "90002") <= day < 20 else 1.25
            rows.append((name, area, date(2024, 3, day), value, datetime(2024, 3, day, 6)))  # noqa: DTZ001
            corrected = None if day == 12 else 60.0 if 6 <= day < 20 else 1.0
            rows.append((name, area, date(2024, 3, day), corrected, datetime(2024, 3, min(day + 2, 31), 6)))  # noqa: DTZ001
    names = ("indicator", "area", "day", "value", "published_at")
    return pa.table({name: [row[place] for row in rows] for place, name in enumerate(names)})


def run(lage: Lage, folder: Path, name: str) -> str:
    design = folder / f"{name}.yaml"
    design.write_text(f"{DESIGN}figures_file: {name}\n", encoding="utf-8")
    answer = lage("lab", "run", str(design), "--out", str(folder / f"{name}-result"))
    assert answer.code == 0, answer.notes
    return next(line for line in answer.out.splitlines() if line.startswith("digest "))


def test_parquet_and_csv_give_the_same_numbers_in_both_readings(lage: Lage, tmp_path: Path) -> None:
    table = figures()
    pa_csv.write_csv(table.set_column(4, "published_at", table["published_at"].cast(pa.string())), tmp_path / "a.csv")
    pq.write_table(table, tmp_path / "b.parquet")
    pq.write_table(table.sort_by([("area", "descending"), ("published_at", "descending")]), tmp_path / "c.parquet")
    assert run(lage, tmp_path, "a.csv") == run(lage, tmp_path, "b.parquet") == run(lage, tmp_path, "c.parquet")
    known, final = (
        pq.read_table(tmp_path / "b.parquet-result" / "shards" / f"totals-000000{n}.parquet").to_pydict()
        for n in (0, 1)
    )
    assert final["days_from_1_max"][0] > known["days_from_1_max"][0] > 0
    assert known["disagreement_max"] != final["disagreement_max"]


def test_a_figure_that_the_file_does_not_have_and_rows_that_are_none_are_named(lage: Lage, tmp_path: Path) -> None:
    table = figures()
    (tmp_path / "design.yaml").write_text(DESIGN + "figures_file: figures.parquet\n", encoding="utf-8")
    call = ("lab", "run", str(tmp_path / "design.yaml"), "--out", str(tmp_path / "out"), "--lang", "en")
    assert "there is no such file" in lage(*call).notes
    pq.write_table(table.filter(pa.compute.not_equal(table["indicator"], "soot")), tmp_path / "figures.parquet")
    assert "there is no figure of soot" in lage(*call).notes
    pq.write_table(table.drop_columns(["published_at"]), tmp_path / "figures.parquet")
    assert "it lacks `published_at`" in lage(*call).notes
    endless = pa.array([float("inf"), *table["value"].to_pylist()[1:]])
    pq.write_table(table.set_column(3, "value", endless), tmp_path / "figures.parquet")
    answer = lage(*call)
    assert answer.code == 2
    assert "figures.parquet:1: `value`: inf does not fit" in answer.notes


def test_on_figures_as_known_each_morning_a_correction_counts_from_the_morning_it_was_known(
    lage: Lage, tmp_path: Path
) -> None:
    pq.write_table(figures(), tmp_path / "figures.parquet")
    design = tmp_path / "design.yaml"
    text = DESIGN.replace("[as_known, final]", "[as_known, each_morning, final]").replace("1, 2, 3", "1, 3")
    design.write_text(f"{text}figures_file: figures.parquet\n", encoding="utf-8")
    out, keep = tmp_path / "out", tmp_path / "kept"
    answer = lage("lab", "run", str(design), "--out", str(out), "--keep", str(keep))
    assert answer.code == 0, answer.notes
    first = [pq.read_table(out / "shards" / f"totals-000000{n}.parquet")["first_1_min"].to_pylist() for n in range(3)]
    # By one day a section needs its own value. Three days: 8, 9, 11 as first published (the 10th is a Sunday);
    # the value of the 7th was corrected on the morning of the 9th, so 7, 8, 9; in the end already 6, 7, 8.
    assert first == [[9, 12], [9, 10], [7, 9]]
    described = json.loads((out / "description.json").read_text(encoding="utf-8"))
    assert described["figures"]["readings"][1]["values"]["glow"] == {
        "values_known": 28, "values_missing": 0, "values_changed_later": 15,
    }  # fmt: skip
    again = lage("lab", "run", str(design), "--out", str(tmp_path / "again"), "--keep", str(keep))
    assert again.out.splitlines()[1] == f"digest {described['digest']}"
    assert len(list(keep.iterdir())) == 3
    refused = lage("lab", "run", str(design), "--out", str(tmp_path / "no"), "--keep", str(design), "--lang", "en")
    assert refused.code == 2
    assert "Nothing can be kept in" in refused.notes

    report = lage("lab", "report", str(out), "--lang", "en")
    assert report.code == 0, report.notes
    page = (out / "report.html").read_text(encoding="utf-8")
    assert "<h2>As first published against as known each morning</h2>" in page
    assert "<h2>As first published against as last published</h2>" in page
    for name in (
        "seasons-each_morning.svg",
        "difference-days_from_2-each_morning.svg",
        "difference-days_from_2-final.svg",
    ):
        assert (out / name).is_file()
    (tmp_path / "figures.parquet").unlink()
    assert lage("lab", "report", str(out), "--lang", "en").code == 0
    assert "The course of the season is not drawn" in (out / "report.html").read_text(encoding="utf-8")


def test_an_area_without_figures_in_the_period_is_missing_each_morning_too(lage: Lage, tmp_path: Path) -> None:
    table = figures()
    late = pa.compute.and_(pa.compute.equal(table["area"], "90002"), pa.compute.less(table["day"], date(2024, 3, 25)))
    pq.write_table(table.filter(pa.compute.invert(late)), tmp_path / "figures.parquet")
    text = DESIGN.replace("[as_known, final]", "[as_known, each_morning]") + "figures_file: figures.parquet\n"
    (tmp_path / "design.yaml").write_text(text, encoding="utf-8")
    answer = lage("lab", "run", str(tmp_path / "design.yaml"), "--out", str(tmp_path / "out"))
    assert answer.code == 0, answer.notes
    described = json.loads((tmp_path / "out" / "description.json").read_text(encoding="utf-8"))
    known, mornings = (reading["values"]["flicker"] for reading in described["figures"]["readings"])
    assert known["values_missing"] == mornings["values_missing"] == 24
    assert described["areas"] == ["90001", "90002"]


@pytest.mark.parametrize("data", [(), ("--data", ".")])
def test_figures_with_one_vintage_have_no_mornings(lage: Lage, tmp_path: Path, data: tuple[str, ...]) -> None:
    text = DESIGN.replace("[as_known, final]", "each_morning").replace("toy/lampland", "de-ni/corona-vo")
    text = text.replace("2024-01-01", "2021-12-12").replace("2024-03", "2021-12")
    (tmp_path / "design.yaml").write_text(text, encoding="utf-8")
    answer = lage("lab", "run", str(tmp_path / "design.yaml"), "--out", str(tmp_path / "out"), *data, "--lang", "en")
    assert answer.code == 2
    assert "needs figures with all their vintages" in answer.notes


HEADER = "indicator,area,day,value,published_at"


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ('flicker,90001,2024-03-01,"1,5",2024-03-01T06:00', ":2: `value`: '1,5' does not fit"),
        ("flicker,90001,2024-03-01,inf,2024-03-01T06:00", ":2: `value`: 'inf' does not fit"),
        ("flicker,90001,01.03.2024,1,2024-03-01T06:00", ":2: `day`: '01.03.2024' does not fit"),
        ("flicker,,2024-03-01,1,2024-03-01T06:00", ":2: `area`: '' does not fit"),
        ("flicker,3101,2024-03-01,1,2024-03-01T06:00", ":2: `area`: '3101' lost its leading zero"),
        ("flicker,90001,2024-03-01,1", ":2: the file ends inside a row"),
        (
            "flicker,90001,2024-03-01,1,2024-03-01T06:00\nflicker,90001,2024-03-01,2,2024-03-01T05:00Z",
            "1.0 and 2.0, both published 2024-03-01 06:00",
        ),
    ],
)
def test_a_csv_file_is_judged_as_strictly_as_a_parquet_file(lage: Lage, tmp_path: Path, row: str, said: str) -> None:
    whole = ["glow,90,2024-03-01,1,2024-03-01T06:00", "soot,90,2024-03-01,1,2024-03-01T06:00"]
    lines = [HEADER, row] if "ends" in said else [HEADER, row, *whole]
    (tmp_path / "figures.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (tmp_path / "design.yaml").write_text(DESIGN + "figures_file: figures.csv\n", encoding="utf-8")
    answer = lage("lab", "run", str(tmp_path / "design.yaml"), "--out", str(tmp_path / "out"), "--lang", "en")
    assert answer.code == 2
    assert said in answer.notes


def test_a_csv_file_that_is_not_utf8_is_named_with_its_line(lage: Lage, tmp_path: Path) -> None:
    (tmp_path / "figures.csv").write_bytes(f"{HEADER}\nglühen,90,2024-03-01,1,2024-03-01\n".encode("latin-1"))
    (tmp_path / "design.yaml").write_text(DESIGN + "figures_file: figures.csv\n", encoding="utf-8")
    answer = lage("lab", "run", str(tmp_path / "design.yaml"), "--out", str(tmp_path / "out"))
    assert answer.code == 2
    assert "figures.csv:2: kein UTF-8" in answer.notes
