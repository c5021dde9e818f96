"""`lage serve` as a process: it sets itself up, serves, notes requests as JSON, and ends when told."""

import json
import socket
import urllib.error
import urllib.request
from pathlib import Path

from tests.web.run.processes import PATIENCE, answered, free_port, lage, running


def get(address: str, **headers: str) -> tuple[int, dict[str, str]]:
    class Stay(urllib.request.HTTPRedirectHandler):
        def redirect_request(self, *args: object, **kwargs: object) -> None:
            return None

    request = urllib.request.Request(address, headers=headers)  # noqa: S310 - our own server
    try:
        with urllib.request.build_opener(Stay).open(request, timeout=PATIENCE) as answer:
            return answer.status, dict(answer.headers)
    except urllib.error.HTTPError as error:
        return error.code, dict(error.headers)


def test_it_serves_from_nothing_and_ends_when_told(tmp_path: Path) -> None:
    port = free_port()
    site = f"http://127.0.0.1:{port}"
    with running("serve", "--port", str(port), "--workers", "1", home=tmp_path) as process:
        assert answered(process, f"{site}/readyz")
        status, headers = get(f"{site}/?ort=30159")
        assert (status, headers["Location"]) == (301, f"https://127.0.0.1:{port}/?ort=30159")
        status, headers = get(f"{site}/", **{"X-Forwarded-Proto": "https"})
        assert status == 200
        assert headers["Strict-Transport-Security"].startswith("max-age=31536000")
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert "Set-Cookie" not in headers
        assert get(f"{site}/", Host="evil.example", **{"X-Forwarded-Proto": "https"})[0] == 400
        process.terminate()
        out, notes = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0
    assert "Traceback" not in notes
    assert f"Bereit: http://localhost:{port}/" in notes
    assert "nur über TLS" in notes
    lines = [json.loads(line) for line in (out + notes).splitlines() if line.startswith("{")]
    requests = [line for line in lines if line["logger"] == "gunicorn.access" and line["path"] == "/"]
    # Threads write their lines as they finish, so the order of the lines is not that of the questions.
    assert sorted(line["status"] for line in requests) == [200, 301, 400]
    assert "30159" not in out + notes
    assert (tmp_path / "lagezentrum.sqlite3").is_file()


def test_static_files_are_packed_and_may_be_kept_for_ever(tmp_path: Path) -> None:
    port = free_port()
    with running("serve", "--port", str(port), "--workers", "1", home=tmp_path, LAGEZENTRUM_HTTP="1") as process:
        assert answered(process, f"http://127.0.0.1:{port}/healthz")
        manifest = json.loads((tmp_path / "static" / "staticfiles.json").read_text())
        frame = manifest["paths"]["css/frame.css"]
        status, headers = get(f"http://127.0.0.1:{port}/static/{frame}", **{"Accept-Encoding": "gzip"})
    assert status == 200
    assert headers["Content-Encoding"] == "gzip"
    assert "immutable" in headers["Cache-Control"]


def test_a_port_that_is_taken_is_named(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = lage("serve", "--port", str(port), home=tmp_path)
    assert done.returncode == 2
    assert f"127.0.0.1:{port}" in done.stderr
    assert "--port" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_wrong_setting_is_told_in_words(tmp_path: Path) -> None:
    done = lage("serve", home=tmp_path, DATABASE_URL="mysql://x/y")
    assert done.returncode == 2
    assert "postgresql://" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_database_that_does_not_answer_is_told_in_words(tmp_path: Path) -> None:
    head = f"1:{'a' * 64}"  # read before Django is started
    done = lage(
        "ledger",
        "verify",
        "--head",
        head,
        home=tmp_path,
        DATABASE_URL=f"postgresql://nobody@127.0.0.1:{free_port()}/nothing",
    )
    assert done.returncode == 2
    assert "Die Datenbank antwortet nicht" in done.stderr
    assert "Traceback" not in done.stderr
