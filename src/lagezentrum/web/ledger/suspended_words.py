"""What is said before a proof where a court suspended what it proves: the proof tells of the orders alone."""

from lagezentrum.engine.wording.phrases import Language, level_title, long_date
from lagezentrum.law.model import Text
from lagezentrum.web.ledger import law
from lagezentrum.web.ledger.determination import CourtSuspension, Determination

_SAY = {
    "raise": Text(
        de="Gerichtlich ausgesetzt ({court}, {number}): {what} gilt {days} nicht. Was folgt, ist der Nachweis ohne die "
        "Aussetzung.",
        en="Suspended by a court ({court}, {number}): {what} does not hold {days}. What follows is the proof without "
        "the suspension.",
    ),
    "lower": Text(
        de="Gerichtlich ausgesetzt ({court}, {number}): Die Aufhebung wirkt {days} nicht, {what} gilt weiter. Was "
        "folgt, ist der Nachweis ohne die Aussetzung.",
        en="Suspended by a court ({court}, {number}): the lifting has no effect {days}, {what} goes on. What follows "
        "is the proof without the suspension.",
    ),
}


def before_proof(found: Determination, pause: CourtSuspension) -> Text:
    """The sentence for one suspension."""
    version = law.on_file(found.regulation).named(found.version)
    title = Text(de=found.step, en=found.step)
    if version is not None:
        consequence = version.rules[found.rule].consequence if found.rule in version.rules else None
        is_level = found.step.isdigit() and int(found.step) in version.levels
        title = version.levels[int(found.step)] if is_level else consequence.title if consequence else title
    template = _SAY["lower" if found.change == "lower" else "raise"]
    return Text(
        de=template.de.format(
            court=pause.court,
            number=pause.file_number,
            what=level_title(found.step, title, "de"),
            days=_days(pause, "de"),
        ),
        en=template.en.format(
            court=pause.court,
            number=pause.file_number,
            what=level_title(found.step, title, "en"),
            days=_days(pause, "en"),
        ),
    )


def _days(pause: CourtSuspension, language: Language) -> str:
    first = long_date(pause.first, language)
    if pause.to is None:
        return f"ab {first}," if language == "de" else f"from {first} on"
    last = long_date(pause.to, language)
    return f"von {first}, bis {last}," if language == "de" else f"from {first} to {last}"
