from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.equipment_read_criticality import (
    EquipmentReadCriticality,
    check_equipment_read_criticality,
)
from ..models.equipment_read_kind import EquipmentReadKind, check_equipment_read_kind
from ..models.equipment_read_last_verdict_type_0 import (
    EquipmentReadLastVerdictType0,
    check_equipment_read_last_verdict_type_0,
)
from ..models.equipment_read_safety_criticality import (
    EquipmentReadSafetyCriticality,
    check_equipment_read_safety_criticality,
)
from ..models.equipment_read_status import (
    EquipmentReadStatus,
    check_equipment_read_status,
)

if TYPE_CHECKING:
    from ..models.bearing_of_nameplate import BearingOfNameplate
    from ..models.equipment_read_machine_type_0 import EquipmentReadMachineType0
    from ..models.nameplate import Nameplate
    from ..models.text_read import TextRead


T = TypeVar("T", bound="EquipmentRead")


@_attrs_define
class EquipmentRead:
    """A machine, with what is known of its health.

    Attributes:
        asset_number (None | str):
        bearings (list[BearingOfNameplate]):
        created_at (datetime.datetime):
        criticality (EquipmentReadCriticality):
        factory_id (str):
        factory_name (TextRead): One text in both languages.
        health_score (int | None): health from 0 to 100 (best); null where it is not known
        id (str):
        kind (EquipmentReadKind):
        last_verdict (EquipmentReadLastVerdictType0 | None):
        location (str):
        machine (EquipmentReadMachineType0 | None):
        name_en (str):
        name_zh (str):
        nameplate (Nameplate): The nameplate; everything may be left out.
        open_cases (int):
        parent_id (None | str):
        safety_criticality (EquipmentReadSafetyCriticality):
        status (EquipmentReadStatus):
        version (int):
    """

    asset_number: None | str
    bearings: list[BearingOfNameplate]
    created_at: datetime.datetime
    criticality: EquipmentReadCriticality
    factory_id: str
    factory_name: TextRead
    health_score: int | None
    id: str
    kind: EquipmentReadKind
    last_verdict: EquipmentReadLastVerdictType0 | None
    location: str
    machine: EquipmentReadMachineType0 | None
    name_en: str
    name_zh: str
    nameplate: Nameplate
    open_cases: int
    parent_id: None | str
    safety_criticality: EquipmentReadSafetyCriticality
    status: EquipmentReadStatus
    version: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.equipment_read_machine_type_0 import EquipmentReadMachineType0

        asset_number: None | str
        asset_number = self.asset_number

        bearings = []
        for bearings_item_data in self.bearings:
            bearings_item = bearings_item_data.to_dict()
            bearings.append(bearings_item)

        created_at = self.created_at.isoformat()

        criticality: str = self.criticality

        factory_id = self.factory_id

        factory_name = self.factory_name.to_dict()

        health_score: int | None
        health_score = self.health_score

        id = self.id

        kind: str = self.kind

        last_verdict: None | str
        if isinstance(self.last_verdict, str):
            last_verdict = self.last_verdict
        else:
            last_verdict = self.last_verdict

        location = self.location

        machine: dict[str, Any] | None
        if isinstance(self.machine, EquipmentReadMachineType0):
            machine = self.machine.to_dict()
        else:
            machine = self.machine

        name_en = self.name_en

        name_zh = self.name_zh

        nameplate = self.nameplate.to_dict()

        open_cases = self.open_cases

        parent_id: None | str
        parent_id = self.parent_id

        safety_criticality: str = self.safety_criticality

        status: str = self.status

        version = self.version

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "asset_number": asset_number,
                "bearings": bearings,
                "created_at": created_at,
                "criticality": criticality,
                "factory_id": factory_id,
                "factory_name": factory_name,
                "health_score": health_score,
                "id": id,
                "kind": kind,
                "last_verdict": last_verdict,
                "location": location,
                "machine": machine,
                "name_en": name_en,
                "name_zh": name_zh,
                "nameplate": nameplate,
                "open_cases": open_cases,
                "parent_id": parent_id,
                "safety_criticality": safety_criticality,
                "status": status,
                "version": version,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.bearing_of_nameplate import BearingOfNameplate
        from ..models.equipment_read_machine_type_0 import EquipmentReadMachineType0
        from ..models.nameplate import Nameplate
        from ..models.text_read import TextRead

        d = dict(src_dict)

        def _parse_asset_number(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        asset_number = _parse_asset_number(d.pop("asset_number"))

        bearings = []
        _bearings = d.pop("bearings")
        for bearings_item_data in _bearings:
            bearings_item = BearingOfNameplate.from_dict(bearings_item_data)

            bearings.append(bearings_item)

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        criticality = check_equipment_read_criticality(d.pop("criticality"))

        factory_id = d.pop("factory_id")

        factory_name = TextRead.from_dict(d.pop("factory_name"))

        def _parse_health_score(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        health_score = _parse_health_score(d.pop("health_score"))

        id = d.pop("id")

        kind = check_equipment_read_kind(d.pop("kind"))

        def _parse_last_verdict(data: object) -> EquipmentReadLastVerdictType0 | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                last_verdict_type_0 = check_equipment_read_last_verdict_type_0(data)

                return last_verdict_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(EquipmentReadLastVerdictType0 | None, data)

        last_verdict = _parse_last_verdict(d.pop("last_verdict"))

        location = d.pop("location")

        def _parse_machine(data: object) -> EquipmentReadMachineType0 | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                machine_type_0 = EquipmentReadMachineType0.from_dict(data)

                return machine_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(EquipmentReadMachineType0 | None, data)

        machine = _parse_machine(d.pop("machine"))

        name_en = d.pop("name_en")

        name_zh = d.pop("name_zh")

        nameplate = Nameplate.from_dict(d.pop("nameplate"))

        open_cases = d.pop("open_cases")

        def _parse_parent_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        parent_id = _parse_parent_id(d.pop("parent_id"))

        safety_criticality = check_equipment_read_safety_criticality(
            d.pop("safety_criticality")
        )

        status = check_equipment_read_status(d.pop("status"))

        version = d.pop("version")

        equipment_read = cls(
            asset_number=asset_number,
            bearings=bearings,
            created_at=created_at,
            criticality=criticality,
            factory_id=factory_id,
            factory_name=factory_name,
            health_score=health_score,
            id=id,
            kind=kind,
            last_verdict=last_verdict,
            location=location,
            machine=machine,
            name_en=name_en,
            name_zh=name_zh,
            nameplate=nameplate,
            open_cases=open_cases,
            parent_id=parent_id,
            safety_criticality=safety_criticality,
            status=status,
            version=version,
        )

        equipment_read.additional_properties = d
        return equipment_read

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
