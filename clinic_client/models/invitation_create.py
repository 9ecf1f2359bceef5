from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.invitation_create_language import (
    InvitationCreateLanguage,
    check_invitation_create_language,
)
from ..models.invitation_create_role import (
    InvitationCreateRole,
    check_invitation_create_role,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="InvitationCreate")


@_attrs_define
class InvitationCreate:
    """An account to be; its person gets a mail and sets the password.

    Attributes:
        email (str):
        name_en (str):
        name_zh (str):
        role (InvitationCreateRole):
        doctor_id (None | str | Unset):
        factory_id (None | str | Unset):
        language (InvitationCreateLanguage | Unset):  Default: 'zh'.
    """

    email: str
    name_en: str
    name_zh: str
    role: InvitationCreateRole
    doctor_id: None | str | Unset = UNSET
    factory_id: None | str | Unset = UNSET
    language: InvitationCreateLanguage | Unset = "zh"

    def to_dict(self) -> dict[str, Any]:
        email = self.email

        name_en = self.name_en

        name_zh = self.name_zh

        role: str = self.role

        doctor_id: None | str | Unset
        if isinstance(self.doctor_id, Unset):
            doctor_id = UNSET
        else:
            doctor_id = self.doctor_id

        factory_id: None | str | Unset
        if isinstance(self.factory_id, Unset):
            factory_id = UNSET
        else:
            factory_id = self.factory_id

        language: str | Unset = UNSET
        if not isinstance(self.language, Unset):
            language = self.language

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "email": email,
                "name_en": name_en,
                "name_zh": name_zh,
                "role": role,
            }
        )
        if doctor_id is not UNSET:
            field_dict["doctor_id"] = doctor_id
        if factory_id is not UNSET:
            field_dict["factory_id"] = factory_id
        if language is not UNSET:
            field_dict["language"] = language

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        email = d.pop("email")

        name_en = d.pop("name_en")

        name_zh = d.pop("name_zh")

        role = check_invitation_create_role(d.pop("role"))

        def _parse_doctor_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        doctor_id = _parse_doctor_id(d.pop("doctor_id", UNSET))

        def _parse_factory_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        factory_id = _parse_factory_id(d.pop("factory_id", UNSET))

        _language = d.pop("language", UNSET)
        language: InvitationCreateLanguage | Unset
        if isinstance(_language, Unset):
            language = UNSET
        else:
            language = check_invitation_create_language(_language)

        invitation_create = cls(
            email=email,
            name_en=name_en,
            name_zh=name_zh,
            role=role,
            doctor_id=doctor_id,
            factory_id=factory_id,
            language=language,
        )

        return invitation_create
