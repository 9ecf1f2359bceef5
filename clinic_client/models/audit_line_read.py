from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.audit_line_read_values import AuditLineReadValues


T = TypeVar("T", bound="AuditLineRead")


@_attrs_define
class AuditLineRead:
    """Who did what to which thing; ``request_id`` is that of the request it was done by.

    Attributes:
        account_id (None | str):
        action (str):
        at (datetime.datetime):
        by (None | str):
        chain (str):
        factory_id (None | str):
        id (str):
        number (int):
        request_id (None | str):
        sha256 (str):
        subject (str):
        values (AuditLineReadValues):
    """

    account_id: None | str
    action: str
    at: datetime.datetime
    by: None | str
    chain: str
    factory_id: None | str
    id: str
    number: int
    request_id: None | str
    sha256: str
    subject: str
    values: AuditLineReadValues
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        account_id: None | str
        account_id = self.account_id

        action = self.action

        at = self.at.isoformat()

        by: None | str
        by = self.by

        chain = self.chain

        factory_id: None | str
        factory_id = self.factory_id

        id = self.id

        number = self.number

        request_id: None | str
        request_id = self.request_id

        sha256 = self.sha256

        subject = self.subject

        values = self.values.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "account_id": account_id,
                "action": action,
                "at": at,
                "by": by,
                "chain": chain,
                "factory_id": factory_id,
                "id": id,
                "number": number,
                "request_id": request_id,
                "sha256": sha256,
                "subject": subject,
                "values": values,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.audit_line_read_values import AuditLineReadValues

        d = dict(src_dict)

        def _parse_account_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        account_id = _parse_account_id(d.pop("account_id"))

        action = d.pop("action")

        at = datetime.datetime.fromisoformat(d.pop("at"))

        def _parse_by(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        by = _parse_by(d.pop("by"))

        chain = d.pop("chain")

        def _parse_factory_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        factory_id = _parse_factory_id(d.pop("factory_id"))

        id = d.pop("id")

        number = d.pop("number")

        def _parse_request_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        request_id = _parse_request_id(d.pop("request_id"))

        sha256 = d.pop("sha256")

        subject = d.pop("subject")

        values = AuditLineReadValues.from_dict(d.pop("values"))

        audit_line_read = cls(
            account_id=account_id,
            action=action,
            at=at,
            by=by,
            chain=chain,
            factory_id=factory_id,
            id=id,
            number=number,
            request_id=request_id,
            sha256=sha256,
            subject=subject,
            values=values,
        )

        audit_line_read.additional_properties = d
        return audit_line_read

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
