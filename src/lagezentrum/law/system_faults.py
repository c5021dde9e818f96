"""Why a file can not be had from the disk, in both languages; the system itself may know only one."""

import errno
from collections.abc import Mapping

from lagezentrum.law.problems import Fault
from lagezentrum.law.text import Text

_CAUSES: Mapping[int, Text] = {
    errno.ENOENT: Text(de="es gibt sie nicht", en="there is no such file"),
    errno.EACCES: Text(de="der Zugriff ist nicht erlaubt", en="access is not allowed"),
    errno.EPERM: Text(de="der Zugriff ist nicht erlaubt", en="access is not allowed"),
    errno.EISDIR: Text(de="es ist ein Verzeichnis", en="it is a directory"),
    errno.ENOTDIR: Text(de="ein Teil des Pfads ist kein Verzeichnis", en="a part of the path is no directory"),
    errno.ENAMETOOLONG: Text(de="der Name ist zu lang", en="the name is too long"),
    errno.ELOOP: Text(de="die Verknüpfungen führen im Kreis", en="the links lead in a circle"),
    errno.EEXIST: Text(de="dort liegt schon etwas dieses Namens", en="something of that name is there already"),
    errno.ENOSPC: Text(de="es ist kein Platz mehr", en="there is no room left"),
    errno.EROFS: Text(de="dort darf nur gelesen werden", en="it is a place to read from only"),
    errno.EIO: Text(de="das Speichermedium liest sich nicht", en="the disk can not be read"),
}


def cause(error: OSError | UnicodeDecodeError) -> Text:
    """Why it failed, as a part of a sentence."""
    if isinstance(error, UnicodeDecodeError):
        return Text(de=f"kein UTF-8 (Byte {error.start})", en=f"not UTF-8 (byte {error.start})")
    number = error.errno or 0
    return _CAUSES.get(number, Text(de=f"Fehler {number} des Systems", en=error.strerror or str(error)))


def unreadable(error: OSError) -> Fault:
    """The fault of a file that can not be opened or read."""
    why = cause(error)
    return Fault(
        Text(de=f"lässt sich nicht lesen: {why.de}", en=f"can not be read: {why.en}"),
        Text(de="Was darin steht, wird für die Antwort gebraucht.", en="What stands in it is needed for the answer."),
        Text(
            de="Legen Sie die Datei an, oder berichtigen Sie Pfad oder Zugriffsrechte.",
            en="Create the file, or correct its path or the access rights.",
        ),
    )
