"""What is said of nominations that contradict themselves or the records."""

from collections.abc import Mapping
from datetime import date

from lagezentrum.law.problems import Fault, fault, nearest
from lagezentrum.law.text import Text

TAKEN = fault(
    de=(
        "diese Kennung ist schon gemeldet",
        "Eine Kraft darf nicht zweimal im Pool stehen.",
        "Lassen Sie die Zeile weg, oder ziehen Sie die frühere Meldung zurück und melden Sie neu.",
    ),
    en=(
        "this pseudonym has been nominated already",
        "Nobody may stand in the pool twice.",
        "Leave the row out, or withdraw the earlier nomination and nominate anew.",
    ),
)
REMOTE_WITH_DISTANCE = fault(
    de=(
        "eine Entfernung, obwohl nur Fernarbeit möglich ist",
        "Beides zusammen lässt offen, ob die Kraft vor Ort arbeiten würde.",
        "Leeren Sie max_km, oder schreiben Sie bei einsatzart „beides“.",
    ),
    en=(
        "a distance although only remote work is possible",
        "Both together leave open whether the person would work on site.",
        'Clear max_km, or write "beides" under einsatzart.',
    ),
)
TEAM_WITH_PROBLEM = fault(
    de=(
        "in diesem Team hat eine andere Zeile eine Beanstandung",
        "Ein Team wird ganz oder gar nicht eingesetzt.",
        "Beheben Sie die andere Zeile.",
    ),
    en=(
        "another row of this team has a problem",
        "A team is sent whole, or not at all.",
        "Mend the other row.",
    ),
)


def reversed_window(first: date) -> Fault:
    """The last day lies before the first."""
    return fault(
        de=(
            f"der letzte Tag liegt vor dem ersten ({first:%d.%m.%Y})",
            "So gäbe es keinen Tag, an dem die Kraft da ist.",
            "Prüfen Sie beide Tage; vielleicht sind sie vertauscht.",
        ),
        en=(
            f"the last day lies before the first ({first})",
            "There would be no day on which the person is there.",
            "Check both days; perhaps they were swapped.",
        ),
    )


def over_already(today: date) -> Fault:
    """The last day has passed."""
    return fault(
        de=(
            f"der Zeitraum ist vorbei (heute ist der {today:%d.%m.%Y})",
            "Wer nicht mehr eingesetzt werden kann, über den wird nichts gespeichert.",
            "Prüfen Sie das Jahr, oder lassen Sie die Zeile weg.",
        ),
        en=(
            f"the window is over (today is {today})",
            "Nothing is stored about people who can no longer be deployed.",
            "Check the year, or leave the row out.",
        ),
    )


def after_the_end(last: date) -> Fault:
    """Training or hearing of the staff council after the window."""
    return fault(
        de=(
            f"ein Tag nach dem Ende des Einsatzzeitraums ({last:%d.%m.%Y})",
            "Vorher darf die Kraft nicht eingesetzt werden, nachher ist sie nicht mehr da.",
            "Prüfen Sie den Tag und einsatz_bis.",
        ),
        en=(
            f"a day after the end of the window ({last})",
            "The person may not be sent before it, and is gone after it.",
            "Check the day and einsatz_bis.",
        ),
    )


def another_lender(own: str) -> Fault:
    """An authority speaks for itself alone."""
    return fault(
        de=(
            "eine andere Dienststelle",
            f"Gemeldet werden kann hier nur für {own}.",
            "Lassen Sie die Zeile weg; die andere Dienststelle meldet selbst.",
        ),
        en=(
            "another authority",
            f"People can be nominated here for {own} alone.",
            "Leave the row out; the other authority nominates itself.",
        ),
    )


def unknown_lender(key: str, known: Mapping[str, object]) -> Fault:
    """No authority of that key."""
    close = nearest(key, known)
    return fault(
        de=(
            "keine Dienststelle mit diesem Schlüssel" + (f"; ist {close} gemeint?" if close else ""),
            "Grenzen und Rückruffrist hängen an der Dienststelle.",
            "Prüfen Sie den Schlüssel, oder bitten Sie den Personalstab, die Dienststelle aufzunehmen.",
        ),
        en=(
            "no authority of this key" + (f"; did you mean {close}?" if close else ""),
            "Limits and recall notice hang on the authority.",
            "Check the key, or ask the staff unit to enter the authority.",
        ),
    )


def excluded(reason: str) -> Fault:
    """Nobody is drawn from there."""
    return fault(
        de=(
            f"die Dienststelle ist ausgenommen: {reason}",
            "Aus funktionsnotwendigen Bereichen wird niemand abgezogen.",
            "Lassen Sie die Zeile weg. Über die Ausnahme entscheidet der Personalstab.",
        ),
        en=(
            f"the authority is excluded: {reason}",
            "Nobody is drawn from where they can not be spared.",
            "Leave the row out. The staff unit decides on the exclusion.",
        ),
    )


def twice(row: int) -> Fault:
    """The same pseudonym in two rows."""
    return fault(
        de=(
            f"dieselbe Kennung wie in Zeile {row}",
            "Eine Kraft darf nicht zweimal im Pool stehen.",
            "Löschen Sie eine der Zeilen, oder vergeben Sie eine eigene Kennung.",
        ),
        en=(
            f"the same pseudonym as in row {row}",
            "Nobody may stand in the pool twice.",
            "Delete one of the rows, or give a pseudonym of its own.",
        ),
    )


def mode_of_pool(title: Text) -> Fault:
    """The pool does not work there."""
    return fault(
        de=(
            f"passt nicht zum Pool „{title.de}“",
            "Seine Kräfte arbeiten nicht auf diese Weise.",
            "Prüfen Sie einsatzart und pool.",
        ),
        en=(
            f"does not fit the pool “{title.en}”",
            "Its people do not work that way.",
            "Check einsatzart and pool.",
        ),
    )


def skill_of_pool(title: Text) -> Fault:
    """The pool does not do this work."""
    return fault(
        de=(
            f"diese Arbeit übernimmt der Pool „{title.de}“ nicht",
            "Die Kraft könnte nie eingesetzt werden.",
            "Prüfen Sie stufe und pool.",
        ),
        en=(
            f"the pool “{title.en}” does not take on this work",
            "The person could never be deployed.",
            "Check stufe and pool.",
        ),
    )


def team_missing(title: Text, size: int) -> Fault:
    """People of a pool of teams without one."""
    return fault(
        de=(
            "das Team fehlt",
            f"Im Pool „{title.de}“ kommen je {size} Kräfte zusammen und bleiben zusammen.",
            "Tragen Sie in der Spalte team eine Kennung ein, zum Beispiel T1.",
        ),
        en=(
            "the team is missing",
            f"In the pool “{title.en}” {size} people come together and stay together.",
            "Fill in a key in the column team, such as T1.",
        ),
    )


def team_size(found: int, expected: int) -> Fault:
    """A team of another size."""
    return fault(
        de=(
            f"das Team hat {found} statt {expected} Kräfte",
            "Teams dieses Pools werden nur ganz eingesetzt.",
            "Ergänzen oder streichen Sie Zeilen des Teams.",
        ),
        en=(
            f"the team has {found} people instead of {expected}",
            "Teams of this pool are sent whole or not at all.",
            "Add or delete rows of the team.",
        ),
    )
