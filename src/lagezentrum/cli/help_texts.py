"""Help texts in one language: each is written in both, and one is picked before the command line is read."""

from typing import Any

from lagezentrum.cli.language import Language, picked

_PLACES = ("help", "short_help", "epilog", "metavar")


def in_one_language(command: Any, language: Language) -> Any:
    """The same command, with every help text in `language`.

    Args:
        command: a command or group as built by Typer; it is changed in place.
        language: the language.
    """
    for part in (command, *command.params):
        for place in _PLACES:
            text = getattr(part, place, None)
            if isinstance(text, str):
                setattr(part, place, picked(text, language))
    for below in getattr(command, "commands", {}).values():
        in_one_language(below, language)
    return command
