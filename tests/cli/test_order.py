"""`lage order` and `lage door-notice`, as people call them."""

import json
from hashlib import sha256
from pathlib import Path

import pikepdf
import pytest

from tests.cli.conftest import Lage
from tests.documents.edits import replaced

OUTBREAK = ("--reasons", "Wegen des Ausbruchs.", "--outbreak", "Schlachthof", "143", "Alle getestet.")


def test_an_order_is_written_and_its_checksum_printed(lage: Lage, tmp_path: Path) -> None:
    file = tmp_path / "order.pdf"
    answer = lage("order", "make", "Region Hannover", "2021-11-29", "--out", str(file))
    assert answer.code == 0
    assert sha256(file.read_bytes()).hexdigest() in answer.out
    assert lage("order", "check", str(file)).code == 0


def test_an_edited_draft_is_checked_and_what_differs_is_named(lage: Lage, tmp_path: Path) -> None:
    file = tmp_path / "order.docx"
    lage("order", "render", "03241", "2021-11-29", "--kind", "raise", "--format", "docx", "--out", str(file))
    file.write_bytes(replaced(file.read_bytes(), "190,6", "99,6"))
    answer = lage("order", "check", str(file))
    assert answer.code == 1
    assert "proof.days.1.figures.1.compared: im Nachweis 190,6, im Dokument 99,6" in answer.out
    told = json.loads(lage("--lang", "en", "order", "check", str(file), "--format", "json").out)
    assert told["format"] == "lagezentrum.order-check/1"
    assert not told["agrees"]
    assert [d["found"] for d in told["deviations"]] == ["99,6"]


def test_the_first_day_of_an_order_on_record_means_that_order(lage: Lage, tmp_path: Path) -> None:
    by_day, by_effect = tmp_path / "day.pdf", tmp_path / "effect.pdf"
    lage("order", "make", "03241", "2021-11-29", "--out", str(by_day))
    assert lage("order", "make", "03241", "2021-12-01", "--kind", "raise", "--out", str(by_effect)).code == 0
    assert by_effect.read_bytes() == by_day.read_bytes()


def test_the_proof_on_record_may_be_named(lage: Lage, tmp_path: Path) -> None:
    file = tmp_path / "order.pdf"
    lage("order", "make", "03241", "2021-11-29", "--out", str(file))
    answer = lage("--lang", "en", "order", "check", str(file), "--proof", "0" * 64)
    assert answer.code == 1
    assert "rests on another proof" in answer.out
    alone = lage("--lang", "en", "order", "check", str(file))
    assert "the proof that the file itself carries" in alone.notes
    named = alone.out.rpartition(" ")[2].strip()
    with_it = lage("--lang", "en", "order", "check", str(file), "--proof", named.upper())
    assert (with_it.code, with_it.notes) == (0, "")


def test_lifting_what_is_not_on_record_is_done_and_said(lage: Lage, tmp_path: Path) -> None:
    told = ("--kind", "lift-3g", "--step", "3G", "--effective", "2021-10-02", "--reasons", "Vor Beginn angeordnet.")
    answer = lage("--lang", "en", "order", "make", "03255", "2021-09-30", *told, "--out", str(tmp_path / "x.pdf"))
    assert answer.code == 0
    assert "no order about 3G that still holds is on record for 03255" in answer.notes


def test_lowering_before_the_rule_finds_it_does_not_deny_the_level_that_remains(lage: Lage, tmp_path: Path) -> None:
    told = ("--step", "2", "--effective", "2021-12-14", "--reasons", "Die Lage entspannt sich.")
    refused = lage("--lang", "en", "order", "make", "03241", "2021-12-10", "--kind", "lift", *told)
    assert "Level 1 remains in force afterwards" in refused.notes
    file = tmp_path / "order.json"
    made = ("order", "make", "03241", "2021-12-10", "--kind", "lower", *told, "--format", "json", "--out", str(file))
    assert lage(*made).code == 0
    assert json.loads(file.read_text(encoding="utf-8"))["order"]["remains"] == "Warnstufe 1"


def test_a_batch_writes_all_there_is_to_decide_and_names_what_is_open(lage: Lage, tmp_path: Path) -> None:
    answer = lage("order", "batch", "2021-11-29", "--out", str(tmp_path), "--format", "json")
    assert answer.code == 0
    files = list(tmp_path.glob("*-raise-2.json"))
    assert len(files) == 40
    assert json.loads(files[0].read_text(encoding="utf-8"))["order"]["format"] == "lagezentrum.order/1"
    assert len(answer.out.splitlines()) == len(list(tmp_path.iterdir()))
    later = lage("--lang", "en", "order", "batch", "2021-12-15", "--out", str(tmp_path / "later"))
    assert "Still open because values are missing; not written: 03 (2)" in later.notes


def test_refraining_takes_the_outbreak(lage: Lage, tmp_path: Path) -> None:
    file = tmp_path / "memo.pdf"
    told = ("--outbreak", "Schlachthof", "143", "Alle getestet.", "2021-12-10", "--out", str(file))
    assert lage("order", "make", "03241", "2021-11-29", "--kind", "refrain", *told).code == 0
    assert file.exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("order", "make", "03404", "2021-11-29"), "nothing is to be decided"),
        (("order", "make", "03404", "2021-11-29", "--kind", "raise"), "name the step with --step (1, 2, 3)"),
        (("order", "make", "03404", "2021-11-29", "--step", "2"), "The rule found nothing here"),
        (("order", "make", "03404", "2021-11-29", "--step", "2", "--effective", "2021-12-01"), "Give the reasons"),
        (("order", "make", "03", "2021-12-15"), "Give the reasons"),
        (("order", "make", "03460", "2021-11-29", "--kind", "lift"), "that is --kind lower"),
        (("order", "make", "03241", "2021-11-29", "--live"), "not confirmed"),
        (("order", "make", "03241", "2021-11-29", "--kind", "refrain"), "confined outbreak (--outbreak)"),
        (("order", "make", "03241", "2021-11-29", "--outbreak", " ", "0", " ", "2021-12-10"), "at least 1"),
        (("order", "make", "03241", "2021-11-29", "--authority", "absent.yaml"), "can not be read"),
        (("order", "make", "03241", "2020-01-01"), "There are no figures"),
        (("order", "make", "03241", "2021-11-29", "--out", "/dev/null/x.pdf"), "could not be written"),
        (("order", "make", "03404", "2021-11-29", "--kind", "lift"), "'lower/lift' fits. Nothing is ordered there"),
        (("order", "make", "03404", "2021-11-29", "--kind", "lower"), "To be decided there: nothing"),
        (("order", "make", "03241", "2021-11-29", "--kind", "lower"), "To be decided there: raise 2"),
        (("order", "make", "03404", "2021-11-29", "--kind", "3g"), "the step with --step (3G)"),
        (("order", "make", "03404", "2021-11-29", "--kind", "3g", "--step", "2"), "Known: 3G"),
        (("order", "make", "03241", "2021-11-29", "--effective", "2021-11-29"), "can not begin on 2021-11-29"),
        (("order", "make", "03241", "2021-11-29", *OUTBREAK, "2021-12-10"), "only to that"),
        (("order", "make", "03241", "2021-11-29", "--kind", "refrain", *OUTBREAK, "2021-11-28"), "before the day"),
        (("order", "make", "03", "2021-12-15", "--kind", "refrain", *OUTBREAK, "2021-12-20"), "leave this choice"),
        (("order", "check", __file__, "--proof", "abc"), "is no checksum"),
        (("order", "check", "absent.pdf"), "can not be read"),
        (("order", "check", __file__), "neither PDF nor DOCX"),
        (("door-notice", "03241", "2021-12-06", "--place", "moon"), "Known: event, restaurant"),
        (
            ("door-notice", "03241", "2021-12-06", "--place", "retail", "--outdoors"),
            "only indoors. Leave out --outdoors",
        ),
        (("door-notice", "03", "2021-12-06", "--place", "retail"), "Name the district"),
        (("door-notice", "03241", "2021-12-06", "--place", "retail", "--site", "ftp://x"), "no use for the QR code"),
        (("door-notice", "03241", "2021-12-06", "--place", "retail", "--live"), "no use for the QR code"),
        (("door-notice", "03241", "2021-08-26", "--place", "retail"), "not encoded"),
    ],
)
def test_what_can_not_be_done_is_said_in_words(lage: Lage, arguments: tuple[str, ...], said: str) -> None:
    answer = lage("--lang", "en", *arguments)
    assert answer.code == 2
    assert said in " ".join(answer.notes.split())
    assert "Traceback" not in answer.notes


def test_a_door_notice_is_written_and_knows_nothing_of_what_a_court_will_decide(
    lage: Lage, fonts: None, tmp_path: Path
) -> None:
    file = tmp_path / "notice.pdf"
    answer = lage("door-notice", "Region Hannover", "2021-12-14", "--place", "retail", "--out", str(file))
    assert answer.code == 0
    assert sha256(file.read_bytes()).hexdigest() in answer.out
    with pikepdf.open(file) as pdf:
        notice = json.loads(pdf.attachments["notice.json"].get_file().read_bytes())
    assert (notice["rules"][0]["requirement"], notice["valid_until"]) == ("2G", "2021-12-23")
