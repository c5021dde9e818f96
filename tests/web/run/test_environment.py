"""What the variables of the service mean, and that nothing that is not understood is taken for something else."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from lagezentrum.web import environment
from lagezentrum.web.environment import WrongSetting

NAME = "LAGEZENTRUM_ANY"


def on_by_default(name: str) -> bool:
    return environment.switch(name, default=True)


def a_rate(name: str) -> str:
    return environment.rate(name, "1200/60")


def a_number(name: str) -> int:
    return environment.number(name, 7)


def some_hosts(name: str) -> list[str]:
    return environment.hosts(name, "localhost")


def a_database(name: str) -> dict[str, Any]:
    return environment.database(name, Path("/srv/embedded.sqlite3"))


@pytest.mark.parametrize(
    ("read", "given", "meant"),
    [
        (on_by_default, "", True),
        (on_by_default, "0", False),
        (environment.switch, "", False),
        (environment.switch, " 1 ", True),
        (a_rate, "", "1200/60"),
        (a_rate, "off", "off"),
        (a_number, "", 7),
        (a_number, "0", 0),
        (some_hosts, "a.example, b.example,", ["a.example", "b.example"]),
        (some_hosts, "", ["localhost"]),
        (environment.day, "", ""),
        (environment.day, "2021-12-01", "2021-12-01"),
        (environment.mail, "", None),
        (environment.provider, "", None),
    ],
)
def test_what_is_given_is_understood(
    monkeypatch: pytest.MonkeyPatch, read: Callable[[str], object], given: str, meant: object
) -> None:
    monkeypatch.setenv(NAME, given)
    assert read(NAME) == meant


@pytest.mark.parametrize(
    ("read", "given"),
    [
        (on_by_default, "true"),
        (on_by_default, "no"),
        (environment.switch, "yes"),
        (a_rate, "1200"),
        (a_rate, "0/60"),
        (a_number, "-1"),
        (a_number, "²"),
        (some_hosts, "https://lage.example.org"),
        (environment.day, "1.12.2021"),
        (environment.mail, "mail.example.org:587"),
        (environment.mail, "smtps://mail.example.org"),
        (environment.mail, "smtp://mail.example.org:mail"),
        (environment.provider, "Behördenkonto"),
        (environment.provider, "[]"),
        (environment.provider, '{"name": "x", "client_id": "y", "secret": "z"}'),
        (environment.provider, '{"name": "x", "client_id": "y", "secret": "z", "server_url": 1}'),
        (a_database, ""),
        (a_database, "/srv/lage.sqlite3"),
        (a_database, "sqlite:///"),
        (a_database, "postgresql://lage@db:port/zentrum"),
    ],
)
def test_what_is_not_understood_is_refused_by_name_in_both_languages(
    monkeypatch: pytest.MonkeyPatch, read: Callable[[str], object], given: str
) -> None:
    monkeypatch.setenv(NAME, given)
    with pytest.raises(WrongSetting) as refused:
        read(NAME)
    assert refused.value.text.de.startswith(f"{NAME}: ")
    assert refused.value.text.en.startswith(f"{NAME}: ")
    assert refused.value.text.de != refused.value.text.en


@pytest.mark.parametrize("address", ["postgresql://lage:gehe[im@db/x", "smtp://lage:geheim/@mail"])
def test_a_password_is_not_repeated_in_what_is_refused(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setenv(NAME, address)
    with pytest.raises(WrongSetting) as refused:
        (a_database if address.startswith("postgresql") else environment.mail)(NAME)
    assert "gehe" not in f"{refused.value} {refused.value.text.de}"


def test_without_an_address_the_embedded_database_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(NAME, raising=False)
    assert a_database(NAME)["NAME"] == "/srv/embedded.sqlite3"


def test_what_the_address_of_the_database_asks_for_is_not_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NAME, "postgresql:///lage?host=/run/postgresql&port=5433&sslmode=require&connect_timeout=5")
    found = a_database(NAME)
    assert (found["HOST"], found["PORT"]) == ("/run/postgresql", "5433")
    assert found["OPTIONS"] == {"sslmode": "require", "connect_timeout": "5"}
