"""A command line that can not be understood is answered in the language asked for, with what would be right."""

import pytest
import typer

from lagezentrum.cli.language import Language
from lagezentrum.cli.usage import in_words
from tests.cli.conftest import Lage

MISTAKES = [
    (("status", "--nope"), "Die Option --nope gibt es nicht. Ist --on gemeint?", "There is no option --nope."),
    (("statu",), "Den Befehl statu gibt es nicht. Ist status gemeint?", "There is no command statu. Did you mean"),
    (("pool", "need"), "Es fehlt die Option --week.", "The option --week is missing."),
    (("explain",), "Es fehlt die Angabe GEBIET.", "The argument AREA is missing."),
    (("explain", "a", "b", "c"), "Zu viele Angaben: c.", "Too many arguments: c."),
    (("status", "--on"), "Nach --on fehlt der Wert.", "A value is missing after --on."),
    (("demo", "--no-serve=3"), "--no-serve hat keinen Wert; lassen Sie ihn weg.", "--no-serve takes no value; leave"),
    (
        ("status", "--format", "xml"),
        "'xml' gibt es dort nicht. Möglich: table, json, csv.",
        "there is no 'xml'. Possible",
    ),
    (("pool", "plan", "--weeks", "x"), "--weeks: Das ist keine ganze Zahl.", "--weeks: that is not a whole number."),
    (
        ("pool", "demo", "--weeks", "99"),
        "--weeks: Das ist zu viel; höchstens 16.",
        "--weeks: that is too much; at most",
    ),
    (("pool", "demo", "--weeks", "0"), "--weeks: Das ist zu wenig; mindestens 1.", "that is too little; at least 1."),
    (("pool", "what-if", "--office", "x", "--plus", "y"), "--plus: 'y' ist nicht möglich.", "'y' is not possible."),
]
MISTAKES += [
    (("outlook", "03241", "--frmat", "csv"), "Ist --data oder --format gemeint?", "Did you mean --data or --format?"),
    (("pool", "need", "--foo"), "Hilfe: lage pool need --help", "Help: lage pool need --lang en --help"),
]
FOREIGN = (
    "Invalid value",
    "Missing ",
    "No such",
    "Input should",
    "Usage",
    "unexpected",
    "requires",
    "Options",
    "Commands",
)


@pytest.mark.parametrize(("arguments", "german", "english"), MISTAKES)
def test_a_mistake_is_told_in_the_language_asked_for(
    lage: Lage, arguments: tuple[str, ...], german: str, english: str
) -> None:
    told = lage(*arguments)
    assert (told.code, told.out) == (2, "")
    assert german in told.notes
    assert not [word for word in FOREIGN if word in told.notes]
    assert english in lage(*arguments, "--lang", "en").notes


@pytest.mark.parametrize("arguments", [("--help",), ("pool", "--help"), ("pool", "need", "--help")])
def test_the_frame_of_a_help_is_in_the_language_asked_for(lage: Lage, arguments: tuple[str, ...]) -> None:
    german, english = lage(*arguments).out, lage(*arguments, "--lang", "en").out
    assert "Aufruf: lage" in german
    assert "Diese Hilfe zeigen" in german
    assert not [word for word in (*FOREIGN, "default:", "Show this") if word in german]
    assert "Usage: lage" in english
    assert "Optionen" not in english
    assert lage(*arguments).out == german


def test_what_nobody_foresaw_is_told_as_it_is_after_a_german_lead() -> None:
    error = typer.BadParameter("strange")
    assert in_words(error, Language("de")) == "Ein Wert ist nicht verwendbar: strange"
