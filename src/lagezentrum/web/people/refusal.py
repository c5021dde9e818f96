"""An act that is refused, with the reason in both languages of the service."""

from django.utils.translation import get_language

from lagezentrum.law.model import Text


class Refusal(Exception):
    """Something was not done. `text` says why and what to do, in German and English."""

    def __init__(self, de: str, en: str) -> None:
        self.text = Text(de=de, en=en)
        super().__init__(f"{de} / {en}")

    @property
    def message(self) -> str:
        """The reason in the language of the page."""
        return self.text.en if (get_language() or "de").startswith("en") else self.text.de


class NotAllowed(Refusal):
    """The person may not do this, here and on this day."""
