from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.health_at_read import HealthAtRead
    from ..models.health_part_read import HealthPartRead
    from ..models.text_read import TextRead


T = TypeVar("T", bound="HealthRead")


@_attrs_define
class HealthRead:
    """The health of a machine from its examinations, with its make-up and its history, the oldest first.

    Attributes:
        history (list[HealthAtRead]):
        parts (list[HealthPartRead]):
        reason (None | TextRead): why the score is not known; null where it is
        score (int | None): 0 to 100 (best); null where it is not known
    """

    history: list[HealthAtRead]
    parts: list[HealthPartRead]
    reason: None | TextRead
    score: int | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.text_read import TextRead

        history = []
        for history_item_data in self.history:
            history_item = history_item_data.to_dict()
            history.append(history_item)

        parts = []
        for parts_item_data in self.parts:
            parts_item = parts_item_data.to_dict()
            parts.append(parts_item)

        reason: dict[str, Any] | None
        if isinstance(self.reason, TextRead):
            reason = self.reason.to_dict()
        else:
            reason = self.reason

        score: int | None
        score = self.score

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "history": history,
                "parts": parts,
                "reason": reason,
                "score": score,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.health_at_read import HealthAtRead
        from ..models.health_part_read import HealthPartRead
        from ..models.text_read import TextRead

        d = dict(src_dict)
        history = []
        _history = d.pop("history")
        for history_item_data in _history:
            history_item = HealthAtRead.from_dict(history_item_data)

            history.append(history_item)

        parts = []
        _parts = d.pop("parts")
        for parts_item_data in _parts:
            parts_item = HealthPartRead.from_dict(parts_item_data)

            parts.append(parts_item)

        def _parse_reason(data: object) -> None | TextRead:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                reason_type_0 = TextRead.from_dict(data)

                return reason_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | TextRead, data)

        reason = _parse_reason(d.pop("reason"))

        def _parse_score(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        score = _parse_score(d.pop("score"))

        health_read = cls(
            history=history,
            parts=parts,
            reason=reason,
            score=score,
        )

        health_read.additional_properties = d
        return health_read

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
