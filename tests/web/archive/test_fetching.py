"""Files come from the disk or from a server, whole or not at all; trouble that may pass is tried again."""

import errno
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from lagezentrum.web.archive import fetching
from lagezentrum.web.archive.fetching import Fetched, FetchError, from_disk, from_web, on_disk

CSV = b"date,ags\n2021-11-15,03241\n"
Answer = Callable[[BaseHTTPRequestHandler], None]


class Server:
    """Answers each request with the next of its answers, and remembers what was asked."""

    def __init__(self) -> None:
        self.answers: list[Answer] = []
        self.asked: list[dict[str, str]] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                outer.asked.append(dict(self.headers))
                outer.answers.pop(0)(self)

            def log_message(self, *_: object) -> None:
                """Silent."""

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.http.server_port}/daten/Inzidenz.csv"
        threading.Thread(target=self.http.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()


@pytest.fixture
def server() -> Iterator[Server]:
    server = Server()
    yield server
    server.http.shutdown()
    server.http.server_close()


def answer(
    status: int = 200, body: bytes = CSV, *, cut: int = 0, kind: str | None = "text/csv; charset=utf-8", **headers: str
) -> Answer:
    def send(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        if kind is not None:
            handler.send_header("Content-Type", kind)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body[: len(body) - cut])

    return send


def hang_up(handler: BaseHTTPRequestHandler) -> None:
    handler.connection.close()


class Pauses(list[float]):
    """Stands in for sleeping."""

    def __call__(self, seconds: float) -> None:
        self.append(seconds)


def test_a_file_comes_with_its_name_and_its_etag(server: Server) -> None:
    server.answers = [answer(ETag='"v1"')]
    assert from_web(server.url) == Fetched("Inzidenz.csv", CSV, server.url, '"v1"')
    assert "If-None-Match" not in server.asked[0]


def test_an_unchanged_file_is_not_sent_again(server: Server) -> None:
    server.answers = [answer(304, b"", ETag='"v1"')]
    assert from_web(server.url, etag='"v1"') is None
    assert server.asked[0]["If-None-Match"] == '"v1"'


@pytest.mark.parametrize("trouble", [answer(500, b"x"), answer(503, b""), answer(429, b""), answer(cut=5), hang_up])
def test_trouble_that_passes_is_tried_again(server: Server, trouble: Answer) -> None:
    server.answers = [trouble, trouble, answer()]
    pauses = Pauses()
    fetched = from_web(server.url, sleep=pauses)
    assert fetched is not None
    assert fetched.content == CSV
    assert pauses == [2.0, 4.0]


def test_trouble_that_stays_ends_with_a_sentence_and_nothing_half_read(server: Server) -> None:
    server.answers = [answer(cut=5)] * 4
    pauses = Pauses()
    with pytest.raises(FetchError, match="Not to be had after 4 tries") as caught:
        from_web(server.url, sleep=pauses)
    assert pauses == [2.0, 4.0, 8.0]
    assert "Nach 4 Versuchen nicht zu bekommen" in caught.value.text.de


def test_a_server_that_does_not_answer_in_time_is_given_up(server: Server) -> None:
    waiting = threading.Event()

    def keep_waiting(_: BaseHTTPRequestHandler) -> None:
        waiting.wait(60)

    server.answers = [keep_waiting]
    try:
        with pytest.raises(FetchError, match="timed out"):
            from_web(server.url, tries=1, timeout=0.2)
    finally:
        waiting.set()


def test_nobody_there_is_said_so() -> None:
    with pytest.raises(FetchError, match="Not to be had after 2 tries"):
        from_web("http://127.0.0.1:9/x.csv", tries=2, sleep=Pauses(), timeout=2)


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410])
def test_a_wrong_address_is_not_tried_again(server: Server, status: int) -> None:
    server.answers = [answer(status, b"")]
    with pytest.raises(FetchError, match=f"HTTP {status}"):
        from_web(server.url, sleep=Pauses())
    assert len(server.asked) == 1


@pytest.mark.parametrize("kind", ["text/html; charset=utf-8", "application/json", "image/png", "application/pdf"])
def test_something_that_is_no_table_is_refused(server: Server, kind: str) -> None:
    server.answers = [answer(body=b"<html>", kind=kind)]
    with pytest.raises(FetchError, match="Instead of a CSV file came"):
        from_web(server.url)


@pytest.mark.parametrize("kind", ["text/plain", "application/octet-stream", None])
def test_a_table_under_a_vague_name_of_its_kind_is_taken(server: Server, kind: str | None) -> None:
    server.answers = [answer(kind=kind)]
    fetched = from_web(server.url)
    assert fetched is not None
    assert fetched.content == CSV


def test_a_redirection_is_followed_on_the_web_only(server: Server) -> None:
    server.answers = [answer(302, b"", Location="/neu/Inzidenz_neu.csv"), answer()]
    fetched = from_web(server.url)
    assert fetched is not None
    assert (fetched.name, fetched.url) == ("Inzidenz_neu.csv", server.url)
    server.answers = [answer(302, b"", Location="file:///etc/hostname")]
    with pytest.raises(FetchError, match="HTTP 302"):
        from_web(server.url)


def test_a_file_too_large_is_refused(server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "MOST_BYTES", 10)
    server.answers = [answer()]
    with pytest.raises(FetchError, match="Larger than"):
        from_web(server.url)
    (tmp_path / "a.csv").write_bytes(CSV)
    with pytest.raises(FetchError, match="Larger than"):
        from_disk(tmp_path / "a.csv")


@pytest.mark.parametrize(
    "url", ["ftp://example.org/a.csv", "file:///etc/hostname", "example.org/a.csv", "http://[x/a", "http://"]
)
def test_what_is_no_address_of_the_web_is_refused(url: str) -> None:
    with pytest.raises(FetchError, match=r"begin with|whole address"):
        from_web(url, tries=1)


def test_a_directory_gives_its_tables_by_name(tmp_path: Path) -> None:
    for name in ("b.csv", "a.csv.gz", "C.CSV", "notes.txt"):
        (tmp_path / name).write_bytes(CSV)
    (tmp_path / "d.csv").mkdir()
    assert [file.name for file in on_disk(str(tmp_path))] == ["C.CSV", "a.csv.gz", "b.csv"]


def test_nothing_on_the_disk_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(FetchError, match="no CSV files"):
        on_disk(str(tmp_path))
    with pytest.raises(FetchError, match="Can not be read: there is no such file") as caught:
        from_disk(tmp_path / "a.csv")
    assert caught.value.where.endswith("a.csv")


def test_a_directory_that_may_not_be_read_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(_path: Path) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", forbidden)
    with pytest.raises(FetchError, match="Can not be read: access is not allowed") as caught:
        on_disk(str(tmp_path))
    assert "der Zugriff ist nicht erlaubt" in caught.value.text.de
