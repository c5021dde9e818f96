"""The parts of a letter about a deployment that ends early or never begins."""

from lagezentrum.documents.pool import end_words as e
from lagezentrum.documents.pool.letter import EarlyEnd, Letter, LetterKind
from lagezentrum.engine.wording.phrases import long_date


def subject(letter: Letter) -> str:
    """What it is about, with a place for the number of the deployment."""
    return e.SUBJECT if _end(letter).begins else e.SUBJECT_UNBEGUN


def opening(letter: Letter) -> str:
    """Its first sentences, with places for days and authorities."""
    return (e.OPENINGS if _end(letter).begins else e.OPENINGS_UNBEGUN)[letter.kind]


def unbegun(letter: Letter) -> str:
    """What stands in place of the period of a deployment that never begins; empty for others."""
    first = long_date(letter.deployment.first, "de")
    return "" if _end(letter).begins else e.UNBEGUN.format(first=first)


def reason(letter: Letter) -> str:
    """Why it ends."""
    end = _end(letter)
    return (e.RECALLED if end.recalled else e.REPLANNED).format(told_on=long_date(end.told_on, "de"))


def next_steps(letter: Letter) -> list[str]:
    """What is to be done now."""
    end = _end(letter)
    steps = list((e.NEXT if end.begins else e.NEXT_UNBEGUN)[letter.kind])
    if end.recalled and letter.kind is LetterKind.END_LENDER:
        steps.append(e.NOMINATE_ANEW)
    return steps


def _end(letter: Letter) -> EarlyEnd:
    end = letter.deployment.early_end
    assert end is not None  # noqa: S101 - told to the type checker; `Letter` refuses others
    return end
