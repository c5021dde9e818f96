"""Answers that were formed once, kept packed for whoever asks the same, within a fixed amount of memory."""

import gzip
from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock

MOST_BYTES = 16 * 1024 * 1024
"""What a process keeps at most: whoever asks for ever new moments drives out old answers, and takes no more memory."""


@dataclass(frozen=True, slots=True)
class Body:
    """What is sent: bytes, what they are, and under which name they are kept (None: shown at once)."""

    content: bytes
    media_type: str
    file_name: str | None = None


@dataclass(frozen=True, slots=True)
class Packed:
    """A body, compressed."""

    content: bytes
    media_type: str
    file_name: str | None

    def unpacked(self) -> bytes:
        """The bytes themselves."""
        return gzip.decompress(self.content)


def packed(body: Body) -> Packed:
    """The body, compressed; the same body gives the same bytes."""
    return Packed(gzip.compress(body.content, 6, mtime=0), body.media_type, body.file_name)


class Kept:
    """The answers asked for last. Safe for several threads.

    Args:
        most: bytes of packed content that are kept at most.
    """

    def __init__(self, most: int = MOST_BYTES) -> None:
        self._most, self._held = most, 0
        self._answers: OrderedDict[str, Packed] = OrderedDict()
        self._lock = Lock()

    @property
    def held(self) -> int:
        """Bytes that are kept now."""
        return self._held

    def get(self, key: str) -> Packed | None:
        """The answer with a key, or None where it is not kept (any more)."""
        with self._lock:
            found = self._answers.get(key)
            if found is not None:
                self._answers.move_to_end(key)
            return found

    def put(self, key: str, answer: Packed) -> None:
        """Keep an answer; those not asked for the longest make room. One that is too large alone is not kept."""
        with self._lock:
            before = self._answers.pop(key, None)
            self._held -= len(before.content) if before else 0
            if len(answer.content) > self._most:
                return
            self._answers[key] = answer
            self._held += len(answer.content)
            while self._held > self._most:
                _, oldest = self._answers.popitem(last=False)
                self._held -= len(oldest.content)

    def forget(self) -> None:
        """Keep nothing."""
        with self._lock:
            self._answers.clear()
            self._held = 0
