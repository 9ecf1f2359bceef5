from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.equipment_update_criticality_type_0 import (
    EquipmentUpdateCriticalityType0,
    check_equipment_update_criticality_type_0,
)
from ..models.equipment_update_kind_type_0 import (
    EquipmentUpdateKindType0,
    check_equipment_update_kind_type_0,
)
from ..models.equipment_update_safety_criticality_type_0 import (
    EquipmentUpdateSafetyCriticalityType0,
    check_equipment_update_safety_criticality_type_0,
)
from ..models.equipment_update_status_type_0 import (
    EquipmentUpdateStatusType0,
    check_equipment_update_status_type_0,
)
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.equipment_update_machine_type_0 import EquipmentUpdateMachineType0
    from ..models.nameplate import Nameplate


T = TypeVar("T", bound="EquipmentUpdate")


@_attrs_define
class EquipmentUpdate:
    """A change of a machine; what is left out stays as it is.

    Attributes:
        asset_number (None | str | Unset): null removes it
        criticality (EquipmentUpdateCriticalityType0 | None | Unset):
        kind (EquipmentUpdateKindType0 | None | Unset):
        location (None | str | Unset):
        machine (EquipmentUpdateMachineType0 | None | Unset): the machine description; null removes it
        name_en (None | str | Unset):
        name_zh (None | str | Unset):
        nameplate (Nameplate | None | Unset): the whole nameplate, in place of the one before
        parent_id (None | str | Unset): null makes it stand alone
        safety_criticality (EquipmentUpdateSafetyCriticalityType0 | None | Unset):
        status (EquipmentUpdateStatusType0 | None | Unset):
    """

    asset_number: None | str | Unset = UNSET
    criticality: EquipmentUpdateCriticalityType0 | None | Unset = UNSET
    kind: EquipmentUpdateKindType0 | None | Unset = UNSET
    location: None | str | Unset = UNSET
    machine: EquipmentUpdateMachineType0 | None | Unset = UNSET
    name_en: None | str | Unset = UNSET
    name_zh: None | str | Unset = UNSET
    nameplate: Nameplate | None | Unset = UNSET
    parent_id: None | str | Unset = UNSET
    safety_criticality: EquipmentUpdateSafetyCriticalityType0 | None | Unset = UNSET
    status: EquipmentUpdateStatusType0 | None | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        from ..models.equipment_update_machine_type_0 import EquipmentUpdateMachineType0
        from ..models.nameplate import Nameplate

        asset_number: None | str | Unset
        if isinstance(self.asset_number, Unset):
            asset_number = UNSET
        else:
            asset_number = self.asset_number

        criticality: None | str | Unset
        if isinstance(self.criticality, Unset):
            criticality = UNSET
        elif isinstance(self.criticality, str):
            criticality = self.criticality
        else:
            criticality = self.criticality

        kind: None | str | Unset
        if isinstance(self.kind, Unset):
            kind = UNSET
        elif isinstance(self.kind, str):
            kind = self.kind
        else:
            kind = self.kind

        location: None | str | Unset
        if isinstance(self.location, Unset):
            location = UNSET
        else:
            location = self.location

        machine: dict[str, Any] | None | Unset
        if isinstance(self.machine, Unset):
            machine = UNSET
        elif isinstance(self.machine, EquipmentUpdateMachineType0):
            machine = self.machine.to_dict()
        else:
            machine = self.machine

        name_en: None | str | Unset
        if isinstance(self.name_en, Unset):
            name_en = UNSET
        else:
            name_en = self.name_en

        name_zh: None | str | Unset
        if isinstance(self.name_zh, Unset):
            name_zh = UNSET
        else:
            name_zh = self.name_zh

        nameplate: dict[str, Any] | None | Unset
        if isinstance(self.nameplate, Unset):
            nameplate = UNSET
        elif isinstance(self.nameplate, Nameplate):
            nameplate = self.nameplate.to_dict()
        else:
            nameplate = self.nameplate

        parent_id: None | str | Unset
        if isinstance(self.parent_id, Unset):
            parent_id = UNSET
        else:
            parent_id = self.parent_id

        safety_criticality: None | str | Unset
        if isinstance(self.safety_criticality, Unset):
            safety_criticality = UNSET
        elif isinstance(self.safety_criticality, str):
            safety_criticality = self.safety_criticality
        else:
            safety_criticality = self.safety_criticality

        status: None | str | Unset
        if isinstance(self.status, Unset):
            status = UNSET
        elif isinstance(self.status, str):
            status = self.status
        else:
            status = self.status

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if asset_number is not UNSET:
            field_dict["asset_number"] = asset_number
        if criticality is not UNSET:
            field_dict["criticality"] = criticality
        if kind is not UNSET:
            field_dict["kind"] = kind
        if location is not UNSET:
            field_dict["location"] = location
        if machine is not UNSET:
            field_dict["machine"] = machine
        if name_en is not UNSET:
            field_dict["name_en"] = name_en
        if name_zh is not UNSET:
            field_dict["name_zh"] = name_zh
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
        from ..models.equipment_update_machine_type_0 import EquipmentUpdateMachineType0
        from ..models.nameplate import Nameplate

        d = dict(src_dict)

        def _parse_asset_number(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        asset_number = _parse_asset_number(d.pop("asset_number", UNSET))

        def _parse_criticality(
            data: object,
        ) -> EquipmentUpdateCriticalityType0 | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                criticality_type_0 = check_equipment_update_criticality_type_0(data)

                return criticality_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(EquipmentUpdateCriticalityType0 | None | Unset, data)

        criticality = _parse_criticality(d.pop("criticality", UNSET))

        def _parse_kind(data: object) -> EquipmentUpdateKindType0 | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                kind_type_0 = check_equipment_update_kind_type_0(data)

                return kind_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(EquipmentUpdateKindType0 | None | Unset, data)

        kind = _parse_kind(d.pop("kind", UNSET))

        def _parse_location(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        location = _parse_location(d.pop("location", UNSET))

        def _parse_machine(data: object) -> EquipmentUpdateMachineType0 | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                machine_type_0 = EquipmentUpdateMachineType0.from_dict(data)

                return machine_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(EquipmentUpdateMachineType0 | None | Unset, data)

        machine = _parse_machine(d.pop("machine", UNSET))

        def _parse_name_en(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        name_en = _parse_name_en(d.pop("name_en", UNSET))

        def _parse_name_zh(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        name_zh = _parse_name_zh(d.pop("name_zh", UNSET))

        def _parse_nameplate(data: object) -> Nameplate | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                nameplate_type_0 = Nameplate.from_dict(data)

                return nameplate_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Nameplate | None | Unset, data)

        nameplate = _parse_nameplate(d.pop("nameplate", UNSET))

        def _parse_parent_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        parent_id = _parse_parent_id(d.pop("parent_id", UNSET))

        def _parse_safety_criticality(
            data: object,
        ) -> EquipmentUpdateSafetyCriticalityType0 | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                safety_criticality_type_0 = (
                    check_equipment_update_safety_criticality_type_0(data)
                )

                return safety_criticality_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(EquipmentUpdateSafetyCriticalityType0 | None | Unset, data)

        safety_criticality = _parse_safety_criticality(
            d.pop("safety_criticality", UNSET)
        )

        def _parse_status(data: object) -> EquipmentUpdateStatusType0 | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                status_type_0 = check_equipment_update_status_type_0(data)

                return status_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(EquipmentUpdateStatusType0 | None | Unset, data)

        status = _parse_status(d.pop("status", UNSET))

        equipment_update = cls(
            asset_number=asset_number,
            criticality=criticality,
            kind=kind,
            location=location,
            machine=machine,
            name_en=name_en,
            name_zh=name_zh,
            nameplate=nameplate,
            parent_id=parent_id,
            safety_criticality=safety_criticality,
            status=status,
        )

        return equipment_update
