import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lagezentrum.staffing import checking
from tests.staffing.checking.base_plan import put, spoiled, valid, written

VALID = written(valid())


def places(content: bytes) -> list[str]:
    with pytest.raises(checking.Unreadable) as caught:
        checking.check(content)
    assert all(problem.de and problem.en for problem in caught.value.problems)
    return [problem.place for problem in caught.value.problems]


def number(table: str, **wanted: object) -> int:
    """Where a row of the valid plan stands in its table."""
    rows = valid()[table]
    return next(n for n, row in enumerate(rows) if all(row[name] == value for name, value in wanted.items()))


def test_the_place_of_each_problem_is_told() -> None:
    content = spoiled(
        put("people", {"key": "A/2"}, quarters=5, mode="somewhere"),
        put("needs", {"skill": "lead"}, fte=float("nan")),
        put("wishes", {"kind": "pin"}, first="2020-11-17"),
        lambda whole: whole["lenders"][0].pop("excluded"),
        lambda whole: whole["lenders"][0].update(telephone="1"),
    )
    assert sorted(places(content)) == sorted(
        [
            "lenders[0].excluded",
            'lenders[0]."telephone"',
            f"people[{number('people', key='A/2')}].mode",
            f"people[{number('people', key='A/2')}].quarters",
            f"needs[{number('needs', skill='lead')}].fte",
            f"wishes[{number('wishes', kind='pin')}].first",
        ]
    )


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (b"", "1:1"),
        (b"\xff\xfe", "Byte 0"),
        (b"[]", "JSON"),
        (b"{}", "format"),
        (b'{"format": "other/1"}', "format"),
        (b'{"a": 1, "a": 2}', '"a"'),
        (b"[" * 100_000, "JSON"),
        (b"1" * 10_000, "JSON"),
        (b'{"format": "\\ud800"}', "format"),
    ],
)
def test_what_is_no_plan_file_is_told(content: bytes, place: str) -> None:
    assert places(content) == [place]


@pytest.mark.parametrize(
    ("name", "value", "place"),
    [
        ("weeks", [], "weeks"),
        ("weeks", ["2020-11-09", "2020-11-23"], "weeks[1]"),
        ("weeks", ["2020-11-10"], "weeks[0]"),
        ("weeks", ["20201109"], "weeks[0]"),
        ("weeks", ["9998-11-09"], "weeks[0]"),
        ("rules", None, "rules"),
        ("people", {}, "people"),
        ("people", [None], "people[0]"),
        ("joint_bound", "low", "joint_bound"),
        ("extra", 1, '"extra"'),
    ],
)
def test_a_part_of_another_kind_is_told(name: str, value: object, place: str) -> None:
    assert place in places(written({**valid(), name: value}))


@pytest.mark.parametrize(
    ("table", "wanted", "changed", "place"),
    [
        ("people", {"key": "A/2"}, {"lender": "Q"}, "people[A/2].lender"),
        ("people", {"key": "A/2"}, {"key": "A/1"}, f"people[{number('people', key='A/2')}]"),
        ("standing", {"person": "B/1"}, {"receiver": "Q"}, "standing[B/1].receiver"),
        ("wishes", {"kind": "pin"}, {"receiver": None}, f"wishes[{number('wishes', kind='pin')}].receiver"),
        ("wishes", {"kind": "forbid"}, {"last": "2020-11-02"}, f"wishes[{number('wishes', kind='forbid')}].last"),
    ],
)
def test_names_that_nobody_has_are_told(table: str, wanted: Any, changed: Any, place: str) -> None:
    assert places(spoiled(put(table, wanted, **changed))) == [place]


def test_fields_that_are_missing_are_never_guessed() -> None:
    whole = valid()
    for table, rows in whole.items():
        if isinstance(rows, list) and rows and isinstance(rows[0], dict):
            for name in rows[0]:
                first = {key: value for key, value in rows[0].items() if key != name}
                assert f"{table}[0].{name}" in places(written({**whole, table: [first, *rows[1:]]}))


odd = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=4), st.just("2020-11-09"),
    st.sampled_from([10**400, -(10**9), "\ud800", [], {}, [[]], "0001-01-01", "9999-12-31"]),
)  # fmt: skip


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.data())
def test_any_value_anywhere_is_judged_or_told(data: st.DataObject) -> None:
    whole = valid()
    part: Any = whole
    while True:
        keys = list(part) if isinstance(part, dict) else list(range(len(part)))
        if not keys:
            break
        key = data.draw(st.sampled_from(keys))
        if isinstance(part[key], dict | list) and part[key] and data.draw(st.integers(0, 4)):
            part = part[key]
            continue
        part[key] = data.draw(odd)
        break
    judge(json.dumps(whole).encode())


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.integers(0, len(VALID)), st.integers(0, 40), st.binary(max_size=6))
def test_any_damage_is_judged_or_told(start: int, length: int, instead: bytes) -> None:
    judge(VALID[:start] + instead + VALID[start + length :])


def judge(content: bytes) -> None:
    try:
        checked = checking.check(content)
    except checking.Unreadable as error:
        told: tuple[checking.Problem | checking.Violation, ...] = error.problems
        str(error).encode()
    else:
        told = checked.violations
        assert checked.valid == (not told)
    assert all(one.de and one.en for one in told)
