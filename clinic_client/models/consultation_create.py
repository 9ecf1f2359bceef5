from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="ConsultationCreate")


@_attrs_define
class ConsultationCreate:
    """The doctor who is asked for a second opinion, and what about.

    Attributes:
        doctor_id (str):
        question (str):
    """

    doctor_id: str
    question: str

    def to_dict(self) -> dict[str, Any]:
        doctor_id = self.doctor_id

        question = self.question

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "doctor_id": doctor_id,
                "question": question,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        doctor_id = d.pop("doctor_id")

        question = d.pop("question")

        consultation_create = cls(
            doctor_id=doctor_id,
            question=question,
        )

        return consultation_create
