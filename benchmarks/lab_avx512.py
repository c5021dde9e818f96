"""The sweep of `lab_avx512.c`, compiled when it is asked for, where there is a compiler and a processor for it."""

import ctypes
import shutil
import subprocess
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.lab_rivals import Metrics
from lagezentrum.outlook.packed import Policies, Series

FIGURES = ("hospitalisation", "icu_share", "new_cases")
_NEEDED = {"avx512f", "avx512_vpopcntdq", "avx512_vbmi2"}
_PLACES = 8


class _Figure(ctypes.Structure):
    _fields_ = (
        ("values", ctypes.c_void_p),
        ("limits", ctypes.c_void_p),
        ("stride", ctypes.c_int64),
        ("limits_count", ctypes.c_int64),
    )


def built() -> ctypes.CDLL | str:
    """The compiled sweep, or why there is none."""
    compiler = shutil.which("gcc")
    if compiler is None:
        return "no gcc"
    flags = Path("/proc/cpuinfo")
    known = set(flags.read_text().split()) if flags.exists() else set()
    if not known >= _NEEDED:
        return "no processor with " + ", ".join(sorted(_NEEDED - known))
    with tempfile.TemporaryDirectory() as directory:
        library = Path(directory) / "sweep.so"
        source = Path(__file__).with_name("lab_avx512.c")
        subprocess.run(  # noqa: S603 (our own source)
            [compiler, "-O3", "-march=native", "-shared", "-fPIC", "-o", str(library), str(source)], check=True
        )
        return ctypes.CDLL(str(library))


def _words(count: int) -> NDArray[np.uint64]:
    """Words at an address that vectors may be read from."""
    room = np.empty(count + 8, dtype=np.uint64)
    skip = (-room.ctypes.data % 64) // 8
    return room[skip : skip + count]


def avx512_sweep(
    library: ctypes.CDLL, series: Series, counts: NDArray[np.bool_], policies: Policies, threads: int
) -> Metrics:
    """All policies, from values to metrics."""
    rows, areas, lands = series.rows, len(series.areas), len(series.states)
    land_of = np.array([series.states.index(area[:2]) for area in series.areas], dtype=np.int64)
    sections, places = np.unique(policies.days[:2], return_inverse=True)
    sections = sections.astype(np.int64)
    each = np.zeros((len(policies), 13), dtype=np.int32)
    each[:, 9:11], each[:, 11:13] = places.reshape(2, -1).T, policies.effect[:2].T
    figures, kept = (_Figure * 3)(), []
    for number, (name, keys) in enumerate(zip(FIGURES, ([0, 2, 4], [1, 3, 5], [6, 7, 8]), strict=True)):
        limits, found = np.unique(policies.thresholds[keys], return_inverse=True)
        each[:, 3 * number : 3 * number + 3] = found.reshape(3, -1).T
        values = np.ascontiguousarray(series.values[name])
        kept += [values, limits]
        figures[number] = _Figure(values.ctypes.data, limits.ctypes.data, values.shape[1], len(limits))
    words, blocks, land_blocks = -(-rows // 64), -(-areas // _PLACES), -(-lands // _PLACES)
    planes = _words(land_blocks * len(sections) * 2 * figures[0].limits_count * words * _PLACES)
    held = _words(len(policies) * land_blocks * 3 * words * _PLACES)
    counted = np.ascontiguousarray(counts, dtype=np.uint8)
    metrics = np.empty((len(policies), areas, 8), dtype=np.int16)

    def at(array: NDArray[Any]) -> ctypes.c_void_p:
        return ctypes.c_void_p(array.ctypes.data)

    def long(value: int) -> ctypes.c_int64:
        return ctypes.c_int64(value)

    rest = (long(rows), at(sections), long(len(sections)), at(each), long(len(policies)), at(planes), at(held))
    library.sweep_lands(figures, at(counted), long(lands), *rest)
    bounds = np.linspace(0, blocks, threads + 1).astype(int)

    def part(worker: int) -> None:
        here = long(bounds[worker]), long(bounds[worker + 1])
        library.sweep_areas(figures, at(counted), long(lands), at(land_of), long(areas), *here, *rest, at(metrics))

    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(part, range(threads)))
    return metrics
