"""Writes the demo hospital of ``hospital.toml`` into an empty database; one that has factories is left as it is."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from clinic_api.accounts.passwords import Passwords
from clinic_api.accounts.service import NewAccount, create_account
from clinic_api.database import Database
from clinic_api.demo.people import write_demo_people
from clinic_api.doctors.models import Doctor
from clinic_api.equipment.models import Equipment
from clinic_api.factories.models import Factory
from clinic_api.kit.ids import new_id
from clinic_api.kit.principal import Role
from clinic_api.settings import get_settings
from diagnostics import Machine
from diagnostics.texts import Text
from experts.directory import DEPARTMENTS

__all__ = ["DEMO_PASSWORD", "TICKET_MACHINE", "SeededHospital", "seed_hospital"]

DEMO_PASSWORD = "demo-hospital"  # noqa: S105 - printed by the demo, which listens on loopback only
_HOSPITAL: dict[str, Any] = tomllib.loads(Path(__file__).with_name("hospital.toml").read_text(encoding="utf-8"))
TICKET_MACHINE = next(
    Text(**machine["name"]) for machine in _HOSPITAL["equipment"] if machine.get("key") == "ticket_machine"
)


@dataclass(frozen=True)
class SeededHospital:
    """How much there is, and who can log in: ``logins`` are pairs of role and e-mail."""

    counts: Mapping[str, int]
    logins: tuple[tuple[str, str], ...]


def seed_hospital(database_url: str, *, ticket_machine: dict[str, Any]) -> SeededHospital:
    """Seed an empty database; ``ticket_machine`` describes the machine that the demo's recording was made on."""
    database = Database(database_url)
    try:
        with database.session() as session:
            if session.scalar(select(func.count()).select_from(Factory)) == 0:
                factory_ids = _write_factories(session)
                _write_equipment(session, factory_ids, ticket_machine)
                doctor_ids = _write_doctors(session)
                write_demo_people(session)
                _write_accounts(session, factory_ids, doctor_ids)
            counts = {
                "departments": len(DEPARTMENTS),
                "doctors": _count(session, Doctor),
                "factories": _count(session, Factory),
                "machines": _count(session, Equipment),
            }
    finally:
        database.dispose()
    return SeededHospital(counts, tuple((login["role"], login["email"]) for login in _HOSPITAL["accounts"]))


def _count(session: Session, model: type[Doctor] | type[Factory] | type[Equipment]) -> int:
    return session.scalar(select(func.count()).select_from(model)) or 0


def _write_factories(session: Session) -> dict[str, str]:
    ids = {}
    for factory in _HOSPITAL["factories"]:
        latitude_deg, longitude_deg = factory["location"]
        row = Factory(
            id=new_id("fac"),
            name_en=factory["name"]["en"],
            name_zh=factory["name"]["zh"],
            address=factory["address"],
            latitude_deg=latitude_deg,
            longitude_deg=longitude_deg,
        )
        session.add(row)
        ids[factory["key"]] = row.id
    session.flush()
    return ids


def _write_equipment(session: Session, factory_ids: Mapping[str, str], ticket_machine: dict[str, Any]) -> None:
    for machine in _HOSPITAL["equipment"]:
        description = ticket_machine if machine.get("key") == "ticket_machine" else machine["machine"]
        Machine.from_dict(description)  # refuses a description that the service would refuse
        session.add(
            Equipment(
                id=new_id("eqp"),
                factory_id=factory_ids[machine["factory"]],
                name_en=machine["name"]["en"],
                name_zh=machine["name"]["zh"],
                kind=machine["kind"],
                location=machine["location"],
                criticality=machine["criticality"],
                machine=description,
            )
        )
    session.flush()


def _write_doctors(session: Session) -> dict[str, str]:
    ids = {}
    for doctor in _HOSPITAL["doctors"]:
        latitude_deg, longitude_deg = doctor["home"]
        row = Doctor(
            id=new_id("doc"),
            name_en=doctor["name"]["en"],
            name_zh=doctor["name"]["zh"],
            title_en=doctor["title"]["en"],
            title_zh=doctor["title"]["zh"],
            employment=doctor["employment"],
            departments=doctor["departments"],
            specialties=doctor["specialties"],
            category=doctor["category"],
            languages=doctor["languages"],
            capacity_minutes=doctor["capacity_minutes"],
            home_latitude_deg=latitude_deg,
            home_longitude_deg=longitude_deg,
        )
        session.add(row)
        ids[doctor["key"]] = row.id
    session.flush()
    return ids


def _write_accounts(session: Session, factory_ids: Mapping[str, str], doctor_ids: Mapping[str, str]) -> None:
    passwords = Passwords(get_settings())
    for login in _HOSPITAL["accounts"]:
        account = NewAccount(
            email=login["email"],
            password=DEMO_PASSWORD,
            role=Role(login["role"]),
            name=Text(**login["name"]),
            language=login["language"],
            factory_id=factory_ids[login["factory"]] if "factory" in login else None,
            doctor_id=doctor_ids[login["doctor"]] if "doctor" in login else None,
        )
        create_account(session, account, passwords)
