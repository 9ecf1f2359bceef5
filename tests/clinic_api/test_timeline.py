from __future__ import annotations

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from clinic_api.database import Database
from tests.clinic_api.hospital import Hospital


@pytest.mark.parametrize("change", ["UPDATE case_events SET kind = 'edited'", "DELETE FROM case_events"])
def test_no_line_of_a_time_line_is_ever_changed(database: Database, hospital: Hospital, change: str) -> None:
    with database.session() as session:
        before = session.execute(text("SELECT id, kind FROM case_events ORDER BY id")).all()

    with pytest.raises(DBAPIError, match="never changed"), database.session() as session:
        session.execute(text(change))

    with database.session() as session:
        assert session.execute(text("SELECT id, kind FROM case_events ORDER BY id")).all() == before
    assert before
