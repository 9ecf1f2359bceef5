from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.consultation_read_agreement_type_0 import (
    ConsultationReadAgreementType0,
    check_consultation_read_agreement_type_0,
)

T = TypeVar("T", bound="ConsultationRead")


@_attrs_define
class ConsultationRead:
    """A second opinion that was asked for; ``ended_at`` without ``answered_at``: it was withdrawn.

    Attributes:
        agreement (ConsultationReadAgreementType0 | None):
        answered_at (datetime.datetime | None):
        asked_at (datetime.datetime):
        asked_by (str):
        case_id (str):
        doctor_id (str):
        doctor_name_en (str):
        doctor_name_zh (str):
        ended_at (datetime.datetime | None):
        id (str):
        opinion (None | str):
        question (str):
    """

    agreement: ConsultationReadAgreementType0 | None
    answered_at: datetime.datetime | None
    asked_at: datetime.datetime
    asked_by: str
    case_id: str
    doctor_id: str
    doctor_name_en: str
    doctor_name_zh: str
    ended_at: datetime.datetime | None
    id: str
    opinion: None | str
    question: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        agreement: None | str
        if isinstance(self.agreement, str):
            agreement = self.agreement
        else:
            agreement = self.agreement

        answered_at: None | str
        if isinstance(self.answered_at, datetime.datetime):
            answered_at = self.answered_at.isoformat()
        else:
            answered_at = self.answered_at

        asked_at = self.asked_at.isoformat()

        asked_by = self.asked_by

        case_id = self.case_id

        doctor_id = self.doctor_id

        doctor_name_en = self.doctor_name_en

        doctor_name_zh = self.doctor_name_zh

        ended_at: None | str
        if isinstance(self.ended_at, datetime.datetime):
            ended_at = self.ended_at.isoformat()
        else:
            ended_at = self.ended_at

        id = self.id

        opinion: None | str
        opinion = self.opinion

        question = self.question

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "agreement": agreement,
                "answered_at": answered_at,
                "asked_at": asked_at,
                "asked_by": asked_by,
                "case_id": case_id,
                "doctor_id": doctor_id,
                "doctor_name_en": doctor_name_en,
                "doctor_name_zh": doctor_name_zh,
                "ended_at": ended_at,
                "id": id,
                "opinion": opinion,
                "question": question,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)

        def _parse_agreement(data: object) -> ConsultationReadAgreementType0 | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                agreement_type_0 = check_consultation_read_agreement_type_0(data)

                return agreement_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(ConsultationReadAgreementType0 | None, data)

        agreement = _parse_agreement(d.pop("agreement"))

        def _parse_answered_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                answered_at_type_0 = datetime.datetime.fromisoformat(data)

                return answered_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        answered_at = _parse_answered_at(d.pop("answered_at"))

        asked_at = datetime.datetime.fromisoformat(d.pop("asked_at"))

        asked_by = d.pop("asked_by")

        case_id = d.pop("case_id")

        doctor_id = d.pop("doctor_id")

        doctor_name_en = d.pop("doctor_name_en")

        doctor_name_zh = d.pop("doctor_name_zh")

        def _parse_ended_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                ended_at_type_0 = datetime.datetime.fromisoformat(data)

                return ended_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        ended_at = _parse_ended_at(d.pop("ended_at"))

        id = d.pop("id")

        def _parse_opinion(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        opinion = _parse_opinion(d.pop("opinion"))

        question = d.pop("question")

        consultation_read = cls(
            agreement=agreement,
            answered_at=answered_at,
            asked_at=asked_at,
            asked_by=asked_by,
            case_id=case_id,
            doctor_id=doctor_id,
            doctor_name_en=doctor_name_en,
            doctor_name_zh=doctor_name_zh,
            ended_at=ended_at,
            id=id,
            opinion=opinion,
            question=question,
        )

        consultation_read.additional_properties = d
        return consultation_read

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
