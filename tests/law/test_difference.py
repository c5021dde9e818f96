"""The difference between two versions shows numbers and structure, and nothing else unless asked."""

from lagezentrum.law.difference import Difference, differences
from lagezentrum.law.library import Library
from lagezentrum.law.model import Regulation, Version
from tests.law.conftest import Workshop

CORONA = Library().regulation("de-ni/corona-vo")


def version(name: str, regulation: Regulation = CORONA) -> Version:
    found = regulation.named(name)
    assert found is not None
    return found


def by_path(old: str, new: str) -> dict[str, tuple[str | None, str | None]]:
    return {d.path: (d.old, d.new) for d in differences(version(old), version(new))}


def test_the_ordinance_of_23_november_lowers_the_thresholds() -> None:
    found = by_path("2021-11-11", "2021-11-24")
    assert found["ranges.hospitalisation.levels.1.above"] == ("6", "3")
    assert found["ranges.hospitalisation.levels.3.above"] == ("11", "9")
    assert found["ranges.icu_share.levels.3.above"] == ("20", "15")
    assert found["rules.new-cases.consequence.ranges.new_cases.above"] == ("50", "35")
    assert found["sections.five-days.starts"] == ("carries_over", "anew")
    assert found["fixed_levels.03 from 2021-11-24"] == (None, "level 1; until lifted; rule statewide")
    assert not any(path.startswith("ranges.new_cases") for path in found)


def test_the_amendment_of_11_december_changes_lifting_only() -> None:
    assert by_path("2021-11-24", "2021-12-12") == {
        "sections.five-days.starts": ("anew", "carries_over"),
        "rules.statewide.lifting.route": ("any_of hospitalisation, icu_share", "all_of hospitalisation, icu_share"),
        "rules.local.lifting.route": ("any_of hospitalisation, new_cases", "all_of hospitalisation, new_cases"),
        "fixed_levels.03 from 2021-11-24": ("level 1; until lifted; rule statewide", None),
    }


def test_a_rule_that_appears_is_one_difference_with_what_it_says() -> None:
    found = by_path("2021-08-25", "2021-09-22")
    old, new = found["rules.statewide"]
    assert old is None
    assert new is not None
    assert "raising.route lead hospitalisation, any_of icu_share" in new
    assert found["rules.local.raising.route"] == (
        "at_least 2 of hospitalisation, new_cases, icu_share",
        "lead hospitalisation, any_of new_cases",
    )


def test_rules_that_vanish_are_shown_one_by_one() -> None:
    found = by_path("2021-12-12", "2021-12-24")
    assert {path for path in found if path.startswith("rules.")} == {
        "rules.statewide",
        "rules.local",
        "rules.new-cases",
    }
    assert all(found[path][1] is None for path in found if path.startswith("rules."))
    assert found["fixed_levels.03 from 2021-12-24"] == (None, "level 3; to 2022-01-15")


def test_the_amendment_of_november_changed_no_number() -> None:
    assert differences(version("2021-09-22"), version("2021-11-11")) == ()


def test_titles_citations_and_period_are_shown_when_asked_for() -> None:
    found = {d.path: (d.old, d.new) for d in differences(version("2021-09-22"), version("2021-11-11"), wording=True)}
    assert found["in_force.to"] == ("2021-11-10", "2021-11-23")
    assert "title" in found


def test_a_version_does_not_differ_from_itself() -> None:
    for regulation in map(Library().regulation, Library().folders):
        for each in regulation.versions:
            assert differences(each, each, wording=True) == ()


def test_a_word_is_a_difference_of_its_own(workshop: Workshop) -> None:
    before = workshop.library().regulation("toy/lampland").versions[0]
    workshop.edit("ranges: {flicker: {above: 5}}", "ranges: {flicker: {at_least: 5.10}}")
    after = workshop.library().regulation("toy/lampland").versions[0]
    path = "rules.flicker-alone.consequence.ranges.flicker"
    assert differences(before, after) == (
        Difference(f"{path}.above", "5", None),
        Difference(f"{path}.at_least", None, "5.1"),
    )


def test_another_authority_is_a_difference_and_another_title_is_none(workshop: Workshop) -> None:
    before = workshop.library().regulation("toy/lampland").versions[0]
    workshop.edit("{de: Lampenministerium, en: Ministry of Lamps}", "{de: Bezirk, en: district}")
    workshop.edit("title: {de: örtliche Warnstufe, en: local level}", "title: {de: Ortsstufe, en: town level}")
    after = workshop.library().regulation("toy/lampland").versions[0]
    assert differences(before, after) == (
        Difference("rules.statewide.authority", "Lampenministerium / Ministry of Lamps", "Bezirk / district"),
    )


def test_a_discretion_that_vanishes_is_a_difference(workshop: Workshop) -> None:
    before = workshop.library().regulation("toy/lampland").versions[0]
    workshop.edit(
        "      - {kind: confined_outbreak, title: {de: räumlich begrenztes Flackern, en: spatially confined flicker}, "
        "cite: outbreak}\n",
        "",
    )
    after = workshop.library().regulation("toy/lampland").versions[0]
    assert [d.path for d in differences(before, after)] == ["rules.local.discretion.confined_outbreak"]
