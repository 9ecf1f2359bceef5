from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.confirmed_finding_read import ConfirmedFindingRead
    from ..models.diagnosis_draft_read import DiagnosisDraftRead
    from ..models.diagnosis_read import DiagnosisRead
    from ..models.discharge_read import DischargeRead
    from ..models.follow_up_read import FollowUpRead
    from ..models.prescription_item_read import PrescriptionItemRead
    from ..models.satisfaction_read import SatisfactionRead
    from ..models.text_read import TextRead


T = TypeVar("T", bound="TreatmentRead")


@_attrs_define
class TreatmentRead:
    """All of a case from the diagnosis on; ``draft`` is for the hospital only, null for others.

    Attributes:
        case_id (str):
        case_state (str):
        case_state_text (TextRead): One text in both languages.
        case_version (int):
        confirmed_findings (list[ConfirmedFindingRead]):
        diagnosis (DiagnosisRead | None):
        diagnosis_versions (int):
        discharge (DischargeRead | None):
        draft (DiagnosisDraftRead | None):
        follow_up (FollowUpRead | None):
        may_finish (bool):
        prescription (list[PrescriptionItemRead]):
        satisfaction (None | SatisfactionRead):
    """

    case_id: str
    case_state: str
    case_state_text: TextRead
    case_version: int
    confirmed_findings: list[ConfirmedFindingRead]
    diagnosis: DiagnosisRead | None
    diagnosis_versions: int
    discharge: DischargeRead | None
    draft: DiagnosisDraftRead | None
    follow_up: FollowUpRead | None
    may_finish: bool
    prescription: list[PrescriptionItemRead]
    satisfaction: None | SatisfactionRead
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.diagnosis_draft_read import DiagnosisDraftRead
        from ..models.diagnosis_read import DiagnosisRead
        from ..models.discharge_read import DischargeRead
        from ..models.follow_up_read import FollowUpRead
        from ..models.satisfaction_read import SatisfactionRead

        case_id = self.case_id

        case_state = self.case_state

        case_state_text = self.case_state_text.to_dict()

        case_version = self.case_version

        confirmed_findings = []
        for confirmed_findings_item_data in self.confirmed_findings:
            confirmed_findings_item = confirmed_findings_item_data.to_dict()
            confirmed_findings.append(confirmed_findings_item)

        diagnosis: dict[str, Any] | None
        if isinstance(self.diagnosis, DiagnosisRead):
            diagnosis = self.diagnosis.to_dict()
        else:
            diagnosis = self.diagnosis

        diagnosis_versions = self.diagnosis_versions

        discharge: dict[str, Any] | None
        if isinstance(self.discharge, DischargeRead):
            discharge = self.discharge.to_dict()
        else:
            discharge = self.discharge

        draft: dict[str, Any] | None
        if isinstance(self.draft, DiagnosisDraftRead):
            draft = self.draft.to_dict()
        else:
            draft = self.draft

        follow_up: dict[str, Any] | None
        if isinstance(self.follow_up, FollowUpRead):
            follow_up = self.follow_up.to_dict()
        else:
            follow_up = self.follow_up

        may_finish = self.may_finish

        prescription = []
        for prescription_item_data in self.prescription:
            prescription_item = prescription_item_data.to_dict()
            prescription.append(prescription_item)

        satisfaction: dict[str, Any] | None
        if isinstance(self.satisfaction, SatisfactionRead):
            satisfaction = self.satisfaction.to_dict()
        else:
            satisfaction = self.satisfaction

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "case_id": case_id,
                "case_state": case_state,
                "case_state_text": case_state_text,
                "case_version": case_version,
                "confirmed_findings": confirmed_findings,
                "diagnosis": diagnosis,
                "diagnosis_versions": diagnosis_versions,
                "discharge": discharge,
                "draft": draft,
                "follow_up": follow_up,
                "may_finish": may_finish,
                "prescription": prescription,
                "satisfaction": satisfaction,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.confirmed_finding_read import ConfirmedFindingRead
        from ..models.diagnosis_draft_read import DiagnosisDraftRead
        from ..models.diagnosis_read import DiagnosisRead
        from ..models.discharge_read import DischargeRead
        from ..models.follow_up_read import FollowUpRead
        from ..models.prescription_item_read import PrescriptionItemRead
        from ..models.satisfaction_read import SatisfactionRead
        from ..models.text_read import TextRead

        d = dict(src_dict)
        case_id = d.pop("case_id")

        case_state = d.pop("case_state")

        case_state_text = TextRead.from_dict(d.pop("case_state_text"))

        case_version = d.pop("case_version")

        confirmed_findings = []
        _confirmed_findings = d.pop("confirmed_findings")
        for confirmed_findings_item_data in _confirmed_findings:
            confirmed_findings_item = ConfirmedFindingRead.from_dict(
                confirmed_findings_item_data
            )

            confirmed_findings.append(confirmed_findings_item)

        def _parse_diagnosis(data: object) -> DiagnosisRead | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                diagnosis_type_0 = DiagnosisRead.from_dict(data)

                return diagnosis_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(DiagnosisRead | None, data)

        diagnosis = _parse_diagnosis(d.pop("diagnosis"))

        diagnosis_versions = d.pop("diagnosis_versions")

        def _parse_discharge(data: object) -> DischargeRead | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                discharge_type_0 = DischargeRead.from_dict(data)

                return discharge_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(DischargeRead | None, data)

        discharge = _parse_discharge(d.pop("discharge"))

        def _parse_draft(data: object) -> DiagnosisDraftRead | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                draft_type_0 = DiagnosisDraftRead.from_dict(data)

                return draft_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(DiagnosisDraftRead | None, data)

        draft = _parse_draft(d.pop("draft"))

        def _parse_follow_up(data: object) -> FollowUpRead | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                follow_up_type_0 = FollowUpRead.from_dict(data)

                return follow_up_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(FollowUpRead | None, data)

        follow_up = _parse_follow_up(d.pop("follow_up"))

        may_finish = d.pop("may_finish")

        prescription = []
        _prescription = d.pop("prescription")
        for prescription_item_data in _prescription:
            prescription_item = PrescriptionItemRead.from_dict(prescription_item_data)

            prescription.append(prescription_item)

        def _parse_satisfaction(data: object) -> None | SatisfactionRead:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                satisfaction_type_0 = SatisfactionRead.from_dict(data)

                return satisfaction_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | SatisfactionRead, data)

        satisfaction = _parse_satisfaction(d.pop("satisfaction"))

        treatment_read = cls(
            case_id=case_id,
            case_state=case_state,
            case_state_text=case_state_text,
            case_version=case_version,
            confirmed_findings=confirmed_findings,
            diagnosis=diagnosis,
            diagnosis_versions=diagnosis_versions,
            discharge=discharge,
            draft=draft,
            follow_up=follow_up,
            may_finish=may_finish,
            prescription=prescription,
            satisfaction=satisfaction,
        )

        treatment_read.additional_properties = d
        return treatment_read

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
