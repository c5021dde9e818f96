"""Ask a server for pages at a fixed rate, whether or not it keeps up, and say as JSON how long each answer took.

    python -m benchmarks.load_generator HOST PORT RATE|callers=NUMBER SECONDS PATH...

The paths are asked for in turn. A time counts from the moment at which a request was due, not from the moment at which
a connection was free for it, so that a server that falls behind can not hide it. With `callers` each of them asks again
as soon as it has its answer; that gives the most a server can do.
"""

import asyncio
import json
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import cycle
from typing import Any

CONNECTIONS = 128
"""Most connections at once; who finds none free waits, and the waiting counts."""
IDLE = 1.0
"""Seconds after which a connection is not used again; the server closes it after two."""
PATIENCE = 10.0
"""Seconds after which an answer counts as not given."""


class Refused(Exception):
    """An answer that is no success."""


@dataclass
class Load:
    """One run.

    Attributes:
        host: where to ask.
        port: where to ask.
        seconds: time of every answer.
        errors: what went wrong, and how often.
        sizes: bytes of the bodies as they came, so mostly packed.
    """

    host: str
    port: int
    seconds: list[float] = field(default_factory=list)
    errors: Counter[str] = field(default_factory=Counter)
    sizes: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._free: list[tuple[float, asyncio.StreamReader, asyncio.StreamWriter]] = []
        self._places = asyncio.Semaphore(CONNECTIONS)

    async def ask_again(self, paths: Sequence[str], callers: int, duration: float) -> None:
        """Let some callers ask one after the other for `duration` seconds."""
        end = time.perf_counter() + duration
        turn = cycle(paths)

        async def call() -> None:
            while time.perf_counter() < end:
                await self._one(next(turn), time.perf_counter())

        await asyncio.gather(*(call() for _ in range(callers)))

    async def at_rate(self, paths: Sequence[str], rate: float, duration: float) -> None:
        """Send `rate` requests a second for `duration` seconds, and wait for the last answer."""
        start = time.perf_counter()
        requests = []
        for number in range(int(rate * duration)):
            due = start + number / rate
            wait = due - time.perf_counter()
            if wait > 0:
                await asyncio.sleep(wait)
            requests.append(asyncio.create_task(self._one(paths[number % len(paths)], due)))
        await asyncio.gather(*requests)

    async def _one(self, path: str, due: float) -> None:
        try:
            async with self._places, asyncio.timeout_at(asyncio.get_running_loop().time() + PATIENCE):
                self.sizes[path] = await self._answer(path)
        except (OSError, EOFError, TimeoutError, Refused) as error:
            self.errors[f"{type(error).__name__} {error}".strip()] += 1
        else:
            self.seconds.append(time.perf_counter() - due)

    async def _answer(self, path: str) -> int:
        """Ask, on a connection that is free; bytes of the body."""
        while self._free:
            since, reader, writer = self._free.pop()
            if time.perf_counter() - since < IDLE:
                break
            writer.close()
        else:
            reader, writer = await asyncio.open_connection(self.host, self.port)
        writer.write(f"GET {path} HTTP/1.1\r\nHost: {self.host}:{self.port}\r\nAccept-Encoding: gzip\r\n\r\n".encode())
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
        status = head.split(" ", 2)[1]
        length = next((line for line in head.split("\r\n") if line.startswith("content-length:")), None)
        if length is None:
            writer.close()
            raise Refused(f"{status} without Content-Length")
        body = await reader.readexactly(int(length.partition(":")[2]))
        if "connection: close" in head:
            writer.close()
        else:
            self._free.append((time.perf_counter(), reader, writer))
        if status != "200":
            raise Refused(status)
        return len(body)

    def told(self) -> dict[str, Any]:
        """The outcome, for JSON; times in milliseconds."""
        times = sorted(1000 * value for value in self.seconds)
        return {
            "answers": len(times),
            "errors": dict(self.errors),
            "bytes": max(self.sizes.values(), default=0),
            **{
                f"p{share}": times[min(len(times) - 1, len(times) * share // 100)] if times else None
                for share in (50, 95, 99)
            },
            "longest": times[-1] if times else None,
        }


async def _main(host: str, port: str, how: str, seconds: str, *paths: str) -> None:
    load = Load(host, int(port))
    if how.startswith("callers="):
        await load.ask_again(paths, int(how.removeprefix("callers=")), float(seconds))
    else:
        await load.at_rate(paths, float(how), float(seconds))
    json.dump(load.told(), sys.stdout)


if __name__ == "__main__":
    asyncio.run(_main(*sys.argv[1:]))
