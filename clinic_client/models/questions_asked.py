from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

T = TypeVar("T", bound="QuestionsAsked")


@_attrs_define
class QuestionsAsked:
    """What the hospital needs to know before it can go on.

    Attributes:
        questions (list[str]):
    """

    questions: list[str]

    def to_dict(self) -> dict[str, Any]:
        questions = self.questions

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "questions": questions,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        questions = cast(list[str], d.pop("questions"))

        questions_asked = cls(
            questions=questions,
        )

        return questions_asked
