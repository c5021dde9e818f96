"""Whatever is asked, the answer is one that the document describes. Failures found: none may remain."""

import resource
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client, override_settings
from hypothesis import HealthCheck, settings
from schemathesis.config import SchemathesisConfig
from schemathesis.config._checks import PositiveDataAcceptanceConfig
from schemathesis.core.result import Ok

from lagezentrum.web.wsgi import application

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("season_record", "one_connection", "bounded_memory")]

MOST_BYTES_MORE = 1024**3
"""What asking may take beside what the run takes already. Checking a body can take far more than forming it."""

schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application, config=SchemathesisConfig())
# What the document can not tell from a valid question: a span that ends before it begins, or an `as_of` that fits no
# reading (400, which it describes), and figures asked for with neither `reading` nor `as_of` (422, likewise).
schema.config.checks.positive_data_acceptance = PositiveDataAcceptanceConfig(
    expected_statuses=["2xx", "400", "404", "422"]
)


@pytest.fixture
def one_connection() -> Iterator[None]:
    """The transaction of the test outlives each request, as it does with Django's own test client."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def bounded_memory() -> Iterator[None]:
    """A body that can only be checked with all the memory of the machine ends the run, not the machine."""
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    taken = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
    most = taken + MOST_BYTES_MORE
    resource.setrlimit(resource.RLIMIT_AS, (most if soft == resource.RLIM_INFINITY else min(soft, most), hard))
    yield
    resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


@schema.parametrize()
@settings(max_examples=50, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
@override_settings(API_RATE="off")
def test_every_answer_is_one_that_the_document_describes(case: schemathesis.Case[Any]) -> None:
    case.call_and_validate(headers={"Accept-Encoding": "identity"})


def operations() -> Iterator[tuple[str, dict[str, str]]]:
    """The address of each operation that reads, and the parameters it needs, by the examples of the document."""
    document = Client().get("/api/v1/openapi.json").json()
    for path, methods in document["paths"].items():
        if "get" not in methods:
            continue  # a question about a person; test_access.py asks it
        address, asked = path, {}
        for parameter in methods["get"]["parameters"]:
            if parameter["in"] == "path":
                address = address.replace(f"{{{parameter['name']}}}", parameter["example"])
            elif parameter["required"]:
                asked[parameter["name"]] = parameter["example"]
        yield address, asked


def test_every_operation_is_among_those_that_are_asked() -> None:
    asked = {found.ok().label for found in schema.get_all_operations() if isinstance(found, Ok)}
    document = Client().get("/api/v1/openapi.json").json()
    assert asked == {f"{method.upper()} {path}" for path, methods in document["paths"].items() for method in methods}


@override_settings(API_RATE="off")
def test_every_operation_gives_an_answer_to_the_examples_of_the_document() -> None:
    needed = {"/api/v1/observations": {"as_of": "2021-12-04"}}  # one of two parameters, which no document can say
    for address, asked in operations():
        response = Client().get(address, asked | needed.get(address, {}))
        assert response.status_code == 200, (address, response.content[:200])
