from __future__ import annotations

import secrets

import pytest
from sqlalchemy import Connection, text

from clinic_api.database import Base, Database, TenantMixin
from tests.clinic_api.databases import POSTGRESQL
from tests.clinic_api.hospital import Hospital

TENANT_TABLES = sorted(
    str(mapper.local_table) for mapper in Base.registry.mappers if issubclass(mapper.class_, TenantMixin)
)


pytestmark = POSTGRESQL


@pytest.fixture
def plain_role() -> str:
    """The name of a PostgreSQL role that `_become` makes."""
    return f"clinic_test_{secrets.token_hex(6)}"


def _become(connection: Connection, role: str) -> None:
    """Make and take on ``role`` inside the transaction, so that nothing of it is left."""
    connection.execute(text(f"CREATE ROLE {role} NOSUPERUSER NOBYPASSRLS"))
    connection.execute(text(f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}"))
    connection.execute(text(f"SET LOCAL ROLE {role}"))


def _count(connection: Connection, table: str) -> int:
    count: int = connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one()
    return count


NULLABLE = {"mails", "jobs", "endpoints", "deliveries", "invitations", "audit_lines"}
"""Tables whose rows belong to a factory or to the hospital itself."""


def _count_of(connection: Connection, table: str, factory_id: str) -> int:
    statement = text(f"SELECT count(*) FROM {table} WHERE factory_id = :factory_id")
    count: int = connection.execute(statement, {"factory_id": factory_id}).scalar_one()
    return count


def test_database_itself_hides_other_factories(database: Database, hospital: Hospital, plain_role: str) -> None:
    with database.engine.connect() as connection:
        _become(connection, plain_role)
        unset = {table: _count(connection, table) for table in TENANT_TABLES}
        connection.execute(text("SELECT set_config('app.factory', :own, true)"), {"own": hospital.own.factory_id})
        own = {table: _count(connection, table) for table in TENANT_TABLES}
        factories = connection.execute(text("SELECT id FROM factories")).scalars().all()
        changed = connection.execute(
            text("UPDATE equipment SET name_en = 'x' WHERE id = :id"), {"id": hospital.foreign.equipment_id}
        ).rowcount
        connection.execute(text("SELECT set_config('app.factory', '*', true)"))
        every = {table: _count(connection, table) for table in TENANT_TABLES}
        really_own = {table: _count_of(connection, table, hospital.own.factory_id) for table in TENANT_TABLES}
        really_foreign = {table: _count_of(connection, table, hospital.foreign.factory_id) for table in TENANT_TABLES}
        connection.rollback()

    assert unset == dict.fromkeys(TENANT_TABLES, 0)
    assert own == really_own
    assert every == {table: really_own[table] + really_foreign[table] for table in TENANT_TABLES}
    assert [table for table in TENANT_TABLES if not really_foreign[table]] == [], "seed a row: nothing was hidden here"
    assert factories == [hospital.own.factory_id]
    assert changed == 0


def test_every_table_of_a_factory_is_protected(database: Database) -> None:
    with database.engine.connect() as connection:
        protected = connection.execute(
            text("SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity ORDER BY relname")
        )
        names = set(protected.scalars())

    assert names == {*TENANT_TABLES, *NULLABLE, "factories"}


def test_units_of_work_carry_their_factory_to_the_database(database: Database, hospital: Hospital) -> None:
    setting = text("SELECT current_setting('app.factory', true)")
    with database.session(factory_scope=hospital.own.factory_id) as session:
        inside = session.execute(setting).scalar_one()
    with database.engine.connect() as connection:
        afterwards = connection.execute(setting).scalar_one()

    assert inside == hospital.own.factory_id
    assert afterwards in {None, ""}
