"""What the reader of a design says: what is wrong, why it matters, what to do."""

from collections.abc import Iterable

from lagezentrum.law.model import Text
from lagezentrum.law.problems import Fault, fault, nearest

_LONGEST = 80
"""Characters of a value that are quoted."""
_WHY_UNKNOWN = (
    "Was nicht gelesen wird, verändert nichts, und niemand würde es merken.",
    "What is not read changes nothing, and nobody would notice.",
)


def unknown_word(kind: Text, word: object, known: Iterable[str]) -> Fault:
    """A key, parameter or name that there is not, with the nearest one."""
    names = list(known)
    close = nearest(str(word), names)
    hint = (f"Ist {close!r} gemeint? ", f"Did you mean {close!r}? ") if close else ("", "")
    return fault(
        de=(f"{kind.de} {_shown(word)} gibt es nicht", _WHY_UNKNOWN[0], f"{hint[0]}Bekannt: {', '.join(names)}."),
        en=(f"there is no {kind.en} {_shown(word)}", _WHY_UNKNOWN[1], f"{hint[1]}Known: {', '.join(names)}."),
    )


def key_missing(key: str, meaning: Text) -> Fault:
    """A key that a design must have."""
    return fault(
        de=(f"`{key}` fehlt", f"Es sagt: {meaning.de}.", f"Fügen Sie `{key}` hinzu."),
        en=(f"`{key}` is missing", f"It says: {meaning.en}.", f"Add `{key}`."),
    )


def wrong_kind(key: str, value: object, wanted: Text) -> Fault:
    """A value of another kind than it must be."""
    return fault(
        de=(f"`{key}`: {_shown(value)} passt nicht", f"Erwartet: {wanted.de}.", "Berichtigen Sie den Wert."),
        en=(f"`{key}`: {_shown(value)} does not fit", f"Expected: {wanted.en}.", "Correct the value."),
    )


def empty_values(key: str) -> Fault:
    """A parameter without any value: the grid is empty."""
    return fault(
        de=(
            f"`{key}` hat keinen Wert, das Raster ist leer",
            "Ohne Wert gibt es keine einzige Regel zu rechnen.",
            "Nennen Sie mindestens einen Wert, oder lassen Sie den Parameter weg (dann gilt der Wert des Rechts).",
        ),
        en=(
            f"`{key}` has no value, the grid is empty",
            "Without a value there is no policy at all.",
            "Name at least one value, or leave the parameter out (then the value in law holds).",
        ),
    )


def backward_range(key: str, low: object, high: object, step: object) -> Fault:
    """A range that ends before it begins, or has no step forward."""
    return fault(
        de=(
            f"`{key}`: von {low} bis {high} in Schritten von {step} ist kein Bereich",
            "Der Anfang muss unter dem Ende liegen und der Schritt größer als 0 sein.",
            "Vertauschen Sie `from` und `to`, oder berichtigen Sie `step`.",
        ),
        en=(
            f"`{key}`: {low} to {high} in steps of {step} is no range",
            "It must begin below its end, and the step must be above 0.",
            "Swap `from` and `to`, or correct `step`.",
        ),
    )


def backward_period(first: object, last: object) -> Fault:
    """A period that ends before it begins."""
    return fault(
        de=(f"die Zeit endet am {last}, vor ihrem Anfang am {first}", "Darin liegt kein Tag.",
            "Vertauschen Sie `from` und `to`."),
        en=(f"the period ends on {last}, before it begins on {first}", "There is no day in it.",
            "Swap `from` and `to`."),
    )  # fmt: skip


def long_period(days: int, most: int) -> Fault:
    """A period of more days than results can count."""
    return fault(
        de=(f"die Zeit hat {_big(days, 'de')} Tage; höchstens {_big(most, 'de')}",
            "So lange galt keine Regel, und so weit reichen keine Zahlen.", "Kürzen Sie `period`."),
        en=(f"the period has {_big(days, 'en')} days; at most {_big(most, 'en')}",
            "No rule held that long, and no figures go that far.", "Shorten `period`."),
    )  # fmt: skip


def too_many_values(key: str, number: int, most: int) -> Fault:
    """A range in needlessly fine steps."""
    return fault(
        de=(
            f"`{key}` hat {_big(number, 'de')} Werte; höchstens {_big(most, 'de')}",
            "So fein misst keine Zahl.",
            "Vergrößern Sie `step`.",
        ),
        en=(
            f"`{key}` has {_big(number, 'en')} values; at most {_big(most, 'en')}",
            "No figure is that fine.",
            "Take a larger `step`.",
        ),
    )


def too_many_policies(number: int, most: int, largest: str) -> Fault:
    """More policies than anybody can compute."""
    return fault(
        de=(
            f"{_big(number, 'de')} Regeln; höchstens {_big(most, 'de')}",
            "Das rechnet kein Rechner zu Ende, und niemand liest das Ergebnis.",
            f"Nehmen Sie eine Stichprobe (`sampling: {{method: sobol, policies: 100000}}`), oder gröbere Schritte; "
            f"die meisten Werte hat `{largest}`.",
        ),
        en=(
            f"{_big(number, 'en')} policies; at most {_big(most, 'en')}",
            "No machine finishes that, and nobody reads the result.",
            f"Take a sample (`sampling: {{method: sobol, policies: 100000}}`), or larger steps; "
            f"`{largest}` has the most values.",
        ),
    )


def too_many_rows(policies: int, areas: int, most: int) -> Fault:
    """A result by district that would fill disks."""
    return fault(
        de=(
            f"{_big(policies, 'de')} Regeln für {areas} Kreise sind mehr als {_big(most, 'de')} Zeilen",
            "Das Ergebnis nach Kreisen passt auf keine übliche Platte.",
            "Setzen Sie `detail: totals`, oder nehmen Sie weniger Regeln oder Kreise.",
        ),
        en=(
            f"{_big(policies, 'en')} policies for {areas} districts are more than {_big(most, 'en')} rows",
            "The result by district fits on no usual disk.",
            "Set `detail: totals`, or take fewer policies or districts.",
        ),
    )


def too_many_shards(number: int, most: int, size: int) -> Fault:
    """More files than a directory should hold; `size` is the smallest that fits."""
    return fault(
        de=(
            f"`shard` zerlegt den Entwurf in {_big(number, 'de')} Teilstücke; höchstens {_big(most, 'de')}",
            "Jedes ist eine Datei, und bei jedem Fortsetzen werden alle gelesen.",
            f"Setzen Sie `shard: {size}` oder mehr.",
        ),
        en=(
            f"`shard` cuts the design into {_big(number, 'en')} shards; at most {_big(most, 'en')}",
            "Each is a file, and whoever goes on with a run reads all of them.",
            f"Set `shard: {size}` or more.",
        ),
    )


def given_twice(key: str, by: str) -> Fault:
    """A parameter that two entries set."""
    return fault(
        de=(
            f"`{key}` wird zweimal gesetzt, auch durch `{by}`",
            "Nur einer der beiden Werte würde gelten.",
            "Streichen Sie einen der beiden Einträge, oder nennen Sie statt `*` jede Regel einzeln.",
        ),
        en=(
            f"`{key}` is set twice, by `{by}` too",
            "Only one of the two values would hold.",
            "Remove one of the two entries, or name each rule instead of `*`.",
        ),
    )


def out_of_order(lower: str, upper: str, low: float, high: float, always: bool) -> Fault:
    """A level whose threshold may lie above that of the next level."""
    german = f"Legen Sie alle Werte von `{lower}` unter die von `{upper}`."
    english = f"Put all values of `{lower}` below those of `{upper}`."
    if not always:
        german += (
            " Oder setzen Sie `contradictions: leave_out`: dann werden solche Regeln gekennzeichnet und im Bericht "
        )
        german += "nicht gezeigt."
        english += " Or set `contradictions: leave_out`: such policies are then marked and not shown in the report."
    return fault(
        de=(
            f"die Bereiche widersprechen sich: `{lower}` kann {low:g} sein, `{upper}` {high:g}",
            "Eine höhere Stufe, die leichter erreicht wird als die niedrigere, ist keine Regel.",
            german,
        ),
        en=(
            f"the ranges contradict each other: `{lower}` may be {low:g}, `{upper}` {high:g}",
            "A higher level that is easier to reach than the lower one is no rule.",
            english,
        ),
    )


def spoken(text: Text) -> Fault:
    """What another reader said, as a fault of the design."""
    return fault(
        de=(text.de.rstrip("."), "So lässt sich nichts rechnen.", "Ändern Sie den Entwurf an dieser Stelle."),
        en=(text.en.rstrip("."), "Nothing can be computed like this.", "Change the design in this place."),
    )


def _shown(value: object) -> str:
    """A value as it stands in the file, cut where it is long."""
    if isinstance(value, str):
        said = repr(value)
    elif value is None or isinstance(value, bool):
        said = {None: "null", True: "true", False: "false"}[value]
    elif isinstance(value, dict):
        said = "{" + ", ".join(f"{key}: {_shown(each)}" for key, each in value.items()) + "}"
    elif isinstance(value, list):
        said = "[" + ", ".join(map(_shown, value)) + "]"
    else:
        said = str(value)
    return said if len(said) <= _LONGEST else said[: _LONGEST - 1] + "…"


def _big(number: int, code: str) -> str:
    if number < 10**9:
        return f"{number:,}".replace(",", ".") if code == "de" else f"{number:,}"
    return f"{number:.1e}".replace("e+", " · 10^").replace(".", "," if code == "de" else ".")
