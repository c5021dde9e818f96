"""What is said of a file that can not be read as a table at all."""

from lagezentrum.law.problems import Fault, fault

_SAVE_AGAIN_DE = "Öffnen Sie die Vorlage, füllen Sie sie aus und speichern Sie sie als CSV (UTF-8) oder XLSX."
_SAVE_AGAIN_EN = "Open the template, fill it in, and save it as CSV (UTF-8) or XLSX."

EMPTY = fault(
    de=("die Datei ist leer", "Es gibt nichts zu übernehmen.", _SAVE_AGAIN_DE),
    en=("the file is empty", "There is nothing to take.", _SAVE_AGAIN_EN),
)
NO_ROWS = fault(
    de=("unter der Kopfzeile steht nichts", "Es gibt nichts zu übernehmen.", "Tragen Sie mindestens eine Zeile ein."),
    en=("there is nothing below the header", "There is nothing to take.", "Fill in at least one row."),
)
UTF16 = fault(
    de=("die Datei ist UTF-16", "Gelesen werden UTF-8 und Windows-1252.", "Speichern Sie sie als CSV UTF-8."),
    en=("the file is UTF-16", "UTF-8 and Windows-1252 are read.", "Save it as CSV UTF-8."),
)
NUL = fault(
    de=("ein Nullbyte, das in keinem Text vorkommt", "Die Datei ist beschädigt oder keine Tabelle.", _SAVE_AGAIN_DE),
    en=("a byte of zero, which no text has", "The file is damaged, or it is no table.", _SAVE_AGAIN_EN),
)
OLD_EXCEL = fault(
    de=(
        "das alte Excel-Format (XLS), oder eine Arbeitsmappe mit Kennwort",
        "Gelesen werden XLSX und CSV ohne Kennwort.",
        "Speichern Sie die Datei als XLSX ohne Kennwort.",
    ),
    en=(
        "the old Excel format (XLS), or a workbook with a password",
        "XLSX and CSV without a password are read.",
        "Save the file as XLSX without a password.",
    ),
)
MACROS = fault(
    de=(
        "die Arbeitsmappe enthält Makros",
        "Eine Meldung braucht keine Programme; sie könnten anderen schaden.",
        "Speichern Sie sie als „Excel-Arbeitsmappe (*.xlsx)“ ohne Makros.",
    ),
    en=(
        "the workbook holds macros",
        "A table needs no programs; they could harm others.",
        'Save it as "Excel Workbook (*.xlsx)" without macros.',
    ),
)
ENTITIES = fault(
    de=(
        "die Arbeitsmappe enthält XML-Definitionen, die kein Tabellenprogramm schreibt",
        "So werden Angriffe auf Leseprogramme versteckt.",
        _SAVE_AGAIN_DE,
    ),
    en=(
        "the workbook holds XML definitions that no spreadsheet program writes",
        "That is how attacks on readers are hidden.",
        _SAVE_AGAIN_EN,
    ),
)
BROKEN_WORKBOOK = fault(
    de=("die Arbeitsmappe lässt sich nicht öffnen", "Sie ist beschädigt oder geschützt.", _SAVE_AGAIN_DE),
    en=("the workbook can not be opened", "It is damaged or protected.", _SAVE_AGAIN_EN),
)
FORMULA = fault(
    de=(
        "eine Formel statt eines Werts",
        "Übernommen wird, was da steht, und nicht, was ein Tabellenprogramm zuletzt ausgerechnet hat.",
        "Kopieren Sie die Zelle und fügen Sie sie als Wert ein.",
    ),
    en=(
        "a formula instead of a value",
        "What is taken is what stands there, not what a spreadsheet program computed last.",
        "Copy the cell and paste it as a value.",
    ),
)


def too_large(megabytes: int) -> Fault:
    """A file or its unpacked content fills the memory."""
    return fault(
        de=(f"größer als {megabytes} MB", "Keine Meldung ist so groß.", "Teilen Sie die Datei."),
        en=(f"larger than {megabytes} MB", "No table of this kind is as large.", "Split the file."),
    )


def too_many_rows(most: int) -> Fault:
    """More rows than any pool has people."""
    return fault(
        de=(f"mehr als {most} Zeilen", "Keine Meldung hat so viele.", "Löschen Sie leere Zeilen oder teilen Sie."),
        en=(f"more than {most} rows", "No table of this kind has as many.", "Delete empty rows, or split the file."),
    )


def too_many_columns(most: int) -> Fault:
    """More columns than any file of the pool has."""
    return fault(
        de=(f"mehr als {most} Spalten", "Die Vorlage hat weniger.", "Löschen Sie, was nicht zur Vorlage gehört."),
        en=(f"more than {most} columns", "The template has fewer.", "Delete what is not of the template."),
    )


def foreign_byte(byte: int) -> Fault:
    """A byte that neither UTF-8 nor Windows-1252 has there."""
    return fault(
        de=(
            f"Byte 0x{byte:02X} ist weder UTF-8 noch Windows-1252",
            "Umlaute und damit Schlüssel würden falsch gelesen.",
            "Speichern Sie die Datei als CSV UTF-8.",
        ),
        en=(
            f"byte 0x{byte:02X} is neither UTF-8 nor Windows-1252",
            "Umlauts, and so keys, would be read wrongly.",
            "Save the file as CSV UTF-8.",
        ),
    )


TORN = fault(
    de=(
        "ein Anführungszeichen öffnet oder schließt nicht richtig",
        "Alles dahinter würde in eine Zelle gezogen.",
        "Setzen Sie das fehlende Zeichen oder löschen Sie das überzählige.",
    ),
    en=(
        "a quotation mark does not open or close properly",
        "Everything behind it would be drawn into one cell.",
        "Add the missing mark, or delete the one too many.",
    ),
)


def another_table(sheet: str) -> Fault:
    """A second sheet with a header: whichever is left out, its rows would be lost."""
    return fault(
        de=(
            f"das Blatt „{sheet}“ enthält ebenfalls eine Tabelle",
            "Gelesen wird ein Blatt; die Zeilen des anderen gingen verloren.",
            "Setzen Sie alle Zeilen in ein Blatt, oder löschen Sie das überzählige.",
        ),
        en=(
            f'the sheet "{sheet}" holds a table, too',
            "One sheet is read; the rows of the other would be lost.",
            "Put all rows into one sheet, or delete the one too many.",
        ),
    )


def outside() -> Fault:
    """A value right of the last named column."""
    return fault(
        de=(
            "ein Wert ohne Spaltenüberschrift",
            "Was keine Überschrift hat, könnte alles sein; oft ist ein Trennzeichen zu viel.",
            "Löschen Sie den Wert oder das Trennzeichen.",
        ),
        en=(
            "a value without a column name",
            "What has no name could be anything; often there is a separator too many.",
            "Delete the value or the separator.",
        ),
    )
