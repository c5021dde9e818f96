"""What more tracers do, in German and English: results as intervals in the conditional, and what they rest on."""

from collections.abc import Mapping
from decimal import Decimal
from math import ceil, floor, inf

from lagezentrum.engine.wording.phrases import Language, number, place
from lagezentrum.staffing.effect.assumptions import Assumption, Interval
from lagezentrum.staffing.effect.board import Effect, OfficeEffect
from lagezentrum.staffing.effect.queueing import RULES
from lagezentrum.staffing.effect.sharing import SharingCompared
from lagezentrum.staffing.effect.templates import ASSUMPTIONS, BETWEEN, FEW_DAYS, RESULTS, RULE_NAMES, TO
from lagezentrum.staffing.effect.tolerance import ToleranceEffect


def assumption_sentence(assumption: Assumption, language: Language) -> str:
    """What a result rests on, as a sentence."""
    days = assumption.facts.get("days")
    if isinstance(days, int) and days in FEW_DAYS:
        return FEW_DAYS[days][language]
    words = {name: _fact(name, value, language) for name, value in assumption.facts.items()}
    return ASSUMPTIONS[assumption.kind][language].format_map(words)


def office_sentences(office: OfficeEffect, language: Language, names: Mapping[str, str]) -> tuple[str, ...]:
    """What more posts would do at an office, or at all together, without the assumptions.

    One entry per queue rule, and one that compares the two as things are.

    Args:
        office: what was computed.
        language: `de` or `en`.
        names: names of offices by key; the key stands for a missing name.
    """
    where = RESULTS["offices"][language] if office.office is None else place(office.office, names, language)
    if not office.by_rule:
        return (RESULTS["no_cases"][language].format(where=where[:1].upper() + where[1:]),)
    said = []
    for rule in RULES:
        effect = office.by_rule[rule]
        words = {
            "rule": RULE_NAMES[rule][language],
            "where": where,
            "extra": _written(office.extra_fte, language, 2),
            "days": str(office.days),
            "cases": _written(office.cases, language, 0),
            "now": _percent(effect.share_now, language),
            "then": _percent(effect.share_then, language),
            "more": _outward(effect.more_in_time, BETWEEN[language]),
        }
        parts = ["share", "more"] if office.extra_fte else ["unchanged"]
        told = [RESULTS[part][language].format_map(words) for part in parts]
        if office.extra_fte and effect.delay_now and effect.delay_then:
            told.append(
                RESULTS["delay"][language].format(
                    now=_tenths(effect.delay_now, language), then=_tenths(effect.delay_then, language)
                )
            )
        said.append(" ".join(told))
    if office.newest_ahead is not None:
        said.append(RESULTS["ahead"][language].format(where=where, points=_points(office.newest_ahead, language)))
    return tuple(said)


def effect_sentences(effect: Effect, language: Language, names: Mapping[str, str]) -> tuple[str, ...]:
    """All of an effect: together or each office alone, that it is no promise, and every assumption."""
    told = effect.offices if effect.together is None else (effect.together,)
    return (
        *(said for office in told for said in office_sentences(office, language, names)),
        RESULTS["no_promise"][language],
        *(assumption_sentence(assumption, language) for assumption in effect.assumptions),
    )


def sharing_sentences(compared: SharingCompared, language: Language) -> tuple[str, ...]:
    """A pool shared fairly or targeted, one sentence per queue rule."""
    shares = {
        "newest_first": (compared.newest_first_fair, compared.newest_first_targeted),
        "oldest_first": (compared.oldest_first_fair, compared.oldest_first_targeted),
    }
    return tuple(
        RESULTS["sharing"][language].format(
            rule=RULE_NAMES[rule][language],
            fair=f"{_written(100 * shares[rule][0], language, 1)}\u00a0%",
            targeted=f"{_written(100 * shares[rule][1], language, 1)}\u00a0%",
        )
        for rule in RULES
    )


def tolerance_sentences(effect: ToleranceEffect, language: Language) -> tuple[str, ...]:
    """How much larger a wave would be borne, that it is no promise, and every assumption."""
    kind = "bears_any" if effect.infections.high == inf else "bears"
    said = RESULTS[kind][language].format(
        extra=_written(effect.extra_fte, language, 2),
        infections=_outward(effect.infections, TO[language]) if kind == "bears" else "",
    )
    return (
        said,
        RESULTS["no_promise"][language],
        *(assumption_sentence(assumption, language) for assumption in effect.assumptions),
    )


def _fact(name: str, value: float | Interval, language: Language) -> str:
    if isinstance(value, Interval):
        if name == "share":
            return _percent(value, language)
        return _from_to(_written(value.low, language, 2), _written(value.high, language, 2), TO[language])
    return _written(value, language, 2)


def _percent(share: Interval, language: Language) -> str:
    # Rounded outward, so that a range never looks narrower than it is; the margin is for rounding in the computer.
    low, high = floor(100 * share.low + 1e-6), ceil(100 * share.high - 1e-6)
    return f"{_from_to(str(low), str(high), BETWEEN[language])}\u00a0%"


def _outward(amount: Interval, words: str) -> str:
    return _from_to(str(floor(amount.low + 1e-6)), str(ceil(amount.high - 1e-6)), words)


def _points(share: Interval, language: Language) -> str:
    """Percentage points with their sign, rounded outward."""
    ends = floor(100 * share.low + 1e-6), ceil(100 * share.high - 1e-6)
    low, high = (f"{end:+d}".replace("-", "\u2212") if end else "0" for end in ends)
    return _from_to(low, high, TO[language])


def _tenths(days: Interval, language: Language) -> str:
    return _from_to(_written(days.low, language, 1), _written(days.high, language, 1), TO[language])


def _from_to(low: str, high: str, words: str) -> str:
    return low if low == high else words.format(low=low, high=high)


def _written(value: float, language: Language, decimals: int) -> str:
    """A number with at most so many decimals, none of them a closing zero."""
    rounded = Decimal(f"{value:.{decimals}f}")
    return number(rounded.normalize() if rounded % 1 else rounded.quantize(Decimal(1)), language)
