"""Importing a table of machines on behalf of one principal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy.exc import IntegrityError

from clinic_api.database import utc_now
from clinic_api.equipment.importing.plan import PlannedRow, plan_rows
from clinic_api.equipment.importing.schemas import ImportNote, ImportRead
from clinic_api.equipment.importing.sheet import Table, import_texts
from clinic_api.equipment.models import Equipment
from clinic_api.errors import Conflict, Invalid
from clinic_api.factories.models import Factory
from clinic_api.kit.fields import TextRead
from clinic_api.kit.ids import new_id
from clinic_api.kit.repository import Repository
from clinic_api.notifications.publish import publish
from diagnostics.texts import Text

__all__ = ["ImportChoices", "ImportService"]

_TOLD_AT_MOST: Final = 100


@dataclass(frozen=True, kw_only=True)
class ImportChoices:
    """What is to happen with the rows."""

    factory_id: str | None
    dry_run: bool
    updates: bool
    skip_bad_rows: bool


class ImportService(Repository):
    """Machines from a table."""

    def refuse_foreign_factory(self, factory_id: str | None) -> Factory:
        """Return the factory the machines belong to; raises `NotFound`, or `Invalid` ``factory_required``."""
        chosen = factory_id or self.principal.factory_id
        if chosen is None:
            raise Invalid("factory_required")
        return self.get_visible(Factory, chosen)

    def run(self, table: Table, choices: ImportChoices) -> ImportRead:
        """Plan the rows of ``table`` and, unless it is a dry run, write them all, or with ``skip_bad_rows`` the good
        ones.

        Raises `NotFound`, `Invalid` ``import_has_errors`` and `Conflict` ``import_conflict``; nothing is written then.
        """
        factory = self.refuse_foreign_factory(choices.factory_id)
        register = self._register(factory)
        planned = plan_rows(table, register, updates=choices.updates)
        if not choices.dry_run:
            if not choices.skip_bad_rows:
                _refuse_bad(planned)
            self._write(factory, planned, register)
        counts = Counter(plan.action for plan in planned)
        return ImportRead(
            dry_run=choices.dry_run,
            counts={action: counts.get(action, 0) for action in ("create", "update", "unchanged", "skip", "bad")},
            warnings=[_ignored(column) for column in table.ignored_columns],
            rows=[plan.told() for plan in planned],
        )

    def _register(self, factory: Factory) -> dict[str, Equipment]:
        statement = self.select_visible(Equipment).where(
            Equipment.factory_id == factory.id, Equipment.asset_number.is_not(None)
        )
        return {str(machine.asset_number): machine for machine in self.session.scalars(statement)}

    def _write(self, factory: Factory, planned: Sequence[PlannedRow], register: dict[str, Equipment]) -> None:
        machines = dict(register)
        for plan in planned:
            if plan.action == "create":
                plan.equipment_id = new_id("eqp")
                machine = Equipment(id=plan.equipment_id, factory_id=factory.id, factory=factory, **plan.values)
                self.session.add(machine)
                machines[str(plan.asset_number)] = machine
            elif plan.action == "update" and plan.existing is not None:
                for name, value in plan.values.items():
                    setattr(plan.existing, name, value)
        self._flush()
        for plan in planned:
            if plan.action in {"create", "update"} and plan.parent_asset_number is not None:
                machines[str(plan.asset_number)].parent_id = machines[plan.parent_asset_number].id
        self._flush()
        counts = Counter(plan.action for plan in planned)
        data = {"created": counts["create"], "updated": counts["update"]}
        publish(self.session, "equipment.imported", factory_id=factory.id, at=utc_now(), data=data)

    def _flush(self) -> None:
        try:
            self.session.flush()
        except IntegrityError:
            raise Conflict("import_conflict", import_texts("import_conflict")) from None


def _refuse_bad(planned: Sequence[PlannedRow]) -> None:
    bad = [plan for plan in planned if plan.action == "bad"]
    if not bad:
        return
    errors = [
        (f"rows.{plan.number}.{note.field or ''}".rstrip("."), Text(note.message.en, note.message.zh))
        for plan in bad
        for note in plan.errors
    ]
    text = import_texts("import_has_errors", bad=len(bad), total=len(planned))
    raise Invalid("import_has_errors", text, errors=errors[:_TOLD_AT_MOST], bad_rows=len(bad))


def _ignored(column: str) -> ImportNote:
    text = import_texts("column_ignored", column=column)
    return ImportNote(field=None, code="column_ignored", message=TextRead.of(text))
