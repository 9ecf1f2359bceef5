from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from clinic_api.database import Database, database_now
from clinic_api.jobs import queue
from clinic_api.jobs.child import AttemptFailed, run_in_child
from clinic_api.jobs.desk import Desk
from clinic_api.jobs.doorbell import Doorbell
from clinic_api.jobs.models import Job, JobEffect
from clinic_api.jobs.queue import ClaimedJob, JobProblem, LeaseLost, job_problem
from clinic_api.settings import Settings
from clinic_api.storage.access import storage_of
from tests.clinic_api.rows import Ward, open_ward

KIND = "probe"
LEASE_SECONDS = 30.0


@pytest.fixture
def ward(database: Database) -> Ward:
    return open_ward(database)


def _enqueue(database: Database, ward: Ward, *, priority: int = 1) -> str:
    with database.session() as session:
        return queue.enqueue(
            session, kind=KIND, subject_id="case_x", factory_id=ward.factory_id, priority=priority, max_attempts=3
        )


def _claim(database: Database) -> ClaimedJob | None:
    with database.session() as session:
        return queue.claim_next(session, kinds=(KIND,), lease_seconds=LEASE_SECONDS)


def _claimed(database: Database) -> ClaimedJob:
    job = _claim(database)
    assert job is not None
    return job


def _row(database: Database, job_id: str) -> Job:
    with database.session(read_only=True) as session:
        return session.get_one(Job, job_id)


def _change(database: Database, job_id: str, **values: object) -> None:
    with database.session() as session:
        session.execute(update(Job).where(Job.id == job_id).values(**values))


def _expire_lease(database: Database, job_id: str) -> None:
    with database.session() as session:
        past = database_now(session) - timedelta(seconds=1)
        session.execute(update(Job).where(Job.id == job_id).values(lease_until=past))


def _make_due(database: Database, job_id: str) -> None:
    with database.session() as session:
        session.execute(update(Job).where(Job.id == job_id).values(next_at=database_now(session)))


def _effects(database: Database) -> int:
    with database.session(read_only=True) as session:
        return session.scalar(select(func.count()).select_from(JobEffect)) or 0


def test_a_job_is_claimed_once_and_counts_its_attempt_before_running(database: Database, ward: Ward) -> None:
    job_id = _enqueue(database, ward)

    first, second = _claim(database), _claim(database)

    assert first is not None
    assert (first.id, first.attempt, second) == (job_id, 1, None)
    assert _row(database, job_id).attempt == 1


def test_a_job_of_an_unknown_kind_is_left_alone(database: Database, ward: Ward) -> None:
    _enqueue(database, ward)

    with database.session() as session:
        assert queue.claim_next(session, kinds=("other",), lease_seconds=LEASE_SECONDS) is None


def test_the_lower_priority_number_goes_first(database: Database, ward: Ward) -> None:
    later, first = _enqueue(database, ward, priority=2), _enqueue(database, ward, priority=1)

    assert [_claimed(database).id, _claimed(database).id] == [first, later]


def test_sixteen_workers_claim_sixteen_jobs_each_once(database: Database, ward: Ward) -> None:
    wanted = {_enqueue(database, ward) for _ in range(16)}
    barrier = threading.Barrier(8)

    def work(_: int) -> list[str]:
        barrier.wait(30)
        claimed = []
        for _attempt in range(20):
            job = _claim(database)
            if job is None:
                break
            claimed.append(job.id)
        return claimed

    with ThreadPoolExecutor(8) as pool:
        claimed = [job_id for ids in pool.map(work, range(8)) for job_id in ids]

    assert sorted(claimed) == sorted(wanted)


def test_a_finished_job_has_exactly_one_effect(database: Database, ward: Ward) -> None:
    job_id = _enqueue(database, ward)
    job = _claimed(database)

    with database.session() as session:
        queue.finish(session, job)

    with pytest.raises(LeaseLost), database.session() as session:
        queue.finish(session, job)
    assert _row(database, job_id).state == "done"
    assert _effects(database) == 1


def test_a_worker_that_lost_its_lease_can_neither_finish_nor_fail_nor_renew(database: Database, ward: Ward) -> None:
    job_id = _enqueue(database, ward)
    zombie = _claimed(database)
    _expire_lease(database, job_id)
    with database.session() as session:
        queue.sweep_expired(session)
    _make_due(database, job_id)
    heir = _claimed(database)

    with pytest.raises(LeaseLost), database.session() as session:
        queue.finish(session, zombie)
    with pytest.raises(LeaseLost), database.session() as session:
        queue.fail(session, zombie, job_problem("parser_crashed"))
    with database.session() as session:
        assert queue.heartbeat(session, zombie, lease_seconds=LEASE_SECONDS) is False
        queue.finish(session, heir)

    assert (_row(database, job_id).attempt, _effects(database)) == (2, 1)


def test_a_heartbeat_prolongs_the_lease(database: Database, ward: Ward) -> None:
    job_id = _enqueue(database, ward)
    job = _claimed(database)
    before = _row(database, job_id).lease_until

    with database.session() as session:
        assert queue.heartbeat(session, job, lease_seconds=3 * LEASE_SECONDS)

    after = _row(database, job_id).lease_until
    assert before is not None
    assert after is not None
    assert after - before > timedelta(seconds=LEASE_SECONDS)


@pytest.mark.parametrize(("attempt", "least_s", "most_s"), [(1, 8.0, 12.0), (2, 16.0, 24.0), (8, 240.0, 360.0)])
def test_a_failed_attempt_waits_longer_each_time(
    database: Database, ward: Ward, attempt: int, least_s: float, most_s: float
) -> None:
    job_id = _enqueue(database, ward)
    _change(database, job_id, attempt=attempt - 1, max_attempts=20)
    job = _claimed(database)
    with database.session() as session:
        before = database_now(session)
        assert queue.fail(session, job, job_problem("parser_crashed")) is False
        after = database_now(session)

    row = _row(database, job_id)
    assert (row.state, row.error_code) == ("queued", "parser_crashed")
    assert before + timedelta(seconds=least_s) <= row.next_at <= after + timedelta(seconds=most_s)


def test_the_third_failure_is_the_end_with_its_reason(database: Database, ward: Ward) -> None:
    job_id = _enqueue(database, ward)
    outcomes = []
    for _attempt in range(3):
        _make_due(database, job_id)
        with database.session() as session:
            outcomes.append(queue.fail(session, _claim_in(session), job_problem("parser_crashed")))

    row = _row(database, job_id)
    assert outcomes == [False, False, True]
    assert (row.state, row.attempt, row.error_code) == ("dead", 3, "parser_crashed")
    assert row.error_text is not None
    assert set(row.error_text) == {"en", "zh"}
    assert _claim(database) is None


def _claim_in(session: Session) -> ClaimedJob:
    job = queue.claim_next(session, kinds=(KIND,), lease_seconds=LEASE_SECONDS)
    assert job is not None
    return job


def test_the_sweep_ends_a_job_that_lost_its_worker_three_times(database: Database, ward: Ward) -> None:
    job_id = _enqueue(database, ward)
    dead: list[str] = []
    for _attempt in range(3):
        _make_due(database, job_id)
        _claimed(database)
        _expire_lease(database, job_id)
        with database.session() as session:
            dead += [job.id for job in queue.sweep_expired(session).dead]

    assert dead == [job_id]
    assert _row(database, job_id).error_code == "worker_lost"


def test_the_sweep_leaves_living_leases_alone(database: Database, ward: Ward) -> None:
    job_id = _enqueue(database, ward)
    _claimed(database)

    with database.session() as session:
        assert queue.sweep_expired(session).count == 0

    assert _row(database, job_id).state == "running"


def test_a_job_handed_back_is_due_at_once_and_keeps_its_attempts(database: Database, ward: Ward) -> None:
    job_id = _enqueue(database, ward)
    job = _claimed(database)

    with database.session() as session:
        queue.hand_back(session, job)

    assert _row(database, job_id).attempt == 0
    assert _claimed(database).attempt == 1


def test_a_silent_bell_is_rung_again_after_ten_seconds(database: Database, ward: Ward) -> None:
    job_id = _enqueue(database, ward)

    def due() -> list[str]:
        with database.session() as session:
            return queue.due_to_ring(session, kinds=(KIND,))

    at_once = due()
    with database.session() as session:
        eleven_seconds_ago = database_now(session) - timedelta(seconds=11)
    _change(database, job_id, dispatched_at=eleven_seconds_ago)

    assert (at_once, due(), due()) == ([], [job_id], [])


def test_a_retry_is_rung_for_as_soon_as_it_is_due(database: Database, ward: Ward) -> None:
    job_id = _enqueue(database, ward)
    job = _claimed(database)
    with database.session() as session:
        queue.fail(session, job, job_problem("parser_crashed"))
        before = queue.due_to_ring(session, kinds=(KIND,))
    _make_due(database, job_id)

    with database.session() as session:
        assert (before, queue.due_to_ring(session, kinds=(KIND,))) == ([], [job_id])


# The child


def _run(work: Callable[[], dict[str, Any]], *, wall_seconds: float = 30.0, beat: bool = True) -> dict[str, Any]:
    return run_in_child(work, wall_seconds=wall_seconds, heartbeat_seconds=0.05, heartbeat=lambda: beat)


def _sleep_long() -> dict[str, Any]:
    time.sleep(120)
    return {}


def _kill_itself() -> dict[str, Any]:
    os.kill(os.getpid(), signal.SIGKILL)
    return {}


def _raise() -> dict[str, Any]:
    raise RuntimeError("planted")


def _eat_memory() -> dict[str, Any]:
    return {"size": len(bytearray(5 << 30))}


def test_the_child_answers_from_another_process() -> None:
    answer = _run(lambda: {"pid": os.getpid(), "text": "轴承" * 100_000})

    assert answer["pid"] != os.getpid()
    assert answer["text"] == "轴承" * 100_000


@pytest.mark.parametrize(
    ("work", "wall_seconds", "code"),
    [
        (_kill_itself, 30.0, "parser_crashed"),
        (_raise, 30.0, "examination_failed"),
        (_eat_memory, 30.0, "examination_failed"),
        (_sleep_long, 0.3, "examination_too_long"),
    ],
)
def test_whatever_the_child_does_the_supervisor_says_what_happened(
    work: Callable[[], dict[str, Any]], wall_seconds: float, code: str
) -> None:
    with pytest.raises(AttemptFailed) as failure:
        _run(work, wall_seconds=wall_seconds)

    assert failure.value.problem.code == code


def test_a_child_is_killed_when_the_lease_is_lost(tmp_path: Path) -> None:
    pid_file = tmp_path / "pid"

    def work() -> dict[str, Any]:
        pid_file.write_text(str(os.getpid()))
        return _sleep_long()

    with pytest.raises(LeaseLost):
        run_in_child(work, wall_seconds=30.0, heartbeat_seconds=0.5, heartbeat=lambda: False)

    with pytest.raises(ProcessLookupError):
        os.kill(int(pid_file.read_text()), 0)


def test_a_child_that_is_asked_to_stop_goes_on() -> None:
    def work() -> dict[str, Any]:
        os.kill(os.getpid(), signal.SIGTERM)
        return {"done": True}

    assert _run(work) == {"done": True}


# The desk


@dataclass
class Probe:
    """A kind of job whose attempts do what the test says; it remembers for which jobs it was asked to give up."""

    work: Callable[[ClaimedJob, Desk], None]
    given_up: list[tuple[str, str]] = field(default_factory=list)
    pauses_seconds: Sequence[float] | None = None

    def run(self, job: ClaimedJob, desk: Desk) -> None:
        self.work(job, desk)
        with desk.database.session() as session:
            queue.finish(session, job)

    def give_up(self, session: Session, job: ClaimedJob, problem: JobProblem) -> None:
        self.given_up.append((job.id, problem.code))

    def take_up_again(self, session: Session, subject_id: str) -> None:
        """Nothing was said of the subject."""


def _desk(settings: Settings, database: Database, probe: Probe) -> Desk:
    return Desk(settings, database, storage_of(settings), {KIND: probe})


def test_the_desk_runs_due_jobs_until_none_is_left(settings: Settings, database: Database, ward: Ward) -> None:
    wanted = [_enqueue(database, ward) for _ in range(3)]
    done: list[str] = []
    desk = _desk(settings, database, Probe(lambda job, _: done.append(job.id)))

    assert desk.work_off(seconds=30) is False
    assert done == wanted
    assert _effects(database) == 3


def test_a_crash_in_the_story_itself_is_retried_and_then_given_up(
    settings: Settings, database: Database, ward: Ward
) -> None:
    job_id = _enqueue(database, ward)
    probe = Probe(lambda job, desk: (_ for _ in ()).throw(RuntimeError("planted")))
    desk = _desk(settings, database, probe)

    for _attempt in range(3):
        _make_due(database, job_id)
        desk.work_off(seconds=30)

    assert probe.given_up == [(job_id, "examination_failed")]
    assert (_row(database, job_id).state, _effects(database)) == ("dead", 0)


def test_a_worker_told_to_stop_hands_its_job_back(settings: Settings, database: Database, ward: Ward) -> None:
    job_id = _enqueue(database, ward)

    def stop(job: ClaimedJob, desk: Desk) -> None:
        raise SystemExit

    with pytest.raises(SystemExit):
        _desk(settings, database, Probe(stop)).work_off(seconds=30)

    row = _row(database, job_id)
    assert (row.state, row.attempt) == ("queued", 0)


def test_heartbeats_keep_the_lease_of_a_job_longer_than_its_lease(
    settings: Settings, database: Database, ward: Ward
) -> None:
    short = settings.model_copy(update={"lease_seconds": 1.0, "heartbeat_seconds": 0.1})
    job_id = _enqueue(database, ward)
    swept: list[str] = []

    def work(job: ClaimedJob, desk: Desk) -> None:
        desk.in_child(job, lambda: time.sleep(2.0) or {})
        swept.extend(desk.sweep())

    _desk(short, database, Probe(work)).work_off(seconds=30)

    assert swept == []
    assert (_row(database, job_id).state, _row(database, job_id).attempt) == ("done", 1)


def test_the_sweep_of_the_desk_gives_up_dead_jobs(settings: Settings, database: Database, ward: Ward) -> None:
    job_id = _enqueue(database, ward)
    _change(database, job_id, attempt=2)
    _claimed(database)
    _expire_lease(database, job_id)
    probe = Probe(lambda job, desk: None)

    _desk(settings, database, probe).sweep()

    assert probe.given_up == [(job_id, "worker_lost")]


# The bell


def test_the_bell_never_raises_and_is_quick_when_nobody_listens(tmp_path: Path) -> None:
    refused = Doorbell(f"redis+socket://{tmp_path}/nobody.sock")

    assert refused.ring("job_1") is False
    assert Doorbell(None).ring("job_1") is False


def test_a_factory_with_many_jobs_holds_up_nobody_elses(database: Database) -> None:
    crowd, lone = open_ward(database), open_ward(database)
    crowded = [_enqueue(database, crowd) for _ in range(20)]
    single = _enqueue(database, lone)

    first = _claimed(database)
    second = _claimed(database)
    with database.session() as session:
        queue.finish(session, first)
        queue.finish(session, second)
    late = _enqueue(database, lone)
    third, fourth = _claimed(database), _claimed(database)

    assert (first.id, second.id) == (crowded[0], single)
    assert {third.id, fourth.id} == {crowded[1], late}
