"""Authorities, requests, and the table of pools."""

from datetime import date
from pathlib import Path

import pytest

from lagezentrum.law.problems import LawError
from lagezentrum.staffing.exercise_helpers import TEAM_SIZE
from lagezentrum.staffing.intake.authorities import read_lenders
from lagezentrum.staffing.intake.helper_pools import helper_pools, read_pools
from lagezentrum.staffing.intake.known import Known
from lagezentrum.staffing.intake.requests import Tracing, read_requests
from lagezentrum.staffing.intake.templates import authority_template, request_template
from lagezentrum.staffing.model import Mode, Need, Pool, Receiver, Skill
from tests.staffing.intake.material import KNOWN, authorities, requests


def test_the_templates_are_read_as_they_are_downloaded() -> None:
    assert read_lenders(authority_template().encode()).right
    known = Known(receivers={"GA03241": Receiver("GA03241", "Hannover", ("03241",), 52.4, 9.7)})
    assert read_requests(request_template().encode(), known).right


def test_an_authority_is_read_with_limit_notice_and_reason() -> None:
    excluded = {
        "dienststelle_id": "PI-01",
        "ausgenommen": "j",
        "ausnahme_grund": "Polizei",
        "max_vzae_gleichzeitig": "",
    }
    first, second = read_lenders(authorities({}, excluded)).content
    assert (first.excluded, first.max_quarters, first.notice_days) == (None, 50, 7)
    assert (second.excluded, second.max_quarters) == ("Polizei", None)


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ({"ausgenommen": "j"}, "ausnahme_grund"),
        ({"ausnahme_grund": "Polizei"}, "ausnahme_grund"),
        ({"ausgenommen": "teilweise"}, "ausgenommen"),
        ({"rueckruf_frist_tage": ""}, "rueckruf_frist_tage"),
        ({"rueckruf_frist_tage": "91"}, "rueckruf_frist_tage"),
        ({"rueckruf_frist_tage": "1,5"}, "rueckruf_frist_tage"),
        ({"max_vzae_gleichzeitig": "12,3"}, "max_vzae_gleichzeitig"),
        ({"dienststelle_id": "FA 001"}, "dienststelle_id"),
        ({"name": "x" * 201}, "name"),
    ],
)
def test_what_is_wrong_with_an_authority_is_told_with_its_column(row: dict[str, str], column: str) -> None:
    (problem,) = read_lenders(authorities({"dienststelle_id": "FA-100"}, row)).problems
    assert (problem.row, problem.column) == (3, column)


def test_an_authority_stands_there_once() -> None:
    assert "Zeile 2" in read_lenders(authorities({}, {})).problems[0].what.de


def test_a_request_is_for_the_office_that_serves_the_district_and_lacks_what_its_own_staff_does_not_do() -> None:
    first, second = read_requests(
        requests({}, {"empfaenger_ags": "03459", "stufe": "IT", "vzae_bedarf": "1", "vzae_eigen": "2"}), KNOWN
    ).content
    assert (first.receiver, second.receiver) == ("GA03459", "GA03459")
    assert first.need == Need("GA03459", date(2020, 11, 9), Skill.CONTACT_TRACING, 32.5)
    assert second.need.fte == 0
    assert (first.tracing, first.seats) == (Tracing.AT_RISK, 10)


def test_what_is_not_said_is_not_zero_and_means_no_limit() -> None:
    silent = {"empfaenger_ags": "NLGA", "rki_status": "", "plaetze_vor_ort": "", "faelle_7t": "", "sprachen": ""}
    (found,) = read_requests(requests(silent), KNOWN).content
    assert (found.receiver, found.tracing, found.seats, found.cases) == ("NLGA", None, None, None)


@pytest.mark.parametrize("week", ["2020-W46", "46/2020", "KW 46/2020", "kw46/2020", "09.11.2020", "2020-11-09"])
def test_a_week_is_written_in_any_usual_way(week: str) -> None:
    assert read_requests(requests({"kw": week}), KNOWN).content[0].week == date(2020, 11, 9)


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ({"empfaenger_ags": "03999"}, "empfaenger_ags"),
        ({"kw": "46"}, "kw"),
        ({"kw": "2020-W54"}, "kw"),
        ({"kw": "10.11.2020"}, "kw"),
        ({"vzae_bedarf": ""}, "vzae_bedarf"),
        ({"vzae_bedarf": "-1"}, "vzae_bedarf"),
        ({"rki_status": "rot"}, "rki_status"),
        ({"faelle_7t": "12,5"}, "faelle_7t"),
        ({"faelle_7t": "1.000"}, "faelle_7t"),  # a thousand, not one
        ({"vzae_bedarf": "1.250"}, "vzae_bedarf"),
        ({"remote_moeglich": "n", "plaetze_vor_ort": "0"}, "remote_moeglich"),
        ({"sprachen": "deutsch"}, "sprachen"),
    ],
)
def test_what_is_wrong_with_a_request_is_told_with_its_column(row: dict[str, str], column: str) -> None:
    (problem,) = read_requests(requests(row), KNOWN).problems
    assert (problem.row, problem.column) == (2, column)


def test_rows_of_one_office_and_week_must_not_contradict_each_other() -> None:
    found = read_requests(requests({}, {"stufe": "IT", "plaetze_vor_ort": "11"}, {}), KNOWN)
    assert [(problem.row, problem.column) for problem in found.problems] == [(3, "kw"), (4, "stufe")]


def test_the_pools_that_come_with_the_program_have_rules_of_their_own() -> None:
    pools = helper_pools()
    assert list(pools) == ["state", "soldiers", "mobile_teams", "scouts", "students"]
    assert pools["mobile_teams"].team_size == TEAM_SIZE
    assert [key for key, pool in pools.items() if pool.counts_to_ceiling] == ["state"]
    assert pools["state"].pool("state") == Pool("state")
    assert pools["soldiers"].pool("soldiers") == Pool(
        "soldiers", False, frozenset({Mode.ON_SITE}), frozenset({Skill.CONTACT_TRACING}), 3, 6
    )


GOOD = """pools:
  x:
    title: {de: X, en: X}
    counts_to_ceiling: true
    modes: [remote]
    skills: [it]
    source: invented
    as_of: 2020-11-01
"""


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("[remote]", "[both_ways]", 5),
        ("[remote]", "[]", 5),
        ("    source: invented\n", "", 2),
        ("source: invented", "source: invented\n    size: 9", 8),
        ("[it]", "[it]\n    max_weeks: 0", 7),
        ("pools:", "tools:", 1),
    ],
)
def test_a_table_of_pools_is_read_strictly(tmp_path: Path, old: str, new: str, line: int) -> None:
    file = tmp_path / "pools.yaml"
    file.write_text(GOOD, encoding="utf-8")
    assert list(read_pools(file)) == ["x"]
    file.write_text(GOOD.replace(old, new), encoding="utf-8")
    with pytest.raises(LawError) as refused:
        read_pools(file)
    assert {problem.line for problem in refused.value.problems} == {line}
