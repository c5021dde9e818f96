"""The other acts: refraining, another day, suspension, withdrawal, and what comes with the figures."""

from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile

from lagezentrum.web.archive import season
from lagezentrum.web.archive.models import SourceFile, Verdict
from lagezentrum.web.ledger import folding
from lagezentrum.web.ledger.determination import Determination
from lagezentrum.web.ledger.models import Event
from lagezentrum.web.situation import situation
from tests.web.office.acting import DRAFT, LEVEL_2, drafted, hand_in, published, text
from tests.web.office.conftest import Browse, Move

OUTBREAK = {
    "subject": "local:2",
    "place": "Gemeinschaftsunterkunft in Barsinghausen",
    "cases": "41",
    "traced": "Alle Fälle wohnen in einem Haus.",
    "until": "2021-12-10",
    "reasons": "Der Ausbruch ist auf ein Haus begrenzt.",
}


def found(matter: str) -> Determination:
    one = folding.determination(matter)
    assert one is not None
    return one


def test_refraining_names_place_cases_and_how_they_were_traced_and_takes_the_task_off_the_list(browse: Browse) -> None:
    anna, clara = browse("anna.kern"), browse("clara.weiss")
    matter = published(anna, clara, "/buero/entwurf/refrain/03241/", OUTBREAK)
    outbreak = found(matter).outbreak
    assert outbreak is not None
    assert (outbreak.place, outbreak.cases, outbreak.until) == (OUTBREAK["place"], 41, date(2021, 12, 10))
    assert "Barsinghausen" in text(anna.get(f"/buero/vorgaenge/{matter}/"))
    assert situation(date(2021, 12, 1)).standing("03241").level == 1
    withdrawal = text(clara.get(f"/buero/vorgaenge/{matter}/zurueckziehen/"))
    assert "Abgesehen wird dann längstens noch heute" in withdrawal
    assert "noch nicht wirksam" not in withdrawal


def test_refraining_without_its_facts_or_reasons_is_not_recorded(browse: Browse) -> None:
    anna = browse("anna.kern")
    for missing in ("place", "cases", "traced", "until", "reasons"):
        response = anna.post("/buero/entwurf/refrain/03241/", OUTBREAK | {missing: "", "act": "preview"})
        assert response.status_code == 400, missing
        assert "Es wurde nichts gespeichert" in text(response)
    past = anna.post("/buero/entwurf/refrain/03241/", OUTBREAK | {"until": "2021-11-01", "act": "preview"})
    assert past.status_code == 400
    assert "liegt in der Vergangenheit" in text(past)
    assert not Event.objects.exists()


def test_reasons_are_asked_for_where_the_authority_decides_otherwise_than_the_rule(browse: Browse) -> None:
    anna = browse("anna.kern")
    for other in (LEVEL_2 | {"effective": "2021-12-05"}, LEVEL_2 | {"subject": "local:3"}):
        response = anna.post(DRAFT, other | {"act": "preview"})
        assert response.status_code == 400
        assert "Bitte begründen Sie das" in text(response)
    assert (
        anna.post(DRAFT, LEVEL_2 | {"effective": "2021-12-05", "reasons": "Weil.", "act": "preview"}).status_code == 200
    )


def test_reasons_of_which_no_order_can_be_set_are_told_above_the_form_and_stay_in_it(browse: Browse) -> None:
    anna = browse("anna.kern")
    given = LEVEL_2 | {"reasons": "Weil \U0001f600."}
    response = hand_in(anna, DRAFT, given)
    assert response.status_code == 400
    assert "Verzichten Sie auf ungewöhnliche Zeichen" in text(response)
    assert "Weil \U0001f600." in text(response)
    assert "schneller als Sie" not in text(response)
    assert not Event.objects.exists()


def test_more_cases_than_an_outbreak_can_have_are_said_at_the_field(browse: Browse) -> None:
    given = OUTBREAK | {"cases": "9" * 20, "act": "preview"}
    response = browse("anna.kern").post("/buero/entwurf/refrain/03241/", given)
    assert response.status_code == 400
    assert 'id="id_cases_error"' in response.content.decode()


def test_a_draft_is_withdrawn_with_a_reason_that_stays(browse: Browse) -> None:
    anna = browse("anna.kern")
    matter = drafted(anna)
    address = f"/buero/vorgaenge/{matter}/zurueckziehen/"
    assert anna.post(address, {"reason": ""}).status_code == 400
    for _ in range(2):
        assert anna.post(address, {"reason": "Falscher Tag."}).status_code == 302
    assert found(matter).state == "withdrawn"
    assert "Falscher Tag." in text(anna.get(f"/buero/vorgaenge/{matter}/"))
    assert Event.objects.count() == 2
    for state, listed in (("withdrawn", True), ("drafted", False), ("nonsense", True)):
        assert (matter in text(anna.get(f"/buero/vorgaenge/?stand={state}"))) is listed


def test_what_is_public_is_withdrawn_by_the_second_person_only(browse: Browse) -> None:
    anna, clara = browse("anna.kern"), browse("clara.weiss")
    matter = published(anna, clara)
    address = f"/buero/vorgaenge/{matter}/zurueckziehen/"
    assert "zieht eine andere Person zurück" in text(anna.get(address))
    assert anna.post(address, {"reason": "Doch nicht."}).status_code == 403
    assert clara.post(address, {"reason": "Doch nicht."}).status_code == 302
    assert found(matter).state == "withdrawn"


def test_what_holds_is_not_withdrawn_but_lifted(browse: Browse, move: Move) -> None:
    matter = published(browse("anna.kern"), browse("clara.weiss"))
    move(date(2021, 12, 1))
    response = browse("clara.weiss").post(f"/buero/vorgaenge/{matter}/zurueckziehen/", {"reason": "Doch nicht."})
    assert response.status_code == 409
    assert "Entwerfen Sie die Aufhebung" in text(response)


def test_a_court_suspends_and_the_level_is_gone_from_that_day(browse: Browse, move: Move) -> None:
    anna = browse("anna.kern")
    matter = published(anna, browse("clara.weiss"))
    move(date(2021, 12, 1))
    given = {
        "court": "OVG Lüneburg",
        "file_number": "13 MN 1/21",
        "first": "2021-12-02",
        "to": "2021-12-20",
        "note": "",
    }
    for _ in range(2):
        assert anna.post(f"/buero/vorgaenge/{matter}/aussetzung/", given).status_code == 302
    assert Event.objects.filter(kind="suspended").count() == 1
    move(date(2021, 12, 2))
    assert found(matter).state == "published"
    waiting = browse("clara.weiss").get("/buero/").content.decode()
    assert f'href="/buero/vorgaenge/{matter}/#aussetzung"' in waiting
    to_compare = browse("clara.weiss").get(f"/buero/vorgaenge/{matter}/")
    assert 'id="aussetzung"' in to_compare.content.decode()
    assert "setzt von Donnerstag, 2. Dezember 2021 bis Montag, 20. Dezember 2021 aus." in text(to_compare)
    note = {"note": found(matter).noted_suspensions[0].hash, "act": "confirm"}
    address = f"/buero/vorgaenge/{matter}/aussetzung/bestaetigen/"
    assert anna.post(address, note).status_code == 403
    clara = browse("clara.weiss")
    for _ in range(2):  # a second click does no harm
        assert clara.post(address, note).status_code == 302
    assert Event.objects.filter(kind="suspension-confirmed").count() == 1
    assert found(matter).state == "suspended"
    assert "OVG Lüneburg" in text(anna.get(f"/buero/vorgaenge/{matter}/"))
    move(date(2021, 12, 3))
    assert situation(date(2021, 12, 3)).standing("03241").level == 1


def test_a_suspension_that_ends_before_it_begins_is_said_at_the_field(browse: Browse) -> None:
    anna = browse("anna.kern")
    matter = published(anna, browse("clara.weiss"))
    given = {"court": "OVG", "file_number": "1", "first": "2021-12-05", "to": "2021-12-02", "note": ""}
    response = anna.post(f"/buero/vorgaenge/{matter}/aussetzung/", given)
    assert response.status_code == 400
    assert "endet, bevor sie beginnt" in text(response)


def test_the_statewide_level_is_decided_by_the_ministry_and_changes_the_districts(browse: Browse) -> None:
    given = {"subject": "statewide:2", "effective": "2021-12-02", "reasons": "Die Kliniken sind an der Grenze."}
    preview = browse("david.sander").post("/buero/entwurf/raise/03/", given | {"act": "preview"})
    assert "45 Landkreise und Städte" in text(preview)
    assert "Zeichnen kann: Frieda Lang." in text(preview)
    matter = published(browse("david.sander"), browse("frieda.lang"), "/buero/entwurf/raise/03/", given)
    assert found(matter).area == "03"


def test_a_figure_by_hand_counts_only_when_somebody_else_has_confirmed_it(browse: Browse) -> None:
    david, emine = browse("david.sander"), browse("emine.aydin")
    given = {"indicator": "icu_share", "day": "2021-11-30", "value": "9,9", "url": "https://www.niedersachsen.de/m"}
    page = david.post("/buero/lieferungen/wert/", given | {"published_on": ""})
    number = int(page["Location"].rstrip("/").rsplit("/", 1)[-1])
    assert "Bestätigen muss ihn eine andere Person" in text(david.get(page["Location"]))
    assert david.post(f"/buero/lieferungen/{number}/bestaetigen/", {"act": "confirm"}).status_code == 403
    for _ in range(2):
        assert emine.post(f"/buero/lieferungen/{number}/bestaetigen/", {"act": "confirm"}).status_code == 302
    assert SourceFile.objects.get(pk=number).verdict.kind == Verdict.Kind.RELEASED
    assert david.post("/buero/lieferungen/wert/", given | {"day": "2021-11-29", "value": "abc"}).status_code == 400


def test_a_broken_file_is_refused_with_the_line_and_nothing_is_stored(browse: Browse) -> None:
    before = SourceFile.objects.count()
    content = _delivery(date(2021, 11, 30)).decode().replace(",2021-11-30,", ",2021-13-77,", 1)
    broken = SimpleUploadedFile("bad.csv", (content + "\nnonsense;;\n").encode())
    response = browse("david.sander").post("/buero/lieferungen/einspielen/", {"kind": "", "file": broken})
    assert response.status_code == 400
    assert "Nichts davon ist gespeichert" in text(response)
    assert "Zeile" in text(response)
    assert SourceFile.objects.count() == before


def test_a_held_file_is_released_by_a_second_person_with_a_reason(browse: Browse) -> None:
    david, emine = browse("david.sander"), browse("emine.aydin")
    old = SimpleUploadedFile("old.csv", _delivery(date(2021, 11, 20)))
    page = david.post("/buero/lieferungen/einspielen/", {"kind": "rki-incidence", "file": old})
    number = int(page["Location"].rstrip("/").rsplit("/", 1)[-1])
    release = f"/buero/lieferungen/{number}/freigeben/"
    assert SourceFile.objects.get(pk=number).verdict.kind == Verdict.Kind.HELD
    own = text(david.get(page["Location"]))
    assert "Warum sie zurückgehalten wird" in own
    assert "Freigeben muss sie eine andere Person" in own
    assert david.post(release, {"reason": "Geprüft."}).status_code == 403
    assert "1 zurückgehaltene Datei wartet auf Sie." in text(emine.get("/buero/"))
    assert emine.post(release, {"reason": ""}).status_code == 400
    for _ in range(2):
        assert emine.post(release, {"reason": "Geprüft."}).status_code == 302
    assert SourceFile.objects.get(pk=number).verdicts.count() == 2
    other = emine.post(f"/buero/lieferungen/{number}/verwerfen/", {"reason": "Doch nicht."})
    assert other.status_code == 409


def _delivery(day: date) -> bytes:
    """The file of new cases of one morning of the season."""
    return next(
        one.content
        for one in season.deliveries(day, day_by_day=True)
        if one.kind == SourceFile.Kind.RKI_INCIDENCE and one.at.date() == day
    )
