"""What the pages of rounds ask of the API."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from clinic_client.api.assignments import read_queue
from clinic_client.api.equipment import list_equipment
from clinic_client.api.rounds import accept_round, list_rounds, propose_round, read_round, replan_round
from clinic_client.models import (
    CaseRead,
    EquipmentRead,
    FactoryVisit,
    PageCaseRead,
    PageEquipmentRead,
    PageRoundRead,
    RoundCreate,
    RoundRead,
    RoundReplan,
)
from dashboard.hospital.connection import PAGE_ROWS, ApiCalls, answer, if_match

__all__ = ["RoundCalls"]

_NEWEST: Final = 12
_MOST_MACHINES: Final = 50


class RoundCalls(ApiCalls):
    """Planning a day of visits, agreeing on it, and what to do when one falls out."""

    def newest(self) -> list[RoundRead]:
        """Return the newest rounds."""
        return answer(PageRoundRead, lambda: list_rounds.sync_detailed(client=self._client, limit=_NEWEST)).items

    def round(self, round_id: str) -> RoundRead:
        """Return one day's rounds."""
        return answer(RoundRead, lambda: read_round.sync_detailed(round_id, client=self._client))

    def cases_to_visit(self) -> list[CaseRead]:
        """Return the most urgent cases that can be put on rounds: those that nobody has begun yet."""
        return answer(
            PageCaseRead,
            lambda: read_queue.sync_detailed(client=self._client, state=["triaged", "assigned"], limit=PAGE_ROWS),
        ).items

    def machines_of(self, factory_id: str) -> list[EquipmentRead]:
        """Return the machines in service of a factory, as many as one visit may have."""
        return answer(
            PageEquipmentRead,
            lambda: list_equipment.sync_detailed(
                client=self._client, factory_id=factory_id, status="in_service", limit=_MOST_MACHINES
            ),
        ).items

    def propose(
        self,
        day: date,
        *,
        doctor_ids: Sequence[str],
        case_ids: Sequence[str] | None,
        factory_ids: Sequence[str],
        purpose: str,
        on_day_off: bool,
        idempotency_key: str,
    ) -> RoundRead:
        """Plan a day: ``case_ids`` None are all cases for rounds; no doctors are those that suit best."""
        visits = [
            FactoryVisit(
                factory_id=factory_id,
                equipment_ids=[machine.id for machine in self.machines_of(factory_id)],
                purpose=purpose,
            )
            for factory_id in factory_ids
        ]
        body = RoundCreate(
            day=day,
            doctor_ids=list(doctor_ids) or None,
            case_ids=None if case_ids is None else list(case_ids),
            visits=[visit for visit in visits if visit.equipment_ids],
            on_day_off=on_day_off,
        )
        return answer(
            RoundRead,
            lambda: propose_round.sync_detailed(client=self._client, body=body, idempotency_key=idempotency_key),
        )

    def accept(self, made: RoundRead) -> RoundRead:
        """Make the stops of a proposal, as it was shown, into visits."""
        version = if_match(made)
        return answer(RoundRead, lambda: accept_round.sync_detailed(made.id, client=self._client, if_match=version))

    def call_off(self, made: RoundRead, visit_id: str) -> RoundRead:
        """Call a visit off; what comes after it moves up."""
        body, version = RoundReplan(visit_id=visit_id), if_match(made)
        return answer(
            RoundRead,
            lambda: replan_round.sync_detailed(made.id, client=self._client, body=body, if_match=version),
        )
