"""`lage import` and `lage watch`: files into the archive, findings into the ledger, as often as a timer likes."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from lagezentrum.web.archive.models import Figure, SourceFile
from lagezentrum.web.ledger.models import Event
from tests.cli.conftest import Lage
from tests.web.run.season_files import UNTIL, some_days, written

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_the_last_day(settings: Any) -> None:
    settings.TODAY = UNTIL.isoformat()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    written(tmp_path / "files", some_days())
    return tmp_path / "files"


def test_a_directory_is_taken_in_and_what_the_rule_finds_is_noted(lage: Lage, folder: Path) -> None:
    answer = lage("import", "auto", str(folder))
    assert answer.code == 0, answer
    assert answer.out.count("✓") == 2
    noted = Event.objects.filter(kind=Event.Kind.FINDING_NOTED).count()
    assert noted > 0
    assert f"{noted} Feststellungen neu im Register" in answer.out


def test_the_same_again_adds_nothing(lage: Lage, folder: Path) -> None:
    lage("import", "auto", str(folder))
    before = (SourceFile.objects.count(), Figure.objects.count(), Event.objects.count())
    answer = lage("--lang", "en", "import", "auto", str(folder))
    assert answer.code == 0
    assert answer.out.count("= ") == 2
    assert "findings new" not in answer.out
    assert (SourceFile.objects.count(), Figure.objects.count(), Event.objects.count()) == before


def test_a_file_that_is_refused_ends_with_1_and_leaves_nothing(lage: Lage, tmp_path: Path) -> None:
    broken = tmp_path / "broken.csv"
    broken.write_text("date,ags\n2021-09-01,3101\n")
    answer = lage("import", "rki-incidence", str(broken))
    assert answer.code == 1
    assert answer.out.startswith("✗ ")
    assert "broken.csv" in answer.out
    assert SourceFile.objects.count() == 0
    # Without any figures everything would be undetermined; that the rule found so would say nothing about the day.
    assert "Register" not in answer.out
    assert not Event.objects.exists()


def test_an_unknown_kind_is_named_with_those_that_are_known(lage: Lage, folder: Path) -> None:
    answer = lage("import", "incidence", str(folder))
    assert answer.code == 2
    assert "rki-incidence, nds-indicators, divi, auto" in answer.notes


def test_a_directory_without_any_known_file_ends_with_1(lage: Lage, tmp_path: Path) -> None:
    (tmp_path / "other.csv").write_text("a,b\n1,2\n")
    answer = lage("import", "auto", str(tmp_path))
    assert answer.code == 1
    assert "Keine Datei einer bekannten Art" in answer.out


def test_a_held_file_ends_with_1_once_and_is_then_only_told(lage: Lage, tmp_path: Path) -> None:
    written(tmp_path / "before", some_days(UNTIL - timedelta(days=1)))
    assert lage("import", "auto", str(tmp_path / "before")).code == 0
    rows = next(one for one in some_days() if one.kind == "rki-incidence").content.decode().splitlines()
    # On the newest day ten districts with 0: missing reports published as such.
    zeros = [",".join([*row.split(",")[:3], "0", "", "", "", ""]) for row in rows[-45:-35]]
    held = tmp_path / "held.csv"
    held.write_text("\n".join([*rows[:-45], *zeros, *rows[-35:]]) + "\n")
    answer = lage("import", "rki-incidence", str(held))
    assert answer.code == 1
    assert answer.out.startswith("? ")
    assert lage("import", "rki-incidence", str(held)).code == 0


def test_a_list_of_sources_is_fetched_with_paths_from_its_own_directory(lage: Lage, folder: Path) -> None:
    incidences, indicators = (one.name for one in some_days())
    watch_list = folder / "watch.yaml"
    watch_list.write_text(
        f"sources:\n  - {{kind: rki-incidence, location: {incidences}}}\n"
        f"  - {{kind: nds-indicators, location: {indicators}}}\n"
    )
    assert lage("watch", str(watch_list)).code == 0
    before = (SourceFile.objects.count(), Event.objects.count())
    assert before[0] == 2
    assert lage("watch", str(watch_list)).code == 0
    assert (SourceFile.objects.count(), Event.objects.count()) == before


def test_one_source_that_is_missing_does_not_keep_the_others_out(lage: Lage, folder: Path) -> None:
    watch_list = folder / "watch.yaml"
    watch_list.write_text(
        "sources:\n  - {kind: divi, location: nowhere.csv}\n"
        f"  - {{kind: rki-incidence, location: {some_days()[0].name}}}\n"
    )
    answer = lage("watch", str(watch_list))
    assert answer.code == 1
    assert "nowhere.csv" in answer.out
    assert SourceFile.objects.count() == 1


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("sources: []\n", "`sources` ist leer."),
        ("sources:\n  - {kind: rki, location: x}\n", "`sources.0.kind` ist keine zulässige Angabe."),
        ("sources:\n  - {kind: divi}\n", "`sources.0.location` fehlt."),
        ("sources:\n  - {kind: divi, location: x, every: hour}\n", "`sources.0.every` ist nicht vorgesehen."),
        ("- a\n", "Die Liste hat nicht die richtige Form. Erwartet wird `sources:`"),
        ("sources: [\n", "YAML"),
        ("\x80", "YAML"),
    ],
)
def test_a_list_that_is_not_understood_says_where(lage: Lage, tmp_path: Path, text: str, told: str) -> None:
    watch_list = tmp_path / "watch.yaml"
    watch_list.write_bytes(text.encode("latin-1"))
    answer = lage("watch", str(watch_list))
    assert answer.code == 2
    assert "watch.yaml" in answer.notes
    assert told in " ".join(answer.notes.split())


def test_a_list_that_is_not_there_is_named(lage: Lage, tmp_path: Path) -> None:
    answer = lage("watch", str(tmp_path / "none.yaml"))
    assert answer.code == 2
    assert "none.yaml" in answer.notes
