"""Log lines are JSON and carry no personal data."""

import json
import logging
import sys
from datetime import timedelta
from types import SimpleNamespace

import pytest
from gunicorn.config import Config

from lagezentrum.web.logs import FIELDS, JsonFormatter
from lagezentrum.web.server import JsonLogger


def record(message: str, **more: object) -> logging.LogRecord:
    made = logging.LogRecord("lagezentrum.x", logging.WARNING, __file__, 1, message, None, None)
    made.__dict__.update(more)
    return made


def test_a_line_is_one_json_object_with_umlauts_as_they_are() -> None:
    line = JsonFormatter().format(record("Datei zurückgehalten\nzweite Zeile", **{FIELDS: {"file": 7}}))
    assert "\n" not in line
    assert "zurückgehalten" in line
    told = json.loads(line)
    assert (told["level"], told["logger"], told["file"]) == ("WARNING", "lagezentrum.x", 7)
    assert told["time"].endswith("+00:00")


def test_an_exception_is_told_in_the_same_line() -> None:
    try:
        raise ValueError("kaputt")
    except ValueError:
        line = JsonFormatter().format(record("gescheitert", exc_info=sys.exc_info()))
    assert "ValueError: kaputt" in json.loads(line)["exception"]


def test_of_a_request_neither_caller_nor_search_terms_are_noted(monkeypatch: pytest.MonkeyPatch) -> None:
    config = Config()
    config.set("accesslog", "-")
    logger = JsonLogger(config)
    seen: list[str] = []
    handler = logging.Handler()
    monkeypatch.setattr(handler, "emit", lambda made: seen.append(JsonFormatter().format(made)))
    logger.access_log.addHandler(handler)
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": "/samstag/",
        "QUERY_STRING": "ort=30159",
        "REMOTE_ADDR": "192.0.2.7",
        "HTTP_USER_AGENT": "Browser",
    }
    logger.access(SimpleNamespace(status="200 OK"), None, environ, timedelta(milliseconds=12.34))
    logger.access_log.removeHandler(handler)
    told = json.loads(seen[0])
    assert {key: told[key] for key in ("method", "path", "status", "milliseconds")} == {
        "method": "GET",
        "path": "/samstag/",
        "status": 200,
        "milliseconds": 12.3,
    }
    assert not any(secret in seen[0] for secret in ("30159", "192.0.2.7", "Browser"))
