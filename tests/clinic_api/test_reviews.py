"""The panel where a signed diagnosis and the automatic opinion contradict each other."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select, update

from clinic_api.accounts.models import Account
from clinic_api.cases.talk_models import CaseConsultation
from clinic_api.database import Database, utc_now
from clinic_api.doctors.models import Doctor
from clinic_api.kit.ids import new_id
from clinic_api.notifications.models import Event
from clinic_api.reviews import opening
from tests.clinic_api.conftest import Login
from tests.clinic_api.databases import ONE_ENGINE
from tests.clinic_api.hospital import Hospital, email_of
from tests.clinic_api.wards import DIAGNOSIS, admit, draft, sign

REFUTED: list[dict[str, Any]] = [DIAGNOSIS["findings"][0] | {"judgement": "refuted", "severity": None}]
CONFIRMED: list[dict[str, Any]] = DIAGNOSIS["findings"]


@pytest.fixture
def doubted(login: Login, hospital: Hospital, database: Database) -> str:
    """A case whose diagnosis refutes what the opinion asserts with 90 %."""
    case_id = admit(database, hospital)
    sign(login("doctor"), case_id, findings=REFUTED)
    return case_id


def _review(caller: TestClient, of_case: str, /, **query: str) -> dict[str, Any]:
    (review,) = [r for r in caller.get("/api/v1/reviews", params=query).json()["items"] if r["case_id"] == of_case]
    found: dict[str, Any] = review
    return found


def _fang(database: Database) -> str:
    with database.session(read_only=True) as session:
        return session.scalars(select(Doctor.id).where(Doctor.name_en == "Fang")).one()


def _be(database: Database, doctor_id: str) -> None:
    """Let the other doctor's account be that of ``doctor_id`` from the next request on."""
    with database.session() as session:
        session.execute(
            update(Account).where(Account.email == email_of("doctor", foreign=True)).values(doctor_id=doctor_id)
        )


def _opine(caller: TestClient, review_id: str, verdict: str) -> Any:
    body = {"verdict": verdict, "words": f"SECRET-VIEW {verdict}"}
    return caller.post(f"/api/v1/reviews/{review_id}/opinions", json=body)


def _amend(doctor: TestClient, case_id: str, **changes: Any) -> None:
    body = {"draft_version": draft(doctor, case_id, **changes), "reason": "seen again"}
    answer = doctor.post(f"/api/v1/cases/{case_id}/diagnoses/amendments", json=body)
    assert answer.status_code == 201, answer.text


def _kinds(caller: TestClient, case_id: str) -> list[str]:
    return [line["kind"] for line in caller.get(f"/api/v1/cases/{case_id}/timeline").json()["items"]]


def test_a_diagnosis_that_agrees_is_not_reviewed(login: Login, hospital: Hospital, database: Database) -> None:
    doctor = login("doctor")
    case_id = admit(database, hospital)
    sign(doctor, case_id)

    assert [r for r in doctor.get("/api/v1/reviews").json()["items"] if r["case_id"] == case_id] == []
    assert not any("review" in kind for kind in _kinds(doctor, case_id))


def test_a_contradiction_opens_a_review_and_asks_two_others_while_the_case_goes_on(
    login: Login, hospital: Hospital, database: Database, doubted: str
) -> None:
    desk, doctor, member = login("coordinator"), login("doctor"), login("doctor", foreign=True)
    review = _review(desk, doubted, state="open", case_id=doubted)

    assert doctor.get(f"/api/v1/cases/{doubted}").json()["state"] == "diagnosed"
    assert [each["kind"] for each in review["disagreements"]] == ["finding_refuted", "verdict"]
    panel = {hospital.other_doctor_id, _fang(database)}
    assert {each["doctor_id"] for each in review["members"]} == panel
    assert {each["doctor_id"] for each in review["proposal"]} == panel
    assert all(each["reasons"] for each in review["proposal"])
    assert (review["panel_problem"], review["conclusion"]) == (None, None)
    kinds = _kinds(doctor, doubted)
    assert (kinds[-3:], kinds.count("diagnosed")) == (["review_opened", "review_asked", "review_asked"], 1)
    assert member.get(f"/api/v1/cases/{doubted}").status_code == 200
    assert member.get(f"/api/v1/cases/{doubted}/consultations").json()["items"] == []
    factory = login("factory_user")
    assert factory.get("/api/v1/reviews").status_code == 403
    assert not any("review" in kind for kind in _kinds(factory, doubted))
    with database.session(read_only=True) as session:
        events = session.scalars(select(Event).where(Event.case_id == doubted, Event.kind == "case.review_asked"))
        assert {event.data["to_doctor_id"] for event in events} == panel


def test_a_panel_that_agrees_concludes_and_advises_the_attending_doctor(
    login: Login, hospital: Hospital, database: Database, doubted: str
) -> None:
    doctor, member = login("doctor"), login("doctor", foreign=True)
    review_id = _review(doctor, doubted)["id"]
    given = _opine(member, review_id, "opinion_right")

    assert (given.status_code, given.json()["state"]) == (201, "open")
    assert member.get(f"/api/v1/cases/{doubted}").status_code == 404
    again = _opine(member, review_id, "doctor_right")
    assert (again.status_code, again.json()["code"]) == (404, "review_not_found")
    _be(database, _fang(database))
    before = member.get(f"/api/v1/reviews/{review_id}")
    assert "SECRET-VIEW" not in before.text, "a member judges without knowing what the others said"
    last = _opine(member, review_id, "opinion_right")

    assert (last.json()["state"], last.json()["conclusion"]) == ("amendment_advised", "opinion_right")
    waiting = _review(doctor, doubted, state="amendment_advised")
    assert {each["verdict"] for each in waiting["members"]} == {"opinion_right"}
    assert (waiting["concluded_by"], waiting["conclusion_text"]["zh"]) == (None, "自动初诊正确")
    assert _kinds(doctor, doubted)[-2:] == ["review_concluded", "amendment_advised"]
    assert doctor.get(f"/api/v1/cases/{doubted}").json()["state"] == "diagnosed", "the diagnosis stands"
    assert "SECRET-VIEW" not in login("factory_user").get(f"/api/v1/cases/{doubted}/timeline").text
    _amend(doctor, doubted, findings=CONFIRMED)
    assert _review(doctor, doubted)["state"] == "concluded"


def test_a_panel_that_differs_leaves_the_end_to_a_coordinator(
    login: Login, hospital: Hospital, database: Database, doubted: str
) -> None:
    desk, member = login("coordinator"), login("doctor", foreign=True)
    review_id = _review(desk, doubted)["id"]
    _opine(member, review_id, "opinion_right")
    _be(database, _fang(database))
    last = _opine(member, review_id, "doctor_right")
    assert (last.json()["state"], _kinds(desk, doubted)[-1]) == ("open", "review_undecided")
    body = {"conclusion": "doctor_right", "words": "the second recording shows it"}
    url = f"/api/v1/reviews/{review_id}/conclusion"
    outdated = desk.post(url, json=body, headers={"If-Match": '"77"'})
    decided = desk.post(url, json=body)
    twice = desk.post(url, json=body)

    assert (outdated.status_code, decided.status_code, twice.status_code) == (412, 200, 409)
    assert (decided.json()["state"], decided.json()["conclusion_words"]) == ("concluded", body["words"])
    assert decided.json()["concluded_by"] is not None
    assert twice.json()["code"] == "review_closed"
    assert _kinds(desk, doubted)[-1] == "review_concluded"


def test_a_coordinator_may_decide_at_once_and_the_panel_is_no_longer_asked(login: Login, doubted: str) -> None:
    desk, member = login("coordinator"), login("doctor", foreign=True)
    review_id = _review(desk, doubted)["id"]
    assert member.get(f"/api/v1/reviews/{review_id}").status_code == 200
    body = {"conclusion": "cannot_tell", "words": "the machine is scrapped"}

    assert desk.post(f"/api/v1/reviews/{review_id}/conclusion", json=body).json()["state"] == "concluded"
    assert member.get(f"/api/v1/reviews/{review_id}").status_code == 404
    assert login("doctor").post(f"/api/v1/reviews/{review_id}/conclusion", json=body).status_code == 403


def test_the_attending_doctor_is_not_on_the_panel(login: Login, doubted: str) -> None:
    doctor = login("doctor")
    refused = _opine(doctor, _review(doctor, doubted)["id"], "doctor_right")

    assert (refused.status_code, refused.json()["code"]) == (403, "not_on_panel")


def test_where_nobody_fits_the_review_stays_open_with_the_reason(
    login: Login, hospital: Hospital, database: Database
) -> None:
    desk, doctor, member = login("coordinator"), login("doctor"), login("doctor", foreign=True)
    with database.session() as session:
        session.execute(update(Doctor).where(Doctor.id == hospital.other_doctor_id).values(departments=["electrical"]))
        session.execute(update(Doctor).where(Doctor.name_en == "Fang").values(languages=["fr"]))
    case_id = admit(database, hospital)
    sign(doctor, case_id, findings=REFUTED)
    review = _review(desk, case_id, state="open")

    assert (review["members"], review["proposal"]) == ([], [])
    assert "0 of 2" in review["panel_problem"]["en"]
    assert "change" not in review["panel_problem"]["zh"]
    assert _kinds(desk, case_id)[-1] == "review_panel_missing"
    url = f"/api/v1/reviews/{review['id']}/members"
    first = desk.post(url, json={"doctor_id": hospital.other_doctor_id})
    second = desk.post(url, json={"doctor_id": _fang(database)})
    assert (first.status_code, second.status_code) == (201, 201), first.text
    assert (first.json()["panel_problem"] is None, second.json()["panel_problem"]) == (False, None)
    assert member.get(f"/api/v1/cases/{case_id}").status_code == 200
    _opine(member, review["id"], "doctor_right")
    _be(database, _fang(database))
    assert _opine(member, review["id"], "doctor_right").json()["state"] == "concluded"


@ONE_ENGINE
def test_who_has_a_part_in_the_case_is_kept_off_the_panel(login: Login, hospital: Hospital, database: Database) -> None:
    desk, doctor = login("coordinator"), login("doctor")
    case_id = admit(database, hospital)
    asked = {"doctor_id": hospital.other_doctor_id, "question": "Agreed?"}
    consultation = doctor.post(f"/api/v1/cases/{case_id}/consultations", json=asked).json()["id"]
    given = {"opinion": "Agreed.", "agreement": "agrees"}
    login("doctor", foreign=True).post(f"/api/v1/cases/{case_id}/consultations/{consultation}/opinion", json=given)
    sign(doctor, case_id, findings=REFUTED)
    review = _review(desk, case_id)
    fang_id = _fang(database)
    assert [each["doctor_id"] for each in review["members"]] == [fang_id]
    assert "1 of 2" in review["panel_problem"]["en"]
    with database.session() as session:
        fang = session.get_one(Doctor, fang_id)
        columns = {column.key: getattr(fang, column.key) for column in Doctor.__table__.columns}
        partial, free = new_id("doc"), new_id("doc")
        session.add(Doctor(**columns | {"id": partial, "conflicts": [hospital.own.factory_id]}))
        session.add(Doctor(**columns | {"id": free}))

    def code(doctor_id: str) -> str:
        answer = desk.post(f"/api/v1/reviews/{review['id']}/members", json={"doctor_id": doctor_id})
        return str(answer.json().get("code"))

    assert code(hospital.doctor_id) == code(hospital.other_doctor_id) == "panel_member_involved"
    assert code(fang_id) == "panel_member_involved"
    assert code(partial) == "panel_member_conflict"
    assert code(new_id("doc")) == "doctor_not_found"
    assert (code(free), code(free)) == ("None", "panel_member_involved")


def test_amending_renews_a_review_only_for_a_new_contradiction(
    login: Login, hospital: Hospital, database: Database, doubted: str
) -> None:
    doctor = login("doctor")
    first = _review(doctor, doubted)

    _amend(doctor, doubted, findings=REFUTED, conclusion={"zh": "仍然排除。"})
    same = _review(doctor, doubted)
    assert (same["id"], same["state"]) == (first["id"], "open")
    assert same["diagnosis_id"] != first["diagnosis_id"]
    assert [each["ended_at"] for each in same["members"]] == [None, None]

    _amend(doctor, doubted, findings=REFUTED, urgency=5)
    reviews = [r for r in doctor.get("/api/v1/reviews").json()["items"] if r["case_id"] == doubted]
    assert [(r["state"], len(r["disagreements"])) for r in reviews] == [("open", 3), ("renewed", 2)]
    assert all(each["ended_at"] for each in reviews[1]["members"])
    assert [each["ended_at"] for each in reviews[0]["members"]] == [None, None], "who had not answered is asked anew"

    _amend(doctor, doubted, findings=CONFIRMED)
    assert _review(doctor, doubted, state="settled")["id"] == reviews[0]["id"]
    kinds = [kind for kind in _kinds(doctor, doubted) if kind.startswith("review_")]
    assert (kinds.count("review_opened"), kinds.count("review_renewed"), kinds[-1]) == (1, 1, "review_settled")


def test_a_concluded_review_is_not_opened_again_by_the_same_contradiction(
    login: Login, database: Database, doubted: str
) -> None:
    desk, doctor = login("coordinator"), login("doctor")
    body = {"conclusion": "doctor_right", "words": "seen on site"}
    desk.post(f"/api/v1/reviews/{_review(desk, doubted)['id']}/conclusion", json=body)
    _amend(doctor, doubted, findings=REFUTED, conclusion={"zh": "补充说明。"})

    assert _review(doctor, doubted)["state"] == "concluded"


def test_the_panel_goes_on_after_the_discharge(login: Login, database: Database, doubted: str) -> None:
    doctor, member = login("doctor"), login("doctor", foreign=True)
    answer = doctor.post(f"/api/v1/cases/{doubted}/discharge-untreated", json={"reason": "the fan is replaced"})
    assert answer.json()["case_state"] == "discharged", answer.text

    assert _opine(member, _review(doctor, doubted)["id"], "both_partly").status_code == 201


@ONE_ENGINE
def test_a_failing_comparison_or_proposal_holds_no_signature_back(
    login: Login, hospital: Hospital, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("broken")

    desk, doctor = login("coordinator"), login("doctor")
    first, second = admit(database, hospital), admit(database, hospital)
    monkeypatch.setattr(opening, "propose_panel", fail)
    sign(doctor, first, findings=REFUTED)
    assert "automatically" in _review(desk, first)["panel_problem"]["en"]
    monkeypatch.setattr(opening, "disagreements", fail)
    sign(doctor, second, findings=REFUTED)

    assert doctor.get(f"/api/v1/cases/{second}").json()["state"] == "diagnosed"
    assert [r for r in desk.get("/api/v1/reviews").json()["items"] if r["case_id"] == second] == []


@ONE_ENGINE
def test_a_case_without_opinion_is_not_reviewed(login: Login, hospital: Hospital, database: Database) -> None:
    case_id = admit(database, hospital, recording_id=None)
    added = [{"judgement": "added", "fault": "gear.wear", "severity": "slight"}]
    sign(login("doctor"), case_id, findings=added, urgency=1)

    assert [r for r in login("doctor").get("/api/v1/reviews").json()["items"] if r["case_id"] == case_id] == []


@ONE_ENGINE
def test_absent_doctors_are_not_asked(login: Login, hospital: Hospital, database: Database) -> None:
    absence = [[utc_now().isoformat(), (utc_now() + timedelta(days=2)).isoformat()]]
    with database.session() as session:
        session.execute(update(Doctor).where(Doctor.id == hospital.other_doctor_id).values(unavailable=absence))
    case_id = admit(database, hospital)
    sign(login("doctor"), case_id, findings=REFUTED)
    with database.session(read_only=True) as session:
        seats = session.scalars(select(CaseConsultation.doctor_id).where(CaseConsultation.case_id == case_id)).all()

    assert seats == [_fang(database)]
