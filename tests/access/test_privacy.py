"""Nobody's health data are stored, logged, cached or printed: an answer is computed and forgotten."""

import gc
import logging
import sys
import weakref
from datetime import date, datetime
from pathlib import Path
from threading import get_ident

import pytest

import lagezentrum.access
from lagezentrum.access import Person, Place, Test, answer
from lagezentrum.access.wording import render
from tests.access.people import BERLIN, RULES, level

MOMENT = datetime(2021, 12, 6, 12, tzinfo=BERLIN)


class Watched(Person):
    """A person whose end can be seen."""

    __slots__ = ("__weakref__",)


def _ask(person: Person) -> str:
    place = Place(kind="restaurant", setting="indoors")
    given = answer(RULES["2021-11-24"], place, person, MOMENT, level(RULES["2021-11-24"], MOMENT.date(), "2"))
    return render(given, "de", {}, {})


def test_nothing_is_written_or_logged(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    capsys: pytest.CaptureFixture[str],
) -> None:
    opened: list[object] = []
    armed, own = False, get_ident()  # other threads of the tests may have their own reasons

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        if not armed or get_ident() != own:
            return
        if event in ("open", "sqlite3.connect", "socket.connect") and _writes(event, arguments):
            opened.append((event, arguments))

    sys.addaudithook(hook)
    monkeypatch.chdir(tmp_path)
    person = Person(vaccinated=date(2021, 6, 1), age=44, tests=(Test("pcr", MOMENT),))
    with caplog.at_level(logging.DEBUG):
        armed = True
        _ask(person)
        armed = False
    assert opened == []
    assert caplog.records == []
    assert capsys.readouterr() == ("", "")
    assert list(tmp_path.iterdir()) == []


def _writes(event: str, arguments: tuple[object, ...]) -> bool:
    mode = arguments[1] if len(arguments) > 1 else ""
    return event != "open" or (isinstance(mode, str) and any(letter in mode for letter in "wax+"))


def test_nobody_is_remembered() -> None:
    person = Watched(vaccinated=date(2021, 6, 1))
    seen = weakref.ref(person)
    _ask(person)
    del person
    gc.collect()
    assert seen() is None


def test_a_person_and_a_test_never_print_what_they_hold() -> None:
    test = Test("pcr", MOMENT)
    person = Person(vaccinated=date(2021, 6, 1), age=44, tests=(test,), medical_certificate=True)
    for shown in (repr(person), str(person), f"{person}", repr(test), f"{[test]}"):
        assert "2021" not in shown
        assert "44" not in shown
        assert "pcr" not in shown


def test_no_module_keeps_a_cache() -> None:
    folder = Path(lagezentrum.access.__file__).parent
    for module in folder.rglob("*.py"):
        text = module.read_text(encoding="utf-8")
        assert "lru_cache" not in text
        assert "cached_property" not in text
        assert "global " not in text
