"""``clinic check`` sees what was changed behind the service's back."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from clinic_api.database import Database
from clinic_api.operation.check import check_service
from clinic_api.settings import Settings
from tests.clinic_api.databases import ONE_ENGINE
from tests.clinic_api.hospital import Hospital

pytestmark = [ONE_ENGINE, pytest.mark.usefixtures("contents")]


def _levels(settings: Settings) -> dict[str, str]:
    return {result.name: result.level for result in check_service(settings)}


def test_a_whole_hospital_is_found_whole(hospital: Hospital, settings: Settings) -> None:
    levels = _levels(settings)

    assert (levels["database"], levels["contents"], levels["lines"]) == ("ok", "ok", "ok")


@pytest.mark.parametrize("table", ["case_events", "audit_lines"])
def test_a_line_that_was_changed_is_told(
    hospital: Hospital, settings: Settings, database: Database, table: str
) -> None:
    with database.session() as session:
        session.execute(text(f"DROP TRIGGER {table}_kept_update"))
        session.execute(text(f"UPDATE {table} SET at = '2020-01-01 00:00:00'"))

    assert _levels(settings)["lines"] == "failed"


def test_a_file_that_was_changed_is_told(hospital: Hospital, settings: Settings) -> None:
    for path in (settings.data_dir / "storage" / "objects").glob("*/*/*"):
        path.write_bytes(b"changed")

    assert _levels(settings)["contents"] == "failed"
