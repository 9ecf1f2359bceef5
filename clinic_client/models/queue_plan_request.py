from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.imagined_case import ImaginedCase


T = TypeVar("T", bound="QueuePlanRequest")


@_attrs_define
class QueuePlanRequest:
    """Which plan is asked for. With ``absent_doctor_ids`` or ``imagined_cases`` it is a "what if": the answer tells
    what would change. Nothing is changed by it.

        Attributes:
            absent_doctor_ids (list[str] | Unset):
            case_ids (list[str] | None | Unset): left out: every case that waits for a doctor
            imagined_cases (list[ImaginedCase] | Unset):
            replan (bool | Unset): whether cases given to a doctor who has not begun yet may go to another one Default:
                False.
    """

    absent_doctor_ids: list[str] | Unset = UNSET
    case_ids: list[str] | None | Unset = UNSET
    imagined_cases: list[ImaginedCase] | Unset = UNSET
    replan: bool | Unset = False

    def to_dict(self) -> dict[str, Any]:
        absent_doctor_ids: list[str] | Unset = UNSET
        if not isinstance(self.absent_doctor_ids, Unset):
            absent_doctor_ids = self.absent_doctor_ids

        case_ids: list[str] | None | Unset
        if isinstance(self.case_ids, Unset):
            case_ids = UNSET
        elif isinstance(self.case_ids, list):
            case_ids = self.case_ids

        else:
            case_ids = self.case_ids

        imagined_cases: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.imagined_cases, Unset):
            imagined_cases = []
            for imagined_cases_item_data in self.imagined_cases:
                imagined_cases_item = imagined_cases_item_data.to_dict()
                imagined_cases.append(imagined_cases_item)

        replan = self.replan

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if absent_doctor_ids is not UNSET:
            field_dict["absent_doctor_ids"] = absent_doctor_ids
        if case_ids is not UNSET:
            field_dict["case_ids"] = case_ids
        if imagined_cases is not UNSET:
            field_dict["imagined_cases"] = imagined_cases
        if replan is not UNSET:
            field_dict["replan"] = replan

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.imagined_case import ImaginedCase

        d = dict(src_dict)
        absent_doctor_ids = cast(list[str], d.pop("absent_doctor_ids", UNSET))

        def _parse_case_ids(data: object) -> list[str] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                case_ids_type_0 = cast(list[str], data)

                return case_ids_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[str] | None | Unset, data)

        case_ids = _parse_case_ids(d.pop("case_ids", UNSET))

        _imagined_cases = d.pop("imagined_cases", UNSET)
        imagined_cases: list[ImaginedCase] | Unset = UNSET
        if _imagined_cases is not UNSET:
            imagined_cases = []
            for imagined_cases_item_data in _imagined_cases:
                imagined_cases_item = ImaginedCase.from_dict(imagined_cases_item_data)

                imagined_cases.append(imagined_cases_item)

        replan = d.pop("replan", UNSET)

        queue_plan_request = cls(
            absent_doctor_ids=absent_doctor_ids,
            case_ids=case_ids,
            imagined_cases=imagined_cases,
            replan=replan,
        )

        return queue_plan_request
