"""An address of the policy lab read and written, without database and page."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lagezentrum.outlook.packed import Policies
from lagezentrum.web.public.policy_lab.asked import Asked, read
from lagezentrum.web.public.policy_lab.controls import expanded
from tests.outlook.drawing import drawn
from tests.web.public.policy_lab_settings import POSSIBLE, settings, version

PACKED, MOVED = version()


def ask(**said: str) -> Asked:
    return read({key.replace("__", "."): value for key, value in said.items()}, POSSIBLE, PACKED, MOVED)


def problem(name: str, said: str) -> str:
    found = read({name: said}, POSSIBLE, PACKED, MOVED)
    assert not found.values
    return found.problems[name].de


def test_an_empty_address_asks_for_the_law_from_the_usual_day_on() -> None:
    asked = ask()
    assert (asked.values, asked.problems) == ({}, {})
    assert dict(asked.address) == {"fassung": "2021-12-12", "von": "2021-11-01", "bis": "2021-12-20"}
    assert (asked.reading, asked.gaps, asked.against) == ("as_known", "both", "real")


@drawn(80)
@given(data=st.data())
def test_an_address_written_is_read_as_the_same_question(data: st.DataObject) -> None:
    values = data.draw(settings(PACKED, MOVED))
    words = {
        "zahlen": data.draw(st.sampled_from(["bekannt", "endgueltig"])),
        "luecken": data.draw(st.sampled_from(["beide", "verfehlt", "erreicht"])),
        "vergleich": data.draw(st.sampled_from(["wirklich", "gesetz"])),
    }
    asked = read({key: str(value) for key, value in values.items()} | words, POSSIBLE, PACKED, MOVED)
    assert asked.problems == {}
    assert dict(asked.values) == values
    again = read(dict(asked.address), POSSIBLE, PACKED, MOVED)
    assert again.address == asked.address
    assert (again.values, again.reading, again.gaps, again.against) == (
        asked.values,
        asked.reading,
        asked.gaps,
        asked.against,
    )
    written = {k: v if isinstance(v, str) else float(v) for k, v in expanded(MOVED, values).items()}
    Policies.of(PACKED, written, 1)  # the kernel knows every key and takes every value that the page takes


def test_a_comma_and_a_point_mean_the_same_and_the_value_in_law_is_no_change() -> None:
    assert ask(ranges__hospitalisation__1="4,5").values == {"ranges.hospitalisation.1": Decimal("4.5")}
    assert ask(ranges__hospitalisation__1="4.50").address == ask(ranges__hospitalisation__1="4,5").address
    assert ask(ranges__hospitalisation__1="3,0").values == {}


@pytest.mark.parametrize(
    ("name", "said", "told"),
    [
        ("ranges.hospitalisation.1", "viel", "keine Zahl"),
        ("ranges.hospitalisation.1", "nan", "keine Zahl"),
        ("ranges.hospitalisation.1", "1e999", "von 0 bis 10000"),
        ("ranges.hospitalisation.1", "-1", "von 0 bis 10000"),
        ("ranges.hospitalisation.1", "1e-30", "Höchstens 1 Nachkommastelle"),
        ("ranges.hospitalisation.1", "2.55", "Höchstens 1 Nachkommastelle"),
        ("ranges.icu_share.3", "101", "von 0 bis 100"),
        ("ranges.new_cases.3", "1.000", "ohne Tausenderpunkt eingeben, etwa 1000."),
        ("ranges.new_cases.3", "1,000", "ohne Tausenderpunkt eingeben, etwa 1000."),
        ("ranges.new_cases.3", "1_000", "keine Zahl"),
        ("*.raising.days", "0", "ganze Zahl von 1 bis 21"),
        ("*.raising.days", "2.5", "Bitte eine ganze Zahl"),
        ("*.raising.days", "9" * 10_000, "keine Zahl"),
        ("kalender", "lampentage", "nicht zur Wahl"),
        ("kalender", "sonntage", "nicht zur Wahl"),
        ("von", "2021-02-30", "Diesen Tag gibt es nicht"),
        ("von", "2020-01-01", "vom 25.8.2021 bis zum 20.12.2021"),
        ("bis", "2030-01-01", "vom 25.8.2021 bis zum 20.12.2021"),
        ("luecken", "egal", "beide, verfehlt, erreicht"),
    ],
)
def test_what_can_not_be_is_told_with_what_can(name: str, said: str, told: str) -> None:
    assert told in problem(name, said)


def test_days_the_wrong_way_round_and_a_period_too_long() -> None:
    assert "vor dem ersten" in ask(von="2021-12-01", bis="2021-11-15").problems["bis"].de
    wide = POSSIBLE.__class__("2021-12-12", date(2021, 1, 1), date(2021, 12, 20), date(2021, 11, 1), ("as_known",))
    assert "Mehr als 200 Tage" in read({"von": "2021-01-01"}, wide, PACKED, MOVED).problems["von"].de
    early = read({"bis": "2021-09-30"}, POSSIBLE, PACKED, MOVED)
    assert (early.problems, early.first) == ({}, date(2021, 8, 25))


def test_a_level_above_the_next_one_is_told_at_the_number_that_was_moved() -> None:
    lower = ask(ranges__hospitalisation__1="7")
    assert lower.problems["ranges.hospitalisation.1"].de == (
        "Warnstufe 1 beginnt bei 7, Warnstufe 2 schon bei 6. Wählen Sie hier höchstens 6."
    )
    upper = ask(ranges__new_cases__3="99,5")
    assert set(upper.problems) == {"ranges.new_cases.3"}
    assert upper.problems["ranges.new_cases.3"].de.endswith("Wählen Sie hier mindestens 100.")
    assert ask(ranges__hospitalisation__1="6").problems == {}


def test_later_figures_only_where_there_are_some() -> None:
    without = POSSIBLE.__class__("2021-12-12", POSSIBLE.first, POSSIBLE.last, POSSIBLE.usual_first, ("as_known",))
    assert (
        "liegen diesem Dienst nicht vor" in read({"zahlen": "endgueltig"}, without, PACKED, MOVED).problems["zahlen"].de
    )


@pytest.mark.parametrize(
    ("regulation", "name"),
    [("de-ni/corona-vo", "2021-08-25"), ("de/bundesnotbremse", "2021-04-23"), ("de-ni/stufenplan", "2021-06-01")],
)
def test_every_regulation_has_controls_that_stand_as_in_law_and_within_their_bounds(regulation: str, name: str) -> None:
    packed, moved = version(name, regulation)
    assert len({control.key for control in moved}) == len(moved)
    for control in moved:
        if control.choices:
            assert control.in_law in dict(control.choices)
            continue
        assert isinstance(control.in_law, Decimal)
        assert control.low <= control.in_law <= control.top <= control.high
        assert control.in_law % control.step == 0
    as_in_law = read({control.key: str(control.in_law) for control in moved}, POSSIBLE, packed, moved)
    assert (as_in_law.values, as_in_law.problems) == ({}, {})


def test_foreign_words_of_an_address_are_passed_over_and_parts_of_a_rule_are_not() -> None:
    assert ask(utm_source="x", q="1").problems == {}
    assert set(read({"statewide.lifting.dayz": "3"}, POSSIBLE, PACKED, MOVED).problems) == {"statewide.lifting.dayz"}
    packed, moved = version("2021-04-23", "de/bundesnotbremse")
    assert "kalender" in read({"kalender": "werktage"}, POSSIBLE, packed, moved).problems  # each part has its own
    assert len(read({f"x.{n}": "1" for n in range(90)}, POSSIBLE, PACKED, MOVED).problems) == 5
