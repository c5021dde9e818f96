"""Regulations as tables for people."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from lagezentrum.cli.language import Language
from lagezentrum.cli.layout import hanging
from lagezentrum.cli.narrow import show_whole
from lagezentrum.cli.settings import Settings

if TYPE_CHECKING:
    from lagezentrum.law.difference import Difference
    from lagezentrum.law.interpretations import Interpretation
    from lagezentrum.law.model import Regulation, Route, Section, Version
    from lagezentrum.law.ranges import Range


def show_list(settings: Settings, regulations: "Sequence[Regulation]") -> None:
    """Print each regulation with its versions."""
    language = settings.language
    for regulation in regulations:
        settings.show(regulation.id, style="bold")
        table = Table(box=None, show_header=False, padding=(0, 1, 0, 2))
        table.add_column(no_wrap=True)
        table.add_column(no_wrap=True)
        table.add_column(ratio=1)
        for version in regulation.versions:
            table.add_row(version.version, in_force(version, language), Text(language.of(version.title)))
        show_whole(settings, table)


def in_force(version: "Version", language: Language) -> str:
    """The period of a version: "24.11.2021–11.12.2021"."""
    end = version.in_force.to
    return f"{language.day(version.in_force.from_)}–{language.day(end) if end else ''}"


def show_version(settings: Settings, version: "Version", readings: "Mapping[str, Interpretation]") -> None:
    """Print one version: what it looks at, its ranges, its rules, its sections, and the readings chosen."""
    language = settings.language
    settings.show(f"{version.regulation}@{version.version}", style="bold")
    settings.show(language.of(version.title))
    settings.show(
        f"{language('In Kraft: ', 'In force: ')}{in_force(version, language)}, {_territory(version, language)}"
    )
    if version.indicators:
        show_whole(settings, _ranges(version, language))
    for name, section in version.sections.items():
        calendar = language.of(settings.library.calendars[section.calendar].title)
        settings.show(f"{language('Abschnitt', 'Section')} {name}: {_section(section, calendar, language)}")
    for name, rule in version.rules.items():
        settings.show("")
        settings.show(Text.assemble((name, "bold"), f"  {language.of(rule.title)}"))
        modality = {
            "shall": language("stellt fest", "determines"),
            "may": language("kann feststellen", "may determine"),
            "by_law": language("von Gesetzes wegen", "by law"),
        }
        for label, text in (
            (language("erreicht", "reached"), _route(version, rule.raising.route, language)),
            (
                language("aufgehoben", "lifted"),
                _route(version, rule.lifting.route, language)
                + (
                    language(" nicht mehr im Bereich", " no longer in range")
                    if rule.lifting.out_of_range == "not_reached"
                    else language(" unter der Schwelle", " below the threshold")
                ),
            ),
            (language("wer", "who"), f"{language.of(rule.authority)} ({modality[rule.modality]})"),
            *((language("Ermessen", "discretion"), language.of(d.title)) for d in rule.discretion),
            (language("Fundstelle", "provision"), ", ".join(rule.cite)),
        ):
            settings.show(hanging(f"  {label}: {text}", settings.out.width), soft_wrap=True)
    for fixed in version.fixed_levels:
        end = language.day(fixed.to) if fixed.to else language("bis zur Aufhebung", "until lifted")
        settings.show(
            language(
                f"Durch die Verordnung: Stufe {fixed.level} in {fixed.area}",
                f"By the regulation: level {fixed.level} in {fixed.area}",
            )
            + f", {language.day(fixed.from_)} – {end}",
        )
    if readings:
        settings.show("")
        settings.show(language("Lesarten (der Text lässt zwei zu):", "Readings (the text allows two):"), style="bold")
        for reading in readings.values():
            settings.show(hanging(f"  {language.of(reading.question)}", settings.out.width))
            settings.show(hanging(f"    → {language.of(reading.chosen)}", settings.out.width), style="dim")


def show_differences(settings: Settings, old: "Version", new: "Version", found: "Sequence[Difference]") -> None:
    """Print two versions side by side where they differ."""
    language = settings.language
    names = (f"{old.regulation}@{old.version}", f"{new.regulation}@{new.version}")
    if not found:
        settings.show(
            language(f"{names[0]} und {names[1]} sagen dasselbe.", f"{names[0]} and {names[1]} say the same.")
        )
        return
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("", overflow="fold")
    table.add_column(old.version, overflow="fold")
    table.add_column(new.version, overflow="fold")
    for difference in found:
        table.add_row(Text(difference.path), Text(difference.old or "–"), Text(difference.new or "–"))
    settings.show(f"{names[0]} → {names[1]}")
    settings.show(table)
    settings.show(language(f"{len(found)} Unterschiede", f"{len(found)} differences"))


def _ranges(version: "Version", language: Language) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column(language("Indikator", "indicator"))
    for level in sorted(version.levels):
        table.add_column(language.of(version.levels[level]))
    consequences = [rule.consequence for rule in version.rules.values() if rule.consequence]
    for consequence in consequences:
        table.add_column(consequence.name)
    for name, indicator in version.indicators.items():
        levels = version.ranges[name].levels if name in version.ranges else {}
        cells = [
            range_in_words(levels[level], language) if level in levels else "–" for level in sorted(version.levels)
        ]
        cells += [range_in_words(c.ranges[name], language) if name in c.ranges else "–" for c in consequences]
        table.add_row(Text(language.of(indicator.title)), *cells)
    return table


def range_in_words(wanted: "Range", language: Language) -> str:
    """A range as the law words it: "über 6 bis 9"."""
    lower = language("über", "above") if wanted.above is not None else language("ab", "from")
    words = f"{lower} {language.number(wanted.threshold)}"
    if wanted.at_most is not None:
        words += f" {language('bis', 'to')} {language.number(wanted.at_most)}"
    if wanted.below is not None:
        words += f" {language('bis unter', 'to below')} {language.number(wanted.below)}"
    return words


def _territory(version: "Version", language: Language) -> str:
    """Where a version holds, by Land keys as in every other output."""
    territory = version.territory
    if territory.except_states:
        return language("alle Länder außer ", "every Land but ") + ", ".join(territory.except_states)
    return "Land " + ", ".join(territory.states)


def _section(section: "Section", calendar: str, language: Language) -> str:
    words = {"anew": ("beginnt neu", "starts anew"), "carries_over": ("läuft weiter", "carries over")}
    if isinstance(section.starts, str):
        start = language(*words[section.starts])
    else:
        start = language("ab ", "from ") + language.day(section.starts)
    days, after = section.days, section.effect.days_after
    return language(
        f"{days} Tage in Folge, gezählt werden {calendar}; Zählung {start}; gilt {after} Tage danach",
        f"{days} days in a row, counting {calendar[:1].lower()}{calendar[1:]}; count {start}; "
        f"takes effect {after} days after",
    )


def _route(version: "Version", route: "Route", language: Language) -> str:
    ways = [" + ".join(language.of(version.indicators[name].title) for name in way) for way in route.ways]
    return language(" oder ", " or ").join(ways)
