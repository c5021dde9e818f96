"""The plan file: there and back, equal bytes, and errors with their place."""

import json

import pytest

from lagezentrum.staffing import allocation, plan_file
from tests.staffing.random_instances import small

INSTANCE = small(3)
CONTENT = plan_file.write(INSTANCE, allocation.plan(INSTANCE))


def test_there_and_back() -> None:
    instance, plan = plan_file.read(CONTENT)
    assert plan_file.write(instance, plan) == CONTENT
    assert set(instance.people) == set(INSTANCE.people)
    assert instance.rules == INSTANCE.rules
    assert plan.joint_bound is not None


@pytest.mark.parametrize(
    ("path", "value", "place"),
    [
        (("people", 0, "mode"), "sometimes", "people[0].mode"),
        (("people", 0, "quarters"), 2.5, "people[0].quarters"),
        (("weeks", 0), "2020-13-01", "weeks[0]"),
        (("rules", "km_cost"), "much", "rules.km_cost"),
        (("needs",), {}, "needs"),
        (("format",), "lagezentrum/pool-plan/9", "format"),
        (("names",), [], "names"),
        (("people", 0, "name"), "Erika", "people[0].name"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(path: tuple[str | int, ...], value: object, place: str) -> None:
    whole = json.loads(CONTENT)
    part = whole
    for step in path[:-1]:
        part = part[step]
    part[path[-1]] = value
    with pytest.raises(plan_file.PlanFileError) as caught:
        plan_file.read(json.dumps(whole).encode())
    assert caught.value.place == place
    assert caught.value.de


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"[]", b'{"a": 1, "a": 2}', b"[" * 100_000])
def test_what_is_no_plan_file_is_refused(content: bytes) -> None:
    with pytest.raises(plan_file.PlanFileError):
        plan_file.read(content)
