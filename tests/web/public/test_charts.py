import itertools
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from lagezentrum.engine.observations import Figures, Observation
from lagezentrum.web.public.charts import chart

FIRST = date(2021, 11, 1)


def _figures(*values: str | None) -> Figures:
    days = [FIRST + timedelta(days=n) for n in range(len(values))]
    return Figures(
        Observation(
            "new_cases",
            "03241",
            day,
            Decimal(value),
            datetime.combine(day, time.min),
            "RKI",
            "odd" if value == "7" else "",
        )
        for day, value in zip(days, values, strict=True)
        if value is not None
    )


def test_a_missing_day_is_a_gap_with_a_question_mark_and_never_a_line_across() -> None:
    drawn = chart(_figures("10", "20", None, "30"), "new_cases", "03241", FIRST, date(2021, 11, 4), {})
    assert len(drawn.points) == 3
    assert [len(line.split()) for line in drawn.lines] == [2, 1]
    assert [(gap.first, gap.last) for gap in drawn.missing] == [(date(2021, 11, 3), date(2021, 11, 3))]


def test_thresholds_at_the_same_value_share_a_line_and_labels_keep_apart() -> None:
    lines = {"1": Decimal(35), "3G": Decimal(35), "2": Decimal(36), "3": Decimal(200)}
    drawn = chart(_figures("100"), "new_cases", "03241", FIRST, FIRST, lines)
    assert [(t.sign, t.value) for t in drawn.thresholds] == [
        ("1/3G", Decimal(35)),
        ("2", Decimal(36)),
        ("3", Decimal(200)),
    ]
    labels = [t.label_y for t in drawn.thresholds]
    assert all(lower - upper >= 15 for lower, upper in itertools.pairwise(labels))


def test_higher_values_are_drawn_higher_and_all_within_the_frame() -> None:
    drawn = chart(_figures("0", "50", "400"), "new_cases", "03241", FIRST, date(2021, 11, 3), {"3": Decimal(200)})
    heights = [point.y for point in drawn.points]
    assert heights == sorted(heights, reverse=True)
    assert heights[0] == drawn.bottom
    assert heights[-1] >= drawn.top


def test_a_value_known_to_be_odd_is_marked() -> None:
    drawn = chart(_figures("5", "7"), "new_cases", "03241", FIRST, date(2021, 11, 2), {})
    assert [point.odd for point in drawn.points] == [False, True]


def test_the_section_is_marked_as_far_as_it_is_shown() -> None:
    section = [date(2021, 10, 30), date(2021, 11, 1), date(2021, 11, 2)]
    drawn = chart(_figures("5", "7", "8"), "new_cases", "03241", FIRST, date(2021, 11, 3), {}, section)
    assert drawn.band is not None
    assert (drawn.band.first, drawn.band.last) == (date(2021, 11, 1), date(2021, 11, 2))
    assert chart(_figures("5"), "new_cases", "03241", FIRST, FIRST, {}).band is None


def test_without_any_figure_the_chart_is_empty_and_not_broken() -> None:
    drawn = chart(Figures(()), "new_cases", "03241", FIRST, date(2021, 11, 7), {"1": Decimal(35)})
    assert drawn.points == ()
    assert drawn.last is None
    assert [(gap.first, gap.last) for gap in drawn.missing] == [(FIRST, date(2021, 11, 7))]


def test_neighbouring_days_without_a_value_share_one_question_mark_within_the_frame() -> None:
    drawn = chart(_figures("10", None, None, "30", None), "new_cases", "03241", FIRST, date(2021, 11, 5), {})
    assert [(gap.first.day, gap.last.day) for gap in drawn.missing] == [(2, 3), (5, 5)]
    assert all(gap.x < gap.middle < gap.x + gap.width for gap in drawn.missing)
