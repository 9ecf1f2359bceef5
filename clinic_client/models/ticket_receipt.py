from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="TicketReceipt")


@_attrs_define
class TicketReceipt:
    """What the reporter keeps.

    Attributes:
        case_id (str):
        code (str): to be read out on the telephone
        created_at (datetime.datetime):
        ticket_id (str):
        url (None | str | Unset): the page on which to follow the case; whoever has it may read it
    """

    case_id: str
    code: str
    created_at: datetime.datetime
    ticket_id: str
    url: None | str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        case_id = self.case_id

        code = self.code

        created_at = self.created_at.isoformat()

        ticket_id = self.ticket_id

        url: None | str | Unset
        if isinstance(self.url, Unset):
            url = UNSET
        else:
            url = self.url

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "case_id": case_id,
                "code": code,
                "created_at": created_at,
                "ticket_id": ticket_id,
            }
        )
        if url is not UNSET:
            field_dict["url"] = url

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        case_id = d.pop("case_id")

        code = d.pop("code")

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        ticket_id = d.pop("ticket_id")

        def _parse_url(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        url = _parse_url(d.pop("url", UNSET))

        ticket_receipt = cls(
            case_id=case_id,
            code=code,
            created_at=created_at,
            ticket_id=ticket_id,
            url=url,
        )

        ticket_receipt.additional_properties = d
        return ticket_receipt

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
