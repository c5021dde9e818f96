"""What stands beside a forecast, or in its place: German first, English second."""

from lagezentrum.law.text import LanguageCode, Text

_SMALLEST = 0.001


def no_record(days: int) -> Text:
    """Nothing was ever measured."""
    return Text(
        de=f"Keine Vorhersage für {_days_de(days)}: Wie gut solche Vorhersagen bisher waren, wurde nicht gemessen.",
        en=f"No forecast {_days_en(days)} ahead: how good such forecasts were has not been measured.",
    )


def too_short_record(days: int, origins: int, needed: int) -> Text:
    """Too little was measured."""
    return Text(
        de=f"Keine Vorhersage für {_days_de(days)}: Gemessen wurde nur an {origins} Tagen, nötig sind {needed}.",
        en=f"No forecast {_days_en(days)} ahead: measured from {origins} days only, {needed} are needed.",
    )


def beaten(days: int, score: float, persistence: float, trend: float) -> Text:
    """The method was no better than saying that nothing changes, or that the week goes on."""
    rival_de, rival_en = (
        ("„Es bleibt, wie es ist“", '"it stays as it is"')
        if not score < persistence
        else ("„Die letzte Woche geht so weiter“", '"the last week goes on"')
    )
    best = persistence if not score < persistence else trend
    return Text(
        de=f"Keine Vorhersage für {_days_de(days)}: {rival_de} war bisher nicht schlechter "
        f"(mittlerer Fehler {_number_de(best)} gegen {_number_de(score)}).",
        en=f"No forecast {_days_en(days)} ahead: {rival_en} has been no worse so far "
        f"(mean error {_number_en(best)} against {_number_en(score)}).",
    )


def figure_shown(days: int, origins: int, better: float, inside: float) -> Text:
    """How good forecasts like the one shown were."""
    return Text(
        de=f"Für {_days_de(days)}, bisher gemessen an {origins} Tagen: Fehler {_percent(better).replace('.', ',')} "
        f"kleiner als mit „Es bleibt, wie es ist“; {_percent(inside)} der Zahlen lagen im 80-%-Bereich.",
        en=f"{_days_en(days)} ahead, measured from {origins} days so far: error {_percent(better)} "
        f'smaller than with "it stays as it is"; {_percent(inside)} of the figures lay in the 80 % interval.',
    )


SIMPLE_RULES = {
    "level_stays": Text(de="„Die Stufe bleibt“", en='"the level stays"'),
    "figures_stay": Text(de="„Die Zahlen bleiben“", en='"the figures stay"'),
    "climatology": Text(de="„So oft wie bisher“", en='"as often as so far"'),
}
"""What probabilities of levels are measured against, by the name of the score in the record."""


def level_beaten(level: int, days: int, rule: str, score: float, best: float) -> Text:
    """Probabilities of the level were no better than one of `SIMPLE_RULES`."""
    named = SIMPLE_RULES[rule]
    return Text(
        de=f"Keine Wahrscheinlichkeit von Stufe {level} für {_days_de(days)}: {named.de} war bisher nicht schlechter "
        f"(Brier-Wert {_number_de(best)} gegen {_number_de(score)}).",
        en=f"No probability of level {level}, {_days_en(days)} ahead: {named.en} has been no worse so far "
        f"(Brier score {_number_en(best)} against {_number_en(score)}).",
    )


def statewide_untried(days: int) -> Text:
    """No change of the statewide level is on record."""
    return Text(
        de=f"Für {_days_de(days)} nicht zu prüfen: Vom Intensivbetten-Anteil fehlt so viel, dass kein Tag "
        "belegt ist, an dem die landesweite Stufe gewechselt hat.",
        en=f"{_days_en(days)} ahead it can not be tried: so much of the share of intensive-care beds is missing that "
        "no day is on record on which the statewide level changed.",
    )


def level_shown(level: int, days: int, origins: int, score: float, stays: float) -> Text:
    """How good probabilities like the one shown were."""
    return Text(
        de=f"Stufe {level} für {_days_de(days)}, bisher gemessen an {origins} Tagen: Brier-Wert {_number_de(score)}; "
        f"mit „Die Stufe bleibt“ {_number_de(stays)} (0 ist fehlerlos).",
        en=f"Level {level}, {_days_en(days)} ahead, measured from {origins} days: Brier score {_number_en(score)}; "
        f'with "the level stays" {_number_en(stays)} (0 is without error).',
    )


def score_words(score: float, code: LanguageCode) -> str:
    """A Brier score as tables have it: with three decimals, and never 0 where there was an error."""
    written = f"< {_SMALLEST}" if 0 < score < _SMALLEST else f"{score:.3f}"
    return written.replace(".", ",") if code == "de" else written


def _days_de(days: int) -> str:
    return "1 Tag" if days == 1 else f"{days} Tage"


def _days_en(days: int) -> str:
    return "1 day" if days == 1 else f"{days} days"


def _number_en(number: float) -> str:
    return f"{number:.3g}" if number == 0 or number >= _SMALLEST else f"below {_SMALLEST}"


def _number_de(number: float) -> str:
    return _number_en(number).replace("below", "unter").replace(".", ",")


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %" if share >= 0.01 else f"{100 * share:.1f} %"
