"""The equipment routes."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response

from clinic_api.equipment.conditions import ConditionQuery, MachineConditions, machine_conditions
from clinic_api.equipment.filters import EquipmentFilter
from clinic_api.equipment.history import HistoryEntry
from clinic_api.equipment.schemas import EquipmentCreate, EquipmentRead, EquipmentUpdate, HealthRead
from clinic_api.equipment.service import EquipmentService
from clinic_api.equipment.trend import MachineTrend
from clinic_api.kit.idempotency import IdempotencyKey
from clinic_api.kit.pagination import Page, Paging
from clinic_api.kit.permissions import Permission, requires
from clinic_api.kit.principal import Principal
from clinic_api.kit.unit_of_work import SessionOf
from clinic_api.kit.versions import IfMatch, set_etag

__all__ = ["router"]

router = APIRouter(prefix="/api/v1/equipment", tags=["equipment"])

Reader = Annotated[Principal, Depends(requires(Permission.EQUIPMENT_READ))]
HistoryReader = Annotated[Principal, Depends(requires(Permission.EQUIPMENT_HISTORY_READ))]
Writer = Annotated[Principal, Depends(requires(Permission.EQUIPMENT_WRITE))]


@router.get("")
def list_equipment(
    page: Paging, principal: Reader, session: SessionOf, wanted: Annotated[EquipmentFilter, Query()]
) -> Page[EquipmentRead]:
    """List the machines you may see, the newest first: all, or those found by words, factory and more."""
    return EquipmentService(session, principal).list_page(page, wanted)


@router.post("", status_code=201)
def create_equipment(
    body: EquipmentCreate, response: Response, principal: Writer, session: SessionOf, key: IdempotencyKey = None
) -> EquipmentRead:
    """Add a machine to a factory."""
    equipment = EquipmentService(session, principal).create(body, key=key)
    set_etag(response, equipment.version)
    return equipment


@router.get("/conditions")
def list_machine_conditions(
    principal: HistoryReader, session: SessionOf, wanted: Annotated[ConditionQuery, Query()]
) -> MachineConditions:
    """List the machines you may see at a glance, the worst first: condition, since when, and who has the case."""
    return machine_conditions(EquipmentService(session, principal), wanted)


@router.get("/{equipment_id}")
def read_equipment(equipment_id: str, response: Response, principal: Reader, session: SessionOf) -> EquipmentRead:
    """Read one machine."""
    equipment = EquipmentService(session, principal).read(equipment_id)
    set_etag(response, equipment.version)
    return equipment


@router.get("/{equipment_id}/health")
def read_equipment_health(equipment_id: str, principal: Reader, session: SessionOf) -> HealthRead:
    """Read the health of one machine: a figure from 0 to 100 with its make-up and its history."""
    return EquipmentService(session, principal).health(equipment_id)


@router.get("/{equipment_id}/history")
def list_equipment_history(
    equipment_id: str, page: Paging, principal: HistoryReader, session: SessionOf
) -> Page[HistoryEntry]:
    """List the cases, examinations, recordings and files of one machine in the order of time, the newest first."""
    return EquipmentService(session, principal).history(equipment_id, page)


@router.get("/{equipment_id}/trend")
def read_equipment_trend(equipment_id: str, principal: HistoryReader, session: SessionOf) -> MachineTrend:
    """Read the figures of each channel of one machine over its newest examinations, the oldest first."""
    return EquipmentService(session, principal).trend(equipment_id)


@router.patch("/{equipment_id}")
def update_equipment(
    equipment_id: str,
    body: EquipmentUpdate,
    response: Response,
    principal: Writer,
    session: SessionOf,
    if_match: IfMatch = None,
) -> EquipmentRead:
    """Change a machine; with If-Match only if nobody else has changed it since."""
    equipment = EquipmentService(session, principal).update(equipment_id, body, if_match=if_match)
    set_etag(response, equipment.version)
    return equipment
