"""The answer to "May I come in?" as a page tells it: sentences with the provisions they rest on."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from lagezentrum.access import Answer, Statement
from lagezentrum.access.wording import change_line, headline, sentence
from lagezentrum.access.wording.rendering import case_line
from lagezentrum.engine.wording.phrases import text
from lagezentrum.law.access.model import AccessRules
from lagezentrum.law.model import Text
from lagezentrum.law.norm import Provision
from lagezentrum.web.public import language
from lagezentrum.web.public.entry_form import Asked
from lagezentrum.web.public.proofs import norms

Sign = Literal["yes", "no", "depends", "unknown"]
_SIGNS: dict[str, Sign] = {"allowed": "yes", "not allowed": "no", "depends on": "depends", "not encoded": "unknown"}
_OF_A_PROOF = ("proof.counts", "test.counts")


@dataclass(frozen=True)
class Told:
    """A sentence, and the provisions it rests on."""

    says: str
    cite: tuple[Provision, ...]


@dataclass(frozen=True)
class Shown:
    """An answer for the eye.

    Attributes:
        sign: which of the four answers it is.
        headline: the answer in one sentence.
        requirement: what must be shown, as a sign such as "2G+"; empty where nothing has to be.
        level: which level was used and how firmly it stands.
        reasons, duties, changes, cases, notes: why; what to mind; what would change it; what it depends on; what else.
        assumed: titles of the proofs that were taken to count because no date was given.
        version: the version in force, for the address of its text; None where there is none.
    """

    sign: Sign
    headline: str
    requirement: str
    level: Told
    reasons: tuple[Told, ...]
    duties: tuple[Told, ...]
    changes: tuple[str, ...]
    cases: tuple[str, ...]
    notes: tuple[Told, ...]
    assumed: tuple[str, ...]
    version: str | None


def shown(answer: Answer, asked: Asked, rules: AccessRules | None, regulation: str) -> Shown:
    """An answer in the language of the page.

    Args:
        answer: what came out.
        asked: what was asked.
        rules: the access rules that judged.
        regulation: id of the regulation, for the titles of its provisions.
    """
    spoken = language.current()
    version = answer.level.version
    provisions = norms(regulation).get(version or "", {})

    def told(statements: Iterable[Statement]) -> tuple[Told, ...]:
        return tuple(
            Told(
                sentence(found, spoken, language.names()),
                tuple(provisions[anchor] for anchor in found.cite if anchor in provisions),
            )
            for found in statements
        )

    level, *reasons = told(r for r in answer.reasons if not _is_assumed(r, asked))
    return Shown(
        sign=_SIGNS[answer.outcome],
        headline=headline(answer, spoken),
        requirement=answer.requirement if answer.requirement and "G" in answer.requirement else "",
        level=level,
        reasons=tuple(reasons),
        duties=told(answer.duties),
        changes=tuple(change_line(change, spoken) for change in answer.would_change),
        cases=tuple(case_line(case, spoken) for case in answer.cases),
        notes=told(answer.notes),
        assumed=_assumed(asked, rules),
        version=version,
    )


def _is_assumed(statement: Statement, asked: Asked) -> bool:
    """Whether a sentence would name a date that nobody gave."""
    return statement.kind in _OF_A_PROOF and (
        statement.facts.get("proof") in asked.assumed or statement.facts.get("test") in asked.assumed
    )


def _assumed(asked: Asked, rules: AccessRules | None) -> tuple[str, ...]:
    if rules is None:
        return ()
    titles: dict[str, Text] = {kind: proof.title for kind, proof in rules.proofs.items()}
    titles |= {kind: test.title for kind, test in rules.tests.items()}
    return tuple(text(titles[kind], language.current()) for kind in asked.assumed if kind in titles)
