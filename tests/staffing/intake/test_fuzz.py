"""Whatever comes in is read or refused with its place: never a traceback, and no row is lost without a word."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lagezentrum.staffing.intake.authorities import read_lenders
from lagezentrum.staffing.intake.nominations import read_nominations
from lagezentrum.staffing.intake.problems import Reading
from lagezentrum.staffing.intake.requests import read_requests
from tests.staffing.intake.material import (
    AUTHORITY,
    AUTHORITY_NAMES,
    KNOWN,
    NOMINATION,
    NOMINATION_NAMES,
    REQUEST,
    REQUEST_NAMES,
    text,
    workbook,
)

READERS: dict[str, tuple[Callable[[bytes], Reading[object]], list[str], dict[str, str]]] = {
    "nominations": (lambda content: read_nominations(content, KNOWN), NOMINATION_NAMES, NOMINATION),  # type: ignore[dict-item, return-value]
    "authorities": (read_lenders, AUTHORITY_NAMES, AUTHORITY),  # type: ignore[dict-item]
    "requests": (lambda content: read_requests(content, KNOWN), REQUEST_NAMES, REQUEST),  # type: ignore[dict-item, return-value]
}
FEW = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
CELLS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(["", "0,5", "1e309", "nan", "inf", "31.12.9999", "00.00.0000", "=1+1", '"', "\x00", "ß", "٣", "²"]),
    st.integers().map(str),
    st.dates().map(str),
)


def settled(found: Reading[object]) -> None:
    """Every row is either good or has a problem; every problem says where, why and what to do."""
    bad = {problem.row for problem in found.problems}
    good = {number for number, _ in found.rows}
    assert not good & bad
    assert found.problems or len(good) == found.total
    for problem in found.problems:
        for code in ("de", "en"):
            assert problem.in_language(code)
        assert problem.row >= 0
        assert problem.column or not problem.value or problem.row


@pytest.mark.parametrize("kind", READERS)
@FEW
@given(content=st.binary(max_size=400))
def test_any_bytes(kind: str, content: bytes) -> None:
    settled(READERS[kind][0](content))
    settled(READERS[kind][0](b"PK\x03\x04" + content))


@pytest.mark.parametrize("kind", READERS)
@FEW
@given(data=st.data())
def test_good_files_with_damaged_bytes(kind: str, data: st.DataObject) -> None:
    read, names, example = READERS[kind]
    good = bytearray(
        text(names, example, [{}, {}]).encode(data.draw(st.sampled_from(["utf-8", "utf-8-sig", "cp1252"])))
    )
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(good) - 1))
        if data.draw(st.booleans()):
            good[place] = data.draw(st.integers(0, 255))
        else:
            del good[place]
    settled(read(bytes(good)))


@pytest.mark.parametrize("kind", READERS)
@FEW
@given(data=st.data())
def test_any_cell_in_any_column_of_a_table(kind: str, data: st.DataObject) -> None:
    read, names, example = READERS[kind]
    rows = data.draw(st.lists(st.dictionaries(st.sampled_from(names), CELLS, max_size=4), min_size=1, max_size=4))
    settled(read(text(names, example, rows, data.draw(st.sampled_from(";,\t"))).encode("utf-8", "surrogatepass")))


@pytest.mark.parametrize("kind", READERS)
@settings(FEW, max_examples=15)
@given(data=st.data())
def test_workbooks_with_any_cells_and_damaged_ones(kind: str, data: st.DataObject) -> None:
    read, names, example = READERS[kind]
    safe = st.text(st.characters(min_codepoint=32, exclude_categories=["Cs"]), max_size=8)
    cell = st.one_of(st.none(), st.booleans(), st.floats(allow_nan=False, allow_infinity=False), st.dates(), safe)
    row = [data.draw(cell) if data.draw(st.booleans()) else example[name] for name in names]
    content = bytearray(workbook(names, row))
    settled(read(bytes(content)))
    for place in data.draw(st.lists(st.integers(0, 9_999), min_size=1, max_size=4)):
        content[place % len(content)] ^= data.draw(st.integers(1, 255))
    settled(read(bytes(content)))
