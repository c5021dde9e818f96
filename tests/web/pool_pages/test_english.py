"""English: no page of the pool leaves German on it, nor do its refusals. Names of bodies are no words of a language."""

import pytest
from django.test import Client
from lxml import html
from lxml.html import HtmlElement

from lagezentrum.web.pool import service
from lagezentrum.web.pool.models import Deployment, Nomination, Proposal, Receiver
from tests.web.pool.conftest import HANNOVER, People, nominations
from tests.web.pool_pages.conftest import Browse
from tests.web.public.conftest import words_of
from tests.web.public.test_english import ALSO_ENGLISH, GERMAN

pytestmark = pytest.mark.django_db

PLAN = "/en/buero/pool/vorschlaege/P-2020-W46-1/"
NEXT = "/en/buero/pool/vorschlaege/P-2020-W46-2/"
FA_01 = "/en/buero/pool/stellen/FA-01/"
ASK = f"/en/buero/pool/aemter/{HANNOVER}/bedarf/"


def test_every_page_of_the_pool_speaks_english(browse: Browse, people: People, approved: Proposal) -> None:
    service.order(people.staff, approved.key)
    service.propose(people.staff, first=approved.first, weeks=2)
    upload = service.upload(people.lender, nominations({"kennung": "G-1"}, {"vzae": "0,3"}), lender="FA-01").upload
    assert upload is not None
    one, person = Deployment.objects.order_by("pk")[0].pk, Nomination.objects.filter(lender="FA-01")[0].alias
    staff, lender, office = browse(people.staff), browse(people.lender), browse(people.office)
    pages = {
        staff: (
            "/en/buero/pool/lage/?woche=2020-W47&vergleich=1", "/en/buero/pool/vorschlaege/",
            "/en/buero/pool/vorschlaege/neu/", PLAN, NEXT, f"{NEXT}aendern/", f"{PLAN}amt/{HANNOVER}/?plus=1",
            f"{PLAN}amt/{HANNOVER}/?plus=viel", f"{PLAN}kraft/{person}/", "/en/buero/pool/einsaetze/",
            f"/en/buero/pool/einsaetze/schreiben/?einsatz={one}", "/en/buero/pool/stellen/", FA_01,
            "/en/buero/pool/stellen-eintragen/",
            "/en/buero/pool/aemter/", "/en/buero/",
        ),
        lender: (FA_01, f"{FA_01}datei/", f"{FA_01}datei/{upload.pk}/", f"{FA_01}melden/"),
        office: (f"/en/buero/pool/aemter/{HANNOVER}/", ASK),
        browse(people.approver): ("/en/buero/pool/lage/", NEXT),
    }  # fmt: skip
    for client, addresses in pages.items():
        for address in addresses:
            assert _german(client, address) == [], address
    cost = {"kind": "forbid", "person": person, "first": "2020-11-09", "last": "2020-11-16", "reason": "absence"}
    sent: tuple[tuple[Client, str, dict[str, str], int], ...] = (
        (staff, f"{NEXT}aendern/", cost | {"act": "cost"}, 200),
        (staff, f"{NEXT}aendern/", cost | {"kind": "pin", "act": "cost"}, 400),
        (staff, "/en/buero/pool/einsaetze/", {"act": "start"}, 400),
        (lender, "/en/buero/pool/einsaetze/", {"act": "recall", "einsatz": str(one), "back": "2020-11-06"}, 400),
        (staff, "/en/buero/pool/vorschlaege/neu/", {"basis": "hours"}, 400),
        (lender, f"{FA_01}melden/", {"kennung": "K-1"}, 400),
        (office, ASK, {"act": "form", "vzae_bedarf": "viel"}, 400),
        (lender, f"{FA_01}pruefen/", {"act": "check", "kraft": person}, 403),
        (lender, "/en/buero/pool/stellen/FA-02/", {}, 404),
    )
    for client, address, given, status in sent:
        assert _german(client, address, given, status) == [], (address, given)


def _german(client: Client, address: str, given: dict[str, str] | None = None, status: int = 200) -> list[str]:
    answer = client.get(address) if given is None else client.post(address, given)
    assert answer.status_code == status, (address, answer.status_code)
    page: HtmlElement = html.document_fromstring(answer.content.decode())
    assert page.get("lang") == "en"
    said = [value for one in page.iter() for name in ("aria-label", "title", "placeholder") if (value := one.get(name))]
    for marked in list(page.iter()):
        if marked.get("lang") == "de":
            tail = marked.tail
            marked.clear()
            marked.tail = tail
    plain = "\n".join([words_of(page), *said])
    for name in sorted(Receiver.objects.values_list("name", flat=True), key=len, reverse=True):
        plain = plain.replace(name, "")
    return sorted({word for word in GERMAN.findall(plain) if word not in ALSO_ENGLISH})
