from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.prescription_item_read_owner_kind import (
    PrescriptionItemReadOwnerKind,
    check_prescription_item_read_owner_kind,
)
from ..models.prescription_item_read_state import (
    PrescriptionItemReadState,
    check_prescription_item_read_state,
)

if TYPE_CHECKING:
    from ..models.own_words_read import OwnWordsRead


T = TypeVar("T", bound="PrescriptionItemRead")


@_attrs_define
class PrescriptionItemRead:
    """One item of a prescription.

    Attributes:
        case_id (str):
        closed_at (datetime.datetime | None):
        closed_by (None | str):
        diagnosis_id (str):
        due_on (datetime.date):
        id (str):
        owner_account_id (None | str):
        owner_kind (PrescriptionItemReadOwnerKind):
        owner_name (str):
        prescribed_at (datetime.datetime):
        prescribed_by (str):
        result (None | str):
        state (PrescriptionItemReadState):
        version (int):
        what (OwnWordsRead): Somebody's own words; a language in which nothing was written is null.
    """

    case_id: str
    closed_at: datetime.datetime | None
    closed_by: None | str
    diagnosis_id: str
    due_on: datetime.date
    id: str
    owner_account_id: None | str
    owner_kind: PrescriptionItemReadOwnerKind
    owner_name: str
    prescribed_at: datetime.datetime
    prescribed_by: str
    result: None | str
    state: PrescriptionItemReadState
    version: int
    what: OwnWordsRead
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        case_id = self.case_id

        closed_at: None | str
        if isinstance(self.closed_at, datetime.datetime):
            closed_at = self.closed_at.isoformat()
        else:
            closed_at = self.closed_at

        closed_by: None | str
        closed_by = self.closed_by

        diagnosis_id = self.diagnosis_id

        due_on = self.due_on.isoformat()

        id = self.id

        owner_account_id: None | str
        owner_account_id = self.owner_account_id

        owner_kind: str = self.owner_kind

        owner_name = self.owner_name

        prescribed_at = self.prescribed_at.isoformat()

        prescribed_by = self.prescribed_by

        result: None | str
        result = self.result

        state: str = self.state

        version = self.version

        what = self.what.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "case_id": case_id,
                "closed_at": closed_at,
                "closed_by": closed_by,
                "diagnosis_id": diagnosis_id,
                "due_on": due_on,
                "id": id,
                "owner_account_id": owner_account_id,
                "owner_kind": owner_kind,
                "owner_name": owner_name,
                "prescribed_at": prescribed_at,
                "prescribed_by": prescribed_by,
                "result": result,
                "state": state,
                "version": version,
                "what": what,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.own_words_read import OwnWordsRead

        d = dict(src_dict)
        case_id = d.pop("case_id")

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

        def _parse_closed_by(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        closed_by = _parse_closed_by(d.pop("closed_by"))

        diagnosis_id = d.pop("diagnosis_id")

        due_on = datetime.date.fromisoformat(d.pop("due_on"))

        id = d.pop("id")

        def _parse_owner_account_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        owner_account_id = _parse_owner_account_id(d.pop("owner_account_id"))

        owner_kind = check_prescription_item_read_owner_kind(d.pop("owner_kind"))

        owner_name = d.pop("owner_name")

        prescribed_at = datetime.datetime.fromisoformat(d.pop("prescribed_at"))

        prescribed_by = d.pop("prescribed_by")

        def _parse_result(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        result = _parse_result(d.pop("result"))

        state = check_prescription_item_read_state(d.pop("state"))

        version = d.pop("version")

        what = OwnWordsRead.from_dict(d.pop("what"))

        prescription_item_read = cls(
            case_id=case_id,
            closed_at=closed_at,
            closed_by=closed_by,
            diagnosis_id=diagnosis_id,
            due_on=due_on,
            id=id,
            owner_account_id=owner_account_id,
            owner_kind=owner_kind,
            owner_name=owner_name,
            prescribed_at=prescribed_at,
            prescribed_by=prescribed_by,
            result=result,
            state=state,
            version=version,
            what=what,
        )

        prescription_item_read.additional_properties = d
        return prescription_item_read

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
