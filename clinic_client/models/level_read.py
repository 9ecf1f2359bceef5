from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="LevelRead")


@_attrs_define
class LevelRead:
    """The level of one channel in one examination.

    Attributes:
        at (datetime.datetime):
        examination_id (str):
        urgency (int):
        value (float):
        verdict (str):
        zone (None | str): A to D, as it was rated then
    """

    at: datetime.datetime
    examination_id: str
    urgency: int
    value: float
    verdict: str
    zone: None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        at = self.at.isoformat()

        examination_id = self.examination_id

        urgency = self.urgency

        value = self.value

        verdict = self.verdict

        zone: None | str
        zone = self.zone

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "at": at,
                "examination_id": examination_id,
                "urgency": urgency,
                "value": value,
                "verdict": verdict,
                "zone": zone,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        at = datetime.datetime.fromisoformat(d.pop("at"))

        examination_id = d.pop("examination_id")

        urgency = d.pop("urgency")

        value = d.pop("value")

        verdict = d.pop("verdict")

        def _parse_zone(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        zone = _parse_zone(d.pop("zone"))

        level_read = cls(
            at=at,
            examination_id=examination_id,
            urgency=urgency,
            value=value,
            verdict=verdict,
            zone=zone,
        )

        level_read.additional_properties = d
        return level_read

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
