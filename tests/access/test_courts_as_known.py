"""What a court has not decided yet, nobody at a door can know."""

from datetime import date, timedelta

from lagezentrum.law.access.known import as_known_on
from tests.access.people import RULES

V4, V5 = RULES["2021-11-24"], RULES["2021-12-12"]


def test_before_the_decision_the_rule_goes_on_and_from_its_day_on_it_ends() -> None:
    friday = date(2021, 12, 17)
    for step, mask in (("1", "medical"), ("2", "medical"), ("3", "ffp2")):
        before = as_known_on(V5, date(2021, 12, 15)).row("retail", "indoors", step, 1, friday)
        after = as_known_on(V5, date(2021, 12, 16)).row("retail", "indoors", step, 1, friday)
        assert before is not None
        assert after is not None
        assert (before.requirement, before.mask, before.court) == ("2G", mask, None)
        assert (after.requirement, after.court) == ("none", "retail")


def test_a_later_decision_leaves_every_other_row_as_it_is() -> None:
    known = as_known_on(V4, date(2021, 12, 9))
    changed = [row for row in V4.places["body-near"].rows if row not in known.places["body-near"].rows]
    assert {row.to for row in changed if row.court is None} == {date(2021, 12, 10)}
    assert {row.court for row in changed} == {None, "body-near"}
    assert {k: v for k, v in known.places.items() if k != "body-near"} == {
        k: v for k, v in V4.places.items() if k != "body-near"
    }


def test_until_a_court_decides_no_door_is_left_without_a_row() -> None:
    for rules in (V4, V5):
        for court in rules.courts.values():
            known = as_known_on(rules, court.decided - timedelta(days=1))
            for kind, of_place in rules.places.items():
                for row in of_place.rows:
                    if row.court is None or row.from_ is None:
                        continue
                    assert known.row(kind, row.settings[0], row.steps[0], 1, row.from_) is not None, (kind, row)


def test_once_all_is_decided_nothing_is_left_out() -> None:
    assert as_known_on(V5, date(2021, 12, 16)) is V5
    assert as_known_on(V5, date.max) is V5
