"""The certain outlook for people: what can begin or end, with its boxes, and what comes on known days."""

from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.text import Text

from lagezentrum.cli.boxes import boxes
from lagezentrum.cli.marks import arrow, level_mark, step_mark
from lagezentrum.cli.names import title_of
from lagezentrum.cli.settings import Settings

if TYPE_CHECKING:
    from lagezentrum.law.model import Regulation
    from lagezentrum.outlook.earliest import AreaOutlook

_INDENT = (0, 0, 0, 2)


def show(settings: Settings, seen: "AreaOutlook", known: "Regulation", origin: str) -> None:
    """Print the outlook of an area."""
    from lagezentrum.outlook.earliest.wording import sentence, settled_sentence

    language = settings.language
    settings.show(
        f"{title_of(seen.area)} ({seen.area}) · {language.long_day(seen.present)} · {known.id} · {origin}",
        style="bold",
    )
    settings.show(Text.assemble(language("in Kraft: ", "in force: "), level_mark(seen.standing.level)))
    settings.show("")
    settings.show(language("Frühestens, nach der Regel allein", "At the earliest, by the rule alone"), style="bold")
    for step in seen.steps:
        settings.show(Text.assemble(arrow(step.change), step_mark(step.step)))
        path = step.deciding.nearest if step.deciding is not None else None
        if path is not None:
            settings.show(Padding(boxes((box.mark for box in path.boxes), language), _INDENT))
        settings.show(Padding(sentence(step, known, language.code), _INDENT))
    if not seen.steps:
        settings.show(
            language("Nach dieser Fassung kann sich nichts ändern.", "Nothing can change under this version.")
        )
    # A finding that nobody has decided on is not settled; its step says when it can take effect.
    settled = [change for change in seen.settled if change.cause != "finding"]
    if settled:
        settings.show("")
        settings.show(language("Steht schon fest", "Settled already"), style="bold")
        for change in settled:
            settings.show(Padding(settled_sentence(change, known, language.code), _INDENT))
    settings.show("")
    settings.show(
        language(
            "Frühestens heißt nicht wahrscheinlich. Was erreicht ist, muss die Behörde noch feststellen.",
            "The earliest is not the likely day. What is met has still to be determined by the authority.",
        ),
        style="dim",
    )
