from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="SatisfactionRead")


@_attrs_define
class SatisfactionRead:
    """What the factory answered.

    Attributes:
        case_id (str):
        id (str):
        score (int):
        told_at (datetime.datetime):
        told_by (str):
        words (None | str):
    """

    case_id: str
    id: str
    score: int
    told_at: datetime.datetime
    told_by: str
    words: None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        case_id = self.case_id

        id = self.id

        score = self.score

        told_at = self.told_at.isoformat()

        told_by = self.told_by

        words: None | str
        words = self.words

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "case_id": case_id,
                "id": id,
                "score": score,
                "told_at": told_at,
                "told_by": told_by,
                "words": words,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        case_id = d.pop("case_id")

        id = d.pop("id")

        score = d.pop("score")

        told_at = datetime.datetime.fromisoformat(d.pop("told_at"))

        told_by = d.pop("told_by")

        def _parse_words(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        words = _parse_words(d.pop("words"))

        satisfaction_read = cls(
            case_id=case_id,
            id=id,
            score=score,
            told_at=told_at,
            told_by=told_by,
            words=words,
        )

        satisfaction_read.additional_properties = d
        return satisfaction_read

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
