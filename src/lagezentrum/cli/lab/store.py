"""The directory of a run: one Parquet file for each finished shard, and a description of everything.

A file is written under another name and renamed when it is whole, so an interrupted run loses at most the shards in
hand. A file counts as finished if it belongs to the same design and figures and its numbers have the hash it says.
"""

import json
import os
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from lagezentrum.cli.lab.encoding import FIELDS, Encoded, as_columns
from lagezentrum.cli.refusals import Refusal
from lagezentrum.cli.settings import Settings
from lagezentrum.outlook.lab import Job, Shard
from lagezentrum.outlook.lab.job import content_digest
from lagezentrum.outlook.lab.measures import Columns

DESCRIPTION = "description.json"
DESIGN = "design.yaml"


class Store:
    """A directory that holds the results of one job.

    Raises (on construction):
        Refusal: the directory holds another run, or can not be made.
    """

    def __init__(self, settings: Settings, folder: Path, job: Job) -> None:
        self.folder, self._job, self._settings = folder, job, settings
        self._shards = folder / "shards"
        self._refuse_another()
        try:
            self._shards.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise Refusal(
                settings.language(
                    f"{folder} lässt sich nicht anlegen ({error.strerror}). Nennen Sie nach --out ein anderes "
                    "Verzeichnis.",
                    f"{folder} can not be made ({error.strerror}). Name another directory after --out.",
                )
            ) from error
        for left in self._shards.glob("*.part"):
            left.unlink(missing_ok=True)

    def _refuse_another(self) -> None:
        described = read_description(self.folder)
        language = self._settings.language
        if described is None:
            if self.folder.is_dir() and any(self.folder.iterdir()):
                raise Refusal(
                    language(
                        f"{self.folder} ist nicht leer und kein Ergebnis des Regellabors. Nennen Sie ein anderes "
                        "Verzeichnis.",
                        f"{self.folder} is not empty and no result of the policy lab. Name another directory.",
                    )
                )
            return
        mine = (self._job.design_digest, self._job.figures_digest)
        if (described["design_digest"], described["figures_digest"]) != mine:
            what = (
                language("ein anderer Entwurf", "another design")
                if described["design_digest"] != mine[0]
                else language("derselbe Entwurf mit anderen Zahlen", "the same design on other figures")
            )
            raise Refusal(
                language(
                    f"In {self.folder} liegt {what}. Nichts wurde verändert. Nennen Sie nach --out ein anderes "
                    "Verzeichnis.",
                    f"{self.folder} holds {what}. Nothing was changed. Name another directory after --out.",
                )
            )

    def finished(self) -> dict[int, str]:
        """The finished shards with their digests; a damaged or foreign file is not one."""
        found = {}
        for shard in self._job.shards:
            digest = self._digest_on_disk(shard)
            if digest is not None:
                found[shard.number] = digest
        return found

    def keep(self, encoded: Encoded) -> None:
        """Write a finished shard; the totals come last, because they say that it is whole."""
        if encoded.districts is not None:
            self._write(self.path("districts", encoded.number), encoded.districts)
        self._write(self.path("totals", encoded.number), encoded.totals)

    def path(self, kind: str, number: int) -> Path:
        """Where a table of a shard lies."""
        return self._shards / f"{kind}-{number:07d}.parquet"

    def describe(self, content: dict[str, Any], design: bytes) -> None:
        """Write design and description."""
        _replace(self.folder / DESIGN, design)
        _replace(self.folder / DESCRIPTION, (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode())

    def _write(self, path: Path, content: bytes) -> None:
        part = path.with_suffix(".part")
        with part.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(path)

    def _digest_on_disk(self, shard: Shard) -> str | None:
        """The digest of a shard's files if they are whole and belong here."""
        wanted = ["totals", "districts"] if self._job.design.districts else ["totals"]
        columns: list[Columns] = []
        said: str | None = None
        varied = {v.key for v in self._job.design.varied}
        for kind in wanted:
            try:
                table = pq.read_table(self.path(kind, shard.number))
            except (OSError, pa.ArrowException):
                return None
            about = json.loads((table.schema.metadata or {}).get(FIELDS.encode(), b"{}"))
            mine = (self._job.design_digest, self._job.figures_digest, shard.number)
            if (about.get("design"), about.get("figures"), about.get("shard")) != mine:
                return None
            said = about.get("content")
            columns.append(as_columns(table.drop_columns([c for c in table.column_names if c in varied])))
        real = content_digest(columns[0], columns[1] if len(columns) > 1 else None)
        return real if real == said else None


def read_description(folder: Path) -> dict[str, Any] | None:
    """What a directory says it holds, or None if it says nothing."""
    try:
        content: dict[str, Any] = json.loads((folder / DESCRIPTION).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return content if "design_digest" in content else None


def _replace(path: Path, content: bytes) -> None:
    part = path.with_suffix(".part")
    part.write_bytes(content)
    part.replace(path)
