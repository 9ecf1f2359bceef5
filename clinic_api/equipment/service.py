"""Machines on behalf of one principal."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from clinic_api.cases.models import Case
from clinic_api.database import utc_now
from clinic_api.equipment.filters import EquipmentFilter
from clinic_api.equipment.health import MachineHealth, health_with_history, machine_health
from clinic_api.equipment.history import HistoryEntry, machine_history
from clinic_api.equipment.models import Equipment
from clinic_api.equipment.nameplate import bearings_of
from clinic_api.equipment.schemas import EquipmentCreate, EquipmentRead, EquipmentUpdate, HealthRead
from clinic_api.equipment.trend import MachineTrend, machine_trend
from clinic_api.errors import Conflict, Invalid, NotFound
from clinic_api.examinations.models import Examination
from clinic_api.factories.models import Factory
from clinic_api.kit.fields import TextRead
from clinic_api.kit.idempotency import create_once
from clinic_api.kit.ids import new_id
from clinic_api.kit.pagination import Page, PageParameters, fetch_page
from clinic_api.kit.repository import Repository
from clinic_api.kit.versions import refuse_outdated
from diagnostics.errors import DiagnosticsError
from diagnostics.kinematics import refuse_unknown_bearings
from diagnostics.machine import Machine
from diagnostics.texts import Catalogue

__all__ = ["EquipmentService", "refuse_wrong_machine", "register_texts"]

register_texts: Final = Catalogue(Path(__file__).with_name("texts.toml"))

_NULLABLE: Final = frozenset({"machine", "asset_number", "parent_id"})


class EquipmentService(Repository):
    """What can be done with machines."""

    def list_page(self, page: PageParameters, wanted: EquipmentFilter) -> Page[EquipmentRead]:
        """Return the machines that are ``wanted``, the newest first."""
        statement = self.select_visible(Equipment).where(*wanted.conditions(self))
        rows, next_cursor = fetch_page(self.session, statement, Equipment.id, page)
        return Page(items=self.read_all(rows), next_cursor=next_cursor)

    def read(self, equipment_id: str) -> EquipmentRead:
        """Return one machine; raises `NotFound`."""
        return self.read_all([self.get_visible(Equipment, equipment_id)])[0]

    def health(self, equipment_id: str) -> HealthRead:
        """Return the health of one machine; raises `NotFound`."""
        equipment = self.get_visible(Equipment, equipment_id)
        health = health_with_history(
            self.session, equipment.id, now=utc_now(), visible_examinations=self.visible(Examination)
        )
        return HealthRead.model_validate(health.to_json())

    def history(self, equipment_id: str, page: PageParameters) -> Page[HistoryEntry]:
        """Return a page of what happened to one machine, the newest first; raises `NotFound`."""
        return machine_history(self, self.get_visible(Equipment, equipment_id), page)

    def trend(self, equipment_id: str) -> MachineTrend:
        """Return the figures of one machine over its newest examinations; raises `NotFound`."""
        return machine_trend(self, self.get_visible(Equipment, equipment_id))

    def create(self, body: EquipmentCreate, *, key: str | None = None) -> EquipmentRead:
        """Write a machine, once for an Idempotency-Key; raises `NotFound` for a factory that is not the principal's."""

        def write() -> EquipmentRead:
            factory = self.get_visible(Factory, self._factory_id(body))
            refuse_wrong_machine(body.machine)
            values = body.model_dump(exclude={"factory_id", "nameplate"}) | {"nameplate": body.nameplate.stored()}
            equipment = Equipment(id=new_id("eqp"), factory_id=factory.id, factory=factory, **values)
            self._refuse_wrong_parent(equipment, body.parent_id)
            self.session.add(equipment)
            self._flush(equipment)
            return self.read_all([equipment])[0]

        return create_once(
            self.session,
            self.principal,
            key=key,
            operation="create_equipment",
            request=body,
            answer_type=EquipmentRead,
            create=write,
        )

    def update(self, equipment_id: str, body: EquipmentUpdate, *, if_match: str | None = None) -> EquipmentRead:
        """Change a machine; raises `NotFound`, `PreconditionFailed`, `Conflict` ``asset_number_taken`` or `Invalid`
        (``machine_invalid``, ``parent_not_found``, ``parent_circle``).
        """
        equipment = self.get_visible(Equipment, equipment_id, for_update=True)
        refuse_outdated(if_match, equipment.version)
        given = body.model_dump(exclude_unset=True)
        if body.nameplate is not None:
            given["nameplate"] = body.nameplate.stored()
        changes = {name: value for name, value in given.items() if value is not None or name in _NULLABLE}
        refuse_wrong_machine(changes.get("machine"))
        self._refuse_wrong_parent(equipment, changes.get("parent_id"))
        for name, value in changes.items():
            setattr(equipment, name, value)
        self._flush(equipment)
        return self.read_all([equipment])[0]

    def _refuse_wrong_parent(self, equipment: Equipment, parent_id: str | None) -> None:
        """Raise `Invalid` for a parent of another factory or below the machine itself."""
        if parent_id is None:
            return
        try:
            parent = self.get_visible(Equipment, parent_id)
        except NotFound:
            raise Invalid("parent_not_found", register_texts("parent_not_found")) from None
        if parent.factory_id != equipment.factory_id:
            raise Invalid("parent_not_found", register_texts("parent_not_found"))
        above: str | None = parent.id
        seen: set[str] = set()
        while above is not None and above not in seen:
            if above == equipment.id:
                raise Invalid("parent_circle", register_texts("parent_circle"))
            seen.add(above)
            above = self.session.scalar(select(Equipment.parent_id).where(Equipment.id == above))

    def _flush(self, equipment: Equipment) -> None:
        asset_number = equipment.asset_number
        try:
            self.session.flush()
        except IntegrityError as error:
            if "asset_number" not in str(error.orig):
                raise
            text = register_texts("asset_number_taken", asset_number=asset_number)
            raise Conflict("asset_number_taken", text) from None

    def _factory_id(self, body: EquipmentCreate) -> str:
        factory_id = body.factory_id or self.principal.factory_id
        if factory_id is None:
            raise Invalid("factory_required")
        return factory_id

    def read_all(self, rows: Sequence[Equipment]) -> list[EquipmentRead]:
        """Return what the API says about visible machines, in their order."""
        health = machine_health(
            self.session,
            [row.id for row in rows],
            now=utc_now(),
            visible_cases=self.visible(Case),
            visible_examinations=self.visible(Examination),
        )
        return [_form(row, health[row.id]) for row in rows]


def refuse_wrong_machine(description: dict[str, Any] | None) -> None:
    """Raise `Invalid` ``machine_invalid`` with what the analysis itself says about the description."""
    if description is None:
        return
    try:
        refuse_unknown_bearings(Machine.from_dict(description))
    except DiagnosticsError as error:
        raise Invalid("machine_invalid", error.text, reason=error.code) from None


def _form(row: Equipment, health: MachineHealth) -> EquipmentRead:
    return EquipmentRead.model_validate(
        {
            "id": row.id,
            "factory_id": row.factory_id,
            "factory_name": TextRead(en=row.factory.name_en, zh=row.factory.name_zh),
            "name_en": row.name_en,
            "name_zh": row.name_zh,
            "kind": row.kind,
            "location": row.location,
            "criticality": row.criticality,
            "safety_criticality": row.safety_criticality,
            "status": row.status,
            "asset_number": row.asset_number,
            "parent_id": row.parent_id,
            "nameplate": row.nameplate,
            "bearings": bearings_of(row.nameplate),
            "machine": row.machine,
            "created_at": row.created_at,
            "version": row.version,
            "last_verdict": health.last_verdict,
            "open_cases": health.open_cases,
            "health_score": health.score,
        }
    )
