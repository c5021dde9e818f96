"""The norm in our own words is read provision by provision."""

from pathlib import Path

import pytest

from lagezentrum.law.norm import Provision, read_norm
from lagezentrum.law.problems import LawError


@pytest.fixture
def norm(tmp_path: Path) -> Path:
    return tmp_path / "norm.md"


def provisions(norm: Path, text: str) -> dict[str, Provision]:
    norm.write_text(text, encoding="utf-8")
    return read_norm(norm)


def problems(norm: Path, text: str) -> list[str]:
    with pytest.raises(LawError) as caught:
        provisions(norm, text)
    return [str(problem) for problem in caught.value.problems]


def test_a_provision_has_anchor_title_status_and_both_wordings(norm: Path) -> None:
    text = "# Titel\n\n## Wirkung {#effect}\n\nStatus: encoded\n\n"
    text += "Ab dem\nübernächsten Tag.\n\nEN: From the day\nafter next.\n"
    assert provisions(norm, text) == {
        "effect": Provision(
            "effect", "Wirkung", "encoded", "", "Ab dem übernächsten Tag.", "From the day after next.", 3
        )
    }


def test_a_provision_that_is_not_encoded_gives_its_reason(norm: Path) -> None:
    found = provisions(
        norm, "## Farbe {#colour}\n\nStatus: not encoded — nothing depends on it\n\nGelb.\n\nEN: Yellow.\n"
    )
    assert found["colour"].status == "not encoded"
    assert found["colour"].reason == "nothing depends on it"


def test_not_encoded_without_a_reason_is_refused(norm: Path) -> None:
    assert "not encoded, but the reason is missing" in problems(norm, "## Farbe {#colour}\n\nStatus: not encoded\n")[0]


def test_a_provision_without_status_is_refused(norm: Path) -> None:
    assert (
        ":3: provision 'b' does not say what became of it"
        in problems(norm, "## A {#a}\nStatus: encoded\n## B {#b}\nText.\n")[0]
    )


def test_an_unknown_status_is_told_with_the_nearest(norm: Path) -> None:
    assert "unknown status 'encodet'; did you mean 'encoded'?" in problems(norm, "## A {#a}\nStatus: encodet\n")[0]


def test_an_anchor_that_stands_twice_is_told_with_both_lines(norm: Path) -> None:
    text = "## A {#a}\nStatus: encoded\n## B {#a}\nStatus: encoded\n"
    assert ":3: anchor 'a' stands twice (first in line 1)" in problems(norm, text)[0]


def test_a_heading_without_an_anchor_is_told(norm: Path) -> None:
    told = problems(norm, "## A {#a}\nStatus: encoded\n\n## Fünf Tage\n\nText.\n")
    assert ":4: heading without an anchor: 'Fünf Tage'" in told[0]


def test_an_absent_norm_is_told(norm: Path) -> None:
    with pytest.raises(LawError, match=r"norm\.md can not be read"):
        read_norm(norm)


def test_a_norm_without_a_provision_is_refused(norm: Path) -> None:
    assert "no provision" in problems(norm, "")[0]
