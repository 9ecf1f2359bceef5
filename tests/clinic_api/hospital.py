"""A small hospital for tests: two factories, one account per role, and one assigned case in each factory.

Every text of a factory's rows contains its canary, so that a leak shows wherever it happens.
"""

from __future__ import annotations

import hashlib
import struct
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from clinic_api.accounts.models import Account
from clinic_api.accounts.passwords import Passwords
from clinic_api.accounts.service import NewAccount, create_account
from clinic_api.assignments.models import Assignment
from clinic_api.attachments.models import Attachment
from clinic_api.cases.clocks import start_clocks
from clinic_api.cases.models import Case
from clinic_api.cases.talk_models import CaseComment, CaseConsultation, CaseQuestion
from clinic_api.cases.timeline import write_line
from clinic_api.database import utc_now
from clinic_api.doctors.models import Doctor
from clinic_api.equipment.models import Equipment
from clinic_api.examinations.models import Examination, ExaminationFigure
from clinic_api.factories.models import Factory
from clinic_api.factory_data.models import FactoryDeletion, FactoryExport
from clinic_api.health_records.models import IssuedDocument
from clinic_api.jobs.models import Job
from clinic_api.kit.ids import new_id
from clinic_api.kit.principal import FACTORY_ROLES, KEY_ROLES, Role
from clinic_api.notices.models import Notice
from clinic_api.notifications.models import Delivery, Endpoint
from clinic_api.notifications.publish import publish
from clinic_api.notifications.safe import Safe
from clinic_api.points.models import Point
from clinic_api.quotas.models import FactoryUsage
from clinic_api.recordings.models import Recording
from clinic_api.search.models import SavedFilter
from clinic_api.settings import Settings
from clinic_api.storage.access import storage_of
from clinic_api.uploads.models import Upload
from diagnostics.texts import Text
from tests.clinic_api.hospital_access import fill_access
from tests.clinic_api.hospital_reviews import fill_reviews
from tests.clinic_api.hospital_treatment import fill_treatment
from tests.clinic_api.hospital_ways_in import fill_ways_in
from tests.clinic_api.hospital_workstation import fill_workstation

PASSWORD = "correct horse battery"

MACHINE: dict[str, Any] = {
    "kind": "fan",
    "speed_rpm": 1480,
    "bearings": [{"id": "DE", "shaft": "main", "designation": "6205-2RS"}],
    "sensors": [{"channel": "1", "quantity": "acceleration", "unit": "g", "position": "DE", "direction": "radial_v"}],
}

DOCUMENT: dict[str, Any] = {
    "schema": "examination/1",
    "verdict": "healthy",
    "urgency": 5,
    "summary": {"en": "No fault found.", "zh": "未发现故障。"},
    "findings": [],
    "watch": [],
    "ruled_out": [],
    "quality": [],
    "measurements": {},
    "speed": {"rpm": 1480.0, "source": "given", "uncertainty_rpm": 30.0},
    "provenance": {"version": "0", "recording_sha256": "0" * 64, "machine_sha256": "0" * 64, "seconds": 0.1},
}


@dataclass(frozen=True)
class SeededFactory:
    """The ids of one factory and of what belongs to it."""

    canary: str
    factory_id: str
    equipment_id: str
    recording_id: str
    case_id: str
    examination_id: str
    upload_id: str
    filter_id: str
    export_id: str
    note_id: str
    re_examination_id: str
    # Register
    point_id: str
    attachment_id: str
    # Ways in
    schedule_id: str
    visit_id: str
    round_id: str
    stop_id: str
    sheet_id: str
    work_item_id: str
    hazard_id: str
    hazard_number: str
    # Cases
    consultation_id: str
    member_id: str
    review_id: str
    # Reports, treatment
    item_id: str
    # Notifications
    endpoint_id: str
    delivery_id: str
    # Accounts, keys, audit
    account_id: str
    session_id: str
    invitation_id: str
    api_key_id: str
    identity_id: str
    key: str
    label_token: str
    link_token: str

    @property
    def ids(self) -> dict[str, str]:
        """Every id by the name of its path parameter."""
        return {name: value for name, value in asdict(self).items() if name.endswith("_id")}


@dataclass(frozen=True)
class Hospital:
    """``own`` is the factory of the factory roles' accounts and of the doctor's case; ``foreign`` another one."""

    own: SeededFactory
    foreign: SeededFactory
    doctor_id: str
    other_doctor_id: str


def email_of(role: Role | str, *, foreign: bool = False) -> str:
    """Return the address of the account with ``role``; ``foreign``: the one of the other factory or doctor."""
    return f"{Role(role).value}@{'foreign' if foreign else 'own'}.example"


def content_of(canary: str) -> bytes:
    """Return the bytes of a factory's recording and figures: a WAV file of two channels whose samples spell the
    canary, long enough for every view.
    """
    samples = canary.encode() * 512
    head = struct.pack(
        "<4sI4s4sIHHIIHH4sI",
        b"RIFF",
        36 + len(samples),
        b"WAVE",
        b"fmt ",
        16,
        1,
        2,
        8000,
        32000,
        4,
        16,
        b"data",
        len(samples),
    )
    return head + samples


def store_contents(hospital: Hospital, settings: Settings) -> None:
    """Write the files behind the seeded rows."""
    storage = storage_of(settings)
    for factory in (hospital.own, hospital.foreign):
        storage.store_stream([content_of(factory.canary)], limit_bytes=10_000)


def seed(session: Session, settings: Settings) -> Hospital:
    """Write the hospital."""
    doctor, other_doctor, consulted = _doctor("Chen", "陈"), _doctor("Lin", "林"), _doctor("Fang", "方")
    session.add_all([doctor, other_doctor, consulted])
    own_factory, foreign_factory = _factory("OWN-CANARY"), _factory("FOREIGN-CANARY")
    session.add_all([own_factory, foreign_factory])
    session.flush()
    passwords = Passwords(settings)
    for role in sorted(set(Role) - KEY_ROLES):
        _account(session, passwords, role, own_factory, doctor, foreign=False)
    for role in (*sorted(FACTORY_ROLES), Role.DOCTOR):
        _account(session, passwords, role, foreign_factory, other_doctor, foreign=True)
    reporter = _account_id(session, Role.FACTORY_USER)
    coordinator = _account_id(session, Role.COORDINATOR)
    return Hospital(
        own=_fill(session, settings, own_factory, "OWN-CANARY", (doctor.id, consulted.id), reporter, coordinator),
        foreign=_fill(
            session,
            settings,
            foreign_factory,
            "FOREIGN-CANARY",
            (other_doctor.id, consulted.id),
            _account_id(session, Role.FACTORY_USER, foreign=True),
            coordinator,
        ),
        doctor_id=doctor.id,
        other_doctor_id=other_doctor.id,
    )


def _doctor(name_en: str, name_zh: str) -> Doctor:
    return Doctor(
        id=new_id("doc"),
        name_en=name_en,
        name_zh=name_zh,
        title_en="Senior engineer",
        title_zh="高级工程师",
        employment="staff",
        departments=["mechanical"],
        specialties={"bearing": 0.9},
        category=3,
        languages=["zh", "en"],
        capacity_minutes=480.0,
        home_latitude_deg=31.5,
        home_longitude_deg=120.3,
    )


def _factory(canary: str) -> Factory:
    return Factory(
        id=new_id("fac"),
        name_en=f"Factory {canary}",
        name_zh=f"工厂 {canary}",
        latitude_deg=31.5,
        longitude_deg=120.3,
        address=f"Street {canary}",
        contact_person=f"Person {canary}",
    )


def _account(
    session: Session, passwords: Passwords, role: Role, factory: Factory, doctor: Doctor, *, foreign: bool
) -> None:
    new = NewAccount(
        email=email_of(role, foreign=foreign),
        password=PASSWORD,
        role=role,
        name=Text(f"{role.value} person", f"{role.value} 人员"),
        language="zh",
        factory_id=factory.id if role in FACTORY_ROLES else None,
        doctor_id=doctor.id if role is Role.DOCTOR else None,
    )
    create_account(session, new, passwords)


def _account_id(session: Session, role: Role, *, foreign: bool = False) -> str:
    return session.execute(select(Account.id).where(Account.email == email_of(role, foreign=foreign))).scalar_one()


def _fill(
    session: Session,
    settings: Settings,
    factory: Factory,
    canary: str,
    doctors: tuple[str, str],
    reporter_id: str,
    coordinator_id: str,
) -> SeededFactory:
    doctor_id, consulted_id = doctors
    now = utc_now()
    tenant = {"factory_id": factory.id}
    equipment = Equipment(
        id=new_id("eqp"),
        name_en=f"Fan {canary}",
        name_zh=f"风机 {canary}",
        kind="fan",
        location=f"Hall {canary}",
        criticality="b",
        asset_number=f"A {canary}",
        nameplate={"model": f"Model {canary}"},
        machine=MACHINE,
        **tenant,
    )
    session.add(equipment)
    session.flush()
    content = content_of(canary)
    sha256 = hashlib.sha256(content).hexdigest()
    recording = Recording(
        id=new_id("rec"),
        equipment_id=equipment.id,
        uploaded_by=reporter_id,
        filename=f"{canary}.wav",
        format="wav",
        size_bytes=len(content),
        sha256=sha256,
        **tenant,
    )
    session.add(recording)
    session.flush()
    case = Case(
        id=new_id("case"),
        equipment_id=equipment.id,
        recording_id=recording.id,
        reporter_id=reporter_id,
        reporter_name=f"Reporter {canary}",
        complaint=f"It hums {canary}",
        language="en",
        mode="reception",
        state="assigned",
        urgency=3,
        department="mechanical",
        created_at=now,
        updated_at=now,
        **tenant,
    )
    job = Job(
        id=new_id("job"),
        kind="first_opinion",
        subject_id=case.id,
        state="done",
        priority=3,
        max_attempts=3,
        next_at=now,
        created_at=now,
        **tenant,
    )
    session.add_all([case, job])
    session.flush()
    examination = Examination(
        id=new_id("exam"),
        case_id=case.id,
        job_id=job.id,
        recording_id=recording.id,
        equipment_id=equipment.id,
        verdict="healthy",
        urgency=5,
        document=DOCUMENT,
        **tenant,
    )
    assignment = Assignment(
        id=new_id("asg"),
        case_id=case.id,
        doctor_id=doctor_id,
        minutes=60.0,
        assigned_by_id=coordinator_id,
        assigned_by="Coordinator",
        assigned_at=now,
        **tenant,
    )
    session.add_all([examination, assignment])
    session.flush()
    start_clocks(session, case)
    write_line(session, case, "recording_attached", at=now, values={"filename": f"{canary}.wav"})
    upload = Upload(
        id=new_id("upl"),
        equipment_id=equipment.id,
        account_id=reporter_id,
        filename=f"{canary}.wav",
        size_bytes=1000,
        expires_at=now + timedelta(days=1),
        **tenant,
    )
    kept_filter = SavedFilter(
        id=new_id("flt"), account_id=reporter_id, subject="cases", name=f"Filter {canary}", query={"q": canary}
    )
    export = FactoryExport(
        id=new_id("xpt"),
        requested_by=f"Person {canary}",
        state="ready",
        sha256=sha256,
        size_bytes=len(content),
        expires_at=now + timedelta(days=7),
        **tenant,
    )
    taken_back = FactoryDeletion(id=new_id("del"), requested_by_id=reporter_id, state="cancelled", **tenant)
    session.add_all([export, taken_back])
    session.add_all(
        [upload, kept_filter, FactoryUsage(stored_bytes=len(content), day=now.date(), files_of_day=1, **tenant)]
    )
    endpoint = Endpoint(
        id=new_id("hook"),
        channel="webhook",
        name=f"Hook {canary}",
        host=f"{canary}.example",
        address_encrypted=Safe(settings).lock("https://127.0.0.1/"),
        secrets_encrypted=[],
        kinds=["case.*"],
        language="en",
        **tenant,
    )
    session.add(endpoint)
    session.flush()
    event = publish(session, "case.opened", factory_id=factory.id, at=now, data={"text": canary}, case_id=case.id)
    delivery_id = session.execute(select(Delivery.id).where(Delivery.event_id == event.id)).scalar_one()
    session.execute(update(Delivery).where(Delivery.id == delivery_id).values(state="dead"))
    endpoint.kinds = ["case.cancelled"]  # what tests do shall not be told as well
    session.execute(update(Job).where(Job.subject_id == delivery_id).values(state="dead"))
    session.flush()
    session.add(
        Notice(
            id=new_id("ntc"),
            event_id=event.id,
            account_id=reporter_id,
            relation="reporter",
            due_at=now,
            dropped_at=now,
            **tenant,
        )
    )
    figures = [
        ExaminationFigure(
            examination_id=examination.id,
            index=0,
            language=language,
            finding_index=0,
            caption={"en": f"Figure {canary}", "zh": f"图 {canary}"},
            sha256=sha256,
        )
        for language in ("en", "zh")
    ]
    session.add_all(figures)
    session.flush()
    item_id = fill_treatment(session, canary, case, examination)
    point_id, attachment_id = _fill_register(session, equipment, canary, sha256, reporter_id)
    admin = _account_id(session, Role.FACTORY_ADMIN, foreign=canary.startswith("FOREIGN"))
    return SeededFactory(
        canary=canary,
        factory_id=factory.id,
        equipment_id=equipment.id,
        recording_id=recording.id,
        case_id=case.id,
        examination_id=examination.id,
        upload_id=upload.id,
        filter_id=kept_filter.id,
        export_id=export.id,
        **fill_workstation(session, canary, examination, reporter_id),
        endpoint_id=endpoint.id,
        delivery_id=delivery_id,
        consultation_id=_fill_talk(session, case, canary, consulted_id, reporter_id),
        **fill_reviews(session, canary, case, examination, consulted_id, reporter_id),
        item_id=item_id,
        point_id=point_id,
        attachment_id=attachment_id,
        **fill_access(session, settings, equipment, case, canary, admin),
        **fill_ways_in(session, case, examination, canary, doctor_id, coordinator_id),
    )


def _fill_talk(session: Session, case: Case, canary: str, consulted_id: str, account_id: str) -> str:
    """Add a comment, an answered question and an open second opinion of ``consulted_id``; return the last one's id."""
    of_case = {"factory_id": case.factory_id, "case_id": case.id}
    person = f"Person {canary}"
    consultation = CaseConsultation(
        id=new_id("con"),
        doctor_id=consulted_id,
        question=f"What of {canary}?",
        asked_at=case.created_at,
        asked_by=person,
        asked_by_id=account_id,
        **of_case,
    )
    question = CaseQuestion(
        id=new_id("qst"),
        question=f"Which {canary}?",
        asked_at=case.created_at,
        asked_by=person,
        asked_by_id=account_id,
        answer=f"That {canary}",
        answered_at=case.created_at,
        answered_by=person,
        answered_by_id=account_id,
        **of_case,
    )
    comment = CaseComment(
        id=new_id("cmt"), visibility="everyone", text=f"Noted {canary}", by=person, account_id=account_id, **of_case
    )
    session.add_all([consultation, question, comment])
    session.flush()
    return consultation.id


def _fill_register(
    session: Session, equipment: Equipment, canary: str, sha256: str, reporter_id: str
) -> tuple[str, str]:
    """Write a measuring point, a photo and an issued document of ``equipment``; return the ids of the first two."""
    tenant = {"factory_id": equipment.factory_id}
    point = Point(
        id=new_id("pnt"),
        equipment_id=equipment.id,
        name=f"Point {canary}",
        position="DE",
        direction="radial_v",
        quantity="acceleration",
        unit="g",
        channel="1",
        **tenant,
    )
    attachment = Attachment(
        id=new_id("att"),
        subject_id=equipment.id,
        equipment_id=equipment.id,
        kind="photo",
        filename=f"{canary}.jpg",
        media_type="image/jpeg",
        size_bytes=len(content_of(canary)),
        sha256=sha256,
        added_by_id=reporter_id,
        added_by=f"Reporter {canary}",
        **tenant,
    )
    issued = IssuedDocument(
        id=new_id("iss"),
        kind="health_record",
        subject_id=equipment.id,
        sha256=hashlib.sha256(f"issued {canary}".encode()).hexdigest(),
        content_sha256="0" * 64,
        issued_by_id=reporter_id,
        key_id="0" * 16,
        signature="",
        issued_at=utc_now(),
        **tenant,
    )
    session.add_all([point, attachment, issued])
    session.flush()
    return point.id, attachment.id
