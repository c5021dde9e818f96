"""Orders are read from our own table or from the list of declared levels, and never half."""

from datetime import date
from pathlib import Path

import pytest

from lagezentrum.sources.areas import districts
from lagezentrum.sources.orders.layout import COLUMNS, DECLARED_COLUMNS
from lagezentrum.sources.orders.order import decisions
from lagezentrum.sources.orders.reading import read_orders
from lagezentrum.sources.problems import SourceError
from tests.sources.published_files import write

LATEST = date(2021, 12, 31)
OWN = ",".join(COLUMNS)
DECLARED = ",".join(DECLARED_COLUMNS)
STATEWIDE = "determined,statewide,03,2,2021-12-15,2021-12-17,,Ministerium,Lage,https://example.org,"


def own(tmp_path: Path, *rows: str, header: str = OWN) -> Path:
    return write(tmp_path / "orders.csv", [header, *rows])


def declared(tmp_path: Path, *rows: str) -> Path:
    return write(tmp_path / "declared.csv", [DECLARED, *rows])


def test_a_row_of_our_own_table_becomes_a_decision(tmp_path: Path) -> None:
    (decision,) = decisions(read_orders(own(tmp_path, STATEWIDE), latest=LATEST))
    assert (decision.kind, decision.rule, decision.area, decision.step) == ("determined", "statewide", "03", "2")
    assert (decision.decided_on, decision.effective) == (date(2021, 12, 15), date(2021, 12, 17))
    assert decision.authority == "Ministerium"


def test_few_columns_are_enough_and_areas_may_be_named(tmp_path: Path) -> None:
    file = own(
        tmp_path,
        "determined,local,Holzminden,2,2021-12-09",
        "lifted,new-cases,Region Hannover,3G,2021-12-11",
        header="kind,rule,area,step,effective",
    )
    first, second = decisions(read_orders(file, latest=LATEST))
    assert (first.area, second.area, second.kind) == ("03255", "03241", "lifted")
    assert first.decided_on == date(2021, 12, 7)
    assert "angenommen" in first.note


def test_refraining_has_a_day_of_decision_and_an_end_but_no_effect(tmp_path: Path) -> None:
    row = "refrained,local,03351,2,2021-12-01,,2021-12-10,Landkreis Celle,Ausbruch in einem Betrieb,,"
    (decision,) = decisions(read_orders(own(tmp_path, row), latest=LATEST))
    assert (decision.kind, decision.effective, decision.until) == ("refrained", None, date(2021, 12, 10))


@pytest.mark.parametrize("kind", ["by_regulation", "declined", "remained", "open"])
def test_what_no_authority_decided_is_on_record_but_is_no_decision(tmp_path: Path, kind: str) -> None:
    orders = read_orders(own(tmp_path, f"{kind},local,03351,2,,2021-12-01,,,,,"), latest=LATEST)
    assert [order.kind for order in orders] == [kind]
    assert decisions(orders) == ()


def test_an_order_may_take_effect_after_today_but_not_be_published_then(tmp_path: Path) -> None:
    assert read_orders(own(tmp_path, STATEWIDE), latest=date(2021, 12, 15))
    with pytest.raises(SourceError, match="2021-12-15 lies in the future"):
        read_orders(own(tmp_path, STATEWIDE), latest=date(2021, 12, 14))


def test_orders_for_an_invented_country_name_its_own_areas_and_rules(tmp_path: Path) -> None:
    file = own(tmp_path, "determined,lamp,L1,1,2024-01-08,2024-01-09,,,,,")
    (decision,) = decisions(read_orders(file, rules=["lamp"], areas=["L1", "L2"]))
    assert decision.area == "L1"
    with pytest.raises(SourceError, match="unknown area 'L1'"):
        read_orders(file, rules=["lamp"], areas=["L2"])


BROKEN_OWN = {
    "an unknown kind": (STATEWIDE.replace("determined", "determind"), "Did you mean 'determined'"),
    "an unknown rule": (STATEWIDE.replace("statewide", "statwide"), "Did you mean 'statewide'"),
    "an unknown area": ("determined,local,Holzmindn,2,2021-12-07,2021-12-09,,,,,", "Landkreis Holzminden"),
    "an ambiguous area": ("determined,local,Osnabrück,2,2021-12-07,2021-12-09,,,,,", "may be Stadt Osnabrück"),
    "no step": (STATEWIDE.replace(",03,2,", ",03,,"), "without a step"),
    "level zero": (STATEWIDE.replace(",03,2,", ",03,0,"), "without a step"),
    "no effective day": (STATEWIDE.replace("2021-12-17", ""), "without the day on which it takes effect"),
    "decided too late": (STATEWIDE.replace("2021-12-15", "2021-12-18"), "decided after it took effect"),
    "an end of a determination": (STATEWIDE.replace("17,,", "17,2021-12-24,"), "with until"),
    "a level that ends before it begins": (
        "by_regulation,statewide,03,3,,2021-12-24,2021-12-23,,,,",
        "it ends before it begins",
    ),
    "refraining with effect": ("refrained,local,03351,2,2021-12-01,2021-12-03,,,,,", "takes no effective day"),
    "refraining without a day": ("refrained,local,03351,2,,,,,,,", "without the day of the decision"),
    "a district under the statewide rule": (STATEWIDE.replace(",03,", ",03351,"), "does not go with area 03351"),
    "the Land under the local rule": (STATEWIDE.replace("statewide", "local"), "does not go with area 03"),
    "a German date": (STATEWIDE.replace("2021-12-17", "17.12.2021"), "German order"),
    "a field too many": (STATEWIDE + ",", "12 fields where the header names 11"),
}


@pytest.mark.parametrize("name", BROKEN_OWN)
def test_a_broken_row_of_our_own_table_is_refused_with_its_line(tmp_path: Path, name: str) -> None:
    row, words = BROKEN_OWN[name]
    file = own(tmp_path, row)
    with pytest.raises(SourceError, match=words) as caught:
        read_orders(file, latest=LATEST)
    assert len(caught.value.problems) == 1
    assert (caught.value.problems[0].file, caught.value.problems[0].line) == (file, 2)
    assert caught.value.problems[0].remedy


def test_two_orders_for_the_same_area_and_day_contradict_each_other(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"second row for rule 'statewide' in 03 .* \(first in line 2\)"):
        read_orders(own(tmp_path, STATEWIDE, STATEWIDE.replace(",2,", ",3,")), latest=LATEST)


def test_a_header_of_neither_table_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="Rename it to 'effective'"):
        read_orders(own(tmp_path, header=OWN.replace("effective", "efective")))
    with pytest.raises(SourceError, match="column 'level' is missing"):
        read_orders(write(tmp_path / "declared.csv", [DECLARED.replace(",level", "")]))


def test_all_other_districts_are_those_not_listed_for_the_same_day(tmp_path: Path) -> None:
    file = declared(
        tmp_path,
        "2021-12-01,03358,1,district,not reached,,https://example.org,stayed at 1",
        "2021-12-01,03255,,district,open,,https://example.org,",
        "2021-12-01,all other 43 districts,2,district,reached,2021-11-24;2021-11-25,https://example.org,",
    )
    orders = read_orders(file, latest=LATEST)
    assert [order.kind for order in orders[:2]] == ["remained", "open"]
    named = {decision.area for decision in decisions(orders)}
    assert named == {area.ags for area in districts("03")} - {"03358", "03255"}
    assert decisions(orders)[0].decided_on == date(2021, 11, 29)


def test_what_the_regulation_fixed_is_told_from_what_the_ministry_ordered(tmp_path: Path) -> None:
    file = declared(
        tmp_path,
        "2021-12-17,statewide,2,state,hospitalisation and icu,,https://example.org,announced 2021-12-14",
        '2021-12-24,statewide,3,state,"fixed by ordinance, until 2022-01-15",,https://example.org,',
    )
    ordered, fixed = read_orders(file, latest=LATEST)
    assert (ordered.kind, ordered.decided_on) == ("determined", date(2021, 12, 14))
    assert (fixed.kind, fixed.until, fixed.decision) == ("by_regulation", date(2022, 1, 15), None)


BROKEN_DECLARED = {
    "a wrong number of other districts": (
        "2021-12-01,all other 39 districts,2,district,,,,",
        "45 districts are not listed singly",
    ),
    "an unknown scope": ("2021-12-01,everywhere,2,district,,,,", "is no district of Lower Saxony"),
    "a district of another Land": ("2021-12-01,02000,2,district,,,,", "is no district of Lower Saxony"),
    "a level that is none": ("2021-12-01,03241,two,district,,,,", "is no level"),
    "a level without its day": (",03241,2,district,,,,", "without effective_date"),
    "a shifted row": ("2021-12-01,03241,2,reached,district,,,", "the row may be shifted"),
    "a counted day that is none": ("2021-12-01,03241,2,district,,2021-11-31,,", "no day of the calendar"),
    "a day in words that is none": ("2021-12-01,03241,2,district,,,,announced 2021-11-31", "no day of the calendar"),
}


@pytest.mark.parametrize("name", BROKEN_DECLARED)
def test_a_broken_list_of_declared_levels_is_refused_with_its_line(tmp_path: Path, name: str) -> None:
    row, words = BROKEN_DECLARED[name]
    file = declared(tmp_path, row)
    with pytest.raises(SourceError, match=words) as caught:
        read_orders(file, latest=LATEST)
    assert (caught.value.problems[0].file, caught.value.problems[0].line) == (file, 2)
