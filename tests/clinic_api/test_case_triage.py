"""What a case hands to triage and keeps of it: its words, its photos and the levels its recording showed."""

from __future__ import annotations

from typing import Any

from sqlalchemy import update

from clinic_api.attachments.models import Attachment
from clinic_api.cases.models import Case
from clinic_api.cases.referral import refer_case
from clinic_api.cases.schemas import TriageRead
from clinic_api.database import Database, utc_now
from clinic_api.kit.ids import new_id
from tests.clinic_api.databases import ONE_ENGINE
from tests.clinic_api.hospital import Hospital


def _referred(
    database: Database,
    hospital: Hospital,
    complaint: str,
    document: dict[str, Any] | None = None,
    *,
    photo: bool = False,
) -> dict[str, Any]:
    """Return the triage of the own case with these words."""
    now = utc_now()
    with database.session() as session:
        session.execute(update(Case).where(Case.id == hospital.own.case_id).values(complaint=complaint))
        case = session.get_one(Case, hospital.own.case_id)
        session.refresh(case)
        if photo:
            session.add(
                Attachment(
                    id=new_id("att"),
                    factory_id=case.factory_id,
                    subject_id=case.id,
                    case_id=case.id,
                    kind="photo",
                    filename="leak.jpg",
                    media_type="image/jpeg",
                    size_bytes=3,
                    sha256="0" * 64,
                    added_by_id=case.reporter_id,
                    added_by="Night shift",
                    created_at=now,
                )
            )
            session.flush()
        judged = refer_case(session, case, document, now=now).columns["triage"]
        assert isinstance(judged, dict)
        TriageRead.model_validate(judged)
        return judged


def _said(judged: dict[str, Any], field: str) -> str:
    return "\n".join(text["en"] for text in judged[field])


@ONE_ENGINE
def test_a_photo_sent_with_the_case_is_not_asked_for_again(database: Database, hospital: Hospital) -> None:
    assert "add a photo" in _said(_referred(database, hospital, "泵漏油"), "missing_information")

    judged = _referred(database, hospital, "泵漏油", photo=True)
    assert "add a photo" not in _said(judged, "missing_information")
    assert "There is a photo" in _said(judged, "reasons")


@ONE_ENGINE
def test_levels_of_the_recording_limit_the_urgency(database: Database, hospital: Hospital) -> None:
    document = {
        "verdict": "attention",
        "urgency": 4,
        "findings": [],
        "measurements": {"DE_h": {"velocity_rms_mm_s": 12.0, "zone": "D"}, "current": {"rms": 3.0}},
    }

    judged = _referred(database, hospital, "", document)

    assert judged["urgency"] == 2
    assert "DE_h, 12.0 mm/s, is in zone D" in _said(judged, "reasons")


@ONE_ENGINE
def test_what_could_not_be_assessed_tells_no_level(database: Database, hospital: Hospital) -> None:
    document = {
        "verdict": "not_assessable",
        "urgency": 5,
        "findings": [],
        "measurements": {"DE_h": {"velocity_rms_mm_s": 12.0, "zone": "D"}},
    }

    assert "zone" not in _said(_referred(database, hospital, "", document), "reasons")


@ONE_ENGINE
def test_a_case_without_words_and_recording_is_triaged_with_what_to_ask(database: Database, hospital: Hospital) -> None:
    judged = _referred(database, hospital, "")

    assert judged["care"] == "one_to_one"
    assert judged["reasons"]
    assert "recording" in _said(judged, "missing_information")


@ONE_ENGINE
def test_checks_of_the_intake_are_kept_with_their_name(database: Database, hospital: Hospital) -> None:
    judged = _referred(database, hospital, "摄像头黑屏没画面，录像也没有")

    assert judged["departments"][0] == "video"
    assert judged["checklist_name"]["zh"]
    assert len(judged["checklist"]) >= 4


def test_a_triage_from_before_there_were_checks_can_still_be_read() -> None:
    old = {
        "departments": ["it"],
        "specialties": [],
        "urgency": 3,
        "mode": "reception",
        "reasons": [],
        "missing_information": [],
    }

    read = TriageRead.model_validate(old)

    assert (read.care, read.checklist_name, read.checklist) == (None, None, [])
