"""A proof as text, and the five boxes for a terminal, in German or English."""

from collections.abc import Iterable, Mapping

from lagezentrum.engine.progress import MarkKind, Progress
from lagezentrum.engine.proof import Proof
from lagezentrum.engine.proof.nodes import AnswerNode, Node, RuleNode, StepNode
from lagezentrum.engine.wording.nodes import Speech, is_assumed
from lagezentrum.engine.wording.phrases import Language, bare_date, counted_days, short_date, text

MARKS: dict[MarkKind, str] = {"reached": "✓", "missed": "✗", "skipped": "–", "missing": "?", "future": "·"}

# What a step that does not decide the answer tells, unless everything is asked for.
_TOLD_IN_SHORT = {"included": ("stages", "decision"), "beyond": ("undetermined",)}

# The kinds that name their provisions in the text; in the JSON every node does.
_CITED = {"answer", "consequence", "override", "rule", "section", "effect", "undetermined", "why_not"}


def render(proof: Proof, language: Language, names: Mapping[str, str], *, full: bool = False) -> str:
    """The proof as indented text, one sentence a line.

    Args:
        proof: from `explain`.
        language: `de` or `en`.
        names: names of areas by AGS or Land key, such as "Region Hannover"; the key stands for a missing name.
        full: also tell in full of steps that do not decide the answer.
    """
    speech = Speech(language, names, frozenset(_assumed(proof.answer)))
    return "\n".join(_lines(speech, proof.answer, 0, full=full)) + "\n"


def _assumed(answer: AnswerNode) -> Iterable[tuple[str, str]]:
    """The steps that are met and that nobody is on record to have determined, by the area of their rule."""
    for rule in answer.children:
        if isinstance(rule, RuleNode):
            yield from ((rule.area, s.step) for s in rule.children if isinstance(s, StepNode) and is_assumed(s))


def _lines(speech: Speech, node: Node, depth: int, *, full: bool) -> Iterable[str]:
    sentences = list(speech.sentences(node))
    if node.kind in _CITED and node.cite:
        titles = "; ".join(citation.title for citation in node.cite)
        sentences[0] = speech.say("citation", said=sentences[0], titles=titles)
    children = list(node.children)
    if node.kind == "observation":  # the comparison belongs to the figure, on its line
        sentences[0] += "".join(f" – {said}" for child in children for said in speech.sentences(child))
        children = []
    if isinstance(node, StepNode) and node.bearing in _TOLD_IN_SHORT and not full:
        children = [child for child in children if child.kind in _TOLD_IN_SHORT[node.bearing]]
    for sentence in sentences:
        yield "  " * depth + sentence
    for child in children:
        yield from _lines(speech, child, depth + 1, full=full)


def boxes(progress: Progress, language: Language) -> str:
    """The five boxes of a running section, and under them what they say in words.

    Two lines: "✓ ✓ ✗ – ? ·" with the skipped days named, and "3 von 5 Werktagen erreicht; frühestens ab …".
    """
    speech = Speech(language, {})
    skipped = [
        speech.say("boxes.skipped", day=bare_date(mark.day, language), reason=text(mark.reason, language))
        for mark in progress.marks
        if mark.reason is not None
    ]
    row = " ".join(MARKS[mark.kind] for mark in progress.marks)
    return "  ".join([row, *skipped]) + "\n" + progress_sentence(progress, language)


def progress_sentence(progress: Progress, language: Language) -> str:
    """How far a section has come: "3 von 5 Werktagen erreicht; frühestens ab …"; without a day where none is known."""
    speech = Speech(language, {})
    open_days = sum(mark.kind == "missing" for mark in progress.marks)
    said = speech.say(
        f"boxes.{progress.change}",
        counted=progress.counted,
        needed=progress.needed,
        days=counted_days(progress.calendar, language),
    )
    if open_days:
        said += speech.say("boxes.open", open=open_days)
    if progress.earliest_effect is not None:
        said += speech.say(f"boxes.{progress.change}.from", effect=short_date(progress.earliest_effect, language))
    said += "."
    if progress.version_ends is None:
        return said
    return f"{said} {speech.say('boxes.version_ends', day=short_date(progress.version_ends, language))}"
