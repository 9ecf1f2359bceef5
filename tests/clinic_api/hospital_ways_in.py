"""What came into the hospital of the tests by the ways in: one row of each kind for a factory, with its canary."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from clinic_api.cases.models import Case
from clinic_api.database import utc_now
from clinic_api.examinations.models import Examination
from clinic_api.hazards.models import Hazard
from clinic_api.intake.models import Ticket
from clinic_api.kit.ids import new_id
from clinic_api.proactive.models import Alarm, MeasurementSchedule, PushedRecording, ScheduleTurn
from clinic_api.questionnaires.models import QuestionnaireAnswers, QuestionnaireSheet
from clinic_api.rounds.models import Round, RoundStop
from clinic_api.visits.models import Visit, VisitDoctor, VisitStop
from clinic_api.work_items.models import WorkItem

ASKED: dict[str, Any] = {
    "service_minutes": 60,
    "windows": [[510, 690]],
    "department": None,
    "specialties": [],
    "instruments": ["vibration_analyser"],
    "languages": ["zh"],
    "urgency": 3,
    "only": [],
}
"""What a stop of rounds asks for."""


def fill_ways_in(
    session: Session, case: Case, examination: Examination, canary: str, doctor_id: str, coordinator_id: str
) -> dict[str, str]:
    """Add the rows; return the ids that routes are tried with."""
    now = utc_now()
    tenant: dict[str, Any] = {"factory_id": case.factory_id}
    machine = tenant | {"equipment_id": case.equipment_id}
    digest = hashlib.sha256(canary.encode()).hexdigest()
    ticket = Ticket(
        id=new_id("tkt"),
        case_id=case.id,
        account_id=case.reporter_id,
        code=digest[:8].upper(),
        tiles=["noise"],
        since="today",
        running="yes",
        danger=False,
        words=f"Words {canary}",
        contact=f"Call {canary}",
        language="en",
        recording_ids=[],
        address_hmac=digest[:26],
        **machine,
    )
    schedule = MeasurementSchedule(
        id=new_id("sch"),
        every_days=7,
        at="08:00",
        measured_by="gateway",
        overdue_after_hours=24,
        active=False,
        next_due_at=now,
        **machine,
    )
    rounds = Round(
        id=new_id("rnd"),
        day=date(2026, 11, 27),
        state="accepted",
        doctor_ids=[doctor_id],
        shift=["07:30", "18:00"],
        journeys_home={doctor_id: {"minutes": 20, "km": 15.0, "returns": 590}},
        complete_search=True,
        planned_by_id=coordinator_id,
        planned_at=now,
    )
    session.add(rounds)
    session.flush()
    visit = Visit(
        id=new_id("vis"),
        day=date(2026, 11, 27),
        purpose=f"Rounds {canary}",
        planned_by_id=case.reporter_id,
        notes=f"Notes {canary}",
        round_id=rounds.id,
        case_ids=[case.id],
        **tenant,
    )
    sheet = QuestionnaireSheet(
        id=new_id("qsh"), name=f"Sheet {canary}", token_sha256=digest, made_by_id=case.reporter_id, **tenant
    )
    session.add_all([ticket, schedule, visit, sheet])
    session.flush()
    hazard = Hazard(
        id=new_id("haz"),
        number=digest[:10].upper(),
        what=f"A loose guard {canary}",
        place=f"Hall {canary}",
        language="en",
        account_id=case.reporter_id,
        reporter_name=f"Reporter {canary}",
        **machine,
    )
    stop = VisitStop(id=new_id("stp"), visit_id=visit.id, position=0, notes=f"Stop {canary}", **machine)
    item = WorkItem(
        id=new_id("wki"),
        source="questionnaire",
        source_id=sheet.id,
        department="mechanical",
        text={"en": f"Need {canary}", "zh": f"需求 {canary}"},
        urgency=4,
        **tenant,
    )
    turn = ScheduleTurn(
        id=new_id("trn"), schedule_id=schedule.id, opens_at=now, due_at=now, overdue_at=now, done_at=now, **machine
    )
    pushed = PushedRecording(
        id=new_id("psh"),
        account_id=case.reporter_id,
        sequence=f"{canary}-1",
        sha256=digest,
        recording_id=examination.recording_id,
        **machine,
    )
    alarm = Alarm(
        id=new_id("alm"),
        examination_id=examination.id,
        case_id=case.id,
        rule="finding",
        urgency=3,
        effect="joined",
        **machine,
    )
    answers = QuestionnaireAnswers(
        id=new_id("qan"),
        sheet_id=sheet.id,
        draft_sha256=digest,
        version=1,
        language="en",
        answers={},
        company=f"Company {canary}",
        saved_at=now,
        **tenant,
    )
    round_stop = RoundStop(
        id=new_id("rsp"),
        round_id=rounds.id,
        state="planned",
        purpose=f"Rounds {canary}",
        equipment_ids=[case.equipment_id],
        case_ids=[case.id],
        asked=ASKED,
        doctor_id=doctor_id,
        position=0,
        planned={
            "sets_out": 490,
            "travel_minutes": 20,
            "travel_km": 15.0,
            "arrival": 510,
            "start": 510,
            "departure": 570,
        },
        visit_id=visit.id,
        **tenant,
    )
    doctor = VisitDoctor(visit_id=visit.id, doctor_id=doctor_id, **tenant)
    session.add_all([hazard, stop, item, turn, pushed, alarm, answers, round_stop, doctor])
    session.flush()
    return {
        "schedule_id": schedule.id,
        "visit_id": visit.id,
        "round_id": rounds.id,
        "stop_id": stop.id,
        "sheet_id": sheet.id,
        "work_item_id": item.id,
        "hazard_id": hazard.id,
        "hazard_number": hazard.number,
    }
