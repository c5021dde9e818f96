"""Where compiled kernels are kept when the program itself may not be written."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from lagezentrum.web import compiling

SCRIPT = """
from pathlib import Path
from lagezentrum.web import compiling
compiling._SOURCE = Path("{source}")
compiling.keep_compiled({places})
import sys
assert "numba" not in sys.modules
sys.path.insert(0, "{source}")
from kernel import double
print(double(21), double._cache.cache_path)
"""
KERNEL = """
from numba import njit

@njit(cache=True)
def double(x):
    return 2 * x
"""


@pytest.fixture(autouse=True)
def unset(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in (compiling.VARIABLE, "CACHE_DIRECTORY"):
        monkeypatch.setenv(name, "")
    compiling.keep_compiled.cache_clear()
    yield
    compiling.keep_compiled.cache_clear()


@pytest.fixture
def blocked(tmp_path: Path) -> Path:
    """A source directory beside which nothing can be written, not even by root: `__pycache__` is a file."""
    source = tmp_path / "source"
    source.mkdir()
    (source / "__pycache__").write_text("")
    (source / "kernel.py").write_text(KERNEL)
    return source


def test_nothing_is_changed_where_the_source_can_be_written_or_a_place_is_named(
    tmp_path: Path, blocked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compiling, "_SOURCE", tmp_path)
    compiling.keep_compiled(tmp_path / "own")
    assert os.environ[compiling.VARIABLE] == ""
    compiling.keep_compiled.cache_clear()
    monkeypatch.setattr(compiling, "_SOURCE", blocked)
    monkeypatch.setenv(compiling.VARIABLE, "/named")
    compiling.keep_compiled(tmp_path / "own")
    assert os.environ[compiling.VARIABLE] == "/named"
    assert not (tmp_path / "own").exists()


def test_the_first_place_that_can_be_written_is_taken_and_belongs_to_the_user_alone(
    tmp_path: Path, blocked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compiling, "_SOURCE", blocked)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    compiling.keep_compiled(blocked / "__pycache__" / "not here")
    chosen = Path(os.environ[compiling.VARIABLE])
    assert chosen == tmp_path / "cache" / "lagezentrum" / "kernels"
    assert chosen.stat().st_mode & 0o077 == 0
    assert not compiling.compiled_before()
    monkeypatch.setenv(compiling.VARIABLE, "")
    compiling.keep_compiled(tmp_path / "service")
    assert os.environ[compiling.VARIABLE] == str(tmp_path / "service" / "kernels")


@pytest.mark.parametrize("named", [False, True])
def test_kernels_count_as_compiled_if_they_are_of_these_sources(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named: bool
) -> None:
    """Numba puts them beside each module, or for each module into a directory of the named one."""
    digests = pytest.importorskip("lagezentrum.outlook.packed.compiling")
    monkeypatch.setattr(compiling, "_SOURCE", tmp_path / "source")
    if named:
        monkeypatch.setenv(compiling.VARIABLE, str(tmp_path / "kernels"))
    folder = tmp_path / "kernels" / "compiled_0" if named else tmp_path / "source" / "compiled" / "__pycache__"
    folder.mkdir(parents=True)
    (folder / "blocks.sweep_block-0123456789ab-102.py311.nbi").touch()
    assert not compiling.compiled_before()
    (folder / f"blocks.sweep_block-{digests.digest(digests.sources().values())}-102.py311.nbi").touch()
    assert compiling.compiled_before()


def test_a_kernel_is_loaded_where_neither_source_nor_home_can_be_written(tmp_path: Path, blocked: Path) -> None:
    nowhere = blocked / "__pycache__" / "home"
    environment = {k: v for k, v in os.environ.items() if k not in (compiling.VARIABLE, "CACHE_DIRECTORY")}
    environment |= {"HOME": str(nowhere), "XDG_CACHE_HOME": str(nowhere), "TMPDIR": str(tmp_path)}

    def run(script: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(  # noqa: S603 (our own program)
            [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=False, timeout=600
        )

    without = run(f"import sys; sys.path.insert(0, {str(blocked)!r}); import kernel")
    assert "no locator available" in without.stderr
    answer = run(SCRIPT.format(source=blocked, places=""))
    assert answer.stdout.startswith("42 "), answer.stderr
    used = Path(answer.stdout.removeprefix("42 ").strip())
    assert used.is_relative_to(tmp_path)
    assert not used.exists()  # a place for one process is gone with it
    kept = run(SCRIPT.format(source=blocked, places=f"Path({str(tmp_path / 'service')!r})"))
    assert list((tmp_path / "service" / "kernels").glob("*/*.nbi")), kept.stderr
