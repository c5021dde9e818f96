"""Which address lies in which file of a mirror, and how files name each other. Pure."""

import posixpath
import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath
from urllib.parse import parse_qsl, unquote, urldefrag, urljoin, urlsplit

_LEFT_OUT = ("/buero/", "/betrieb/", "/konto/", "/api/", "/feeds/ledger/")
"""What needs a sign-in, or a program that answers."""
_API_DRAWINGS = ("/api/v1/map/districts.svg", "/api/v1/map/districts.geojson")
_DAY_PARAMETERS = ("tag", "on")
_CHOICES = {"/methode/": "fassung", "/feststellungen/": "ort"}
"""Pages of which there is one for each version of the norm, or for each area."""
_CHOICE = re.compile(r"[0-9-]{2,12}")
_PLAIN = re.compile(r"[A-Za-z0-9._~()@+-]+")


@dataclass(frozen=True)
class Rules:
    """What belongs to a mirror.

    Attributes:
        days: the days whose pages are wanted beside those of the present day.
        languages: prefixes of pages in other languages, such as "en"; feeds name them as a parameter.
        host: host of the site; its absolute addresses are its own.
    """

    days: Collection[date]
    languages: Collection[str]
    host: str

    def own(self, link: str, page: str) -> str | None:
        """Path and parameters of an address on this site that belongs to the mirror; None for any other.

        Args:
            link: as it stands in a page; a fragment is left out.
            page: path and parameters of the page in which it stands.
        """
        target = urlsplit(urldefrag(urljoin(f"https://{self.host}{page}", link.strip()))[0])
        if target.scheme not in ("http", "https") or target.netloc != self.host:
            return None
        path = unquote(target.path) or "/"
        bare = self._without_language(path)
        if bare.startswith(_LEFT_OUT) and bare not in _API_DRAWINGS:
            return None
        if not all(_PLAIN.fullmatch(part) and part not in (".", "..") for part in path.strip("/").split("/") if part):
            return None
        asked = parse_qsl(target.query, keep_blank_values=True)
        if len(asked) > 1 or not all(self._wanted(name, value, bare) for name, value in asked):
            return None
        return path + (f"?{asked[0][0]}={asked[0][1]}" if asked else "")

    def _without_language(self, path: str) -> str:
        for language in self.languages:
            if path.startswith(f"/{language}/"):
                return path.removeprefix(f"/{language}")
        return path

    def _wanted(self, name: str, value: str, path: str) -> bool:
        """Whether a parameter names a day that is wanted, the language of a feed, a version of the norm, or an area."""
        if name == "language":
            return path.startswith("/feeds/") and value in self.languages
        if name == _CHOICES.get(path):
            return _CHOICE.fullmatch(value) is not None
        return name in _DAY_PARAMETERS and any(day.isoformat() == value for day in self.days)


def file_of(address: str) -> PurePosixPath:
    """The file of an address in the mirror: "/kreis/03241/?tag=2021-12-04" lies in kreis/03241/tag-2021-12-04.html."""
    path, _, asked = address.partition("?")
    name = asked.replace("=", "-")
    if path.endswith("/"):
        return PurePosixPath(path.strip("/")) / (f"{name}.html" if name else "index.html")
    found = PurePosixPath(path.lstrip("/"))
    return found.with_name(f"{found.stem}-{name}{found.suffix}") if name else found


def between(here: str, there: str) -> str:
    """The address of one file as seen from another, both given by their addresses on the site."""
    return posixpath.relpath(str(file_of(there)), str(file_of(here).parent))
