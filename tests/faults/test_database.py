"""F6: PostgreSQL crashes under writes and comes back."""

from __future__ import annotations

import threading
import time

import httpx
import pytest

from tests.faults.conftest import Figure, OpenHospital
from tests.faults.ledger import Ledger, audit, drain
from tests.faults.ward import FaultyHospital

pytestmark = [pytest.mark.end_to_end, pytest.mark.long]


def _reads(hospital: FaultyHospital) -> bool:
    try:
        with hospital.client() as client:
            return client.get("/api/v1/cases", params={"limit": 1}).status_code == 200
    except httpx.HTTPError:
        return False


def _ready_status(hospital: FaultyHospital) -> int:
    return httpx.get(f"{hospital.api_url}/readyz", timeout=10, trust_env=False).status_code


def test_f6_a_crashed_database_comes_back_with_every_ticket(make_hospital: OpenHospital, figure: Figure) -> None:
    hospital = make_hospital()
    ledger = Ledger(hospital)
    sending = threading.Thread(target=ledger.send_for, args=(25.0,), kwargs={"per_second": 20.0, "threads": 4})
    sending.start()
    answering, while_away = [], []
    for _ in range(3):
        time.sleep(3.0)
        hospital.cluster.crash()
        while_away.append(_ready_status(hospital))
        time.sleep(1.0)
        hospital.cluster.start()
        answering.append(hospital.wait_for(lambda: _reads(hospital), 30))
    sending.join(180)

    drain(hospital)

    found = audit(hospital, ledger)
    found.refuse_losses()
    assert set(ledger.answers) <= {201, 409, 503}
    assert while_away == [503, 503, 503]
    figure("tickets accepted over three crashes", found.accepted)
    figure("lost, doubled", (found.missing + found.unfinished, found.doubled))
    figure("answers", dict(ledger.answers))
    figure("reads answered again after PostgreSQL was up, at most, s (goal 5)", max(answering))
