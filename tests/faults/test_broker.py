"""F4 and F5: the broker is lost with all it had, or does not answer."""

from __future__ import annotations

import signal
import threading
import time

import pytest

from tests.faults.conftest import Figure, OpenHospital
from tests.faults.ledger import Ledger, audit, drain, percentile

pytestmark = pytest.mark.end_to_end


@pytest.mark.long
@pytest.mark.parametrize("losses", [1, 2])
def test_f4_a_lost_broker_loses_no_ticket(make_hospital: OpenHospital, figure: Figure, losses: int) -> None:
    hospital = make_hospital()
    ledger = Ledger(hospital)
    sending = threading.Thread(target=ledger.send_for, args=(2.0 + 5.0 * losses,), kwargs={"per_second": 10.0})
    sending.start()
    for _ in range(losses):
        time.sleep(2.0)
        hospital.lose_broker()
        time.sleep(3.0)
        hospital.start_broker()
    restarted = time.monotonic()
    sending.join(120)
    drain(hospital)
    drained_after = time.monotonic() - restarted

    found = audit(hospital, ledger)
    found.refuse_losses()
    assert set(ledger.answers) == {201}
    figure("tickets accepted while the broker came and went", found.accepted)
    figure("lost, doubled", (found.missing + found.unfinished, found.doubled))
    figure("p99 of opening a ticket, s (goal 1)", percentile(ledger.seconds, 0.99))
    figure("queue empty after the last restart, sending included, s", drained_after)


@pytest.mark.long
def test_f5_a_broker_that_does_not_answer_holds_nobody(make_hospital: OpenHospital, figure: Figure) -> None:
    hospital = make_hospital()
    ledger = Ledger(hospital)
    sending = threading.Thread(target=ledger.send_for, args=(12.0,), kwargs={"per_second": 5.0})
    sending.start()
    time.sleep(2.0)
    assert hospital.broker is not None
    hospital.broker.send_signal(signal.SIGSTOP)
    time.sleep(8.0)
    hospital.broker.send_signal(signal.SIGCONT)
    sending.join(120)

    drain(hospital)

    found = audit(hospital, ledger)
    found.refuse_losses()
    assert set(ledger.answers) == {201}
    figure("lost, doubled", (found.missing + found.unfinished, found.doubled))
    figure("p99 of opening a ticket, s (goal 1)", percentile(ledger.seconds, 0.99))
