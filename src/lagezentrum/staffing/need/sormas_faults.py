"""What can be wrong with an export of SORMAS. Values are never shown: in a shifted row they could be names."""

from lagezentrum.law.problems import Fault, fault


def no_header() -> Fault:
    """The columns that are counted were not found."""
    return fault(
        de=(
            "keine Spalten für Tag und Landkreis gefunden",
            "Gezählt werden Fälle nach ReportDate und District, Kontakte nach FollowUpUntil und District.",
            "Exportieren Sie Fälle oder Kontakte mit diesen Spalten; die ersten drei Zeilen werden danach abgesucht.",
        ),
        en=(
            "no columns for day and district found",
            "Cases are counted by ReportDate and District, contacts by FollowUpUntil and District.",
            "Export cases or contacts with these columns; they are looked for in the first three rows.",
        ),
    )


def empty() -> Fault:
    """There is nothing in the file."""
    return fault(
        de=(
            "die Datei ist leer",
            "Ein leerer Export ist von einem missglückten nicht zu unterscheiden.",
            "Exportieren Sie noch einmal, mit der Kopfzeile.",
        ),
        en=(
            "the file is empty",
            "An empty export can not be told from one that failed.",
            "Export once more, with the header.",
        ),
    )


def no_day(*, slashed: bool) -> Fault:
    """A day can not be read, or not in one way alone."""
    if slashed:
        return fault(
            de=(
                "ein Datum mit Schrägstrichen",
                "Tag und Monat lassen sich darin verwechseln.",
                "Exportieren Sie in deutscher Sprache (TT.MM.JJJJ) oder mit JJJJ-MM-TT.",
            ),
            en=(
                "a date with slashes",
                "Day and month can be mistaken for each other in it.",
                "Export in German (DD.MM.YYYY), or with YYYY-MM-DD.",
            ),
        )
    return fault(
        de=(
            "kein Tag",
            "Ohne Tag lässt sich die Zeile keiner Woche zurechnen; sie ist nicht mitgezählt.",
            "Ergänzen Sie den Tag in SORMAS und exportieren Sie noch einmal.",
        ),
        en=(
            "no day",
            "Without a day the row belongs to no week; it is not counted.",
            "Fill in the day in SORMAS, then export once more.",
        ),
    )


def no_district(*, empty: bool) -> Fault:
    """A district is missing or not known."""
    return fault(
        de=(
            "kein Landkreis" if empty else "kein bekannter Landkreis",
            "Die Zeile lässt sich keinem Gesundheitsamt zurechnen; sie ist nicht mitgezählt.",
            "Berichtigen Sie den Landkreis in SORMAS (Name oder Schlüssel) und exportieren Sie noch einmal.",
        ),
        en=(
            "no district" if empty else "no known district",
            "The row belongs to no health office; it is not counted.",
            "Correct the district in SORMAS (name or key), then export once more.",
        ),
    )
