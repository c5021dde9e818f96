"""`lage lab run`: what it says of its progress and of a cluster; no process is started for it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from lagezentrum.cli.lab import cluster, progress
from lagezentrum.cli.lab.cluster import DeadlyShard, NoWorker, OtherProgram
from lagezentrum.cli.lab.encoding import Encoded
from lagezentrum.cli.language import Language
from lagezentrum.cli.settings import Settings
from tests.cli.conftest import Lage
from tests.cli.test_lab_lost import DESIGN, until


@pytest.fixture
def design(tmp_path: Path) -> Path:
    file = tmp_path / "design.yaml"
    file.write_text(DESIGN, encoding="utf-8")
    return file


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_scheduler_that_ends_and_workers_of_another_version_are_told_in_words(
    lage: Lage, design: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    failures: list[tuple[Exception, str, str]] = [
        (cluster.SchedulerLost(), "abgerissen", "connection to the scheduler tcp://a:1 was lost"),
        (OtherProgram("tcp://b:2: 0.0+x"), "tcp://b:2: 0.0+x", "does not run the same lagezentrum"),
        (DeadlyShard(7), "Teilstück 7", "shard 7"),
        (DeadlyShard(None), "der Entwurf", "the design lay"),
        (NoWorker(), "dask worker tcp://a:1", "dask worker tcp://a:1"),
    ]
    for failure, german, english in failures:

        def fail(*_: object, failure: Exception = failure, **__: object) -> Iterator[Encoded]:
            raise failure
            yield

        monkeypatch.setattr(cluster, "on_cluster", fail)
        answer = lage(
            "lab", "run", str(design), "--out", str(tmp_path / "out"), "--cluster", "tcp://a:1", "--lang", language
        )
        assert answer.code == 2
        assert (german if language == "de" else english) in answer.notes


def test_where_there_is_no_terminal_a_line_comes_every_few_seconds(capsys: pytest.CaptureFixture[str]) -> None:
    with progress.shown(Settings(Language("en")), (20, 40), 1_000, every=0) as told:
        told(1, 50)
        told(1, 50)
        told(18, 900)
    lines = capsys.readouterr().err.splitlines()
    assert [line.split(" (")[0] for line in lines] == ["21 of 40 shards", "22 of 40 shards"]
    assert "(20 were there), " in lines[0]
    assert lines[0].endswith(" left")
    assert [progress.span(seconds) for seconds in (0.4, 59, 61, 3_700)] == ["0 s", "59 s", "1 min 01 s", "1 h 01 min"]


def test_it_is_told_when_no_worker_is_left_and_when_one_has_come(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "LOOK", 0.001)
    told: list[bool] = []
    seen = iter([{"a": 1}, {}, {}, {"b": 1}])
    with cluster._watched(lambda: next(seen), told.append):  # then as of a scheduler that is lost
        until(lambda: len(told) == 2)
    assert told == [False, True]


@pytest.mark.parametrize("address", ["somewhere", "http://localhost:1", "tcp://localhost"])
def test_an_address_of_no_scheduler_is_refused(lage: Lage, design: Path, tmp_path: Path, address: str) -> None:
    answer = lage("lab", "run", str(design), "--out", str(tmp_path / "out"), "--cluster", address)
    assert answer.code == 2
    assert "tcp://HOST:8786" in answer.notes
