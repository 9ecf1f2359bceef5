from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.outbox_item_channel import OutboxItemChannel, check_outbox_item_channel
from ..models.outbox_item_state import OutboxItemState, check_outbox_item_state

if TYPE_CHECKING:
    from ..models.text_read import TextRead


T = TypeVar("T", bound="OutboxItem")


@_attrs_define
class OutboxItem:
    """One thing on its way out of the hospital: a mail, or an event to a webhook or a chat group.

    Attributes:
        attempts (int):
        case_id (None | str):
        channel (OutboxItemChannel):
        created_at (datetime.datetime):
        delivered_at (datetime.datetime | None):
        endpoint_id (None | str):
        event_id (None | str):
        event_kind (None | str):
        factory_id (None | str):
        id (str):
        last_code (None | str):
        last_status (int | None):
        last_text (None | TextRead):
        state (OutboxItemState):
        subject (None | str):
        target (str):
    """

    attempts: int
    case_id: None | str
    channel: OutboxItemChannel
    created_at: datetime.datetime
    delivered_at: datetime.datetime | None
    endpoint_id: None | str
    event_id: None | str
    event_kind: None | str
    factory_id: None | str
    id: str
    last_code: None | str
    last_status: int | None
    last_text: None | TextRead
    state: OutboxItemState
    subject: None | str
    target: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.text_read import TextRead

        attempts = self.attempts

        case_id: None | str
        case_id = self.case_id

        channel: str = self.channel

        created_at = self.created_at.isoformat()

        delivered_at: None | str
        if isinstance(self.delivered_at, datetime.datetime):
            delivered_at = self.delivered_at.isoformat()
        else:
            delivered_at = self.delivered_at

        endpoint_id: None | str
        endpoint_id = self.endpoint_id

        event_id: None | str
        event_id = self.event_id

        event_kind: None | str
        event_kind = self.event_kind

        factory_id: None | str
        factory_id = self.factory_id

        id = self.id

        last_code: None | str
        last_code = self.last_code

        last_status: int | None
        last_status = self.last_status

        last_text: dict[str, Any] | None
        if isinstance(self.last_text, TextRead):
            last_text = self.last_text.to_dict()
        else:
            last_text = self.last_text

        state: str = self.state

        subject: None | str
        subject = self.subject

        target = self.target

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "attempts": attempts,
                "case_id": case_id,
                "channel": channel,
                "created_at": created_at,
                "delivered_at": delivered_at,
                "endpoint_id": endpoint_id,
                "event_id": event_id,
                "event_kind": event_kind,
                "factory_id": factory_id,
                "id": id,
                "last_code": last_code,
                "last_status": last_status,
                "last_text": last_text,
                "state": state,
                "subject": subject,
                "target": target,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.text_read import TextRead

        d = dict(src_dict)
        attempts = d.pop("attempts")

        def _parse_case_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        case_id = _parse_case_id(d.pop("case_id"))

        channel = check_outbox_item_channel(d.pop("channel"))

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        def _parse_delivered_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                delivered_at_type_0 = datetime.datetime.fromisoformat(data)

                return delivered_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        delivered_at = _parse_delivered_at(d.pop("delivered_at"))

        def _parse_endpoint_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        endpoint_id = _parse_endpoint_id(d.pop("endpoint_id"))

        def _parse_event_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        event_id = _parse_event_id(d.pop("event_id"))

        def _parse_event_kind(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        event_kind = _parse_event_kind(d.pop("event_kind"))

        def _parse_factory_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        factory_id = _parse_factory_id(d.pop("factory_id"))

        id = d.pop("id")

        def _parse_last_code(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        last_code = _parse_last_code(d.pop("last_code"))

        def _parse_last_status(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        last_status = _parse_last_status(d.pop("last_status"))

        def _parse_last_text(data: object) -> None | TextRead:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                last_text_type_0 = TextRead.from_dict(data)

                return last_text_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | TextRead, data)

        last_text = _parse_last_text(d.pop("last_text"))

        state = check_outbox_item_state(d.pop("state"))

        def _parse_subject(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        subject = _parse_subject(d.pop("subject"))

        target = d.pop("target")

        outbox_item = cls(
            attempts=attempts,
            case_id=case_id,
            channel=channel,
            created_at=created_at,
            delivered_at=delivered_at,
            endpoint_id=endpoint_id,
            event_id=event_id,
            event_kind=event_kind,
            factory_id=factory_id,
            id=id,
            last_code=last_code,
            last_status=last_status,
            last_text=last_text,
            state=state,
            subject=subject,
            target=target,
        )

        outbox_item.additional_properties = d
        return outbox_item

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
