from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.triage_read_care_type_0 import (
    TriageReadCareType0,
    check_triage_read_care_type_0,
)
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.text_read import TextRead


T = TypeVar("T", bound="TriageRead")


@_attrs_define
class TriageRead:
    """Where the case belongs and why, how it is judged (remote, one to one with the factory, on site) and what the
    factory can check itself meanwhile, the cheapest first. Cases triaged before there was such a judgement have none.

        Attributes:
            departments (list[str]):
            missing_information (list[TextRead]):
            mode (str):
            reasons (list[TextRead]):
            specialties (list[str]):
            urgency (int):
            care (None | TriageReadCareType0 | Unset):
            checklist (list[TextRead] | Unset):
            checklist_name (None | TextRead | Unset):
    """

    departments: list[str]
    missing_information: list[TextRead]
    mode: str
    reasons: list[TextRead]
    specialties: list[str]
    urgency: int
    care: None | TriageReadCareType0 | Unset = UNSET
    checklist: list[TextRead] | Unset = UNSET
    checklist_name: None | TextRead | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.text_read import TextRead

        departments = self.departments

        missing_information = []
        for missing_information_item_data in self.missing_information:
            missing_information_item = missing_information_item_data.to_dict()
            missing_information.append(missing_information_item)

        mode = self.mode

        reasons = []
        for reasons_item_data in self.reasons:
            reasons_item = reasons_item_data.to_dict()
            reasons.append(reasons_item)

        specialties = self.specialties

        urgency = self.urgency

        care: None | str | Unset
        if isinstance(self.care, Unset):
            care = UNSET
        elif isinstance(self.care, str):
            care = self.care
        else:
            care = self.care

        checklist: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.checklist, Unset):
            checklist = []
            for checklist_item_data in self.checklist:
                checklist_item = checklist_item_data.to_dict()
                checklist.append(checklist_item)

        checklist_name: dict[str, Any] | None | Unset
        if isinstance(self.checklist_name, Unset):
            checklist_name = UNSET
        elif isinstance(self.checklist_name, TextRead):
            checklist_name = self.checklist_name.to_dict()
        else:
            checklist_name = self.checklist_name

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "departments": departments,
                "missing_information": missing_information,
                "mode": mode,
                "reasons": reasons,
                "specialties": specialties,
                "urgency": urgency,
            }
        )
        if care is not UNSET:
            field_dict["care"] = care
        if checklist is not UNSET:
            field_dict["checklist"] = checklist
        if checklist_name is not UNSET:
            field_dict["checklist_name"] = checklist_name

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.text_read import TextRead

        d = dict(src_dict)
        departments = cast(list[str], d.pop("departments"))

        missing_information = []
        _missing_information = d.pop("missing_information")
        for missing_information_item_data in _missing_information:
            missing_information_item = TextRead.from_dict(missing_information_item_data)

            missing_information.append(missing_information_item)

        mode = d.pop("mode")

        reasons = []
        _reasons = d.pop("reasons")
        for reasons_item_data in _reasons:
            reasons_item = TextRead.from_dict(reasons_item_data)

            reasons.append(reasons_item)

        specialties = cast(list[str], d.pop("specialties"))

        urgency = d.pop("urgency")

        def _parse_care(data: object) -> None | TriageReadCareType0 | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                care_type_0 = check_triage_read_care_type_0(data)

                return care_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | TriageReadCareType0 | Unset, data)

        care = _parse_care(d.pop("care", UNSET))

        _checklist = d.pop("checklist", UNSET)
        checklist: list[TextRead] | Unset = UNSET
        if _checklist is not UNSET:
            checklist = []
            for checklist_item_data in _checklist:
                checklist_item = TextRead.from_dict(checklist_item_data)

                checklist.append(checklist_item)

        def _parse_checklist_name(data: object) -> None | TextRead | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                checklist_name_type_0 = TextRead.from_dict(data)

                return checklist_name_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | TextRead | Unset, data)

        checklist_name = _parse_checklist_name(d.pop("checklist_name", UNSET))

        triage_read = cls(
            departments=departments,
            missing_information=missing_information,
            mode=mode,
            reasons=reasons,
            specialties=specialties,
            urgency=urgency,
            care=care,
            checklist=checklist,
            checklist_name=checklist_name,
        )

        triage_read.additional_properties = d
        return triage_read

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
