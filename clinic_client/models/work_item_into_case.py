from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.work_item_into_case_language import (
    WorkItemIntoCaseLanguage,
    check_work_item_into_case_language,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="WorkItemIntoCase")


@_attrs_define
class WorkItemIntoCase:
    """Open a case for a need.

    Attributes:
        complaint (None | str | Unset):
        equipment_id (None | str | Unset):
        factory_id (None | str | Unset):
        language (WorkItemIntoCaseLanguage | Unset):  Default: 'zh'.
    """

    complaint: None | str | Unset = UNSET
    equipment_id: None | str | Unset = UNSET
    factory_id: None | str | Unset = UNSET
    language: WorkItemIntoCaseLanguage | Unset = "zh"

    def to_dict(self) -> dict[str, Any]:
        complaint: None | str | Unset
        if isinstance(self.complaint, Unset):
            complaint = UNSET
        else:
            complaint = self.complaint

        equipment_id: None | str | Unset
        if isinstance(self.equipment_id, Unset):
            equipment_id = UNSET
        else:
            equipment_id = self.equipment_id

        factory_id: None | str | Unset
        if isinstance(self.factory_id, Unset):
            factory_id = UNSET
        else:
            factory_id = self.factory_id

        language: str | Unset = UNSET
        if not isinstance(self.language, Unset):
            language = self.language

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if complaint is not UNSET:
            field_dict["complaint"] = complaint
        if equipment_id is not UNSET:
            field_dict["equipment_id"] = equipment_id
        if factory_id is not UNSET:
            field_dict["factory_id"] = factory_id
        if language is not UNSET:
            field_dict["language"] = language

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)

        def _parse_complaint(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        complaint = _parse_complaint(d.pop("complaint", UNSET))

        def _parse_equipment_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        equipment_id = _parse_equipment_id(d.pop("equipment_id", UNSET))

        def _parse_factory_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        factory_id = _parse_factory_id(d.pop("factory_id", UNSET))

        _language = d.pop("language", UNSET)
        language: WorkItemIntoCaseLanguage | Unset
        if isinstance(_language, Unset):
            language = UNSET
        else:
            language = check_work_item_into_case_language(_language)

        work_item_into_case = cls(
            complaint=complaint,
            equipment_id=equipment_id,
            factory_id=factory_id,
            language=language,
        )

        return work_item_into_case
