from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

import clinic_api.demo.seed as seed
from clinic_api.accounts.models import Account
from clinic_api.database import Database
from clinic_api.demo.recording import simulated_recording
from clinic_api.kit.principal import KEY_ROLES, Role
from clinic_api.migrations import upgrade
from experts.directory import DEPARTMENTS, SPECIALTIES

HOSPITAL: dict[str, Any] = tomllib.loads(Path(seed.__file__).with_name("hospital.toml").read_text(encoding="utf-8"))


@pytest.fixture
def empty_database_url(tmp_path: Path) -> str:
    url = f"sqlite:///{tmp_path / 'clinic.sqlite3'}"
    upgrade(url)
    return url


def test_every_department_has_a_demo_doctor() -> None:
    treated = {department for doctor in HOSPITAL["doctors"] for department in doctor["departments"]}

    assert treated == set(DEPARTMENTS)
    assert len(HOSPITAL["doctors"]) >= 12


def test_demo_doctors_have_only_known_specialties() -> None:
    tags = {tag for doctor in HOSPITAL["doctors"] for tag in doctor["specialties"]}

    assert tags - set(SPECIALTIES) == set()


def test_every_role_has_a_demo_login() -> None:
    assert {account["role"] for account in HOSPITAL["accounts"]} == {str(role) for role in set(Role) - KEY_ROLES}


def test_every_demo_machine_names_its_bearings() -> None:
    described = [machine["machine"] for machine in HOSPITAL["equipment"] if "machine" in machine]

    assert len(HOSPITAL["equipment"]) == 18
    assert all(machine["bearings"] for machine in described)
    assert simulated_recording().machine["bearings"]


def test_seeding_twice_changes_nothing(empty_database_url: str) -> None:
    first = seed.seed_hospital(empty_database_url, ticket_machine=simulated_recording().machine)
    second = seed.seed_hospital(empty_database_url, ticket_machine=simulated_recording().machine)

    database = Database(empty_database_url)
    with database.session(read_only=True) as session:
        accounts = session.scalars(select(Account.email)).all()
    database.dispose()
    assert first == second
    assert first.counts == {"departments": 7, "doctors": 163, "factories": 13, "machines": 18}
    assert len(accounts) == len(HOSPITAL["accounts"])
