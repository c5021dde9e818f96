"""What an order says, and that every number and date in it is a field of the order or the proof."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from lagezentrum.documents import door_words, sentences
from lagezentrum.documents.authorities import profile_of
from lagezentrum.documents.change_proof import ChangeProof
from lagezentrum.documents.composing import compose
from lagezentrum.documents.composition import NUMBERING
from lagezentrum.documents.fields import Writer, plain
from lagezentrum.documents.numbers import tokens
from lagezentrum.documents.order import Order
from lagezentrum.documents.problems import DocumentProblem
from tests.documents.season_orders import OUTBREAK, an_order, docket, every_kind, order_about

Made = tuple[Order, ChangeProof]
IDS = [f"{order.kind}-{order.area}-{proof.status}" for order, proof in every_kind()]


def text_of(made: Made) -> str:
    return "\n".join(plain(runs) for runs in compose(*made).texts()).replace("\u00a0", " ")


@pytest.mark.parametrize("made", every_kind(), ids=IDS)
def test_words_that_are_no_field_hold_neither_number_nor_date(made: Made) -> None:
    for runs in compose(*made).texts():
        for run in runs:
            if run.field is None:
                assert not list(tokens(run.text)), run.text
                assert not re.search(r"\d", run.text), run.text


@pytest.mark.parametrize("made", every_kind(), ids=IDS)
def test_every_field_is_found_at_its_path_and_reads_the_same(made: Made) -> None:
    order, proof = made
    writer = Writer(order.content(), proof.content())
    fields = [field for field in compose(order, proof).fields() if field[1] != NUMBERING]
    assert len(fields) > 20
    for path, form, written in fields:
        assert writer.run(path, form).text == written  # type: ignore[arg-type]


@pytest.mark.parametrize("made", every_kind(), ids=IDS)
def test_an_order_has_the_parts_that_german_law_asks_for(made: Made) -> None:
    headings = [section.heading for section in compose(*made).sections]
    if made[0].kind == "refrain":
        assert headings[:2] == ["Entscheidung", "Begründung"]
        assert "Rechtsbehelfsbelehrung" not in headings  # a memo binds nobody outside
    else:
        assert headings == [
            "Verfügung", "Inkrafttreten", "Begründung", "Die gezählten Tage", "Würdigung", "Rechtsgrundlagen",
            "Bekanntmachung", "Rechtsbehelfsbelehrung", "Nachweis",
        ]  # fmt: skip


def test_sentences_hold_no_number_of_their_own() -> None:
    def said(value: object) -> Iterator[str]:
        if isinstance(value, str):
            yield value
        for part in value.values() if isinstance(value, dict) else value if isinstance(value, tuple) else ():
            yield from said(part)

    every = [text for name, value in vars(sentences).items() if name.isupper() for text in said(value)]
    assert len(every) > 60
    assert not [text for text in every if re.search(r"\d", text)]


def test_region_hannover_determines_level_2_by_five_counted_days() -> None:
    said = text_of(an_order("03241", "2021-11-29", "raise"))
    assert "Die Warnstufe 2 wird in der Region Hannover festgestellt." in said
    assert "Sie gilt ab Mittwoch, 1. Dezember 2021." in said
    assert "Der letzte gezählte Tag war Montag, 29. November 2021." in said
    for row in ("Mi 24.11.2021\n6,3\n172,8\nerreicht", "So 28.11.2021\nwird nicht gezählt: Sonntag"):
        assert row in said
    assert "Verwaltungsgericht Hannover" in said
    assert "gilt am Dienstag, 30. November 2021, als bekannt gegeben" in said


def test_the_ministry_says_which_value_is_missing_and_gives_its_reasons() -> None:
    said = text_of(an_order("03", "2021-12-15", "raise"))
    assert "Es fehlen: Intensivbetten-Anteil vom Freitag, 10. Dezember 2021." in said
    assert "kein Wert" in said
    assert "Die Kliniken melden 12 neue Fälle." in said
    assert "in dessen Bezirk die klagende Person wohnt" in said
    assert "Zuständigkeit für den Infektionsschutz" not in said  # the ordinance names the ministry itself


def test_an_authority_that_decides_without_a_finding_says_so() -> None:
    said = text_of(an_order("03404", "2021-11-29", "raise", "2"))
    assert "war die Voraussetzung nach den Werten nicht erfüllt" in said
    assert "in eigener Verantwortung" in said
    assert "Nach der Verordnung wirkt der Abschnitt" not in said


def test_a_memo_names_the_confined_outbreak() -> None:
    said = text_of(an_order("03241", "2021-11-29", "refrain"))
    assert said.splitlines()[5:7] == [
        "Vermerk",
        "über das Absehen von der Feststellung der Warnstufe 2 in der Region Hannover",
    ]
    assert "Zu dem Ausbruch (Schlachthof in Lehrte) gehören so viele Fälle: 143." in said
    assert "Räumlich begrenztes Infektionsgeschehen" in said
    assert "bis einschließlich Freitag, 10. Dezember 2021" in said


def test_lowering_names_what_remains_and_lifting_that_nothing_does() -> None:
    order, proof = an_order("03460", "2021-11-29", "lower")
    assert "Die Warnstufe 1, die im Landkreis Vechta aus anderem Grund gilt, bleibt davon unberührt." in text_of(
        (order, proof)
    )
    higher = order.model_copy(update={"step": "2", "step_title": "Warnstufe 2"})
    assert "Von diesem Tag an gilt im Landkreis Vechta die Warnstufe 1." in text_of((higher, proof))
    lifted = order.model_copy(update={"remains": None})
    assert "gilt im Landkreis Vechta keine Warnstufe mehr" in text_of((lifted, proof))


def test_lifting_by_one_indicator_does_not_claim_that_the_other_left_its_range() -> None:
    order, proof = an_order("03460", "2021-11-29", "lower")
    cases = [figure for day in proof.days for figure in day.figures if figure.indicator == "new_cases"]
    assert any(figure.compared is not None and figure.compared > figure.threshold for figure in cases)
    said = text_of((order, proof))
    assert "An allen 5 gezählten Tagen war die Voraussetzung der Aufhebung erfüllt:" in said
    assert "außerhalb" not in said
    assert said.count("nicht mehr erreich") == 1  # what the regulation demands, of either indicator


def test_3g_by_new_cases_begins_without_a_level() -> None:
    said = text_of(an_order("03241", "2021-09-17", "3g"))
    assert "zur Feststellung der 3G-Regel in der Region Hannover" in said
    assert "Damit gilt dort die 3G-Regel" in said
    assert "es gilt der Tag, an dem sie als bekannt gegeben gilt" in said


def test_an_order_announced_too_late_says_from_when_it_can_hold() -> None:
    on = docket("2021-11-29", ("03241",))
    made = order_about(on, on.matter("03241", "raise"), effective=date(2021, 11, 29), reasons="Eilt.")
    assert made[0].holds_from == date(2021, 11, 30)
    assert "wirkt sie frühestens ab Dienstag, 30. November 2021" in text_of(made)


def test_another_day_than_the_earliest_is_named_as_such() -> None:
    on = docket("2021-11-29", ("03241",))
    made = order_about(on, on.matter("03241", "raise"), effective=date(2021, 12, 3), reasons="Vorlauf.")
    assert "Die Behörde bestimmt einen anderen Tag als den frühesten, nämlich Freitag, 3. Dezember 2021." in text_of(
        made
    )


def test_every_order_is_an_exercise_unless_a_confirmed_authority_wants_it_otherwise() -> None:
    on = docket("2021-11-29", ("03241",))
    matter = on.matter("03241", "raise")
    assert compose(*order_about(on, matter)).band == "Übung – keine Anordnung einer Behörde"
    with pytest.raises(DocumentProblem, match="not confirmed"):
        order_about(on, matter, live=True)
    confirmed = profile_of("03241").model_copy(
        update={"confirmed": True, "address": ("Beispielweg 1", "30000 Hannover")}
    )
    made = order_about(on, matter, live=True, authority=confirmed)
    assert compose(*made).band == ""
    assert "Beispielweg 1" in text_of(made)


def test_parts_that_do_not_fit_together_are_refused() -> None:
    on = docket("2021-11-29", ("03241", "03404"))
    matter = on.matter("03241", "raise")
    with pytest.raises(DocumentProblem, match="does not fit"):
        order_about(on, matter, kind="lower")
    with pytest.raises(DocumentProblem, match="does not decide"):
        order_about(on, matter, authority=profile_of("03404"))
    with pytest.raises(DocumentProblem, match="names the confined outbreak"):
        order_about(on, matter, outbreak=OUTBREAK)
    order, _ = order_about(on, matter)
    _, other = an_order("03404", "2021-11-29", "raise", "2")
    with pytest.raises(DocumentProblem, match="rests on another proof"):
        compose(order, other)


def test_only_where_the_regulation_leaves_a_choice_an_authority_has_one() -> None:
    on = docket("2021-12-15")
    (matter,) = on.open_matters("03")
    with pytest.raises(DocumentProblem, match="does not leave this choice"):
        order_about(on, replace(matter, kind="refrain"), reasons="Wegen eines Ausbruchs.")
    order, _ = an_order("03241", "2021-11-29", "refrain")
    assert "confined-outbreak" in [provision.anchor for provision in order.provisions]


def test_refraining_does_not_end_before_it_is_decided() -> None:
    on = docket("2021-11-29", ("03241",))
    past = OUTBREAK.model_copy(update={"until": date(2021, 11, 28)})
    with pytest.raises(DocumentProblem, match="lies before the day of the decision"):
        order_about(on, on.matter("03241", "refrain"), outbreak=past)


def test_what_holds_by_law_needs_no_order() -> None:
    on = docket("2021-11-29", ("03241",))
    matter = on.matter("03241", "raise")
    rule = matter.version.rules["local"].model_copy(update={"modality": "by_law"})
    version = matter.version.model_copy(update={"rules": {**matter.version.rules, "local": rule}})
    with pytest.raises(DocumentProblem, match="holds by law"):
        order_about(on, replace(matter, version=version))


def test_labels_of_the_door_notice_follow_the_requirements() -> None:
    assert set(door_words.RULES) == set(door_words.LABELS) == set(door_words.ICONS)
