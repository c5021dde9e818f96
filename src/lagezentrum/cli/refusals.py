"""What a command says when it can not do what was asked: what, why, and what to do. Never a traceback."""

from lagezentrum.cli.language import Language


class Refusal(Exception):
    """Something about the input makes an answer impossible; the message is meant for the person who asked."""


def refused() -> tuple[type[Exception], ...]:
    """The exceptions that mean bad input. Imported only once something went wrong: a good call never needs them."""
    from lagezentrum.documents.problems import DocumentProblem
    from lagezentrum.law.problems import LawError, UnknownRegulation
    from lagezentrum.sources.areas import AmbiguousArea, UnknownArea
    from lagezentrum.sources.problems import SourceError

    return Refusal, UnknownRegulation, AmbiguousArea, UnknownArea, LawError, SourceError, DocumentProblem


def in_words(error: Exception, language: Language) -> str:
    """The message for one of the exceptions of `refused`."""
    from lagezentrum.documents.problems import DocumentProblem
    from lagezentrum.law.problems import LawError, UnknownRegulation
    from lagezentrum.sources.areas import AmbiguousArea, UnknownArea
    from lagezentrum.sources.problems import SourceError

    match error:
        case DocumentProblem():
            return language(error.de, error.en)
        case UnknownRegulation() | AmbiguousArea() | UnknownArea():
            return error.in_language(language.code)
        case LawError():
            lead = language("So ist die Regelung nicht verwendbar:", "The regulation can not be used like this:")
            return f"{lead}\n{error.in_language(language.code)}"
        case SourceError():
            lead = language(
                "So ist die Datei nicht verwendbar; nichts daraus ist eingegangen:",
                "The file can not be used like this; nothing of it was used:",
            )
            return f"{lead}\n{error.in_language(language.code)}"
    return str(error)
