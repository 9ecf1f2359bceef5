from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.import_row_action import ImportRowAction, check_import_row_action

if TYPE_CHECKING:
    from ..models.import_note import ImportNote


T = TypeVar("T", bound="ImportRow")


@_attrs_define
class ImportRow:
    """One row: what is (or would be) done with it, and why it cannot be done.

    Attributes:
        action (ImportRowAction):
        asset_number (None | str):
        equipment_id (None | str): the machine; null for a new one of a dry run and for a bad row
        errors (list[ImportNote]):
        row (int): number in the table, from 1, the head included
        warnings (list[ImportNote]):
    """

    action: ImportRowAction
    asset_number: None | str
    equipment_id: None | str
    errors: list[ImportNote]
    row: int
    warnings: list[ImportNote]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        action: str = self.action

        asset_number: None | str
        asset_number = self.asset_number

        equipment_id: None | str
        equipment_id = self.equipment_id

        errors = []
        for errors_item_data in self.errors:
            errors_item = errors_item_data.to_dict()
            errors.append(errors_item)

        row = self.row

        warnings = []
        for warnings_item_data in self.warnings:
            warnings_item = warnings_item_data.to_dict()
            warnings.append(warnings_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "action": action,
                "asset_number": asset_number,
                "equipment_id": equipment_id,
                "errors": errors,
                "row": row,
                "warnings": warnings,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.import_note import ImportNote

        d = dict(src_dict)
        action = check_import_row_action(d.pop("action"))

        def _parse_asset_number(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        asset_number = _parse_asset_number(d.pop("asset_number"))

        def _parse_equipment_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        equipment_id = _parse_equipment_id(d.pop("equipment_id"))

        errors = []
        _errors = d.pop("errors")
        for errors_item_data in _errors:
            errors_item = ImportNote.from_dict(errors_item_data)

            errors.append(errors_item)

        row = d.pop("row")

        warnings = []
        _warnings = d.pop("warnings")
        for warnings_item_data in _warnings:
            warnings_item = ImportNote.from_dict(warnings_item_data)

            warnings.append(warnings_item)

        import_row = cls(
            action=action,
            asset_number=asset_number,
            equipment_id=equipment_id,
            errors=errors,
            row=row,
            warnings=warnings,
        )

        import_row.additional_properties = d
        return import_row

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
