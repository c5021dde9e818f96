"""A file that is refused: what is wrong with it is told in the language of the page."""

import html

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from lagezentrum.web.archive.models import SourceFile
from tests.web.archive.breakages import SOUND
from tests.web.office.acting import text
from tests.web.office.conftest import Browse

UPLOAD = "buero/lieferungen/einspielen/"


def refused(browse: Browse, prefix: str) -> str:
    """The words of the page after a table with a German day was handed in."""
    broken = SimpleUploadedFile("bad.csv", SOUND["frozen incidence"].with_cell(0, "22.11.2021"))
    response = browse("david.sander").post(f"{prefix}{UPLOAD}", {"kind": "rki-incidence", "file": broken})
    assert response.status_code == 400
    return html.unescape(text(response))


@pytest.mark.parametrize(
    ("prefix", "words"),
    [
        (
            "/",
            "Zeile 3 : '22.11.2021', wo ein Tag erwartet wird: Tag und Monat in deutscher Schreibweise. "
            "Zu welchem Tag eine Zahl gehört, entscheidet darüber, ob sie zählt. Schreiben Sie Tage als JJJJ-MM-TT;",
        ),
        (
            "/en/",
            "Line 3 : '22.11.2021' where a day is expected: day and month in German order. "
            "Which day a figure belongs to decides whether it counts. Write days as YYYY-MM-DD;",
        ),
    ],
)
def test_what_is_wrong_with_a_file_is_told_in_the_language_of_the_page(browse: Browse, prefix: str, words: str) -> None:
    before = SourceFile.objects.count()
    assert words in refused(browse, prefix)
    assert SourceFile.objects.count() == before
