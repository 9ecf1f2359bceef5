from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="TimelineCheck")


@_attrs_define
class TimelineCheck:
    """Whether a time line is still what was written, hidden lines included.

    Attributes:
        case_id (str):
        first_broken_seq (int | None):
        head_sha256 (str):
        is_intact (bool):
        lines (int):
    """

    case_id: str
    first_broken_seq: int | None
    head_sha256: str
    is_intact: bool
    lines: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        case_id = self.case_id

        first_broken_seq: int | None
        first_broken_seq = self.first_broken_seq

        head_sha256 = self.head_sha256

        is_intact = self.is_intact

        lines = self.lines

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "case_id": case_id,
                "first_broken_seq": first_broken_seq,
                "head_sha256": head_sha256,
                "is_intact": is_intact,
                "lines": lines,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        case_id = d.pop("case_id")

        def _parse_first_broken_seq(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        first_broken_seq = _parse_first_broken_seq(d.pop("first_broken_seq"))

        head_sha256 = d.pop("head_sha256")

        is_intact = d.pop("is_intact")

        lines = d.pop("lines")

        timeline_check = cls(
            case_id=case_id,
            first_broken_seq=first_broken_seq,
            head_sha256=head_sha256,
            is_intact=is_intact,
            lines=lines,
        )

        timeline_check.additional_properties = d
        return timeline_check

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
