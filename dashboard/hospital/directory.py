"""What the pages of doctors and their weeks on call ask of the API."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from clinic_client.api.doctors import add_absence, read_doctor, remove_absence, update_doctor
from clinic_client.api.outcomes import read_doctor_outcomes
from clinic_client.api.rota import propose_rota, read_rota, write_rota
from clinic_client.models import (
    AbsenceAnswer,
    AbsenceCreate,
    DoctorOutcomeRead,
    DoctorRead,
    DoctorUpdate,
    OnCallWeekWrite,
    RotaProposalRequest,
    RotaRead,
    RotaWrite,
)
from dashboard.hospital.connection import ApiCalls, answer, if_match

__all__ = ["DirectoryCalls", "OnCall"]

OnCall = tuple[str, date, str]
"""Department, Monday of the week, doctor."""


class DirectoryCalls(ApiCalls):
    """One doctor, absences, and who is on call."""

    def doctor(self, doctor_id: str) -> DoctorRead:
        """Return one doctor."""
        return answer(DoctorRead, lambda: read_doctor.sync_detailed(doctor_id, client=self._client))

    def outcomes(self, doctor_id: str) -> DoctorOutcomeRead:
        """Return what confirmed cases say about one doctor."""
        return answer(DoctorOutcomeRead, lambda: read_doctor_outcomes.sync_detailed(doctor_id, client=self._client))

    def change(self, doctor: DoctorRead, changes: Mapping[str, Any]) -> DoctorRead:
        """Change a doctor as they were shown; refused where somebody was quicker."""
        body, version = DoctorUpdate.from_dict(changes), if_match(doctor)
        return answer(
            DoctorRead,
            lambda: update_doctor.sync_detailed(doctor.id, client=self._client, body=body, if_match=version),
        )

    def add_absence(self, doctor_id: str, start: datetime, end: datetime) -> AbsenceAnswer:
        """Enter a time without cases; the answer tells which weeks on call it contradicts."""
        body = AbsenceCreate(start=start, end=end)
        return answer(AbsenceAnswer, lambda: add_absence.sync_detailed(doctor_id, client=self._client, body=body))

    def remove_absence(self, doctor_id: str, start: datetime) -> DoctorRead:
        """Take an absence back."""
        return answer(DoctorRead, lambda: remove_absence.sync_detailed(doctor_id, client=self._client, start=start))

    def rota(self, weeks: int) -> RotaRead:
        """Return who is on call from this week on."""
        return answer(RotaRead, lambda: read_rota.sync_detailed(client=self._client, weeks=weeks))

    def propose_rota(self, first_week: date, weeks: int, *, contracted_too: bool) -> RotaRead:
        """Return a fair rota for the weeks nobody is on call in yet; nothing is kept by it."""
        body = RotaProposalRequest(first_week=first_week, weeks=weeks, contracted_too=contracted_too)
        return answer(RotaRead, lambda: propose_rota.sync_detailed(client=self._client, body=body))

    def write_rota(self, weeks: Sequence[OnCall]) -> RotaRead:
        """Keep weeks on call, all or none."""
        body = RotaWrite(weeks=[OnCallWeekWrite(department, doctor_id, week) for department, week, doctor_id in weeks])
        return answer(RotaRead, lambda: write_rota.sync_detailed(client=self._client, body=body))
