from __future__ import annotations

import threading

import pytest
from sqlalchemy.orm import Session

from clinic_api.database import Database
from clinic_api.jobs.periodic import PeriodicTask, run_due_tasks
from clinic_api.settings import Settings

LONG = 10**9  # seconds: one turn for the whole test


def test_a_turn_is_taken_once_by_many_workers(database: Database, settings: Settings) -> None:
    runs: list[int] = []
    task = PeriodicTask("count", LONG, lambda session, settings: runs.append(1))
    start = threading.Barrier(8)

    def work() -> None:
        start.wait(30)
        for _ in range(3):
            run_due_tasks(database, settings, [task])

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    assert runs == [1]
    assert run_due_tasks(database, settings, [task]) == []


def test_a_failed_turn_is_free_again_and_stops_no_other(
    database: Database, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    done: list[str] = []

    def breaks_once(session: Session, settings: Settings) -> None:
        if not done:
            raise RuntimeError("not today")
        done.append("first")

    tasks = [
        PeriodicTask("first", LONG, breaks_once),
        PeriodicTask("second", LONG, lambda session, settings: done.append("second")),
    ]

    assert run_due_tasks(database, settings, tasks) == ["second"]
    assert run_due_tasks(database, settings, tasks) == ["first"]
    assert done == ["second", "first"]
    assert "periodic task first failed" in caplog.text
