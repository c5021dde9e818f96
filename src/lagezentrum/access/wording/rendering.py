"""An answer as text: the answer first, then why, what to mind, what would change it."""

from collections.abc import Iterable, Mapping

from lagezentrum.access.answer import Answer
from lagezentrum.access.cases import Case
from lagezentrum.access.statements import Change, Statement
from lagezentrum.access.wording.sentences import sentence
from lagezentrum.access.wording.words import WORDS
from lagezentrum.engine.wording.phrases import Language, listed


def headline(answer: Answer, language: Language) -> str:
    """The answer in one sentence."""
    words = WORDS[language]
    if answer.role == "staff" and f"answer.staff.{answer.outcome}" in words:
        return words[f"answer.staff.{answer.outcome}"]
    facts = listed([words[f"depends.{fact}"] for fact in answer.depends_on], language)
    return words[f"answer.{answer.outcome}"].format(facts=facts)


def change_line(change: Change, language: Language) -> str:
    """Things that together would change an answer, as one line."""
    parts = [sentence(part, language, {}) for part in change.parts]
    return f"; {WORDS[language]['and_with'].strip()} ".join(parts)


def case_line(case: Case, language: Language) -> str:
    """What comes out in one case, as one line."""
    words = WORDS[language]
    when = []
    for fact, value in case.when.items():
        match fact, value:
            case "setting", str():
                when.append(words[value])
            case "people", (few, None):
                when.append(words["case.people.open"].format(few=few))
            case "people", (few, most):
                when.append(words["case.people"].format(few=few, most=most))
            case "capacity_used", bool():
                when.append(words["case.relieved" if value else "case.full"])
            case "close_contact", bool():
                when.append(words["case.close" if value else "case.apart"])
    asked = f" ({case.requirement})" if case.requirement and "G" in case.requirement else ""
    duties = "".join(f" {sentence(duty, language, {})}" for duty in case.duties)
    end = "." if duties else ""
    return f"{', '.join(when)}: {words[f'case.{case.outcome}']}{asked}{end}{duties}"


def render(
    answer: Answer, language: Language, names: Mapping[str, str], titles: Mapping[str, str], *, indent: str = "  "
) -> str:
    """An answer as text, one line per sentence.

    Args:
        answer: what to tell.
        language: `de` or `en`.
        names: names of areas by key.
        titles: titles of provisions by anchor, named behind what rests on them.
        indent: what stands before each line below a heading.
    """
    words = WORDS[language]
    parts: list[tuple[str, Iterable[str]]] = [
        ("cases", (case_line(case, language) for case in answer.cases)),
        ("why", (_cited(reason, language, names, titles) for reason in answer.reasons)),
        ("duties", (_cited(duty, language, names, titles) for duty in answer.duties)),
        (
            "changes" if len(answer.would_change) > 1 else "change",
            (change_line(change, language) for change in answer.would_change),
        ),
        ("notes", (_cited(note, language, names, titles) for note in answer.notes)),
    ]
    lines = [headline(answer, language)]
    for head, body in parts:
        told = list(body)
        if told:
            lines += ["", f"{words[f'head.{head}']}:", *(f"{indent}{line}" for line in told)]
    return "\n".join(lines) + "\n"


def _cited(statement: Statement, language: Language, names: Mapping[str, str], titles: Mapping[str, str]) -> str:
    said = sentence(statement, language, names)
    cited = "; ".join(titles[anchor] for anchor in statement.cite if anchor in titles)
    return f"{said} [{cited}]" if cited else said
