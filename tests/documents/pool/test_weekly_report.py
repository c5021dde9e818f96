"""The weekly report: every figure that went in, in both languages, accessible, and no small count."""

import json
import re
from dataclasses import replace
from itertools import pairwise

import pikepdf
import pytest

from lagezentrum.documents.pool import report_words as w
from lagezentrum.documents.pool.coverage_map import COLOURS, map_svg, mark_of, percent
from lagezentrum.documents.pool.letter import STAFF_UNIT
from lagezentrum.documents.pool.report_data import ReportData
from lagezentrum.documents.pool.weekly_report import REPORT_FILE, to_pdf
from lagezentrum.documents.pool.writing import Writing
from lagezentrum.engine.wording.phrases import LANGUAGES, Language
from lagezentrum.law.text import Text
from lagezentrum.sources.areas import districts
from lagezentrum.staffing.model import QUARTERS, Aim, Receiver
from tests.documents.pool.examples import PLAN_SHA256, the_week
from tests.documents.pool.opened import CONFORMANCE_A, PART_A, PART_UA, beside_the_pages, opened, said, squeezed
from tests.documents.test_pdf import tags

IN_BOTH = pytest.mark.parametrize("language", LANGUAGES)


@IN_BOTH
def test_it_is_archivable_accessible_and_in_its_language(language: Language) -> None:
    with opened(to_pdf(the_week(), language).content) as pdf, pdf.open_metadata() as metadata:
        assert (metadata[PART_A], metadata[CONFORMANCE_A], metadata[PART_UA]) == ("3", "A", "1")
        assert str(pdf.Root.Lang) == {"de": "de-DE", "en": "en-GB"}[language]
        assert str(metadata["dc:title"]).startswith({"de": "Wochenbericht", "en": "Weekly report"}[language])
        assert "2020-W47" in str(metadata["dc:title"])
        assert metadata["dc:creator"] == [STAFF_UNIT.name]
        found = tags(pdf)
        assert found.count("/Table") == 3
        assert found.count("/H1") == 7
        assert found.count("/Figure") == 1
        alts = [str(item.Alt) for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and "/Alt" in item]
    assert [alt[:4] for alt in alts] == [{"de": "Kart", "en": "Map:"}[language]]


@IN_BOTH
def test_every_number_that_went_in_is_on_its_pages(language: Language) -> None:
    data, write = the_week(), Writing(language)
    text = said(to_pdf(data, language).content)
    assert len(data.offices) == 45
    expected = [PLAN_SHA256, data.plan.key, "2020-W47", write.day(data.made_on), write.count(data.at_ceiling), "1.400"]
    for office in data.offices:
        row = [office.receiver.name, write.fte(office.own_fte), write.fte(office.need)]
        span = office.missing
        row.append("?" if span is None else write.say(w.SPAN, low=write.fte(span.low), high=write.fte(span.high)))
        row += [write.fte(office.sent_fte), "–" if office.need == 0 else write.share(office.coverage)]
        expected.append("".join(row))
        if office.reasons:
            difference = write.fte(office.sent_fte - office.before_fte, signed=True)
            moved = (office.receiver.name, write.fte(office.before_fte), write.fte(office.sent_fte), difference)
            expected.append("".join(moved))
    expected += [write.fte(data.need), write.fte(data.covered), write.hundredths(data.gini or 0)]
    expected += [
        write.fte(use.lender.max_quarters / QUARTERS) for use in data.lenders if use.people and use.lender.max_quarters
    ]
    if language == "en":
        expected[expected.index("1.400")] = "1,400"
    assert not [words for words in expected if squeezed(words) not in text]


@IN_BOTH
def test_its_sentences_say_aim_triage_proof_and_assumptions(language: Language) -> None:
    data = replace(the_week(), aim=Aim.TARGETED)
    text = said(to_pdf(data, language).content)
    for words in (
        w.AIMS[Aim.TARGETED].in_language(language),
        *(assumption.in_language(language) for assumption in (*w.ASSUMPTIONS, *data.assumptions)),
        {"de": "um mehr als 0,05 % besser", "en": "better by more than 0.05 %"}[language],
        {"de": "29 Stellen mit Bedarf beginnen mit den neuesten", "en": "29 offices with a need begin with the newest"}[
            language
        ],
        {"de": "nimmt an, erhoben ist es nicht: 29", "en": "assumes, and nobody was asked: 29"}[language],
        w.EXERCISE.in_language(language),
    ):
        assert squeezed(words) in text, words
    unproven = said(to_pdf(replace(data, result=None), language).content)
    assert squeezed(w.NO_PROOF.in_language(language)) in unproven


def test_what_is_not_known_is_said_and_is_no_zero() -> None:
    data = the_week()
    assert [office.receiver.key for office in data.unknown] == ["GA03462"]
    text = said(to_pdf(data).content)
    assert squeezed("Nicht bekannt ist der Bedarf von: Landkreis Wittmund") in text
    assert squeezed("Landkreis Wittmund 52,3 ? ? 0,0 ?") in text


def test_small_counts_are_told_neither_on_the_pages_nor_inside() -> None:
    data = the_week()
    assert {use.lender.key: use.people for use in data.lenders}["L3"] == 2
    content = to_pdf(data).content
    text = said(content)
    assert squeezed("Straßenbauamt Drei unter 5 nicht genannt 2,5 nicht genannt") in text
    # Beside the sum the two would follow from the others, so the next larger lender is not told either.
    assert squeezed("Katasteramt Zwei nicht genannt nicht genannt keine nicht genannt") in text
    with opened(content) as pdf:
        inside = json.loads(pdf.attachments[REPORT_FILE].get_file().read_bytes())
    assert {row["lender"]: row["people"] for row in inside["lenders"]} == {
        "L1": next(use.people for use in data.lenders if use.lender.key == "L1"), "L2": None, "L3": None, "L4": 0
    }  # fmt: skip
    few = said(to_pdf(replace(data, people=3, at_ceiling=3, arrived=4, departed=0)).content)
    assert squeezed("Im Einsatz geplant: unter 5 Kräfte") in few
    assert squeezed("1.400 Kräften zählen unter 5 (–)") in few
    assert squeezed("unter 5 Kräfte kommen neu an eine Stelle, 0 verlassen eine") in few


def test_the_few_who_do_not_count_to_the_ceiling_do_not_follow_from_the_rest() -> None:
    text = said(to_pdf(replace(the_week(), people=500, at_ceiling=498)).content)
    assert squeezed("Obergrenze von 1.400 Kräften zählen nicht genannt (–)") in text
    assert "498" not in text


def test_nobody_of_the_plan_is_named_anywhere_in_the_file() -> None:
    content = to_pdf(the_week()).content
    everything = said(content) + beside_the_pages(content)
    assert "P-2020-W47-1" in everything
    assert not re.search(r"L[123]/\d", everything)


def test_names_of_organisations_are_text_and_no_code() -> None:
    data = the_week()
    hostile = '#panic("x") $y$ \\ *z* {a} "'
    office = replace(data.offices[0], receiver=replace(data.offices[0].receiver, name=hostile))
    told = replace(data, offices=(office, *data.offices[1:]), assumptions=(Text(de=hostile, en=hostile),))
    assert said(to_pdf(told).content).count(squeezed(hostile)) >= 2


def test_the_same_data_give_the_same_bytes_and_others_do_not() -> None:
    assert to_pdf(the_week()) == to_pdf(the_week())
    assert to_pdf(the_week()) != to_pdf(the_week("f" * 64))


def test_it_can_be_made_of_nothing() -> None:
    data = the_week()
    empty = replace(
        data, offices=(), lenders=(), people=0, at_ceiling=0, arrived=0, departed=0, ceiling=None, result=None
    )
    text = said(to_pdf(empty).content)
    for words in (w.NO_NEED, w.NO_CHANGES, w.NO_CEILING, w.NO_PROOF):
        assert squeezed(words.de) in text


def test_only_a_real_report_is_without_the_mark_of_an_exercise() -> None:
    assert "Übung" not in said(
        to_pdf(replace(the_week(), live=True, author=STAFF_UNIT.model_copy(update={"confirmed": True}))).content
    )


def test_all_45_districts_are_on_the_map_with_the_percentage_of_their_office() -> None:
    data: ReportData = the_week()
    drawn = map_svg(data.offices)
    assert drawn.count('<path d="M') - drawn.count('<path d="M0 0v11') == 45
    shown = re.findall(r'<text x="\d+" y="\d+" fill="[^"]+">([^<]+)</text>', drawn)
    signs = {area: mark_of(office).sign for office in data.offices for area in office.receiver.areas}
    assert set(signs) == {area.ags for area in districts("03")}
    assert sorted(shown) == sorted(signs.values())
    assert {"?", "–"} < set(shown)


def test_its_colours_can_be_told_apart_in_grey() -> None:
    grey = []
    for kind in ("low", "some", "most", "nearly"):
        red, green, blue = (int(COLOURS[kind][place : place + 2], 16) for place in (1, 3, 5))
        grey.append(0.299 * red + 0.587 * green + 0.114 * blue)
    assert all(lighter - darker > 30 for darker, lighter in pairwise(grey))


def test_what_is_not_whole_is_never_written_as_whole() -> None:
    assert [percent(share) for share in (0.0, 0.004, 0.995, 0.99999, 1.0, 1.2)] == [0, 0, 99, 99, 100, 120]
    assert [Writing("de").fte(value) for value in (0.25, 0.3, -0.75, 1234.5, 43.249, None)] == [
        "0,25", "0,3", "−0,75", "1.234,5", "43,2", "?",
    ]  # fmt: skip
    assert Writing("en").fte(1234.5, signed=True) == "+1,234.5"
    assert Writing("de").exact_share(0.000401) == "0,05\u00a0%"


def test_a_receiver_without_a_district_stands_beside_the_map() -> None:
    text = said(to_pdf(the_week()).content)
    assert (
        squeezed("nicht auf der Karte: Krisenstab des Sozialministeriums, Niedersächsisches Landesgesundheitsamt")
        in text
    )
    assert isinstance(the_week().offices[-1].receiver, Receiver)
