"""A doctor's work list: what is next in each case, and what comes first."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import update

from clinic_api.cases.clocks import start_clocks
from clinic_api.cases.models import Case, CaseClock
from clinic_api.database import Database, utc_now
from clinic_api.doctors.models import Doctor
from clinic_api.kit.china import CHINA
from tests.clinic_api.conftest import Login
from tests.clinic_api.hospital import Hospital
from tests.clinic_api.wards import FAR, admit, draft, prescribe, sign

ALL = "/api/v1/work-list"


def entry(doctor: TestClient, case_id: str) -> dict[str, Any] | None:
    items = doctor.get(ALL, params={"limit": 200}).json()["items"]
    return next((item for item in items if item["case"]["id"] == case_id), None)


def next_of(doctor: TestClient, case_id: str) -> str | None:
    found = entry(doctor, case_id)
    return None if found is None else str(found["need"])


def admit_with_clocks(database: Database, hospital: Hospital, **columns: Any) -> str:
    case_id = admit(database, hospital, **columns)
    with database.session() as session:
        start_clocks(session, session.get_one(Case, case_id))
    return case_id


def set_clock(database: Database, case_id: str, kind: str, **columns: Any) -> None:
    with database.session() as session:
        session.execute(update(CaseClock).where(CaseClock.case_id == case_id, CaseClock.kind == kind).values(**columns))


def test_what_is_next_follows_the_case_from_acceptance_to_discharge(
    login: Login, hospital: Hospital, database: Database
) -> None:
    doctor, worker = login("doctor"), login("factory_user")
    case_id = admit_with_clocks(database, hospital, state="assigned")
    path = f"/api/v1/cases/{case_id}"

    assert next_of(doctor, case_id) == "accept"
    assert entry(doctor, case_id)["until"] is not None  # type: ignore[index]
    doctor.post(f"{path}/begin-consultation")
    assert next_of(doctor, case_id) == "diagnose"
    asked = doctor.post(f"{path}/questions", json={"questions": ["Since when?"]}).json()
    assert next_of(doctor, case_id) == "await_answers"
    answers = [{"question_id": asked["open_questions"][0]["id"], "answer": "Since Monday"}]
    worker.post(f"{path}/answers", json={"answers": answers})
    assert next_of(doctor, case_id) == "read_answers"
    draft(doctor, case_id)
    assert next_of(doctor, case_id) == "diagnose", "the answers are worked into the draft"
    sign(doctor, case_id)
    assert next_of(doctor, case_id) == "prescribe"
    [item] = prescribe(doctor, case_id)
    assert next_of(doctor, case_id) == "await_repair"
    worker.post(f"/api/v1/prescription-items/{item['id']}/result", json={"state": "done"})
    assert next_of(doctor, case_id) == "finish_treatment"
    doctor.post(f"{path}/treatment/finish", json={"follow_up_due_on": FAR})
    assert next_of(doctor, case_id) == "await_follow_up"
    doctor.post(f"{path}/discharge", json={"outcome": "repaired", "reason": "photo of the new bearing"})
    assert next_of(doctor, case_id) is None


def test_a_follow_up_whose_day_has_come_needs_the_doctor(login: Login, hospital: Hospital, database: Database) -> None:
    doctor, worker = login("doctor"), login("factory_user")
    case_id = admit(database, hospital)
    sign(doctor, case_id)
    [item] = prescribe(doctor, case_id)
    worker.post(f"/api/v1/prescription-items/{item['id']}/result", json={"state": "done"})
    today = utc_now().astimezone(CHINA).date().isoformat()

    finished = doctor.post(f"/api/v1/cases/{case_id}/treatment/finish", json={"follow_up_due_on": today})

    assert finished.status_code == 200, finished.text
    found = entry(doctor, case_id)
    assert found is not None
    assert (found["need"], found["is_due"], found["is_late"]) == ("call_follow_up", True, False)


def test_an_own_prescription_item_is_the_doctors_to_do(login: Login, hospital: Hospital, database: Database) -> None:
    doctor = login("doctor")
    case_id = admit(database, hospital)
    sign(doctor, case_id)

    prescribe(doctor, case_id, {"what": {"zh": "对中复查"}, "owner": {"kind": "doctor"}, "due_on": FAR})

    found = entry(doctor, case_id)
    assert found is not None
    assert (found["need"], found["needs_me"]) == ("do_item", True)
    assert found["due_on"] == FAR


def test_who_is_asked_for_a_second_opinion_has_it_on_the_list_until_it_is_given(
    login: Login, hospital: Hospital, database: Database
) -> None:
    case_id = admit(database, hospital)
    doctor, colleague = login("doctor"), login("doctor", foreign=True)
    body = {"doctor_id": hospital.other_doctor_id, "question": "Do you see it, too?"}
    asked = doctor.post(f"/api/v1/cases/{case_id}/consultations", json=body).json()

    found = entry(colleague, case_id)
    assert found is not None
    assert (found["need"], found["place_id"]) == ("second_opinion", asked["id"])
    given = {"opinion": "Yes", "agreement": "agrees"}
    colleague.post(f"/api/v1/cases/{case_id}/consultations/{asked['id']}/opinion", json=given)

    assert entry(colleague, case_id) is None


def test_a_draft_that_needs_another_signature_is_on_the_list_of_the_colleague_who_was_asked(
    login: Login, hospital: Hospital, database: Database
) -> None:
    case_id = admit(database, hospital)
    doctor, colleague = login("doctor"), login("doctor", foreign=True)
    with database.session() as session:
        session.execute(update(Doctor).where(Doctor.id == hospital.doctor_id).values(category=1))
    body = {"doctor_id": hospital.other_doctor_id, "question": "Please read and co-sign"}
    doctor.post(f"/api/v1/cases/{case_id}/consultations", json=body)
    before = next_of(colleague, case_id)

    draft(doctor, case_id, urgency=2)
    wanted = next_of(colleague, case_id)
    signature = {"draft_version": 1}
    signed = colleague.post(f"/api/v1/cases/{case_id}/diagnosis-draft/co-signature", json=signature)

    assert signed.status_code == 201, signed.text
    assert (before, wanted, next_of(colleague, case_id)) == ("second_opinion", "cosign", "second_opinion")
    assert colleague.get(ALL, params={"need": "cosign"}).json()["items"] == []


def test_the_due_come_first_then_the_urgent_and_what_others_do_comes_last(
    login: Login, hospital: Hospital, database: Database
) -> None:
    doctor, now = login("doctor"), utc_now()
    routine = admit_with_clocks(database, hospital, urgency=5)
    urgent = admit_with_clocks(database, hospital, urgency=2)
    late = admit_with_clocks(database, hospital, urgency=4)
    waiting = admit_with_clocks(database, hospital, state="needs_information", paused_in="in_consultation", urgency=1)
    past = now - timedelta(hours=1)
    set_clock(database, late, "diagnosis", started_at=past, warn_at=past, due_at=past)

    listed = doctor.get(ALL).json()

    ours = [item["case"]["id"] for item in listed["items"] if item["case"]["id"] in {routine, urgent, late, waiting}]
    assert ours == [late, urgent, routine, waiting]
    assert listed["items"][0]["is_late"] is True
    assert listed["counts"]["await_answers"] == 1
    assert listed["total_due"] == 1


def test_the_list_is_narrowed_down_and_read_in_parts_while_the_counts_stay(
    login: Login, hospital: Hospital, database: Database
) -> None:
    doctor = login("doctor")
    for urgency in (1, 2, 3):
        admit(database, hospital, state="assigned", urgency=urgency)
    whole = doctor.get(ALL).json()

    accept = doctor.get(ALL, params={"need": "accept", "limit": 1, "offset": 1}).json()
    waiting = doctor.get(ALL, params={"needs_me": False}).json()
    urgent = doctor.get(ALL, params={"urgency_to": 1}).json()

    assert accept["total"] == whole["counts"]["accept"] >= 3
    assert accept["counts"] == whole["counts"]
    assert [item["need"] for item in accept["items"]] == ["accept"]
    assert not [item for item in waiting["items"] if item["needs_me"]]
    assert {item["case"]["urgency"] for item in urgent["items"]} == {1}


def test_a_doctor_has_no_case_of_another_doctor_on_the_list(
    login: Login, hospital: Hospital, database: Database
) -> None:
    case_id = admit(database, hospital)

    assert entry(login("doctor"), case_id) is not None
    assert entry(login("doctor", foreign=True), case_id) is None


@pytest.mark.parametrize("parameter", [{"need": "sleep"}, {"limit": "0"}, {"offset": "-1"}])
def test_a_condition_that_is_none_is_refused(login: Login, parameter: dict[str, str]) -> None:
    assert login("doctor").get(ALL, params=parameter).status_code == 422
