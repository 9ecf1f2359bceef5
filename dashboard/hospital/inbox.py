"""What the inbox asks of the API: needs, hazard observations, alarms, questionnaires."""

from __future__ import annotations

from typing import Any, Final

from clinic_client.api.equipment import list_equipment, read_equipment
from clinic_client.api.hazards import begin_hazard, close_hazard, list_hazards
from clinic_client.api.proactive_consultation import list_alarms
from clinic_client.api.questionnaires import (
    close_questionnaire_sheet,
    create_questionnaire_sheet,
    list_questionnaire_sheets,
    read_demand,
    read_questionnaire,
)
from clinic_client.api.work_items import (
    claim_work_item,
    dismiss_work_item,
    list_work_items,
    turn_work_item_into_case,
)
from clinic_client.models import (
    AlarmRead,
    DemandRead,
    EquipmentRead,
    HazardAnswer,
    HazardRead,
    PageAlarmRead,
    PageEquipmentRead,
    PageHazardRead,
    PageSheetRead,
    PageWorkItemRead,
    Questionnaire,
    SheetCreate,
    SheetRead,
    WorkItemDismiss,
    WorkItemIntoCase,
    WorkItemRead,
)
from clinic_client.types import UNSET
from dashboard.hospital.connection import ApiCalls, answer, if_match

__all__ = ["NEWEST", "InboxCalls"]

NEWEST: Final = 50


class InboxCalls(ApiCalls):
    """What came in without being a case, and what is decided about it."""

    def work_items(self, state: str | None) -> list[WorkItemRead]:
        """Return the newest needs, all or those in one state."""
        wanted: Any = state or UNSET
        return answer(
            PageWorkItemRead, lambda: list_work_items.sync_detailed(client=self._client, state=wanted, limit=NEWEST)
        ).items

    def claim(self, item: WorkItemRead) -> WorkItemRead:
        """Take a need on."""
        version = if_match(item)
        return answer(
            WorkItemRead, lambda: claim_work_item.sync_detailed(item.id, client=self._client, if_match=version)
        )

    def into_case(
        self, item: WorkItemRead, *, factory_id: str | None, equipment_id: str | None, complaint: str, language: str
    ) -> WorkItemRead:
        """Open a case for a need; asked for twice, it is one case."""
        body = WorkItemIntoCase.from_dict(
            {
                "factory_id": factory_id,
                "equipment_id": equipment_id,
                "complaint": complaint or None,
                "language": language,
            }
        )
        version = if_match(item)
        return answer(
            WorkItemRead,
            lambda: turn_work_item_into_case.sync_detailed(item.id, client=self._client, body=body, if_match=version),
        )

    def dismiss(self, item: WorkItemRead, reason: str) -> WorkItemRead:
        """Close a need without a case."""
        body, version = WorkItemDismiss(reason=reason), if_match(item)
        return answer(
            WorkItemRead,
            lambda: dismiss_work_item.sync_detailed(item.id, client=self._client, body=body, if_match=version),
        )

    def hazards(self) -> list[HazardRead]:
        """Return the newest hazard observations."""
        return answer(PageHazardRead, lambda: list_hazards.sync_detailed(client=self._client, limit=NEWEST)).items

    def begin_hazard(self, hazard: HazardRead) -> HazardRead:
        """Say that somebody sees to it."""
        version = if_match(hazard)
        return answer(HazardRead, lambda: begin_hazard.sync_detailed(hazard.id, client=self._client, if_match=version))

    def close_hazard(self, hazard: HazardRead, outcome: str, feedback: str, reason: str | None) -> HazardRead:
        """Close an observation with a word to the reporter."""
        body = HazardAnswer.from_dict({"outcome": outcome, "feedback": feedback, "reason": reason})
        version = if_match(hazard)
        return answer(
            HazardRead,
            lambda: close_hazard.sync_detailed(hazard.id, client=self._client, body=body, if_match=version),
        )

    def alarms(self) -> list[AlarmRead]:
        """Return the newest alarms of routine examinations."""
        return answer(PageAlarmRead, lambda: list_alarms.sync_detailed(client=self._client, limit=NEWEST)).items

    def machine(self, equipment_id: str) -> EquipmentRead:
        """Return one machine."""
        return answer(EquipmentRead, lambda: read_equipment.sync_detailed(equipment_id, client=self._client))

    def find_machines(self, text: str, limit: int) -> PageEquipmentRead:
        """Return machines with ``text`` in their description."""
        return answer(PageEquipmentRead, lambda: list_equipment.sync_detailed(client=self._client, q=text, limit=limit))

    def sheets(self) -> list[SheetRead]:
        """Return the newest questionnaire codes."""
        return answer(
            PageSheetRead, lambda: list_questionnaire_sheets.sync_detailed(client=self._client, limit=NEWEST)
        ).items

    def make_sheet(self, name: str, factory_id: str | None, *, idempotency_key: str) -> SheetRead:
        """Make a questionnaire code of a factory, or of a campaign."""
        body = SheetCreate(name=name, factory_id=factory_id)
        return answer(
            SheetRead,
            lambda: create_questionnaire_sheet.sync_detailed(
                client=self._client, body=body, idempotency_key=idempotency_key
            ),
        )

    def close_sheet(self, sheet_id: str) -> SheetRead:
        """Take no more answers with a code."""
        return answer(SheetRead, lambda: close_questionnaire_sheet.sync_detailed(sheet_id, client=self._client))

    def demand(self) -> DemandRead:
        """Return what firms need, counted."""
        return answer(DemandRead, lambda: read_demand.sync_detailed(client=self._client))

    def questionnaire(self) -> Questionnaire:
        """Return the questions."""
        return answer(Questionnaire, lambda: read_questionnaire.sync_detailed(client=self._client))
