"""Log lines as JSON, one object a line, without personal data: no names, no network addresses, no search terms."""

import json
import logging
from datetime import UTC, datetime
from typing import Any

from django.core.exceptions import SuspiciousOperation

FIELDS = "fields"
"""Name of the attribute of a log record that holds more keys for its line: `extra={FIELDS: {...}}`."""


class JsonFormatter(logging.Formatter):
    """Formats a record as one JSON object: time, level, logger, message, more fields, exception."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as one line of JSON."""
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        line |= getattr(record, FIELDS, {})
        # What a caller did wrong (such as asking for a host that is not ours) needs no traceback of ours.
        if record.exc_info and not isinstance(record.exc_info[1], SuspiciousOperation):
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)
