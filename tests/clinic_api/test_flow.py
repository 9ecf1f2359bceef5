from __future__ import annotations

import os
import signal
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select, update

from clinic_api.cases.flow import FirstOpinion
from clinic_api.cases.models import Case, CaseEvent
from clinic_api.cases.opening import FIRST_OPINION
from clinic_api.cases.planning import diagnosis_due
from clinic_api.cases.working_time import CALENDAR
from clinic_api.database import Database, database_now
from clinic_api.doctors.models import Doctor
from clinic_api.equipment.models import Equipment
from clinic_api.examinations.making import ExaminationOrder
from clinic_api.examinations.models import Examination, ExaminationFigure
from clinic_api.jobs.desk import Desk
from clinic_api.jobs.models import Job, JobEffect
from clinic_api.settings import Settings
from clinic_api.storage import Storage
from clinic_api.storage.access import storage_of
from diagnostics.sandbox import Sandbox
from tests.clinic_api.rows import Ward, add_case, add_recording, open_ward, wav_of_damaged_outer_race

DAMAGED = wav_of_damaged_outer_race()


@pytest.fixture
def ward(database: Database) -> Ward:
    return open_ward(database)


@pytest.fixture
def storage(settings: Settings) -> Storage:
    return storage_of(settings)


def _desk(settings: Settings, database: Database, story: FirstOpinion | None = None) -> Desk:
    return Desk(settings, database, storage_of(settings), {FIRST_OPINION: story or FirstOpinion()})


def _admit(database: Database, storage: Storage, ward: Ward, content: bytes, filename: str) -> tuple[str, str]:
    with database.session() as session:
        recording_id = add_recording(session, storage, ward, content, filename)
        return add_case(session, ward, complaint="Strange noise", recording_id=recording_id)


def _case(database: Database, case_id: str) -> Case:
    with database.session(read_only=True) as session:
        return session.get_one(Case, case_id)


def _kinds(database: Database, case_id: str) -> Sequence[str]:
    with database.session(read_only=True) as session:
        statement = select(CaseEvent.kind).where(CaseEvent.case_id == case_id).order_by(CaseEvent.at, CaseEvent.id)
        return session.scalars(statement).all()


def test_a_damaged_bearing_gets_its_opinion_figures_triage_and_doctor(
    settings: Settings, database: Database, storage: Storage, ward: Ward
) -> None:
    case_id, job_id = _admit(database, storage, ward, DAMAGED, "风机.wav")

    _desk(settings, database).work_off(seconds=60)

    with database.session(read_only=True) as session:
        case = session.get_one(Case, case_id)
        examination = session.scalars(select(Examination).where(Examination.case_id == case_id)).one()
        figures = session.scalars(select(ExaminationFigure)).all()
        assert session.get_one(Job, job_id).state == "done"
        assert session.get_one(JobEffect, job_id).attempt == 1
    assert (examination.verdict, examination.status) == ("fault", "opinion")
    assert examination.document["findings"][0]["fault"] == "bearing.outer_race"
    assert {figure.language for figure in figures} == {"en", "zh"}
    assert all(storage.open(figure.sha256).read(8) == b"\x89PNG\r\n\x1a\n" for figure in figures)
    assert (case.state, case.department, case.opinion_problem) == ("triaged", "mechanical", None)
    assert case.urgency is not None
    assert case.urgency <= examination.urgency
    assert case.proposal is not None
    assert case.proposal["doctor_id"] == ward.doctor_id
    assert _kinds(database, case_id) == ["opened", "examination_started", "opinion_given", "triaged"]
    assert list((settings.data_dir / "work").iterdir()) == []


def test_a_case_without_recording_is_triaged_by_its_words(settings: Settings, database: Database, ward: Ward) -> None:
    with database.session() as session:
        case_id, _ = add_case(session, ward, complaint="电机冒烟，有烧焦味")

    _desk(settings, database).work_off(seconds=60)

    case = _case(database, case_id)
    assert (case.state, case.urgency, case.department) == ("triaged", 1, "electrical")
    assert _kinds(database, case_id) == ["opened", "triaged"]


def test_a_recording_the_reader_refuses_is_not_tried_again(
    settings: Settings, database: Database, storage: Storage, ward: Ward
) -> None:
    case_id, job_id = _admit(database, storage, ward, DAMAGED[:5000], "fan.wav")

    _desk(settings, database).work_off(seconds=60)

    case = _case(database, case_id)
    assert case.state == "triaged"
    assert case.opinion_problem is not None
    assert case.opinion_problem["code"] == "recording_damaged"
    assert "fan.wav" in case.opinion_problem["text"]["zh"]
    assert settings.data_dir.name not in case.opinion_problem["text"]["en"]
    with database.session(read_only=True) as session:
        job = session.get_one(Job, job_id)
        assert (job.state, job.attempt) == ("done", 1)
        assert session.scalar(select(func.count()).select_from(Examination)) == 0


def test_a_machine_without_description_says_so(
    settings: Settings, database: Database, storage: Storage, ward: Ward
) -> None:
    with database.session() as session:
        session.execute(update(Equipment).where(Equipment.id == ward.equipment_id).values(machine=None))
    case_id, _ = _admit(database, storage, ward, DAMAGED, "fan.wav")

    _desk(settings, database).work_off(seconds=60)

    case = _case(database, case_id)
    assert case.state == "triaged"
    assert case.opinion_problem is not None
    assert case.opinion_problem["code"] == "machine_missing"


def _crash(order: ExaminationOrder, content: Path, sandbox: Sandbox, folder: Path) -> dict[str, Any]:
    os.kill(os.getpid(), signal.SIGKILL)
    return {}


def _nonsense(order: ExaminationOrder, content: Path, sandbox: Sandbox, folder: Path) -> dict[str, Any]:
    return {"document": {"verdict": "perhaps", "urgency": 9}, "figures": []}


@pytest.mark.parametrize(("examine", "code"), [(_crash, "parser_crashed"), (_nonsense, "examination_failed")])
def test_after_three_failed_attempts_the_case_goes_on_by_its_words(
    settings: Settings, database: Database, storage: Storage, ward: Ward, examine: Any, code: str
) -> None:
    case_id, job_id = _admit(database, storage, ward, DAMAGED, "fan.wav")
    desk = _desk(settings, database, FirstOpinion(examine))
    states = []
    for _attempt in range(3):
        with database.session() as session:
            session.execute(update(Job).where(Job.id == job_id).values(next_at=database_now(session)))
        desk.work_off(seconds=60)
        states.append(_case(database, case_id).state)

    case = _case(database, case_id)
    assert states == ["examining", "examining", "triaged"]
    assert case.opinion_problem is not None
    assert case.opinion_problem["code"] == code
    assert (case.department, case.urgency is not None) == ("mechanical", True)
    with database.session(read_only=True) as session:
        job = session.get_one(Job, job_id)
        assert (job.state, job.attempt, job.error_code) == ("dead", 3, code)
        assert session.scalar(select(func.count()).select_from(JobEffect)) == 0
    assert _kinds(database, case_id) == ["opened", "examination_started", "opinion_missing", "triaged"]


def test_a_worker_that_lost_its_lease_writes_nothing_of_its_opinion(
    settings: Settings, database: Database, storage: Storage, ward: Ward
) -> None:
    case_id, job_id = _admit(database, storage, ward, DAMAGED, "fan.wav")

    class LosesLease(FirstOpinion):
        def run(self, job: Any, desk: Desk) -> None:
            with database.session() as session:
                session.execute(update(Job).where(Job.id == job_id).values(lease_token="taken by another"))
            super().run(job, desk)

    _desk(settings, database, LosesLease()).work_off(seconds=60)

    with database.session(read_only=True) as session:
        assert session.scalar(select(func.count()).select_from(Examination)) == 0
        assert session.scalar(select(func.count()).select_from(JobEffect)) == 0
    assert _case(database, case_id).state == "examining"


def test_when_nobody_fits_the_case_is_triaged_and_says_why(settings: Settings, database: Database, ward: Ward) -> None:
    with database.session() as session:
        session.execute(update(Doctor).values(capacity_minutes=0))
        case_id, _ = add_case(session, ward)

    _desk(settings, database).work_off(seconds=60)

    case = _case(database, case_id)
    assert (case.state, case.proposal) == ("triaged", None)
    assert case.proposal_problem is not None
    assert set(case.proposal_problem) == {"en", "zh"}


def test_a_fault_in_the_judgement_does_not_hold_the_case_back(
    settings: Settings, database: Database, ward: Ward
) -> None:
    with database.session() as session:
        session.execute(update(Doctor).values(unavailable=[["no time", "at all"]]))
        case_id, _ = add_case(session, ward)

    _desk(settings, database).work_off(seconds=60)

    case = _case(database, case_id)
    assert (case.state, case.triage) == ("triaged", None)
    assert _kinds(database, case_id)[-1] == "triage_missing"


@pytest.mark.parametrize(
    ("urgency", "opened", "due"),
    [
        (1, "2026-11-20T10:00:00+08:00", "2026-11-20T18:00:00+08:00"),
        (2, "2026-11-20T10:00:00+08:00", "2026-11-21T10:00:00+08:00"),
        (3, "2026-11-20T10:00:00+08:00", "2026-11-25T10:00:00+08:00"),  # a Friday; Wednesday after the weekend
        (4, "2026-11-23T10:00:00+08:00", "2026-12-02T10:00:00+08:00"),
        (5, "2026-11-23T10:00:00+08:00", "2026-12-11T10:00:00+08:00"),
    ],
)
def test_the_diagnosis_clock_counts_hours_or_working_days(urgency: int, opened: str, due: str) -> None:
    assert diagnosis_due(urgency, datetime.fromisoformat(opened), CALENDAR) == datetime.fromisoformat(due).astimezone(
        UTC
    )
