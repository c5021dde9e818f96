"""Letters after a recall: the page offers those about the end, and each deployment gets those that fit it."""

import io
import json
from zipfile import ZipFile

import pikepdf
import pytest
from django.test import Client

from lagezentrum.web.pool import service
from lagezentrum.web.pool.models import Deployment, Proposal
from tests.web.office.acting import text
from tests.web.pool.conftest import MONDAY, People
from tests.web.pool_pages.conftest import Browse

pytestmark = pytest.mark.django_db
LETTERS = "/buero/pool/einsaetze/schreiben/"
ENDS = {"end-lender", "end-receiver", "end-person"}


@pytest.fixture
def recalled(people: People, approved: Proposal) -> tuple[int, int]:
    """One that was recalled before it began, and one that goes on."""
    service.order(people.staff, approved.key)
    one = Deployment.objects.filter(person__lender="FA-02")[0].pk
    service.recall(people.other_lender, [one], effective=MONDAY)
    return one, Deployment.objects.filter(person__lender="FA-01")[0].pk


def ticked(client: Client, *numbers: int) -> set[str]:
    page = client.get(LETTERS, {"einsatz": numbers}).content.decode()
    return {
        line.split('"')[0] for line in page.split('name="art" value="')[1:] if " checked>" in line.split("<label")[0]
    }


def test_what_was_recalled_calls_for_letters_about_its_end(
    browse: Browse, people: People, recalled: tuple[int, int]
) -> None:
    client, (gone, stays) = browse(people.staff), recalled
    assert ticked(client, gone) == ENDS
    assert ticked(client, stays) == {"lender-request", "lender-confirmation", "receiver", "person"}
    assert ticked(client, gone, stays) == ticked(client, gone) | ticked(client, stays)
    given = {"einsatz": [gone, stays], "art": ["person", "end-person", "end-receiver"], "act": "zip"}
    with ZipFile(io.BytesIO(client.post(LETTERS, given).content)) as made:
        about = {name.split("-", 1)[1]: _numbers(made.read(name)) for name in made.namelist()}
    receiver = Deployment.objects.get(pk=gone).receiver_id
    assert about == {
        "an-kraft-FA-01.pdf": [stays],
        "ende-an-kraft-FA-02.pdf": [gone],
        f"ende-an-aufnehmende-stelle-{receiver}.pdf": [gone],
    }


def test_letters_that_there_are_not_are_refused_with_the_reason(
    browse: Browse, people: People, recalled: tuple[int, int]
) -> None:
    client, (gone, stays) = browse(people.staff), recalled
    for number, kind in ((gone, "lender-request"), (stays, "end-person")):
        refused = client.post(LETTERS, {"einsatz": number, "art": kind, "act": "pdf", f"name-{number}": "Erika"})
        assert refused.status_code == 400
        assert "zu diesen Einsätzen kein Schreiben" in text(refused)
        assert 'value="Erika"' in refused.content.decode()  # nothing typed is lost


def test_who_never_began_is_not_told_as_one_who_served_a_day(
    browse: Browse, people: People, recalled: tuple[int, int]
) -> None:
    client, row = browse(people.staff), Deployment.objects.get(pk=recalled[0])
    assert row.state == Deployment.State.ENDED
    assert "entfallen" in text(client.get("/buero/pool/einsaetze/?stand=ended"))
    assert "beendet" not in text(client.get(LETTERS, {"einsatz": row.pk}))
    assert "never began" in client.get("/en/buero/pool/einsaetze.csv").content.decode()
    calendar = client.get(f"/buero/pool/aemter/{row.receiver_id}/kalender.ics")
    assert calendar.status_code == 200
    assert "beendet" not in calendar.content.decode()


def _numbers(content: bytes) -> list[int]:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        read = json.loads(pdf.attachments["deployments.json"].get_file().read_bytes())
    return [one["number"] for one in read["deployments"]]
