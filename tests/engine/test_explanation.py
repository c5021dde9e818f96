"""Properties of proofs on random law, and proofs under other regulations."""

import json
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import get_args

import jsonschema_rs
import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from lagezentrum.engine import fast
from lagezentrum.engine.decisions import Decision
from lagezentrum.engine.explanation import explain
from lagezentrum.engine.observations import Figures, Observation
from lagezentrum.engine.progress import progress
from lagezentrum.engine.proof import Proof
from lagezentrum.engine.proof.nodes import (
    ComparisonNode,
    CountStartNode,
    DayNode,
    EffectNode,
    Node,
    SectionNode,
    StagesNode,
    UndeterminedNode,
)
from lagezentrum.engine.standing import Standings
from lagezentrum.engine.wording import boxes, render
from lagezentrum.law.model import Regulation
from tests.engine import lampland
from tests.engine.season_proofs import all_of_kind, library, marks, nodes_of, only, sections, step_of

DISTRICT = lampland.DISTRICTS[0]
SETTINGS = settings(  # no shrinking: it takes minutes on a season of figures
    max_examples=60,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=list(HealthCheck),
    print_blob=True,
)


@SETTINGS
@given(
    regulation=lampland.regulations(),
    figures=lampland.figures(),
    decisions=lampland.decisions(),
    day=st.sampled_from(lampland.DAYS),
    area=st.sampled_from([lampland.LAND, DISTRICT]),
)
def test_a_proof_is_sound_on_random_law(
    regulation: Regulation, figures: Figures, decisions: tuple[Decision, ...], day: date, area: str
) -> None:
    arguments = (regulation, lampland.calendars(), figures)
    replay = fast.replay(*arguments, lampland.AREAS[:2], day, decisions=decisions)
    proof = explain(*arguments, replay, area, day, decisions=decisions)
    standing = Standings(regulation, replay, day).on(area, day)
    assert proof.answer.level == (None if standing.version is None else standing.level)
    assert proof.answer.since == standing.since
    for node in nodes_of(proof.answer):
        assert node.cite or proof.answer.level is None
    for section in all_of_kind(proof.answer, SectionNode):
        days = [n for n in section.children if isinstance(n, DayNode)]
        counted = [n for n in days if n.mark != "skipped"]
        if section.state == "complete":
            assert [n.mark for n in counted] == ["reached"] * section.needed
            assert only(section, EffectNode).section_end == counted[-1].day
        for at in counted:
            answers = {n.answer for n in all_of_kind(at, ComparisonNode)}
            assert at.mark != "missed" or "no" in answers
            assert at.mark != "missing" or "unknown" in answers
            assert at.mark != "reached" or "yes" in answers
    text = proof.to_json()
    read = Proof.from_json(text)
    assert (read == proof, read.to_json() == text) == (True, True)


@SETTINGS
@given(figures=lampland.figures(), day=st.sampled_from(lampland.DAYS), later=st.integers(0, 14))
def test_what_comes_after_the_day_changes_no_proof(figures: Figures, day: date, later: int) -> None:
    arguments = (*lampland.shipped(), figures)
    known_at = datetime.combine(day, time.max)
    proofs = [
        explain(
            *arguments,
            fast.replay(*arguments, lampland.AREAS[:2], until, known_at=known_at),
            DISTRICT,
            day,
            known_at=known_at,
        )
        for until in (day, day + timedelta(days=later))
    ]
    same = proofs[0] == proofs[1]  # a difference of two whole proofs would take minutes to print
    assert same


@SETTINGS
@given(figures=lampland.figures(), day=st.sampled_from(lampland.DAYS[4:]))
def test_values_as_demanded_settle_an_open_section(figures: Figures, day: date) -> None:
    arguments = lampland.shipped()
    replay = fast.replay(*arguments, figures, lampland.AREAS[:2], day)
    proof = explain(*arguments, figures, replay, DISTRICT, day)
    nodes = [
        (rule, step.step, node)
        for rule in ("statewide", "local")
        for step in [step_of(proof, rule, s) for s in ("1", "2")]
        for node in all_of_kind(step, UndeterminedNode)
        if node.change == "raise"
    ]
    assume(nodes)
    rule, step, node = nodes[0]
    demands = [demand for days in node.open_days for demand in days.ways[0].demands]
    for beyond, found in ((Decimal("0.1"), True), (Decimal(0), False)):
        filled = [lampland.observation(d.indicator, d.area, d.day, str(d.threshold + beyond), late=14) for d in demands]
        again = fast.replay(*arguments, Figures([*figures, *filled]), lampland.AREAS[:2], node.section[-1])
        sections_found = {
            (f.rule, f.step, f.section) for f in again.findings if f.status == "found" and f.change == "raise"
        }
        assert ((rule, step, node.section) in sections_found) is found


def test_a_text_of_another_format_is_no_proof() -> None:
    figures = Figures([])
    arguments = (*lampland.shipped(), figures)
    day = lampland.DAYS[3]
    proof = explain(*arguments, fast.replay(*arguments, lampland.AREAS, day), DISTRICT, day)
    with pytest.raises(ValidationError):
        Proof.from_json(proof.to_json().replace("lagezentrum.proof/1", "lagezentrum.proof/9"))
    with pytest.raises(ValidationError):
        Proof.from_json(proof.to_json().replace('"day"', '"dya"', 1))


def test_the_documented_schema_is_that_of_the_types() -> None:
    file = Path(__file__).parents[2] / "docs" / "proof-1.schema.json"
    assert json.loads(file.read_text(encoding="utf-8")) == Proof.json_schema()


def test_the_schema_tells_the_tree_once_and_demands_no_offset_of_local_moments() -> None:
    schema = Proof.json_schema()
    kinds = schema["$defs"]["Node"]["discriminator"]["mapping"].values()
    assert schema["$defs"]["Node"]["properties"]["children"]["items"] == {"$ref": "#/$defs/Node"}
    assert all("items" not in schema["$defs"][kind.rpartition("/")[2]]["properties"]["children"] for kind in kinds)
    assert "date-time" not in json.dumps(schema)


def test_a_proof_agrees_with_the_schema_and_one_with_a_node_of_another_kind_does_not() -> None:
    arguments = (*lampland.shipped(), Figures([]))
    day = date(2024, 3, 1)
    proof = explain(
        *arguments, fast.replay(*arguments, lampland.AREAS, day), DISTRICT, day, known_at=datetime.combine(day, time(8))
    )
    told = json.loads(proof.to_json())
    checked = jsonschema_rs.Draft202012Validator(Proof.json_schema(), validate_formats=True)
    assert [error.message[:200] for error in checked.iter_errors(told)] == []
    told["answer"]["children"][0]["kind"] = "no such kind"
    assert not checked.is_valid(told)


def test_every_kind_of_node_is_in_the_description_of_the_format() -> None:
    described = (Path(__file__).parents[2] / "docs" / "proof-format.md").read_text(encoding="utf-8")
    for node in get_args(get_args(Node)[0]):
        assert f"| `{node.model_fields['kind'].default}` |" in described


def test_where_no_version_is_in_force_the_answer_has_no_level() -> None:
    arguments = (*lampland.shipped(), Figures([]))
    day = date(2024, 8, 1)
    proof = explain(*arguments, fast.replay(*arguments, lampland.AREAS, day), DISTRICT, day)
    assert (proof.answer.level, proof.version, proof.answer.children) == (None, None, ())


def test_a_decision_to_refrain_leaves_the_level_met_but_not_in_force() -> None:
    regulation, calendars = lampland.shipped()
    values = {"glow": "3", "flicker": "15", "soot": "1"}
    days = [date(2024, 1, n) for n in range(2, 9)]
    figures = Figures(lampland.observation(n, area, d, values[n]) for n, area in lampland.SERIES for d in days)
    decision = Decision("refrained", "local", DISTRICT, "1", date(2024, 1, 5), authority="Bezirk", basis="one street")
    replay = fast.replay(regulation, calendars, figures, lampland.AREAS, days[-1], decisions=[decision])
    proof = explain(regulation, calendars, figures, replay, DISTRICT, days[-1], decisions=[decision])
    assert proof.answer.level == 0
    stages = all_of_kind(step_of(proof, "local", "1"), StagesNode)[0]
    assert [stages.met.state, stages.determined.state, stages.in_force.state] == ["yes", "refrained", "no"]


def _incidences(area: str, first: date, values: str) -> Figures:
    """A series of district incidences, one value a day."""
    return Figures(
        Observation("new_cases", area, day, Decimal(value), datetime.combine(day, time.min), "RKI")
        for n, value in enumerate(values.split())
        for day in [first + timedelta(days=n)]
    )


def test_hannover_rose_above_10_on_13_july_2021_with_sunday_counted_and_the_tenth_rounded() -> None:
    """10.02 on Saturday is published as 10.0 and does not count; Sunday does."""
    figures = _incidences("03241", date(2021, 7, 7), "6.7409 7.5187 8.7286 10.0249 10.7163 10.457 12.1855")
    arguments = (library().regulation("de-ni/stufenplan"), library().calendars, figures)
    day = date(2021, 7, 13)
    replay = fast.replay(*arguments, ["03241"], day)
    proof = explain(*arguments, replay, "03241", day)
    step = step_of(proof, "district", "1")
    assert (proof.answer.level, step.state) == (0, "met")
    (section,) = sections(step, "raise", "complete")
    assert marks(section) == [("07-11", "reached"), ("07-12", "reached"), ("07-13", "reached")]
    assert only(section, EffectNode).day == date(2021, 7, 15)
    before = progress(*arguments, replay, "03241", "district", "1", date(2021, 7, 12))
    assert before is not None
    assert boxes(before, "de") == ("✗ ✓ ✓ ·\n2 von 3 Kalendertagen erreicht; frühestens ab Donnerstag, 15. Juli.")
    assert before.marks[0].readings[0][1] is not None
    assert before.marks[0].readings[0][1].value == Decimal("10.0249")


def test_the_brake_counts_down_without_holidays_and_only_from_the_day_after_its_effect() -> None:
    """Ascension (13 May 2021) and Sunday neither count nor interrupt; exactly 100.0 does not count down."""
    values = "101 102 103 104 105 106 107 108 109 110 111 112 113 114 115 116 117 118 119 120 100.04 " + "99 " * 9
    figures = _incidences("03241", date(2021, 4, 20), values)
    arguments = (library().regulation("de/bundesnotbremse"), library().calendars, figures)
    day = date(2021, 5, 17)
    replay = fast.replay(*arguments, ["03241"], day)
    proof = explain(*arguments, replay, "03241", day)
    assert (proof.answer.level, proof.answer.since) == (1, date(2021, 4, 24))
    (raising,) = sections(step_of(proof, "district", "1"), "raise", "complete")
    assert only(raising, CountStartNode).reason == "set_date"
    assert [day for day, _ in marks(raising)] == ["04-20", "04-21", "04-22"]
    (lifting,) = sections(step_of(proof, "district", "1"), "lower", "complete")
    assert marks(lifting) == [
        ("05-11", "reached"),
        ("05-12", "reached"),
        ("05-13", "skipped"),
        ("05-14", "reached"),
        ("05-15", "reached"),
        ("05-16", "skipped"),
        ("05-17", "reached"),
    ]
    start = only(lifting, CountStartNode)
    assert (start.day, start.reason) == (date(2021, 4, 25), "after_effect")
    assert only(lifting, EffectNode).day == date(2021, 5, 19)
    assert {n.word for n in all_of_kind(lifting, ComparisonNode)} == {"below"}
    seen = progress(*arguments, replay, "03241", "district", "1", date(2021, 5, 14))
    assert seen is not None
    assert boxes(seen, "en") == (
        "✗ ✓ ✓ – ✓ · – ·  – 13 May: Ascension Day  – 16 May: Sunday\n"
        "3 of 5 working days out of it; lifted from Wednesday, 19 May at the earliest."
    )


def test_the_brake_is_met_before_it_is_in_force() -> None:
    figures = _incidences("03241", date(2021, 4, 20), "101 102 103")
    arguments = (library().regulation("de/bundesnotbremse"), library().calendars, figures)
    day = date(2021, 4, 22)
    proof = explain(*arguments, fast.replay(*arguments, ["03241"], day), "03241", day)
    assert (proof.answer.level, proof.version) == (None, "2021-04-23")
    step = step_of(proof, "district", "1")
    assert step.state == "met"
    assert only(sections(step, "raise", "complete")[0], EffectNode).day == date(2021, 4, 24)


def test_under_the_brake_a_level_holds_by_law_and_nothing_is_assumed() -> None:
    regulation, cologne = library().regulation("de/bundesnotbremse"), "05315"
    days = [date(2021, 4, 20) + timedelta(days=n) for n in range(12)]
    figures = Figures(
        Observation("new_cases", cologne, day, Decimal("170.1"), datetime.combine(day, time.min), "RKI") for day in days
    )
    arguments = (regulation, library().calendars, figures)
    proof = explain(*arguments, fast.replay(*arguments, [cologne], days[-1]), cologne, days[-1])
    stages = all_of_kind(proof.answer, StagesNode)
    assert {(n.by_law, n.determined.state, n.in_force.state) for n in stages} == {(True, "by_regulation", "yes")}
    told = render(proof, "de", {}, full=True)
    assert "festgestellt: nicht nötig, kraft Gesetzes" in told
    assert "angenommen" not in told
    assert "keine Entscheidung" not in told
    assert "not needed, by law" in render(proof, "en", {})
