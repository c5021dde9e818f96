"""Fixtures of the feeds' tests."""

from tests.web.api.conftest import nothing_kept, season_kept, season_record

__all__ = ["nothing_kept", "season_kept", "season_record"]
