from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.factory_deletion_read_state import (
    FactoryDeletionReadState,
    check_factory_deletion_read_state,
)

T = TypeVar("T", bound="FactoryDeletionRead")


@_attrs_define
class FactoryDeletionRead:
    """How far the deletion of a factory is; it can be taken back until ``due_at``.

    Attributes:
        created_at (datetime.datetime):
        due_at (datetime.datetime | None): from when on it is done; null until it is confirmed
        erased_at (datetime.datetime | None):
        factory_id (str):
        id (str):
        state (FactoryDeletionReadState):
    """

    created_at: datetime.datetime
    due_at: datetime.datetime | None
    erased_at: datetime.datetime | None
    factory_id: str
    id: str
    state: FactoryDeletionReadState
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        created_at = self.created_at.isoformat()

        due_at: None | str
        if isinstance(self.due_at, datetime.datetime):
            due_at = self.due_at.isoformat()
        else:
            due_at = self.due_at

        erased_at: None | str
        if isinstance(self.erased_at, datetime.datetime):
            erased_at = self.erased_at.isoformat()
        else:
            erased_at = self.erased_at

        factory_id = self.factory_id

        id = self.id

        state: str = self.state

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "created_at": created_at,
                "due_at": due_at,
                "erased_at": erased_at,
                "factory_id": factory_id,
                "id": id,
                "state": state,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        def _parse_due_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                due_at_type_0 = datetime.datetime.fromisoformat(data)

                return due_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        due_at = _parse_due_at(d.pop("due_at"))

        def _parse_erased_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                erased_at_type_0 = datetime.datetime.fromisoformat(data)

                return erased_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        erased_at = _parse_erased_at(d.pop("erased_at"))

        factory_id = d.pop("factory_id")

        id = d.pop("id")

        state = check_factory_deletion_read_state(d.pop("state"))

        factory_deletion_read = cls(
            created_at=created_at,
            due_at=due_at,
            erased_at=erased_at,
            factory_id=factory_id,
            id=id,
            state=state,
        )

        factory_deletion_read.additional_properties = d
        return factory_deletion_read

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
