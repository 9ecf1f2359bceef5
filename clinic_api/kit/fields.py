"""Field types of request bodies: bounded text that both databases can hold."""

from __future__ import annotations

import unicodedata
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints
from pydantic_core import PydanticCustomError

__all__ = ["ClockTime", "LongText", "RequestBody", "ShortText", "TextRead", "refuse_control_characters"]


def refuse_control_characters(text: str) -> str:
    """Return ``text`` in composed form (NFC); refuses control characters other than line breaks and tabs."""
    if any(unicodedata.category(character) == "Cc" and character not in "\n\r\t" for character in text):
        raise PydanticCustomError("text_control_characters", "control characters are not allowed")
    return unicodedata.normalize("NFC", text)


ShortText = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=120),
    AfterValidator(refuse_control_characters),
]
"""A name or a label."""

LongText = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=4000),
    AfterValidator(refuse_control_characters),
]
"""What somebody wrote in his own words."""


ClockTime = Annotated[str, StringConstraints(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]
"""A time of day in China: ``HH:MM``."""


class RequestBody(BaseModel):
    """Base of request bodies: a key that is not asked for is refused, so nobody sets a field by guessing its name."""

    model_config = ConfigDict(extra="forbid")


class TextRead(BaseModel):
    """One text in both languages."""

    en: str
    zh: str

    @classmethod
    def of(cls, text: Any) -> TextRead:
        """Return the form of a `diagnostics.texts.Text`."""
        return cls(en=text.en, zh=text.zh)
