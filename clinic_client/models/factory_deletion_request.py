from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="FactoryDeletionRequest")


@_attrs_define
class FactoryDeletionRequest:
    """The factory's name, written out, so that nobody asks for this by accident.

    Attributes:
        factory_name (str):
    """

    factory_name: str

    def to_dict(self) -> dict[str, Any]:
        factory_name = self.factory_name

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "factory_name": factory_name,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        factory_name = d.pop("factory_name")

        factory_deletion_request = cls(
            factory_name=factory_name,
        )

        return factory_deletion_request
