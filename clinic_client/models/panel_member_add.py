from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="PanelMemberAdd")


@_attrs_define
class PanelMemberAdd:
    """The doctor who joins the panel.

    Attributes:
        doctor_id (str):
    """

    doctor_id: str

    def to_dict(self) -> dict[str, Any]:
        doctor_id = self.doctor_id

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "doctor_id": doctor_id,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        doctor_id = d.pop("doctor_id")

        panel_member_add = cls(
            doctor_id=doctor_id,
        )

        return panel_member_add
