"""Without fonts the tests of door notices are skipped by name, and fail where CI=true."""

from pathlib import Path

import pytest

from tests.conftest import NOT_HERE, require_fonts


def test_missing_fonts_are_named_and_fail_in_ci(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "")
    with pytest.raises(pytest.skip.Exception, match=f"{NOT_HERE}the fonts of door notices"):
        require_fonts(tmp_path)
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="must run in CI: the fonts of door notices"):
        require_fonts(tmp_path)
    (tmp_path / "a.ttf").touch()
    require_fonts(tmp_path)
