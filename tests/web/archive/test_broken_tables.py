"""Every way in which a table can be broken, for every reader: refused with a clear message, nothing stored."""

import re

import pytest

from lagezentrum.sources.problems import SourceError
from lagezentrum.web.archive import readings
from lagezentrum.web.archive.intake import receive
from lagezentrum.web.archive.models import Figure, SourceFile, Verdict
from tests.bilingual import assert_said_in_both_languages
from tests.web.archive.breakages import SOUND, breakages
from tests.web.archive.deliveries import at, day

pytestmark = pytest.mark.django_db

CASES = {
    f"{reader}: {way}": (SOUND[reader].kind, content, name, words)
    for reader in SOUND
    for way, content, name, words in breakages(SOUND[reader])
}


@pytest.mark.parametrize("reader", SOUND)
def test_every_reader_meets_more_than_thirty_ways_no_two_of_them_the_same_file(reader: str) -> None:
    ways = list(breakages(SOUND[reader]))
    assert len({(content, name) for _, content, name, _ in ways}) == len({way for way, *_ in ways}) == len(ways)
    assert len(ways) > 30


@pytest.mark.parametrize("reader", SOUND)
def test_the_sound_file_is_taken(reader: str) -> None:
    sound = SOUND[reader]
    assert receive(sound.content, sound.kind, name="a.csv", by=None, at=at(day(2), 12)).verdict.kind == "accepted"


@pytest.mark.parametrize("case", CASES)
def test_a_broken_table_is_refused_clearly_and_nothing_is_stored(case: str) -> None:
    kind, content, name, words = CASES[case]
    head = readings.head()
    with pytest.raises(SourceError) as caught:
        receive(content, kind, name=name, by=None, at=at(day(1), 12))
    assert re.search(words, str(caught.value)), str(caught.value)
    for problem in caught.value.problems:
        assert problem.file.name == name
        assert_said_in_both_languages(problem)
    assert not SourceFile.objects.exists()
    assert not Verdict.objects.exists()
    assert not Figure.objects.exists()
    assert readings.head() == head
