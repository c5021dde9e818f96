"""Several people press the same button at the same moment: one act goes through, the others are refused."""

from collections.abc import Callable
from threading import Barrier, Thread

import pytest
from django.db import connections

from lagezentrum.web.ledger import chain
from lagezentrum.web.pool import service
from lagezentrum.web.pool.models import Deployment, Proposal
from lagezentrum.web.pool.service import WrongState
from tests.web.pool.conftest import MONDAY, People, moment


def at_once(act: Callable[[], object], times: int = 3) -> list[str]:
    """What became of the same act in as many threads."""
    together, became = Barrier(times), []

    def run() -> None:
        try:
            together.wait()
            act()
            became.append("done")
        except WrongState:
            became.append("refused")
        finally:
            connections.close_all()

    threads = [Thread(target=run) for _ in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(became)


@pytest.mark.django_db(transaction=True)
def test_each_stage_of_a_proposal_and_its_deployments_happens_once(people: People, proposal: Proposal) -> None:
    key, shown = proposal.key, proposal.files.get().sha256
    once = ["done", "refused", "refused"]
    assert at_once(lambda: service.submit(people.staff, key)) == once
    assert at_once(lambda: service.approve(people.approver, key, shown=shown)) == once
    number = Deployment.objects.count()
    assert at_once(lambda: service.order(people.staff, key)) == once
    rows = list(Deployment.objects.values_list("pk", flat=True))
    assert len(rows) == number
    assert at_once(lambda: service.start(people.staff, rows, on=MONDAY, at=moment(MONDAY))) == once
    assert chain.verify() == []
