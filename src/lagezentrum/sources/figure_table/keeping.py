"""Cubes kept beside the file they were read from, for the next replay on the same figures."""

import hashlib
import json
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from uuid import uuid4

import numpy as np

from lagezentrum.outlook.known import Cube
from lagezentrum.sources.figure_table.batches import Wanted
from lagezentrum.sources.figure_table.opening import FigureTable

_FORMAT = 2
"""Of what is kept; another one is read anew."""
_DIGITS = 32
"""Of a hash in the name of a file: 128 bits, so that no two questions share one."""


def kept(
    table: FigureTable,
    wanted: Wanted,
    asked: Mapping[str, Any],
    folder: Path,
    read: Callable[[], Mapping[str, Cube]],
) -> Mapping[str, Cube]:
    """The cubes of a question, from the directory if the same was asked of the same bytes before.

    They are mapped into memory, so several processes share them. Files may be deleted at any time. When cubes of a file
    are kept, those of what it held before are deleted, whatever was asked of it: nobody can ask for them again.

    Args:
        table: the file; another content is another question.
        wanted: indicators, areas and days.
        asked: everything else on which the answer depends, as JSON knows it.
        folder: where cubes are kept; made where it is missing.
        read: reads the cubes.

    Raises:
        SourceError: as `read` says.
        OSError: the directory can not be written.
    """
    source, content = _short(str(table.path.resolve()).encode()), _content(table)
    question = [_FORMAT, sorted(wanted.places.items()), str(wanted.first), str(wanted.last), asked]
    begin = f"{source}-{content}-"
    key = begin + _short(json.dumps(question, sort_keys=True).encode())
    files = {name: folder / f"{key}-{name}.npy" for name in wanted.places}
    there = {name: _mapped(file) for name, file in files.items()}
    shapes = {name: (wanted.days, len(keys)) for name, keys in wanted.places.items()}
    if all(values is not None and values.shape[1:] == shapes[name] for name, values in there.items()):
        return {name: Cube(wanted.first, wanted.places[name], values) for name, values in there.items()}
    cubes = read()
    folder.mkdir(parents=True, exist_ok=True)
    for name, cube in cubes.items():
        part = folder / f"{uuid4().hex}.part"  # two processes may write the same
        try:
            with part.open("wb") as stream:
                np.save(stream, cube.values)
                stream.flush()
                os.fsync(stream.fileno())  # else a file of zeros could be left when the power fails
            part.replace(files[name])
        finally:
            part.unlink(missing_ok=True)
    for left in folder.glob(f"{source}-*.npy"):
        if not left.name.startswith(begin):
            left.unlink(missing_ok=True)
    return cubes


def _content(table: FigureTable) -> str:
    with table.path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()[:_DIGITS]


def _short(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:_DIGITS]


def _mapped(file: Path) -> Any:
    """The values of a kept cube, or None where there is none or it is damaged."""
    try:
        values = np.load(file, mmap_mode="r", allow_pickle=False)
    except (OSError, ValueError, EOFError):
        return None
    return values if values.ndim == 3 and values.dtype == np.float64 else None
