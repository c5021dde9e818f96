"""An answer as data for programs, with its sentences; the person is not part of it."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

from pydantic import BaseModel

from lagezentrum.access.answer import Answer
from lagezentrum.access.statements import Statement
from lagezentrum.access.wording import change_line, headline, sentence
from lagezentrum.engine.wording.phrases import Language


def as_data(
    answer: Answer, language: Language, names: Mapping[str, str], titles: Mapping[str, str]
) -> dict[str, object]:
    """An answer as plain data: days and moments as ISO text, numbers as text with their digits.

    Args:
        answer: the answer.
        language: the language of its sentences.
        names: names of areas by key.
        titles: titles of provisions by anchor.
    """

    def told(statement: Statement) -> dict[str, object]:
        return {
            "kind": statement.kind,
            "says": sentence(statement, language, names),
            "facts": {name: _plain(value) for name, value in statement.facts.items()},
            "cite": [{"provision": anchor, "title": titles.get(anchor, anchor)} for anchor in statement.cite],
        }

    level = answer.level
    return {
        "answer": answer.outcome,
        "says": headline(answer, language),
        "depends_on": list(answer.depends_on),
        "requirement": answer.requirement,
        "role": answer.role,
        "level": {
            "area": level.area,
            "day": level.day.isoformat(),
            "version": level.version,
            "step": level.step,
            "basis": level.basis,
            "since": level.since.isoformat() if level.since else None,
            "open": list(level.open),
        },
        "reasons": [told(reason) for reason in answer.reasons],
        "duties": [told(duty) for duty in answer.duties],
        "would_change": [
            {"says": change_line(change, language), "parts": [told(part) for part in change.parts]}
            for change in answer.would_change
        ],
        "cases": [
            {
                "when": {fact: _plain(value) for fact, value in case.when.items()},
                "answer": case.outcome,
                "requirement": case.requirement,
                "duties": [told(duty) for duty in case.duties],
            }
            for case in answer.cases
        ],
        "notes": [told(note) for note in answer.notes],
    }


def _plain(value: object) -> object:
    match value:
        case BaseModel():
            return value.model_dump(mode="json", by_alias=True, exclude_none=True)
        case datetime() | date():
            return value.isoformat()
        case Decimal():
            return str(value)
        case tuple():
            return [_plain(part) for part in value]
        case dict():
            return {str(key): _plain(part) for key, part in value.items()}
    return value
