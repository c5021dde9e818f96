"""The data package holds what it says: tables, types, keys, sources, licences."""

import csv
import hashlib
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from lagezentrum.season.reading import read_season

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("season_record")]

READERS: dict[str, Callable[[str], object]] = {
    "string": str,
    "date": date.fromisoformat,
    "datetime": lambda cell: datetime.strptime(cell, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC),
    "integer": int,
    "number": Decimal,
    "boolean": {"true": True, "false": False}.__getitem__,
}


@pytest.fixture
def archive(season_record: None, db: None) -> Iterator[zipfile.ZipFile]:
    response = Client().get("/feeds/data-package.zip")
    assert response["Content-Type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(response.content)) as opened:
        yield opened


@pytest.fixture
def descriptor(archive: zipfile.ZipFile) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(archive.read("datapackage.json"))
    return told


def rows(archive: zipfile.ZipFile, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(archive.read(f"data/{name}.csv").decode())))


def test_every_cell_is_of_the_type_and_within_the_words_of_its_column(
    archive: zipfile.ZipFile, descriptor: dict[str, Any]
) -> None:
    assert [resource["name"] for resource in descriptor["resources"]] == [
        "areas", "levels", "findings", "determinations", "observations",
    ]  # fmt: skip
    for resource in descriptor["resources"]:
        table = rows(archive, resource["name"])
        assert table, resource["name"]
        fields = resource["schema"]["fields"]
        assert list(table[0]) == [field["name"] for field in fields]
        for field in fields:
            constraints = field.get("constraints", {})
            for row in table:
                cell = row[field["name"]]
                if cell == "":
                    assert not constraints.get("required"), (resource["name"], field["name"], row)
                    continue
                READERS[field["type"]](cell)
                assert cell in constraints.get("enum", [cell]), (resource["name"], field["name"], cell)


def test_keys_are_unique_and_areas_are_known(archive: zipfile.ZipFile, descriptor: dict[str, Any]) -> None:
    known = {row["ags"] for row in rows(archive, "areas")}
    assert len(known) == 46
    for resource in descriptor["resources"]:
        table = rows(archive, resource["name"])
        keys = [tuple(row[column] for column in resource["schema"]["primaryKey"]) for row in table]
        assert len(set(keys)) == len(keys), resource["name"]
        assert {row["ags"] for row in table} <= known


def test_sizes_and_hashes_fit_and_the_same_record_gives_the_same_bytes(
    archive: zipfile.ZipFile, descriptor: dict[str, Any]
) -> None:
    for resource in descriptor["resources"]:
        content = archive.read(resource["path"])
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
    assert Client().get("/feeds/data-package.zip").content == Client().get("/feeds/data-package.zip").content


def test_sources_and_licences_are_named_and_the_exercise_is_marked(descriptor: dict[str, Any]) -> None:
    assert descriptor["exercise"] is True
    assert descriptor["description"].startswith("ÜBUNG")
    assert [licence["name"] for licence in descriptor["licenses"]] == ["DL-DE-BY-2.0"]
    assert any("Robert Koch-Institut" in source["title"] for source in descriptor["sources"])
    figures = next(resource for resource in descriptor["resources"] if resource["name"] == "observations")
    assert {licence["name"] for licence in figures["licenses"]} == {"DL-DE-BY-2.0", "CC-BY-4.0"}
    assert any("Land Niedersachsen" in source["title"] for source in figures["sources"])  # no licence is stated


def test_the_description_is_written_as_the_format_demands(descriptor: dict[str, Any]) -> None:
    """Data Package and Tabular Data Resource, version 1: names, licences, hashes, paths, fields, keys."""
    assert descriptor["profile"] == "tabular-data-package"
    assert re.fullmatch(r"[-a-z0-9._/]+", descriptor["name"])
    assert datetime.fromisoformat(descriptor["created"]).tzinfo is not None
    resources = {resource["name"]: resource for resource in descriptor["resources"]}
    assert len(resources) == len(descriptor["resources"])
    for told in (descriptor, *resources.values()):
        for licence in told.get("licenses", ()):
            assert re.fullmatch(r"[-a-zA-Z0-9._]+", licence["name"])
            assert licence.get("path", "https://").startswith("https://")
        assert all(source["title"] for source in told.get("sources", ()))
    for name, resource in resources.items():
        assert re.fullmatch(r"[-a-z0-9._/]+", name)
        assert (resource["profile"], resource["format"]) == ("tabular-data-resource", "csv")
        assert not resource["path"].startswith(("/", "."))
        assert re.fullmatch(r"sha256:[0-9a-f]{64}", resource["hash"])
        schema = resource["schema"]
        fields = {field["name"]: field for field in schema["fields"]}
        assert len(fields) == len(schema["fields"])
        assert all(field["type"] in READERS and field["title"] for field in fields.values())
        assert set(schema["primaryKey"]) <= set(fields)
        for key in schema.get("foreignKeys", ()):
            assert set(key["fields"]) <= set(fields)
            there = {field["name"] for field in resources[key["reference"]["resource"]]["schema"]["fields"]}
            assert set(key["reference"]["fields"]) <= there


def test_no_day_is_left_out_and_the_levels_are_those_of_the_season(archive: zipfile.ZipFile) -> None:
    levels = {(row["ags"], row["day"]): row for row in rows(archive, "levels")}
    days = (date(2021, 12, 20) - date(2021, 8, 25)).days + 1
    assert len(levels) == 46 * days
    assert levels["03241", "2021-11-30"]["in_force_level"] == "1"
    assert levels["03241", "2021-12-01"]["in_force_level"] == "2"
    assert levels["03", "2021-12-15"]["met_state"] == "undetermined"
    assert levels["03241", "2021-12-05"]["counts"] == "false"


def test_figures_keep_their_digits(archive: zipfile.ZipFile) -> None:
    told = {
        (row["indicator"], row["ags"], row["day"]): row["value"]
        for row in rows(archive, "observations")
        if row["value"]
    }
    season = {(o.indicator, o.area, o.day.isoformat()): str(o.value) for o in read_season() if o.value is not None}
    assert told == season
    missing = [row for row in rows(archive, "observations") if not row["value"]]
    assert {row["missing"] for row in missing} == {"not-published"}
