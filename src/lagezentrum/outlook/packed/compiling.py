"""How functions of the packed kernels are compiled, and under which name the result is kept.

Numba throws a kept result away when the file of the function changes, not when the file of something it calls does.
So what is kept bears a digest of all sources of this package: no kernel is ever run that was compiled from others.
Only functions called from Python are kept (`entry`); the others (`inner`) are compiled into them.
"""

import hashlib
import pkgutil
import sys
from collections.abc import Callable, Iterable
from typing import Any

from numba import njit

_OPTIONS: dict[str, Any] = {"nogil": True, "error_model": "numpy"}


def sources() -> dict[str, bytes]:
    """Every module of this package and of the packages in it, by path, as it is written."""
    return {path: pkgutil.get_data(__package__, path) or b"" for path in _paths(sys.modules[__package__].__path__)}


def _paths(folders: Iterable[str], within: str = "") -> list[str]:
    """Paths of modules from this package on, in order; none of them is imported for it."""
    found = []
    for module in pkgutil.iter_modules(folders):
        here = f"{within}{module.name}"
        if module.ispkg:
            found += [f"{here}/__init__.py", *_paths([f"{folder}/{module.name}" for folder in folders], f"{here}/")]
        else:
            found.append(f"{here}.py")
    return sorted(found)


def digest(texts: Iterable[bytes]) -> str:
    """One short hash of sources."""
    return hashlib.sha256(b"\0".join(texts)).hexdigest()[:12]


_SOURCES = digest(sources().values())


def inner(function: Callable[..., Any]) -> Any:
    """Compile a function that only compiled functions call."""
    return njit(**_OPTIONS)(function)


def entry(function: Callable[..., Any]) -> Any:
    """Compile a function that Python calls; the result is kept on disk for the next process."""
    function.__qualname__ = f"{function.__qualname__}-{_SOURCES}"
    return njit(cache=True, **_OPTIONS)(function)
