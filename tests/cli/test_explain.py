"""`lage explain`: the proof as text and as JSON."""

import json

from tests.cli.conftest import Lage


def test_the_proof_of_1_december_names_the_five_days(lage: Lage) -> None:
    answer = lage("explain", "Hannover", "2021-12-01")
    assert answer.code == 0
    assert "Warnstufe 2" in answer.out.splitlines()[0]
    assert all(
        day in answer.out for day in ("24. November", "25. November", "26. November", "27. November", "29. November")
    )


def test_english_is_spoken_on_demand_wherever_the_option_stands(lage: Lage) -> None:
    behind, before = (
        lage("explain", "Hannover", "2021-12-01", "--lang", "en"),
        lage("--lang", "en", "explain", "Hannover", "2021-12-01"),
    )
    assert behind.out == before.out
    assert "1 December 2021" in behind.out


def test_json_is_the_versioned_proof(lage: Lage) -> None:
    proof = json.loads(lage("explain", "03241", "2021-12-01", "--format", "json").out)
    assert proof["format"] == "lagezentrum.proof/1"
    assert (proof["area"], proof["day"], proof["answer"]["level"]) == ("03241", "2021-12-01", 2)


def test_why_not_names_the_missing_value(lage: Lage) -> None:
    out = lage("explain", "03", "2021-12-15").out
    assert "Intensivbetten-Anteil" in out
    assert "10. Dezember" in out


def test_full_tells_more(lage: Lage) -> None:
    short, full = (lage("explain", "03241", "2021-12-05", *more).out for more in ((), ("--full",)))
    assert len(full) > len(short)


def test_the_proof_names_the_version_and_the_figures_it_rests_on(lage: Lage) -> None:
    german = " ".join(lage("explain", "Hannover", "2021-12-01").out.split())
    assert "Corona-Verordnung vom 23. November 2021 (de-ni/corona-vo@2021-11-24)." in german
    assert german.endswith("Zahlen: mitgelieferte Saison, soweit bekannt bis Mittwoch, 1. Dezember 2021.")
    english = " ".join(
        lage("explain", "Hannover", "2021-12-01", "--known-at", "2021-11-29T08:30", "--lang", "en").out.split()
    )
    assert english.endswith("as far as known by Monday, 29 November 2021, 08:30.")
