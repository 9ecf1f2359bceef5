from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.diagnosis_finding_judgement import (
    DiagnosisFindingJudgement,
    check_diagnosis_finding_judgement,
)
from ..models.diagnosis_finding_severity_type_0 import (
    DiagnosisFindingSeverityType0,
    check_diagnosis_finding_severity_type_0,
)
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.own_words import OwnWords


T = TypeVar("T", bound="DiagnosisFinding")


@_attrs_define
class DiagnosisFinding:
    """One finding as the signer judges it: from the automatic opinion (confirmed, refuted) or added.

    Attributes:
        fault (str):
        judgement (DiagnosisFindingJudgement):
        component (None | str | Unset): id of the bearing, gear, belt or shaft; null where unknown
        examination_finding (int | None | Unset):
        note (None | OwnWords | Unset):
        severity (DiagnosisFindingSeverityType0 | None | Unset):
    """

    fault: str
    judgement: DiagnosisFindingJudgement
    component: None | str | Unset = UNSET
    examination_finding: int | None | Unset = UNSET
    note: None | OwnWords | Unset = UNSET
    severity: DiagnosisFindingSeverityType0 | None | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        from ..models.own_words import OwnWords

        fault = self.fault

        judgement: str = self.judgement

        component: None | str | Unset
        if isinstance(self.component, Unset):
            component = UNSET
        else:
            component = self.component

        examination_finding: int | None | Unset
        if isinstance(self.examination_finding, Unset):
            examination_finding = UNSET
        else:
            examination_finding = self.examination_finding

        note: dict[str, Any] | None | Unset
        if isinstance(self.note, Unset):
            note = UNSET
        elif isinstance(self.note, OwnWords):
            note = self.note.to_dict()
        else:
            note = self.note

        severity: None | str | Unset
        if isinstance(self.severity, Unset):
            severity = UNSET
        elif isinstance(self.severity, str):
            severity = self.severity
        else:
            severity = self.severity

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "fault": fault,
                "judgement": judgement,
            }
        )
        if component is not UNSET:
            field_dict["component"] = component
        if examination_finding is not UNSET:
            field_dict["examination_finding"] = examination_finding
        if note is not UNSET:
            field_dict["note"] = note
        if severity is not UNSET:
            field_dict["severity"] = severity

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.own_words import OwnWords

        d = dict(src_dict)
        fault = d.pop("fault")

        judgement = check_diagnosis_finding_judgement(d.pop("judgement"))

        def _parse_component(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        component = _parse_component(d.pop("component", UNSET))

        def _parse_examination_finding(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        examination_finding = _parse_examination_finding(
            d.pop("examination_finding", UNSET)
        )

        def _parse_note(data: object) -> None | OwnWords | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                note_type_0 = OwnWords.from_dict(data)

                return note_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | OwnWords | Unset, data)

        note = _parse_note(d.pop("note", UNSET))

        def _parse_severity(
            data: object,
        ) -> DiagnosisFindingSeverityType0 | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                severity_type_0 = check_diagnosis_finding_severity_type_0(data)

                return severity_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(DiagnosisFindingSeverityType0 | None | Unset, data)

        severity = _parse_severity(d.pop("severity", UNSET))

        diagnosis_finding = cls(
            fault=fault,
            judgement=judgement,
            component=component,
            examination_finding=examination_finding,
            note=note,
            severity=severity,
        )

        return diagnosis_finding
