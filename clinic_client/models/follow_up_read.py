from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.measurement_read import MeasurementRead


T = TypeVar("T", bound="FollowUpRead")


@_attrs_define
class FollowUpRead:
    """The follow-up of a case: until when, and what was measured, the newest first.

    Attributes:
        due_on (datetime.date):
        measurements (list[MeasurementRead]):
        set_by (str):
    """

    due_on: datetime.date
    measurements: list[MeasurementRead]
    set_by: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        due_on = self.due_on.isoformat()

        measurements = []
        for measurements_item_data in self.measurements:
            measurements_item = measurements_item_data.to_dict()
            measurements.append(measurements_item)

        set_by = self.set_by

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "due_on": due_on,
                "measurements": measurements,
                "set_by": set_by,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.measurement_read import MeasurementRead

        d = dict(src_dict)
        due_on = datetime.date.fromisoformat(d.pop("due_on"))

        measurements = []
        _measurements = d.pop("measurements")
        for measurements_item_data in _measurements:
            measurements_item = MeasurementRead.from_dict(measurements_item_data)

            measurements.append(measurements_item)

        set_by = d.pop("set_by")

        follow_up_read = cls(
            due_on=due_on,
            measurements=measurements,
            set_by=set_by,
        )

        follow_up_read.additional_properties = d
        return follow_up_read

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
