"""Lists as CSV: the same filters as on the screen, read page by page, so that a slow line holds no connection."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from clinic_api.cases.filters import CaseFilter
from clinic_api.cases.repository import CaseFile, CaseRepository
from clinic_api.cases.states import CaseState, state_text
from clinic_api.database import Database
from clinic_api.equipment.filters import EquipmentFilter
from clinic_api.equipment.schemas import EquipmentRead
from clinic_api.equipment.service import EquipmentService
from clinic_api.kit.china import CHINA
from clinic_api.kit.csv_cells import MOST_ROWS, Rows, csv_pages
from clinic_api.kit.language import Language
from clinic_api.kit.pagination import PageParameters
from clinic_api.kit.principal import Principal
from clinic_api.kit.unit_of_work import factory_scope
from diagnostics.texts import Catalogue, Text
from experts.directory import DEPARTMENTS

__all__ = ["MOST_ROWS", "cases_csv", "equipment_csv"]

_TEXTS: Final = Catalogue(Path(__file__).with_name("texts.toml"))
_CASE_COLUMNS: Final = (
    "id",
    "opened",
    "state",
    "urgency",
    "department",
    "factory",
    "machine",
    "complaint",
    "doctor",
    "closed",
)
_MACHINE_COLUMNS: Final = (
    "id",
    "asset_number",
    "machine",
    "kind",
    "factory",
    "location",
    "criticality",
    "safety_criticality",
    "status",
    "health",
)


def cases_csv(database: Database, principal: Principal, wanted: CaseFilter, language: Language) -> Iterator[bytes]:
    """Yield the table of the cases that are ``wanted``, the newest first, at most `MOST_ROWS`."""

    def read(page: PageParameters) -> tuple[Rows, str | None]:
        with database.session(read_only=True, factory_scope=factory_scope(principal)) as session:
            repository = CaseRepository(session, principal)
            cases, cursor = repository.page(page, wanted)
            return [_case_row(file, language) for file in repository.files(cases)], cursor

    return csv_pages(_heads(_CASE_COLUMNS, language), read)


def equipment_csv(
    database: Database, principal: Principal, wanted: EquipmentFilter, language: Language
) -> Iterator[bytes]:
    """Yield the table of the machines that are ``wanted``, the newest first, at most `MOST_ROWS`."""

    def read(page: PageParameters) -> tuple[Rows, str | None]:
        with database.session(read_only=True, factory_scope=factory_scope(principal)) as session:
            found = EquipmentService(session, principal).list_page(page, wanted)
            return [_machine_row(machine, language) for machine in found.items], found.next_cursor

    return csv_pages(_heads(_MACHINE_COLUMNS, language), read)


def _heads(columns: Sequence[str], language: Language) -> list[str]:
    return [_TEXTS(name).in_language(language) for name in columns]


def _case_row(file: CaseFile, language: Language) -> Sequence[object]:
    case, machine = file.case, file.equipment_name
    doctor = None if file.attending is None else file.attending.doctor_name
    return (
        case.id,
        _moment(case.created_at),
        state_text(CaseState(case.state)).in_language(language),
        case.urgency,
        None if case.department is None else DEPARTMENTS[case.department].in_language(language),
        file.factory_name.in_language(language),
        None if machine is None else machine.in_language(language),
        case.complaint,
        None if doctor is None else doctor.in_language(language),
        _moment(case.closed_at),
    )


def _machine_row(machine: EquipmentRead, language: Language) -> Sequence[object]:
    return (
        machine.id,
        machine.asset_number,
        _named(machine, language),
        machine.kind,
        Text(machine.factory_name.en, machine.factory_name.zh).in_language(language),
        machine.location,
        machine.criticality,
        machine.safety_criticality,
        machine.status,
        machine.health_score,
    )


def _named(thing: Any, language: Language) -> str:
    return Text(thing.name_en, thing.name_zh).in_language(language)


def _moment(at: datetime | None) -> str | None:
    return None if at is None else f"{at.astimezone(CHINA):%Y-%m-%d %H:%M}"
