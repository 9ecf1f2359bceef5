"""All of a case from the diagnosis on, on one page."""

from __future__ import annotations

from clinic_api.cases.models import Case
from clinic_api.cases.states import CaseState, state_text
from clinic_api.kit.fields import TextRead
from clinic_api.treatments.access import TreatmentRepository
from clinic_api.treatments.diagnoses import diagnosis_read, draft_read
from clinic_api.treatments.follow_up import follow_up_read
from clinic_api.treatments.models import Diagnosis, DiagnosisDraft, Discharge, PrescriptionItem, Satisfaction
from clinic_api.treatments.outcome_schemas import DischargeRead, SatisfactionRead
from clinic_api.treatments.outcomes import confirmed_findings
from clinic_api.treatments.overview_schemas import TreatmentRead
from clinic_api.treatments.prescriptions import item_read

__all__ = ["treatment_read"]


def treatment_read(repository: TreatmentRepository, case: Case) -> TreatmentRead:
    """Return what the principal may see of the treatment of ``case``, which is visible to them."""
    drafts = repository.rows(DiagnosisDraft, case)
    diagnoses = repository.rows(Diagnosis, case)
    items = [item_read(row) for row in repository.rows(PrescriptionItem, case)]
    answers = repository.rows(Satisfaction, case)
    discharges = repository.rows(Discharge, case) if case.state == CaseState.DISCHARGED else ()
    closed = all(item.state != "open" for item in items)
    return TreatmentRead(
        case_id=case.id,
        case_state=case.state,
        case_state_text=TextRead.of(state_text(CaseState(case.state))),
        case_version=case.version,
        draft=draft_read(repository.session, case, drafts[0]) if drafts else None,
        diagnosis=diagnosis_read(diagnoses[-1]) if diagnoses else None,
        diagnosis_versions=len(diagnoses),
        prescription=items,
        may_finish=case.state == CaseState.IN_TREATMENT and closed,
        follow_up=follow_up_read(repository, case),
        confirmed_findings=confirmed_findings(repository, case),
        satisfaction=SatisfactionRead.model_validate(answers[0], from_attributes=True) if answers else None,
        discharge=DischargeRead.model_validate(discharges[-1], from_attributes=True) if discharges else None,
    )
