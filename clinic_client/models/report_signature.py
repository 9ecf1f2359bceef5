from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.report_signature_role import (
    ReportSignatureRole,
    check_report_signature_role,
)

if TYPE_CHECKING:
    from ..models.text_read import TextRead


T = TypeVar("T", bound="ReportSignature")


@_attrs_define
class ReportSignature:
    """Who signed what, and when.

    Attributes:
        category (int | None): of ISO 18436-2 or its equal
        name (TextRead): One text in both languages.
        role (ReportSignatureRole):
        role_text (TextRead): One text in both languages.
        sha256 (None | str): digest of the signed document, which the hospital's key signed
        signed_at (datetime.datetime):
        title (None | TextRead):
        version (int):
    """

    category: int | None
    name: TextRead
    role: ReportSignatureRole
    role_text: TextRead
    sha256: None | str
    signed_at: datetime.datetime
    title: None | TextRead
    version: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.text_read import TextRead

        category: int | None
        category = self.category

        name = self.name.to_dict()

        role: str = self.role

        role_text = self.role_text.to_dict()

        sha256: None | str
        sha256 = self.sha256

        signed_at = self.signed_at.isoformat()

        title: dict[str, Any] | None
        if isinstance(self.title, TextRead):
            title = self.title.to_dict()
        else:
            title = self.title

        version = self.version

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "category": category,
                "name": name,
                "role": role,
                "role_text": role_text,
                "sha256": sha256,
                "signed_at": signed_at,
                "title": title,
                "version": version,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.text_read import TextRead

        d = dict(src_dict)

        def _parse_category(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        category = _parse_category(d.pop("category"))

        name = TextRead.from_dict(d.pop("name"))

        role = check_report_signature_role(d.pop("role"))

        role_text = TextRead.from_dict(d.pop("role_text"))

        def _parse_sha256(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        sha256 = _parse_sha256(d.pop("sha256"))

        signed_at = datetime.datetime.fromisoformat(d.pop("signed_at"))

        def _parse_title(data: object) -> None | TextRead:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                title_type_0 = TextRead.from_dict(data)

                return title_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | TextRead, data)

        title = _parse_title(d.pop("title"))

        version = d.pop("version")

        report_signature = cls(
            category=category,
            name=name,
            role=role,
            role_text=role_text,
            sha256=sha256,
            signed_at=signed_at,
            title=title,
            version=version,
        )

        report_signature.additional_properties = d
        return report_signature

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
