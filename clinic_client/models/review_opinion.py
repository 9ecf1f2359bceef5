from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from ..models.review_opinion_verdict import (
    ReviewOpinionVerdict,
    check_review_opinion_verdict,
)

T = TypeVar("T", bound="ReviewOpinion")


@_attrs_define
class ReviewOpinion:
    """What a member of the panel says, and why.

    Attributes:
        verdict (ReviewOpinionVerdict):
        words (str):
    """

    verdict: ReviewOpinionVerdict
    words: str

    def to_dict(self) -> dict[str, Any]:
        verdict: str = self.verdict

        words = self.words

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "verdict": verdict,
                "words": words,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        verdict = check_review_opinion_verdict(d.pop("verdict"))

        words = d.pop("words")

        review_opinion = cls(
            verdict=verdict,
            words=words,
        )

        return review_opinion
