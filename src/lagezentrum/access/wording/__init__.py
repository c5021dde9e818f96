"""Answers at the door in German and English: one sentence template per kind of statement, no free text."""

from lagezentrum.access.wording.rendering import case_line, change_line, headline, render
from lagezentrum.access.wording.sentences import sentence

__all__ = ["case_line", "change_line", "headline", "render", "sentence"]
