from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.work_item_read_source import (
    WorkItemReadSource,
    check_work_item_read_source,
)
from ..models.work_item_read_state import WorkItemReadState, check_work_item_read_state

if TYPE_CHECKING:
    from ..models.text_read import TextRead


T = TypeVar("T", bound="WorkItemRead")


@_attrs_define
class WorkItemRead:
    """One need and what was decided about it.

    Attributes:
        case_id (None | str):
        claimed_by (None | str):
        closed_at (datetime.datetime | None):
        created_at (datetime.datetime):
        department (str):
        equipment_id (None | str):
        factory_id (None | str):
        id (str):
        reason (None | str):
        source (WorkItemReadSource):
        source_id (str): the answers, or the case that an alarm is about
        state (WorkItemReadState):
        text (TextRead): One text in both languages.
        urgency (int):
        version (int):
    """

    case_id: None | str
    claimed_by: None | str
    closed_at: datetime.datetime | None
    created_at: datetime.datetime
    department: str
    equipment_id: None | str
    factory_id: None | str
    id: str
    reason: None | str
    source: WorkItemReadSource
    source_id: str
    state: WorkItemReadState
    text: TextRead
    urgency: int
    version: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        case_id: None | str
        case_id = self.case_id

        claimed_by: None | str
        claimed_by = self.claimed_by

        closed_at: None | str
        if isinstance(self.closed_at, datetime.datetime):
            closed_at = self.closed_at.isoformat()
        else:
            closed_at = self.closed_at

        created_at = self.created_at.isoformat()

        department = self.department

        equipment_id: None | str
        equipment_id = self.equipment_id

        factory_id: None | str
        factory_id = self.factory_id

        id = self.id

        reason: None | str
        reason = self.reason

        source: str = self.source

        source_id = self.source_id

        state: str = self.state

        text = self.text.to_dict()

        urgency = self.urgency

        version = self.version

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "case_id": case_id,
                "claimed_by": claimed_by,
                "closed_at": closed_at,
                "created_at": created_at,
                "department": department,
                "equipment_id": equipment_id,
                "factory_id": factory_id,
                "id": id,
                "reason": reason,
                "source": source,
                "source_id": source_id,
                "state": state,
                "text": text,
                "urgency": urgency,
                "version": version,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.text_read import TextRead

        d = dict(src_dict)

        def _parse_case_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        case_id = _parse_case_id(d.pop("case_id"))

        def _parse_claimed_by(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        claimed_by = _parse_claimed_by(d.pop("claimed_by"))

        def _parse_closed_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                closed_at_type_0 = datetime.datetime.fromisoformat(data)

                return closed_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        closed_at = _parse_closed_at(d.pop("closed_at"))

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        department = d.pop("department")

        def _parse_equipment_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        equipment_id = _parse_equipment_id(d.pop("equipment_id"))

        def _parse_factory_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        factory_id = _parse_factory_id(d.pop("factory_id"))

        id = d.pop("id")

        def _parse_reason(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        reason = _parse_reason(d.pop("reason"))

        source = check_work_item_read_source(d.pop("source"))

        source_id = d.pop("source_id")

        state = check_work_item_read_state(d.pop("state"))

        text = TextRead.from_dict(d.pop("text"))

        urgency = d.pop("urgency")

        version = d.pop("version")

        work_item_read = cls(
            case_id=case_id,
            claimed_by=claimed_by,
            closed_at=closed_at,
            created_at=created_at,
            department=department,
            equipment_id=equipment_id,
            factory_id=factory_id,
            id=id,
            reason=reason,
            source=source,
            source_id=source_id,
            state=state,
            text=text,
            urgency=urgency,
            version=version,
        )

        work_item_read.additional_properties = d
        return work_item_read

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
