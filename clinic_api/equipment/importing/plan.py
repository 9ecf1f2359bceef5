"""From the rows of a table to what is to be done with each: checked with the same rules as single machines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar

from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ValidationError

from clinic_api.equipment.importing.columns import code_of
from clinic_api.equipment.importing.schemas import ImportNote, ImportRow, RowAction
from clinic_api.equipment.importing.sheet import SheetRow, Table, import_texts
from clinic_api.equipment.models import Equipment
from clinic_api.equipment.nameplate import Nameplate, is_in_catalogue
from clinic_api.equipment.schemas import EquipmentCreate, EquipmentUpdate
from clinic_api.equipment.service import register_texts
from clinic_api.errors import as_clinic_error
from clinic_api.kit.fields import TextRead
from diagnostics.texts import Text

__all__ = ["PlannedRow", "plan_rows"]

_KINDS: Final = ("electric_motor", "pump", "fan", "blower", "compressor", "gearbox", "spindle", "conveyor", "other")
_BEARINGS: Final = ("bearing_drive_end", "bearing_non_drive_end")

Body = TypeVar("Body", bound=BaseModel)


@dataclass
class PlannedRow:
    """One row on its way: ``values`` are those of the machine's row in the database, checked."""

    number: int
    asset_number: str | None
    parent_asset_number: str | None
    action: RowAction = "bad"
    values: dict[str, Any] = field(default_factory=dict)
    existing: Equipment | None = None
    equipment_id: str | None = None
    errors: list[ImportNote] = field(default_factory=list)
    warnings: list[ImportNote] = field(default_factory=list)

    def refuse(self, code: str, place: str | None, text: Text) -> None:
        """Note an error; the row is not written."""
        self.errors.append(ImportNote(field=place, code=code, message=TextRead.of(text)))
        self.action = "bad"

    def warn(self, code: str, place: str | None, text: Text) -> None:
        """Note a warning; the row is written."""
        self.warnings.append(ImportNote(field=place, code=code, message=TextRead.of(text)))

    def told(self) -> ImportRow:
        """Return what is answered about the row."""
        return ImportRow(
            row=self.number,
            asset_number=self.asset_number,
            action=self.action,
            equipment_id=self.equipment_id,
            errors=self.errors,
            warnings=self.warnings,
        )


def plan_rows(table: Table, register: Mapping[str, Equipment], *, updates: bool) -> list[PlannedRow]:
    """Return what to do with each row of ``table``.

    ``register`` holds the factory's machines by asset number; those named again are changed, or left alone without
    ``updates``.
    """
    planned: list[PlannedRow] = []
    seen: dict[str, int] = {}
    for row in table.rows:
        plan = _plan(row, register, updates=updates)
        number = plan.asset_number
        if number is not None and number in seen:
            text = import_texts("asset_number_repeated", row=seen[number])
            plan.refuse("asset_number_repeated", "asset_number", text)
        elif number is not None:
            seen[number] = row.number
        planned.append(plan)
    _check_parents(planned, register)
    return planned


def _plan(row: SheetRow, register: Mapping[str, Equipment], *, updates: bool) -> PlannedRow:
    cells = {name: code_of(name, cell) for name, cell in row.cells.items()}
    number = cells.get("asset_number")
    plan = PlannedRow(row.number, number, cells.pop("parent_asset_number", None))
    for name, cell in row.cells.items():
        if cell.startswith("="):
            plan.warn("formula_as_text", name, import_texts("formula_as_text"))
    if number is None:
        plan.refuse("asset_number_missing", "asset_number", import_texts("asset_number_missing"))
        return plan
    plan.existing = register.get(number)
    if plan.existing is not None:
        plan.equipment_id = plan.existing.id
        if not updates:
            plan.action = "skip"
            return plan
        _plan_change(plan, plan.existing, cells)
    else:
        _plan_creation(plan, cells)
    for name in _BEARINGS:
        if name in cells and not is_in_catalogue(cells[name]):
            plan.warn("bearing_unknown", name, import_texts("bearing_unknown", designation=cells[name]))
    return plan


def _plan_creation(plan: PlannedRow, cells: dict[str, str]) -> None:
    name = cells.get("name_zh") or cells.get("name_en")
    if name is None:
        plan.refuse("name_missing", "name_zh", import_texts("name_missing"))
    elif not ("name_zh" in cells and "name_en" in cells):
        plan.warn("name_copied", "name_zh", import_texts("name_copied"))
    if "kind" not in cells:
        kinds = [register_texts(f"kind_{kind}") for kind in _KINDS]
        told = Text(", ".join(kind.en for kind in kinds), "、".join(kind.zh for kind in kinds))
        plan.refuse("kind_missing", "kind", import_texts("kind_missing", kinds=told))
    body = _split(cells) | {"name_zh": cells.get("name_zh", name), "name_en": cells.get("name_en", name)}
    body |= {"kind": cells.get("kind", "other")}
    if name is None:
        body |= {"name_zh": "-", "name_en": "-"}  # so that the other cells are checked all the same
    checked = _checked(plan, EquipmentCreate, body)
    if checked is not None and not plan.errors:
        values = checked.model_dump(exclude={"factory_id", "parent_id", "nameplate"})
        plan.values = values | {"nameplate": checked.nameplate.stored()}
        plan.action = "create"


def _plan_change(plan: PlannedRow, existing: Equipment, cells: dict[str, str]) -> None:
    """Plan what an existing machine is to become; an empty cell changes nothing."""
    body = _split(cells)
    body["nameplate"] = {**existing.nameplate, **body.get("nameplate", {})}
    checked = _checked(plan, EquipmentUpdate, body)
    if checked is None:
        return
    values = checked.model_dump(exclude_unset=True, exclude={"nameplate"})
    values["nameplate"] = (checked.nameplate or Nameplate()).stored()
    plan.values = {name: value for name, value in values.items() if getattr(existing, name) != value}
    plan.action = "update" if plan.values else "unchanged"


def _split(cells: Mapping[str, str]) -> dict[str, Any]:
    """Return the cells as a request body has them, the nameplate's within ``nameplate``."""
    on_plate = {name: cell for name, cell in cells.items() if name in Nameplate.model_fields}
    body: dict[str, Any] = {name: cell for name, cell in cells.items() if name not in on_plate}
    return body | {"nameplate": on_plate} if on_plate else body


def _checked(plan: PlannedRow, model: type[Body], body: Mapping[str, Any]) -> Body | None:
    try:
        return model.model_validate(body)
    except ValidationError as error:
        refusal = as_clinic_error(RequestValidationError(error.errors(include_url=False)))
        for place, text in refusal.extra["errors"]:
            plan.refuse("value_wrong", place.removeprefix("nameplate."), text)
    return None


def _check_parents(planned: Iterable[PlannedRow], register: Mapping[str, Equipment]) -> None:
    """Refuse parents that do not exist (or whose own row is refused) and circles of them."""
    rows = {plan.asset_number: plan for plan in planned if plan.asset_number is not None and plan.action != "bad"}
    numbers = {machine.id: number for number, machine in register.items()}
    above = {number: numbers.get(machine.parent_id or "") for number, machine in register.items()}
    above |= {
        number: plan.parent_asset_number
        for number, plan in rows.items()
        if plan.parent_asset_number is not None and plan.action != "skip"
    }
    waiting = True
    while waiting:
        waiting = False
        for number, plan in list(rows.items()):
            parent = plan.parent_asset_number
            if parent is None or plan.action == "skip":
                continue
            if parent not in rows and parent not in register:
                text = import_texts("parent_unknown", asset_number=parent)
                plan.refuse("parent_unknown", "parent_asset_number", text)
            elif _leads_to_itself(number, above):
                plan.refuse("parent_circle", "parent_asset_number", import_texts("parent_circle"))
            else:
                _note_parent(plan, parent, register)
                continue
            del rows[number]
            waiting = True  # rows that are parts of this one are refused in the next turn


def _note_parent(plan: PlannedRow, parent: str, register: Mapping[str, Equipment]) -> None:
    """Count a new parent as a change."""
    known = register.get(parent)
    changes = plan.existing is not None and (known is None or plan.existing.parent_id != known.id)
    if plan.action == "unchanged" and changes:
        plan.action = "update"


def _leads_to_itself(number: str, above: Mapping[str, str | None]) -> bool:
    seen: set[str] = set()
    place = above.get(number)
    while place is not None and place not in seen:
        if place == number:
            return True
        seen.add(place)
        place = above.get(place)
    return False
