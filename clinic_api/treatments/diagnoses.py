"""The diagnosis: drafted by the attending doctor, co-signed where the category asks for it, signed, amended; never
edited.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from sqlalchemy.orm import Session

from clinic_api.cases.acts import change_urgency
from clinic_api.cases.models import Case
from clinic_api.cases.states import OPEN_STATES, Action, CaseState
from clinic_api.cases.timeline import write_line
from clinic_api.cases.wanted import wanted_departments
from clinic_api.database import database_now
from clinic_api.doctors.models import Doctor
from clinic_api.errors import Conflict, Forbidden
from clinic_api.kit.fields import TextRead
from clinic_api.kit.hash_chain import CHAIN_START, chained_sha256
from clinic_api.kit.ids import new_id
from clinic_api.kit.versions import refuse_outdated
from clinic_api.reviews.opening import watch_signature
from clinic_api.settings import Settings
from clinic_api.treatments.access import TEXTS, TreatmentRepository, state_conflict
from clinic_api.treatments.diagnosis_schemas import (
    AmendDiagnosis,
    DiagnosisContent,
    DiagnosisDraftRead,
    DiagnosisList,
    DiagnosisRead,
    SignDiagnosis,
)
from clinic_api.treatments.fields import SignedChainRead
from clinic_api.treatments.judgement import asserted_severities, check_findings
from clinic_api.treatments.models import Diagnosis, DiagnosisDraft
from clinic_api.treatments.signing import check_chain, needed_category, seal
from experts.directory import department_name

__all__ = ["DiagnosisService", "category_for_draft", "diagnosis_read", "draft_read", "valid_cosigner"]

_AFTER_SIGNING: Final = frozenset(
    {
        CaseState.DIAGNOSED,
        CaseState.IN_TREATMENT,
        CaseState.FOLLOW_UP,
        CaseState.DISCHARGED,
        CaseState.NEEDS_INFORMATION,
    }
)
_DRAFTABLE: Final = _AFTER_SIGNING | {CaseState.IN_CONSULTATION}


class DiagnosisService:
    """Diagnoses on behalf of the principal of ``repository``."""

    def __init__(self, repository: TreatmentRepository, settings: Settings) -> None:
        self._repository = repository
        self._session = repository.session
        self._principal = repository.principal
        self._settings = settings

    def write_draft(self, case_id: str, content: DiagnosisContent, *, if_match: str | None) -> DiagnosisDraftRead:
        """Keep ``content`` as the draft, anew or instead of the one before; a co-signature of that one is void."""
        case = self._repository.locked_case(case_id)
        if CaseState(case.state) not in _DRAFTABLE:
            raise state_conflict(CaseState(case.state))
        check_findings(content.findings, self._repository.first_examination(case))
        now = database_now(self._session)
        plain = content.model_dump(mode="json")
        draft = self._draft(case)
        if draft is None:
            draft = DiagnosisDraft(id=new_id("dft"), factory_id=case.factory_id, case_id=case.id, version=0)
            self._session.add(draft)
        else:
            refuse_outdated(if_match, draft.version)
        draft.content = plain
        draft.sha256 = chained_sha256(CHAIN_START, plain)
        draft.version += 1
        draft.updated_at = now
        self._session.flush()
        return draft_read(self._session, case, draft)

    def cosign(self, case_id: str, body: SignDiagnosis) -> DiagnosisDraftRead:
        """Add the co-signature of a doctor who sees the case without attending it."""
        case = self._repository.get(case_id, for_update=True)
        if self._repository.attends(case):
            raise Forbidden("cosigner_is_attending", TEXTS("cosigner_is_attending"))
        draft = self._named_draft(case, body.draft_version)
        now = database_now(self._session)
        signer = self._signer()
        draft.cosigned_sha256 = draft.sha256
        draft.cosigner = signer | {"cosigned_at": now.isoformat()}
        values = {"doctor": self._principal.name, "category": signer["category"]}
        write_line(self._session, case, "diagnosis_cosigned", at=now, by=self._principal, values=values)
        return draft_read(self._session, case, draft)

    def sign(self, case_id: str, body: SignDiagnosis, *, if_match: str | None) -> DiagnosisRead:
        """Sign the draft and lead the case to ``diagnosed``; of several who sign at once one wins."""
        case = self._repository.locked_case(case_id, if_match=if_match)
        now = database_now(self._session)
        self._repository.lead(case, Action.SIGN_DIAGNOSIS, at=now)
        row = self._sign_draft(case, body.draft_version, None, now)
        values = {
            "doctor": self._principal.name,
            "category": row.document["signer"]["category"],
            "urgency": row.urgency,
        }
        write_line(self._session, case, "diagnosed", at=now, by=self._principal, values=values)
        self._take_over_urgency(case, row, now)
        self._watch(case, row, now)
        return diagnosis_read(row)

    def amend(self, case_id: str, body: AmendDiagnosis, *, if_match: str | None) -> DiagnosisRead:
        """Sign the draft as a further version, with its reason; ``if_match`` names the version that is amended."""
        case = self._repository.locked_case(case_id)
        if CaseState(case.state) not in _AFTER_SIGNING:
            raise state_conflict(CaseState(case.state))
        newest = self._newest(case)
        if newest is None:
            raise Conflict("diagnosis_missing", TEXTS("diagnosis_missing"))
        refuse_outdated(if_match, newest.version)
        now = database_now(self._session)
        row = self._sign_draft(case, body.draft_version, body.reason, now)
        values = {"version": row.version, "reason": body.reason}
        write_line(self._session, case, "diagnosis_amended", at=now, by=self._principal, values=values)
        self._take_over_urgency(case, row, now)
        self._watch(case, row, now)
        return diagnosis_read(row)

    def versions(self, case_id: str) -> DiagnosisList:
        """Return all signed versions, the newest first, and whether they are as they were signed."""
        rows = self._repository.rows(Diagnosis, self._repository.get(case_id))
        state = check_chain(self._settings, rows)
        return DiagnosisList(
            items=[diagnosis_read(row) for row in reversed(rows)],
            chain=SignedChainRead(
                valid=state.valid, broken_version=state.broken_version, head_sha256=state.head_sha256
            ),
        )

    def _sign_draft(self, case: Case, draft_version: int, reason: str | None, now: datetime) -> Diagnosis:
        draft = self._named_draft(case, draft_version)
        signer, cosigner = self._signer(), valid_cosigner(draft)
        needed = category_for_draft(draft)
        if max(signer["category"], 0 if cosigner is None else cosigner["category"]) < needed:
            text = TEXTS("category_too_low", needed=needed, own=signer["category"])
            raise Forbidden("category_too_low", text, needed_category=needed)
        previous = self._newest(case)
        examination = self._repository.first_examination(case)
        document = {
            "schema": "diagnosis/1",
            "case_id": case.id,
            "factory_id": case.factory_id,
            "equipment_id": case.equipment_id,
            "examination_id": None if examination is None else examination.id,
            "version": 1 if previous is None else previous.version + 1,
            "content": draft.content,
            "reason": reason,
            "signer": signer,
            "cosigner": cosigner,
            "signed_at": now.isoformat(),
        }
        row = Diagnosis(
            id=new_id("dx"),
            factory_id=case.factory_id,
            case_id=case.id,
            version=document["version"],
            urgency=draft.content["urgency"],
            document=document,
            signed_at=now,
            **vars(seal(self._settings, previous, document)),
        )
        self._session.add(row)
        self._session.delete(draft)
        self._session.flush()
        return row

    def _take_over_urgency(self, case: Case, row: Diagnosis, now: datetime) -> None:
        """Let an open case have the urgency that was signed: everybody is told one time by when to act."""
        if CaseState(case.state) in OPEN_STATES and case.urgency != row.urgency:
            change_urgency(self._repository, case, row.urgency, at=now, reason=TEXTS("urgency_signed"))

    def _watch(self, case: Case, row: Diagnosis, now: datetime) -> None:
        """Let what was signed be reviewed where it contradicts the automatic opinion."""
        examination = self._repository.first_examination(case)
        watch_signature(self._session, case, row, examination, by=self._principal, at=now)

    def _signer(self) -> dict[str, Any]:
        doctor = self._session.get_one(Doctor, self._principal.doctor_id)
        return {
            "account_id": self._principal.account_id,
            "doctor_id": doctor.id,
            "name_en": doctor.name_en,
            "name_zh": doctor.name_zh,
            "category": doctor.category,
        }

    def _newest(self, case: Case) -> Diagnosis | None:
        rows = self._repository.rows(Diagnosis, case)
        return rows[-1] if rows else None

    def _draft(self, case: Case) -> DiagnosisDraft | None:
        drafts = self._repository.rows(DiagnosisDraft, case)
        return drafts[0] if drafts else None

    def _named_draft(self, case: Case, version: int) -> DiagnosisDraft:
        draft = self._draft(case)
        if draft is None:
            raise Conflict("draft_missing", TEXTS("draft_missing"))
        if draft.version != version:
            raise Conflict("draft_changed", TEXTS("draft_changed", version=draft.version), version=draft.version)
        return draft


def category_for_draft(draft: DiagnosisDraft) -> int:
    """Return the least category that may sign ``draft`` alone."""
    content = DiagnosisContent.model_validate(draft.content)
    return needed_category(content.urgency, asserted_severities(content.findings))


def valid_cosigner(draft: DiagnosisDraft) -> dict[str, Any] | None:
    """Return who has co-signed ``draft`` as it is now."""
    return draft.cosigner if draft.cosigned_sha256 == draft.sha256 else None


def draft_read(session: Session, case: Case, draft: DiagnosisDraft) -> DiagnosisDraftRead:
    """Return the draft as its writer sees it, with the departments that nobody on the case is of."""
    cosigner = valid_cosigner(draft)
    missing = [department for department, is_there in wanted_departments(session, case) if not is_there]
    warnings = [TEXTS("department_missing", department=department_name(code)) for code in missing]
    return DiagnosisDraftRead(
        version=draft.version,
        content=DiagnosisContent.model_validate(draft.content),
        needed_category=category_for_draft(draft),
        cosigned_by=None if cosigner is None else f"{cosigner['name_zh']} ({cosigner['name_en']})",
        warnings=[TextRead.of(warning) for warning in warnings],
        updated_at=draft.updated_at,
    )


def diagnosis_read(row: Diagnosis) -> DiagnosisRead:
    """Return one signed version."""
    return DiagnosisRead.model_validate(row, from_attributes=True)
