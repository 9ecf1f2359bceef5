from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="VersionsRead")


@_attrs_define
class VersionsRead:
    """What runs here; ``schema_revision`` is the database's, ``schema_newest`` what this version wants.

    Attributes:
        database (str):
        hospital (str):
        python (str):
        schema_newest (str):
        schema_revision (str):
    """

    database: str
    hospital: str
    python: str
    schema_newest: str
    schema_revision: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        database = self.database

        hospital = self.hospital

        python = self.python

        schema_newest = self.schema_newest

        schema_revision = self.schema_revision

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "database": database,
                "hospital": hospital,
                "python": python,
                "schema_newest": schema_newest,
                "schema_revision": schema_revision,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        database = d.pop("database")

        hospital = d.pop("hospital")

        python = d.pop("python")

        schema_newest = d.pop("schema_newest")

        schema_revision = d.pop("schema_revision")

        versions_read = cls(
            database=database,
            hospital=hospital,
            python=python,
            schema_newest=schema_newest,
            schema_revision=schema_revision,
        )

        versions_read.additional_properties = d
        return versions_read

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
