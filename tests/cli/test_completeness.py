"""Figures that are not there are told, never taken for "nothing reached"."""

from pathlib import Path

import pytest

from lagezentrum.cli.main import main

INCIDENCE, STATE = "nds_district_7day_incidence.csv", "nds_indicators_published_by_state.csv"


@pytest.fixture
def without_hannover(shared_data: Path, tmp_path: Path) -> Path:
    lines = (shared_data / INCIDENCE).read_text(encoding="utf-8").splitlines(keepends=True)
    (tmp_path / INCIDENCE).write_text("".join(line for line in lines if ",03241," not in line), encoding="utf-8")
    (tmp_path / STATE).write_bytes((shared_data / STATE).read_bytes())
    return tmp_path


def test_a_district_without_figures_is_refused_when_asked_for(
    without_hannover: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["findings", "--data", str(without_hannover), "--area", "Region Hannover"]) == 2
    assert "keine Inzidenzen für Region Hannover (03241)" in capsys.readouterr().err


def test_a_district_without_figures_is_named_beside_the_others(
    without_hannover: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["findings", "--data", str(without_hannover), "--format", "csv", "--from", "2021-11-24"]) == 0
    told = capsys.readouterr()
    assert "nicht beurteilt: Region Hannover (03241)" in told.err
    assert ",03242," not in told.out
    assert ",03251,2,raise," in told.out


@pytest.mark.parametrize("file", [INCIDENCE, STATE])
def test_a_file_without_rows_is_refused(file: str, without_hannover: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = without_hannover / file
    path.write_text(path.read_text(encoding="utf-8").splitlines(keepends=True)[0], encoding="utf-8")
    assert main(["findings", "--data", str(without_hannover)]) == 2
    assert file in capsys.readouterr().err


def test_a_land_is_refused_where_only_districts_have_a_rule(
    shared_data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    brake = ["--regulation", "de/bundesnotbremse", "--data", str(shared_data)]
    assert main(["explain", "05", "2021-05-01", *brake]) == 2
    assert "keine Regel für ganz Nordrhein-Westfalen" in capsys.readouterr().err


def test_orders_not_yet_known_do_not_count(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--lang", "en", "explain", "03241", "2021-12-01", "--known-at", "2021-11-28"]) == 0
    assert "warning level 2 holds" not in capsys.readouterr().out.splitlines()[0].lower()


@pytest.mark.parametrize(("rule", "step"), [("local", "7"), ("local", "zwei"), ("local", "3G"), ("new-cases", "2")])
def test_a_step_the_rule_does_not_know_is_refused(
    rule: str, step: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    orders = tmp_path / "orders.csv"
    head = "kind,rule,area,step,decided_on,effective,until,authority,basis,source,note"
    row = f"determined,{rule},03241,{step},2021-11-29,2021-12-01,,Region Hannover,x,https://example.org,"
    orders.write_text(f"{head}\n{row}\n", encoding="utf-8")
    assert main(["findings", "--decisions", str(orders)]) == 2
    assert "orders.csv:2" in capsys.readouterr().err
