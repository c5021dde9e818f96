"""The manual for operating names what there is: settings, commands, files, addresses."""

import re
import shlex
from configparser import RawConfigParser
from pathlib import Path
from typing import Any

import pytest
from django.urls import Resolver404, resolve
from django.utils import translation
from typer.main import get_command

from lagezentrum.cli.language import Language
from lagezentrum.cli.main import app
from lagezentrum.cli.watch_list import read_watch_list

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
MANUAL = (ROOT / "docs" / "operate.md").read_text(encoding="utf-8")
_SETTING = re.compile(r"\b(?:LAGEZENTRUM_[A-Z_]+|DATABASE_URL)\b")
_PAGES = re.compile(r"(?:`|HOST)(/[a-z][a-z0-9/]*)`")


def read_by_the_service() -> set[str]:
    text = (ROOT / "src/lagezentrum/web/settings.py").read_text(encoding="utf-8")
    return set(_SETTING.findall(text.split('"""', 2)[2]))


def described(text: str) -> set[str]:
    """Settings that begin a row of a table."""
    return {found[0] for line in text.splitlines() if line.startswith("| ") and (found := _SETTING.findall(line[:60]))}


def test_the_table_of_settings_names_every_setting_and_no_other() -> None:
    of_the_source = (ROOT / "src/lagezentrum/web/settings.py").read_text(encoding="utf-8").split('"""')[1]
    assert described(MANUAL) == described(of_the_source) == read_by_the_service()
    assert set(_SETTING.findall(MANUAL)) <= read_by_the_service()


def test_the_example_of_the_settings_knows_no_others() -> None:
    assert set(_SETTING.findall((DEPLOY / "lagezentrum.env").read_text(encoding="utf-8"))) <= read_by_the_service()


def commands_of(group: Any) -> dict[str, Any]:
    """The commands of a group, by name; none for a command that is no group."""
    found: dict[str, Any] = getattr(group, "commands", {})
    return found


def options_of(command: Any) -> set[str]:
    """The options of a command, and of a group those of the commands in it."""
    own = {option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts)}
    return own.union(*(options_of(inner) for inner in commands_of(command).values()))


def test_every_command_of_the_manual_and_of_the_units_exists() -> None:
    commands = {name: options_of(command) for name, command in commands_of(get_command(app)).items()}
    commands["ledger"] |= {"verify", "--head"}
    files = [file.read_text(encoding="utf-8") for file in DEPLOY.glob("*.service")]
    called = re.findall(
        r"(?:^[$#] |/bin/|exec \S*/|lagezentrum |`)lage ([a-z]+)([^\n`']*)", "\n".join([MANUAL, *files]), re.MULTILINE
    )
    assert {name for name, _ in called} >= {"serve", "watch", "backup", "restore", "operator", "mirror", "ledger"}
    for name, rest in called:
        assert name in commands, name
        assert {word for word in shlex.split(rest, comments=True) if word.startswith("--")} <= commands[name], rest


def test_every_file_of_the_manual_exists_and_every_file_there_is_named() -> None:
    named = set(re.findall(r"deploy/([\w.*-]+\w)", MANUAL))
    there = {file.name for file in DEPLOY.iterdir()}
    assert {name for name in named if "*" not in name} <= there
    assert {file for file in there if not file.endswith((".service", ".timer"))} <= named
    assert set(re.findall(r"[\w-]+\.(?:service|timer)", MANUAL)) <= there


def test_every_page_of_the_manual_exists() -> None:
    pages = {page for page in _PAGES.findall(MANUAL) if page.endswith("/")}
    assert {"/buero/lieferungen/", "/betrieb/", "/konto/2fa/", "/konto/oidc/behoerde/login/callback/"} <= pages
    for page in pages:
        try:
            with translation.override("de"):
                resolve(page)
        except Resolver404:
            pytest.fail(f"{page} is no page of the service")


def lines_of(unit: Path) -> list[tuple[str, str]]:
    """The settings of a unit, those that stand several times as well."""
    lines = unit.read_text(encoding="utf-8").splitlines()
    return [(key, value) for key, sign, value in (line.partition("=") for line in lines) if sign]


def test_the_image_is_built_with_everything_that_make_lays_out() -> None:
    laid_out = re.compile(r"tools/fetch_\w+\.py")
    of_make = set(laid_out.findall((ROOT / "Makefile").read_text(encoding="utf-8")))
    assert len(of_make) == 2
    assert set(laid_out.findall((DEPLOY / "Containerfile").read_text(encoding="utf-8"))) == of_make


def test_the_manual_names_only_what_make_can_do() -> None:
    known = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(re.findall(r"(?:`|# |&& )make (\w+)", MANUAL)) <= known


def test_no_command_of_the_manual_reads_the_settings_by_a_shell() -> None:
    """A space or an `&` in a value would change what is set, and so which database is used."""
    assert not re.search(r"(?:\.|source) /etc/lagezentrum", MANUAL)


def test_the_units_run_what_the_manual_sets_up() -> None:
    for file in DEPLOY.glob("*.service"):
        unit = RawConfigParser(strict=False, comment_prefixes=("#",), delimiters=("=",), interpolation=None)
        unit.optionxform = str  # type: ignore[assignment, method-assign]
        unit.read_string(file.read_text(encoding="utf-8"))
        service = unit["Service"]
        assert service["User"] == "lagezentrum"
        assert service["EnvironmentFile"] in MANUAL
        assert "/opt/lagezentrum/.venv/bin/lage " in file.read_text(encoding="utf-8")
        assert service["ProtectSystem"] == "strict"
        # NumPy calls mbind, one of @resources, when it is loaded; what is denied without an errno kills the process.
        forbidden = [value for key, value in lines_of(file) if key == "SystemCallFilter" and value.startswith("~")]
        assert not any("@resources" in value for value in forbidden)
        assert service["SystemCallErrorNumber"] == "EPERM"
    for file in DEPLOY.glob("*.timer"):
        assert file.with_suffix(".service").is_file()


def test_the_example_of_the_sources_is_understood() -> None:
    assert len(read_watch_list(DEPLOY / "sources.yaml", Language("en"))) == 2
