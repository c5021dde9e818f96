"""The provisions of general administrative law that orders cite, as data."""

from functools import cache
from pathlib import Path

import yaml

_FILE = Path(__file__).with_name("legal_frame.yaml")


@cache
def legal_frame() -> dict[str, str]:
    """The citations in German, by what they are about."""
    entries = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return {name: entry["cite"] for name, entry in entries.items()}
