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
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.equipment_create_machine_type_0 import EquipmentCreateMachineType0


T = TypeVar("T", bound="EquipmentCreate")


@_attrs_define
class EquipmentCreate:
    """A new machine. People of a factory may leave ``factory_id`` out.

    Attributes:
        kind (EquipmentCreateKind):
        name_en (str):
        name_zh (str):
        criticality (EquipmentCreateCriticality | Unset):  Default: 'b'.
        factory_id (None | str | Unset):
        location (str | Unset):  Default: ''.
        machine (EquipmentCreateMachineType0 | None | Unset): the machine description; null until described
    """

    kind: EquipmentCreateKind
    name_en: str
    name_zh: str
    criticality: EquipmentCreateCriticality | Unset = "b"
    factory_id: None | str | Unset = UNSET
    location: str | Unset = ""
    machine: EquipmentCreateMachineType0 | None | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        from ..models.equipment_create_machine_type_0 import EquipmentCreateMachineType0

        kind: str = self.kind

        name_en = self.name_en

        name_zh = self.name_zh

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

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "kind": kind,
                "name_en": name_en,
                "name_zh": name_zh,
            }
        )
        if criticality is not UNSET:
            field_dict["criticality"] = criticality
        if factory_id is not UNSET:
            field_dict["factory_id"] = factory_id
        if location is not UNSET:
            field_dict["location"] = location
        if machine is not UNSET:
            field_dict["machine"] = machine

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.equipment_create_machine_type_0 import EquipmentCreateMachineType0

        d = dict(src_dict)
        kind = check_equipment_create_kind(d.pop("kind"))

        name_en = d.pop("name_en")

        name_zh = d.pop("name_zh")

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

        equipment_create = cls(
            kind=kind,
            name_en=name_en,
            name_zh=name_zh,
            criticality=criticality,
            factory_id=factory_id,
            location=location,
            machine=machine,
        )

        return equipment_create
