"""What the pages about machines ask of the API: all at a glance, one with everything known of it, the register."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, BinaryIO

from clinic_client.api.bearings import search_bearings
from clinic_client.api.equipment import (
    create_equipment,
    import_equipment,
    list_equipment_history,
    list_machine_conditions,
    read_equipment,
    read_equipment_health,
    read_equipment_trend,
    read_import_template,
    update_equipment,
)
from clinic_client.api.health_records import read_health_record
from clinic_client.api.labels import make_label, print_labels, revoke_label, rotate_label
from clinic_client.api.points import create_point, list_points, retire_point
from clinic_client.api.proactive_consultation import create_schedule, list_schedules, update_schedule
from clinic_client.models import (
    BearingList,
    BearingRead,
    EquipmentCreate,
    EquipmentRead,
    EquipmentUpdate,
    HealthRead,
    HistoryEntry,
    ImportRead,
    LabelRead,
    LabelSheet,
    MachineConditions,
    MachineTrend,
    PageHistoryEntry,
    PageScheduleRead,
    PointCreate,
    PointList,
    PointRead,
    ScheduleCreate,
    ScheduleRead,
    ScheduleUpdate,
)
from clinic_client.models.import_equipment_existing import ImportEquipmentExisting
from clinic_client.models.label_sheet_layout import LabelSheetLayout
from clinic_client.models.list_machine_conditions_condition_item import ListMachineConditionsConditionItem
from clinic_client.models.schedule_create_measured_by import ScheduleCreateMeasuredBy
from clinic_client.types import UNSET, File
from dashboard.hospital.connection import ApiCalls, answer, if_match, send
from dashboard.words import Language

__all__ = ["Condition", "LabelLayout", "MachineCalls"]

Condition = ListMachineConditionsConditionItem
LabelLayout = LabelSheetLayout


class MachineCalls(ApiCalls):
    """Machines this person may see."""

    def conditions(
        self,
        *,
        text: str = "",
        place: str | None = None,
        condition: Sequence[Condition] = (),
        equipment_id: str | None = None,
        factory_id: str | None = None,
        offset: int,
        limit: int,
    ) -> MachineConditions:
        """Return a part of all machines at a glance, the worst first."""
        return answer(
            MachineConditions,
            lambda: list_machine_conditions.sync_detailed(
                client=self._client,
                q=text or UNSET,
                place=place or UNSET,
                condition=list(condition) or UNSET,
                equipment_id=equipment_id or UNSET,
                factory_id=factory_id or UNSET,
                offset=offset,
                limit=limit,
            ),
        )

    def machine(self, equipment_id: str) -> EquipmentRead:
        """Return one machine."""
        return answer(EquipmentRead, lambda: read_equipment.sync_detailed(equipment_id, client=self._client))

    def health(self, equipment_id: str) -> HealthRead:
        """Return the health figure of a machine with its make-up and history."""
        return answer(HealthRead, lambda: read_equipment_health.sync_detailed(equipment_id, client=self._client))

    def trend(self, equipment_id: str) -> MachineTrend:
        """Return the levels of a machine over its examinations, with their limits."""
        return answer(MachineTrend, lambda: read_equipment_trend.sync_detailed(equipment_id, client=self._client))

    def history(self, equipment_id: str, most: int) -> list[HistoryEntry]:
        """Return the newest cases, examinations, recordings and files of a machine."""
        return answer(
            PageHistoryEntry,
            lambda: list_equipment_history.sync_detailed(equipment_id, client=self._client, limit=most),
        ).items

    def add(self, fields: Mapping[str, Any], *, idempotency_key: str) -> EquipmentRead:
        """Add a machine with the fields that the API takes."""
        body = EquipmentCreate.from_dict(dict(fields))
        return answer(
            EquipmentRead,
            lambda: create_equipment.sync_detailed(client=self._client, body=body, idempotency_key=idempotency_key),
        )

    def change(self, machine: EquipmentRead, fields: Mapping[str, Any]) -> EquipmentRead:
        """Change some fields of a machine as it was shown."""
        body, version = EquipmentUpdate.from_dict(dict(fields)), if_match(machine)
        return answer(
            EquipmentRead,
            lambda: update_equipment.sync_detailed(machine.id, client=self._client, body=body, if_match=version),
        )

    def bearings(self, text: str) -> list[BearingRead]:
        """Return bearings of the catalogue whose designation or manufacturer contains ``text``."""
        return answer(BearingList, lambda: search_bearings.sync_detailed(client=self._client, query=text)).items

    def import_table(
        self, table: BinaryIO, *, dry_run: bool, existing: ImportEquipmentExisting, skip_bad_rows: bool
    ) -> ImportRead:
        """Import machines from a table, or with ``dry_run`` say what would happen."""
        client = self._connection.patient_client
        table.seek(0)
        return answer(
            ImportRead,
            lambda: import_equipment.sync_detailed(
                client=client,
                body=File(payload=table),
                dry_run=dry_run,
                existing=existing,
                skip_bad_rows=skip_bad_rows,
            ),
        )

    def import_template(self, language: Language) -> bytes:
        """Return the empty table with its head, as CSV."""
        return send(lambda: read_import_template.sync_detailed(client=self._client, language=language)).content

    def points(self, equipment_id: str) -> list[PointRead]:
        """Return the measuring points of a machine."""
        return answer(PointList, lambda: list_points.sync_detailed(equipment_id, client=self._client)).items

    def add_point(self, equipment_id: str, fields: Mapping[str, Any], *, idempotency_key: str) -> None:
        """Add a measuring point."""
        body = PointCreate.from_dict(dict(fields))
        send(
            lambda: create_point.sync_detailed(
                equipment_id, client=self._client, body=body, idempotency_key=idempotency_key
            )
        )

    def retire_point(self, point_id: str) -> None:
        """Take a measuring point out of use."""
        send(lambda: retire_point.sync_detailed(point_id, client=self._client))

    def label(self, equipment_id: str) -> LabelRead:
        """Return the label of a machine, made the first time."""
        return answer(LabelRead, lambda: make_label.sync_detailed(equipment_id, client=self._client))

    def rotate_label(self, equipment_id: str) -> None:
        """Replace the label; the printed one stops working."""
        send(lambda: rotate_label.sync_detailed(equipment_id, client=self._client))

    def revoke_label(self, equipment_id: str) -> None:
        """Let the label no longer work."""
        send(lambda: revoke_label.sync_detailed(equipment_id, client=self._client))

    def label_sheet(self, equipment_ids: Sequence[str], layout: LabelLayout, language: Language) -> bytes:
        """Return the labels of machines as a PDF to print and cut up."""
        client = self._connection.patient_client
        body = LabelSheet(equipment_ids=list(equipment_ids), layout=layout, language=language)
        return send(lambda: print_labels.sync_detailed(client=client, body=body)).content

    def record(self, equipment_id: str, language: Language) -> bytes:
        """Return the health record of a machine as a signed PDF."""
        client = self._connection.patient_client
        return send(
            lambda: read_health_record.sync_detailed(equipment_id, client=client, format_="pdf", language=language)
        ).content

    def schedules(self, equipment_id: str) -> list[ScheduleRead]:
        """Return when a machine is to be measured routinely."""
        return answer(
            PageScheduleRead, lambda: list_schedules.sync_detailed(client=self._client, equipment_id=equipment_id)
        ).items

    def schedule(
        self, equipment_id: str, every_days: int, measured_by: ScheduleCreateMeasuredBy, *, idempotency_key: str
    ) -> None:
        """Have a machine measured every so many days."""
        body = ScheduleCreate(equipment_id=equipment_id, every_days=every_days, measured_by=measured_by)
        send(lambda: create_schedule.sync_detailed(client=self._client, body=body, idempotency_key=idempotency_key))

    def stop_schedule(self, schedule: ScheduleRead) -> None:
        """Measure no longer by a schedule."""
        body, version = ScheduleUpdate(active=False), if_match(schedule)
        send(lambda: update_schedule.sync_detailed(schedule.id, client=self._client, body=body, if_match=version))
