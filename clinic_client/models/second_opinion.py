from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from ..models.second_opinion_agreement import (
    SecondOpinionAgreement,
    check_second_opinion_agreement,
)

T = TypeVar("T", bound="SecondOpinion")


@_attrs_define
class SecondOpinion:
    """The second opinion.

    Attributes:
        agreement (SecondOpinionAgreement):
        opinion (str):
    """

    agreement: SecondOpinionAgreement
    opinion: str

    def to_dict(self) -> dict[str, Any]:
        agreement: str = self.agreement

        opinion = self.opinion

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "agreement": agreement,
                "opinion": opinion,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        agreement = check_second_opinion_agreement(d.pop("agreement"))

        opinion = d.pop("opinion")

        second_opinion = cls(
            agreement=agreement,
            opinion=opinion,
        )

        return second_opinion
