"""The public site as files: for a mirror that stands when the service does not, or for a disc."""

from collections import deque
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import urljoin

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.test import Client

from lagezentrum.web.feeds.mirror_files import Rules, between, file_of
from lagezentrum.web.feeds.mirror_links import links_of_page, links_of_style, turned_page, turned_style
from lagezentrum.web.today import BERLIN, now

_SEEDS = ("/", "/feeds/data-package.zip")


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written, and which addresses of the site did not answer (with their status)."""

    files: tuple[Path, ...]
    broken: tuple[tuple[str, int], ...]


def export(directory: Path, days: Collection[date] = (), *, live: str | None = None) -> Exported:
    """Write the public site into a directory, every page with links that work without the site.

    Args:
        directory: is made where it is missing; files in it are replaced, others left alone.
        days: days whose pages are wanted beside those of the present day.
        live: address of the running site, such as "https://lage.example"; what is not in the mirror (search, office)
            leads there. None: such links are taken out.

    Raises:
        OSError: a file can not be written.
    """
    host = settings.ALLOWED_HOSTS[0].lstrip("*.") or "localhost"
    others = [code for code, _ in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
    walk = _Walk(Rules(tuple(days), tuple(others), host), live)
    seeds = [*_SEEDS, *(f"/?tag={day.isoformat()}" for day in days)]
    written, broken = [], []
    waiting, known = deque(seeds), set(seeds)
    while waiting:
        address = waiting.popleft()
        answer = walk.fetch(address)
        if isinstance(answer, int):
            broken.append((address, answer))
            continue
        for link in walk.links(address, answer):
            if link not in known:
                known.add(link)
                waiting.append(link)
        target = directory / file_of(address)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(walk.turned(address, answer))
        written.append(target)
    return Exported(tuple(written), tuple(broken))


@dataclass(frozen=True, slots=True)
class _Page:
    content: bytes
    media_type: str


class _Walk:
    """Fetches the addresses of the site and turns what it gets."""

    def __init__(self, rules: Rules, live: str | None) -> None:
        self.rules, self._live = rules, live
        self._client = Client(SERVER_NAME=rules.host, raise_request_exception=False)
        stamp = now().astimezone(BERLIN)
        self._note = (
            f"Kopie vom {stamp:%d.%m.%Y, %H:%M} Uhr, ohne Suche. / Copy of {stamp:%Y-%m-%d %H:%M}, without search."
        )

    def fetch(self, address: str) -> _Page | int:
        """The answer, or its status where it is none."""
        if address.startswith(settings.STATIC_URL):
            return self._static(address.removeprefix(settings.STATIC_URL))
        response = self._client.get(address, secure=settings.SECURE_SSL_REDIRECT)
        if response.status_code != 200:
            return int(response.status_code)
        return _Page(response.content, response["Content-Type"].partition(";")[0])

    def links(self, address: str, page: _Page) -> list[str]:
        """The addresses of the mirror that a page or style sheet names."""
        if page.media_type == "text/html":
            named = links_of_page(page.content)
        elif page.media_type == "text/css":
            named = links_of_style(page.content)
        else:
            return []
        return [own for link in named if (own := self.rules.own(link, address)) is not None]

    def turned(self, address: str, page: _Page) -> bytes:
        """The content as it is written."""

        def turn(link: str) -> str | None:
            own = self.rules.own(link, address)
            _, mark, fragment = link.partition("#")
            return None if own is None else between(address, own) + mark + fragment

        def live(link: str) -> str | None:
            if link.startswith(("http://", "https://")) and self.rules.host not in link:
                return link
            return None if self._live is None else urljoin(self._live, urljoin(address, link))

        if page.media_type == "text/html":
            return turned_page(page.content, turn, live, self._note)
        return turned_style(page.content, turn) if page.media_type == "text/css" else page.content

    @staticmethod
    def _static(name: str) -> _Page | int:
        """A file of the site's own; where nothing was collected yet, from where it lies."""
        media_type = "text/css" if name.endswith(".css") else "application/octet-stream"
        if staticfiles_storage.exists(name):
            with staticfiles_storage.open(name) as stream:
                return _Page(stream.read(), media_type)
        found = finders.find(name)
        return _Page(Path(found).read_bytes(), media_type) if found else 404
