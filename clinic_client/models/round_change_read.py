from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.round_change_read_kind import (
    RoundChangeReadKind,
    check_round_change_read_kind,
)

if TYPE_CHECKING:
    from ..models.text_read import TextRead


T = TypeVar("T", bound="RoundChangeRead")


@_attrs_define
class RoundChangeRead:
    """What the last replanning changed at one stop.

    Attributes:
        kind (RoundChangeReadKind):
        stop_id (str):
        text (TextRead): One text in both languages.
    """

    kind: RoundChangeReadKind
    stop_id: str
    text: TextRead
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        kind: str = self.kind

        stop_id = self.stop_id

        text = self.text.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "kind": kind,
                "stop_id": stop_id,
                "text": text,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.text_read import TextRead

        d = dict(src_dict)
        kind = check_round_change_read_kind(d.pop("kind"))

        stop_id = d.pop("stop_id")

        text = TextRead.from_dict(d.pop("text"))

        round_change_read = cls(
            kind=kind,
            stop_id=stop_id,
            text=text,
        )

        round_change_read.additional_properties = d
        return round_change_read

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
