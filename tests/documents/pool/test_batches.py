"""All letters of a week: sorted, with pages of their own, the same bytes in whatever order they are given."""

import io
import os
import random
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from lagezentrum.documents.pool.letter import Letter, LetterKind, Sending
from lagezentrum.documents.pool.letter_files import file_name, to_pdf, to_zip, to_zip_by_authority
from lagezentrum.documents.pool.weekly_report import to_pdf as report_to_pdf
from lagezentrum.documents.problems import DocumentProblem
from lagezentrum.documents.typesetting import Made
from tests.documents.pool.examples import SENDING, deployment, the_week
from tests.documents.pool.opened import beside_the_pages, opened, pages, squeezed
from tests.documents.test_pdf import tags


def week() -> list[Letter]:
    """Three kinds of letters about four deployments of two lenders and two receivers."""
    told = [("FA-2", "GA03453"), ("FA-1", "GA03460"), ("FA-2", "GA03460"), ("FA/1", "GA03453")]
    kinds = (LetterKind.PERSON, LetterKind.RECEIVER, LetterKind.LENDER_REQUEST)
    return [
        Letter(kind, deployment(number, lender=lender, receiver=receiver), f"Kraft Nummer{number}")
        for number, (lender, receiver) in enumerate(told, start=1)
        for kind in kinds
    ]


def entries(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_hundred_letters_in_one_file(capsys: pytest.CaptureFixture[str]) -> None:
    begun = time.process_time()
    content = to_pdf(
        [Letter(LetterKind.PERSON, deployment(number), f"Kraft {number}") for number in range(1, 101)], SENDING
    )
    used = time.process_time() - begun
    with capsys.disabled():
        print(f"\n100 letters: {used:.2f} s of CPU time, {len(content.content) / 1e6:.1f} MB")  # noqa: T201
    found = pages(content.content)
    assert len(found) == 100
    for number, page in enumerate(found, start=1):
        assert squeezed(f"Einsatz {number}: Ihr Einsatz") in squeezed(page)
        assert "Seite 1 von 1" in page
    with opened(content.content) as pdf:
        assert tags(pdf).count("/H1") == 100


def test_pages_are_counted_for_each_letter_alone() -> None:
    draft = Sending(SENDING.made_on, draft=True)
    found = pages(to_pdf([Letter(LetterKind.PERSON, deployment(number)) for number in (1, 2)], draft).content)
    assert [page.rsplit("Seite", 1)[1].split() for page in found] == [["1", "von", "2"], ["2", "von", "2"]] * 2
    assert "Übung" in found[1]


def test_letters_are_sorted_by_kind_authority_and_deployment() -> None:
    letters = week()
    found = pages(to_pdf(letters, SENDING).content)
    subjects = [
        next(line for line in page.splitlines() if line.startswith("Einsatz") and ":" in line) for page in found
    ]
    assert [(line.split(":")[0][8:], line.split(": ")[1][:5]) for line in subjects] == [
        *((number, "Bitte") for number in "2134"),
        *((number, "Eine ") for number in "1423"),
        *((number, "Ihr E") for number in "2134"),
    ]


@pytest.mark.parametrize("make", [to_pdf, to_zip, to_zip_by_authority])
def test_any_order_gives_the_same_bytes(make: Callable[[list[Letter], Sending], Made]) -> None:
    letters = week()
    made = make(letters, SENDING)
    random.Random(7).shuffle(letters)  # noqa: S311
    assert make(letters, SENDING) == made


def test_files_are_named_by_deployment_kind_and_authority_and_by_nobody() -> None:
    letters = week()
    alone = entries(to_zip(letters, SENDING).content)
    assert sorted(alone) == sorted(file_name(letter) for letter in letters)
    assert "einsatz-00001-an-kraft.pdf" in alone
    assert alone["einsatz-00001-an-kraft.pdf"] == to_pdf(letters[0], SENDING).content
    by_authority = entries(to_zip_by_authority(letters, SENDING).content)
    assert list(by_authority) == [
        "001-bitte-an-abgebende-stelle-FA-1.pdf",
        "002-bitte-an-abgebende-stelle-FA-2.pdf",
        "003-bitte-an-abgebende-stelle-FA-1.pdf",
        "004-an-aufnehmende-stelle-GA03453.pdf",
        "005-an-aufnehmende-stelle-GA03460.pdf",
        "006-an-kraft-FA-1.pdf",
        "007-an-kraft-FA-2.pdf",
        "008-an-kraft-FA-1.pdf",
    ]
    assert len(pages(by_authority["002-bitte-an-abgebende-stelle-FA-2.pdf"])) == 2
    assert not [
        name for name, content in (alone | by_authority).items() if "Nummer" in name + beside_the_pages(content)
    ]


def test_no_letter_and_the_same_letter_twice_are_refused() -> None:
    with pytest.raises(DocumentProblem, match="no letter to make"):
        to_zip([], SENDING)
    with pytest.raises(DocumentProblem, match="twice"):
        to_pdf([*week(), week()[0]], SENDING)


def test_another_process_gives_the_same_bytes() -> None:
    script = (
        "from tests.documents.pool.examples import SENDING, the_week\n"
        "from tests.documents.pool.test_batches import week\n"
        "from lagezentrum.documents.pool.letter_files import to_zip_by_authority\n"
        "from lagezentrum.documents.pool.weekly_report import to_pdf\n"
        "print(to_zip_by_authority(week(), SENDING).sha256, to_pdf(the_week()).sha256)\n"
    )
    there = subprocess.run(  # noqa: S603
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).resolve().parents[3],
        env=os.environ | {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "7", "SOURCE_DATE_EPOCH": "1"},
    )
    here = [to_zip_by_authority(week(), SENDING).sha256, report_to_pdf(the_week()).sha256]
    assert there.stdout.split() == here


def test_another_day_gives_other_bytes() -> None:
    letter = week()[0]
    assert to_pdf(letter, SENDING) != to_pdf(letter, Sending(date(2020, 11, 6)))
