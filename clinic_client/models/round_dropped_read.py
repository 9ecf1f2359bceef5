from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.text_read import TextRead


T = TypeVar("T", bound="RoundDroppedRead")


@_attrs_define
class RoundDroppedRead:
    """A stop that fell out.

    Attributes:
        doctor_id (str):
        factory_id (str):
        factory_name (TextRead): One text in both languages.
        start_at (datetime.datetime):
        stop_id (str):
        visit_id (None | str):
    """

    doctor_id: str
    factory_id: str
    factory_name: TextRead
    start_at: datetime.datetime
    stop_id: str
    visit_id: None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        doctor_id = self.doctor_id

        factory_id = self.factory_id

        factory_name = self.factory_name.to_dict()

        start_at = self.start_at.isoformat()

        stop_id = self.stop_id

        visit_id: None | str
        visit_id = self.visit_id

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "doctor_id": doctor_id,
                "factory_id": factory_id,
                "factory_name": factory_name,
                "start_at": start_at,
                "stop_id": stop_id,
                "visit_id": visit_id,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.text_read import TextRead

        d = dict(src_dict)
        doctor_id = d.pop("doctor_id")

        factory_id = d.pop("factory_id")

        factory_name = TextRead.from_dict(d.pop("factory_name"))

        start_at = datetime.datetime.fromisoformat(d.pop("start_at"))

        stop_id = d.pop("stop_id")

        def _parse_visit_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        visit_id = _parse_visit_id(d.pop("visit_id"))

        round_dropped_read = cls(
            doctor_id=doctor_id,
            factory_id=factory_id,
            factory_name=factory_name,
            start_at=start_at,
            stop_id=stop_id,
            visit_id=visit_id,
        )

        round_dropped_read.additional_properties = d
        return round_dropped_read

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
