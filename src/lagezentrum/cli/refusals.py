"""What a command says when it can not do what was asked: what, why, and what to do. Never a traceback."""

from lagezentrum.cli.language import Language


class Refusal(Exception):
    """Something about the input makes an answer impossible; the message is meant for the person who asked."""


def refused() -> tuple[type[Exception], ...]:
    """The exceptions that mean bad input. Imported only once something went wrong: a good call never needs them."""
    from lagezentrum.law.problems import LawError, UnknownRegulation
    from lagezentrum.sources.areas import AmbiguousArea, UnknownArea
    from lagezentrum.sources.problems import SourceError

    return Refusal, UnknownRegulation, AmbiguousArea, UnknownArea, LawError, SourceError


def in_words(error: Exception, language: Language) -> str:
    """The message for one of the exceptions of `refused`."""
    from lagezentrum.law.problems import LawError, UnknownRegulation
    from lagezentrum.sources.areas import AmbiguousArea, UnknownArea
    from lagezentrum.sources.problems import SourceError

    match error:
        case UnknownRegulation():
            meant = f"{language('Meinten Sie', 'Did you mean')} {error.nearest}? " if error.nearest else ""
            known = ", ".join(error.known) or language("keine", "none")
            return language(
                f"Keine Regelung {error.sought!r} bekannt. {meant}Bekannt: {known}.",
                f"No regulation {error.sought!r} is known. {meant}Known: {known}.",
            )
        case AmbiguousArea():
            named = language(" oder ", " or ").join(f"{area.title} ({area.ags})" for area in error.candidates)
            return language(
                f"{error.sought!r} kann heißen: {named}. Bitte den Schlüssel oder den vollen Namen angeben.",
                f"{error.sought!r} may be {named}. Please give the key or the full name.",
            )
        case UnknownArea():
            close = ", ".join(f"{area.title} ({area.ags})" for area in error.suggestions)
            meant = f" {language('Meinten Sie', 'Did you mean')} {close}?" if close else ""
            return language(
                f"Kein Gebiet {error.sought!r} bekannt.{meant} Bitte den Schlüssel (AGS) oder den Namen angeben.",
                f"No area {error.sought!r} is known.{meant} Give the key (AGS) or the name.",
            )
        case LawError():
            lead = language("So ist die Regelung nicht verwendbar:", "The regulation can not be used like this:")
            return f"{lead}\n{error}"
        case SourceError():
            lead = language(
                "So ist die Datei nicht verwendbar; nichts daraus ist eingegangen:",
                "The file can not be used like this; nothing of it was used:",
            )
            return f"{lead}\n{error}"
    return str(error)
