"""Recordings that gateways push: the same one once, however often and however concurrently it is sent."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from clinic_api.errors import Conflict, Invalid
from clinic_api.jobs.queue import enqueue
from clinic_api.kit.ids import new_id
from clinic_api.kit.locks import lock_until_commit
from clinic_api.kit.repository import Repository
from clinic_api.proactive.models import PushedRecording
from clinic_api.proactive.schemas import PushedRead
from clinic_api.quotas.service import refuse_full_queue
from clinic_api.recordings.intake import Intake
from clinic_api.recordings.models import Recording
from clinic_api.recordings.schemas import RecordingRead
from clinic_api.recordings.service import RecordingService
from clinic_api.storage import StoredContent
from diagnostics.texts import Catalogue

__all__ = ["ROUTINE_EXAMINATION", "TEXTS", "PushIntake", "refuse_wrong_sequence", "refuse_wrong_time"]

TEXTS: Final = Catalogue(Path(__file__).with_name("texts.toml"))
ROUTINE_EXAMINATION: Final = "routine_examination"
_PRIORITY_ROUTINE: Final = 4  # nobody waits for it: behind every reporter
_YEARS: Final = range(2000, 2100)
_SEQUENCE: Final = re.compile(r"[A-Za-z0-9._-]{1,64}")


def refuse_wrong_sequence(sequence: str) -> None:
    """Raise `Invalid` ``sequence_invalid`` for what is no number of a recording."""
    if _SEQUENCE.fullmatch(sequence) is None:
        raise Invalid("sequence_invalid", TEXTS("sequence_invalid"))


def refuse_wrong_time(measured_at: datetime | None) -> None:
    """Raise `Invalid` ``measured_at_wrong`` for a time that no gateway's clock can mean."""
    if measured_at is not None and measured_at.year not in _YEARS:
        raise Invalid("measured_at_wrong", TEXTS("measured_at_wrong"))


@dataclass(frozen=True, kw_only=True)
class PushIntake(Intake):
    """Takes one pushed recording; ``ring`` is called with the id of its job once that is committed."""

    sequence: str
    measured: datetime | None
    max_attempts: int
    ring: Callable[[str], object]

    def write_row(
        self,
        content: StoredContent,
        equipment_id: str,
        filename: str,
        format_name: str,
        key: str | None,
        measured_at: datetime | None = None,
    ) -> RecordingRead:
        """Write the rows of a kept content and the job that examines it, or return those written before.

        Raises `Conflict` ``sequence_reused`` when the gateway sent something else with this number.
        """
        with self.database.session(factory_scope=self._scope) as session:
            pushed, job_id = self._once(session, content, equipment_id, filename, format_name)
            recording = session.get_one(Recording, pushed.recording_id)
            read = RecordingRead.model_validate(recording).model_dump()
            answer = PushedRead(**read | {"sequence": pushed.sequence, "measured_at": pushed.measured_at})
        if job_id is not None:
            self.ring(job_id)
        return answer

    def _once(
        self, session: Session, content: StoredContent, equipment_id: str, filename: str, format_name: str
    ) -> tuple[PushedRecording, str | None]:
        service = RecordingService(Repository(session, self.principal))
        equipment = service.equipment(equipment_id)
        lock_until_commit(session, f"pushes of {self.principal.account_id}")
        lock_until_commit(session, f"pushes to {equipment.id}")
        known = self._known(session, content, equipment.id)
        if known is not None:
            return known, None
        refuse_full_queue(session, self.quota, equipment.factory_id)
        recording = service.add(
            content, equipment_id=equipment.id, filename=filename, format_name=format_name, quota=self.quota
        )
        session.flush()
        pushed = PushedRecording(
            id=new_id("psh"),
            factory_id=equipment.factory_id,
            account_id=self.principal.account_id,
            sequence=self.sequence,
            equipment_id=equipment.id,
            sha256=content.sha256,
            recording_id=recording.id,
            measured_at=None if self.measured is None else self.measured.astimezone(UTC),
        )
        session.add(pushed)
        job_id = enqueue(
            session,
            kind=ROUTINE_EXAMINATION,
            subject_id=recording.id,
            factory_id=equipment.factory_id,
            priority=_PRIORITY_ROUTINE,
            max_attempts=self.max_attempts,
        )
        session.flush()
        return pushed, job_id

    def _known(self, session: Session, content: StoredContent, equipment_id: str) -> PushedRecording | None:
        by_number = session.execute(
            select(PushedRecording).where(
                PushedRecording.account_id == self.principal.account_id, PushedRecording.sequence == self.sequence
            )
        ).scalar_one_or_none()
        if by_number is not None:
            if (by_number.sha256, by_number.equipment_id) != (content.sha256, equipment_id):
                raise Conflict("sequence_reused", TEXTS("sequence_reused", sequence=self.sequence))
            return by_number
        return session.execute(
            select(PushedRecording).where(
                PushedRecording.equipment_id == equipment_id, PushedRecording.sha256 == content.sha256
            )
        ).scalar_one_or_none()
