"""`lage operator`: the first person is registered on the machine, and can sign in and register others."""

import re
from datetime import date

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.models import User
from django.test import Client

from lagezentrum.web.people.models import Grant, Role
from tests.cli.conftest import Lage

pytestmark = pytest.mark.django_db(transaction=True)


def password_of(out: str) -> str:
    found = re.search(r"Kennwort: (\S+)", out)
    assert found is not None
    return found[1]


def test_an_operator_registers_people_and_the_password_is_told_once(lage: Lage, client: Client) -> None:
    answer = lage("operator", "jan.peters", "--email", "jan@example.org")
    assert answer.code == 0
    assert authenticate(username="jan.peters", password=password_of(answer.out)) is not None
    person = User.objects.get()
    assert (person.email, person.is_superuser, person.is_staff) == ("jan@example.org", False, False)
    assert [(grant.role, grant.area) for grant in Grant.objects.all()] == [(Role.OPERATOR, "03")]
    client.force_login(person)
    assert client.get("/betrieb/auth/user/add/").status_code == 200


def test_whoever_is_locked_out_gets_a_new_password_and_keeps_what_they_have(lage: Lage) -> None:
    first = password_of(lage("operator", "jan.peters", "--email", "jan@example.org").out)
    User.objects.update(is_active=False)
    second = password_of(lage("operator", "jan.peters").out)
    assert authenticate(username="jan.peters", password=first) is None
    person = authenticate(username="jan.peters", password=second)
    assert isinstance(person, User)
    assert person.email == "jan@example.org"
    assert Grant.objects.count() == 1


def test_whose_grant_has_ended_becomes_operator_again(lage: Lage) -> None:
    lage("operator", "jan.peters")
    Grant.objects.update(valid_from=date(2020, 1, 1), valid_to=date(2020, 12, 31))
    lage("operator", "jan.peters")
    assert Grant.objects.count() == 2


@pytest.mark.parametrize("given", [("jan peters",), ("jan", "--email", "nowhere")])
def test_what_is_no_name_or_no_address_is_refused_in_words(lage: Lage, given: tuple[str, ...]) -> None:
    answer = lage("operator", *given)
    assert answer.code == 2
    assert given[-1] in answer.notes
    assert not User.objects.exists()
