"""The records of doctors and of fault rules, for whoever may see them."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from clinic_api.doctors.models import Doctor
from clinic_api.errors import NotFound
from clinic_api.kit.fields import TextRead
from clinic_api.kit.ids import is_id
from clinic_api.kit.pagination import Page, PageParameters, fetch_page
from clinic_api.kit.principal import Principal, Role
from clinic_api.outcomes.evidence import DoctorEvidence, evidence_by_doctor, judged_findings
from clinic_api.outcomes.figures import counted, estimated
from clinic_api.outcomes.schemas import (
    DepartmentOutcomeRead,
    DoctorOutcomeRead,
    ProbabilityBinRead,
    RuleOutcomeRead,
    RulesRead,
    SpecialtyOutcomeRead,
)
from diagnostics.vocabulary import FAULTS
from experts.directory import department_name, specialty_name
from experts.outcomes import (
    CalibrationBin,
    Evidence,
    LearnedGrade,
    RuleRecord,
    brier_score,
    calibration_bins,
    department_records,
    grade_records,
    rule_records,
    share_record,
)

__all__ = ["RecordService", "rules_read"]


class RecordService:
    """Doctors' records on behalf of ``principal``: a doctor sees the own one only."""

    def __init__(self, session: Session, principal: Principal) -> None:
        self._session = session
        self._principal = principal

    def page(self, page: PageParameters) -> Page[DoctorOutcomeRead]:
        """Return a page of records, the newest doctor first."""
        statement = select(Doctor)
        if self._principal.role is Role.DOCTOR:
            statement = statement.where(Doctor.id == self._principal.doctor_id)
        doctors, next_cursor = fetch_page(self._session, statement, Doctor.id, page)
        evidence = evidence_by_doctor(self._session, doctor_ids=[doctor.id for doctor in doctors])
        return Page(items=[_record(doctor, evidence.get(doctor.id)) for doctor in doctors], next_cursor=next_cursor)

    def read(self, doctor_id: str) -> DoctorOutcomeRead:
        """Return one record; another doctor's does not exist for a doctor."""
        is_foreign = self._principal.role is Role.DOCTOR and doctor_id != self._principal.doctor_id
        doctor = None if is_foreign or not is_id(doctor_id, "doc") else self._session.get(Doctor, doctor_id)
        if doctor is None:
            raise NotFound()
        return _record(doctor, evidence_by_doctor(self._session, doctor_ids=[doctor.id]).get(doctor.id))


def rules_read(session: Session) -> RulesRead:
    """Return how the fault rules did in opened machines."""
    judged = judged_findings(session)
    brier = brier_score(judged) if judged else None
    return RulesRead(
        brier=counted(brier, len(judged), absent="no_judged_findings"),
        rules=[_rule(record) for record in rule_records(judged)],
        bins=[_bin(one) for one in calibration_bins(judged)],
    )


def _record(doctor: Doctor, evidence: DoctorEvidence | None) -> DoctorOutcomeRead:
    found = evidence or DoctorEvidence({}, {})
    whole = sum(found.by_department.values(), Evidence())
    return DoctorOutcomeRead(
        doctor_id=doctor.id,
        name_en=doctor.name_en,
        name_zh=doctor.name_zh,
        first_time_right=estimated(share_record(whole.right, whole.wrong), absent="no_judged_cases"),
        departments=[
            DepartmentOutcomeRead(
                department=code,
                name=TextRead.of(department_name(code)),
                first_time_right=estimated(share, absent="no_judged_cases"),
            )
            for code, share in department_records(found.by_department).items()
        ],
        specialties=[_specialty(grade) for grade in grade_records(doctor.specialties, found.by_specialty)],
    )


def _specialty(grade: LearnedGrade) -> SpecialtyOutcomeRead:
    low, high = grade.posterior.interval
    return SpecialtyOutcomeRead(
        specialty=grade.tag,
        name=TextRead.of(specialty_name(grade.tag)),
        stated=grade.stated,
        grade_now=round(grade.grade, 4),
        low=round(low, 4),
        high=round(high, 4),
        right=grade.evidence.right,
        count=grade.posterior.cases,
        chosen=grade.evidence.chosen,
        passed_over=grade.evidence.passed_over,
        text=TextRead.of(grade.text),
    )


def _rule(record: RuleRecord) -> RuleOutcomeRead:
    kind = FAULTS.get(record.fault)
    return RuleOutcomeRead(
        fault=record.fault,
        name=TextRead(en=record.fault, zh=record.fault) if kind is None else TextRead.of(kind.name),
        confirmed=record.confirmed,
        refuted=record.refuted,
        mean_stated=round(record.mean_stated, 4),
        brier=round(record.brier, 4),
        share=estimated(record.share, absent="no_judged_findings"),
    )


def _bin(one: CalibrationBin) -> ProbabilityBinRead:
    return ProbabilityBinRead(
        low=one.low,
        high=one.high,
        mean_stated=round(one.mean_stated, 4),
        confirmed=one.confirmed,
        share=estimated(one.share, absent="no_judged_findings"),
    )
