from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.account_read_language import (
    AccountReadLanguage,
    check_account_read_language,
)
from ..models.role import Role, check_role

if TYPE_CHECKING:
    from ..models.text_read import TextRead


T = TypeVar("T", bound="AccountRead")


@_attrs_define
class AccountRead:
    """The account that is logged in.

    Attributes:
        doctor_id (None | str):
        email (str):
        factory_id (None | str):
        factory_name (None | TextRead):
        id (str):
        language (AccountReadLanguage):
        name_en (str):
        name_zh (str):
        role (Role): What an account is in the hospital: a person, the label of a machine, or a gateway.
    """

    doctor_id: None | str
    email: str
    factory_id: None | str
    factory_name: None | TextRead
    id: str
    language: AccountReadLanguage
    name_en: str
    name_zh: str
    role: Role
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.text_read import TextRead

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

        name_en = self.name_en

        name_zh = self.name_zh

        role: str = self.role

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "doctor_id": doctor_id,
                "email": email,
                "factory_id": factory_id,
                "factory_name": factory_name,
                "id": id,
                "language": language,
                "name_en": name_en,
                "name_zh": name_zh,
                "role": role,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.text_read import TextRead

        d = dict(src_dict)

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

        language = check_account_read_language(d.pop("language"))

        name_en = d.pop("name_en")

        name_zh = d.pop("name_zh")

        role = check_role(d.pop("role"))

        account_read = cls(
            doctor_id=doctor_id,
            email=email,
            factory_id=factory_id,
            factory_name=factory_name,
            id=id,
            language=language,
            name_en=name_en,
            name_zh=name_zh,
            role=role,
        )

        account_read.additional_properties = d
        return account_read

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
