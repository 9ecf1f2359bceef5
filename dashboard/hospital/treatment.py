"""What a doctor and a factory ask of the API from the diagnosis to the discharge."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from clinic_client.api.treatments import (
    amend_diagnosis,
    begin_treatment,
    cosign_diagnosis,
    decline_treatment,
    discharge_case,
    discharge_untreated,
    finish_treatment,
    list_diagnoses,
    prescribe,
    read_treatment,
    sign_diagnosis,
    tell_confirmed_finding,
    tell_item_result,
    withdraw_item,
    write_diagnosis_draft,
)
from clinic_client.models import (
    AmendDiagnosis,
    CaseRead,
    ConfirmedFindingTell,
    DiagnosisContent,
    DiagnosisDraftRead,
    DiagnosisList,
    DischargeCase,
    FinishTreatment,
    GiveReason,
    ItemResult,
    ItemWithdraw,
    Prescribe,
    PrescribeItem,
    PrescriptionItemRead,
    SignDiagnosis,
    TreatmentRead,
)
from clinic_client.models.discharge_case_outcome import DischargeCaseOutcome
from clinic_client.models.item_result_state import ItemResultState
from dashboard.hospital.connection import ApiCalls, answer, if_match, send

__all__ = ["TreatmentCalls"]


class TreatmentCalls(ApiCalls):
    """The treatment of one case after the other."""

    def of_case(self, case_id: str) -> TreatmentRead:
        """Return everything from the diagnosis on."""
        return answer(TreatmentRead, lambda: read_treatment.sync_detailed(case_id, client=self._client))

    def write_draft(self, case_id: str, content: DiagnosisContent, version: int | None) -> DiagnosisDraftRead:
        """Keep the diagnosis being written instead of the draft's ``version``; None: there was no draft yet."""
        draft_version = f'"{version or 0}"'
        return answer(
            DiagnosisDraftRead,
            lambda: write_diagnosis_draft.sync_detailed(
                case_id, client=self._client, body=content, if_match=draft_version
            ),
        )

    def cosign(self, case_id: str, draft_version: int) -> None:
        """Add the own signature to a colleague's draft."""
        body = SignDiagnosis(draft_version=draft_version)
        send(lambda: cosign_diagnosis.sync_detailed(case_id, client=self._client, body=body))

    def sign(self, case: CaseRead, draft_version: int, *, idempotency_key: str) -> None:
        """Sign the draft as it was shown."""
        body, version = SignDiagnosis(draft_version=draft_version), if_match(case)
        send(
            lambda: sign_diagnosis.sync_detailed(
                case.id, client=self._client, body=body, if_match=version, idempotency_key=idempotency_key
            )
        )

    def amend(self, case_id: str, draft_version: int, reason: str, *, amends: int, idempotency_key: str) -> None:
        """Sign the draft as a further version of the diagnosis, with the reason."""
        body = AmendDiagnosis(draft_version=draft_version, reason=reason)
        send(
            lambda: amend_diagnosis.sync_detailed(
                case_id, client=self._client, body=body, if_match=f'"{amends}"', idempotency_key=idempotency_key
            )
        )

    def diagnoses(self, case_id: str) -> DiagnosisList:
        """Return every signed version, the newest first."""
        return answer(DiagnosisList, lambda: list_diagnoses.sync_detailed(case_id, client=self._client))

    def prescribe(self, case_id: str, items: Sequence[PrescribeItem], *, idempotency_key: str) -> None:
        """Add items to the prescription."""
        body = Prescribe(items=list(items))
        send(lambda: prescribe.sync_detailed(case_id, client=self._client, body=body, idempotency_key=idempotency_key))

    def tell_result(self, item: PrescriptionItemRead, state: ItemResultState, result: str | None) -> None:
        """Say what became of an item of the prescription."""
        body, version = ItemResult(state=state, result=result), if_match(item)
        send(lambda: tell_item_result.sync_detailed(item.id, client=self._client, body=body, if_match=version))

    def withdraw(self, item: PrescriptionItemRead, reason: str) -> None:
        """Take an item back."""
        body, version = ItemWithdraw(reason=reason), if_match(item)
        send(lambda: withdraw_item.sync_detailed(item.id, client=self._client, body=body, if_match=version))

    def begin(self, case: CaseRead) -> None:
        """Begin the treatment."""
        version = if_match(case)
        send(lambda: begin_treatment.sync_detailed(case.id, client=self._client, if_match=version))

    def decline(self, case: CaseRead, reason: str) -> None:
        """End a treatment that is not wanted; one that has not begun is begun first, as the table of states has it."""
        if "decline_treatment" not in (case.allowed_actions or ()):
            self.begin(case)
        body = GiveReason(reason=reason)
        send(lambda: decline_treatment.sync_detailed(case.id, client=self._client, body=body))

    def finish(self, case: CaseRead, follow_up_due_on: date | None = None) -> None:
        """Finish the treatment; without a day the urgency sets that of the follow-up."""
        body, version = FinishTreatment(follow_up_due_on=follow_up_due_on), if_match(case)
        send(lambda: finish_treatment.sync_detailed(case.id, client=self._client, body=body, if_match=version))

    def confirm_finding(self, case_id: str, told: ConfirmedFindingTell, *, idempotency_key: str) -> None:
        """Say what was really found when the machine was opened."""
        send(
            lambda: tell_confirmed_finding.sync_detailed(
                case_id, client=self._client, body=told, idempotency_key=idempotency_key
            )
        )

    def discharge(self, case: CaseRead, outcome: DischargeCaseOutcome, reason: str | None) -> None:
        """Discharge the case with what came out, and the reason where no comparison shows it."""
        body, version = DischargeCase(outcome=outcome, reason=reason), if_match(case)
        send(lambda: discharge_case.sync_detailed(case.id, client=self._client, body=body, if_match=version))

    def discharge_untreated(self, case: CaseRead, reason: str) -> None:
        """Discharge a diagnosed case with nothing to treat."""
        body, version = GiveReason(reason=reason), if_match(case)
        send(lambda: discharge_untreated.sync_detailed(case.id, client=self._client, body=body, if_match=version))
