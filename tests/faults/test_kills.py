"""F0–F3: nothing, a killed pool process, a killed worker, a worker that was asleep past its lease."""

from __future__ import annotations

import os
import signal
import time

import pytest
from sqlalchemy import func, select

from clinic_api.jobs.models import Job
from clinic_api.operation.marks import JOBS_FENCED, marks
from tests.clinic_api.rows import wav_of_damaged_outer_race
from tests.faults.conftest import Figure, OpenHospital
from tests.faults.ledger import Ledger, audit, drain, percentile, start_delays
from tests.faults.ward import LEASE_SECONDS, FaultyHospital, children_of, kill_group

pytestmark = pytest.mark.end_to_end
RECORDING = wav_of_damaged_outer_race(seconds=2.0)


def _running(hospital: FaultyHospital) -> int:
    with hospital.database.session(read_only=True) as session:
        return session.scalar(select(func.count()).where(Job.state == "running")) or 0


@pytest.mark.long
def test_f0_without_a_fault_everything_is_done_once(make_hospital: OpenHospital, figure: Figure) -> None:
    tickets = 20
    hospital = make_hospital()
    ledger = Ledger(hospital, RECORDING)
    for _ in range(tickets):
        ledger.send()

    drain(hospital)

    found = audit(hospital, ledger)
    found.refuse_losses()
    assert (found.done, found.examinations) == (tickets, tickets)
    figure(f"done of {tickets}", found.done)
    figure("p95 of the wait until a job starts, s", percentile(start_delays(hospital), 0.95))


@pytest.mark.long
def test_f1_a_killed_pool_process_loses_nothing(make_hospital: OpenHospital, figure: Figure) -> None:
    tickets, kills = 12, 4
    hospital = make_hospital(workers=0)
    worker = hospital.start_worker()
    ledger = Ledger(hospital, RECORDING)
    for _ in range(tickets):
        ledger.send()
    killed = 0
    while killed < kills:
        hospital.wait_for(lambda: _running(hospital) > 0)
        busy = [child for child in children_of(worker.pid) if children_of(child)]
        if busy:
            os.kill(busy[0], signal.SIGKILL)
            killed += 1
            time.sleep(1.0)
        time.sleep(0.02)

    drain(hospital)

    found = audit(hospital, ledger)
    found.refuse_losses()
    with hospital.database.session(read_only=True) as session:
        attempts = session.scalar(select(func.max(Job.attempt))) or 0
    assert 2 <= attempts <= 3
    figure("pool processes killed", killed)
    figure("lost, doubled", (found.missing + found.unfinished, found.doubled))


@pytest.mark.parametrize(("tickets", "kills"), [(5, 1), pytest.param(9, 3, marks=pytest.mark.long)])
def test_f2_a_killed_worker_loses_nothing(
    make_hospital: OpenHospital, figure: Figure, tickets: int, kills: int
) -> None:
    hospital = make_hospital(workers=0)
    ledger = Ledger(hospital, RECORDING)
    worker = hospital.start_worker()
    for _ in range(tickets):
        ledger.send()
    recovered = []
    for _ in range(kills):
        hospital.wait_for(lambda: _running(hospital) > 0)
        with hospital.database.session(read_only=True) as session:
            interrupted = session.scalars(select(Job.id).where(Job.state == "running")).all()
        kill_group(worker)
        time.sleep(1.0)
        worker = hospital.start_worker()
        recovered.append(hospital.wait_for(lambda ids=interrupted: _all_moved_on(hospital, ids)))  # type: ignore[misc]

    drain(hospital)

    found = audit(hospital, ledger)
    found.refuse_losses()
    figure("workers killed", kills)
    figure("lost, doubled", (found.missing + found.unfinished, found.doubled))
    figure("interrupted jobs free again after at most, s (lease 6 s)", max(recovered))


def _all_moved_on(hospital: FaultyHospital, job_ids: list[str]) -> bool:
    """Tell whether no attempt that was interrupted still holds its job."""
    with hospital.database.session(read_only=True) as session:
        still = select(func.count()).where(Job.id.in_(job_ids), Job.state == "running", Job.attempt == 1)
        return session.scalar(still) == 0


@pytest.mark.long
def test_f3_a_worker_that_slept_past_its_lease_is_fenced(make_hospital: OpenHospital, figure: Figure) -> None:
    hospital = make_hospital(workers=0)
    sleeper = hospital.start_worker(concurrency=1)
    ledger = Ledger(hospital, RECORDING)
    rounds = 0
    fenced = 0
    while fenced == 0 and rounds < 5:
        ledger.send()
        hospital.wait_for(lambda: _running(hospital) > 0)
        os.killpg(sleeper.pid, signal.SIGSTOP)
        second = hospital.start_worker(concurrency=1)
        time.sleep(LEASE_SECONDS + 2)
        drain(hospital)
        os.killpg(sleeper.pid, signal.SIGCONT)
        time.sleep(3)
        os.killpg(second.pid, signal.SIGTERM)
        second.wait(60)
        with hospital.database.session(read_only=True) as session:
            fenced = marks(session)[JOBS_FENCED].value if JOBS_FENCED in marks(session) else 0
        rounds += 1

    found = audit(hospital, ledger)
    found.refuse_losses()
    assert fenced >= 1
    figure("late results refused", fenced)
    figure("lost, doubled", (found.missing + found.unfinished, found.doubled))
