"""F17: backup, everything wiped, restore, every hash and row compared; by the plain role that owns the database."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from clinic_api.database import Database
from clinic_api.operation.database_copy import count_rows
from tests.clinic_api.rows import wav_of_damaged_outer_race
from tests.faults.conftest import Figure, OpenHospital
from tests.faults.ledger import Ledger, audit, drain
from tests.faults.ward import EMAIL, PASSWORD, FaultyHospital, kill_group

pytestmark = pytest.mark.end_to_end
RECORDING = wav_of_damaged_outer_race(seconds=1.0)


def _clinic(hospital: FaultyHospital, *arguments: str) -> str:
    environment = os.environ | {
        "CLINIC_DATA_DIR": str(hospital.settings.data_dir),
        "CLINIC_DATABASE_URL": hospital.settings.database_url,
        "CLINIC_BROKER_URL": "",
    }
    command = [sys.executable, "-m", "clinic_api.cli", *arguments, "--lang", "en"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.long  # `clinic_api/test_backup.py` restores without processes
def test_f17_a_wiped_hospital_comes_back_from_its_backup(
    make_hospital: OpenHospital, figure: Figure, tmp_path: Path
) -> None:
    hospital = make_hospital()
    ledger = Ledger(hospital, RECORDING)
    for _ in range(4):
        ledger.send()
    drain(hospital)
    _clinic(hospital, "backup", str(tmp_path))
    assert hospital.api is not None
    kill_group(hospital.api)
    backup = next(path for path in tmp_path.iterdir() if path.name != "objects")
    rows = count_rows(hospital.settings.database_url)

    wiped = hospital.cluster.make_empty_database("again")
    fresh = hospital.settings.model_copy(update={"data_dir": hospital.folder / "again", "database_url": wiped})
    database = Database(wiped)
    hospital.stack.callback(database.dispose)
    again = replace(hospital, settings=fresh, database=database)
    started = time.monotonic()
    _clinic(again, "restore", str(backup))
    seconds = time.monotonic() - started
    checked = _clinic(again, "check")

    rows_again = count_rows(wiped)
    # The backup itself, and the turns of periodic tasks meanwhile, are noted after its copy was made.
    assert 0 < rows_again.pop("schedule_slots") <= rows.pop("schedule_slots")
    for noted in ("service_marks", "backup_records"):
        rows_again[noted] = rows[noted]
    assert rows_again == rows
    audit(again, ledger).refuse_losses()
    again.start_api()
    login = httpx.post(f"{again.api_url}/api/v1/sessions", json={"email": EMAIL, "password": PASSWORD}, timeout=30)
    assert login.status_code == 201
    assert "ok      contents" in checked
    figure("tickets back, of 4", audit(again, ledger).accepted)
    figure("restore, s", seconds)
