"""What the page of a new ticket asks of the API: the machine, its recording and what is known of it, the case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from clinic_client.api.cases import create_case
from clinic_client.api.equipment import list_equipment
from clinic_client.api.recordings import tell_recording_facts, view_signal
from clinic_client.models import (
    CaseCreate,
    CaseRead,
    ChannelRead,
    EquipmentRead,
    Noticed,
    PageEquipmentRead,
    RecordingFacts,
    SignalView,
)
from clinic_client.types import UNSET
from dashboard.hospital.connection import ApiCalls, answer, send

__all__ = ["TicketCalls"]


class TicketCalls(ApiCalls):
    """A ticket before it is a case."""

    def machines(self, text: str, limit: int) -> list[EquipmentRead]:
        """Return the newest machines, or those with ``text`` in their description."""
        return answer(
            PageEquipmentRead,
            lambda: list_equipment.sync_detailed(client=self._client, q=text or UNSET, limit=limit),
        ).items

    def channels(self, recording_id: str) -> list[ChannelRead]:
        """Return the channels of a recording with what the file and the machine's description say of them."""
        client = self._connection.patient_client
        return answer(SignalView, lambda: view_signal.sync_detailed(recording_id, client=client, pixels=3)).channels

    def tell_facts(self, recording_id: str, facts: Mapping[str, Any]) -> None:
        """Say about a recording what neither the file nor the machine's description does."""
        body = RecordingFacts.from_dict(facts)
        send(lambda: tell_recording_facts.sync_detailed(recording_id, client=self._client, body=body))

    def open(
        self,
        equipment_id: str | None,
        complaint: str | None,
        *,
        tiles: Sequence[str],
        since: str,
        running: str,
        danger: bool,
        recording_id: str | None,
        idempotency_key: str,
    ) -> CaseRead:
        """Open a case; the same ``idempotency_key`` and content again give the same case."""
        noticed = Noticed.from_dict({"tiles": list(tiles), "since": since, "running": running, "danger": danger})
        body = CaseCreate(
            equipment_id=equipment_id,
            complaint=complaint,
            noticed=noticed,
            language=self._connection.language,
            recording_id=recording_id,
        )
        return answer(
            CaseRead,
            lambda: create_case.sync_detailed(client=self._client, body=body, idempotency_key=idempotency_key),
        )
