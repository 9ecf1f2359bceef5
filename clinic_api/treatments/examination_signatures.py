"""An engineer's word on an automatic opinion: confirmed or corrected with a reason, signed; the opinion stays as it
was made.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from clinic_api.cases.models import Case
from clinic_api.cases.timeline import write_line
from clinic_api.database import database_now
from clinic_api.errors import Conflict, Invalid
from clinic_api.examinations.models import Examination
from clinic_api.examinations.service import get_examination
from clinic_api.kit.ids import new_id
from clinic_api.settings import Settings
from clinic_api.treatments.access import TEXTS, TreatmentRepository
from clinic_api.treatments.fields import SignedChainRead
from clinic_api.treatments.judgement import check_findings
from clinic_api.treatments.models import ExaminationSignature
from clinic_api.treatments.signature_schemas import (
    ExaminationDecision,
    ExaminationSignatureList,
    ExaminationSignatureRead,
)
from clinic_api.treatments.signing import check_chain, seal
from clinic_api.treatments.words import WORDS

__all__ = ["ExaminationSigning"]


class ExaminationSigning:
    """Signatures on examinations on behalf of the principal of ``repository``."""

    def __init__(self, repository: TreatmentRepository, settings: Settings) -> None:
        self._repository = repository
        self._session = repository.session
        self._principal = repository.principal
        self._settings = settings

    def sign(self, examination_id: str, body: ExaminationDecision) -> ExaminationSignatureRead:
        """Sign an opinion, or amend the newest signature on it; of several at once one wins."""
        examination = get_examination(self._repository, examination_id, for_update=True)
        _check(body, examination)
        previous = self._newest(examination, amends=body.amends)
        now = database_now(self._session)
        document = {
            "schema": "examination_signature/1",
            "examination_id": examination.id,
            "case_id": examination.case_id,
            "factory_id": examination.factory_id,
            "recording_sha256": examination.document["provenance"]["recording_sha256"],
            "version": 1 if previous is None else previous.version + 1,
            "decision": body.decision,
            "correction": None if body.correction is None else body.correction.model_dump(mode="json"),
            "reason": body.reason,
            "signer": {
                "account_id": self._principal.account_id,
                "name_en": self._principal.name_en,
                "name_zh": self._principal.name_zh,
            },
            "signed_at": now.isoformat(),
        }
        row = ExaminationSignature(
            id=new_id("xsg"),
            factory_id=examination.factory_id,
            case_id=examination.case_id,
            examination_id=examination.id,
            version=document["version"],
            decision=body.decision,
            document=document,
            signed_at=now,
            **vars(seal(self._settings, previous, document)),
        )
        self._session.add(row)
        examination.status = "signed"
        case = self._session.get_one(Case, examination.case_id, with_for_update=True)
        values = {"decision": WORDS(body.decision)}
        write_line(self._session, case, "examination_signed", at=now, by=self._principal, values=values)
        self._session.flush()
        return _read(row)

    def versions(self, examination_id: str) -> ExaminationSignatureList:
        """Return all signed versions, the newest first, and whether they are as they were signed."""
        rows = self._rows(get_examination(self._repository, examination_id))
        state = check_chain(self._settings, rows)
        return ExaminationSignatureList(
            items=[_read(row) for row in reversed(rows)],
            chain=SignedChainRead(
                valid=state.valid, broken_version=state.broken_version, head_sha256=state.head_sha256
            ),
        )

    def _rows(self, examination: Examination) -> Sequence[ExaminationSignature]:
        statement = self._repository.select_visible(ExaminationSignature)
        named = statement.where(ExaminationSignature.examination_id == examination.id)
        return self._session.scalars(named.order_by(ExaminationSignature.version)).all()

    def _newest(self, examination: Examination, *, amends: int | None) -> Any:
        rows = self._rows(examination)
        newest = rows[-1] if rows else None
        if newest is None and amends is not None:
            raise Conflict("examination_not_signed", TEXTS("examination_not_signed"))
        if newest is not None and amends != newest.version:
            text = TEXTS("examination_already_signed", version=newest.version)
            raise Conflict("examination_already_signed", text, version=newest.version)
        return newest


def _check(body: ExaminationDecision, examination: Examination) -> None:
    if (body.decision == "corrected") != (body.correction is not None):
        raise Invalid("correction_mismatch", TEXTS("correction_mismatch"))
    if body.reason is None and (body.decision == "corrected" or body.amends is not None):
        raise Invalid("reason_required", TEXTS("reason_required"))
    if body.correction is not None:
        check_findings(body.correction.findings, examination)


def _read(row: ExaminationSignature) -> ExaminationSignatureRead:
    return ExaminationSignatureRead.model_validate(row, from_attributes=True)
