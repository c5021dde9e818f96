"""A day of the staff unit through the forms: from nominations to letters, with what is refused on the way."""

import io
import re
from datetime import timedelta
from zipfile import ZipFile

import pytest
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook
from pytest_django import Settings

from lagezentrum.web.ledger.models import Event
from lagezentrum.web.office.pool import cases, exports, plans
from lagezentrum.web.office.pool.report import report_data
from lagezentrum.web.pool import planning, service
from lagezentrum.web.pool.models import Deployment, Lender, ManualChange, Nomination, PlanFile, Proposal, Request
from tests.web.office.acting import hidden, text
from tests.web.pool.conftest import HANNOVER, HOLZMINDEN, MONDAY, People, nominations, requests
from tests.web.pool_pages.conftest import Browse

pytestmark = pytest.mark.django_db

PLAN = "/buero/pool/vorschlaege/P-2020-W46-1/"
FA_01 = "/buero/pool/stellen/FA-01/"


def unfolded(calendar: str) -> str:
    """Lines of a calendar as they were before they were folded (RFC 5545, 3.1)."""
    return calendar.replace("\r\n ", "")


def csv(content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("liste.csv", content, "text/csv")


def test_a_file_with_a_bad_row_is_shown_by_row_and_column_and_its_good_rows_are_taken_when_confirmed(
    browse: Browse, people: People, lenders: None
) -> None:
    client = browse(people.lender)
    content = nominations({"kennung": "GUT-1"}, {"kennung": "SCHLECHT-2", "vzae": "0,3"})
    answer = client.post(f"{FA_01}datei/", {"file": csv(content)})
    assert answer.status_code == 302
    page = text(client.get(answer["Location"]))
    assert "1 von 2 Zeilen sind in Ordnung" in page
    assert re.search(r"\b3 vzae 0,3\b", page)
    client.post(answer["Location"], {"act": "confirm"})
    assert not Nomination.objects.exists()
    client.post(answer["Location"], {"act": "confirm", "good_rows": "yes"})
    assert list(Nomination.objects.values_list("pseudonym", flat=True)) == ["GUT-1"]


def test_the_staff_unit_enters_authorities_by_file_on_its_first_morning(browse: Browse, people: People) -> None:
    client, address = browse(people.staff), "/buero/pool/stellen-eintragen/"
    assert "Der Personalstab trägt sie mit einer Datei ein" in text(client.get("/buero/pool/stellen/"))
    template = client.get("/buero/pool/vorlage-stellen.csv").content
    rows = template + b"PI-01;Inspektion;Inneres;j;Polizei;;3\r\nFA-02;Finanzamt Zwei;Finanzen;n;;0,3;7\r\n"
    refused = client.post(address, {"file": csv(rows)})
    assert refused.status_code == 400
    assert "max_vzae_gleichzeitig" in text(refused)
    assert not Lender.objects.exists()
    assert client.post(address, {"file": csv(rows), "good_rows": "yes"})["Location"] == "/buero/pool/stellen/"
    assert dict(Lender.objects.values_list("key", "excluded")) == {"FA-001": "", "PI-01": "Polizei"}
    for other in (people.lender, people.office, people.approver):
        assert browse(other).get(address).status_code == 403
        assert browse(other).get("/buero/pool/vorlage-stellen.csv").status_code == 404


def test_a_file_without_a_good_row_is_refused_at_once(browse: Browse, people: People, lenders: None) -> None:
    answer = browse(people.lender).post(f"{FA_01}datei/", {"file": csv(b"name;vorname\r\nX;Y\r\n")})
    assert answer.status_code == 400
    assert "Was nicht stimmt" in text(answer)
    assert not Nomination.objects.exists()


def test_one_person_is_nominated_by_form_and_a_mistake_stands_at_its_field(
    browse: Browse, people: People, lenders: None
) -> None:
    client = browse(people.lender)
    given = {
        "kennung": "K-77", "statusgruppe": "Beamte", "vzae": "0,5", "einsatz_ab": "2020-11-09",
        "einsatz_bis": "2020-12-18", "einsatzart": "nur_remote", "kreis_ags": "03241", "stufe": "KPN",
        "dienstgeraet": "j", "zustimmung": "j", "freigabe_durch": "Z 1", "pool": "state",
    }  # fmt: skip
    wrong = client.post(f"{FA_01}melden/", given | {"einsatz_bis": "2020-11-01"})
    assert wrong.status_code == 400
    assert "K-77" in wrong.content.decode()
    assert not Nomination.objects.exists()
    assert client.post(f"{FA_01}melden/", given).status_code == 302
    assert Nomination.objects.get().quarters == 2


def test_the_staff_unit_checks_withdraws_and_excludes(browse: Browse, people: People, nominated: object) -> None:
    client = browse(people.staff)
    aliases = list(Nomination.objects.filter(lender="FA-01").values_list("alias", flat=True))
    client.post(f"{FA_01}pruefen/", {"kraft": aliases[:2], "act": "check"})
    assert Nomination.objects.filter(state=Nomination.State.CHECKED).count() == 2
    client.post(f"{FA_01}pruefen/", {"kraft": aliases[2:3], "act": "withdraw"})
    assert Nomination.objects.filter(state=Nomination.State.WITHDRAWN).count() == 1
    client.post(f"{FA_01}grenzen/", {"reason": "Polizei", "most": "2.5", "notice": "3"})
    assert "Ausgenommen: Polizei" in text(client.get(FA_01))
    for most, remedy in (("0", "mindestens ein Viertel"), ("2.3", "in Vierteln")):
        refused = client.post(f"{FA_01}grenzen/", {"reason": "", "most": most, "notice": "9"})
        assert refused.status_code == 400
        assert remedy in text(refused)
        lender = Lender.objects.get(key="FA-01")  # nothing of it is kept
        assert (lender.excluded, lender.max_quarters, lender.notice_days) == ("Polizei", 10, 3)
    assert client.post("/buero/pool/stellen/FA-02/pruefen/", {"kraft": aliases[:1], "act": "check"}).status_code == 404


def test_an_office_asks_by_form_and_by_file_and_reads_what_was_computed_beside_it(
    browse: Browse, people: People, lenders: None
) -> None:
    client, address = browse(people.office), f"/buero/pool/aemter/{HANNOVER}/"
    given = {
        "kw": "2020-W46",
        "stufe": "KPN",
        "vzae_bedarf": "900",
        "vzae_eigen": "289",
        "rki_status": "gefährdet",
        "remote_moeglich": "j",
    }
    wrong = client.post(f"{address}bedarf/", given | {"vzae_bedarf": "viel"})
    assert wrong.status_code == 400
    assert not Request.objects.exists()
    assert client.post(f"{address}bedarf/", given).status_code == 302
    page = text(client.get(f"{address}?woche=2020-W46"))
    assert "gefährdet" in page
    assert re.search(r"Meldet 611, berechnet höchstens [\d,]+: \+", page)
    content = requests({"empfaenger_ags": "03241", "kw": "47/2020"}, {"empfaenger_ags": "03255", "kw": "47/2020"})
    refused = client.post(f"{address}bedarf/", {"file": csv(content), "act": "file"})
    assert refused.status_code == 400
    assert "Zeile" in text(refused)
    client.post(f"{address}bedarf/", {"file": csv(content), "act": "file", "good_rows": "yes"})
    assert set(Request.objects.values_list("receiver_id", flat=True)) == {HANNOVER}


def test_what_an_office_says_of_the_whole_week_is_what_it_said_last(people: People, lenders: None) -> None:
    given = {"kw": "2020-W46", "vzae_bedarf": "13", "vzae_eigen": "10", "remote_moeglich": "j"}
    first = {"stufe": "KPN", "rki_status": "gewährleistet", "max_neue_kraefte": "7"}
    service.hand_in_one(people.office, HANNOVER, given | first)
    last = {"stufe": "Fallermittlung", "rki_status": "gefährdet", "max_neue_kraefte": "1"}
    service.hand_in_one(people.office, HANNOVER, given | last)
    ground = planning.ground(MONDAY, 1)
    assert {row.max_arrivals for row in ground.instance.receivers if row.key == HANNOVER} == {1}
    latest, earlier = cases.asked_for(MONDAY)[HANNOVER]
    assert (latest.tracing, earlier.tracing) == ("at_risk", "assured")
    compared = cases.beside_request(HANNOVER, MONDAY, [latest, earlier])
    assert compared is not None
    assert compared.request is not None
    assert compared.request.status == "at_risk"


def test_a_proposal_is_computed_from_requests_or_cases_and_what_is_impossible_is_said(
    browse: Browse, people: People, checked: object
) -> None:
    client = browse(people.staff)
    given = {"first": "2020-11-09", "weeks": "1", "aim": "equal_coverage", "basis": "requests", "hours": ""}
    assert client.post("/buero/pool/vorschlaege/neu/", given | {"basis": "hours"}).status_code == 400
    assert client.post("/buero/pool/vorschlaege/neu/", given).status_code == 302
    by_cases = client.post("/buero/pool/vorschlaege/neu/", given | {"basis": "hours", "hours": "10"})
    assert by_cases.status_code == 302
    assert Proposal.objects.get(key="P-2020-W46-1").state == Proposal.State.REPLACED
    page = text(client.get(by_cases["Location"]))
    assert "Landkreis Cloppenburg" in page
    assert "unbekannt, nicht null" in page  # the two receivers without cases asked for nobody
    assert "höchstens" in page


def test_the_cost_is_shown_first_and_only_what_was_shown_is_signed(
    browse: Browse, people: People, proposal: Proposal
) -> None:
    client = browse(people.staff)
    person = Nomination.objects.filter(lender="FA-01")[0].alias
    given = {"kind": "forbid", "person": person, "first": "2020-11-09", "last": "2020-11-16", "reason": "absence"}
    shown = client.post(f"{PLAN}aendern/", given | {"act": "cost"})
    assert "Was das kostet" in text(shown)
    assert PlanFile.objects.count() == 1
    other = client.post(f"{PLAN}aendern/", given | {"act": "sign", "seen": "0" * 64})
    assert other.status_code == 400
    assert not ManualChange.objects.exists()
    assert client.post(f"{PLAN}aendern/", given | {"act": "sign", "seen": hidden(shown, "seen")}).status_code == 302
    assert "ausgeschlossen" in text(client.get(PLAN))
    assert "nicht verfügbar" in text(client.get(PLAN))
    incomplete = client.post(f"{PLAN}aendern/", given | {"kind": "pin", "act": "cost"})
    assert incomplete.status_code == 400
    assert "Es fehlt, wer oder wohin" in text(incomplete)


def test_whoever_made_it_does_not_approve_it_and_the_second_person_does(
    browse: Browse, people: People, proposal: Proposal
) -> None:
    staff, second = browse(people.staff), browse(people.approver)
    seen = {"seen": proposal.files.get().sha256}
    assert staff.post(f"{PLAN}freigeben/", seen).status_code == 403
    staff.post(f"{PLAN}vorlegen/")
    assert "wartet auf die Freigabe" in text(staff.get("/buero/pool/lage/"))
    second.post(f"{PLAN}freigeben/", {"seen": "0" * 64})
    proposal.refresh_from_db()
    assert proposal.state == Proposal.State.SUBMITTED
    second.post(f"{PLAN}zurueckgeben/")
    staff.post(f"{PLAN}vorlegen/")
    second.post(f"{PLAN}freigeben/", seen)
    proposal.refresh_from_db()
    assert proposal.state == Proposal.State.APPROVED
    staff.post(f"{PLAN}anordnen/")
    assert set(Deployment.objects.values_list("state", flat=True)) == {Deployment.State.ORDERED}


def test_whoever_is_gone_since_is_said_before_a_plan_is_signed(
    browse: Browse, people: People, proposal: Proposal
) -> None:
    assert "fehlt inzwischen" not in text(browse(people.approver).get(PLAN))
    service.submit(people.staff, proposal.key)
    _, opened = plans.of_proposal(people.staff, proposal.key)
    planned = {row.person for row in opened.plan.assignments}
    own = Nomination.objects.filter(pk__in=planned, lender="FA-01").order_by("pk")
    service.withdraw(people.staff, [own[0].pk])
    assert "1 Kraft dieses Plans fehlt inzwischen" in text(browse(people.approver).get(PLAN))
    assert "1 person of this plan is gone by now" in text(browse(people.approver).get(f"/en{PLAN}"))
    others = Nomination.objects.filter(pk__in=planned, lender="FA-02").count()
    service.exclude(people.staff, "FA-02", "Wahlen")
    assert f"{1 + others} Kräfte dieses Plans fehlen inzwischen" in text(browse(people.approver).get(PLAN))


def test_whoever_was_recalled_since_is_said_before_a_plan_is_signed(
    browse: Browse, people: People, approved: Proposal
) -> None:
    rows = service.order(people.staff, approved.key).ordered
    again = service.propose(people.staff, first=MONDAY, weeks=2)
    page = PLAN.replace(approved.key, again.key)
    assert "fehlt inzwischen" not in text(browse(people.approver).get(page))
    recalled = next(row for row in rows if row.person.lender_id == "FA-01")
    service.recall(people.lender, [recalled.pk], effective=MONDAY + timedelta(weeks=1, days=2))
    assert "1 Kraft dieses Plans fehlt inzwischen" in text(browse(people.approver).get(page))


@pytest.fixture
def ordered(people: People, approved: Proposal) -> list[int]:
    return [row.pk for row in service.order(people.staff, approved.key).ordered]


def test_deployments_begin_are_extended_by_two_recalled_within_notice_and_end(
    browse: Browse, people: People, ordered: list[int], settings: Settings
) -> None:
    settings.TODAY = "2020-11-09"
    address, staff = "/buero/pool/einsaetze/", browse(people.staff)
    first = Deployment.objects.filter(person__lender="FA-01", first="2020-11-09")[0]
    none = staff.post(address, {"act": "start", "service_day": "2020-11-09"})
    assert none.status_code == 400
    assert "Kreuzen Sie zuerst" in text(none)
    assert staff.post(address, {"act": "start", "einsatz": "9" * 40}).status_code == 400
    too_large = {"einsatz": ["9" * 40, str(first.pk)]}
    assert staff.get(f"{address}schreiben/", too_large).status_code == 200
    bad_day = staff.post(address, {"einsatz": first.pk, "act": "start", "service_day": "morgen"})
    assert bad_day.status_code == 400
    assert f'value="{first.pk}" id="e{first.pk}" checked' in bad_day.content.decode()  # nothing ticked is lost
    tomorrow = staff.post(address, {"einsatz": first.pk, "act": "start", "service_day": "2020-11-10"})
    assert "Vorher ist niemand im Einsatz" in text(tomorrow)
    staff.post(address, {"einsatz": first.pk, "act": "start", "service_day": "2020-11-09"})
    staff.post(address, {"einsatz": first.pk, "act": "ask", "until": "2020-12-18"})
    assert staff.post(address, {"einsatz": first.pk, "act": "agree"}).status_code == 403
    assert "Verlängerungen warten" in text(browse(people.approver).get("/buero/pool/lage/"))
    browse(people.approver).post(address, {"einsatz": first.pk, "act": "agree"})
    early = browse(people.lender).post(address, {"einsatz": first.pk, "act": "recall", "back": "2020-11-11"})
    assert early.status_code == 400
    assert "frühestens am 16.11.2020" in text(early)
    browse(people.lender).post(address, {"einsatz": first.pk, "act": "recall", "back": "2020-11-18"})
    first.refresh_from_db()
    assert first.state == Deployment.State.RECALLED
    assert "wird nicht mehr eingeplant" in text(browse(people.lender).get(FA_01))
    early = staff.post(address, {"einsatz": first.pk, "act": "end", "service_day": "2020-11-13"})
    assert "wenn es da ist" in text(early)
    staff.post(address, {"einsatz": first.pk, "act": "end", "service_day": "2020-11-09"})
    first.refresh_from_db()
    assert first.state == Deployment.State.ENDED


def test_names_stand_in_the_letters_alone(browse: Browse, people: People, ordered: list[int]) -> None:
    client = browse(people.staff)
    form = client.get("/buero/pool/einsaetze/schreiben/", {"einsatz": ordered[:2]})
    assert "werden nicht gespeichert" in text(form)
    given = {"einsatz": ordered[:2], "art": ["person"], "act": "pdf", f"name-{ordered[0]}": "Erika Beispiel"}
    made = client.post("/buero/pool/einsaetze/schreiben/", given)
    assert made["Content-Type"] == "application/pdf"
    assert made.content.startswith(b"%PDF")
    zipped = client.post("/buero/pool/einsaetze/schreiben/", given | {"art": ["person", "receiver"], "act": "zip"})
    assert all(name.endswith(".pdf") for name in ZipFile(io.BytesIO(zipped.content)).namelist())
    broken = client.post("/buero/pool/einsaetze/schreiben/", given | {f"name-{ordered[0]}": "x\u202ey"})
    assert broken.status_code == 400
    stored = [*Event.objects.values_list("payload", flat=True), *(str(s.get_decoded()) for s in Session.objects.all())]
    assert not any("Beispiel" in one for one in stored)


def test_names_typed_after_the_session_ran_out_are_not_kept(people: People, ordered: list[int]) -> None:
    client = Client()
    answer = client.post(
        "/buero/pool/einsaetze/schreiben/", {"einsatz": ordered[:1], f"name-{ordered[0]}": "Erika Beispiel"}
    )
    assert answer.status_code == 302
    assert "Beispiel" not in str(dict(client.session))


def test_tables_are_read_back_and_no_cell_is_a_formula(browse: Browse, people: People, ordered: list[int]) -> None:
    client = browse(people.staff)
    book = load_workbook(io.BytesIO(client.get("/buero/pool/einsaetze.xlsx").content))
    rows = list(book.worksheets[0].iter_rows(values_only=True))
    assert len(rows) == len(ordered) + 1
    assert rows[0][:4] == ("Einsatz", "Dienststelle", "Kennung", "Schlüssel der Stelle")
    assert {row[8:11] for row in rows[1:]} <= {
        ("Kontaktpersonennachverfolgung", mode, "angeordnet") for mode in ("aus der Ferne", "vor Ort")
    }
    english = client.get("/en/buero/pool/einsaetze.csv")
    assert english["Content-Disposition"].endswith('"deployments.csv"')
    first, second = english.content.decode("utf-8-sig").splitlines()[:2]
    assert first.startswith("Deployment;Lender;Pseudonym;Key of the receiver;Receiver;From;Until;FTE;Work;Mode;State")
    assert ";contact tracing;" in second
    assert second.endswith(";ordered")
    assert client.get("/buero/pool/einsaetze.pdf").status_code == 404
    coverage = client.get(f"{PLAN}deckung.csv").content.decode("utf-8-sig").splitlines()
    assert len(coverage) == 1 + 2 * 45
    made = exports.as_xlsx("x", ("a",), [("=1+1",), ("@SUM(A1)",), ("\tx",), (-1.5,)])
    cells = [row[0] for row in load_workbook(io.BytesIO(made)).worksheets[0].iter_rows(min_row=2)]
    assert [(cell.value, cell.data_type) for cell in cells[:2]] == [("'=1+1", "s"), ("'@SUM(A1)", "s")]
    assert cells[3].value == -1.5
    assert exports.as_csv(("a",), [("=1",), ("-2",), (2.5,)]).decode("utf-8-sig").split() == ["a", "'=1", "'-2", "2,5"]


def test_a_calendar_names_days_lenders_and_numbers_and_nobody(
    browse: Browse, people: People, ordered: list[int]
) -> None:
    calendar = browse(people.office).get(f"/buero/pool/aemter/{HANNOVER}/kalender.ics").content.decode()
    assert "DTSTART;VALUE=DATE:20201109" in calendar
    assert "Finanzamt Eins" in calendar
    assert "KRAFT" not in calendar
    assert "00 VZÄ" in calendar
    assert f"/en/buero/pool/aemter/{HANNOVER}/" not in unfolded(calendar)
    english = browse(people.office).get(f"/en/buero/pool/aemter/{HANNOVER}/kalender.ics").content.decode()
    assert f"/en/buero/pool/aemter/{HANNOVER}/" in unfolded(english)


def test_the_board_says_what_is_covered_what_changed_and_what_it_could_do(
    browse: Browse, people: People, proposal: Proposal
) -> None:
    client = browse(people.staff)
    page = text(client.get("/buero/pool/lage/?woche=2020-W46"))
    assert "5 Kräfte decken" in page
    assert "Davor war niemand im Einsatz" in page
    assert "neueste Fälle zuerst" in page
    assert "Kein Versprechen" in page
    assert "keine Entscheidung" in page
    assert "älteste Fälle zuerst" in text(client.get("/buero/pool/lage/?woche=2020-W46&vergleich=1"))
    answer = client.get(f"{PLAN}wochenbericht.pdf?woche=2020-W47")
    assert answer.content.startswith(b"%PDF")


def test_the_weekly_report_rests_on_the_plan_the_requests_and_the_cases(people: People, proposal: Proposal) -> None:
    _, opened = plans.of_proposal(people.staff, proposal.key)
    first, second = opened.weeks
    told = report_data(proposal, opened, first, first)
    by_key = {office.receiver.key: office for office in told.offices}
    assert (told.people, told.arrived, told.departed, told.at_ceiling) == (5, 5, 0, 5)
    assert len(told.unknown) == 43
    assert by_key[HANNOVER].own_fte == 10  # as it asked, not the norm
    assert by_key[HANNOVER].need == pytest.approx(3)
    asked_range = by_key[HANNOVER].missing
    assert asked_range is not None
    assert asked_range.high > asked_range.low > 0
    assert by_key["KRISE"].missing is None
    assert by_key["KRISE"].need is None
    later = report_data(proposal, opened, second, first)
    assert (later.arrived, later.departed) == (0, 0)
    assert {office.reasons for office in later.offices} == {()}  # nobody moved, so there is nothing to explain
    with pytest.raises(KeyError):
        report_data(proposal, opened, second + timedelta(weeks=1), first)


def test_an_office_is_explained_and_more_for_it_is_computed_anew(
    browse: Browse, people: People, proposal: Proposal
) -> None:
    client = browse(people.staff)
    page = text(client.get(f"{PLAN}amt/{HANNOVER}/?woche=2020-W46"))
    assert "Über die eigenen Kräfte hinaus fehlen 3,0 VZÄ" in page
    more = text(client.get(f"{PLAN}amt/{HOLZMINDEN}/?woche=2020-W46&plus=40"))
    assert "40,00 VZÄ mehr" in more
    assert "nicht möglich" in more
    assert "Bitte eine Zahl" in text(client.get(f"{PLAN}amt/{HANNOVER}/?plus=viel"))
    person = next(row for row in Nomination.objects.filter(lender="FA-01"))
    assert "In dieser Woche:" in text(client.get(f"{PLAN}kraft/{person.alias}/?woche=2020-W46"))
    assert client.get(f"{PLAN}kraft/FA-01/niemand/").status_code == 404


def test_what_waits_stands_on_the_work_list(browse: Browse, people: People, proposal: Proposal) -> None:
    assert "P-2020-W46-1 ist gerechnet" in text(browse(people.staff).get("/buero/pool/lage/"))
    assert browse(people.lender).get("/buero/")["Location"] == "/buero/pool/"
