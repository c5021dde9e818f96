"""`lage access`: whether a person may come in at a place and a moment, and what must be shown."""

from datetime import datetime, time
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from lagezentrum.cli.access_level import levels_as_known_on
from lagezentrum.cli.access_moments import read_moment, read_test, zone_of
from lagezentrum.cli.arguments import (
    DEFAULT_REGULATION,
    DataOption,
    DecisionsOption,
    RegulationOption,
    TextFormat,
    read_area,
    read_day,
)
from lagezentrum.cli.language import Language, both
from lagezentrum.cli.layout import hanging
from lagezentrum.cli.material import gather
from lagezentrum.cli.names import title_of
from lagezentrum.cli.refusals import Refusal
from lagezentrum.cli.settings import Settings
from lagezentrum.cli.status import require_covered

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lagezentrum.access import Answer
    from lagezentrum.law.access.model import AccessRules


class Role(StrEnum):
    """Who asks."""

    guest = "guest"
    staff = "staff"


class MaskWorn(StrEnum):
    """Masks, weakest first."""

    none = "none"
    any = "any"
    medical = "medical"
    ffp2 = "ffp2"


_DAY = both("TAG", "DAY")


def add_to(app: typer.Typer) -> None:
    """Add the command to `lage`."""
    app.command(
        "access",
        help=both(
            "Darf diese Person hier hinein, und was muss sie zeigen? Nichts davon wird gespeichert.",
            "may this person come in here, and what must be shown? Nothing of it is stored.",
        ),
    )(access)


def access(
    context: typer.Context,
    area: Annotated[
        str,
        typer.Option(
            "--area", metavar=both("GEBIET", "AREA"), help=both("Schlüssel (AGS) oder Name", "key (AGS) or name")
        ),
    ],
    on: Annotated[
        str,
        typer.Option(
            "--on",
            metavar=both("ZEIT", "TIME"),
            help=both(
                "JJJJ-MM-TTThh:mm (Ortszeit); ohne Test genügt der Tag",
                "YYYY-MM-DDThh:mm (local time); without a test the day suffices",
            ),
        ),
    ],
    place: Annotated[
        str,
        typer.Option(
            "--place",
            metavar=both("ORT", "PLACE"),
            help=both("Art des Ortes, etwa restaurant", "kind of place, such as restaurant"),
        ),
    ],
    indoors: Annotated[
        bool | None, typer.Option("--indoors/--outdoors", help=both("drinnen oder draußen", "indoors or outdoors"))
    ] = None,
    guests: Annotated[
        int | None,
        typer.Option(
            "--guests",
            min=1,
            metavar="N",
            help=both("so viele Menschen kommen zusammen", "so many people come together"),
        ),
    ] = None,
    capacity: Annotated[
        str | None,
        typer.Option(
            "--capacity",
            metavar="%",
            help=both("so viel Prozent der Kapazität werden genutzt", "percent of the capacity that is used"),
        ),
    ] = None,
    voluntary_2g: Annotated[
        bool, typer.Option("--voluntary-2g", help=both("der Betreiber verlangt 2G", "the operator requires 2G"))
    ] = False,
    vaccinated: Annotated[
        str | None,
        typer.Option(
            "--vaccinated", metavar=_DAY, help=both("letzte Impfung (ohne Auffrischung)", "last dose (boosters aside)")
        ),
    ] = None,
    boosted: Annotated[
        str | None, typer.Option("--boosted", metavar=_DAY, help=both("Auffrischungsimpfung", "booster dose"))
    ] = None,
    recovered: Annotated[
        str | None, typer.Option("--recovered", metavar=_DAY, help=both("positiver PCR-Test", "positive PCR test"))
    ] = None,
    tested: Annotated[
        list[str] | None,
        typer.Option(
            "--tested",
            metavar=both("ART@ZEIT", "KIND@TIME"),
            help=both(
                "negativer Test: pcr, antigen oder supervised, etwa antigen@2021-12-06T08:00",
                "negative test: pcr, antigen or supervised, such as antigen@2021-12-06T08:00",
            ),
        ),
    ] = None,
    age: Annotated[
        int | None, typer.Option("--age", min=0, max=130, metavar="N", help=both("Alter in Jahren", "age in years"))
    ] = None,
    pupil: Annotated[
        bool, typer.Option("--pupil", help=both("wird in der Schule getestet", "is tested at school"))
    ] = False,
    medical_certificate: Annotated[
        bool,
        typer.Option(
            "--medical-certificate",
            help=both("Attest: darf nicht geimpft werden", "certificate: can not be vaccinated"),
        ),
    ] = False,
    study: Annotated[
        bool, typer.Option("--study", help=both("nimmt an einer Impfstudie teil", "takes part in a vaccine study"))
    ] = False,
    role: Annotated[
        Role, typer.Option("--role", help=both("Gast oder dort beschäftigt", "guest or working there"))
    ] = Role.guest,
    close_contact: Annotated[
        bool | None,
        typer.Option(
            "--close-contact/--no-close-contact",
            help=both("Arbeit führt regelmäßig nah an andere heran", "work regularly brings close to others"),
        ),
    ] = None,
    mask: Annotated[
        MaskWorn | None, typer.Option("--mask", help=both("diese Maske wird getragen", "the mask worn"))
    ] = None,
    regulation: RegulationOption = DEFAULT_REGULATION,
    data: DataOption = None,
    decisions: DecisionsOption = None,
    form: Annotated[
        TextFormat, typer.Option("--format", help=both("Form der Ausgabe", "form of the output"))
    ] = TextFormat.text,
) -> None:
    """Print whether a person may come in, why, and what would change it."""
    from lagezentrum.access import Person, Place, Test, answer, contradictions
    from lagezentrum.law.access.reading import access_by_version

    settings: Settings = context.obj
    language = settings.language
    chosen = read_area(area, settings.library.regulation(regulation), language)
    rules = access_by_version(settings.library, regulation)
    zone = zone_of(rules.values())
    moment = read_moment(on, "--on", zone, language, day_alone=None if tested else time(12))
    person = Person(
        vaccinated=read_day(vaccinated, "--vaccinated", language) if vaccinated else None,
        boosted=read_day(boosted, "--boosted", language) if boosted else None,
        recovered=read_day(recovered, "--recovered", language) if recovered else None,
        tests=tuple(Test(*read_test(test, zone, language)) for test in tested or ()),
        age=age,
        pupil_tested_at_school=pupil,
        medical_certificate=medical_certificate,
        study_participant=study,
        role=role.value,
        close_contact=close_contact,
        mask=mask.value if mask else None,
    )
    for wrong in contradictions(person, moment.astimezone(zone)):
        raise Refusal(f"--{wrong.field}: {language.of(wrong.says)}")
    where = Place(
        kind=_kind(place, rules, language),
        setting=None if indoors is None else "indoors" if indoors else "outdoors",
        people=guests,
        capacity_used=_percent(capacity, language),
        operator="2G" if voluntary_2g else None,
    )
    material = gather(settings, regulation, data=data, decisions=decisions, with_orders=data is None, only=chosen.ags)
    day = moment.astimezone(zone).date()
    require_covered(day, material, settings)
    with settings.busy():
        level = levels_as_known_on(material, chosen.ags, day)(day)
    given = answer(rules.get(level.version or ""), where, person, moment, level)
    _show(given, settings, regulation, form, moment)


def _kind(text: str, rules: "Mapping[str, AccessRules]", language: Language) -> str:
    """The kind of place that `text` names: its key, or its title in either language."""
    from lagezentrum.law.problems import nearest

    titles: dict[str, str] = {}
    for version in rules.values():
        for kind, of_place in version.places.items():
            for title in (kind, of_place.title.de, of_place.title.en):
                titles[title.casefold()] = kind
    sought = text.strip().casefold()
    if not titles or sought in titles:
        return titles.get(sought, text)
    close = nearest(sought, titles)
    meant = f" {language('Meinten Sie', 'Did you mean')} {titles[close]}?" if close else ""
    known = ", ".join(sorted(set(titles.values())))
    raise Refusal(
        language(
            f"--place: {text!r} ist keine bekannte Art von Ort.{meant} Bekannt: {known}.",
            f"--place: {text!r} is no known kind of place.{meant} Known: {known}.",
        )
    )


def _percent(text: str | None, language: Language) -> Decimal | None:
    if text is None:
        return None
    try:
        value = Decimal(text.strip().removesuffix("%").strip().replace(",", "."))
    except InvalidOperation:
        value = Decimal(-1)
    if value.is_finite() and 0 <= value <= 100:
        return value
    raise Refusal(
        language(
            f"--capacity: {text!r} ist kein Anteil. Bitte eine Zahl von 0 bis 100 angeben, etwa 70.",
            f"--capacity: {text!r} is no share. Give a number from 0 to 100, such as 70.",
        )
    )


def _show(given: "Answer", settings: Settings, regulation: str, form: TextFormat, moment: datetime) -> None:
    from lagezentrum.access.wording import render

    language = settings.language
    area = given.level.area
    names = {area: title_of(area).removeprefix("Land ")}
    titles = {}
    if given.level.version is not None:
        norm = settings.library.norm(regulation, given.level.version)
        titles = {anchor: provision.title for anchor, provision in norm.items()}
    if form is TextFormat.json:
        from lagezentrum.access.document import as_data
        from lagezentrum.cli.output import write_json

        data = as_data(given, language.code, names, titles)
        write_json("access", {"regulation": regulation, "on": moment.isoformat(timespec="minutes"), **data})
        return
    for line in render(given, language.code, names, titles).splitlines():
        settings.show(hanging(line, settings.out.width) if line else "", soft_wrap=True)
