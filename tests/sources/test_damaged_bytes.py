"""Whatever happens to the bytes of a file, it is read or refused; nothing else comes of it."""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lagezentrum.engine.observations import Figures
from lagezentrum.season.layout import FOLDER
from lagezentrum.sources.areas import all_areas
from lagezentrum.sources.directory import read_directory
from lagezentrum.sources.nds.layout import ANNOUNCED
from lagezentrum.sources.orders.reading import read_orders
from lagezentrum.sources.problems import SourceError
from lagezentrum.sources.rki.layout import LOWER_SAXONY
from tests.sources.published_files import LATEST, announced, lower_saxony, write_directory

DAMAGE = st.one_of(st.binary(max_size=6), st.text('",;\n\r\t -.0123456789eENaf\0\ufeff', max_size=8).map(str.encode))


def damaged(data: st.DataObject, content: bytes) -> bytes:
    start = data.draw(st.integers(0, len(content)))
    removed = data.draw(st.integers(0, 40))
    return content[:start] + data.draw(DAMAGE) + content[start + removed :]


@pytest.mark.parametrize("file", [LOWER_SAXONY.file, ANNOUNCED.file])
@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_damaged_figures_are_read_or_refused_by_name(file: str, data: st.DataObject) -> None:
    lines = lower_saxony() if file == LOWER_SAXONY.file else announced()
    content = damaged(data, "\n".join([*lines, ""]).encode())
    with TemporaryDirectory() as name:
        directory = write_directory(Path(name))
        (directory / file).write_bytes(content)
        try:
            figures = read_directory(directory, states=["03"], latest=LATEST)
            damages = []
        except SourceError as error:
            figures, damages = Figures(()), list(error.problems)
    assert all(problem.file == directory / file and problem.remedy for problem in damages)
    assert all(seen.value is not None and 0 <= seen.value <= 10_000 for seen in figures)


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_damaged_orders_are_read_or_refused_by_name(data: st.DataObject) -> None:
    content = damaged(data, (FOLDER / "orders.csv").read_bytes())
    with TemporaryDirectory() as name:
        file = Path(name) / "orders.csv"
        file.write_bytes(content)
        try:
            orders = read_orders(file, latest=date(2022, 2, 23))
            damages = []
        except SourceError as error:
            orders, damages = (), list(error.problems)
    assert all(problem.file == file and problem.remedy for problem in damages)
    assert all(order.area in all_areas() for order in orders)
