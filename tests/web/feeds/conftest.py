"""Fixtures of the feeds' tests."""

from tests.web.api.conftest import nothing_kept

__all__ = ["nothing_kept"]
