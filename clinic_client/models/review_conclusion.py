from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from ..models.review_conclusion_conclusion import (
    ReviewConclusionConclusion,
    check_review_conclusion_conclusion,
)

T = TypeVar("T", bound="ReviewConclusion")


@_attrs_define
class ReviewConclusion:
    """What a coordinator decides where the panel does not, and why.

    Attributes:
        conclusion (ReviewConclusionConclusion):
        words (str):
    """

    conclusion: ReviewConclusionConclusion
    words: str

    def to_dict(self) -> dict[str, Any]:
        conclusion: str = self.conclusion

        words = self.words

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "conclusion": conclusion,
                "words": words,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        conclusion = check_review_conclusion_conclusion(d.pop("conclusion"))

        words = d.pop("words")

        review_conclusion = cls(
            conclusion=conclusion,
            words=words,
        )

        return review_conclusion
