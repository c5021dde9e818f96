"""The settings of the service as their variables say them: what is not understood is refused, never guessed.

A variable that is empty counts as left out.
"""

import json
import os
import re
from datetime import date
from pathlib import Path
from typing import Any, Final
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from lagezentrum.law.model import Text

_RATE: Final = re.compile(r"off|[1-9][0-9]*/[1-9][0-9]*")
_OF_PROVIDER: Final = ("name", "client_id", "secret", "server_url")


class WrongSetting(ImproperlyConfigured):
    """A variable can not be used; `text` says which one, and what is expected."""

    def __init__(self, name: str, de: str, en: str) -> None:
        self.text = Text(de=f"{name}: {de}", en=f"{name}: {en}")
        super().__init__(self.text.en)


def written(name: str, default: str = "") -> str:
    """What a variable says, without spaces around it."""
    return os.environ.get(name, "").strip() or default


def switch(name: str, *, default: bool = False) -> bool:
    """Whether something is on. Words other than 1 and 0 are refused: `true` must not end an exercise."""
    given = written(name, "1" if default else "0")
    if given not in ("0", "1"):
        raise WrongSetting(name, f"{given!r} ist weder 1 noch 0", f"{given!r} is neither 1 nor 0")
    return given == "1"


def number(name: str, default: int) -> int:
    """A whole number from 0 on."""
    given = written(name, str(default))
    if not (given.isascii() and given.isdigit()):
        raise WrongSetting(name, f"{given!r} ist keine ganze Zahl ab 0", f"{given!r} is no number from 0 on")
    return int(given)


def day(name: str) -> str:
    """A day as ISO 8601 writes it, or nothing."""
    given = written(name)
    try:
        return date.fromisoformat(given).isoformat() if given else ""
    except ValueError as error:
        raise WrongSetting(
            name, f"{given!r} ist kein Tag wie 2021-12-01", f"{given!r} is no day such as 2021-12-01"
        ) from error


def rate(name: str, default: str) -> str:
    """`REQUESTS/SECONDS`, or `off`."""
    given = written(name, default)
    if not _RATE.fullmatch(given):
        raise WrongSetting(
            name,
            f"{given!r} ist weder ANFRAGEN/SEKUNDEN wie {default} noch off",
            f"{given!r} is neither REQUESTS/SECONDS such as {default} nor off",
        )
    return given


def hosts(name: str, default: str) -> list[str]:
    """Host names, without scheme and path."""
    found = [host.strip() for host in written(name, default).split(",") if host.strip()]
    for host in found:
        if "/" in host:
            raise WrongSetting(
                name, f"{host!r} ist kein Rechnername (ohne https://)", f"{host!r} is no host name (without https://)"
            )
    return found


def database(name: str, embedded: Path) -> dict[str, Any]:
    """Django's settings of the database.

    Args:
        name: of the variable. Where it is empty, nothing else is taken in its place: that would be another database.
        embedded: file of the SQLite database that is used where none is named.
    """
    if name not in os.environ:
        return _sqlite(str(embedded))
    address = _address(name)
    if address.scheme == "sqlite":
        if len(address.path) < len("/x"):
            raise WrongSetting(name, "sqlite:/// ohne Pfad", "sqlite:/// without a path")
        return _sqlite(unquote(address.path[1:]))
    if address.scheme not in ("postgres", "postgresql"):
        raise WrongSetting(
            name,
            f"{address.scheme!r} wird nicht unterstützt; möglich sind postgresql://… und sqlite:///PFAD",
            f"{address.scheme!r} is not supported; use postgresql://… or sqlite:///PATH",
        )
    # What else stands behind the question mark (sslmode, connect_timeout, …) is libpq's, and goes to it as it is.
    options = dict(parse_qsl(address.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": options.pop("dbname", unquote(address.path.lstrip("/"))),
        "USER": options.pop("user", unquote(address.username or "")),
        "PASSWORD": options.pop("password", unquote(address.password or "")),
        "HOST": options.pop("host", unquote(address.hostname or "")),
        "PORT": options.pop("port", str(address.port or "")),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }


def _sqlite(file: str) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": file,
        "CONN_MAX_AGE": 60,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
            "PRAGMA secure_delete=ON;",
        },
    }


def mail(name: str) -> SplitResult | None:
    """The address of the server that takes mail; without one none is sent."""
    if not written(name):
        return None
    address = _address(name)
    if address.scheme != "smtp" or not address.hostname:
        expected = "smtp://user:password@host:port"
        raise WrongSetting(name, f"erwartet wird {expected}, mit STARTTLS", f"expected is {expected}, with STARTTLS")
    return address


def provider(name: str) -> dict[str, str] | None:
    """The identity provider (OpenID Connect), if there is one."""
    if not written(name):
        return None
    wanted = ", ".join(_OF_PROVIDER)
    try:
        given = json.loads(written(name))
        found = {key: given[key] for key in _OF_PROVIDER}
    except (ValueError, TypeError, KeyError) as error:
        raise WrongSetting(name, f"erwartet wird JSON mit {wanted}", f"expected is JSON with {wanted}") from error
    if not all(isinstance(value, str) and value for value in found.values()):
        raise WrongSetting(name, f"erwartet wird Text in {wanted}", f"expected is text in {wanted}")
    return found


def _address(name: str) -> SplitResult:
    """An address taken apart. It is not repeated in what is refused, for a password may stand in it."""
    try:
        address = urlsplit(written(name))
        _ = address.port  # refused only when asked for
    except ValueError as error:
        raise WrongSetting(
            name,
            "keine gültige Adresse. Der Port ist eine Zahl; Zeichen wie @ / [ in einem Kennwort als %40 %2F %5B",
            "no valid address. The port is a number; characters such as @ / [ in a password as %40 %2F %5B",
        ) from error
    return address
