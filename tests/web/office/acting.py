"""What tests do as people of the office do it: through the forms."""

import re
from typing import Any

from django.test import Client

FINDING = "/buero/feststellung/03241/local/2/raise/"
DRAFT = "/buero/entwurf/raise/03241/"
LEVEL_2 = {"subject": "local:2", "effective": "2021-12-01", "reasons": ""}


def text(response: Any) -> str:
    """The words of a page, without its tags."""
    content = response.content.decode()
    main = re.search(r"<main.*?</main>", content, re.DOTALL)
    plain = re.sub(r"<[^>]+>", " ", main.group(0) if main else content)
    return re.sub(r"\s+", " ", plain.replace("&amp;", "&")).strip()


def hidden(response: Any, name: str) -> str:
    """The value of a hidden field."""
    found = re.search(rf'<input type="hidden" name="{name}" value="([^"]*)">', response.content.decode())
    assert found, f"no hidden field {name}"
    return found.group(1)


def hand_in(client: Client, address: str, data: dict[str, str]) -> Any:
    """Preview a draft and hand it in."""
    preview = client.post(address, data | {"act": "preview"})
    assert preview.status_code == 200, text(preview)
    return client.post(address, data | {"act": "draft", "seen": hidden(preview, "seen")})


def drafted(client: Client, address: str = DRAFT, data: dict[str, str] | None = None) -> str:
    """Draft; the name of the matter."""
    response = hand_in(client, address, LEVEL_2 if data is None else data)
    assert response.status_code == 302, text(response)
    return str(response["Location"]).rstrip("/").rsplit("/", 1)[-1]


def published(drafter: Client, second: Client, address: str = DRAFT, data: dict[str, str] | None = None) -> str:
    """Draft, have it approved by a second person, publish; the name of the matter."""
    matter = drafted(drafter, address, data)
    approval = second.post(f"/buero/vorgaenge/{matter}/zeichnen/")
    assert approval.status_code == 302, text(approval)
    publication = second.post(f"/buero/vorgaenge/{matter}/veroeffentlichen/", {"late": "yes"})
    assert publication.status_code == 302, text(publication)
    return matter
