from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="Answer")


@_attrs_define
class Answer:
    """The answer to one question.

    Attributes:
        answer (str):
        question_id (str):
    """

    answer: str
    question_id: str

    def to_dict(self) -> dict[str, Any]:
        answer = self.answer

        question_id = self.question_id

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "answer": answer,
                "question_id": question_id,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        answer = d.pop("answer")

        question_id = d.pop("question_id")

        answer = cls(
            answer=answer,
            question_id=question_id,
        )

        return answer
