"""The database itself refuses to change or remove what is in the archive, on SQLite and on PostgreSQL."""

import pytest
from django.db import DatabaseError, connection, transaction

from lagezentrum.web.archive.models import Figure, SourceFile, Verdict
from tests.web.archive.deliveries import LAND, day, hand_in, land

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _something_in_it() -> None:
    hand_in(land({day(0): ("5.6", "7.7")}), LAND, day(0))


@pytest.mark.parametrize("table", ["archive_sourcefile", "archive_verdict", "archive_figure"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET id = id + 1000", "DELETE FROM {}", "DELETE FROM {} WHERE id > 0"])
def test_no_statement_changes_or_removes_a_row(table: str, statement: str) -> None:
    with pytest.raises(DatabaseError, match="rows are never"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(table))
    assert (SourceFile.objects.count(), Verdict.objects.count(), Figure.objects.count()) == (1, 1, 2)


@pytest.mark.parametrize("model", [SourceFile, Verdict, Figure])
def test_no_queryset_changes_or_removes_a_row(model: type[SourceFile] | type[Verdict] | type[Figure]) -> None:
    rows = model._default_manager
    with pytest.raises(DatabaseError, match="rows are never"), transaction.atomic():
        rows.all()._raw_delete(rows.db)
    with pytest.raises(DatabaseError, match="rows are never"), transaction.atomic():
        rows.update(id=7)
    with pytest.raises(DatabaseError, match="rows are never"), transaction.atomic():
        rows.get_queryset()[0].save(force_update=True)


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="a statement of SQLite")
@pytest.mark.parametrize("table", ["archive_sourcefile", "archive_verdict", "archive_figure"])
def test_replacing_does_not_get_past_the_guard(table: str) -> None:
    with pytest.raises(DatabaseError, match="rows are never replaced"), transaction.atomic():
        connection.cursor().execute(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")  # noqa: S608 (our own name)


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="a statement of PostgreSQL")
def test_truncating_does_not_get_past_the_guard() -> None:
    connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")
    with pytest.raises(DatabaseError, match="rows are never"), transaction.atomic():
        connection.cursor().execute("TRUNCATE archive_figure")


def test_a_missing_value_must_say_why() -> None:
    figure = Figure.objects.first()
    assert figure is not None
    figure.pk, figure.area, figure.value, figure.missing = None, "04", None, ""
    with pytest.raises(DatabaseError), transaction.atomic():
        figure.save(force_insert=True)
