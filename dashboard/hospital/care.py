"""What a factory asks of the API about its own cases: answering, measuring again, rating, ending."""

from __future__ import annotations

from collections.abc import Mapping
from typing import BinaryIO, Final

from clinic_client.api.attachments import add_attachment, list_attachments
from clinic_client.api.cases import (
    add_case_recording,
    cancel_case,
    give_information,
    list_case_recordings,
    reopen_case,
)
from clinic_client.api.reports import read_report
from clinic_client.api.treatments import (
    add_follow_up_measurement,
    tell_satisfaction,
)
from clinic_client.api.visits import consent_to_visit, list_visits
from clinic_client.models import (
    Answer,
    AnswersGiven,
    AttachmentRead,
    CaseRead,
    CaseRecordingAdd,
    CaseRecordingList,
    CaseRecordingRead,
    FollowUpMeasure,
    PageAttachmentRead,
    PageVisitRead,
    ReasonGiven,
    ReportRead,
    SatisfactionTell,
    VisitConsent,
    VisitRead,
)
from clinic_client.models.add_attachment_kind import AddAttachmentKind
from clinic_client.types import File
from dashboard.hospital.connection import ApiCalls, answer, if_match, send

__all__ = ["CareCalls"]

_MOST_LINES: Final = 100


class CareCalls(ApiCalls):
    """The factory's side of a case. What changes a case takes it as it was shown and is refused when it has changed."""

    def give_answers(self, case: CaseRead, answers: Mapping[str, str]) -> None:
        """Answer questions, by their ids."""
        body = AnswersGiven(answers=[Answer(answer=text, question_id=key) for key, text in answers.items()])
        version = if_match(case)
        send(lambda: give_information.sync_detailed(case.id, client=self._client, body=body, if_match=version))

    def measure_again(self, case_id: str, recording_id: str, *, idempotency_key: str) -> None:
        """Name the recording made after the treatment."""
        body = FollowUpMeasure(recording_id=recording_id)
        send(
            lambda: add_follow_up_measurement.sync_detailed(
                case_id, client=self._client, body=body, idempotency_key=idempotency_key
            )
        )

    def recordings(self, case_id: str) -> list[CaseRecordingRead]:
        """Return the recordings of a case before its treatment, the newest first."""
        return answer(CaseRecordingList, lambda: list_case_recordings.sync_detailed(case_id, client=self._client)).items

    def add_recording(self, case_id: str, recording_id: str, *, idempotency_key: str) -> None:
        """Add an uploaded recording to a case that waits for its diagnosis."""
        body = CaseRecordingAdd(recording_id=recording_id)
        send(
            lambda: add_case_recording.sync_detailed(
                case_id, client=self._client, body=body, idempotency_key=idempotency_key
            )
        )

    def rate(self, case_id: str, score: int, text: str | None, *, idempotency_key: str) -> None:
        """Say how content the factory is, once for each case."""
        body = SatisfactionTell(score=score, words=text)
        send(
            lambda: tell_satisfaction.sync_detailed(
                case_id, client=self._client, body=body, idempotency_key=idempotency_key
            )
        )

    def cancel(self, case: CaseRead, reason: str) -> None:
        """Take an open case back."""
        body, version = ReasonGiven(reason=reason), if_match(case)
        send(lambda: cancel_case.sync_detailed(case.id, client=self._client, body=body, if_match=version))

    def reopen(self, case: CaseRead, reason: str) -> None:
        """Take up a discharged case again."""
        body, version = ReasonGiven(reason=reason), if_match(case)
        send(lambda: reopen_case.sync_detailed(case.id, client=self._client, body=body, if_match=version))

    def files(self, subject_id: str) -> list[AttachmentRead]:
        """Return the photos and papers of a case, an item, a machine or a hazard, the newest first."""
        return answer(
            PageAttachmentRead,
            lambda: list_attachments.sync_detailed(client=self._client, subject=subject_id, limit=_MOST_LINES),
        ).items

    def attach(self, subject_id: str, kind: AddAttachmentKind, filename: str, content: BinaryIO) -> None:
        """Attach a file; the same bytes again are the same file."""
        client = self._connection.patient_client
        content.seek(0)
        send(
            lambda: add_attachment.sync_detailed(
                client=client, body=File(payload=content), subject=subject_id, kind=kind, filename=filename
            )
        )

    def planned_visits(self) -> list[VisitRead]:
        """Return the visits to this person's factory that are planned."""
        return answer(PageVisitRead, lambda: list_visits.sync_detailed(client=self._client, state="planned")).items

    def consent(self, visit: VisitRead, *, agrees: bool, words: str | None) -> None:
        """Say whether the day of a visit suits the factory, about the visit as it was shown."""
        body, version = VisitConsent(agrees=agrees, words=words), if_match(visit)
        send(lambda: consent_to_visit.sync_detailed(visit.id, client=self._client, body=body, if_match=version))

    def report(self, case_id: str) -> ReportRead:
        """Return what the report of a case says."""
        return answer(ReportRead, lambda: read_report.sync_detailed(case_id, client=self._client))
