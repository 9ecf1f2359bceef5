"""Fields and small forms that several parts of a treatment share."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from clinic_api.kit.fields import LongText, RequestBody, ShortText

__all__ = [
    "Component",
    "FaultCode",
    "FindingIndex",
    "GiveReason",
    "OwnWords",
    "OwnWordsRead",
    "SeverityLevel",
    "SignedChainRead",
    "Version",
]

SeverityLevel = Literal["slight", "moderate", "severe", "critical"]
Component = Annotated[ShortText | None, Field(description="id of the bearing, gear, belt or shaft; null where unknown")]
FaultCode = Annotated[str, Field(max_length=60, examples=["bearing.outer_race"])]
FindingIndex = Annotated[int, Field(ge=0, le=200)]
Version = Annotated[int, Field(ge=1, le=1_000_000)]


class OwnWords(RequestBody):
    """What somebody wrote in his own words, in English, Chinese or both."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"en": None, "zh": "更换驱动端轴承，复查对中。"}]})

    en: LongText | None = None
    zh: LongText | None = None

    @model_validator(mode="after")
    def _not_empty(self) -> Self:
        if self.en is None and self.zh is None:
            raise PydanticCustomError("own_words_missing", "one language is needed")
        return self


class OwnWordsRead(BaseModel):
    """Somebody's own words; a language in which nothing was written is null."""

    en: str | None
    zh: str | None


class GiveReason(RequestBody):
    """Why."""

    reason: LongText


class SignedChainRead(BaseModel):
    """Whether all versions are as they were signed; ``broken_version`` is the first that is not."""

    valid: bool
    broken_version: int | None
    head_sha256: str
