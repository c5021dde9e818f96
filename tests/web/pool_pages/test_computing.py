"""Who asks for a proposal while one is being computed is told so, and no second one is."""

import pytest

from lagezentrum.web.office.pool import computing
from lagezentrum.web.pool.models import Proposal
from tests.web.office.acting import text
from tests.web.pool.conftest import People
from tests.web.pool_pages.conftest import Browse

pytestmark = pytest.mark.django_db
ASKED = {"first": "2020-11-09", "weeks": "1", "aim": "equal_coverage", "basis": "requests"}


def test_a_second_click_starts_no_second_computation(browse: Browse, people: People, checked: object) -> None:
    client, address = browse(people.staff), "/buero/pool/vorschlaege/neu/"
    with computing.alone():
        refused = client.post(address, ASKED)
        assert refused.status_code == 400
        assert "wird gerade gerechnet" in text(refused)
        assert not Proposal.objects.exists()
        english = client.post(f"/en{address}", ASKED)
        assert "A proposal is being computed" in text(english)
    assert client.post(address, ASKED).status_code == 302
    assert Proposal.objects.count() == 1


def test_a_computation_that_fails_lets_the_next_one_in() -> None:
    with pytest.raises(ZeroDivisionError), computing.alone():
        _ = 1 / 0
    with computing.alone(), pytest.raises(computing.BeingComputed), computing.alone():
        pass
