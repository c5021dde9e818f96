"""Why something holds: the proof, and its text."""

from datetime import date

from pydantic import Field

from lagezentrum.engine.proof import Proof
from lagezentrum.law.model import Text
from lagezentrum.web.api.shapes.envelope import Answer, Shape


class Explanation(Shape):
    """The proof for one area and day."""

    day: date = Field(description="the day asked about")
    explained_day: date = Field(description="the day whose figures are told: `day`, or the last one with figures")
    proof: Proof = Field(description="the tree; format lagezentrum.proof/1; of figures and orders, not of suspensions")
    text: Text = Field(description="the same told in sentences, one a line; suspensions by a court stand before it")


class ExplanationAnswer(Answer):
    """Why something holds."""

    data: Explanation
