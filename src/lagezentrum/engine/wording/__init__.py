"""The proof in words: one template per kind of node and language."""

from lagezentrum.engine.wording.rendering import MARKS, boxes, progress_sentence, render

__all__ = ["MARKS", "boxes", "progress_sentence", "render"]
