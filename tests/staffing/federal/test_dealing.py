import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from lagezentrum.staffing.federal.dealing import apportion, deal

arcs = st.lists(st.tuples(st.integers(0, 3), st.floats(0, 9)), min_size=1, max_size=12)


@settings(max_examples=80, deadline=None, derandomize=True)
@given(arcs, st.lists(st.integers(0, 30), min_size=4, max_size=4))
def test_whole_people_add_up_at_every_node(drawn: list[tuple[int, float]], wanted: list[int]) -> None:
    node = np.array([number for number, _ in drawn])
    people = np.array([part for _, part in drawn])
    total = np.where(np.isin(np.arange(4), node), wanted, 0)
    whole = apportion(node, people, total)
    assert (whole >= 0).all()
    assert (np.bincount(node, weights=whole, minlength=4) == total).all()


@settings(max_examples=40, deadline=None, derandomize=True)
@given(arcs)
def test_a_sum_that_fits_moves_nobody_by_a_whole_person(drawn: list[tuple[int, float]]) -> None:
    node = np.array([number for number, _ in drawn])
    people = np.array([part for _, part in drawn])
    total = np.rint(np.bincount(node, weights=people, minlength=4)).astype(np.int64)
    assert (np.abs(apportion(node, people, total) - people) < 1 + 1e-6).all()


def test_people_go_in_their_order() -> None:
    people, arc = deal(np.array([7, 8, 9, 5]), np.array([1, 0, 1, 1]), np.array([1, 0, 1]), np.array([2, 1, 1]))
    assert list(zip(people.tolist(), arc.tolist(), strict=True)) == [(8, 1), (7, 0), (9, 0), (5, 2)]
