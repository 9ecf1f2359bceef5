from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.similar_case_read_follow_up_type_0 import (
    SimilarCaseReadFollowUpType0,
    check_similar_case_read_follow_up_type_0,
)

if TYPE_CHECKING:
    from ..models.cause_read import CauseRead
    from ..models.cure_read import CureRead
    from ..models.text_read import TextRead


T = TypeVar("T", bound="SimilarCaseRead")


@_attrs_define
class SimilarCaseRead:
    """An earlier case that is like the one at hand.

    A case that the reader may not open is told without anything by which its factory or its people could be known: no
    id, no machine, no component, and no free text; of its cure only what the hospital's own texts say. ``is_open`` is
    false for these.

        Attributes:
            case_id (None | str):
            causes (list[CauseRead]):
            compared (float): how much could be compared, 1 where everything is known of both
            complaint (None | str):
            cure (CureRead): What was done and how the case ended. ``items`` may hold fewer than ``items_done`` (see
                `SimilarCaseRead`).
            department (None | str):
            equipment_id (None | str):
            equipment_kind (None | str):
            factory_id (None | str):
            findings (float | None):
            follow_up (None | SimilarCaseReadFollowUpType0):
            is_confirmed (bool):
            is_open (bool):
            machine (float | None):
            opened_in (str): year and month
            reasons (list[TextRead]):
            similarity (float): 0 … 1, over the parts that could be compared
            words (float | None):
    """

    case_id: None | str
    causes: list[CauseRead]
    compared: float
    complaint: None | str
    cure: CureRead
    department: None | str
    equipment_id: None | str
    equipment_kind: None | str
    factory_id: None | str
    findings: float | None
    follow_up: None | SimilarCaseReadFollowUpType0
    is_confirmed: bool
    is_open: bool
    machine: float | None
    opened_in: str
    reasons: list[TextRead]
    similarity: float
    words: float | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        case_id: None | str
        case_id = self.case_id

        causes = []
        for causes_item_data in self.causes:
            causes_item = causes_item_data.to_dict()
            causes.append(causes_item)

        compared = self.compared

        complaint: None | str
        complaint = self.complaint

        cure = self.cure.to_dict()

        department: None | str
        department = self.department

        equipment_id: None | str
        equipment_id = self.equipment_id

        equipment_kind: None | str
        equipment_kind = self.equipment_kind

        factory_id: None | str
        factory_id = self.factory_id

        findings: float | None
        findings = self.findings

        follow_up: None | str
        if isinstance(self.follow_up, str):
            follow_up = self.follow_up
        else:
            follow_up = self.follow_up

        is_confirmed = self.is_confirmed

        is_open = self.is_open

        machine: float | None
        machine = self.machine

        opened_in = self.opened_in

        reasons = []
        for reasons_item_data in self.reasons:
            reasons_item = reasons_item_data.to_dict()
            reasons.append(reasons_item)

        similarity = self.similarity

        words: float | None
        words = self.words

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "case_id": case_id,
                "causes": causes,
                "compared": compared,
                "complaint": complaint,
                "cure": cure,
                "department": department,
                "equipment_id": equipment_id,
                "equipment_kind": equipment_kind,
                "factory_id": factory_id,
                "findings": findings,
                "follow_up": follow_up,
                "is_confirmed": is_confirmed,
                "is_open": is_open,
                "machine": machine,
                "opened_in": opened_in,
                "reasons": reasons,
                "similarity": similarity,
                "words": words,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.cause_read import CauseRead
        from ..models.cure_read import CureRead
        from ..models.text_read import TextRead

        d = dict(src_dict)

        def _parse_case_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        case_id = _parse_case_id(d.pop("case_id"))

        causes = []
        _causes = d.pop("causes")
        for causes_item_data in _causes:
            causes_item = CauseRead.from_dict(causes_item_data)

            causes.append(causes_item)

        compared = d.pop("compared")

        def _parse_complaint(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        complaint = _parse_complaint(d.pop("complaint"))

        cure = CureRead.from_dict(d.pop("cure"))

        def _parse_department(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        department = _parse_department(d.pop("department"))

        def _parse_equipment_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        equipment_id = _parse_equipment_id(d.pop("equipment_id"))

        def _parse_equipment_kind(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        equipment_kind = _parse_equipment_kind(d.pop("equipment_kind"))

        def _parse_factory_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        factory_id = _parse_factory_id(d.pop("factory_id"))

        def _parse_findings(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        findings = _parse_findings(d.pop("findings"))

        def _parse_follow_up(data: object) -> None | SimilarCaseReadFollowUpType0:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                follow_up_type_0 = check_similar_case_read_follow_up_type_0(data)

                return follow_up_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | SimilarCaseReadFollowUpType0, data)

        follow_up = _parse_follow_up(d.pop("follow_up"))

        is_confirmed = d.pop("is_confirmed")

        is_open = d.pop("is_open")

        def _parse_machine(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        machine = _parse_machine(d.pop("machine"))

        opened_in = d.pop("opened_in")

        reasons = []
        _reasons = d.pop("reasons")
        for reasons_item_data in _reasons:
            reasons_item = TextRead.from_dict(reasons_item_data)

            reasons.append(reasons_item)

        similarity = d.pop("similarity")

        def _parse_words(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        words = _parse_words(d.pop("words"))

        similar_case_read = cls(
            case_id=case_id,
            causes=causes,
            compared=compared,
            complaint=complaint,
            cure=cure,
            department=department,
            equipment_id=equipment_id,
            equipment_kind=equipment_kind,
            factory_id=factory_id,
            findings=findings,
            follow_up=follow_up,
            is_confirmed=is_confirmed,
            is_open=is_open,
            machine=machine,
            opened_in=opened_in,
            reasons=reasons,
            similarity=similarity,
            words=words,
        )

        similar_case_read.additional_properties = d
        return similar_case_read

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
