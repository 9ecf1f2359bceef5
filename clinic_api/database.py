"""The database: models' base, column types, and the unit of work on SQLite and PostgreSQL alike.

SQLite runs in WAL mode with ``synchronous=FULL`` and every writing transaction starts with ``BEGIN IMMEDIATE``:
a deferred transaction that reads and then writes fails at once with "database is locked" under several writers.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, ClassVar

from sqlalchemy import (
    JSON,
    Connection,
    DateTime,
    Dialect,
    ForeignKey,
    MetaData,
    String,
    Text,
    create_engine,
    event,
    select,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, SessionTransaction, mapped_column, sessionmaker
from sqlalchemy.pool import ConnectionPoolEntry
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.elements import ColumnElement
from sqlalchemy.sql.expression import false
from sqlalchemy.types import TypeDecorator, TypeEngine

from clinic_api.kit.principal import Principal

__all__ = [
    "ALL_FACTORIES",
    "ID_LENGTH",
    "NO_FACTORY",
    "Base",
    "CreatedMixin",
    "Database",
    "DatabaseClock",
    "JsonDocument",
    "TenantMixin",
    "UtcDateTime",
    "database_now",
    "utc_now",
]

ALL_FACTORIES = "*"
NO_FACTORY = "-"
"""Values of ``factory_scope`` besides a factory's id."""

ID_LENGTH = 40
"""Characters of an id column; ids of ``kit.ids`` have at most 31."""

JsonDocument: TypeEngine[Any] = JSON().with_variant(JSONB(), "postgresql")
"""A JSON value: text on SQLite, ``jsonb`` on PostgreSQL."""

_READ_ONLY = "clinic_read_only"
_BEGIN_WORK = "SELECT set_config('app.factory', %s, true), set_config('transaction_read_only', %s, true)"
_IDLE_SECONDS = 5.0  # a connection that rested longer is asked for a sign of life before it is used
_POSTGRES_OPTIONS = (
    "-c statement_timeout=10000 -c lock_timeout=3000 -c idle_in_transaction_session_timeout=15000 -c timezone=UTC"
)


class UtcDateTime(TypeDecorator[datetime]):
    """An aware UTC time on both engines; a naive ``datetime`` is refused with ``ValueError``."""

    impl = DateTime
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Use ``timestamptz`` on PostgreSQL and ISO text without zone on SQLite."""
        return dialect.type_descriptor(DateTime(timezone=dialect.name == "postgresql"))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Convert to UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("times must carry their time zone")
        in_utc = value.astimezone(UTC)
        return in_utc if dialect.name == "postgresql" else in_utc.replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the time with its zone."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """Base of all models; constraint names are fixed so that migrations can name them on both engines."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: UtcDateTime(),
        str: Text(),
        dict[str, Any]: JsonDocument,
        list[Any]: JsonDocument,
    }


class TenantMixin:
    """A row that belongs to one factory. `kit.repository.Repository` scopes every query of such a model."""

    factory_id: Mapped[str] = mapped_column(String(ID_LENGTH), ForeignKey("factories.id"), index=True)

    @classmethod
    def of_factory(cls, factory_id: str) -> ColumnElement[bool]:
        """Return the condition for rows that people of ``factory_id`` may see."""
        return cls.factory_id == factory_id

    @classmethod
    def of_machines(cls, equipment_ids: frozenset[str]) -> ColumnElement[bool]:
        """Return the condition for rows that a key for ``equipment_ids`` may see: those of these machines."""
        column = getattr(cls, "equipment_id", None)
        return false() if column is None else column.in_(equipment_ids)

    @classmethod
    def of_doctor(cls, doctor_id: str) -> ColumnElement[bool]:
        """Return the condition for rows that ``doctor_id`` may see: none, unless the model says otherwise."""
        return false()

    @classmethod
    def of_reporter(cls, principal: Principal) -> ColumnElement[bool]:
        """Return the condition for rows that the holder of a label or of a case's link may see: none by default."""
        return false()


class CreatedMixin:
    """A row that knows when it was made."""

    created_at: Mapped[datetime] = mapped_column(UtcDateTime(), default=lambda: utc_now())


class Database:
    """The engine and its units of work.

    ``session()`` is one transaction: committed when its block ends, rolled back when it raises.
    """

    def __init__(self, url: str) -> None:
        """Prepare the pool for ``url``; nothing connects yet. Makes the folder of an SQLite file."""
        self.url = url
        parsed = make_url(url)
        if parsed.get_backend_name() == "sqlite":
            Path(str(parsed.database)).absolute().parent.mkdir(parents=True, exist_ok=True)
            # Waiting for the one writer costs a thread, not a server: as many connections as request threads.
            self.engine = create_engine(url, pool_size=20, max_overflow=20, pool_timeout=10, hide_parameters=True)
            event.listen(self.engine, "connect", _configure_sqlite)
            event.listen(self.engine, "begin", _begin_sqlite)
        else:
            self.engine = create_engine(
                url,
                pool_size=5,
                max_overflow=5,
                pool_timeout=0.9,
                pool_recycle=1800,
                hide_parameters=True,  # an error that is logged must not carry what people typed
                connect_args={"connect_timeout": 2, "options": _POSTGRES_OPTIONS},
            )
            event.listen(self.engine, "checkin", _note_return)
            event.listen(self.engine, "checkout", _refuse_dead_connection)
        is_postgresql = self.engine.dialect.name == "postgresql"
        reading = self.engine.execution_options(**{_READ_ONLY: True})
        self._looking = self.engine.execution_options(isolation_level="AUTOCOMMIT") if is_postgresql else reading
        self._writers = sessionmaker(self.engine, expire_on_commit=False)
        self._readers = sessionmaker(reading, expire_on_commit=False)
        if is_postgresql:
            for made in (self._writers, self._readers):
                event.listen(made, "after_begin", _begin_postgresql)

    @contextmanager
    def session(self, *, read_only: bool = False, factory_scope: str = ALL_FACTORIES) -> Iterator[Session]:
        """Yield one unit of work. ``read_only`` takes no write lock and is refused any change by PostgreSQL. It takes a
        connection with its first statement.

        PostgreSQL shows (and lets write) rows of the factory ``factory_scope`` only, whatever the queries ask for: the
        second wall behind `kit.repository.Repository`, which SQLite does not have.
        """
        with (self._readers if read_only else self._writers).begin() as session:
            session.info[_BEGIN_WORK] = (factory_scope, "on" if read_only else "off")
            yield session

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Yield a connection for one quick look at rows that belong to no factory, without a transaction of its own on
        PostgreSQL: each statement is one there and back.
        """
        with self._looking.connect() as connection:
            yield connection

    def ping(self) -> None:
        """Ask the database for one value; raises ``sqlalchemy.exc.SQLAlchemyError`` when it does not answer."""
        with self.session(read_only=True) as session:
            session.execute(text("SELECT 1"))

    def dispose(self) -> None:
        """Close the pool's connections (at the end of the process, or in a child right after a fork)."""
        self.engine.dispose()


def utc_now() -> datetime:
    """Return this process's clock in UTC, for when something was made; leases go by `database_now`."""
    return datetime.now(UTC)


class DatabaseClock(ColumnElement[datetime]):
    """The database's clock as an expression; on PostgreSQL it advances within a transaction."""

    inherit_cache = True
    type = UtcDateTime()


@compiles(DatabaseClock, "postgresql")
def _clock_of_postgresql(element: DatabaseClock, compiler: SQLCompiler, **options: Any) -> str:
    return "clock_timestamp()"


@compiles(DatabaseClock, "sqlite")
def _clock_of_sqlite(element: DatabaseClock, compiler: SQLCompiler, **options: Any) -> str:
    return "strftime('%Y-%m-%d %H:%M:%f000', 'now')"  # as SQLAlchemy writes times


_ASK_CLOCK = select(DatabaseClock())


def database_now(session: Session) -> datetime:
    """Return the database's clock in UTC."""
    return session.execute(_ASK_CLOCK).scalar_one()


def _configure_sqlite(connection: Any, entry: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # the driver starts no transaction of its own: _begin_sqlite does
    for pragma in ("busy_timeout = 10000", "journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    reads_only = connection.get_execution_options().get(_READ_ONLY, False)
    connection.exec_driver_sql("BEGIN" if reads_only else "BEGIN IMMEDIATE")


def _begin_postgresql(session: Session, transaction: SessionTransaction, connection: Connection) -> None:
    if transaction.parent is None:  # a savepoint goes on with what its transaction began with
        connection.exec_driver_sql(_BEGIN_WORK, session.info[_BEGIN_WORK])


def _note_return(connection: Any, entry: ConnectionPoolEntry) -> None:
    entry.info["returned_at"] = time.monotonic()


def _refuse_dead_connection(connection: Any, entry: ConnectionPoolEntry, proxy: Any) -> None:
    """Let the pool open another connection instead of one that died while it rested (the server was restarted)."""
    returned_at = entry.info.get("returned_at")
    if returned_at is None or time.monotonic() - returned_at < _IDLE_SECONDS:
        return
    try:
        connection.execute("SELECT 1")
        connection.rollback()
    except Exception as error:
        raise DisconnectionError("the connection died while it rested") from error
