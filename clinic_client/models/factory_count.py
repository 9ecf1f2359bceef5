from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="FactoryCount")


@_attrs_define
class FactoryCount:
    """How many machines a factory has here, and how many open cases.

    Attributes:
        factory_id (str):
        machines (int):
        open_cases (int):
    """

    factory_id: str
    machines: int
    open_cases: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        factory_id = self.factory_id

        machines = self.machines

        open_cases = self.open_cases

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "factory_id": factory_id,
                "machines": machines,
                "open_cases": open_cases,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        factory_id = d.pop("factory_id")

        machines = d.pop("machines")

        open_cases = d.pop("open_cases")

        factory_count = cls(
            factory_id=factory_id,
            machines=machines,
            open_cases=open_cases,
        )

        factory_count.additional_properties = d
        return factory_count

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
