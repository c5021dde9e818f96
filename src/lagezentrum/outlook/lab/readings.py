"""Which of several values for one day a design reads, in words."""

from collections.abc import Mapping

from lagezentrum.law.model import Text

READING_WORDS: Mapping[str, Text] = {
    "as_known": Text(de="wie zuerst veröffentlicht", en="as first published"),
    "each_morning": Text(de="wie an jedem Morgen bekannt", en="as known each morning"),
    "final": Text(de="wie zuletzt veröffentlicht", en="as last published"),
}
"""By the name in a design; follows the word "figures"."""
