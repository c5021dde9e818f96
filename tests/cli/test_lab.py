"""`lage lab`: run, interruption, report, and what is refused."""

import json
import struct
from pathlib import Path
from xml.etree import ElementTree

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.cli.conftest import Lage

DESIGN = """\
title: {de: Schwellen und Tage, en: thresholds and days}
regulation: de-ni/corona-vo
version: 2021-12-12
period: {from: 2021-11-01, to: 2021-12-31}
areas: ["03241", Vechta, "03101"]
vary:
  ranges.hospitalisation.2: [5.5, 6, 7]
  local.raising.calendar: [werktage, kalendertage]
  "*.raising.days": [3, 5, 7]
lead_time: {indicator: icu_share, above: 10, level: 2}
shard: 5
"""


@pytest.fixture
def design(tmp_path: Path) -> Path:
    file = tmp_path / "design.yaml"
    file.write_text(DESIGN, encoding="utf-8")
    return file


def digest_of(text: str) -> str:
    return next(line.split()[1] for line in text.splitlines() if line.startswith("digest "))


def test_run_resumes_and_gives_the_same_digest(lage: Lage, design: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    first = lage("lab", "run", str(design), "--out", str(out))
    assert first.code == 0, first.notes
    assert "18 Regeln × 3 Kreise × 61 Tage" in first.out
    shards = sorted((out / "shards").glob("totals-*.parquet"))
    assert len(shards) == 4
    before = {path.name: path.stat().st_mtime_ns for path in shards}
    shards[1].unlink()
    shards[2].write_bytes(shards[2].read_bytes()[:-50])
    (out / "shards" / "totals-0000009.part").write_bytes(b"left by an interruption")
    again = lage("lab", "run", str(design), "--out", str(out), "--lang", "en")
    assert "2 of 4 shards are there" in again.notes
    assert digest_of(again.out) == digest_of(first.out)
    after = {path.name: path.stat().st_mtime_ns for path in (out / "shards").glob("totals-*")}
    assert [name for name in sorted(before) if before[name] == after[name]] == [shards[0].name, shards[3].name]
    assert not list((out / "shards").glob("*.part"))


def test_tables_hold_null_for_never_and_everything_is_described(lage: Lage, design: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert lage("lab", "run", str(design), "--out", str(out)).code == 0
    totals = pq.read_table(out / "shards" / "totals-0000000.parquet").to_pydict()
    assert totals["ranges.hospitalisation.2"] == [5.5] * 5
    assert totals["local.raising.calendar"] == ["werktage"] * 3 + ["kalendertage"] * 2
    districts = pq.read_table(out / "shards" / "districts-0000000.parquet")
    assert districts["area"].to_pylist()[:3] == ["03101", "03241", "03460"]
    assert set(districts["first_3_min"].to_pylist()) == {None}
    described = json.loads((out / "description.json").read_text(encoding="utf-8"))
    assert described["design"]["lead"] == {"indicator": "icu_share", "above": 10.0, "level": 2}
    assert described["figures"]["readings"][0]["values"]["new_cases"]["values_missing"] == 0
    law = described["in_law"]["as_known"]
    position = [d * 1.0 for d in totals["*.raising.days"]].index(5.0)
    assert law["days_from_1_min"] > 0
    assert totals["days_from_1_min"][position] > 0
    assert (out / "design.yaml").read_text(encoding="utf-8") == DESIGN


def test_report_is_whole_and_asks_nobody_else(lage: Lage, design: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert lage("lab", "report", str(out)).code == 2
    lage("lab", "run", str(design), "--out", str(out))
    answer = lage("lab", "report", str(out), "--y", "disagreement")
    assert answer.code == 0, answer.notes
    page = (out / "report.html").read_text(encoding="utf-8")
    assert "http" not in page.replace("http://www.w3.org/2000/svg", "").replace("http-equiv", "")
    assert "wirklich in Kraft" in page
    assert page.count("<svg") == page.count("<desc>") == 4
    for drawing in out.glob("*.svg"):
        root = ElementTree.fromstring(drawing.read_text(encoding="utf-8"))  # noqa: S314 (our own file)
        named = [root.findtext(f"{{http://www.w3.org/2000/svg}}{name}") for name in ("title", "desc")]
        assert all(named), drawing
        picture = drawing.with_suffix(".png").read_bytes()
        wide, tall = struct.unpack(">II", picture[16:24])
        assert picture.startswith(b"\x89PNG")
        assert (wide, tall) == (2 * int(root.get("width", "0")), 2 * int(root.get("height", "0")))
    assert "Warnstufe 2" in page
    assert "alle Regeln, Auslösung: Zähltage (*.raising.days)" in page
    assert (out / "seasons-as_known.svg").is_file()
    assert len((out / "totals.csv").read_text(encoding="utf-8").splitlines()) == 19
    front = (out / "front.csv").read_text(encoding="utf-8").splitlines()
    assert 2 <= len(front) <= 19
    assert "days_from_2" in lage("lab", "report", str(out), "--x", "cost").notes
    twice = lage("lab", "report", str(out), "--x", "switches", "--y", "switches", "--lang", "en")
    assert twice.code == 2
    assert "both name switches" in twice.notes


def test_any_damage_is_found_and_a_start_that_was_interrupted_is_taken_up(
    lage: Lage, design: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    (out / "shards").mkdir(parents=True)  # as Ctrl-C leaves it while the engine is compiled
    (out / "description.part").write_text("{")
    call = ("lab", "run", str(design), "--out", str(out), "--lang", "en")
    assert lage(*call).code == 0
    file = out / "shards" / "totals-0000000.parquet"
    table = pq.read_table(file)
    key = table.column_names.index("*.raising.days")
    changed = [4.0, *table["*.raising.days"].to_pylist()[1:]]
    pq.write_table(table.set_column(key, "*.raising.days", pa.array(changed)), file)
    whole = (out / "shards" / "totals-0000001.parquet").read_bytes()
    (out / "shards" / "totals-0000001.parquet").write_bytes(whole.replace(b"switches_min", b"switches\xffmin"))
    assert "2 of 4 shards are there" in lage(*call).notes


@pytest.mark.parametrize(
    ("table", "said"),
    [
        (b"local.raising.days,gr\xf6\xdfe\n3,1\n", "policies.csv can not be read: not UTF-8 (byte 21)"),
        (b"local.raising.days\n3,5\n", "policies.csv, line 2: more cells than columns"),
        (b"local.raising.days,local.lifting.days\n3,5\n3\n", "line 3: the value of `local.lifting.days` is missing"),
        (b"local.raising.days,local.lifting.days\n3,5\n4, \n", "line 3: the value of `local.lifting.days` is missing"),
        (b"local.raising.days,local.raising.days\n3,5\n", "has the column `local.raising.days` more than once"),
    ],
)
def test_a_table_of_policies_is_read_strictly(
    lage: Lage, design: Path, tmp_path: Path, table: bytes, said: str
) -> None:
    start = DESIGN.split("vary:", maxsplit=1)[0]
    varied = "local.raising.days, local.lifting.days" if b"lifting" in table else "local.raising.days"
    design.write_text(start + f"vary: [{varied}]\nlist: policies.csv\n", encoding="utf-8")
    (tmp_path / "policies.csv").write_bytes(table)
    answer = lage("lab", "run", str(design), "--out", str(tmp_path / "out"), "--lang", "en")
    assert answer.code == 2
    assert said in answer.notes


def test_another_design_never_overwrites(lage: Lage, design: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    lage("lab", "run", str(design), "--out", str(out))
    design.write_text(DESIGN.replace("[3, 5, 7]", "[3, 5]"), encoding="utf-8")
    answer = lage("lab", "run", str(design), "--out", str(out))
    assert answer.code == 2
    assert "ein anderer Entwurf" in answer.notes
    foreign = tmp_path / "foreign"
    foreign.mkdir()
    (foreign / "letter.txt").write_text("mine", encoding="utf-8")
    assert "nicht leer" in lage("lab", "run", str(design), "--out", str(foreign)).notes


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("2021-12-12", "2021-12-24"), "has no rule that raises a level"),
        (("2021-12-12", "2021-12-13"), "Did you mean '2021-12-12'"),
        (("de-ni/corona-vo", "de-ni/corona"), "Did you mean 'de-ni/corona-vo'"),
        (("Vechta", "Vechtaa"), "Vechta"),
        (
            ("period: {from: 2021-11-01, to: 2021-12-31}", "period: {from: 2020-01-01, to: 2020-02-01}"),
            "there is no figure",
        ),
        (("shard: 5", "figures: final"), "--data DIR"),
        (("shard: 5", "figures_file: figures.csv"), "column 'value' is missing"),
        (("shard: 5", "shard: 5\nshard: 6"), "stands twice"),
        (("title:", "title"), "not valid YAML"),
        (("kalendertage]", "lampentage]"), "design.yaml:8: the calendar `lampentage` is valid from 2024-01-01 only"),
    ],
)
def test_refused_in_words(lage: Lage, design: Path, tmp_path: Path, change: tuple[str, str], said: str) -> None:
    (tmp_path / "figures.csv").write_text("indicator,area,day,values,published_at\n", encoding="utf-8")
    design.write_text(DESIGN.replace(*change), encoding="utf-8")
    answer = lage("lab", "run", str(design), "--out", str(tmp_path / "out"), "--lang", "en")
    assert answer.code == 2
    assert said in answer.notes
    assert not (tmp_path / "out").exists()


def test_any_regulation_on_an_analysts_own_figures_both_readings(lage: Lage, tmp_path: Path) -> None:
    rows = [
        f"{name},{area},2024-03-{day:02},{value},2024-03-{later:02}T06:00"
        for name, area in (("glow", "90"), ("soot", "90"), ("flicker", "90001"))
        for day in range(1, 29)
        for value, later in ((60 if 8 <= day < 20 else 1, day), (60 if 6 <= day < 20 else 1, min(day + 2, 31)))
    ]
    (tmp_path / "figures.csv").write_text("indicator,area,day,value,published_at\n" + "\n".join(rows) + "\n")
    file = tmp_path / "design.yaml"
    file.write_text(
        "title: {de: Lampen, en: lamps}\nregulation: toy/lampland\nversion: 2024-01-01\n"
        "period: {from: 2024-03-01, to: 2024-03-28}\nfigures: [as_known, final]\nfigures_file: figures.csv\n"
        "vary: {'*.raising.days': [1, 2, 3]}\n",
        encoding="utf-8",
    )
    out = tmp_path / "out"
    answer = lage("lab", "run", str(file), "--out", str(out))
    assert answer.code == 0, answer.notes
    first, final = (pq.read_table(out / "shards" / f"totals-000000{n}.parquet").to_pydict() for n in (0, 1))
    assert first["days_from_1_min"][0] > first["days_from_1_min"][2] > 0
    assert final["days_from_1_min"][0] > first["days_from_1_min"][0]
    report = lage("lab", "report", str(out), "--lang", "en")
    assert report.code == 0, report.notes
    page = (out / "report.html").read_text(encoding="utf-8")
    assert "As first published against as last published" in page
    assert "3 policies, a point each. With 3 the value is larger on figures as last published" in page
    differences = (out / "differences.csv").read_text(encoding="utf-8").splitlines()
    assert differences[0].startswith("policy,days_from_2_as_known,days_from_2_final,days_from_2_difference")
    expected = [b - a for a, b in zip(first["days_from_2_max"], final["days_from_2_max"], strict=True)]
    assert [float(line.split(",")[3]) for line in differences[1:]] == expected


def test_a_list_from_a_table_must_have_its_columns(lage: Lage, design: Path, tmp_path: Path) -> None:
    start = DESIGN.split("vary:", maxsplit=1)[0]
    design.write_text(start + "vary: [local.raising.days, local.lifting.days]\nlist: policies.csv\n", encoding="utf-8")
    table = tmp_path / "policies.csv"
    table.write_text("local.raising.days,local.lifting.day\n3,4\n", encoding="utf-8")
    refused = lage("lab", "run", str(design), "--out", str(tmp_path / "out"), "--lang", "en")
    assert "lacks `local.lifting.days`" in refused.notes
    assert "'local.lifting.day'" in refused.notes
    table.write_text("local.raising.days,local.lifting.days\n3,4\n5,6\n", encoding="utf-8")
    assert "2 policies" in lage("lab", "run", str(design), "--out", str(tmp_path / "out"), "--lang", "en").out


def test_parameters_lists_what_a_design_may_name(lage: Lage) -> None:
    table = lage("lab", "parameters", "de-ni/corona-vo@2021-12-12")
    assert "local.lifting.days" in table.out
    assert "je 100.000 in 7" in table.out
    assert "counted_days" not in table.out
    rows = lage("lab", "parameters", "de-ni/corona-vo", "--format", "csv").out.splitlines()
    assert rows[0].startswith("key,in_law")
    assert any(row.startswith("ranges.new_cases.2,100,") for row in rows)
    assert "has no rule" in lage("lab", "parameters", "de-ni/corona-vo@2021-12-24", "--lang", "en").notes


def test_final_figures_differ_from_those_known_then(
    lage: Lage, design: Path, tmp_path: Path, shared_data: Path
) -> None:
    text = DESIGN.replace("shard: 5", "figures: [as_known, final]").replace('["03241", Vechta, "03101"]', "all")
    design.write_text(text, encoding="utf-8")
    out = tmp_path / "out"
    answer = lage("lab", "run", str(design), "--out", str(out), "--data", str(shared_data))
    assert answer.code == 0, answer.notes
    known, final = (pq.read_table(out / "shards" / f"totals-000000{n}.parquet").to_pydict() for n in (0, 1))
    assert sum(final["days_from_2_max"]) > sum(known["days_from_2_max"])
    readings = json.loads((out / "description.json").read_text(encoding="utf-8"))["figures"]["readings"]
    assert [reading["reading"] for reading in readings] == ["as_known", "final"]
