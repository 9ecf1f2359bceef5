from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.certificate_read_state import (
    CertificateReadState,
    check_certificate_read_state,
)

if TYPE_CHECKING:
    from ..models.text_read import TextRead


T = TypeVar("T", bound="CertificateRead")


@_attrs_define
class CertificateRead:
    """A certificate with what it is called, and whether it still counts.

    Attributes:
        kind (str):
        level (int):
        name (TextRead): One text in both languages.
        state (CertificateReadState):
        valid_until (datetime.date | None):
    """

    kind: str
    level: int
    name: TextRead
    state: CertificateReadState
    valid_until: datetime.date | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        kind = self.kind

        level = self.level

        name = self.name.to_dict()

        state: str = self.state

        valid_until: None | str
        if isinstance(self.valid_until, datetime.date):
            valid_until = self.valid_until.isoformat()
        else:
            valid_until = self.valid_until

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "kind": kind,
                "level": level,
                "name": name,
                "state": state,
                "valid_until": valid_until,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.text_read import TextRead

        d = dict(src_dict)
        kind = d.pop("kind")

        level = d.pop("level")

        name = TextRead.from_dict(d.pop("name"))

        state = check_certificate_read_state(d.pop("state"))

        def _parse_valid_until(data: object) -> datetime.date | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                valid_until_type_0 = datetime.date.fromisoformat(data)

                return valid_until_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None, data)

        valid_until = _parse_valid_until(d.pop("valid_until"))

        certificate_read = cls(
            kind=kind,
            level=level,
            name=name,
            state=state,
            valid_until=valid_until,
        )

        certificate_read.additional_properties = d
        return certificate_read

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
