"""What orders say, in our own German. Places in braces are fields; no sentence holds a number or date of its own."""

from typing import Final

from lagezentrum.engine.progress import MarkKind

EXERCISE: Final = "Übung – keine Anordnung einer Behörde"
NO_ADDRESS: Final = "[Anschrift: von der Behörde einzutragen]"
NO_PERSON: Final = "[Name und Unterschrift]"
NO_FILE_NUMBER: Final = "[Aktenzeichen: von der Behörde einzutragen]"

TITLES: Final[dict[str, str]] = {"order": "Allgemeinverfügung", "memo": "Vermerk"}

SUBJECTS: Final[dict[str, str]] = {
    "raise": "zur Feststellung der {step} {place}",
    "lower": "zur Aufhebung der {step} {place}",
    "other-date": "zur Aufhebung der {step} {place}",
    "3g": "zur Feststellung der {consequence}-Regel {place}",
    "lift-3g": "zur Aufhebung der {consequence}-Regel {place}",
    "refrain": "über das Absehen von der Feststellung der {step} {place}",
}

HEADINGS: Final[dict[str, str]] = {
    "operative": "Verfügung",
    "memo": "Entscheidung",
    "entry": "Inkrafttreten",
    "reasons": "Begründung",
    "counted": "Die gezählten Tage",
    "weighing": "Würdigung",
    "basis": "Rechtsgrundlagen",
    "announcement": "Bekanntmachung",
    "remedy": "Rechtsbehelfsbelehrung",
    "enclosed": "Nachweis",
}

PREAMBLE: Final = "Grundlage ist die {regulation}. Danach trifft {authority} als zuständige Behörde folgende Anordnung:"
PREAMBLE_MEMO: Final = "Grundlage ist die {regulation}. Danach hält {authority} als zuständige Behörde fest:"

OPERATIVE: Final[dict[str, tuple[str, ...]]] = {
    "raise": (
        "Die {step} wird {place} festgestellt.",
        "Sie gilt ab {effective}. Sie bleibt bestehen, bis sie durch Allgemeinverfügung aufgehoben wird.",
    ),
    "lower": ("Die {step} {place} wird aufgehoben.", "Die Aufhebung gilt ab {effective}."),
    "other-date": (
        "Die {step} {place} wird aufgehoben.",
        "Die Aufhebung gilt, abweichend von dem Tag, den die Regel vorsieht, ab {effective}.",
    ),
    "3g": (
        "Die Zahl der Neuinfizierten liegt {place} über dem Schwellenwert. Damit gilt dort die {consequence}-Regel: "
        "In den Bereichen, die die Verordnung nennt, haben nur geimpfte, genesene und negativ getestete Menschen "
        "Zutritt.",
        "Das gilt ab {effective}. Es bleibt dabei, bis die Regel durch Allgemeinverfügung aufgehoben wird.",
    ),
    "lift-3g": (
        "Die {consequence}-Regel, die {place} wegen der Zahl der Neuinfizierten gilt, wird aufgehoben.",
        "Die Aufhebung gilt ab {effective}.",
    ),
    "refrain": (
        "Von der Feststellung der {step} {place} wird abgesehen.",
        "Der Grund ist ein Ausbruch, der sich hinreichend sicher räumlich eingrenzen lässt: {outbreak_place}.",
        "Abgesehen wird bis einschließlich {until}. Danach wird neu entschieden.",
    ),
}
REMAINS: Final = "Von diesem Tag an gilt {place} die {remains}."
UNTOUCHED: Final = "Die {remains}, die {place} aus anderem Grund gilt, bleibt davon unberührt."
NOTHING_REMAINS: Final = "Von diesem Tag an gilt {place} keine Warnstufe mehr."

SECTION_END: Final = (
    "Der letzte gezählte Tag war {section_end}. Nach der Verordnung wirkt der Abschnitt {days_after} Tage später, "
    "frühestens also ab {earliest}."
)
TAKES_EFFECT: Final = "Diese Allgemeinverfügung tritt am {effective}, um null Uhr in Kraft."
TOO_LATE: Final = "Weil sie erst später bekannt gegeben wird, wirkt sie frühestens ab {holds_from}."
PASSED: Final = (
    "Dieser Tag war bei der Bekanntmachung verstrichen; es gilt der Tag, an dem sie als bekannt gegeben gilt."
)
ANOTHER_DAY: Final = "Die Behörde bestimmt einen anderen Tag als den frühesten, nämlich {effective}."

CONDITION: Final[dict[str, str]] = {
    "raise": "Nach der Verordnung kommt die {step} zustande, wenn an {needed} {days} hintereinander folgende "
    "Kennzahlen ihren Wertebereich erreichen: {ways}.",
    "lower": "Nach der Verordnung endet die {step}, wenn an {needed} {days} hintereinander folgende Kennzahlen "
    "ihren Wertebereich nicht mehr erreichen: {ways}.",
}
RANGE: Final = "{indicator}: der Wertebereich umfasst Werte von {word} {threshold}"
DECISIVE: Final = (
    "Es entscheidet der Wert, der am Morgen des Tages zuerst veröffentlicht wurde, in der Genauigkeit, in der die "
    "Verordnung ihn vergleicht. Spätere Nachmeldungen ändern nichts. Tage, die nicht gezählt werden, unterbrechen den "
    "Abschnitt nicht."
)
VERDICTS: Final[dict[str, str]] = {
    "raise.found": "An allen {counted} gezählten Tagen war die Voraussetzung erfüllt:",
    "lower.found": "An allen {counted} gezählten Tagen war die Voraussetzung der Aufhebung erfüllt:",
    "raise.undetermined": "Ob die Voraussetzung erfüllt war, ist nach den vorliegenden Werten offen:",
    "lower.undetermined": "Ob die Voraussetzung der Aufhebung erfüllt war, ist nach den vorliegenden Werten offen:",
    "raise.not-found": "In den zuletzt gezählten Tagen war die Voraussetzung nach den Werten nicht erfüllt:",
    "lower.not-found": "In den zuletzt gezählten Tagen war die Voraussetzung der Aufhebung nach den vorliegenden "
    "Werten nicht durchgehend erfüllt:",
}
MISSING: Final = "Es fehlen: {values}. Davon hängt ab, ob die Regel erfüllt war; ein fehlender Wert gilt nie als null."
MISSING_VALUES: Final = "{indicator} vom {days}"
NOTED: Final = "Zum Wert vom {day} ist vermerkt: {note}."
SOURCES: Final = "Quellen der Werte: {sources}. Berücksichtigt ist, was bis {known_at} veröffentlicht war."

WEIGHING: Final[dict[str, str]] = {
    "raise.shall": "Damit liegen die Voraussetzungen der Verordnung vor. Sie lässt der Behörde dann keine Wahl; die "
    "Allgemeinverfügung stellt dies fest und bestimmt den Tag, von dem an es gilt.",
    "raise.may": "Damit liegen die Voraussetzungen der Verordnung vor. Die Behörde macht von ihrer Befugnis Gebrauch, "
    "dies festzustellen, weil ein milderes Mittel nicht ersichtlich ist.",
    "lower": "Damit liegen die Voraussetzungen der Aufhebung vor. Die Allgemeinverfügung macht den Tag bekannt, von "
    "dem an sie gilt.",
    "otherwise": "Die Behörde entscheidet hier in eigener Verantwortung und aus folgenden Gründen:",
    "other-date": "Die Verordnung lässt der Behörde bei der Aufhebung die Wahl eines anderen Tages. Sie übt sie aus "
    "folgenden Gründen aus:",
    "refrain": "Die Verordnung erlaubt, von der Feststellung abzusehen, wenn die Überschreitung auf einem Ausbruch "
    "beruht, der sich hinreichend sicher räumlich eingrenzen lässt. So liegt es hier. Zu dem Ausbruch "
    "({outbreak_place}) gehören so viele Fälle: {cases}.",
    "traced": "Wie die Fälle verfolgt wurden: {traced}",
}
FURTHER_REASONS: Final = "Ergänzend ist ausgeführt:"

COLUMNS: Final = ("Tag", "Ergebnis")
NOT_COUNTED: Final = "wird nicht gezählt: {reason}"
NO_VALUE: Final = "kein Wert"
RESULTS: Final[dict[str, dict[MarkKind, str]]] = {
    "raise": {"reached": "erreicht", "missed": "nicht erreicht", "missing": "offen", "skipped": "–", "future": "–"},
    "lower": {"reached": "erfüllt", "missed": "nicht erfüllt", "missing": "offen", "skipped": "–", "future": "–"},
}

BASIS_REGULATION: Final = "{regulation}, Vorschriften: {provisions}"
BASIS_FORM: Final = "Form der Allgemeinverfügung: {cite}"
BASIS_COMPETENCE: Final = "Zuständigkeit für den Infektionsschutz: {cite}"
BASIS_HEARING: Final = "Verzicht auf eine Anhörung: {cite}"

ANNOUNCEMENT: Final = (
    "Diese Allgemeinverfügung wird am {announced_on}, öffentlich bekannt gemacht und gilt am {notified_on}, als "
    "bekannt gegeben ({cite})."
)
REMEDY: Final = (
    "Gegen diese Allgemeinverfügung kann innerhalb eines Monats nach ihrer Bekanntgabe Klage erhoben werden ({cite}), "
    "und zwar bei dem Verwaltungsgericht {court}."
)
REMEDY_LAND: Final = (
    "Gegen diese Allgemeinverfügung kann innerhalb eines Monats nach ihrer Bekanntgabe Klage erhoben werden ({cite}), "
    "und zwar bei dem Verwaltungsgericht, in dessen Bezirk die klagende Person wohnt oder ihren Sitz hat ({venue})."
)
SUSPENSION: Final = "Ob die Klage die Wirkung der Allgemeinverfügung aufschiebt, richtet sich nach {cite}."

ENCLOSED: Final = (
    "Dieser Datei liegen der Inhalt der Anordnung und ihr Nachweis als maschinenlesbare Anlagen bei. Jede Zahl und "
    "jedes Datum hier ist ein Feld davon. Prüfsumme des Nachweises:"
)
ENCLOSED_MEMO: Final = ENCLOSED.replace("der Anordnung", "des Vermerks")
