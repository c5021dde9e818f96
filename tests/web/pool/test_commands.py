"""`lage pool import-lenders`, `import-nominations`, `delete-expired`."""

import json
from pathlib import Path

import pytest
from pytest_django import Settings

from lagezentrum.cli.main import main
from lagezentrum.staffing.intake.templates import authority_template
from lagezentrum.web.pool.models import Lender, Nomination, Upload
from tests.web.pool.conftest import People, nominations

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "meldung.csv"


def test_authorities_are_entered_by_somebody_who_may(people: People, file: Path) -> None:
    file.write_text(authority_template(), encoding="utf-8")
    assert main(["pool", "import-lenders", str(file), "--as", "finanzamt.eins"]) == 2
    assert main(["pool", "import-lenders", str(file), "--as", "niemand"]) == 2
    assert not Lender.objects.exists()
    assert main(["pool", "import-lenders", str(file), "--as", "stab.eins"]) == 0
    assert Lender.objects.get().key == "FA-001"


def test_rows_left_out_are_told_when_the_good_ones_are_confirmed(
    people: People, file: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    good = authority_template()
    file.write_text(f"{good}FA-002;Amt;Finanzen;n;;1;91\r\n", encoding="utf-8")
    assert main(["pool", "import-lenders", str(file), "--as", "stab.eins", "--confirm-good"]) == 1
    assert "Zeile 3, Spalte rueckruf_frist_tage" in capfd.readouterr().err
    assert Lender.objects.get().key == "FA-001"


def test_nominations_are_taken_when_right_or_when_the_good_rows_are_confirmed(
    people: People, lenders: None, file: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    file.write_bytes(nominations({"kennung": "K-1"}, {"kennung": "K-2", "vzae": "0,3"}))
    command = ["pool", "import-nominations", str(file), "--as", "stab.eins", "--lang", "en"]
    assert main(command) == 1
    assert "row 3, column vzae" in capfd.readouterr().err
    assert not Nomination.objects.exists()
    assert not Upload.objects.exists()
    assert main([*command, "--confirm-good"]) == 1
    assert Nomination.objects.get().pseudonym == "K-1"
    assert main(["pool", "import-nominations", str(file.with_name("fehlt.csv")), "--as", "stab.eins"]) == 2


@pytest.mark.django_db(transaction=True)
def test_the_deletion_says_how_much_it_deleted_and_finds_nothing_the_second_time(
    people: People,
    nominated: tuple[Nomination, ...],
    settings: Settings,
    capfd: pytest.CaptureFixture[str],
) -> None:
    settings.TODAY = "2021-06-01"
    counts = []
    for _ in range(2):
        assert main(["pool", "delete-expired", "--format", "json"]) == 0
        counts.append(json.loads(capfd.readouterr().out)["people"])
    assert counts == [6, 0]
    assert main(["pool", "delete-expired"]) == 0
    assert "Kräfte: 0" in capfd.readouterr().out
