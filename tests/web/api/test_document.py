"""The OpenAPI document is valid and tells everything that an asker has to reckon with."""

import json
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from django.test import Client
from openapi_spec_validator import OpenAPIV31SpecValidator

from lagezentrum.web.api import openapi
from lagezentrum.web.api.conditional import KEPT


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    from lagezentrum.web.api.v1 import api

    told: dict[str, Any] = json.loads(json.dumps(api.get_openapi_schema(path_prefix="/api/v1/")))
    return told


def operations(document: dict[str, Any]) -> list[dict[str, Any]]:
    return [operation for path in document["paths"].values() for operation in path.values()]


def test_the_document_is_valid_openapi_3_1(document: dict[str, Any]) -> None:
    assert document["openapi"] == "3.1.0"
    assert [str(error.message) for error in OpenAPIV31SpecValidator(document).iter_errors()] == []


def test_every_operation_only_reads_and_documents_its_problems(document: dict[str, Any]) -> None:
    posted = [path for path, methods in document["paths"].items() if set(methods) != {"get"}]
    assert posted == ["/api/v1/access"]
    for operation in operations(document):
        kept = operation["operationId"] != "access"
        assert {"200", "400", "422", "429", "default"} <= set(operation["responses"])
        assert ("304" in operation["responses"]) is kept
        assert "application/problem+json" in operation["responses"]["400"]["content"]
        assert operation["responses"]["200"]["headers"].keys() == {"Cache-Control"} | ({"ETag"} if kept else set())


def test_every_parameter_and_operation_is_described_and_none_may_be_null(document: dict[str, Any]) -> None:
    for operation in operations(document):
        assert operation["summary"]
        assert operation["description"]
        for parameter in operation["parameters"]:
            assert parameter["description"], (operation["operationId"], parameter["name"])
            assert {"type": "null"} not in parameter["schema"].get("anyOf", [])


def test_the_tree_of_a_proof_is_told_once_so_that_checking_it_walks_through_each_branch_once(
    document: dict[str, Any],
) -> None:
    schemas = document["components"]["schemas"]
    kinds = [reference.rpartition("/")[2] for reference in schemas["Node"]["discriminator"]["mapping"].values()]
    assert len(kinds) > 15
    assert schemas["Node"]["properties"]["children"]["items"] == {"$ref": "#/components/schemas/Node"}
    for kind in kinds:
        assert "items" not in schemas[kind]["properties"]["children"], kind
        assert "kind" in schemas[kind]["required"]


@pytest.mark.django_db
@pytest.mark.usefixtures("season_record")
@pytest.mark.parametrize("day", ["2021-09-01", "2021-12-01", "2021-12-20", "2022-03-01"])
def test_a_proof_is_one_as_the_document_describes_it(document: dict[str, Any], day: str) -> None:
    """The deepest of all answers, moments and patterns included."""
    answer = Client().get(f"/api/v1/districts/03241/explanation?on={day}&as_of={day}").json()
    reference = {"$ref": "#/components/schemas/ExplanationAnswer", "components": document["components"]}
    checked = jsonschema_rs.Draft202012Validator(reference, validate_formats=True)
    assert [error.message[:200] for error in checked.iter_errors(answer)] == []
    answer["data"]["proof"]["answer"]["kind"] = "no such kind"
    assert not checked.is_valid(answer)


def test_the_document_is_served_with_its_reader_from_this_host(client: Client) -> None:
    assert client.get("/api/v1/openapi.json").json()["info"]["title"] == "Lagezentrum"
    page = client.get("/api/v1/docs").content.decode()
    assert "http://" not in page
    assert "https://" not in page


def test_the_document_is_formed_once_and_not_sent_to_whoever_has_it(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = client.get("/api/v1/openapi.json")
    monkeypatch.setattr(openapi, "finished", None)  # forming it anew would fail
    KEPT.forget()
    assert client.get("/api/v1/openapi.json").content == first.content
    again = client.get("/api/v1/openapi.json", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert first["Cache-Control"] == "public, max-age=60"
    assert client.get("/api/v1/openapi.json?x=1").status_code == 400


def test_every_operation_stands_in_the_manual(document: dict[str, Any]) -> None:
    manual = (Path(__file__).parents[3] / "docs" / "api.md").read_text(encoding="utf-8")
    missing = [path for path in document["paths"] if path.removeprefix("/api/v1") not in manual]
    assert missing == []
