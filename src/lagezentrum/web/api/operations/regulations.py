"""/regulations: the law as data, with the provisions it rests on."""

from functools import cache
from typing import Annotated

from django.conf import settings
from ninja import Path, Router

from lagezentrum.law.coverage import coverage
from lagezentrum.law.model import Regulation, Text, Version
from lagezentrum.law.problems import nearest
from lagezentrum.web.api.problems import Refused, Suggestion
from lagezentrum.web.api.record import meta
from lagezentrum.web.api.serving import answered
from lagezentrum.web.api.shapes.regulations import (
    ProvisionText,
    RegulationAnswer,
    RegulationInFull,
    RegulationsAnswer,
    RegulationShort,
    VersionInFull,
    VersionShort,
)
from lagezentrum.web.ledger import law

router = Router(tags=["law"], by_alias=True)

Publisher = Annotated[str, Path(description="such as de-ni", example="de-ni")]
Name = Annotated[str, Path(description="such as corona-vo", example="corona-vo")]


@router.get("/regulations", response=RegulationsAnswer, operation_id="regulations", summary="All regulations")
@answered
def regulations() -> RegulationsAnswer:
    """Every regulation that the service knows, with the versions announced up to today. One of them is in charge."""
    return RegulationsAnswer(data=tuple(_short(law.regulation(name)) for name in law.library().folders), meta=meta())


@router.get(
    "/regulations/{publisher}/{name}",
    response=RegulationAnswer,
    operation_id="regulation",
    summary="One regulation in full",
)
@answered
def regulation(publisher: Publisher, name: Name) -> RegulationAnswer:
    """All announced versions of a regulation: ranges, rules, sections, provisions cited, and the readings chosen."""
    wanted = f"{publisher}/{name}"
    if wanted not in law.library().folders:
        close = nearest(wanted, law.library().folders)
        raise Refused(
            "unknown-regulation",
            Text(
                de=f"{wanted!r} ist hier nicht hinterlegt." + (f" Gemeint: {close}?" if close else ""),
                en=f"{wanted!r} is not on file here." + (f" Did you mean {close}?" if close else ""),
            ),
            suggestions=[Suggestion(value=close, title=close)] if close else (),
        )
    return RegulationAnswer(data=_in_full(wanted), meta=meta())


def _short(of: Regulation) -> RegulationShort:
    return RegulationShort(
        id=of.id,
        in_charge=of.id == settings.REGULATION,
        versions=tuple(
            VersionShort(version=v.version, title=v.title, first_day=v.in_force.from_, last_day=v.in_force.to)
            for v in of.versions
        ),
        link=f"/api/v1/regulations/{of.id}",
    )


def _in_full(name: str) -> RegulationInFull:
    found = law.regulation(name)
    return RegulationInFull(**dict(_short(found)), in_full=_versions(name, len(found.versions)))


@cache
def _versions(name: str, count: int) -> tuple[VersionInFull, ...]:
    return tuple(_version(name, version) for version in law.on_file(name).versions[:count])


def _version(name: str, version: Version) -> VersionInFull:
    provisions = law.library().norm(name, version.version)
    cited = {row.anchor: row.cited_at for row in coverage(version, provisions)}
    return VersionInFull(
        law=version,
        provisions=tuple(
            ProvisionText(
                anchor=p.anchor,
                title=p.title,
                text=Text(de=p.text_de, en=p.text_en),
                status=p.status,
                reason=p.reason,
                cited_at=cited[p.anchor],
            )
            for p in provisions.values()
        ),
        readings=law.library().interpretations(name, version.version),
    )
