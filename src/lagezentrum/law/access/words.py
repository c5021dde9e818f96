"""The words with which rules at a door are written, and which of two is the stricter."""

from typing import Literal, get_args

Requirement = Literal["none", "3G", "2G", "2G+", "closed"]
"""What must be shown to come in, from nothing at all to nobody comes in."""
Setting = Literal["indoors", "outdoors"]
ProofKind = Literal["vaccinated", "boosted", "recovered"]
TestKind = Literal["pcr", "antigen", "supervised"]
"""A PCR test, an antigen test by trained staff (PoC), a self-test under supervision on site."""
Mask = Literal["none", "any", "medical", "ffp2"]
ContactData = Literal["collected", "electronic_only"]
ExemptFact = Literal["pupil_tested_at_school", "medical_certificate", "study_participant"]
SourceClass = Literal["A", "B", "C"]
Step = str
"""What holds in an area: "0" for nothing, "3G" for 3G by new cases without a level, or a level."""

NO_STEP: Step = "0"
REQUIREMENTS: tuple[Requirement, ...] = get_args(Requirement)
SETTINGS: tuple[Setting, ...] = get_args(Setting)
TESTS: tuple[TestKind, ...] = get_args(TestKind)
MASKS: tuple[Mask, ...] = get_args(Mask)


def strictness(requirement: Requirement) -> int:
    """The rank of a requirement: whoever meets one meets every lower one, exemptions aside."""
    return REQUIREMENTS.index(requirement)


def protects(mask: Mask, needed: Mask) -> bool:
    """Whether a mask is at least as good as the one needed."""
    return MASKS.index(mask) >= MASKS.index(needed)


def step_order(step: Step) -> int:
    """The rank of a step: nothing, then a consequence without a level, then the levels."""
    return -1 if step == NO_STEP else int(step) if step.isdigit() else 0
