"""What the reader of a table of figures says: what is wrong, why it matters, what to do."""

from collections.abc import Sequence
from datetime import date

from lagezentrum.law.problems import Fault, fault, in_backticks


def not_parquet(cause: str) -> Fault:
    """A file that is no Parquet file, or a damaged one."""
    said = cause.strip().rstrip(".")
    return fault(
        de=("das ist keine lesbare Parquet-Datei", f"Gemeldet wird: „{said}“.", "Schreiben oder kopieren Sie sie neu."),
        en=("this is no readable Parquet file", f'What is reported: "{said}".', "Write or copy it again."),
    )


def columns_missing(missing: Sequence[str], found: Sequence[str]) -> Fault:
    """Columns that every table of figures needs."""
    lacking, there = in_backticks(missing), in_backticks(found)
    return fault(
        de=(f"es fehlt {lacking}", "Ohne sie ist keine Zahl zuzuordnen.", f"Ergänzen Sie {lacking}. Da ist: {there}."),
        en=(f"it lacks {lacking}", "No figure can be told apart without.", f"Add {lacking}. There is: {there}."),
    )


def unknown_format(found: object, known: str) -> Fault:
    """An export in a format that a later program may know."""
    return fault(
        de=(
            f"Format {found!r} ist nicht bekannt",
            f"Gelesen wird {known!r}.",
            "Exportieren Sie mit dieser Fassung neu.",
        ),
        en=(f"format {found!r} is not known", f"What is read is {known!r}.", "Export it again by this version."),
    )


def export_disordered() -> Fault:
    """An export whose rows some other program put into another order."""
    return fault(
        de=(
            "der Export ist nicht mehr in seiner Ordnung",
            "Die Reihenfolge sagt, welche Datei zuletzt von einem Tag sprach; umsortiert ist das verloren.",
            "Exportieren Sie neu: `lage export figures`.",
        ),
        en=(
            "the export is not in its order any more",
            "The order says which file spoke of a day last; sorted otherwise, that is lost.",
            "Export it again: `lage export figures`.",
        ),
    )


def export_no_more(column: str) -> Fault:
    """A table with the columns of an export that some other program wrote."""
    return fault(
        de=(
            f"die Tabelle hat `{column}`, ist aber kein Export mehr",
            "Was zurückgehalten oder abgelehnt war, gälte hier wie jede andere Zahl.",
            f"Nehmen Sie den Export selbst; oder lassen Sie Zeilen ohne `{column}` weg, dann auch die Spalte.",
        ),
        en=(
            f"the table has `{column}`, but is no export any more",
            "What was held or rejected would count here like any other figure.",
            f"Take the export itself; or leave out rows without `{column}`, and then the column.",
        ),
    )


def wrong_column(column: str, found: str, wanted: tuple[str, str]) -> Fault:
    """A column of another type than it must have."""
    return fault(
        de=(f"`{column}` ist {found}", f"Erwartet: {wanted[0]}.", f"Wandeln Sie `{column}` vor dem Schreiben um."),
        en=(f"`{column}` is {found}", f"Expected: {wanted[1]}.", f"Convert `{column}` before writing the file."),
    )


def wrong_value(column: str, value: object, wanted: tuple[str, str]) -> Fault:
    """A value that can not be what its column says."""
    return fault(
        de=(f"`{column}`: {value!r} passt nicht", f"Erwartet: {wanted[0]}.", "Berichtigen Sie die Zeile."),
        en=(f"`{column}`: {value!r} does not fit", f"Expected: {wanted[1]}.", "Correct the row."),
    )


def lost_zero(area: str) -> Fault:
    """An official key that some program took for a number."""
    return fault(
        de=(
            f"`area`: {area!r} hat die führende Null verloren",
            "Schlüssel sind Text mit 2 oder 5 Ziffern; sonst gehört die Zahl zu keinem Gebiet.",
            f"Schreiben Sie die Spalte als Text: {'0' + area!r}.",
        ),
        en=(
            f"`area`: {area!r} lost its leading zero",
            "Keys are text of 2 or 5 digits; otherwise the figure belongs to no area.",
            f"Write the column as text: {'0' + area!r}.",
        ),
    )


def two_values(indicator: str, area: str, day: date, moment: str, values: tuple[object, object]) -> Fault:
    """Two different values for the same day, published at the same moment."""
    one, other = ("null" if value != value else value for value in values)
    return fault(
        de=(
            f"{indicator} in {area} am {day}: {one} und {other}, beide veröffentlicht {moment}",
            "Welcher Wert der erste und welcher der letzte war, sagt die Datei nicht.",
            "Berichtigen Sie `published_at`, oder lassen Sie eine der Zeilen weg.",
        ),
        en=(
            f"{indicator} in {area} on {day}: {one} and {other}, both published {moment}",
            "The file does not say which came first and which last.",
            "Correct `published_at`, or leave out one of the rows.",
        ),
    )


def unknown_areas(indicator: str, areas: Sequence[str], known: Sequence[str]) -> Fault:
    """Areas asked for of which the file has no figure."""
    asked, more = ", ".join(areas[:10]), " …" if len(areas) > 10 else ""
    there = ", ".join(known[:10]) + (" …" if len(known) > 10 else "") or "–"
    return fault(
        de=(
            f"keine Zahl zu {indicator} für {asked}{more} in dieser Zeit",
            "Ein Gebiet ohne eine einzige Zahl ist meist ein falscher Schlüssel.",
            f"Berichtigen Sie die Gebiete oder die Zeit. Da sind: {there}.",
        ),
        en=(
            f"no figure of {indicator} for {asked}{more} in this period",
            "An area without a single figure is mostly a wrong key.",
            f"Correct the areas or the period. There are: {there}.",
        ),
    )


def too_late(lags: int, needed: int, day: date, area: str) -> Fault:
    """A value that became known later than the cube has lags for."""
    return fault(
        de=(
            f"der Wert von {area} für den {day} änderte sich {needed - 1} Tage später; der Würfel hat {lags} Abstände",
            "Er stünde sonst schon an früheren Morgen darin, an denen ihn niemand kannte.",
            f"Nehmen Sie {needed} Abstände, oder lassen Sie aus, was später kam.",
        ),
        en=(
            f"the value of {area} for {day} changed {needed - 1} days later; the cube has {lags} lags",
            "Else it would stand there on earlier mornings, on which nobody knew it.",
            f"Take {needed} lags, or leave out what came later.",
        ),
    )


def too_large(lags: int, days: int, areas: int, gigabytes: float) -> Fault:
    """A cube that would not fit the memory."""
    return fault(
        de=(
            f"{lags} Abstände × {days} Tage × {areas} Gebiete wären {gigabytes:.1f} GB",
            "So viel Speicher wird nicht genommen.",
            "Wählen Sie eine kürzere Zeit, weniger Gebiete oder weniger Abstände.",
        ),
        en=(
            f"{lags} lags × {days} days × {areas} areas would be {gigabytes:.1f} GB",
            "So much memory is not taken.",
            "Choose a shorter period, fewer areas or fewer lags.",
        ),
    )
