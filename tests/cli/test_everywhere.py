"""What holds for every command: language, help, exit codes, a reader who leaves, a narrow terminal."""

import os
import subprocess
import sys
from typing import Any

import pytest
from typer.main import get_command

from lagezentrum.cli import demo as demo_module
from lagezentrum.cli.help_texts import in_one_language
from lagezentrum.cli.language import Language
from lagezentrum.cli.main import app, globals_first, language_of
from tests.cli.conftest import Lage

COMMANDS = ("access", "demo", "status", "findings", "explain", "compare", "law")
SEAM = "\x1f"


def texts_of(command: Any) -> list[str]:
    own = [getattr(part, "help", None) for part in (command, *command.params)]
    below = getattr(command, "commands", {}).values()
    return [text for text in own if text] + [text for part in below for text in texts_of(part)]


def test_help_names_every_command_in_german_and_in_english(lage: Lage) -> None:
    german, english = lage("--help"), lage("--help", "--lang", "en")
    assert german.code == english.code == 0
    assert all(f" {name} " in german.out and f" {name} " in english.out for name in COMMANDS)
    assert "Warnstufe" in german.out
    assert "warning level" in english.out


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_explains_itself(lage: Lage, command: str) -> None:
    answer = lage(command, "--help")
    assert answer.code == 0
    assert f"lage {command}" in answer.out
    assert SEAM not in answer.out


def test_every_help_text_stands_in_both_languages() -> None:
    same = {"de-ni/corona-vo@2021-12-12", "de-ni/corona-vo@2021-11-24", "2021-12-12"}
    german = texts_of(in_one_language(get_command(app), Language("de")))
    english = texts_of(in_one_language(get_command(app), Language("en")))
    assert len(german) == len(english) > 30
    alike = {de for de, en in zip(german, english, strict=True) if de == en}
    assert alike - same == {"Show this message and exit."} or alike <= same


def test_without_a_command_the_help_is_shown_as_a_mistake(lage: Lage) -> None:
    assert lage().code == 2


def test_the_version_is_shown(lage: Lage) -> None:
    answer = lage("--version")
    assert answer.code == 0
    assert answer.out.startswith("lagezentrum ")


def test_global_options_may_stand_anywhere() -> None:
    assert globals_first(["law", "list", "--lang", "en"]) == ["--lang", "en", "law", "list"]
    assert globals_first(["law", "check", "--regulations=x", "a/b"]) == ["--regulations=x", "law", "check", "a/b"]
    assert globals_first(["explain", "--", "--lang"]) == ["explain", "--", "--lang"]


def test_the_language_comes_from_the_option_before_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAGE_LANG", "en")
    assert language_of([]).code == "en"
    assert language_of(["--lang", "de"]).code == "de"
    assert language_of(["--lang=en", "demo"]).code == "en"


def test_an_interrupted_command_says_so_without_a_traceback(lage: Lage, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(demo_module, "_heading", interrupted)
    answer = lage("demo", "--no-serve")
    assert answer.code == 130
    assert answer.notes == "Abgebrochen.\n"


def test_a_reader_who_leaves_early_is_no_mistake() -> None:
    command = f"{sys.executable} -m lagezentrum.cli.main findings --format csv | head -n 1; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["/bin/bash", "-c", command], capture_output=True, text=True, check=False)  # noqa: S603 (our own)
    assert done.returncode == 0
    assert done.stderr == ""
    assert done.stdout.startswith("regulation,version,rule")


@pytest.mark.parametrize("columns", ["40", "80"])
@pytest.mark.parametrize(
    "arguments",
    [
        ("demo", "--no-serve"),
        ("status", "--on", "2021-12-15"),
        ("status", "--on", "2021-12-15", "--area", "03358"),
        ("compare",),
        ("findings", "--from", "2021-11-24"),
        ("law", "show", "de-ni/corona-vo@2021-12-12"),
        ("law", "diff", "de-ni/corona-vo", "2021-11-24", "2021-12-12"),
    ],
)
def test_no_line_is_wider_than_the_terminal(
    lage: Lage, monkeypatch: pytest.MonkeyPatch, columns: str, arguments: tuple[str, ...]
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    answer = lage(*arguments)
    assert answer.code == 0
    assert max(len(line) for line in answer.out.splitlines()) <= int(columns)
    assert not any(line.endswith(" ") for line in answer.out.splitlines())


def test_output_without_a_terminal_carries_no_colour() -> None:
    environment = {**os.environ, "TERM": "xterm-256color"}
    environment.pop("FORCE_COLOR", None)
    done = subprocess.run(
        [sys.executable, "-m", "lagezentrum.cli.main", "status", "--on", "2021-12-01"],
        capture_output=True,
        text=True,
        check=True,
        env=environment,
    )
    assert "\x1b" not in done.stdout
    assert done.stderr == ""


@pytest.mark.parametrize("columns", ["30", "40", "60"])
def test_a_narrow_terminal_loses_no_column(lage: Lage, monkeypatch: pytest.MonkeyPatch, columns: str) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    status = lage("status", "--on", "2021-12-01").out
    findings = lage("findings", "--from", "2021-12-01").out
    law = lage("law", "show", "toy/lampland").out
    assert "…" not in status + findings + law
    assert " ".join(status.split()).count("fest.") > 0
    assert "04.12.2021" in findings
    assert "statewide" in findings
    assert "Flackern" in law
    assert max(len(line) for line in (status + findings + law).splitlines()) <= int(columns)
