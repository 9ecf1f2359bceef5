"""Routes of treatments: diagnoses and signatures here, what follows them in `treatment_endpoints`."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Response, status

from clinic_api.kit.idempotency import IdempotencyKey, create_once
from clinic_api.kit.permissions import Permission, requires
from clinic_api.kit.principal import Principal
from clinic_api.kit.unit_of_work import SessionOf, SettingsOf
from clinic_api.kit.versions import IfMatch, set_etag
from clinic_api.treatments import treatment_endpoints
from clinic_api.treatments.access import TreatmentRepository
from clinic_api.treatments.diagnoses import DiagnosisService
from clinic_api.treatments.diagnosis_schemas import (
    AmendDiagnosis,
    DiagnosisContent,
    DiagnosisDraftRead,
    DiagnosisList,
    DiagnosisRead,
    SignDiagnosis,
)
from clinic_api.treatments.examination_signatures import ExaminationSigning
from clinic_api.treatments.overview import treatment_read
from clinic_api.treatments.overview_schemas import TreatmentRead
from clinic_api.treatments.signature_schemas import (
    ExaminationDecision,
    ExaminationSignatureList,
    ExaminationSignatureRead,
)

__all__ = ["router"]

router = APIRouter(prefix="/api/v1", tags=["treatments"])

MayRead = Annotated[Principal, Depends(requires(Permission.TREATMENT_READ))]
MaySign = Annotated[Principal, Depends(requires(Permission.DIAGNOSIS_SIGN))]
MaySignExamination = Annotated[Principal, Depends(requires(Permission.EXAMINATION_SIGN))]
MayReadExamination = Annotated[Principal, Depends(requires(Permission.EXAMINATION_READ))]


@router.get("/cases/{case_id}/treatment")
def read_treatment(case_id: str, principal: MayRead, session: SessionOf, response: Response) -> TreatmentRead:
    """Show a case from its diagnosis on; the ETag is the case's version."""
    repository = TreatmentRepository(session, principal)
    treatment = treatment_read(repository, repository.get(case_id))
    set_etag(response, treatment.case_version)
    return treatment


@router.put("/cases/{case_id}/diagnosis-draft")
def write_diagnosis_draft(
    case_id: str,
    body: DiagnosisContent,
    principal: MaySign,
    session: SessionOf,
    settings: SettingsOf,
    response: Response,
    if_match: IfMatch = None,
) -> DiagnosisDraftRead:
    """Write the draft of a diagnosis, or write it anew (``If-Match``: the draft's version)."""
    service = DiagnosisService(TreatmentRepository(session, principal), settings)
    draft = service.write_draft(case_id, body, if_match=if_match)
    set_etag(response, draft.version)
    return draft


@router.post("/cases/{case_id}/diagnosis-draft/co-signature", status_code=status.HTTP_201_CREATED)
def cosign_diagnosis(
    case_id: str, body: SignDiagnosis, principal: MaySign, session: SessionOf, settings: SettingsOf
) -> DiagnosisDraftRead:
    """Co-sign the draft as another doctor than the attending one; it holds until the draft is changed."""
    return DiagnosisService(TreatmentRepository(session, principal), settings).cosign(case_id, body)


@router.post("/cases/{case_id}/diagnoses", status_code=status.HTTP_201_CREATED)
def sign_diagnosis(
    case_id: str,
    body: SignDiagnosis,
    principal: MaySign,
    session: SessionOf,
    settings: SettingsOf,
    if_match: IfMatch = None,
    idempotency_key: IdempotencyKey = None,
) -> DiagnosisRead:
    """Sign the draft: the case is diagnosed (``If-Match``: the case's version)."""
    service = DiagnosisService(TreatmentRepository(session, principal), settings)
    return create_once(
        session,
        principal,
        key=idempotency_key,
        operation=f"sign_diagnosis {case_id}",
        request=body,
        answer_type=DiagnosisRead,
        create=lambda: service.sign(case_id, body, if_match=if_match),
    )


@router.post("/cases/{case_id}/diagnoses/amendments", status_code=status.HTTP_201_CREATED)
def amend_diagnosis(
    case_id: str,
    body: AmendDiagnosis,
    principal: MaySign,
    session: SessionOf,
    settings: SettingsOf,
    if_match: IfMatch = None,
    idempotency_key: IdempotencyKey = None,
) -> DiagnosisRead:
    """Sign the draft as a further version with its reason (``If-Match``: the version that is amended)."""
    service = DiagnosisService(TreatmentRepository(session, principal), settings)
    return create_once(
        session,
        principal,
        key=idempotency_key,
        operation=f"amend_diagnosis {case_id}",
        request=body,
        answer_type=DiagnosisRead,
        create=lambda: service.amend(case_id, body, if_match=if_match),
    )


@router.get("/cases/{case_id}/diagnoses")
def list_diagnoses(case_id: str, principal: MayRead, session: SessionOf, settings: SettingsOf) -> DiagnosisList:
    """List all signed versions, the newest first, and whether they are as they were signed."""
    return DiagnosisService(TreatmentRepository(session, principal), settings).versions(case_id)


@router.post("/examinations/{examination_id}/signatures", status_code=status.HTTP_201_CREATED)
def sign_examination(
    examination_id: str,
    body: ExaminationDecision,
    principal: MaySignExamination,
    session: SessionOf,
    settings: SettingsOf,
    idempotency_key: IdempotencyKey = None,
) -> ExaminationSignatureRead:
    """Confirm or correct an automatic opinion; the opinion itself stays as it was made."""
    service = ExaminationSigning(TreatmentRepository(session, principal), settings)
    return create_once(
        session,
        principal,
        key=idempotency_key,
        operation=f"sign_examination {examination_id}",
        request=body,
        answer_type=ExaminationSignatureRead,
        create=lambda: service.sign(examination_id, body),
    )


@router.get("/examinations/{examination_id}/signatures")
def list_examination_signatures(
    examination_id: str, principal: MayReadExamination, session: SessionOf, settings: SettingsOf
) -> ExaminationSignatureList:
    """List what engineers signed about an opinion, the newest first."""
    return ExaminationSigning(TreatmentRepository(session, principal), settings).versions(examination_id)


router.include_router(treatment_endpoints.router)
