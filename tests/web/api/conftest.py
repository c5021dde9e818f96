"""Fixtures of the interface's tests."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client

from lagezentrum.web.api.conditional import KEPT

Ask = Callable[..., Any]


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    """Every test forms its own answers."""
    KEPT.forget()
    yield
    KEPT.forget()


@pytest.fixture
def ask(season_record: None, db: None) -> Ask:
    """`ask("/districts/03241/level", on="2021-12-04")`: the data of an answer that must be a success."""

    def ask(path: str, **asked: str) -> Any:
        response = Client().get(f"/api/v1{path}", {name.rstrip("_"): value for name, value in asked.items()})
        assert response.status_code == 200, response.content
        return response.json()["data"]

    return ask
