"""Districts and the Land."""

from datetime import date

from pydantic import Field

from lagezentrum.law.model import Text
from lagezentrum.web.api.shapes.envelope import Answer, Shape


class AreaLinks(Shape):
    """Where more about an area lies."""

    level: str
    timeline: str
    explanation: str
    determinations: str
    calendar: str = Field(description="iCalendar")
    atom: str = Field(description="Atom feed")
    page: str = Field(description="page for people")


class AreaShort(Shape):
    """An area: which, and what it is called."""

    ags: str = Field(description="official municipality key: 5 digits, 2 for a Land; text with leading zero")
    ars: str = Field(description="regional key with 12 digits, as used in warnings")
    name: str = Field(description="without the kind, such as Osnabrück")
    title: str = Field(description="as it is called, such as Landkreis Osnabrück")
    kind: str


class AreaEntry(AreaShort):
    """An area in the list, with where to go on."""

    links: AreaLinks


class RuleHere(Shape):
    """A rule that can bring about something in an area, under the version in force today."""

    rule: str
    title: Text
    area: str = Field(description="where it is judged: the district, or the Land")
    steps: tuple[str, ...] = Field(description="what it can raise: levels as text, or the name of a consequence")
    authority: Text = Field(description="who determines")


class AreaDetails(AreaEntry):
    """An area with its population and the rules that apply in it."""

    inhabitants: tuple[int, int] | None = Field(
        description="lowest and highest number by which incidences were computed; null for a Land"
    )
    until: date | None = Field(description="last day on which it existed; null: it exists")
    rules: tuple[RuleHere, ...] = Field(description="empty where no version is in force today")


class AreasAnswer(Answer):
    """The Land and its districts."""

    data: tuple[AreaEntry, ...]


class AreaAnswer(Answer):
    """One area."""

    data: AreaDetails
