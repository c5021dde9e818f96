"""What an installation from before the staff pool finds after the upgrade."""

from datetime import date

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from lagezentrum.web.people.models import Grant, Role
from lagezentrum.web.people.permission import Action, bodies, may


@pytest.mark.django_db(transaction=True)
def test_a_grant_of_a_lending_authority_names_no_body_yet_and_allows_nothing() -> None:
    executor = MigrationExecutor(connection)
    executor.migrate([("people", "0004_attempts")])
    user = User.objects.create_user("finanzamt")
    before = executor.loader.project_state([("people", "0004_attempts")]).apps.get_model("people", "Grant")
    for role, area in ((Role.LENDING_AUTHORITY, "03241"), (Role.STAFF_UNIT, "03")):
        before.objects.create(user_id=user.pk, role=role, area=area, valid_from=date(2020, 1, 1))
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())

    lending = Grant.objects.get(role=Role.LENDING_AUTHORITY)
    lending.full_clean()
    assert (lending.area, lending.body) == ("03", "?")
    assert Grant.objects.get(role=Role.STAFF_UNIT).body == ""
    Grant.objects.filter(role=Role.STAFF_UNIT).delete()
    assert bodies(user, Action.NOMINATE, "03") == frozenset({"?"})  # the key of no authority
    assert not may(user, Action.NOMINATE, "03", body="FA-01")
