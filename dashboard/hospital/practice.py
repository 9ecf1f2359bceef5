"""What a doctor asks of the API about the own work: visits, rounds, absences, record."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from clinic_client.api.doctors import add_absence, read_doctor, remove_absence
from clinic_client.api.outcomes import read_doctor_outcomes
from clinic_client.api.points import list_points
from clinic_client.api.rounds import list_rounds
from clinic_client.api.visits import (
    add_visit_stop,
    arrive_at_visit,
    cancel_visit,
    finish_visit,
    list_visits,
    plan_visit,
    read_visit,
    record_visit_stop,
)
from clinic_client.models import (
    AbsenceAnswer,
    AbsenceCreate,
    DoctorOutcomeRead,
    DoctorRead,
    PageRoundRead,
    PageVisitRead,
    PointList,
    PointRead,
    RoundRead,
    StopCreate,
    StopRecord,
    VisitArrive,
    VisitCreate,
    VisitFinish,
    VisitRead,
)
from clinic_client.models.list_visits_state_type_0 import ListVisitsStateType0
from dashboard.hospital.connection import ApiCalls, answer, if_match, send
from dashboard.words import Language

__all__ = ["PracticeCalls"]

_NEWEST_VISITS: Final = 100
_NEWEST_ROUNDS: Final = 20


class PracticeCalls(ApiCalls):
    """A doctor's days."""

    def doctor(self, doctor_id: str) -> DoctorRead:
        """Return a doctor as the directory has them."""
        return answer(DoctorRead, lambda: read_doctor.sync_detailed(doctor_id, client=self._client))

    def visits(self, state: ListVisitsStateType0) -> list[VisitRead]:
        """Return the newest own visits in one state."""
        return answer(
            PageVisitRead, lambda: list_visits.sync_detailed(client=self._client, state=state, limit=_NEWEST_VISITS)
        ).items

    def visit(self, visit_id: str) -> VisitRead:
        """Return one visit."""
        return answer(VisitRead, lambda: read_visit.sync_detailed(visit_id, client=self._client))

    def rounds(self) -> list[RoundRead]:
        """Return the newest accepted rounds with the own route in them."""
        return answer(
            PageRoundRead,
            lambda: list_rounds.sync_detailed(client=self._client, state="accepted", limit=_NEWEST_ROUNDS),
        ).items

    def plan_visit(
        self,
        factory_id: str,
        day: date,
        doctor_id: str,
        equipment_ids: Sequence[str],
        purpose: str,
        *,
        idempotency_key: str,
    ) -> VisitRead:
        """Plan an own visit to a factory."""
        body = VisitCreate(
            factory_id=factory_id, day=day, doctor_ids=[doctor_id], equipment_ids=list(equipment_ids), purpose=purpose
        )
        return answer(
            VisitRead,
            lambda: plan_visit.sync_detailed(client=self._client, body=body, idempotency_key=idempotency_key),
        )

    def cancel_visit(self, visit: VisitRead) -> None:
        """Call a visit off."""
        send(lambda: cancel_visit.sync_detailed(visit.id, client=self._client, if_match=if_match(visit)))

    def arrive(self, visit: VisitRead, met: str) -> None:
        """Say that the doctor is on site and whom they met."""
        body, version = VisitArrive(met=met), if_match(visit)
        send(lambda: arrive_at_visit.sync_detailed(visit.id, client=self._client, body=body, if_match=version))

    def add_stop(self, visit: VisitRead, equipment_id: str) -> None:
        """Add a machine to the visit."""
        body, version = StopCreate(equipment_id=equipment_id), if_match(visit)
        send(lambda: add_visit_stop.sync_detailed(visit.id, client=self._client, body=body, if_match=version))

    def record_stop(
        self,
        visit_id: str,
        stop_id: str,
        *,
        finding: str | None,
        notes: str | None,
        skipped: bool,
        language: Language,
    ) -> None:
        """Write what was seen at a machine."""
        body = StopRecord(finding=finding, notes=notes, skipped=skipped, language=language)
        send(lambda: record_visit_stop.sync_detailed(visit_id, stop_id, client=self._client, body=body))

    def finish_visit(self, visit: VisitRead, notes: str | None) -> None:
        """Say that the doctor has left."""
        body, version = VisitFinish(notes=notes), if_match(visit)
        send(lambda: finish_visit.sync_detailed(visit.id, client=self._client, body=body, if_match=version))

    def add_absence(self, doctor_id: str, start: datetime, end: datetime) -> AbsenceAnswer:
        """Enter a time without cases; the answer tells which weeks on call it contradicts."""
        body = AbsenceCreate(start=start, end=end)
        return answer(AbsenceAnswer, lambda: add_absence.sync_detailed(doctor_id, client=self._client, body=body))

    def remove_absence(self, doctor_id: str, start: datetime) -> None:
        """Take an absence back."""
        send(lambda: remove_absence.sync_detailed(doctor_id, client=self._client, start=start))

    def record(self, doctor_id: str) -> DoctorOutcomeRead:
        """Return a doctor's record of diagnoses."""
        return answer(DoctorOutcomeRead, lambda: read_doctor_outcomes.sync_detailed(doctor_id, client=self._client))

    def points(self, equipment_id: str) -> list[PointRead]:
        """Return the measuring points of a machine."""
        return answer(PointList, lambda: list_points.sync_detailed(equipment_id, client=self._client)).items
