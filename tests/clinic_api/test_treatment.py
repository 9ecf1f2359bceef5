from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.exc import DatabaseError

from clinic_api.accounts.models import Account
from clinic_api.cases.models import Case
from clinic_api.database import Database
from clinic_api.notifications.models import Event
from clinic_api.treatments.models import ConfirmedFinding, Satisfaction
from tests.clinic_api.conftest import Login
from tests.clinic_api.databases import ONE_ENGINE
from tests.clinic_api.hospital import Hospital, email_of
from tests.clinic_api.wards import FAR, admit, bring_to_follow_up, prescribe, sign, unassign


def _result(client: Any, item: dict[str, Any], state: str = "done", **more: Any) -> Any:
    return client.post(f"/api/v1/prescription-items/{item['id']}/result", json={"state": state} | more)


def test_three_items_go_from_prescription_to_results(login: Login, hospital: Hospital, database: Database) -> None:
    case_id = admit(database, hospital)
    doctor, worker = login("doctor"), login("factory_user")
    sign(doctor, case_id)
    with database.session(read_only=True) as session:
        account_id = session.scalars(select(Account.id).where(Account.email == email_of("factory_user"))).one()

    items = prescribe(
        doctor,
        case_id,
        {"template": {"finding": 0, "treatment": 0}, "due_on": FAR, "owner": {"account_id": account_id}},
        {"what": {"zh": "复查对中"}, "due_on": FAR, "owner": {"name": "王工"}},
        {"what": {"en": "Read the new recording"}, "due_on": FAR, "owner": {"kind": "doctor"}},
    )

    assert [item["what"] for item in items] == [
        {"en": "Replace the bearing.", "zh": "更换轴承。"},
        {"en": None, "zh": "复查对中"},
        {"en": "Read the new recording", "zh": None},
    ]
    assert [item["owner_name"] for item in items][:2] == ["factory_user 人员 (factory_user person)", "王工"]
    done = _result(worker, items[0], result="new bearing 6205-2RS")
    skipped = _result(worker, items[1], "not_done", result="no tool")
    assert (done.json()["state"], done.headers["etag"]) == ("done", '"2"')
    assert skipped.json()["result"] == "no tool"
    assert _result(worker, items[2]).json()["code"] == "item_of_other"
    assert _result(doctor, items[2]).json()["state"] == "done"
    treatment = worker.get(f"/api/v1/cases/{case_id}/treatment").json()
    assert (treatment["case_state"], treatment["may_finish"]) == ("in_treatment", True)
    kinds = [line["kind"] for line in worker.get(f"/api/v1/cases/{case_id}/timeline").json()["items"]]
    assert kinds == ["diagnosed", "prescribed", "treatment_begun", "item_done", "item_not_done", "item_done"]


def test_treatment_ends_only_when_every_item_is_closed(login: Login, hospital: Hospital, database: Database) -> None:
    case_id = admit(database, hospital)
    doctor, worker = login("doctor"), login("factory_user")
    sign(doctor, case_id)
    one, two = prescribe(doctor, case_id, *({"what": {"en": "x"}, "due_on": FAR} for _ in range(2)))
    url = f"/api/v1/cases/{case_id}/treatment/finish"
    _result(worker, one)

    early = worker.post(url, json={})
    doctor.post(f"/api/v1/prescription-items/{two['id']}/withdrawal", json={"reason": "done by the first"})
    finished = worker.post(url, json={"follow_up_due_on": FAR})

    assert (early.status_code, early.json()["code"], early.json()["open_items"]) == (409, "prescription_open", 1)
    assert finished.json()["case_state"] == "follow_up"
    assert finished.json()["follow_up"]["due_on"] == FAR


def test_an_item_is_closed_once_however_many_try(login: Login, hospital: Hospital, database: Database) -> None:
    case_id = admit(database, hospital)
    doctor, worker = login("doctor"), login("factory_user")
    sign(doctor, case_id)
    (item,) = prescribe(doctor, case_id)

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: _result(worker, item), range(4)))

    assert sorted(answer.status_code for answer in answers) == [200, 409, 409, 409]
    assert {a.json()["code"] for a in answers if a.status_code == 409} == {"item_closed"}


@pytest.mark.parametrize(
    ("item", "code"),
    [
        ({"due_on": FAR}, "item_text_missing"),
        ({"what": {"en": "x"}, "template": {"finding": 0, "treatment": 0}, "due_on": FAR}, "item_text_missing"),
        ({"template": {"finding": 3, "treatment": 0}, "due_on": FAR}, "finding_unknown"),
        ({"template": {"finding": 0, "treatment": 9}, "due_on": FAR}, "template_unknown"),
        ({"what": {"en": "x"}, "due_on": "2020-01-01"}, "date_past"),
        ({"what": {"en": "x"}, "due_on": FAR, "owner": {"account_id": "acc_0"}}, "owner_unknown"),
        ({"what": {"en": "x"}, "due_on": FAR, "owner": {"account_id": "a\u0000b"}}, "owner_unknown"),
        ({"what": {"en": "x"}, "due_on": FAR, "state": "done"}, "validation_failed"),
    ],
)
def test_items_that_cannot_be_done_are_refused(
    login: Login, hospital: Hospital, database: Database, item: dict[str, Any], code: str
) -> None:
    case_id = admit(database, hospital)
    doctor = login("doctor")
    sign(doctor, case_id)

    answer = doctor.post(f"/api/v1/cases/{case_id}/prescription-items", json={"items": [item]})

    assert (answer.status_code, answer.json()["code"]) == (422, code)


def test_an_owner_from_another_factory_is_unknown(login: Login, hospital: Hospital, database: Database) -> None:
    case_id = admit(database, hospital)
    doctor = login("doctor")
    sign(doctor, case_id)
    with database.session(read_only=True) as session:
        statement = select(Account.id).where(Account.email == email_of("factory_user", foreign=True))
        owner = {"account_id": session.scalars(statement).one()}

    item = {"what": {"en": "x"}, "due_on": FAR, "owner": owner}
    answer = doctor.post(f"/api/v1/cases/{case_id}/prescription-items", json={"items": [item]})

    assert answer.json()["code"] == "owner_unknown"


def test_nothing_is_begun_without_a_prescription(login: Login, hospital: Hospital, database: Database) -> None:
    case_id = admit(database, hospital)
    sign(login("doctor"), case_id)

    answer = login("factory_user").post(f"/api/v1/cases/{case_id}/treatment/begin")

    assert (answer.status_code, answer.json()["code"]) == (409, "nothing_prescribed")


def test_the_factory_can_decline_with_a_reason(login: Login, hospital: Hospital, database: Database) -> None:
    case_id = admit(database, hospital)
    doctor, manager = login("doctor"), login("factory_admin")
    sign(doctor, case_id)
    prescribe(doctor, case_id)
    manager.post(f"/api/v1/cases/{case_id}/treatment/begin")

    without = manager.post(f"/api/v1/cases/{case_id}/treatment/decline", json={})
    declined = manager.post(f"/api/v1/cases/{case_id}/treatment/decline", json={"reason": "we buy a new fan"})

    assert without.status_code == 422
    assert (declined.json()["case_state"], declined.json()["discharge"]["outcome"]) == ("discharged", "declined")


def test_an_outdated_version_of_the_case_is_refused(login: Login, hospital: Hospital, database: Database) -> None:
    case_id = admit(database, hospital)
    doctor = login("doctor")
    sign(doctor, case_id)

    answer = doctor.post(
        f"/api/v1/cases/{case_id}/discharge-untreated", json={"reason": "sound"}, headers={"If-Match": '"1"'}
    )

    assert (answer.status_code, answer.json()["code"]) == (412, "version_outdated")


def test_discharge_needs_a_shown_result_or_a_reason(login: Login, hospital: Hospital, database: Database) -> None:
    case_id = admit(database, hospital)
    doctor = login("doctor")
    bring_to_follow_up(doctor, login("factory_user"), case_id)
    url = f"/api/v1/cases/{case_id}/discharge"

    bare = doctor.post(url, json={"outcome": "repaired"})
    still = doctor.get(f"/api/v1/cases/{case_id}/treatment").json()["case_state"]
    stated = doctor.post(url, json={"outcome": "repaired", "reason": "the firm sent a photo of the new bearing"})

    assert (bare.status_code, bare.json()["code"], still) == (422, "discharge_reason_required", "follow_up")
    assert (stated.json()["case_state"], stated.json()["discharge"]["outcome"]) == ("discharged", "repaired")


def test_nothing_to_treat_is_discharged_with_a_reason(login: Login, hospital: Hospital, database: Database) -> None:
    case_id = admit(database, hospital)
    doctor = login("doctor")
    sign(doctor, case_id)

    answer = doctor.post(f"/api/v1/cases/{case_id}/discharge-untreated", json={"reason": "machine is sound"})

    assert answer.json()["discharge"]["outcome"] == "untreated"
    assert doctor.post(f"/api/v1/cases/{case_id}/discharge", json={"outcome": "repaired"}).status_code == 409


def test_a_reopened_case_is_diagnosed_anew_on_the_same_chain(
    login: Login, hospital: Hospital, database: Database
) -> None:
    case_id = admit(database, hospital)
    doctor = login("doctor")
    first = sign(doctor, case_id)
    doctor.post(f"/api/v1/cases/{case_id}/discharge-untreated", json={"reason": "sound"})
    desk = login("coordinator")
    for caller, action, body in (
        (desk, "reopen", {"reason": "it hums again"}),
        (desk, "assignments", {"doctor_id": hospital.doctor_id, "reason": "knows the machine"}),
        (doctor, "begin-consultation", None),
    ):
        answer = caller.post(f"/api/v1/cases/{case_id}/{action}", json=body)
        assert answer.is_success, (action, answer.text)

    second = sign(doctor, case_id, urgency=4)

    assert (second["version"], second["previous_sha256"]) == (2, first["sha256"])
    treatment = doctor.get(f"/api/v1/cases/{case_id}/treatment").json()
    assert (treatment["case_state"], treatment["discharge"]) == ("diagnosed", None)
    assert doctor.get(f"/api/v1/cases/{case_id}/diagnoses").json()["chain"]["valid"]


def test_a_discharged_case_is_no_load_but_stays_readable(login: Login, hospital: Hospital, database: Database) -> None:
    case_id = admit(database, hospital)
    doctor = login("doctor")
    url = f"/api/v1/doctors/{hospital.doctor_id}"
    before = doctor.get(url).json()["load_minutes"]
    sign(doctor, case_id)
    doctor.post(f"/api/v1/cases/{case_id}/discharge-untreated", json={"reason": "machine is sound"})

    assert doctor.get(url).json()["load_minutes"] == before - 60
    assert doctor.get(f"/api/v1/cases/{case_id}/diagnoses").status_code == 200


def test_satisfaction_is_told_once_after_the_diagnosis(login: Login, hospital: Hospital, database: Database) -> None:
    case_id = admit(database, hospital)
    manager = login("factory_admin")
    url = f"/api/v1/cases/{case_id}/satisfaction"
    early = manager.post(url, json={"score": 5})
    sign(login("doctor"), case_id)

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: manager.post(url, json={"score": 4, "words": "=1+1 quick"}), range(4)))

    assert early.json()["code"] == "case_state_conflict"
    assert sorted(answer.status_code for answer in answers) == [201, 409, 409, 409]
    assert manager.get(f"/api/v1/cases/{case_id}/treatment").json()["satisfaction"]["words"] == "=1+1 quick"
    with database.session(read_only=True) as session:
        assert len(session.scalars(select(Satisfaction).where(Satisfaction.case_id == case_id)).all()) == 1


@ONE_ENGINE
@pytest.mark.parametrize("score", [0, 6, -1, "5 stars", None, 4.5])
def test_scores_go_from_one_to_five(login: Login, hospital: Hospital, database: Database, score: Any) -> None:
    case_id = admit(database, hospital, state="diagnosed")

    assert login("factory_user").post(f"/api/v1/cases/{case_id}/satisfaction", json={"score": score}).status_code == 422


def test_the_teardown_calibrates_the_prediction_and_a_later_line_counts(
    login: Login, hospital: Hospital, database: Database
) -> None:
    case_id = admit(database, hospital)
    sign(login("doctor"), case_id)
    worker, engineer = login("factory_user"), login("engineer")
    url = f"/api/v1/cases/{case_id}/confirmed-findings"
    told = {"examination_finding": 0, "words": "pit of 3 mm", "seen_on": "2026-01-02"}

    first = worker.post(url, json=told | {"outcome": "refuted", "words": "looked at the wrong end"})
    second = engineer.post(url, json=told | {"outcome": "confirmed"})
    other = {"outcome": "other", "found_fault": "belt.worn", "words": "slack", "seen_on": "2026-01-02"}
    unpredicted = worker.post(url, json=other)

    assert [first.status_code, second.status_code, unpredicted.status_code] == [201, 201, 201]
    rows = engineer.get("/api/v1/calibration").json()["items"]
    (row,) = (row for row in rows if row["case_id"] == case_id)
    assert (row["fault"], row["predicted_probability"], row["outcome"]) == ("bearing.outer_race", 0.9, 1)
    lines = worker.get(f"/api/v1/cases/{case_id}/treatment").json()["confirmed_findings"]
    assert [line["outcome"] for line in lines] == ["refuted", "confirmed", "other"]


@ONE_ENGINE
@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"outcome": "confirmed", "examination_finding": None}, "outcome_mismatch"),
        ({"outcome": "other"}, "outcome_mismatch"),
        ({"examination_finding": 4}, "finding_unknown"),
        ({"found_fault": "gear.sadness"}, "fault_unknown"),
        ({"seen_on": "2099-01-01"}, "date_future"),
        ({"words": ""}, "validation_failed"),
    ],
)
def test_teardown_lines_about_nothing_are_refused(
    login: Login, hospital: Hospital, database: Database, changes: dict[str, Any], code: str
) -> None:
    case_id = admit(database, hospital, state="in_treatment")
    body = {"examination_finding": 0, "outcome": "confirmed", "words": "pit", "seen_on": "2026-01-02"}

    answer = login("engineer").post(f"/api/v1/cases/{case_id}/confirmed-findings", json=body | changes)

    assert (answer.status_code, answer.json()["code"]) == (422, code)


@pytest.mark.parametrize("table", ["confirmed_findings", "satisfaction", "discharges", "examination_signatures"])
def test_what_was_told_cannot_be_changed_in_the_database(hospital: Hospital, database: Database, table: str) -> None:
    for statement in (f"UPDATE {table} SET id = id", f"DELETE FROM {table}"):
        with pytest.raises(DatabaseError), database.session() as session:
            session.execute(text(statement))


def test_rows_of_a_treatment_belong_to_the_factory_of_the_case(
    login: Login, hospital: Hospital, database: Database
) -> None:
    case_id = admit(database, hospital)
    sign(login("doctor"), case_id)
    body = {"outcome": "other", "found_fault": "belt.worn", "words": "slack", "seen_on": "2026-01-02"}
    login("engineer").post(f"/api/v1/cases/{case_id}/confirmed-findings", json=body)

    with database.session(read_only=True) as session:
        statement = select(ConfirmedFinding.factory_id).where(ConfirmedFinding.case_id == case_id)
        assert session.scalars(statement).one() == hospital.own.factory_id


def test_each_step_is_told_to_others_as_an_event(login: Login, hospital: Hospital, database: Database) -> None:
    case_id = admit(database, hospital)
    bring_to_follow_up(login("doctor"), login("factory_user"), case_id)

    with database.session(read_only=True) as session:
        kinds = session.scalars(select(Event.kind).where(Event.case_id == case_id).order_by(Event.id)).all()
    assert kinds == [
        "case.diagnosed",
        "case.prescribed",
        "case.treatment_begun",
        "case.item_done",
        "case.treatment_finished",
    ]


def test_a_doctor_who_was_taken_off_can_do_nothing_more(login: Login, hospital: Hospital, database: Database) -> None:
    case_id = admit(database, hospital)
    doctor = login("doctor")
    sign(doctor, case_id)
    (item,) = prescribe(doctor, case_id)
    unassign(database, case_id)

    answers = [
        doctor.post(f"/api/v1/cases/{case_id}/treatment/begin"),
        doctor.post(f"/api/v1/prescription-items/{item['id']}/withdrawal", json={"reason": "x"}),
        doctor.post(f"/api/v1/cases/{case_id}/discharge-untreated", json={"reason": "x"}),
    ]

    assert [answer.status_code for answer in answers] == [404, 404, 404]


def test_results_can_be_told_while_a_question_is_open(login: Login, hospital: Hospital, database: Database) -> None:
    case_id = admit(database, hospital)
    doctor, worker = login("doctor"), login("factory_user")
    sign(doctor, case_id)
    (item,) = prescribe(doctor, case_id)
    worker.post(f"/api/v1/cases/{case_id}/treatment/begin")
    with database.session() as session:
        paused = {"state": "needs_information", "paused_in": "in_treatment"}
        session.execute(update(Case).where(Case.id == case_id).values(**paused))

    assert _result(worker, item).json()["state"] == "done"
