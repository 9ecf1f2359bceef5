from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.event_read_data import EventReadData


T = TypeVar("T", bound="EventRead")


@_attrs_define
class EventRead:
    """Something that happened; ``data`` depends on the kind.

    Attributes:
        at (datetime.datetime):
        case_id (None | str):
        data (EventReadData):
        factory_id (str):
        id (str):
        kind (str):
    """

    at: datetime.datetime
    case_id: None | str
    data: EventReadData
    factory_id: str
    id: str
    kind: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        at = self.at.isoformat()

        case_id: None | str
        case_id = self.case_id

        data = self.data.to_dict()

        factory_id = self.factory_id

        id = self.id

        kind = self.kind

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "at": at,
                "case_id": case_id,
                "data": data,
                "factory_id": factory_id,
                "id": id,
                "kind": kind,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.event_read_data import EventReadData

        d = dict(src_dict)
        at = datetime.datetime.fromisoformat(d.pop("at"))

        def _parse_case_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        case_id = _parse_case_id(d.pop("case_id"))

        data = EventReadData.from_dict(d.pop("data"))

        factory_id = d.pop("factory_id")

        id = d.pop("id")

        kind = d.pop("kind")

        event_read = cls(
            at=at,
            case_id=case_id,
            data=data,
            factory_id=factory_id,
            id=id,
            kind=kind,
        )

        event_read.additional_properties = d
        return event_read

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
