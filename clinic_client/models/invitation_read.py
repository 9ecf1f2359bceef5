from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="InvitationRead")


@_attrs_define
class InvitationRead:
    """An invitation. ``accept_url`` is shown to an administrator once, for a hospital without mail.

    Attributes:
        created_at (datetime.datetime):
        doctor_id (None | str):
        email (str):
        expires_at (datetime.datetime):
        factory_id (None | str):
        id (str):
        name_en (str):
        name_zh (str):
        role (str):
        accept_url (None | str | Unset):
    """

    created_at: datetime.datetime
    doctor_id: None | str
    email: str
    expires_at: datetime.datetime
    factory_id: None | str
    id: str
    name_en: str
    name_zh: str
    role: str
    accept_url: None | str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        created_at = self.created_at.isoformat()

        doctor_id: None | str
        doctor_id = self.doctor_id

        email = self.email

        expires_at = self.expires_at.isoformat()

        factory_id: None | str
        factory_id = self.factory_id

        id = self.id

        name_en = self.name_en

        name_zh = self.name_zh

        role = self.role

        accept_url: None | str | Unset
        if isinstance(self.accept_url, Unset):
            accept_url = UNSET
        else:
            accept_url = self.accept_url

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "created_at": created_at,
                "doctor_id": doctor_id,
                "email": email,
                "expires_at": expires_at,
                "factory_id": factory_id,
                "id": id,
                "name_en": name_en,
                "name_zh": name_zh,
                "role": role,
            }
        )
        if accept_url is not UNSET:
            field_dict["accept_url"] = accept_url

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        def _parse_doctor_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        doctor_id = _parse_doctor_id(d.pop("doctor_id"))

        email = d.pop("email")

        expires_at = datetime.datetime.fromisoformat(d.pop("expires_at"))

        def _parse_factory_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        factory_id = _parse_factory_id(d.pop("factory_id"))

        id = d.pop("id")

        name_en = d.pop("name_en")

        name_zh = d.pop("name_zh")

        role = d.pop("role")

        def _parse_accept_url(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        accept_url = _parse_accept_url(d.pop("accept_url", UNSET))

        invitation_read = cls(
            created_at=created_at,
            doctor_id=doctor_id,
            email=email,
            expires_at=expires_at,
            factory_id=factory_id,
            id=id,
            name_en=name_en,
            name_zh=name_zh,
            role=role,
            accept_url=accept_url,
        )

        invitation_read.additional_properties = d
        return invitation_read

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
