from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.account_listed_language import (
    AccountListedLanguage,
    check_account_listed_language,
)
from ..models.role import Role, check_role

if TYPE_CHECKING:
    from ..models.text_read import TextRead


T = TypeVar("T", bound="AccountListed")


@_attrs_define
class AccountListed:
    """An account as the administrator sees it; ``version`` is the ETag.

    Attributes:
        created_at (datetime.datetime):
        disabled_at (datetime.datetime | None):
        doctor_id (None | str):
        email (str):
        factory_id (None | str):
        factory_name (None | TextRead):
        id (str):
        language (AccountListedLanguage):
        last_login_at (datetime.datetime | None):
        name_en (str):
        name_zh (str):
        role (Role): What an account is in the hospital: a person, the label of a machine, or a gateway.
        version (int):
    """

    created_at: datetime.datetime
    disabled_at: datetime.datetime | None
    doctor_id: None | str
    email: str
    factory_id: None | str
    factory_name: None | TextRead
    id: str
    language: AccountListedLanguage
    last_login_at: datetime.datetime | None
    name_en: str
    name_zh: str
    role: Role
    version: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.text_read import TextRead

        created_at = self.created_at.isoformat()

        disabled_at: None | str
        if isinstance(self.disabled_at, datetime.datetime):
            disabled_at = self.disabled_at.isoformat()
        else:
            disabled_at = self.disabled_at

        doctor_id: None | str
        doctor_id = self.doctor_id

        email = self.email

        factory_id: None | str
        factory_id = self.factory_id

        factory_name: dict[str, Any] | None
        if isinstance(self.factory_name, TextRead):
            factory_name = self.factory_name.to_dict()
        else:
            factory_name = self.factory_name

        id = self.id

        language: str = self.language

        last_login_at: None | str
        if isinstance(self.last_login_at, datetime.datetime):
            last_login_at = self.last_login_at.isoformat()
        else:
            last_login_at = self.last_login_at

        name_en = self.name_en

        name_zh = self.name_zh

        role: str = self.role

        version = self.version

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "created_at": created_at,
                "disabled_at": disabled_at,
                "doctor_id": doctor_id,
                "email": email,
                "factory_id": factory_id,
                "factory_name": factory_name,
                "id": id,
                "language": language,
                "last_login_at": last_login_at,
                "name_en": name_en,
                "name_zh": name_zh,
                "role": role,
                "version": version,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.text_read import TextRead

        d = dict(src_dict)
        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        def _parse_disabled_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                disabled_at_type_0 = datetime.datetime.fromisoformat(data)

                return disabled_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        disabled_at = _parse_disabled_at(d.pop("disabled_at"))

        def _parse_doctor_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        doctor_id = _parse_doctor_id(d.pop("doctor_id"))

        email = d.pop("email")

        def _parse_factory_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        factory_id = _parse_factory_id(d.pop("factory_id"))

        def _parse_factory_name(data: object) -> None | TextRead:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                factory_name_type_0 = TextRead.from_dict(data)

                return factory_name_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | TextRead, data)

        factory_name = _parse_factory_name(d.pop("factory_name"))

        id = d.pop("id")

        language = check_account_listed_language(d.pop("language"))

        def _parse_last_login_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                last_login_at_type_0 = datetime.datetime.fromisoformat(data)

                return last_login_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        last_login_at = _parse_last_login_at(d.pop("last_login_at"))

        name_en = d.pop("name_en")

        name_zh = d.pop("name_zh")

        role = check_role(d.pop("role"))

        version = d.pop("version")

        account_listed = cls(
            created_at=created_at,
            disabled_at=disabled_at,
            doctor_id=doctor_id,
            email=email,
            factory_id=factory_id,
            factory_name=factory_name,
            id=id,
            language=language,
            last_login_at=last_login_at,
            name_en=name_en,
            name_zh=name_zh,
            role=role,
            version=version,
        )

        account_listed.additional_properties = d
        return account_listed

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
