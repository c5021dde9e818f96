"""A wording in both languages of the product: what a law file names, and what its readers say about it."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

LanguageCode = Literal["de", "en"]


class Text(BaseModel):
    """A wording in both languages of the product."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    de: str = Field(min_length=1)
    en: str = Field(min_length=1)

    def in_language(self, code: LanguageCode) -> str:
        """The wording in one of the two languages."""
        return self.de if code == "de" else self.en
