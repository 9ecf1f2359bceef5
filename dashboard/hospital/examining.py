"""What an engineer asks of the API about examinations: signing them, examining again, and what is next."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from clinic_client.api.equipment import read_equipment
from clinic_client.api.examinations import (
    examine_what_if,
    list_re_examinations,
    re_examine,
    read_examination_work_list,
)
from clinic_client.api.treatments import list_examination_signatures, sign_examination
from clinic_client.models import (
    EquipmentRead,
    ExaminationDecision,
    ExaminationSignatureList,
    ExaminationWork,
    ExaminationWorkList,
    Overrides,
    ReExaminationCreate,
    ReExaminationList,
    WhatIfRead,
)
from clinic_client.types import UNSET
from dashboard.hospital.connection import ApiCalls, Connection, answer, send

__all__ = ["ExaminingCalls"]


class ExaminingCalls(ApiCalls):
    """Examinations, one after the other."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection)
        self._patient = connection.patient_client

    def work_list(self, after: str | None, limit: int) -> ExaminationWorkList:
        """Return what waits for an engineer, the most urgent first, beginning behind the examination ``after``."""
        return answer(
            ExaminationWorkList,
            lambda: read_examination_work_list.sync_detailed(
                client=self._client, cursor=after if after else UNSET, limit=limit
            ),
        )

    def next_after(self, examination_id: str) -> ExaminationWork | None:
        """Return what comes behind an examination in the work list, else the first of it; None when nothing waits."""
        behind = self.work_list(examination_id, 1).items
        if behind:
            return behind[0]
        return next((each for each in self.work_list(None, 2).items if each.id != examination_id), None)

    def machine(self, equipment_id: str) -> EquipmentRead:
        """Return the machine that was examined."""
        return answer(EquipmentRead, lambda: read_equipment.sync_detailed(equipment_id, client=self._client))

    def signatures(self, examination_id: str) -> ExaminationSignatureList:
        """Return what engineers signed about an opinion, the newest first."""
        return answer(
            ExaminationSignatureList,
            lambda: list_examination_signatures.sync_detailed(examination_id, client=self._client),
        )

    def sign(self, examination_id: str, decision: Mapping[str, Any], *, idempotency_key: str) -> None:
        """Sign an opinion as ``decision`` says."""
        body = ExaminationDecision.from_dict(decision)
        send(
            lambda: sign_examination.sync_detailed(
                examination_id, client=self._client, body=body, idempotency_key=idempotency_key
            )
        )

    def what_if(self, examination_id: str, overrides: Mapping[str, Any]) -> WhatIfRead:
        """Return what the examination comes to under other assumptions."""
        body = Overrides.from_dict(overrides)
        return answer(
            WhatIfRead, lambda: examine_what_if.sync_detailed(examination_id, client=self._patient, body=body)
        )

    def examine_again(
        self, examination_id: str, overrides: Mapping[str, Any], reason: str, *, idempotency_key: str
    ) -> None:
        """Examine under other assumptions and keep the result beside the opinion."""
        body = ReExaminationCreate.from_dict({**overrides, "reason": reason})
        send(
            lambda: re_examine.sync_detailed(
                examination_id, client=self._patient, body=body, idempotency_key=idempotency_key
            )
        )

    def examined_again(self, examination_id: str) -> ReExaminationList:
        """Return what was kept of an examination under other assumptions, the newest first."""
        return answer(
            ReExaminationList, lambda: list_re_examinations.sync_detailed(examination_id, client=self._client)
        )
