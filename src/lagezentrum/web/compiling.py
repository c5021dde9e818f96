"""Where Numba keeps compiled kernels. It must be said before Numba is loaded; the pure core knows no files.

Numba writes beside the source, or else into the user's cache, and refuses to load a kernel where both can not be
written: an installation that only root may write, run by a user without a home.
"""

import os
import sys
from atexit import register
from contextlib import suppress
from functools import cache
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryFile, mkdtemp

VARIABLE = "NUMBA_CACHE_DIR"
_SOURCE = Path(__file__).resolve().parents[1] / "outlook" / "packed"


@cache
def keep_compiled(*places: Path) -> None:
    """See to it that compiled kernels can be kept; does nothing where they can be kept beside the source.

    Args:
        places: directories to take first, such as that of the service. What lies there is run as a program, so nobody
            else may write into them.
    """
    if os.environ.get(VARIABLE) or _writable(_SOURCE / "__pycache__"):
        return
    candidates = [*_of_systemd(), *places, _of_user()]
    chosen = next((place / "kernels" for place in candidates if _writable(place / "kernels")), None)
    if chosen is None:  # compiled anew by each process, but it runs
        chosen = Path(mkdtemp(prefix="lagezentrum-kernels-"))
        register(rmtree, chosen, ignore_errors=True)
    os.environ[VARIABLE] = str(chosen)
    if "numba" in sys.modules:
        from numba import config

        config.CACHE_DIR = str(chosen)  # type: ignore[attr-defined]


def compiled_before() -> bool:
    """Whether kernels were compiled from these sources; for another processor they are compiled again nevertheless.

    Loads Numba: to be asked where kernels are wanted, and after `keep_compiled`.
    """
    from lagezentrum.outlook.packed.compiling import digest, sources

    named = os.environ.get(VARIABLE)
    return any((Path(named) if named else _SOURCE).rglob(f"*.sweep_block-{digest(sources().values())}-*.nbi"))


def _of_systemd() -> list[Path]:
    """Of a unit with `CacheDirectory=`."""
    return [Path(place) for place in os.environ.get("CACHE_DIRECTORY", "").split(":") if place]


def _of_user() -> Path:
    """The user's directory for what can be made again, where the platform has it."""
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path("~/AppData/Local").expanduser()) / "lagezentrum" / "cache"
    if sys.platform == "darwin":
        return Path("~/Library/Caches/lagezentrum").expanduser()
    named = Path(os.environ.get("XDG_CACHE_HOME", ""))
    return (named if named.is_absolute() else Path("~/.cache").expanduser()) / "lagezentrum"


def _writable(place: Path) -> bool:
    with suppress(OSError):
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        TemporaryFile(dir=place).close()
        return True
    return False
