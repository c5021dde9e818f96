import itertools
import re
from pathlib import Path

import pytest

from lagezentrum.web.public.marks import COLOURS, LEGEND, level_mark, step_mark

STYLES = Path("src/lagezentrum/web/static/css/marks.css").read_text(encoding="utf-8")


def _linear(part: str) -> float:
    value = int(part, 16) / 255
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)


def _channels(colour: str) -> tuple[float, float, float]:
    return _linear(colour[1:3]), _linear(colour[3:5]), _linear(colour[5:7])


def _luminance(red: float, green: float, blue: float) -> float:
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: float, other: float) -> float:
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


# Viénot, Brettel and Mollon (1999): what those without red or green receptors see, in linear light.
_SEEN_BY = {
    "everybody": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanope": ((0.11238, 0.88762, 0), (0.11238, 0.88762, 0), (0.00401, -0.00401, 1)),
    "deuteranope": ((0.29275, 0.70725, 0), (0.29275, 0.70725, 0), (-0.02234, 0.02234, 1)),
}


@pytest.mark.parametrize("eyes", _SEEN_BY)
def test_levels_get_darker_step_by_step_for_every_kind_of_eye_and_in_grey(eyes: str) -> None:
    seen = []
    for level in "0123":
        colour = _channels(COLOURS[level])  # type: ignore[index]
        seen.append(_luminance(*(sum(f * c for f, c in zip(row, colour, strict=True)) for row in _SEEN_BY[eyes])))
    for lighter, darker in itertools.pairwise(seen):
        assert lighter > darker
        assert _contrast(lighter, darker) > 1.25


def test_every_sign_can_be_read_on_its_fill() -> None:
    for kind, colour in COLOURS.items():
        ink = "#ffffff" if kind == "3" else "#10131f"
        assert _contrast(_luminance(*_channels(colour)), _luminance(*_channels(ink))) > 4.5, kind


def test_drawings_and_style_sheet_use_the_same_fills() -> None:
    for kind, colour in COLOURS.items():
        assert re.search(rf"--lz-level-{kind}: {colour};", STYLES), kind


def test_no_two_marks_share_their_sign_and_3g_stands_between_level_1_and_nothing() -> None:
    assert len({mark.sign for mark in LEGEND}) == len(LEGEND)
    ordered = sorted(LEGEND, key=lambda mark: mark.rank)
    assert [mark.sign for mark in ordered] == ["3", "2", "1", "3G", "0", "–"]


def test_a_level_above_the_highest_keeps_its_own_sign() -> None:
    assert (level_mark(4).kind, level_mark(4).sign) == ("3", "4")
    assert (step_mark("3G").kind, step_mark("2").kind) == ("3g", "2")
