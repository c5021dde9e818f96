"""What is wrong with a command line, in German or English: the words of the command-line library are English alone."""

import re
from collections.abc import Callable

import typer

from lagezentrum.cli.language import Language

_Words = Callable[[re.Match[str]], tuple[str, str]]

_SAID: tuple[tuple[str, _Words], ...] = (
    (
        r"No such option: (?P<what>.+?)(?: \(Possible options: (?P<near>.+)\))?",
        lambda m: (
            f"Die Option {m['what']} gibt es nicht.{_meant(m['near'], 'Ist {} gemeint?', 'oder')}",
            f"There is no option {m['what']}.{_meant(m['near'], 'Did you mean {}?', 'or')}",
        ),
    ),
    (
        r"No such command '(?P<what>.+?)'\.?(?: Did you mean (?P<near>.+)\?)?",
        lambda m: (
            f"Den Befehl {m['what']} gibt es nicht.{_meant(m['near'], 'Ist {} gemeint?', 'oder')}",
            f"There is no command {m['what']}.{_meant(m['near'], 'Did you mean {}?', 'or')}",
        ),
    ),
    (r"Missing command\.", lambda _: ("Es fehlt der Befehl.", "The command is missing.")),
    (
        r"Missing option '?(?P<what>.+?)'?\.(?: .*)?",
        lambda m: (f"Es fehlt die Option {m['what']}.", f"The option {m['what']} is missing."),
    ),
    (
        r"Missing (?:argument|parameter) '?(?P<what>.+?)'?\.(?: .*)?",
        lambda m: (f"Es fehlt die Angabe {m['what']}.", f"The argument {m['what']} is missing."),
    ),
    (
        r"Got unexpected extra argument\(s\) \((?P<what>.+)\)",
        lambda m: (f"Zu viele Angaben: {m['what']}.", f"Too many arguments: {m['what']}."),
    ),
    (
        r"Option '(?P<what>.+)' requires an argument\.",
        lambda m: (f"Nach {m['what']} fehlt der Wert.", f"A value is missing after {m['what']}."),
    ),
    (
        r"Option '(?P<what>.+)' requires (?P<n>\d+) arguments\.",
        lambda m: (f"Nach {m['what']} fehlen Werte: {m['n']} gehören dazu.", f"{m['what']} takes {m['n']} values."),
    ),
    (
        r"Argument '(?P<what>.+)' takes (?P<n>\d+) values\.",
        lambda m: (f"Zu {m['what']} gehören {m['n']} Werte.", f"{m['what']} takes {m['n']} values."),
    ),
    (
        r"Option '(?P<what>.+)' does not take a value\.",
        lambda m: (f"{m['what']} hat keinen Wert; lassen Sie ihn weg.", f"{m['what']} takes no value; leave it out."),
    ),
)
_UNFIT: tuple[tuple[str, _Words], ...] = (
    (
        r"'(?P<what>.*)' is not one of (?P<choices>.+?)\.?",
        lambda m: (
            f"{m['what']!r} gibt es dort nicht. Möglich: {_plain(m['choices'])}.",
            f"there is no {m['what']!r}. Possible: {_plain(m['choices'])}.",
        ),
    ),
    (
        r"Input should be a valid integer.*",
        lambda _: ("Das ist keine ganze Zahl.", "that is not a whole number."),
    ),
    (r"Input should be a valid number.*", lambda _: ("Das ist keine Zahl.", "that is not a number.")),
    (
        r"Input should be less than or equal to (?P<most>.+)",
        lambda m: (f"Das ist zu viel; höchstens {m['most']}.", f"that is too much; at most {m['most']}."),
    ),
    (
        r"Input should be greater than or equal to (?P<least>.+)",
        lambda m: (f"Das ist zu wenig; mindestens {m['least']}.", f"that is too little; at least {m['least']}."),
    ),
)
_VALUE = re.compile(r"Invalid value(?: for (?P<what>.+?))?: (?:Value error, )?(?P<said>.+)", re.DOTALL)


def in_words(error: typer.TyperException, language: Language) -> str:
    """What is wrong, and how it is right. What nobody foresaw is told as the library says it, after a German lead."""
    message = error.format_message()
    found = _first(_SAID, message)
    if found is not None:
        return language(*found)
    unfit = _VALUE.fullmatch(message)
    if unfit is None:
        return language(f"So ist der Aufruf nicht verständlich: {message}", message)
    what = _plain(unfit["what"] or "")
    de, en = _first(_UNFIT, unfit["said"]) or (unfit["said"], unfit["said"])
    return language(
        f"{what}: {de}" if what else f"Ein Wert ist nicht verwendbar: {de}", f"{what}: {en}" if what else en
    )


def help_for(error: typer.TyperException, language: Language) -> str:
    """Where the command that was not understood explains itself."""
    place = getattr(error, "ctx", None)
    command = "lage" if place is None else place.command_path
    return language(f"Hilfe: {command} --help", f"Help: {command} --lang en --help")


def _first(table: tuple[tuple[str, _Words], ...], message: str) -> tuple[str, str] | None:
    for pattern, words in table:
        match = re.fullmatch(pattern, message, re.DOTALL)
        if match is not None:
            return words(match)
    return None


def _meant(near: str | None, words: str, either: str) -> str:
    """The question whether something near was meant; `either` stands before the last of several."""
    if near is None:
        return ""
    *others, last = _plain(near).split(", ")
    return " " + words.format(f"{', '.join(others)} {either} {last}" if others else last)


def _plain(text: str) -> str:
    return text.replace("'", "")
