"""Whether a problem is told in German and in English, and whether the German of it is German."""

import re
from collections.abc import Iterator

import pytest

from lagezentrum.law.problems import Problem
from lagezentrum.law.text import Text

# Words without which one language has no sentence, and which the other does not have.
_ENGLISH = (
    "about|above|and|are|as|at|be|because|been|before|below|but|by|can|did|does|each|for|from|has|have|if|into|is|it|"
    "its|may|must|neither|no|nobody|nor|nothing|of|on|only|or|other|should|such|than|that|the|their|there|these|this|"
    "to|until|were|what|when|where|which|who|with|without|would|you|your"
)
_GERMAN = (
    "aber|auf|das|den|der|ein|eine|einen|es|für|gibt|ist|kann|kein|keine|mit|nicht|oder|sich|Sie|und|von|wird|wo|zu"
)
_QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"|`[^`]*`|„[^“]*“")


def words_of(language: str, text: str) -> list[str]:
    """Function words of a language in a text; what stands in quotation marks is of the file and passed over."""
    return re.findall(rf"(?<![\w./-])(?:{language})(?![\w/-]|\.\w)", _QUOTED.sub("", text))


def assert_both_languages(text: Text) -> None:
    assert text.de != text.en
    assert words_of(_ENGLISH, text.de) == [], text.de
    assert words_of(_GERMAN, text.en) == [], text.en


def assert_said_in_both_languages(problem: Problem) -> None:
    """What, why and remedy in both languages, so that they can be put one after the other."""
    for part in (problem.what, problem.why, problem.remedy):
        assert_both_languages(part)
    for code in ("de", "en"):
        assert not problem.what.in_language(code).endswith("."), problem.what
        why, remedy = problem.why.in_language(code), problem.remedy.in_language(code)
        assert why.endswith("."), why
        assert remedy.endswith((".", ")")) or "," in remedy, remedy
        assert not why[0].islower(), why
        assert not remedy[0].islower(), remedy


@pytest.fixture(autouse=True)
def every_problem(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Every problem that comes up in a test is told in both languages, whatever the test is about.

    Not where bytes are drawn at random: they can be a quotation mark, or a word of any language.
    """
    if request.node.get_closest_marker("hypothesis"):
        yield
        return
    made: list[Problem] = []
    create = Problem.__init__

    def noted(self: Problem, *args: object, **named: object) -> None:
        create(self, *args, **named)  # type: ignore[arg-type]
        made.append(self)

    monkeypatch.setattr(Problem, "__init__", noted)
    yield
    for problem in made:
        assert_said_in_both_languages(problem)
