"""What every act of the service needs: the matter as it stands, the moment, the entry in the ledger."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import ValidationError

from lagezentrum.engine.outcome import Finding
from lagezentrum.web import today
from lagezentrum.web.ledger import chain, folding, law
from lagezentrum.web.ledger.determination import Determination
from lagezentrum.web.ledger.drafting import Case, Wanted
from lagezentrum.web.ledger.models import Event
from lagezentrum.web.ledger.payloads import Payload
from lagezentrum.web.ledger.refusals import Conflict, Incomplete, UnknownMatter

if TYPE_CHECKING:
    from django.contrib.auth.models import User

P = TypeVar("P", bound=Payload)


def finding_name(finding: Finding) -> str:
    """The name of a finding in the ledger; a run of undetermined sections keeps its name as it grows."""
    about = [finding.rule, finding.area, finding.step, finding.change, finding.section_end.isoformat()]
    return "F-" + chain.sha256("|".join(about).encode())[:24]


def case_at(moment: datetime) -> Case:
    """The moment of a draft, and the last event by then."""
    head = chain.head()
    return Case(at=moment, decided_up_to=0 if head is None else head.number, regulation=law.on_file())


def record(kind: Event.Kind, matter: str, area: str, payload: Payload, actor: "User | None", moment: datetime) -> Event:
    """Add an event; the caller holds the lock."""
    return chain.append(kind, matter, area, payload.canonical(), actor, moment)


def found_matter(matter: str) -> Determination:
    """A matter as it stands.

    Raises:
        UnknownMatter: there is none of that name.
    """
    found = folding.determination(matter)
    if found is None:
        raise UnknownMatter(matter)
    return found


def new_matter(area: str, day: date) -> str:
    """The next name: area, year, running number."""
    stem = f"{area}-{day.year}-"
    taken = Event.objects.filter(kind=Event.Kind.DRAFTED, matter__startswith=stem).count()
    return f"{stem}{taken + 1}"


def refuse_twice(wanted: Wanted) -> None:
    """Refuse what is being decided already, or was decided just like this."""
    for other in folding.determinations():
        if (other.kind, other.rule, other.area, other.step) != (wanted.kind, wanted.rule, wanted.area, wanted.step):
            continue
        if other.is_open and other.corrects == wanted.corrects:
            raise Conflict(
                f"Dazu gibt es schon den offenen Vorgang {other.id} von {other.drafted_by}. Führen Sie ihn weiter oder "
                "ziehen Sie ihn zurück.",
                f"There is an open matter on this already: {other.id} by {other.drafted_by}. Go on with it, or "
                "withdraw it.",
            )
        same = other.effective == wanted.effective and other.effective is not None
        if same and other.state in ("published", "suspended") and wanted.corrects is None:
            raise Conflict(
                f"Genau das ist schon veröffentlicht: Vorgang {other.id}. Wenn daran etwas falsch ist, berichtigen Sie "
                "ihn.",
                f"Exactly this is published already: matter {other.id}. If something is wrong with it, correct it.",
            )


def payload_of(kind: type[P], **parts: Any) -> P:
    """A payload from what a person handed in."""
    try:
        return kind(**parts)
    except ValidationError as error:
        field = str(error.errors()[0]["loc"][0])
        raise Incomplete(
            field,
            f"Die Angabe „{field}“ fehlt oder passt nicht. Bitte ergänzen Sie sie.",
            f"{field!r} is missing or does not fit. Please complete it.",
        ) from error


def day_of(moment: datetime) -> date:
    """The day of a moment in Germany."""
    return moment.astimezone(today.BERLIN).date()
