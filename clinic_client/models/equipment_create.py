from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.equipment_create_criticality import (
    EquipmentCreateCriticality,
    check_equipment_create_criticality,
)
from ..models.equipment_create_kind import (
    EquipmentCreateKind,
    check_equipment_create_kind,
)
from ..models.equipment_create_safety_criticality import (
    EquipmentCreateSafetyCriticality,
    check_equipment_create_safety_criticality,
)
from ..models.equipment_create_status import (
    EquipmentCreateStatus,
    check_equipment_create_status,
)
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.equipment_create_machine_type_0 import EquipmentCreateMachineType0
    from ..models.nameplate import Nameplate


T = TypeVar("T", bound="EquipmentCreate")


@_attrs_define
class EquipmentCreate:
    """A new machine. People of a factory may leave ``factory_id`` out.

    Attributes:
        kind (EquipmentCreateKind):
        name_en (str):
        name_zh (str):
        asset_number (None | str | Unset):
        criticality (EquipmentCreateCriticality | Unset):  Default: 'b'.
        factory_id (None | str | Unset):
        location (str | Unset):  Default: ''.
        machine (EquipmentCreateMachineType0 | None | Unset): the machine description; null until described
        nameplate (Nameplate | Unset): The nameplate; everything may be left out.
        parent_id (None | str | Unset): the machine this one is a part of
        safety_criticality (EquipmentCreateSafetyCriticality | Unset):  Default: 'c'.
        status (EquipmentCreateStatus | Unset):  Default: 'in_service'.
    """

    kind: EquipmentCreateKind
    name_en: str
    name_zh: str
    asset_number: None | str | Unset = UNSET
    criticality: EquipmentCreateCriticality | Unset = "b"
    factory_id: None | str | Unset = UNSET
    location: str | Unset = ""
    machine: EquipmentCreateMachineType0 | None | Unset = UNSET
    nameplate: Nameplate | Unset = UNSET
    parent_id: None | str | Unset = UNSET
    safety_criticality: EquipmentCreateSafetyCriticality | Unset = "c"
    status: EquipmentCreateStatus | Unset = "in_service"

    def to_dict(self) -> dict[str, Any]:
        from ..models.equipment_create_machine_type_0 import EquipmentCreateMachineType0

        kind: str = self.kind

        name_en = self.name_en

        name_zh = self.name_zh

        asset_number: None | str | Unset
        if isinstance(self.asset_number, Unset):
            asset_number = UNSET
        else:
            asset_number = self.asset_number

        criticality: str | Unset = UNSET
        if not isinstance(self.criticality, Unset):
            criticality = self.criticality

        factory_id: None | str | Unset
        if isinstance(self.factory_id, Unset):
            factory_id = UNSET
        else:
            factory_id = self.factory_id

        location = self.location

        machine: dict[str, Any] | None | Unset
        if isinstance(self.machine, Unset):
            machine = UNSET
        elif isinstance(self.machine, EquipmentCreateMachineType0):
            machine = self.machine.to_dict()
        else:
            machine = self.machine

        nameplate: dict[str, Any] | Unset = UNSET
        if not isinstance(self.nameplate, Unset):
            nameplate = self.nameplate.to_dict()

        parent_id: None | str | Unset
        if isinstance(self.parent_id, Unset):
            parent_id = UNSET
        else:
            parent_id = self.parent_id

        safety_criticality: str | Unset = UNSET
        if not isinstance(self.safety_criticality, Unset):
            safety_criticality = self.safety_criticality

        status: str | Unset = UNSET
        if not isinstance(self.status, Unset):
            status = self.status

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "kind": kind,
                "name_en": name_en,
                "name_zh": name_zh,
            }
        )
        if asset_number is not UNSET:
            field_dict["asset_number"] = asset_number
        if criticality is not UNSET:
            field_dict["criticality"] = criticality
        if factory_id is not UNSET:
            field_dict["factory_id"] = factory_id
        if location is not UNSET:
            field_dict["location"] = location
        if machine is not UNSET:
            field_dict["machine"] = machine
        if nameplate is not UNSET:
            field_dict["nameplate"] = nameplate
        if parent_id is not UNSET:
            field_dict["parent_id"] = parent_id
        if safety_criticality is not UNSET:
            field_dict["safety_criticality"] = safety_criticality
        if status is not UNSET:
            field_dict["status"] = status

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.equipment_create_machine_type_0 import EquipmentCreateMachineType0
        from ..models.nameplate import Nameplate

        d = dict(src_dict)
        kind = check_equipment_create_kind(d.pop("kind"))

        name_en = d.pop("name_en")

        name_zh = d.pop("name_zh")

        def _parse_asset_number(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        asset_number = _parse_asset_number(d.pop("asset_number", UNSET))

        _criticality = d.pop("criticality", UNSET)
        criticality: EquipmentCreateCriticality | Unset
        if isinstance(_criticality, Unset):
            criticality = UNSET
        else:
            criticality = check_equipment_create_criticality(_criticality)

        def _parse_factory_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        factory_id = _parse_factory_id(d.pop("factory_id", UNSET))

        location = d.pop("location", UNSET)

        def _parse_machine(data: object) -> EquipmentCreateMachineType0 | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                machine_type_0 = EquipmentCreateMachineType0.from_dict(data)

                return machine_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(EquipmentCreateMachineType0 | None | Unset, data)

        machine = _parse_machine(d.pop("machine", UNSET))

        _nameplate = d.pop("nameplate", UNSET)
        nameplate: Nameplate | Unset
        if isinstance(_nameplate, Unset):
            nameplate = UNSET
        else:
            nameplate = Nameplate.from_dict(_nameplate)

        def _parse_parent_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        parent_id = _parse_parent_id(d.pop("parent_id", UNSET))

        _safety_criticality = d.pop("safety_criticality", UNSET)
        safety_criticality: EquipmentCreateSafetyCriticality | Unset
        if isinstance(_safety_criticality, Unset):
            safety_criticality = UNSET
        else:
            safety_criticality = check_equipment_create_safety_criticality(
                _safety_criticality
            )

        _status = d.pop("status", UNSET)
        status: EquipmentCreateStatus | Unset
        if isinstance(_status, Unset):
            status = UNSET
        else:
            status = check_equipment_create_status(_status)

        equipment_create = cls(
            kind=kind,
            name_en=name_en,
            name_zh=name_zh,
            asset_number=asset_number,
            criticality=criticality,
            factory_id=factory_id,
            location=location,
            machine=machine,
            nameplate=nameplate,
            parent_id=parent_id,
            safety_criticality=safety_criticality,
            status=status,
        )

        return equipment_create
