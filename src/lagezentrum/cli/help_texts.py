"""Help texts in one language: each is written in both, and one is picked before the command line is read."""

from typing import Any

import typer

from lagezentrum.cli.language import Language, both, picked

_PLACES = ("help", "short_help", "epilog", "metavar", "options_metavar", "subcommand_metavar")
_OF_LIBRARY = {
    "[OPTIONS]": both("[OPTIONEN]", "[OPTIONS]"),
    "COMMAND [ARGS]...": both("BEFEHL [ANGABEN]...", "COMMAND [ARGS]..."),
    "Show this message and exit.": both("Diese Hilfe zeigen", "show this help"),
}
_HELP_NAMES = ("-h", "--help")
_FRAME = {
    "DEFAULT_STRING": both("[sonst: {}]", "[default: {}]"),
    "ENVVAR_STRING": both("[Umgebungsvariable: {}]", "[env var: {}]"),
    "REQUIRED_LONG_STRING": both("[nötig]", "[required]"),
    "ARGUMENTS_PANEL_TITLE": both("Angaben", "Arguments"),
    "OPTIONS_PANEL_TITLE": both("Optionen", "Options"),
    "COMMANDS_PANEL_TITLE": both("Befehle", "Commands"),
}
"""Names in the library's module that draws the help."""


def in_one_language(command: Any, language: Language) -> Any:
    """The same command, with every help text in `language`.

    Args:
        command: a command or group as built by Typer; it is changed in place.
        language: the language.
    """
    helping = command.get_help_option(typer.Context(command, help_option_names=list(_HELP_NAMES)))
    for part in (command, *command.params, helping):
        for place in _PLACES:
            text = getattr(part, place, None)
            if isinstance(text, str):
                setattr(part, place, picked(_OF_LIBRARY.get(text, text), language))
    _frame(command, language)
    for below in getattr(command, "commands", {}).values():
        in_one_language(below, language)
    return command


def _frame(command: Any, language: Language) -> None:
    """Let the library write line of use, titles and marks of a command's help in one language, when it is shown."""
    in_english = type(command).get_usage

    def usage(context: typer.Context) -> str:
        from typer import rich_utils

        for name, text in _FRAME.items():
            setattr(rich_utils, name, picked(text, language))
        return str(in_english(command, context)).replace("Usage: ", language("Aufruf: ", "Usage: "), 1)

    command.get_usage = usage
