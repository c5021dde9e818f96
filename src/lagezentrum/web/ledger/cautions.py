"""What a person should know before signing: codes as recorded, and what they mean in words."""

from collections.abc import Mapping
from dataclasses import dataclass

from lagezentrum.law.model import Text

NO_FINDING = "no-finding"
UNDETERMINED = "undetermined"
TOO_EARLY = "too-early"
LATER = "later"
LATE = "late-publication"
LATE_TO_COME = "late-to-come"

CAUTIONS: Mapping[str, Text] = {
    NO_FINDING: Text(
        de="Die Regel hat dies nicht festgestellt: Die Behörde entscheidet nach eigenem Ermessen.",
        en="The rule did not find this: the authority decides at its own discretion.",
    ),
    UNDETERMINED: Text(
        de="Ob die Regel dies feststellt, hängt an einem fehlenden Wert.",
        en="Whether the rule finds this hangs on a missing value.",
    ),
    TOO_EARLY: Text(
        de="Der Tag liegt vor dem frühesten Tag, den die Regel nennt.",
        en="The day lies before the earliest day that the rule names.",
    ),
    LATER: Text(
        de="Der Tag liegt nach dem frühesten Tag, den die Regel nennt.",
        en="The day lies after the earliest day that the rule names.",
    ),
    LATE: Text(
        de="Erst am Tag des Inkrafttretens oder danach veröffentlicht: Es gilt frühestens vom Tag nach der "
        "Veröffentlichung an. Der Tag muss berichtigt werden.",
        en="Published only on the effective date or after it: it holds from the day after publication at the "
        "earliest. The date must be corrected.",
    ),
    LATE_TO_COME: Text(
        de="Der Tag des Inkrafttretens ist heute oder vorbei. Wer dies jetzt veröffentlicht, muss ihn verschieben.",
        en="The effective date is today or past. If this is published now, it must move.",
    ),
}


@dataclass(frozen=True, slots=True)
class Caution:
    """A caution by its code, with its words."""

    code: str
    text: Text

    @classmethod
    def of(cls, code: str) -> "Caution":
        """The caution with a code."""
        return cls(code, CAUTIONS[code])
