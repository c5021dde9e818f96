"""Parts of a regulation that do not fit together are told when it is read."""

from tests.law.conftest import Workshop

SUCCESSOR_PERIOD = ("2024-07-01", "2024-12-31")


def test_a_citation_of_an_unknown_provision_is_told_with_the_nearest(workshop: Workshop) -> None:
    line = workshop.edit("effect: {days_after: 2, cite: effect}", "effect: {days_after: 2, cite: efect}")
    assert f":{line}: unknown provision 'efect'; did you mean 'effect'?" in workshop.only_problem()


def test_an_unknown_calendar_is_told_with_the_nearest(workshop: Workshop) -> None:
    workshop.edit("calendar: lampentage", "calendar: lampentag")
    assert "unknown calendar 'lampentag'; did you mean 'lampentage'?" in workshop.only_problem()


def test_an_unknown_indicator_in_a_route_is_told(workshop: Workshop) -> None:
    workshop.edit("route: {lead: glow, any_of: [soot]}", "route: {lead: glow, any_of: [sot]}")
    told = "\n".join(workshop.problems())
    assert "unknown indicator 'sot'; did you mean 'soot'?" in told
    assert "looks at 'sot', which has no range" in told


def test_an_unknown_section_is_told(workshop: Workshop) -> None:
    workshop.edit(
        "route: {lead: glow, any_of: [soot]}\n      section: three-days",
        "route: {lead: glow, any_of: [soot]}\n      section: 3-days",
    )
    assert "unknown section '3-days'" in workshop.only_problem()


def test_a_gap_between_ranges_is_told(workshop: Workshop) -> None:
    workshop.edit("1: {above: 10, at_most: 20}", "1: {above: 10, at_most: 19}")
    assert "ranges of 'flicker': gap between 19 (end of level 1) and 20" in workshop.only_problem()


def test_an_overlap_of_ranges_is_told(workshop: Workshop) -> None:
    line = workshop.edit("1: {above: 10, at_most: 20}", "1: {above: 10, at_most: 21}")
    told = workshop.only_problem()
    assert f":{line}: ranges of 'flicker': overlap: level 1 ends at 21, 2 begins at 20" in told


def test_a_boundary_in_neither_range_is_told(workshop: Workshop) -> None:
    workshop.edit("1: {above: 10, at_most: 20}", "1: {above: 10, below: 20}")
    assert "levels 1 and 2: neither contains exactly 20" in workshop.only_problem()


def test_a_missing_level_in_a_table_is_told(workshop: Workshop) -> None:
    workshop.edit("      1: {above: 10, at_most: 20}\n", "")
    assert "ranges of 'flicker' are given for levels [2], declared are [1, 2]" in workshop.only_problem()


def test_levels_with_a_hole_in_their_numbers_are_refused(workshop: Workshop) -> None:
    workshop.edit("  2: {de: Warnstufe 2", "  3: {de: Warnstufe 2")
    assert any("levels are numbered [1, 3]" in problem for problem in workshop.problems())


def test_a_statewide_rule_can_not_look_at_a_district_figure(workshop: Workshop) -> None:
    workshop.edit("route: {lead: glow, any_of: [soot]}", "route: {lead: glow, any_of: [flicker]}")
    assert "statewide rule 'statewide' looks at 'flicker'" in workshop.only_problem()


def test_a_folder_with_another_name_than_its_version_is_refused(workshop: Workshop) -> None:
    workshop.folder.rename(workshop.folder.with_name("2024-01-02"))
    assert "version '2024-01-01' lies in a folder called '2024-01-02'" in workshop.only_problem()


def test_a_regulation_below_another_id_is_refused(workshop: Workshop) -> None:
    workshop.edit("regulation: toy/lampland", "regulation: toy/lampenland")
    assert "regulation 'toy/lampenland' lies below 'toy/lampland'" in workshop.only_problem()


def test_a_version_is_named_by_the_day_it_came_into_force(workshop: Workshop) -> None:
    workshop.edit("{from: 2024-01-01, to: 2024-06-30,", "{from: 2024-01-02, to: 2024-06-30,")
    assert "version '2024-01-01' is in force from 2024-01-02" in workshop.only_problem()


def test_a_period_that_ends_before_it_begins_is_refused(workshop: Workshop) -> None:
    workshop.edit("{from: 2024-01-01, to: 2024-06-30,", "{from: 2024-01-01, to: 2023-06-30,")
    assert "ends (2023-06-30) before it begins (2024-01-01)" in workshop.only_problem()


def test_overlapping_versions_are_refused(workshop: Workshop) -> None:
    workshop.successor("2024-06-30", "2024-12-31")
    told = workshop.only_problem()
    assert "2024-06-30/regulation.yaml:6: version 2024-06-30 begins while version 2024-01-01 is in force" in told
    assert "End version 2024-01-01 the day before" in told


def test_a_version_without_end_overlaps_every_later_one(workshop: Workshop) -> None:
    workshop.successor(*SUCCESSOR_PERIOD)
    workshop.edit("{from: 2024-01-01, to: 2024-06-30, cite", "{from: 2024-01-01, cite")
    assert "is in force (without an end)" in workshop.only_problem()


def test_versions_of_separate_territories_may_overlap(workshop: Workshop) -> None:
    folder = workshop.successor("2024-01-01", "2024-06-30", suffix="-inseln")
    workshop.edit('states: ["90"]', 'states: ["91"]', folder=folder)
    regulation = workshop.library().regulation("toy/lampland")
    assert [version.version for version in regulation.for_area("91001")] == ["2024-01-01-inseln"]


def test_a_count_carried_over_from_no_version_is_refused(workshop: Workshop) -> None:
    line = workshop.edit("starts: anew", "starts: carries_over")
    told = workshop.only_problem()
    assert f":{line}: section 'three-days' carries over, but no version was in force on the day before" in told


def test_a_count_carried_over_starts_with_the_version_before(workshop: Workshop) -> None:
    folder = workshop.successor(*SUCCESSOR_PERIOD)
    workshop.edit("starts: anew", "starts: carries_over", folder=folder)
    regulation = workshop.library().regulation("toy/lampland")
    first, second = regulation.versions
    assert regulation.predecessor(second) == first
    assert regulation.counting_starts(second, "local", "raising") == first.in_force.from_


def test_a_rule_may_not_change_its_scope_between_versions(workshop: Workshop) -> None:
    folder = workshop.successor(*SUCCESSOR_PERIOD)
    head = "  statewide:\n    title: {de: landesweite Warnstufe, en: statewide level}\n    scope: "
    workshop.edit(head + "state\n", head + "district\n", folder=folder)
    told = workshop.only_problem()
    assert "rule 'statewide' is for the district here, but for the state in version 2024-01-01" in told


FIXED = '\nfixed_levels:\n  - {level: 1, area: "%s", from: 2024-02-01, to: %s, cite: duration}\n'


def test_a_fixed_level_outside_the_time_of_its_version_is_refused(workshop: Workshop) -> None:
    workshop.file.write_text(workshop.file.read_text(encoding="utf-8") + FIXED % ("90", "2024-07-01"), encoding="utf-8")
    assert "fixed level 1 touches 2024-07-01, when this version is not in force" in workshop.only_problem()


def test_a_fixed_level_outside_the_territory_is_refused(workshop: Workshop) -> None:
    workshop.file.write_text(workshop.file.read_text(encoding="utf-8") + FIXED % ("03", "2024-02-20"), encoding="utf-8")
    assert "set for area '03', outside the territory" in workshop.only_problem()


def test_an_undeclared_fixed_level_is_refused(workshop: Workshop) -> None:
    text = (FIXED % ("90", "2024-02-20")).replace("level: 1", "level: 4")
    workshop.file.write_text(workshop.file.read_text(encoding="utf-8") + text, encoding="utf-8")
    assert "fixed level 4 is not declared under `levels`" in workshop.only_problem()
