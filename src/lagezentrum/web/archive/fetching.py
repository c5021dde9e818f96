"""Getting files: from the disk, from a directory, or from an address on the web, whole or not at all."""

import http.client
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lagezentrum.law.model import Text
from lagezentrum.law.system_faults import cause
from lagezentrum.web.archive.intake import MOST_BYTES

TRIES = 4
TIMEOUT = 30.0
_PAUSE = 2.0
"""Seconds before the second try; each further one waits twice as long."""
_CHUNK = 1 << 20
_TABLES = ("text/csv", "text/plain", "application/csv", "application/gzip", "application/x-gzip")
_NAMELESS = ("application/octet-stream", "binary/octet-stream", "application/vnd.ms-excel", "")
_ENDINGS = (".csv", ".csv.gz")


class FetchError(Exception):
    """A file could not be had; `text` says why and what to do. Nothing of it was used."""

    def __init__(self, where: str, de: str, en: str) -> None:
        self.where = where
        self.text = Text(de=f"{where}: {de}", en=f"{where}: {en}")
        super().__init__(self.text.en)


@dataclass(frozen=True, slots=True)
class Fetched:
    """A file as it came.

    Attributes:
        name: its own name, without the path.
        content: its bytes.
        url: where it was fetched, or empty.
        etag: what the server calls this state of it, or empty.
    """

    name: str
    content: bytes
    url: str = ""
    etag: str = ""


def is_address(location: str) -> bool:
    """Whether a location is an address, be it one that can be fetched or not; everything else is a path."""
    return "://" in location


def on_disk(location: str) -> list[Path]:
    """The file of that path, or the CSV files of that directory by name, packed or not.

    Raises:
        FetchError: the directory can not be read, or there are none in it.
    """
    path = Path(location)
    try:
        if not path.is_dir():
            return [path]
        files = sorted(file for file in path.iterdir() if file.is_file() and file.name.lower().endswith(_ENDINGS))
    except OSError as error:
        raise _unreadable(path, error) from error
    if not files:
        raise FetchError(
            location,
            "In diesem Verzeichnis liegen keine CSV-Dateien (.csv oder .csv.gz).",
            "There are no CSV files in this directory (.csv or .csv.gz).",
        )
    return files


def from_disk(file: Path) -> Fetched:
    """One file.

    Raises:
        FetchError: it is not there, can not be read, or is too large.
    """
    try:
        if file.stat().st_size > MOST_BYTES:
            raise _too_large(str(file))
        return Fetched(file.name, file.read_bytes())
    except OSError as error:
        raise _unreadable(file, error) from error


def _unreadable(path: Path, error: OSError) -> FetchError:
    why = cause(error)
    return FetchError(
        str(path),
        f"Kann nicht gelesen werden: {why.de}. Bitte Pfad und Zugriffsrechte prüfen.",
        f"Can not be read: {why.en}. Please check the path and the access rights.",
    )


def from_web(
    url: str,
    *,
    etag: str = "",
    tries: int = TRIES,
    timeout: float = TIMEOUT,
    sleep: Callable[[float], None] = time.sleep,
) -> Fetched | None:
    """The file at an address, or None if the server says that it is still the state called `etag`.

    What may pass by itself is tried again with growing pauses: no connection, no answer in time, a fault of the
    server, a body that ends early.

    Raises:
        FetchError: it could not be had, or what came is no table.
    """
    if not url.lower().startswith(("http://", "https://")):
        raise FetchError(
            url, "Adressen beginnen mit https:// oder http://.", "Addresses begin with https:// or http://."
        )
    if not _has_host(url):
        raise _not_whole(url)
    pause = _PAUSE
    for number in range(1, tries + 1):
        try:
            return _once(url, etag, timeout)
        except _Passing as trouble:
            if number == tries:
                raise FetchError(
                    url,
                    f"Nach {tries} Versuchen nicht zu bekommen ({trouble}). Der nächste Lauf versucht es wieder.",
                    f"Not to be had after {tries} tries ({trouble}). The next run will try again.",
                ) from trouble
            sleep(pause)
            pause *= 2
    raise ValueError("tries must be at least 1")


class _Passing(Exception):
    """Trouble that may pass by itself."""


def _once(url: str, etag: str, timeout: float) -> Fetched | None:
    headers = {"User-Agent": "lagezentrum", "Accept": "text/csv, text/plain;q=0.9, application/gzip, */*;q=0.1"}
    if etag:
        headers["If-None-Match"] = etag
    try:
        request = urllib.request.Request(url, headers=headers)  # noqa: S310 (only http and https get here)
        with _OPENER.open(request, timeout=timeout) as answer:
            return Fetched(_name(answer.geturl()), _body(answer, url), url, answer.headers.get("ETag", ""))
    except urllib.error.HTTPError as error:
        error.close()
        if error.code == 304:
            return None
        if error.code in (408, 425, 429) or error.code >= 500:
            raise _Passing(f"HTTP {error.code}") from error
        raise FetchError(
            url,
            f"Der Server antwortet mit HTTP {error.code}. Bitte die Adresse prüfen.",
            f"The server answers with HTTP {error.code}. Please check the address.",
        ) from error
    except (urllib.error.URLError, TimeoutError, ConnectionError, http.client.HTTPException) as error:
        raise _Passing(str(getattr(error, "reason", "") or error) or type(error).__name__) from error
    except (ValueError, UnicodeError) as error:
        raise _not_whole(url) from error


def _has_host(url: str) -> bool:
    try:
        return bool(urlsplit(url).hostname)
    except ValueError:  # such as one bracket of two
        return False


def _not_whole(url: str) -> FetchError:
    return FetchError(url, "Das ist keine vollständige Adresse.", "This is not a whole address.")


def _body(answer: "http.client.HTTPResponse", url: str) -> bytes:
    kind = answer.headers.get_content_type() if answer.headers.get("Content-Type") else ""
    if kind not in _TABLES and not (kind in _NAMELESS and _name(answer.geturl()).lower().endswith(_ENDINGS)):
        raise FetchError(
            url,
            f"Statt einer CSV-Datei kam {kind or 'etwas ohne Angabe der Art'}. Bitte die Adresse prüfen.",
            f"Instead of a CSV file came {kind or 'something of no stated kind'}. Please check the address.",
        )
    parts, size = [], 0
    while part := answer.read(_CHUNK):
        parts.append(part)
        size += len(part)
        if size > MOST_BYTES:
            raise _too_large(url)
    announced = answer.headers.get("Content-Length", "")
    if announced.isdigit() and size != int(announced):
        raise _Passing(f"{size} of {announced} bytes came")
    return b"".join(parts)


def _too_large(where: str) -> FetchError:
    megabytes = MOST_BYTES // 1_000_000
    return FetchError(
        where,
        f"Größer als {megabytes} MB. So groß ist keine Datei, die hier gebraucht wird.",
        f"Larger than {megabytes} MB. No file that is needed here is as large.",
    )


def _name(url: str) -> str:
    return unquote(urlsplit(url).path).rpartition("/")[2] or "unnamed.csv"


def _opener() -> urllib.request.OpenerDirector:
    """For http and https only: a redirection can not lead to a file of this machine."""
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler(),
        urllib.request.HTTPHandler(),
        urllib.request.HTTPSHandler(),
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.HTTPRedirectHandler(),
        urllib.request.HTTPErrorProcessor(),
    ):
        opener.add_handler(handler)
    return opener


_OPENER = _opener()
