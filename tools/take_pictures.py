"""`make pictures`: the pictures of the documentation, taken anew from the demo in a real browser.

The demo is started on a day of the season, people of it look at their pages, and each picture is written to
docs/pictures/ with few colours. Whoever changes how a page looks runs it and commits what it wrote.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright
from tests.web.browser import FLAGS, chromium

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "pictures"
DAY = "2021-12-15"
"""Two levels are on the map, sections are running, and the statewide finding hangs on a missing value."""
WIDTH = 1280
MOST_BYTES = 150_000
_COLOURS = (128, 64, 32, 16)
_ADDRESS = re.compile(r"http://localhost:\d+")
_STILL = "*, ::before, ::after { animation: none !important; transition: none !important; caret-color: transparent; }"


@dataclass(frozen=True)
class Picture:
    """A picture to take.

    Attributes:
        name: of the file.
        path: of the page.
        height: how much of the page, in CSS pixels.
        person: who is signed in, or None.
    """

    name: str
    path: str
    height: int
    person: str | None = None


PICTURES = (
    Picture("map", "/", 1400),
    Picture("district", "/kreis/03358/", 2300),
    Picture("work-list", "/buero/", 1100, person="david.sander"),
)


@contextmanager
def demo() -> Iterator[tuple[str, dict[str, str]]]:
    """The running demo: its address, and the passwords by user name."""
    command = [sys.executable, "-m", "lagezentrum.cli.main", "demo", "--on", DAY]
    process = subprocess.Popen(  # noqa: S603 - our own program
        command, cwd=ROOT, stdout=subprocess.PIPE, text=True, env={**os.environ, "COLUMNS": "160", "LAGE_LANG": "de"}
    )
    try:
        printed = []
        for line in process.stdout or ():
            printed.append(line)
            if "Strg-C" in line:
                break
        text = "".join(printed)
        found = _ADDRESS.search(text)
        if found is None:
            raise SystemExit("the demo did not start")
        yield found[0], dict(re.findall(r"^([a-z]+\.[a-z]+) +(\S+) ", text, re.MULTILINE))
    finally:
        process.terminate()
        process.wait(60)


def take(browser: Browser, site: str, picture: Picture, passwords: dict[str, str]) -> bytes:
    """A picture as the browser gives it."""
    context = browser.new_context(
        base_url=site,
        viewport={"width": WIDTH, "height": picture.height},
        color_scheme="light",
        locale="de-DE",
        timezone_id="Europe/Berlin",
        reduced_motion="reduce",
    )
    page = context.new_page()
    if picture.person is not None:
        page.goto("/konto/login/")
        page.fill("input[name=login]", picture.person)
        page.fill("input[name=password]", passwords[picture.person])
        page.press("input[name=password]", "Enter")
        page.wait_for_url("**/buero/")
    answer = page.goto(picture.path)
    if answer is None or not answer.ok:
        raise SystemExit(f"{picture.path} does not answer")
    page.evaluate("document.fonts.ready")
    taken = page.screenshot(style=_STILL)
    context.close()
    return taken


def packed(taken: bytes) -> bytes:
    """A picture with as many colours as fit into `MOST_BYTES`."""
    whole = Image.open(BytesIO(taken)).convert("RGB")
    for colours in _COLOURS:
        out = BytesIO()
        few = whole.quantize(colours, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
        few.save(out, "PNG", optimize=True)
        if out.tell() <= MOST_BYTES:
            return out.getvalue()
    raise SystemExit(f"a picture has more than {MOST_BYTES} bytes even with {_COLOURS[-1]} colours")


def main() -> int:
    """Take every picture; 1 where there is no browser."""
    TARGET.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        program = chromium(playwright.chromium.executable_path)
        if program is None:
            sys.stderr.write("Es fehlt ein Chromium: `make setup`. / A Chromium is missing: `make setup`.\n")
            return 1
        browser = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        with demo() as (site, passwords):
            for picture in PICTURES:
                content = packed(take(browser, site, picture, passwords))
                (TARGET / f"{picture.name}.png").write_bytes(content)
                sys.stdout.write(f"docs/pictures/{picture.name}.png  {len(content):,} bytes\n")
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
