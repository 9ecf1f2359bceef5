from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="QuestionRead")


@_attrs_define
class QuestionRead:
    """A question and, once given, its answer.

    Attributes:
        answer (None | str):
        answered_at (datetime.datetime | None):
        answered_by (None | str):
        asked_at (datetime.datetime):
        asked_by (str):
        case_id (str):
        id (str):
        question (str):
    """

    answer: None | str
    answered_at: datetime.datetime | None
    answered_by: None | str
    asked_at: datetime.datetime
    asked_by: str
    case_id: str
    id: str
    question: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        answer: None | str
        answer = self.answer

        answered_at: None | str
        if isinstance(self.answered_at, datetime.datetime):
            answered_at = self.answered_at.isoformat()
        else:
            answered_at = self.answered_at

        answered_by: None | str
        answered_by = self.answered_by

        asked_at = self.asked_at.isoformat()

        asked_by = self.asked_by

        case_id = self.case_id

        id = self.id

        question = self.question

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "answer": answer,
                "answered_at": answered_at,
                "answered_by": answered_by,
                "asked_at": asked_at,
                "asked_by": asked_by,
                "case_id": case_id,
                "id": id,
                "question": question,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)

        def _parse_answer(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        answer = _parse_answer(d.pop("answer"))

        def _parse_answered_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                answered_at_type_0 = datetime.datetime.fromisoformat(data)

                return answered_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        answered_at = _parse_answered_at(d.pop("answered_at"))

        def _parse_answered_by(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        answered_by = _parse_answered_by(d.pop("answered_by"))

        asked_at = datetime.datetime.fromisoformat(d.pop("asked_at"))

        asked_by = d.pop("asked_by")

        case_id = d.pop("case_id")

        id = d.pop("id")

        question = d.pop("question")

        question_read = cls(
            answer=answer,
            answered_at=answered_at,
            answered_by=answered_by,
            asked_at=asked_at,
            asked_by=asked_by,
            case_id=case_id,
            id=id,
            question=question,
        )

        question_read.additional_properties = d
        return question_read

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
