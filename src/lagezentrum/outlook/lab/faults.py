"""What the reader of a design says: what is wrong, why it matters, what to do."""

from collections.abc import Iterable

from lagezentrum.law.model import Text
from lagezentrum.law.problems import Fault, fault, in_backticks, nearest

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
        de=(f"{kind.de} {word!r} gibt es nicht", _WHY_UNKNOWN[0], f"{hint[0]}Bekannt: {', '.join(names)}."),
        en=(f"there is no {kind.en} {word!r}", _WHY_UNKNOWN[1], f"{hint[1]}Known: {', '.join(names)}."),
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
        de=(f"`{key}`: {value!r} passt nicht", f"Erwartet: {wanted.de}.", "Berichtigen Sie den Wert."),
        en=(f"`{key}`: {value!r} does not fit", f"Expected: {wanted.en}.", "Correct the value."),
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


def too_many_values(key: str, number: int, most: int) -> Fault:
    """A range in needlessly fine steps."""
    return fault(
        de=(f"`{key}` hat {number} Werte; höchstens {most}", "So fein misst keine Zahl.", "Vergrößern Sie `step`."),
        en=(f"`{key}` has {number} values; at most {most}", "No figure is that fine.", "Take a larger `step`."),
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


def columns_missing(file: str, missing: Iterable[str], found: Iterable[str]) -> Fault:
    """A table that lacks columns."""
    gone, there = list(missing), list(found)
    close = nearest(gone[0], there)
    hint = (f" Ist die Spalte {close!r} gemeint?", f" Is the column {close!r} meant?") if close else ("", "")
    return fault(
        de=(
            f"in {file} fehlt {in_backticks(gone)}",
            "Ohne diese Spalten ist nicht klar, was eine Zeile bedeutet.",
            f"Ergänzen Sie die Spalten; vorhanden sind: {', '.join(there)}.{hint[0]}",
        ),
        en=(
            f"{file} lacks {in_backticks(gone)}",
            "Without these columns nobody can tell what a row means.",
            f"Add the columns; there are: {', '.join(there)}.{hint[1]}",
        ),
    )


def spoken(text: Text) -> Fault:
    """What another reader said, as a fault of the design."""
    return fault(
        de=(text.de.rstrip("."), "So lässt sich nichts rechnen.", "Ändern Sie den Entwurf an dieser Stelle."),
        en=(text.en.rstrip("."), "Nothing can be computed like this.", "Change the design in this place."),
    )


def _big(number: int, code: str) -> str:
    if number < 10**9:
        return f"{number:,}".replace(",", ".") if code == "de" else f"{number:,}"
    return f"{number:.1e}".replace("e+", " · 10^").replace(".", "," if code == "de" else ".")
