from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.machine_condition_read_condition import (
    MachineConditionReadCondition,
    check_machine_condition_read_condition,
)
from ..models.machine_condition_read_unknown_because_type_0 import (
    MachineConditionReadUnknownBecauseType0,
    check_machine_condition_read_unknown_because_type_0,
)

if TYPE_CHECKING:
    from ..models.equipment_read import EquipmentRead
    from ..models.machine_case_read import MachineCaseRead
    from ..models.text_read import TextRead


T = TypeVar("T", bound="MachineConditionRead")


@_attrs_define
class MachineConditionRead:
    """One machine at a glance.

    Attributes:
        case (MachineCaseRead | None):
        condition (MachineConditionReadCondition):
        equipment (EquipmentRead): A machine, with what is known of its health.
        examined_at (datetime.datetime | None):
        since (datetime.datetime | None): when the case was opened, or the machine examined or repaired
        summary (None | TextRead): what the newest examination found, without by when to act: that is what ``condition``
            says
        unknown_because (MachineConditionReadUnknownBecauseType0 | None): why the condition is not known
    """

    case: MachineCaseRead | None
    condition: MachineConditionReadCondition
    equipment: EquipmentRead
    examined_at: datetime.datetime | None
    since: datetime.datetime | None
    summary: None | TextRead
    unknown_because: MachineConditionReadUnknownBecauseType0 | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.machine_case_read import MachineCaseRead
        from ..models.text_read import TextRead

        case: dict[str, Any] | None
        if isinstance(self.case, MachineCaseRead):
            case = self.case.to_dict()
        else:
            case = self.case

        condition: str = self.condition

        equipment = self.equipment.to_dict()

        examined_at: None | str
        if isinstance(self.examined_at, datetime.datetime):
            examined_at = self.examined_at.isoformat()
        else:
            examined_at = self.examined_at

        since: None | str
        if isinstance(self.since, datetime.datetime):
            since = self.since.isoformat()
        else:
            since = self.since

        summary: dict[str, Any] | None
        if isinstance(self.summary, TextRead):
            summary = self.summary.to_dict()
        else:
            summary = self.summary

        unknown_because: None | str
        if isinstance(self.unknown_because, str):
            unknown_because = self.unknown_because
        else:
            unknown_because = self.unknown_because

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "case": case,
                "condition": condition,
                "equipment": equipment,
                "examined_at": examined_at,
                "since": since,
                "summary": summary,
                "unknown_because": unknown_because,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.equipment_read import EquipmentRead
        from ..models.machine_case_read import MachineCaseRead
        from ..models.text_read import TextRead

        d = dict(src_dict)

        def _parse_case(data: object) -> MachineCaseRead | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                case_type_0 = MachineCaseRead.from_dict(data)

                return case_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(MachineCaseRead | None, data)

        case = _parse_case(d.pop("case"))

        condition = check_machine_condition_read_condition(d.pop("condition"))

        equipment = EquipmentRead.from_dict(d.pop("equipment"))

        def _parse_examined_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                examined_at_type_0 = datetime.datetime.fromisoformat(data)

                return examined_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        examined_at = _parse_examined_at(d.pop("examined_at"))

        def _parse_since(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                since_type_0 = datetime.datetime.fromisoformat(data)

                return since_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        since = _parse_since(d.pop("since"))

        def _parse_summary(data: object) -> None | TextRead:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                summary_type_0 = TextRead.from_dict(data)

                return summary_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | TextRead, data)

        summary = _parse_summary(d.pop("summary"))

        def _parse_unknown_because(
            data: object,
        ) -> MachineConditionReadUnknownBecauseType0 | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                unknown_because_type_0 = (
                    check_machine_condition_read_unknown_because_type_0(data)
                )

                return unknown_because_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(MachineConditionReadUnknownBecauseType0 | None, data)

        unknown_because = _parse_unknown_because(d.pop("unknown_because"))

        machine_condition_read = cls(
            case=case,
            condition=condition,
            equipment=equipment,
            examined_at=examined_at,
            since=since,
            summary=summary,
            unknown_because=unknown_because,
        )

        machine_condition_read.additional_properties = d
        return machine_condition_read

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
