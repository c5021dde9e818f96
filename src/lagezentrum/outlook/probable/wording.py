"""Sentences of the probable outlook: German first, English second. Numbers in words: `forecast.chances.spoken`."""

from datetime import date

from lagezentrum.engine.wording.phrases import long_date
from lagezentrum.law.model import Version
from lagezentrum.law.text import LanguageCode, Text
from lagezentrum.outlook.forecast.chances import spoken
from lagezentrum.outlook.forecast.paths import NothingRecent
from lagezentrum.outlook.forecast.spread import TooFewErrors

ASSUMPTION = Text(
    de="Gerechnet ist, was die Regel ergibt, wenn die Behörden feststellen und aufheben, was erreicht ist, jeweils zum "
    "frühesten Tag, und wenn die Fassung von heute weiter gilt. Was Behörden und Gesetzgeber tun, sagt niemand vorher.",
    en="This is what the rule gives if authorities determine and lift what is met, each on the earliest day, and if "
    "the version of today stays in force. Nobody foretells what authorities and legislation will do.",
)
CERTAIN_MEANS = Text(
    de="„Steht fest“ heißt: Nach der Regel kann keine Zahl, die noch kommt oder fehlt, daran etwas ändern.",
    en='"Is certain" means: by the rule, no figure to come and no missing one can change it.',
)
ENDS_DIFFERENTLY = Text(
    de="Gemessen wurde mit der Fassung vom 24. November 2021; heute enden Stufen nach einer anderen Bedingung.",
    en="It was measured with the version of 24 November 2021; today levels end by another condition.",
)
RECORD_KNOWS_MORE = Text(
    de="Im Nachweis sind auch Tage nach dem gezeigten.",
    en="The record includes days after the one shown.",
)
_FINEST, _COARSEST = 0.01, 0.1
_STEPS = ((2_000, _FINEST), (200, 0.05))
"""From how many paths on a probability is told in such steps: each about the error of counting that many."""


def no_version(day: date) -> Text:
    """No law, no level."""
    return Text(
        de=f"Am {long_date(day, 'de')}, ist keine Fassung der Regelung in Kraft; vorherzusagen gibt es nichts.",
        en=f"No version of the regulation is in force on {long_date(day, 'en')}; there is nothing to forecast.",
    )


def not_forecast(title: Text) -> Text:
    """The law looks at something for which there is no method."""
    return Text(
        de=f"Keine Vorhersage: Für „{title.de}“ gibt es hier kein Verfahren.",
        en=f'No forecast: there is no method here for "{title.en}".',
    )


def no_figures() -> Text:
    """Nothing to forecast from."""
    return Text(
        de="Keine Vorhersage: Bis zu diesem Tag ist zu wenig veröffentlicht.",
        en="No forecast: too little has been published by this day.",
    )


def too_few(error: TooFewErrors, version: Version) -> Text:
    """The width of a forecast is not known yet."""
    title = version.indicators[error.indicator].title
    return Text(
        de=f"Keine Vorhersage: Für „{title.de}“ ist noch zu wenig veröffentlicht, um zu wissen, wie unsicher sie wäre.",
        en=f'No forecast: too little of "{title.en}" has been published to know how uncertain one would be.',
    )


def nothing_recent(error: NothingRecent, version: Version) -> Text:
    """The last figure is too old."""
    title = version.indicators[error.indicator].title
    return Text(
        de=f"Keine Vorhersage: Die letzte Zahl „{title.de}“ ist zu alt, um daraus etwas vorherzusagen.",
        en=f'No forecast: the last figure of "{title.en}" is too old to forecast from.',
    )


def suspended() -> Text:
    """A court's suspension is not followed along paths."""
    return Text(
        de="Keine Wahrscheinlichkeit: Ein Gericht hat hier eine Feststellung ausgesetzt. Wann sie wieder gilt, ist "
        "keine Frage der Zahlen.",
        en="No probability: a court has suspended a determination here. When it holds again is no matter of figures.",
    )


def no_rule() -> Text:
    """The version raises no level there."""
    return Text(
        de="Keine Wahrscheinlichkeit: In dieser Fassung hängt hier keine Stufe an Zahlen.",
        en="No probability: under this version no level depends on figures here.",
    )


def not_measured() -> Text:
    """Another kind of rule than the one whose probabilities were judged."""
    return Text(
        de="Keine Wahrscheinlichkeit: Wie gut Vorhersagen nach dieser Regel waren, wurde nicht gemessen.",
        en="No probability: how good forecasts under this rule were has not been measured.",
    )


def statewide_not_tried() -> Text:
    """The record of the rule of the Land holds no change."""
    return Text(
        de="Keine Wahrscheinlichkeit: Vom Intensivbetten-Anteil fehlt so viel, dass kein Tag belegt ist, an dem die "
        "landesweite Stufe gewechselt hat. Ob ein Wechsel vorhergesehen wird, ließ sich nicht prüfen.",
        en="No probability: so much of the share of intensive-care beds is missing that no day is on record on which "
        "the statewide level changed. Whether a change is foreseen could not be tried.",
    )


def waits_for_authority() -> Text:
    """The rule gives another level today than the one in force."""
    return Text(
        de="Keine Wahrscheinlichkeit: Nach der Regel gälte heute eine andere Stufe als die, die in Kraft ist. Das "
        "entscheidet die Behörde, keine Zahl.",
        en="No probability: by the rule another level would hold today than the one in force. The authority decides "
        "that, no figure does.",
    )


def statewide_matters() -> Text:
    """Where the rule of the Land may decide, the record of the local rule is none."""
    return Text(
        de="Keine Wahrscheinlichkeit: Hier kann die landesweite Stufe entscheiden, und wie gut deren Vorhersage ist, "
        "ließ sich nicht prüfen.",
        en="No probability: the statewide level may decide here, and how good its forecast is could not be tried.",
    )


def certain(yes: bool, *, if_extended: bool = False) -> Text:
    """What is certain of a level or a change; after the end of today's version only if that is extended."""
    verb, answer = "stünde fest" if if_extended else "steht fest", "ja" if yes else "nein"
    said = "would be certain" if if_extended else "certain"
    return Text(de=f"{verb}: {answer}", en=f"{said}: {'yes' if yes else 'no'}")


def version_ends(day: date) -> Text:
    """The version held still ends within the days told."""
    return Text(
        de=f"Die Fassung von heute endet am {long_date(day, 'de')}. Was für Tage danach dasteht, gälte nur, wenn "
        "sie verlängert würde.",
        en=f"Today's version ends on {long_date(day, 'en')}. What stands here for days after it would hold only if "
        "it were extended.",
    )


CHANGES_NOT_MEASURED = Text(
    de="Wie oft ein Wechsel richtig vorhergesagt wurde, ist nicht gemessen. Daneben steht der Nachweis der Stufe, die "
    "dabei begänne oder endete.",
    en="How often a change was forecast rightly has not been measured. Beside it stands the record of the level that "
    "would begin or end.",
)


def likely(low: float, high: float, paths: int, *, at_least: bool = False) -> Text:
    """A probability in words; never 0 or 100 %, and no finer than the number of paths allows."""
    step = next((step for fewest, step in _STEPS if paths >= fewest), _COARSEST)
    least, most = _rounded(low, step), _rounded(high, step)
    said = spoken(least, most, False, paths)
    if not said.de[:1].isdigit():
        return said
    if at_least:
        first = spoken(least, least, False, paths)
        return Text(de=f"mindestens {first.de}", en=f"at least {first.en}")
    return said if step == _FINEST else Text(de=f"etwa {said.de}", en=f"about {said.en}")


def _rounded(value: float, step: float) -> float:
    """To steps, but never to 0 or 1, where `spoken` has words of its own."""
    rounded = round(value / step) * step
    return rounded if 0 < rounded < 1 else value


NO_NUMBER = Text(de="keine Zahl", en="no number")


def today_differs(today: tuple[int, int], in_force: int, code: LanguageCode) -> str:
    """Where the rule gives another level today than the one in force; empty where it does not."""
    low, high = today
    if low == high == in_force:
        return ""
    if code == "de":
        gives = f"Stufe {low}" if low == high else f"Stufe {low} bis {high}"
        return f"Heute in Kraft: Stufe {in_force}. Zum frühesten Tag festgestellt, wäre es nach der Regel {gives}."
    gives = f"level {low}" if low == high else f"level {low} to {high}"
    return f"In force today: level {in_force}. Determined on the earliest day, it would be {gives} by the rule."
