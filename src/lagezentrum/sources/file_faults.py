"""What `tables` says about a file that is no text at all: cut, damaged, packed wrongly, in another encoding."""

import gzip
import zlib

from lagezentrum.law.problems import Fault, fault
from lagezentrum.law.text import Text

FETCH_AGAIN = Text(
    de="Laden Sie die Datei noch einmal; nichts daraus ist eingegangen.",
    en="Fetch the file again; nothing of it was used.",
)

EMPTY = fault(
    de=("die Datei ist leer", "Es gibt nichts, worüber zu entscheiden wäre.", FETCH_AGAIN.de),
    en=("the file is empty", "There is nothing to decide on.", FETCH_AGAIN.en),
)


def can_not_be_unpacked(error: EOFError | gzip.BadGzipFile | zlib.error) -> Fault:
    """A packed file is cut, damaged or not packed at all."""
    if isinstance(error, EOFError):
        german = "ihr Ende fehlt"
    elif isinstance(error, gzip.BadGzipFile):
        german = "sie ist keine unversehrte gzip-Datei"
    else:
        german = "ihr Inhalt ist beschädigt"
    return fault(
        de=(
            f"lässt sich nicht entpacken: {german}",
            "Einer gepackten Datei, die abgeschnitten oder beschädigt ist, fehlen Zahlen.",
            FETCH_AGAIN.de,
        ),
        en=(
            f"can not be unpacked ({error})",
            "A packed file that was cut or damaged lacks figures.",
            FETCH_AGAIN.en,
        ),
    )


def too_large_unpacked(megabytes: int) -> Fault:
    """A packed file that fills the memory."""
    return fault(
        de=(
            f"ist entpackt größer als {megabytes} MB",
            "Keine veröffentlichte Tabelle ist so groß; eine solche Datei soll den Speicher füllen.",
            FETCH_AGAIN.de,
        ),
        en=(
            f"unpacks to more than {megabytes} MB",
            "No publisher's table is as large; such a file is made to fill the memory.",
            FETCH_AGAIN.en,
        ),
    )


def not_utf8(found: Text) -> Fault:
    """Another encoding."""
    return fault(
        de=(
            f"kein UTF-8: {found.de}",
            "Namen mit Umlauten würden falsch gelesen, Zahlen vielleicht auch.",
            "Speichern Sie die Datei als UTF-8.",
        ),
        en=(
            f"not UTF-8: {found.en}",
            "Names with umlauts would be read wrongly, and figures perhaps too.",
            "Save the file as UTF-8.",
        ),
    )


UTF16 = Text(de="es ist UTF-16", en="it is UTF-16")


def foreign_byte(byte: int, windows: str) -> Text:
    """A byte that UTF-8 does not have there, and the character that it is in Windows-1252."""
    return Text(
        de=f"Byte 0x{byte:02X}, in Windows-1252 das Zeichen {windows!r}",
        en=f"byte 0x{byte:02X}, in Windows-1252 the character {windows!r}",
    )


BYTES_OF_ZERO = fault(
    de=(
        "enthält Nullbytes, die in keinem Text vorkommen",
        "Die Datei ist beschädigt, oder sie ist gar keine Tabelle.",
        FETCH_AGAIN.de,
    ),
    en=(
        "it holds bytes of zero, which no text has",
        "The file is damaged, or it is no table at all.",
        FETCH_AGAIN.en,
    ),
)
