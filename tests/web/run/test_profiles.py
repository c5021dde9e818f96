"""Profiles of authorities are read before the service starts: what can not be used is named, file by file."""

from pathlib import Path

import pytest
from pytest_django import Settings

from lagezentrum.documents.problems import DocumentProblem
from lagezentrum.web import profiles, server

PROFILE = 'ags: "03241"\nname: a\nsubject: b\nseat: c\nsignatory: d\n'


def test_every_profile_that_can_not_be_used_is_named(tmp_path: Path, settings: Settings) -> None:
    settings.AUTHORITIES = str(tmp_path)
    (tmp_path / "03241.yaml").write_text(PROFILE, encoding="utf-8")
    (tmp_path / ".git").mkdir()
    profiles.require_usable()
    for name, content in (("03251.yaml", PROFILE), ("hannover.yaml", PROFILE), ("03254.yaml", "seat: c\n")):
        (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(DocumentProblem) as told:
        profiles.require_usable()
    first, second, third = told.value.en.splitlines()
    assert "03251.yaml: the profile in it is that of 03241" in first
    assert "03254.yaml: the profile can not be used like this, concerned: ags, name, signatory, subject" in second
    assert "hannover.yaml: no profile is called like this" in third


def test_a_directory_that_is_not_there_is_told_before_anything_else_happens(tmp_path: Path, settings: Settings) -> None:
    settings.AUTHORITIES = str(tmp_path / "absent")
    with pytest.raises(DocumentProblem, match=r"LAGEZENTRUM_AUTHORITIES: .*absent is no directory"):
        server.prepare()


def test_without_own_profiles_the_bundled_ones_serve(settings: Settings) -> None:
    settings.AUTHORITIES = ""
    profiles.require_usable()
    assert profiles.profile("03241").seat == "Hannover"
