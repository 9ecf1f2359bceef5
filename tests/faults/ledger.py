"""A reporter who writes down each ticket that was accepted, and the audit of what became of them all."""

from __future__ import annotations

import os
import secrets
import threading
import time
from collections import Counter
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import httpx
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from clinic_api.cases.models import Case, CaseEvent
from clinic_api.database import database_now
from clinic_api.examinations.models import Examination
from clinic_api.jobs.models import Job, JobEffect
from clinic_api.notifications.kinds import DELIVERED
from clinic_api.recordings.models import Recording
from clinic_api.storage.access import storage_of
from tests.faults.ward import FaultyHospital

_TRIES = 40
_TRY_AGAIN_SECONDS = 0.25


@dataclass(frozen=True)
class Accepted:
    """A ticket the service said yes to."""

    case_id: str
    mark: str


@dataclass
class Ledger:
    """Sends tickets as a patient client does: the same key again until the answer comes; notes it after the answer."""

    hospital: FaultyHospital
    content: bytes | None = None
    """Recording to upload with each ticket; None: words only."""
    filename: str = "fan.wav"
    accepted: list[Accepted] = field(default_factory=list)
    answers: Counter[int | str] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)
    """How long each answered request took."""
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def path(self) -> Path:
        return self.hospital.folder / "ledger.txt"

    def send(self) -> None:
        """Open one ticket, trying again with the same keys while the service is away."""
        mark = secrets.token_hex(8)
        with self.hospital.client() as client:
            recording_id = None
            if self.content is not None:
                query = {"equipment_id": self.hospital.ward.equipment_id, "filename": self.filename}
                recording_id = self._call(client, "/api/v1/recordings", f"r{mark}", params=query, content=self.content)
            ticket = {
                "equipment_id": self.hospital.ward.equipment_id,
                "complaint": f"The bearing is noisy {mark}",
                "language": "en",
                "recording_id": recording_id,
            }
            case_id = self._call(client, "/api/v1/cases", f"c{mark}", json=ticket)
        with self._lock, self.path.open("a", encoding="ascii") as file:
            file.write(f"{case_id} {mark}\n")
            file.flush()
            os.fsync(file.fileno())
            self.accepted.append(Accepted(case_id, mark))

    def send_for(self, seconds: float, *, per_second: float, threads: int = 2) -> None:
        """Send tickets for so long; returns when the last one was accepted."""
        until = time.monotonic() + seconds

        def work() -> None:
            while time.monotonic() < until:
                started = time.monotonic()
                self.send()
                time.sleep(max(0.0, threads / per_second - (time.monotonic() - started)))

        running = [threading.Thread(target=work) for _ in range(threads)]
        for thread in running:
            thread.start()
        for thread in running:
            thread.join(seconds + 120)
            assert not thread.is_alive()

    def _call(self, client: httpx.Client, path: str, key: str, **arguments: object) -> str:
        for _ in range(_TRIES):
            started = time.monotonic()
            try:
                answer = client.post(path, headers={"Idempotency-Key": key}, **arguments)  # type: ignore[arg-type]
            except httpx.TransportError as error:
                self._note(type(error).__name__)
            else:
                self._note(answer.status_code, time.monotonic() - started)
                if answer.status_code == 201:
                    return str(answer.json()["id"])
                assert answer.status_code in {409, 503}, answer.text
            time.sleep(_TRY_AGAIN_SECONDS)
        raise AssertionError(f"{path} was not accepted in {_TRIES} tries: {self.answers}")

    def _note(self, answer: int | str, seconds: float | None = None) -> None:
        with self._lock:
            self.answers[answer] += 1
            if seconds is not None:
                self.seconds.append(seconds)


@dataclass(frozen=True)
class Audit:
    """What became of the accepted tickets."""

    accepted: int
    missing: int
    doubled: int
    done: int
    dead: int
    unfinished: int
    effects: int
    examinations: int
    wrong_lines: int
    contents_wrong: int

    def refuse_losses(self) -> None:
        """Fail when one accepted thing was lost or one was done twice."""
        assert self.accepted > 0
        assert (self.missing, self.doubled, self.unfinished) == (0, 0, 0), self
        assert (self.effects, self.wrong_lines, self.contents_wrong) == (self.done, 0, 0), self


def drain(hospital: FaultyHospital, seconds: float = 120.0) -> float:
    """Wait until no job of a worker waits or runs, ending the pauses between attempts early; return how long it took.

    Deliveries are another process's, which these hospitals do not run.
    """

    def is_drained() -> bool:
        with hospital.database.session() as session:
            now = database_now(session)
            paused = (Job.state == "queued", Job.next_at > now + timedelta(seconds=1))
            session.execute(update(Job).where(*paused).values(next_at=now))
            left = select(func.count()).where(Job.state.in_(("queued", "running")), Job.kind.not_in(DELIVERED))
            return session.scalar(left) == 0

    return hospital.wait_for(is_drained, seconds)


def audit(hospital: FaultyHospital, ledger: Ledger) -> Audit:
    """Compare the ledger with the database and the files."""
    with hospital.database.session(read_only=True) as session:
        return _audit(session, hospital, ledger.accepted)


def _audit(session: Session, hospital: FaultyHospital, accepted: list[Accepted]) -> Audit:
    ids = [ticket.case_id for ticket in accepted]
    cases = {case.id: case for case in session.scalars(select(Case).where(Case.id.in_(ids)))}
    marks = Counter(complaint.rsplit(" ", 1)[1] for complaint in session.scalars(select(Case.complaint)))
    jobs = session.scalars(select(Job).where(Job.kind.not_in(DELIVERED))).all()
    states = Counter(job.state for job in jobs)
    effects = session.scalar(select(func.count()).select_from(JobEffect)) or 0
    examinations = session.scalar(select(func.count()).select_from(Examination)) or 0
    lines: dict[str, Counter[str]] = {}
    for case_id, kind in session.execute(select(CaseEvent.case_id, CaseEvent.kind)):
        lines.setdefault(case_id, Counter())[kind] += 1
    wrong = sum(lines[case_id]["opened"] != 1 or lines[case_id]["triaged"] != 1 for case_id in cases)
    return Audit(
        accepted=len(accepted),
        missing=sum(
            ticket.case_id not in cases or not cases[ticket.case_id].complaint.endswith(ticket.mark)
            for ticket in accepted
        ),
        doubled=sum(count - 1 for count in marks.values()) + len(jobs) - len({job.subject_id for job in jobs}),
        done=states["done"],
        dead=states["dead"],
        unfinished=states["queued"] + states["running"],
        effects=effects,
        examinations=examinations,
        wrong_lines=wrong,
        contents_wrong=_wrong_contents(session, hospital),
    )


def _wrong_contents(session: Session, hospital: FaultyHospital) -> int:
    """Count the recordings whose file is not there or not what its row says."""
    import hashlib

    storage = storage_of(hospital.settings)
    wrong = 0
    for sha256, size_bytes in set(session.execute(select(Recording.sha256, Recording.size_bytes)).all()):
        found = b""
        with suppress(FileNotFoundError):
            found = storage.path_of(sha256).read_bytes()
        wrong += len(found) != size_bytes or hashlib.sha256(found).hexdigest() != sha256
    return wrong


def start_delays(hospital: FaultyHospital, case_ids: Collection[str] | None = None) -> list[float]:
    """Return for each job (of ``case_ids``) how many seconds it waited until it was (last) taken, sorted."""
    with hospital.database.session(read_only=True) as session:
        jobs = session.scalars(select(Job).where(Job.started_at.is_not(None))).all()
    return sorted(
        (job.started_at - job.created_at).total_seconds()
        for job in jobs
        if job.started_at is not None and (case_ids is None or job.subject_id in case_ids)
    )


def percentile(values: list[float], share: float) -> float:
    """Return the value below which ``share`` of ``values`` lie (nearest rank)."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
