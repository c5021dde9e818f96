"""Every answer shown in docs/api.md is one that the program gives."""

import io
import json
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("season_record")]

MANUAL = (Path(__file__).parents[3] / "docs" / "api.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(
    r"```console\n\$ curl -s 'http://localhost:8000(\S+)'\n```\n\n```json\n(.*?)```", MANUAL, flags=re.DOTALL
)


def missing(shown: Any, told: Any, where: str = "") -> list[str]:
    """The places of an example at which the program says something else. Lists may leave out elements."""
    if isinstance(shown, dict) and isinstance(told, dict):
        return [
            place
            for key, value in shown.items()
            for place in (missing(value, told[key], f"{where}/{key}") if key in told else [f"{where}/{key}"])
        ]
    if isinstance(shown, list) and isinstance(told, list):
        waiting = iter(told)
        return [
            f"{where}/{number}"
            for number, element in enumerate(shown)
            if not any(missing(element, other) == [] for other in waiting)
        ]
    return [] if shown == told else [where]


def test_the_manual_has_worked_examples() -> None:
    assert len(EXAMPLES) >= 7


@pytest.mark.parametrize(("address", "shown"), EXAMPLES, ids=[address for address, _ in EXAMPLES])
def test_the_answer_shown_is_the_one_given(address: str, shown: str) -> None:
    assert missing(json.loads(shown), Client().get(address).json()) == []


def test_an_example_that_is_wrong_would_be_noticed() -> None:
    told = {"a": [{"b": 1}, {"b": 2}], "c": 0}
    assert missing({"a": [{"b": 2}]}, told) == []
    assert missing({"a": [{"b": 2}, {"b": 1}]}, told) == ["/a/1"]
    assert missing({"c": None, "d": 1}, told) == ["/c", "/d"]


def test_the_head_of_the_table_shown_is_the_one_in_the_data_package() -> None:
    with zipfile.ZipFile(io.BytesIO(Client().get("/feeds/data-package.zip").content)) as package:
        assert package.read("data/levels.csv").decode().partition("\n")[0] in MANUAL


def test_every_feed_and_every_kind_of_state_is_explained() -> None:
    states = ("known", "undetermined", "withheld", "awaiting_figures", "outside", "ahead", "unknown", "no_value")
    assert [word for word in states if f"`{word}`" not in MANUAL] == []
    feeds = ("/feeds/{ags}.ics", "/feeds/{ags}.atom", "/feeds/cap/{id}.xml", "/feeds/data-package.zip")
    assert [address for address in feeds if address not in MANUAL] == []
