"""`lage export figures`: the archive as a file, and the policy lab on that file."""

import os
import signal
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from lagezentrum.sources.figure_table.writing import FigureWriter
from lagezentrum.web.archive import readings
from tests.cli.conftest import Lage

pytestmark = pytest.mark.django_db(transaction=True)

DESIGN = """\
title: {de: Schwellen und Tage, en: thresholds and days}
regulation: de-ni/corona-vo
version: 2021-12-12
period: {from: 2021-11-01, to: 2021-11-28}
vary:
  ranges.hospitalisation.1: [2, 3]
  "*.raising.days": [1, 3]
metrics: [days, switches, first_day, lead_time]
lead_time: {indicator: icu_share, above: 5, level: 1}
"""


def digest_of(text: str) -> str:
    return next(line.split()[1] for line in text.splitlines() if line.startswith("digest "))


def test_the_lab_on_an_export_gives_the_digest_of_the_bundled_season(
    lage: Lage, november_record: None, tmp_path: Path
) -> None:
    file = tmp_path / "figures.parquet"
    written = lage("export", "figures", str(file), "--lang", "en")
    assert written.code == 0, written.notes
    assert f"{pq.read_metadata(file).num_rows:,} figures (hospitalisation, icu_share, new_cases)" in written.out
    assert f"Head of the archive {readings.head()}" in written.out
    (tmp_path / "bundled.yaml").write_text(DESIGN, encoding="utf-8")
    (tmp_path / "exported.yaml").write_text(DESIGN + "figures_file: figures.parquet\n", encoding="utf-8")
    digests, totals = [], []
    for name in ("bundled", "exported"):
        answer = lage("lab", "run", str(tmp_path / f"{name}.yaml"), "--out", str(tmp_path / name))
        assert answer.code == 0, answer.notes
        digests.append(digest_of(answer.out))
        totals.append(pq.read_table(tmp_path / name / "shards" / "totals-0000000.parquet").to_pydict())
    assert digests[0] == digests[1]
    assert sum(totals[1]["days_from_1_min"]) > 0
    mornings = (tmp_path / "exported.yaml").read_text(encoding="utf-8") + "figures: each_morning\n"
    (tmp_path / "mornings.yaml").write_text(mornings, encoding="utf-8")
    answer = lage("lab", "run", str(tmp_path / "mornings.yaml"), "--out", str(tmp_path / "mornings"))
    assert answer.code == 0, answer.notes
    of_mornings = pq.read_table(tmp_path / "mornings" / "shards" / "totals-0000000.parquet").to_pydict()
    # Figures that may be corrected the next morning may end a step on the day after it began, so this bound is wider.
    widest, wide = of_mornings.pop("switches_max"), totals[1].pop("switches_max")
    assert all(most >= other for most, other in zip(widest, wide, strict=True))
    assert of_mornings == totals[1]  # every value of this record came once and on its own day


def test_only_some_days_and_figures(lage: Lage, november_record: None, tmp_path: Path) -> None:
    file = tmp_path / "some.parquet"
    answer = lage("export", "figures", str(file), "--indicator", "icu_share", "--from", "2021-11-15")
    assert (answer.code, answer.notes) == (0, "")
    assert "vom 2021-11-15 bis 2021-11-29" in answer.out
    assert set(pq.read_table(file)["area"].to_pylist()) == {"03"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("figures.csv",), "must end in .parquet"),
        (("figures.parquet", "--from", "2021-12-01", "--to", "2021-11-01"), "Swap the days"),
        (("figures.parquet", "--from", "yesterday"), "yesterday"),
        (("figures.parquet", "--indicator", "new-cases"), "no such indicator"),
        (("figures.parquet",), "no figure of that"),
        (("missing/figures.parquet", "--to", "2021-11-20"), "there is no such directory"),
    ],
)
def test_refused_in_words(lage: Lage, tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    answer = lage("export", "figures", str(tmp_path / arguments[0]), *arguments[1:], "--lang", "en")
    assert answer.code == 2
    assert said in answer.notes
    assert not any(tmp_path.iterdir())


def test_a_place_that_can_not_be_written_is_named(lage: Lage, november_record: None, tmp_path: Path) -> None:
    (tmp_path / "figures.parquet").mkdir()
    answer = lage("export", "figures", str(tmp_path / "figures.parquet"), "--indicator", "icu_share")
    assert answer.code == 2
    assert "figures.parquet lässt sich nicht schreiben: es ist ein Verzeichnis" in answer.notes


def test_one_export_at_a_time_and_nothing_is_left_of_one_that_ends(
    lage: Lage, november_record: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    call = ("export", "figures", str(tmp_path / "figures.parquet"), "--indicator", "icu_share", "--lang", "en")
    with FigureWriter(tmp_path / "figures.parquet", {}):
        answer = lage(*call)
        assert answer.code == 2
        assert "is being written by another export" in answer.notes
    (tmp_path / "figures.parquet.part").write_bytes(b"left by a process that was killed")
    assert lage(*call).code == 0
    whole = (tmp_path / "figures.parquet").read_bytes()

    def end(writer: FigureWriter, columns: object) -> None:
        assert (tmp_path / "figures.parquet.part").exists()
        os.kill(os.getpid(), signal.SIGTERM)

    monkeypatch.setattr(FigureWriter, "write", end)
    assert lage(*call).code != 0
    assert [file.name for file in tmp_path.iterdir()] == ["figures.parquet"]
    assert (tmp_path / "figures.parquet").read_bytes() == whole
