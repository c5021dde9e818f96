from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.contrib.auth.models import User
from pytest_django import Settings

from lagezentrum.engine.decisions import Decision
from lagezentrum.engine.observations import Figures
from lagezentrum.season.reading import read_season
from lagezentrum.web.archive.clock import ClockBehind
from lagezentrum.web.ledger import chain, figures, folding, service, verify
from lagezentrum.web.ledger.determination import Determination
from lagezentrum.web.ledger.drafting import Wanted
from lagezentrum.web.ledger.models import Event
from lagezentrum.web.ledger.service import Conflict, Incomplete, NotAllowed, UnknownMatter
from lagezentrum.web.people.deputies import name_deputy
from lagezentrum.web.people.models import Grant, Role
from tests.web.ledger.conftest import DISTRICT, MONDAY, moment

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("season")]

People = dict[str, User]
Publish = Callable[..., Determination]
WEDNESDAY = date(2021, 12, 1)


def draft(actor: User, **changes: object) -> Determination:
    wanted: dict[str, object] = {
        "kind": "raise",
        "rule": "local",
        "area": DISTRICT,
        "step": "2",
        "effective": WEDNESDAY,
        **changes,
    }
    return service.draft(actor, **wanted)  # type: ignore[arg-type]


# -- the way of a determination ---------------------------------------------------------------------------------------


def test_a_draft_holds_the_finding_its_proof_and_the_law(drafted: Determination) -> None:
    assert drafted.state == "drafted"
    assert drafted.id == "03241-2021-1"
    assert drafted.drafted_by == "Anna Kern"
    assert drafted.version == "2021-11-24"
    assert drafted.section == tuple(date(2021, 11, day) for day in (24, 25, 26, 27, 29))
    assert drafted.earliest_effect == WEDNESDAY
    assert drafted.warnings == ()
    assert drafted.proof["status"] == "found"
    assert [day["left_out"] is not None for day in drafted.proof["days"]] == [False] * 4 + [True, False]
    assert len(drafted.rests_on.observations) == 5 * 2
    assert folding.decisions() == ()


def test_approval_and_publication_make_it_a_decision(drafted: Determination, people: People, publish: Publish) -> None:
    published = publish(drafted)
    assert published.state == "published"
    assert (published.approved_by, published.published_by) == ("Clara Weiß", "Anna Kern")
    assert published.published_on == MONDAY
    assert [entry.kind for entry in published.entries] == ["drafted", "approved", "published"]
    assert folding.decisions() == (
        Decision(
            kind="determined",
            rule="local",
            area=DISTRICT,
            step="2",
            decided_on=MONDAY,
            effective=WEDNESDAY,
            authority="Region Hannover",
            source="Vorgang 03241-2021-1",
        ),
    )


def test_the_approver_may_publish_too(drafted: Determination, people: People) -> None:
    service.approve(people["approver"], drafted.id)
    assert service.publish(people["approver"], drafted.id).state == "published"


def test_what_was_known_then_does_not_change_by_what_came_later(drafted: Determination, publish: Publish) -> None:
    publish(drafted, at=moment(MONDAY, 15))
    assert folding.determinations(moment(MONDAY, 11)) == ()
    assert [d.state for d in folding.determinations(moment(MONDAY, 13))] == ["drafted"]
    assert folding.decisions(moment(MONDAY, 14)) == ()
    assert len(folding.decisions(moment(MONDAY, 16))) == 1


def test_nobody_acts_before_it_is_their_turn(drafted: Determination, people: People) -> None:
    with pytest.raises(Conflict) as refused:
        service.publish(people["officer"], drafted.id)
    assert "noch nicht gezeichnet" in refused.value.text.de
    assert "not approved yet" in refused.value.text.en


def test_nothing_is_done_twice(drafted: Determination, people: People) -> None:
    service.approve(people["approver"], drafted.id)
    with pytest.raises(Conflict, match="approved and not published yet"):
        service.approve(people["approver"], drafted.id)
    service.publish(people["officer"], drafted.id)
    with pytest.raises(Conflict, match="published already"):
        service.publish(people["officer"], drafted.id)
    assert Event.objects.count() == 3


def test_a_matter_that_does_not_exist_is_said_so(people: People) -> None:
    with pytest.raises(UnknownMatter, match="03241-2021-99"):
        service.approve(people["approver"], "03241-2021-99")


# -- four eyes --------------------------------------------------------------------------------------------------------


def test_nobody_approves_their_own_draft(people: People) -> None:
    both = people["approver"]
    Grant.objects.create(user=both, role=Role.DISTRICT_OFFICER, area=DISTRICT, valid_from=date(2021, 1, 1))
    own = draft(both)
    with pytest.raises(NotAllowed) as refused:
        service.approve(both, own.id)
    assert "andere Person" in refused.value.text.de
    assert folding.determinations()[0].state == "drafted"


def test_nobody_approves_as_deputy_of_who_drafted(people: People) -> None:
    officer, second = people["officer"], people["second"]
    Grant.objects.create(user=officer, role=Role.APPROVER, area=DISTRICT, valid_from=date(2021, 1, 1))
    name_deputy(officer, second, role=Role.APPROVER, area=DISTRICT, first=MONDAY, last=WEDNESDAY)
    own = draft(officer)
    with pytest.raises(NotAllowed, match="stand in for the person who began"):
        service.approve(second, own.id)


def test_a_deputy_of_the_approver_approves_and_the_ledger_says_for_whom(people: People, drafted: Determination) -> None:
    name_deputy(people["approver"], people["second"], role=Role.APPROVER, area=DISTRICT, first=MONDAY, last=WEDNESDAY)
    assert service.approve(people["second"], drafted.id).approved_by == "Bernd Holt"
    assert '"acting_for":"Clara Weiß"' in Event.objects.get(kind="approved").payload


@pytest.mark.parametrize("who", ["neighbour", "ministry", "ministry-approver", "auditor", "operator", "approver"])
def test_only_officers_of_the_area_draft(people: People, who: str) -> None:
    with pytest.raises(NotAllowed):
        draft(people[who])
    assert not Event.objects.exists()


@pytest.mark.parametrize(
    "who", ["officer", "second", "neighbour", "ministry", "ministry-approver", "auditor", "operator"]
)
def test_only_approvers_of_the_area_approve(people: People, drafted: Determination, who: str) -> None:
    with pytest.raises(NotAllowed):
        service.approve(people[who], drafted.id)


def test_a_district_officer_does_not_draft_for_the_land(people: People) -> None:
    with pytest.raises(NotAllowed):
        draft(people["officer"], rule="statewide", area="03", step="2")


def test_a_grant_that_has_run_out_does_not_count(people: People) -> None:
    Grant.objects.filter(user=people["officer"]).update(valid_to=MONDAY - timedelta(days=1))
    with pytest.raises(NotAllowed):
        draft(people["officer"])


# -- what can be drafted ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"rule": "nobody-knows"}, "rule"),
        ({"rule": "statewide"}, "area"),
        ({"step": "7"}, "step"),
        ({"kind": "3g"}, "kind"),
        ({"kind": "raise", "rule": "new-cases", "step": "3G"}, "kind"),
        ({"effective": None}, "effective"),
        ({"effective": date(2021, 12, 3)}, "reasons"),
        ({"effective": date(2021, 11, 30)}, "reasons"),
        ({"step": "3"}, "reasons"),
        ({"kind": "refrain", "effective": None, "reasons": "Ausbruch"}, "outbreak"),
        ({"kind": "refrain", "effective": WEDNESDAY, "reasons": "Ausbruch"}, "outbreak"),
        ({"kind": "refrain", "effective": None, "reasons": "Ausbruch", "outbreak": {"place": "Heim"}}, "outbreak"),
        (
            {"kind": "refrain", "rule": "new-cases", "step": "3G", "effective": None, "reasons": "Ausbruch"},
            "kind",
        ),
        ({"kind": "other-date", "rule": "new-cases", "step": "3G", "reasons": "später"}, "kind"),
    ],
)
def test_what_does_not_fit_is_refused_and_the_part_is_named(
    people: People, changes: dict[str, object], field: str
) -> None:
    with pytest.raises(Incomplete) as refused:
        draft(people["officer"], **changes)
    assert refused.value.field == field
    assert refused.value.text.de != refused.value.text.en
    assert not Event.objects.exists()


def test_a_day_without_a_regulation_is_said_so(people: People) -> None:
    with pytest.raises(Incomplete, match="no version of the regulation"):
        draft(people["officer"], at=moment(date(2022, 5, 1)))


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"effective": date(2021, 12, 3)}, "later"),
        ({"effective": date(2021, 11, 30)}, "too-early"),
        ({"step": "3"}, "no-finding"),
    ],
)
def test_otherwise_than_the_rule_needs_reasons_and_carries_a_caution(
    people: People, changes: dict[str, object], code: str
) -> None:
    found = draft(people["officer"], reasons="nach eigenem Ermessen", **changes)
    assert [caution.code for caution in found.warnings] == [code]


def test_a_draft_by_own_discretion_shows_the_last_days_all_the_same(people: People) -> None:
    found = draft(people["officer"], step="3", reasons="nach eigenem Ermessen")
    assert found.finding is None
    assert found.proof["status"] == "not-found"
    assert found.proof["section"] == ["2021-11-24", "2021-11-25", "2021-11-26", "2021-11-27", "2021-11-29"]


def test_the_order_of_15_december_hangs_on_one_missing_value(people: People) -> None:
    found = service.draft(
        people["ministry"],
        kind="raise",
        rule="statewide",
        area="03",
        step="2",
        effective=date(2021, 12, 17),
        reasons="Die Intensivbetten lagen am 10. Dezember über 10 %.",
        at=moment(date(2021, 12, 15)),
    )
    assert [caution.code for caution in found.warnings] == ["undetermined"]
    assert found.proof["hangs_on"] == [{"indicator": "icu_share", "area": "03", "day": "2021-12-10"}]


def test_the_same_is_not_drafted_twice_at_once(people: People, drafted: Determination) -> None:
    with pytest.raises(Conflict, match="03241-2021-1 by Anna Kern"):
        draft(people["second"])
    service.withdraw(people["second"], drafted.id, "Zahlendreher")
    assert draft(people["second"]).id == "03241-2021-2"


def test_what_is_published_is_not_drafted_again(people: People, drafted: Determination, publish: Publish) -> None:
    publish(drafted)
    with pytest.raises(Conflict, match="published already"):
        draft(people["second"], reasons="noch einmal")


def test_a_draft_keeps_to_the_proof_that_the_officer_saw(people: People) -> None:
    wanted = Wanted(kind="raise", rule="local", area=DISTRICT, step="2", effective=WEDNESDAY)
    seen = service.preview(wanted, at=moment(MONDAY, 9)).proof
    changed = {**seen, "status": "undetermined"}
    with pytest.raises(Conflict, match="figures have changed"):
        draft(people["officer"], proof=changed)
    assert draft(people["officer"], proof=seen).state == "drafted"


def test_a_preview_records_nothing(people: People) -> None:
    service.preview(Wanted(kind="raise", rule="local", area=DISTRICT, step="2", effective=WEDNESDAY))
    assert chain.head() is None


# -- refraining, lifting, withdrawing ----------------------------------------------------------------------------------

OUTBREAK = {
    "place": "Pflegeheim in Langenhagen",
    "cases": 43,
    "traced": "alle Kontakte ermittelt, Reihentestung",
    "until": date(2021, 12, 10),
}


def test_refraining_names_the_outbreak_and_ends(people: People, publish: Publish) -> None:
    found = publish(draft(people["officer"], kind="refrain", effective=None, reasons="Ausbruch", outbreak=OUTBREAK))
    assert found.until == date(2021, 12, 10)
    (decision,) = folding.decisions()
    assert (decision.kind, decision.effective, decision.until) == ("refrained", None, date(2021, 12, 10))


def test_refraining_that_is_withdrawn_ends_on_that_day(people: People, publish: Publish) -> None:
    found = publish(draft(people["officer"], kind="refrain", effective=None, reasons="Ausbruch", outbreak=OUTBREAK))
    service.withdraw(people["approver"], found.id, "Ausbreitung", at=moment(date(2021, 12, 3)))
    (decision,) = folding.decisions(moment(date(2021, 12, 4)))
    assert decision.until == date(2021, 12, 3)


def test_a_draft_is_withdrawn_by_officer_or_approver_with_a_reason(people: People, drafted: Determination) -> None:
    with pytest.raises(Incomplete) as refused:
        service.withdraw(people["approver"], drafted.id, "  ")
    assert refused.value.field == "reason"
    returned = service.withdraw(people["approver"], drafted.id, "Bitte die Einwohnerzahl prüfen.")
    assert (returned.state, returned.withdrawn_reason) == ("withdrawn", "Bitte die Einwohnerzahl prüfen.")
    with pytest.raises(Conflict, match="is withdrawn"):
        service.approve(people["approver"], drafted.id)
    with pytest.raises(Conflict):
        service.withdraw(people["approver"], drafted.id, "noch einmal")


def test_what_is_public_is_taken_back_by_an_approver_before_it_takes_effect(
    people: People, drafted: Determination, publish: Publish
) -> None:
    publish(drafted)
    with pytest.raises(NotAllowed):
        service.withdraw(people["officer"], drafted.id, "Irrtum")
    service.withdraw(people["approver"], drafted.id, "Irrtum", at=moment(date(2021, 11, 30)))
    assert len(folding.decisions(moment(MONDAY, 18))) == 1
    assert folding.decisions() == ()


def test_what_is_in_force_is_lifted_and_not_withdrawn(people: People, drafted: Determination, publish: Publish) -> None:
    publish(drafted)
    with pytest.raises(Conflict, match="Draft the lifting"):
        service.withdraw(people["approver"], drafted.id, "Irrtum", at=moment(WEDNESDAY))


# -- courts, corrections, lateness -------------------------------------------------------------------------------------


@pytest.mark.parametrize("missing", ["court", "file_number"])
def test_a_suspension_names_court_and_file(
    people: People, drafted: Determination, publish: Publish, missing: str
) -> None:
    publish(drafted)
    parts = {"court": "OVG Lüneburg", "file_number": "13 MN 999/21", missing: " "}
    with pytest.raises(Incomplete) as refused:
        service.suspend(
            people["officer"],
            drafted.id,
            court=parts["court"],
            file_number=parts["file_number"],
            first=WEDNESDAY,
        )
    assert refused.value.field == missing


def test_a_suspension_ends_after_it_begins(people: People, drafted: Determination, publish: Publish) -> None:
    publish(drafted)
    with pytest.raises(Incomplete, match="Check the days"):
        service.suspend(people["officer"], drafted.id, court="OVG", file_number="1", first=WEDNESDAY, to=MONDAY)


def test_a_draft_is_not_suspended(people: People, drafted: Determination) -> None:
    with pytest.raises(Conflict):
        service.suspend(people["officer"], drafted.id, court="OVG", file_number="1", first=WEDNESDAY)


def test_late_publication_is_recorded_and_nothing_holds_before_the_day_after_it(
    people: People, drafted: Determination, publish: Publish
) -> None:
    found = publish(drafted, at=moment(WEDNESDAY))
    assert [caution.code for caution in found.warnings] == ["late-publication"]
    assert (found.effective, found.holds_from) == (WEDNESDAY, date(2021, 12, 2))
    assert found.entries[-1].kind == Event.Kind.LATE_PUBLICATION
    (decision,) = folding.decisions(moment(WEDNESDAY, 13))
    assert decision.effective == date(2021, 12, 2)


def test_publication_the_day_before_is_in_time(drafted: Determination, publish: Publish) -> None:
    found = publish(drafted, at=moment(date(2021, 11, 30)))
    assert found.warnings == ()
    assert found.holds_from == WEDNESDAY


def test_a_correction_takes_the_place_of_what_it_corrects_once_a_second_person_approved_it(
    people: People, drafted: Determination, publish: Publish
) -> None:
    publish(drafted, at=moment(WEDNESDAY))
    correction = service.correct(
        people["officer"],
        drafted.id,
        reasons="Verspätet veröffentlicht; gilt ab dem 2. Dezember.",
        effective=date(2021, 12, 2),
        at=moment(WEDNESDAY, 13),
    )
    assert correction.corrects == drafted.id
    assert len(folding.decisions(moment(WEDNESDAY, 14))) == 1
    corrected = publish(correction, at=moment(date(2021, 12, 2)))
    assert corrected.holds_from == date(2021, 12, 2)
    assert "late-publication" not in [caution.code for caution in corrected.warnings]
    at = moment(date(2021, 12, 3))
    assert [(d.id, d.state, d.corrected_by) for d in folding.determinations(at)] == [
        (drafted.id, "corrected", correction.id),
        (correction.id, "published", None),
    ]
    (decision,) = folding.decisions(at)
    assert (decision.decided_on, decision.effective) == (WEDNESDAY, date(2021, 12, 2))


def test_a_correction_needs_reasons_and_something_published(people: People, drafted: Determination) -> None:
    with pytest.raises(Conflict):
        service.correct(people["officer"], drafted.id, reasons="Irrtum")


# -- findings, and the clock -------------------------------------------------------------------------------------------


def test_a_finding_is_noted_once_by_the_service_itself(people: People) -> None:
    from lagezentrum.web.situation import situation

    finding = next(f for f in situation(MONDAY).findings if f.area == DISTRICT and f.step == "2")
    event = service.note_finding(finding)
    assert event is not None
    assert (event.actor, event.actor_name, event.area) == (None, "", DISTRICT)
    assert service.note_finding(finding) is None
    assert Event.objects.count() == 1
    assert folding.determinations() == ()


def test_outside_an_exercise_the_clock_does_not_go_back(
    people: People, drafted: Determination, settings: Settings
) -> None:
    settings.EXERCISE = False
    with pytest.raises(ClockBehind, match="Check the server's clock"):
        service.approve(people["approver"], drafted.id, at=moment(date(2021, 11, 28)))


def test_an_act_that_waited_for_another_is_dated_with_it(
    people: People, drafted: Determination, settings: Settings
) -> None:
    """A run that notes findings takes its moment first and its turn later."""
    settings.EXERCISE = False
    before = drafted.drafted_at - timedelta(seconds=20)
    found = service.approve(people["approver"], drafted.id, at=before)
    assert found.approved_at == drafted.drafted_at
    assert [*verify._guards(), *verify._chain(None)] == []


# -- what changed since, and what is in vain ---------------------------------------------------------------------------


def test_who_approves_is_warned_when_figures_since_the_draft_give_another_proof(
    people: People, drafted: Determination, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = Figures(o for o in read_season() if (o.indicator, o.area, o.day) != ("new_cases", DISTRICT, MONDAY))
    monkeypatch.setattr(figures, "known_at", lambda at: gone)
    with pytest.raises(service.Changed, match="another one today"):
        service.approve(people["approver"], drafted.id)
    service.approve(people["approver"], drafted.id, although_changed=True)
    assert '"changed":true' in Event.objects.get(kind="approved").payload


def test_an_approval_of_something_else_than_was_shown_is_not_taken(
    people: People, drafted: Determination, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = service.shown(drafted)
    monkeypatch.setattr(figures, "head", lambda: "newer")
    with pytest.raises(service.Changed, match="New figures have come"):
        service.approve(people["approver"], drafted.id, seen=seen)
    assert service.approve(people["approver"], drafted.id, seen=service.shown(drafted)).state == "approved"


def test_what_is_ordered_is_lifted_and_not_refrained_from(
    people: People, drafted: Determination, publish: Publish
) -> None:
    publish(drafted)
    with pytest.raises(Conflict, match="Lift the order"):
        service.draft(
            people["officer"],
            kind="refrain",
            rule="local",
            area=DISTRICT,
            step="2",
            reasons="Begrenzt.",
            outbreak={"place": "Heim", "cases": 12, "traced": "Liste", "until": date(2021, 12, 10)},
        )


def test_each_act_says_by_what_right(people: People, drafted: Determination, publish: Publish) -> None:
    found = publish(drafted)
    assert (found.right.role, found.right.area, found.right.acting_for) == ("district-officer", DISTRICT, None)
    assert '"role":"approver"' in Event.objects.get(kind="approved").payload
