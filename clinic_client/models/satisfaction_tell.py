from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="SatisfactionTell")


@_attrs_define
class SatisfactionTell:
    """1 (not at all) … 5 (very) content, and why.

    Attributes:
        score (int):
        words (None | str | Unset):
    """

    score: int
    words: None | str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        score = self.score

        words: None | str | Unset
        if isinstance(self.words, Unset):
            words = UNSET
        else:
            words = self.words

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "score": score,
            }
        )
        if words is not UNSET:
            field_dict["words"] = words

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        score = d.pop("score")

        def _parse_words(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        words = _parse_words(d.pop("words", UNSET))

        satisfaction_tell = cls(
            score=score,
            words=words,
        )

        return satisfaction_tell
