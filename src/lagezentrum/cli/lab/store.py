"""The directory of a run: one Parquet file for each finished shard, and a description of everything.

A file is written under another name and renamed when it is whole, so an interrupted run loses at most the shards in
hand. A file counts as finished if it belongs to the same design and figures and its numbers have the hash it says.
"""

import json
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from lagezentrum.cli.lab.claiming import LOCK, claimed
from lagezentrum.cli.lab.encoding import FIELDS, Encoded, as_columns
from lagezentrum.cli.refusals import Refusal
from lagezentrum.cli.settings import Settings
from lagezentrum.outlook.lab import Job, Shard
from lagezentrum.outlook.lab.job import content_digest
from lagezentrum.outlook.lab.measures import Columns

FORMAT = "lagezentrum.lab/2"
"""What a description says of its tables. /1: ranges were those of two runs and need not have enclosed the truth."""
DESCRIPTION = "description.json"
DESIGN = "design.yaml"
_NEEDED = {"format", "design", "figures", "in_law", "design_digest", "figures_digest", "digest"}


class Store:
    """A directory that holds the results of one job; made by `opened`, which keeps other runs out meanwhile."""

    def __init__(self, settings: Settings, folder: Path, job: Job) -> None:
        self.folder, self._job, self._settings = folder, job, settings
        self._shards = folder / "shards"

    @classmethod
    @contextmanager
    def opened(cls, settings: Settings, folder: Path, job: Job) -> Iterator["Store"]:
        """The directory for as long as this run takes.

        Raises:
            Refusal: the directory holds another run or other files, another process runs there, or it can not be made.
        """
        store = cls(settings, folder, job)
        store._refuse_another()  # before anything is made in a directory of somebody else
        with ExitStack() as held:
            try:
                folder.mkdir(parents=True, exist_ok=True)
                held.enter_context(claimed(settings, folder))
                store._refuse_another()  # of a run that has begun, or even ended, since
                store._shards.mkdir(exist_ok=True)
            except OSError as error:
                raise store._not_made(error) from error
            for left in store._shards.glob("*.part"):
                left.unlink(missing_ok=True)
            yield store

    def _not_made(self, error: OSError) -> Refusal:
        return Refusal(
            self._settings.language(
                f"{self.folder} lässt sich nicht anlegen ({error.strerror}). Nennen Sie nach --out ein anderes "
                "Verzeichnis.",
                f"{self.folder} can not be made ({error.strerror}). Name another directory after --out.",
            )
        )

    def _refuse_another(self) -> None:
        described = read_description(self.folder)
        language = self._settings.language
        if described is None:
            if self._has_others_files():
                raise Refusal(
                    language(
                        f"{self.folder} ist nicht leer und kein Ergebnis des Regellabors. Nennen Sie ein anderes "
                        "Verzeichnis.",
                        f"{self.folder} is not empty and no result of the policy lab. Name another directory.",
                    )
                )
            return
        mine = (self._job.design_digest, self._job.figures_digest)
        if described["format"] != FORMAT:
            raise Refusal(of_another_version(self._settings, self.folder))
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

    def _has_others_files(self) -> bool:
        """Whether there is more than what a run leaves that was ended before it could describe itself."""
        if not self.folder.is_dir():
            return False
        begun = {self._shards, (self.folder / DESCRIPTION).with_suffix(".part"), self.folder / LOCK}
        within = self._shards.iterdir() if self._shards.is_dir() else ()
        return bool(set(self.folder.iterdir()) - begun) or any(path.suffix != ".part" for path in within)

    def finished(self) -> dict[int, str]:
        """The finished shards with their digests; a damaged or foreign file is not one."""
        found = {}
        for shard in self._job.shards:
            digest = self._digest_on_disk(shard)
            if digest is not None:
                found[shard.number] = digest
        return found

    def written(self) -> int:
        """How many shards have a file, whole or not looked at."""
        return sum(1 for _ in self._shards.glob("totals-*.parquet"))

    def keep(self, encoded: Encoded) -> None:
        """Write a finished shard; the totals come last, because they say that it is whole.

        Raises:
            Refusal: the disk is full, or can not be written.
        """
        if encoded.districts is not None:
            self._write(self.path("districts", encoded.number), encoded.districts)
        self._write(self.path("totals", encoded.number), encoded.totals)

    def path(self, kind: str, number: int) -> Path:
        """Where a table of a shard lies."""
        return self._shards / f"{kind}-{number:07d}.parquet"

    def describe(self, content: dict[str, Any], design: bytes) -> None:
        """Write design and description.

        Raises:
            Refusal: the disk is full, or can not be written.
        """
        self._write(self.folder / DESCRIPTION, (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode())
        self._write(self.folder / DESIGN, design)

    def _write(self, path: Path, content: bytes) -> None:
        """Under another name first, and safely on the disk before it is renamed."""
        part = path.with_suffix(".part")
        try:
            with part.open("wb") as stream:
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())
            part.replace(path)
        except OSError as error:
            size = self._settings.language.number(len(content))
            with suppress(OSError):
                part.unlink(missing_ok=True)
            raise Refusal(
                self._settings.language(
                    f"{path} ließ sich nicht schreiben ({error.strerror}). Fertige Teilstücke bleiben. Schaffen Sie "
                    f"Platz (zu schreiben waren {size} Bytes), oder verschieben Sie {self.folder} auf eine größere "
                    "Platte und nennen sie nach --out; derselbe Aufruf setzt fort. `detail: totals` braucht viel "
                    "weniger Platz, ist aber ein anderer Entwurf.",
                    f"{path} could not be written ({error.strerror}). Finished shards are kept. Make room "
                    f"({size} bytes were to be written), or move {self.folder} to a larger disk and name that after "
                    "--out; the same call goes on. `detail: totals` needs far less room, but is another design.",
                )
            ) from error

    def _digest_on_disk(self, shard: Shard) -> str | None:
        """The digest of a shard's files if they are whole and belong here."""
        try:
            return self._read_digest(shard)
        except (OSError, ValueError, KeyError, pa.ArrowException):  # of what a damaged file may say, names included
            return None

    def _read_digest(self, shard: Shard) -> str | None:
        kinds = ["totals", "districts"] if self._job.design.districts else ["totals"]
        tables = [pq.read_table(self.path(kind, shard.number)) for kind in kinds]
        mine = (self._job.design_digest, self._job.figures_digest, shard.number)
        said: set[str] = set()
        for table in tables:
            about = json.loads((table.schema.metadata or {}).get(FIELDS.encode(), b"{}"))
            if (about.get("design"), about.get("figures"), about.get("shard")) != mine:
                return None
            said.add(about["content"])
        for key, values in self._job.design.values(shard.begin, shard.count).items():
            expected = pa.array(values)
            if not tables[0][key].cast(expected.type).equals(pa.chunked_array([expected])):
                return None
            tables[0] = tables[0].drop_columns([key])
        columns: list[Columns] = [as_columns(table) for table in tables]
        real = content_digest(columns[0], columns[1] if len(columns) > 1 else None)
        return real if said == {real} else None


def read_description(folder: Path) -> dict[str, Any] | None:
    """What a directory says it holds, or None if it says nothing."""
    try:
        content: dict[str, Any] = json.loads((folder / DESCRIPTION).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return content if isinstance(content, dict) and set(content) >= _NEEDED else None


def of_another_version(settings: Settings, folder: Path) -> str:
    """Why the tables of another version of the program are not read, and what to do."""
    return settings.language(
        f"Das Ergebnis in {folder} hat eine andere Fassung von lagezentrum gerechnet; seine Spalten bedeuten anderes. "
        "Nichts wurde verändert. Rechnen Sie in ein neues Verzeichnis: lage lab run ENTWURF --out DIR",
        f"The result in {folder} was computed by another version of lagezentrum; its columns mean something else. "
        "Nothing was changed. Compute into a new directory: lage lab run DESIGN --out DIR",
    )
