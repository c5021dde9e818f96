"""Everything that readers of laws and of figures can say stands there in German and in English."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import lagezentrum.law
import lagezentrum.sources
from lagezentrum.law.problems import LawError, Problem, UnknownRegulation, fault
from lagezentrum.law.text import Text
from tests.bilingual import assert_both_languages
from tests.law.conftest import Workshop

ROOTS = (Path(lagezentrum.law.__path__[0]), Path(lagezentrum.sources.__path__[0]))
FILES = [file for root in ROOTS for file in sorted(root.rglob("*.py"))]


def wordings(file: Path) -> Iterator[tuple[int, str, str]]:
    """Line, German and English of each text of a module; what is filled in stands as a quotation."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            named = {keyword.arg: keyword.value for keyword in node.keywords}
            if node.func.id in ("Text", "misfit") and {"de", "en"} <= set(named):
                yield node.lineno, said(named["de"]), said(named["en"])
            elif node.func.id == "fault":
                german, english = named["de"], named["en"]
                assert isinstance(german, ast.Tuple)
                assert isinstance(english, ast.Tuple)
                assert len(german.elts) == len(english.elts) == 3
                for one, other in zip(german.elts, english.elts, strict=True):
                    yield one.lineno, said(one), said(other)


def said(node: ast.expr) -> str:
    """The words of an expression that makes a text; names and what is filled in are put in quotation marks."""
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=parts):
            return "".join(map(said, parts))
        case ast.FormattedValue():
            return "`…`"
        case ast.BinOp(left=left, right=right):
            return said(left) + said(right)
        case ast.IfExp(body=body, orelse=other):
            return f"{said(body)} {said(other)}"
        case ast.BoolOp(values=values):
            return " ".join(map(said, values))
    return f"`{ast.unparse(node).replace('`', '')}`"


@pytest.mark.parametrize("file", [file for file in FILES if any(wordings(file))], ids=lambda file: file.stem)
def test_every_wording_of_a_module_is_german_and_english(file: Path) -> None:
    for line, german, english in wordings(file):
        assert german != english, f"{file.name}:{line}: {german}"
        assert_both_languages(Text(de=german, en=english))


def test_there_are_more_than_a_hundred_such_wordings() -> None:
    assert sum(1 for file in FILES for _ in wordings(file)) > 250


PROBLEM = Problem(
    Path("a.yaml"),
    3,
    *fault(de=("zweimal da", "Nur eins zählt.", "Eins weg."), en=("twice", "One counts.", "Drop one.")),
)


def test_a_problem_is_told_in_the_language_asked_for_and_logged_in_english() -> None:
    assert PROBLEM.in_language("de") == "a.yaml:3: zweimal da\n    Grund: Nur eins zählt.\n    Abhilfe: Eins weg."
    assert PROBLEM.in_language("en") == str(PROBLEM) == "a.yaml:3: twice\n    why: One counts.\n    do:  Drop one."
    error = LawError([PROBLEM, PROBLEM])
    assert str(error) == error.in_language("en") == f"{PROBLEM}\n{PROBLEM}"
    assert error.in_language("de").count("Abhilfe") == 2


def test_an_unknown_regulation_is_told_in_both_languages() -> None:
    error = UnknownRegulation("toy/lamp", ["toy/lampland"])
    assert (
        error.in_language("de")
        == "Keine Regelung 'toy/lamp' bekannt. Meinten Sie 'toy/lampland'? Bekannt: toy/lampland."
    )
    assert error.in_language("en") == str(error)


@pytest.mark.parametrize(
    ("old", "new", "german"),
    [
        ("days: 3", "days: three", "erwartet wird eine ganze Zahl (gegeben: 'three')"),
        ("days: 3", "days: 0", "der Wert muss mindestens 1 sein (gegeben: 0)"),
        ("starts: anew", "starts: anwe", "unbekanntes Wort 'anwe'; ist 'anew' gemeint?"),
        ("{from: 2024-01-01,", "{from: soon,", "erwartet wird ein Tag als JJJJ-MM-TT"),
    ],
)
def test_what_the_library_says_of_a_value_is_told_in_german(
    workshop: Workshop, old: str, new: str, german: str
) -> None:
    text = workshop.file.read_text(encoding="utf-8")
    assert old in text
    workshop.file.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(LawError) as caught:
        workshop.library().regulation("toy/lampland")
    assert german in caught.value.in_language("de")
