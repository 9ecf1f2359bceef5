"""Several departments on one case with one attending doctor."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import func, select, update

from clinic_api.cases.talk_models import CaseConsultation
from clinic_api.database import Database, utc_now
from clinic_api.doctors.models import Doctor
from clinic_api.kit.ids import new_id
from clinic_api.notices.recipients import people_concerned
from clinic_api.notices.rules import RULES
from clinic_api.notifications.models import Event
from tests.clinic_api.conftest import Login
from tests.clinic_api.databases import ONE_ENGINE
from tests.clinic_api.hospital import Hospital
from tests.clinic_api.wards import admit, draft, hand_over, sign

TASK = "Is the 100 Hz line the supply's?"
TRIAGE: dict[str, Any] = {
    "departments": ["mechanical", "electrical", "automation"],
    "specialties": [],
    "urgency": 3,
    "mode": "reception",
    "reasons": [],
    "missing_information": [],
}


@pytest.fixture
def ward(hospital: Hospital, database: Database) -> str:
    """A case in consultation that triage wants three departments for; the other doctor is an electrician."""
    _change(database, hospital.other_doctor_id, departments=["electrical"])
    return admit(database, hospital, triage=TRIAGE)


def _change(database: Database, doctor_id: str, **values: Any) -> None:
    with database.session() as session:
        session.execute(update(Doctor).where(Doctor.id == doctor_id).values(**values))


def _invite(caller: TestClient, case_id: str, doctor_id: str, **changes: Any) -> Any:
    body = {"doctor_id": doctor_id, "department": "electrical", "task": TASK} | changes
    return caller.post(f"/api/v1/cases/{case_id}/team", json=body)


def _act(caller: TestClient, case_id: str, member_id: str, action: str, **body: str) -> Any:
    return caller.post(f"/api/v1/cases/{case_id}/team/{member_id}/{action}", json=body)


def test_a_member_treats_the_case_with_the_attending_doctor_until_leaving(
    login: Login, hospital: Hospital, ward: str
) -> None:
    doctor, member, factory = login("doctor"), login("doctor", foreign=True), login("factory_user")
    assert member.get(f"/api/v1/cases/{ward}").status_code == 404
    invited = _invite(doctor, ward, hospital.other_doctor_id)
    assert invited.status_code == 201, invited.text
    place = invited.json()
    assert (place["department_name"]["en"], place["task"]) == ("electrical", TASK)

    assert member.get(f"/api/v1/cases/{ward}").json()["allowed_actions"] == []
    first = _act(member, ward, place["id"], "contribution", text="SECRET-PART one")
    second = _act(member, ward, place["id"], "contribution", text="SECRET-PART two")
    twice = _act(member, ward, place["id"], "contribution", text="SECRET-PART two")
    assert (first.status_code, second.status_code, twice.json()) == (200, 200, second.json())
    assert second.json()["contribution"] == "SECRET-PART one\n\nSECRET-PART two"
    assert member.get(f"/api/v1/cases/{ward}").status_code == 200, "the member stays"
    assert doctor.get(f"/api/v1/cases/{ward}/team").json()["items"] == [second.json()]
    seen = factory.get(f"/api/v1/cases/{ward}").json()
    assert [(each["doctor_name_en"], each["department"]) for each in seen["team"]] == [("Lin", "electrical")]
    assert (seen["departments_wanted"], seen["consulted"]) == (None, [])
    assert factory.get(f"/api/v1/cases/{ward}/team").status_code == 403

    left = _act(member, ward, place["id"], "leave", reason="SECRET-WHY done")

    assert (left.status_code, left.json()["ended_at"] is not None) == (200, True)
    assert member.get(f"/api/v1/cases/{ward}").status_code == 404
    assert factory.get(f"/api/v1/cases/{ward}").json()["team"] == []
    lines = factory.get(f"/api/v1/cases/{ward}/timeline")
    assert [line["kind"] for line in lines.json()["items"] if "team" in line["kind"]] == ["team_joined", "team_left"]
    assert "SECRET" not in lines.text
    kinds = [line["kind"] for line in doctor.get(f"/api/v1/cases/{ward}/timeline").json()["items"]]
    assert kinds.count("team_contributed") == 2
    assert doctor.get(f"/api/v1/cases/{ward}/timeline/verify").json()["is_intact"]


def test_the_case_and_the_draft_tell_which_departments_are_missing(login: Login, hospital: Hospital, ward: str) -> None:
    doctor = login("doctor")
    url = f"/api/v1/cases/{ward}/diagnosis-draft"

    def missing() -> list[str]:
        wanted = doctor.get(f"/api/v1/cases/{ward}").json()["departments_wanted"]
        return [each["department"] for each in wanted if not each["is_on_case"]]

    def warnings() -> list[str]:
        draft(doctor, ward)
        listed = doctor.get(f"/api/v1/cases/{ward}/treatment").json()["draft"]["warnings"]
        return [warning["en"] for warning in listed]

    assert (missing(), len(warnings())) == (["electrical", "automation"], 2)
    _invite(doctor, ward, hospital.other_doctor_id)
    assert missing() == ["automation"]
    (warning,) = warnings()
    assert "automation" in warning
    version = doctor.get(f"/api/v1/cases/{ward}/treatment").json()["draft"]["version"]
    signed = doctor.post(f"/api/v1/cases/{ward}/diagnoses", json={"draft_version": version})
    assert signed.status_code == 201, "a warning keeps nobody from signing"
    assert doctor.put(url, json={}).status_code == 422


def test_members_do_not_lead_and_strangers_do_not_speak(login: Login, hospital: Hospital, ward: str) -> None:
    doctor, member, desk = login("doctor"), login("doctor", foreign=True), login("coordinator")
    place = _invite(desk, ward, hospital.other_doctor_id).json()["id"]
    refusals = [
        _invite(member, ward, hospital.doctor_id),
        _act(doctor, ward, place, "contribution", text="not mine"),
        member.put(f"/api/v1/cases/{ward}/diagnosis-draft", json={}),
    ]

    assert [answer.status_code for answer in refusals] == [403, 403, 422]
    assert [answer.json()["code"] for answer in refusals[:2]] == ["not_attending", "not_this_member"]
    ended = _act(doctor, ward, place, "leave", reason="no longer needed")
    assert ended.status_code == 200, ended.text
    again = _act(doctor, ward, place, "leave", reason="no longer needed")
    assert (again.status_code, again.json()["code"]) == (404, "team_member_not_found")
    assert _act(member, ward, place, "contribution", text="too late").status_code == 404
    back = _invite(desk, ward, hospital.other_doctor_id)
    assert back.status_code == 201, "who has left may come back"


@ONE_ENGINE
def test_who_may_not_join_is_told_why(login: Login, hospital: Hospital, ward: str, database: Database) -> None:
    desk, other = login("coordinator"), hospital.other_doctor_id

    def code(doctor_id: str, **changes: Any) -> str:
        return str(_invite(desk, ward, doctor_id, **changes).json().get("code"))

    assert code(hospital.doctor_id) == "consultation_with_attending"
    assert code(new_id("doc")) == "doctor_not_found"
    assert code(other, department="mechanical") == "team_same_department"
    assert code(other, department="astrology") == "validation_failed"
    for values in (
        {"departments": ["automation"]},
        {"conflicts": [hospital.own.factory_id]},
        {"languages": ["en"]},
        {"unavailable": [[utc_now().isoformat(), (utc_now() + timedelta(days=1)).isoformat()]]},
    ):
        usual = {"departments": ["electrical"], "conflicts": [], "languages": ["zh"], "unavailable": []}
        _change(database, other, **usual | values)
        refused = _invite(desk, ward, other).json()
        assert refused["code"] == "team_not_eligible", values
        assert refused["detail"].endswith(("。", ".")), refused
    _change(
        database, other, departments=["electrical"], conflicts=[], languages=["zh"], unavailable=[], capacity_minutes=0
    )
    assert code(other) == "None", "minutes are the attending doctor's"
    assert code(other) == "consultation_open_already"


@ONE_ENGINE
def test_a_full_team_takes_nobody(login: Login, hospital: Hospital, ward: str, database: Database) -> None:
    with database.session() as session:
        lin = session.get_one(Doctor, hospital.other_doctor_id)
        columns = {c.key: getattr(lin, c.key) for c in Doctor.__table__.columns}
        ids = [new_id("doc") for _ in range(9)]
        session.add_all(Doctor(**columns | {"id": doctor_id}) for doctor_id in ids)
    codes = [_invite(login("coordinator"), ward, doctor_id).status_code for doctor_id in ids]

    assert codes == [201] * 8 + [409]


@ONE_ENGINE
def test_a_contribution_has_an_end(login: Login, hospital: Hospital, ward: str) -> None:
    member = login("doctor", foreign=True)
    place = _invite(login("doctor"), ward, hospital.other_doctor_id).json()["id"]
    answers = [_act(member, ward, place, "contribution", text=word * 4000) for word in "一二三四五"]

    assert [answer.status_code for answer in answers] == [200] * 4 + [422]
    assert answers[-1].json()["code"] == "contribution_too_long"


def test_a_case_without_doctor_has_no_team(login: Login, hospital: Hospital, database: Database) -> None:
    case_id = admit(database, hospital, state="triaged", triage=TRIAGE)
    _change(database, hospital.other_doctor_id, departments=["electrical"])

    assert (
        _invite(login("coordinator"), case_id, hospital.other_doctor_id).json()["code"] == "consultation_without_doctor"
    )


def test_a_member_who_becomes_the_attending_doctor_leaves_the_team(
    login: Login, hospital: Hospital, database: Database
) -> None:
    desk = login("coordinator")
    ward = admit(database, hospital, state="assigned", triage=TRIAGE)
    _change(database, hospital.other_doctor_id, departments=["electrical"])
    assert _invite(desk, ward, hospital.other_doctor_id).status_code == 201
    _change(database, hospital.other_doctor_id, departments=["electrical", "mechanical"])
    body = {"doctor_id": hospital.other_doctor_id, "reason": "more of an electrical case"}
    given = desk.post(f"/api/v1/cases/{ward}/reassign", json=body)

    assert given.status_code == 200, given.text
    assert given.json()["team"] == []


def test_the_team_ends_with_the_discharge(login: Login, hospital: Hospital, ward: str, database: Database) -> None:
    doctor = login("doctor")
    _invite(doctor, ward, hospital.other_doctor_id)
    sign(doctor, ward)
    answer = doctor.post(f"/api/v1/cases/{ward}/discharge-untreated", json={"reason": "the fan is replaced"})

    assert answer.status_code in {200, 201}, answer.text
    with database.session(read_only=True) as session:
        still = session.scalar(
            select(func.count()).where(CaseConsultation.case_id == ward, CaseConsultation.ended_at.is_(None))
        )
    assert still == 0


def test_each_is_told_of_what_concerns_them_and_of_nothing_else(
    login: Login, hospital: Hospital, ward: str, database: Database
) -> None:
    doctor = login("doctor")
    with database.session(read_only=True) as session:
        fang_id = session.scalars(select(Doctor.id).where(Doctor.name_en == "Fang")).one()
    _invite(doctor, ward, hospital.other_doctor_id)
    asked = {"doctor_id": fang_id, "question": "Agreed?"}
    assert doctor.post(f"/api/v1/cases/{ward}/consultations", json=asked).status_code == 201

    told = {}
    with database.session(read_only=True) as session:
        for event in session.scalars(select(Event).where(Event.case_id == ward)):
            people = people_concerned(session, event, RULES.kinds[event.kind], actor_id=None)
            told[event.kind] = {account.doctor_id for account, _, _ in people}

    assert told == {"case.team_joined": {hospital.other_doctor_id}, "case.second_opinion_asked": set()}


def test_second_opinions_and_the_team_are_told_apart(
    login: Login, hospital: Hospital, ward: str, database: Database
) -> None:
    doctor, member = login("doctor"), login("doctor", foreign=True)
    place = _invite(doctor, ward, hospital.other_doctor_id).json()["id"]
    opinion = {"opinion": "x", "agreement": "agrees"}

    assert doctor.get(f"/api/v1/cases/{ward}/consultations").json()["items"] == []
    for caller, action, body in ((member, "opinion", opinion), (doctor, "withdraw", None)):
        answer = caller.post(f"/api/v1/cases/{ward}/consultations/{place}/{action}", json=body)
        assert answer.json()["code"] == "consultation_not_found"
    hand_over(database, hospital, ward, hospital.other_doctor_id)
    assert doctor.get(f"/api/v1/cases/{ward}").status_code == 404
