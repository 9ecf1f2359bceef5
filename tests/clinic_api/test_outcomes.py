"""What confirmed cases make of doctors' records, of proposals and of the coordinator's figures."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from fastapi.testclient import TestClient
from sqlalchemy import event, select, text, update
from sqlalchemy.exc import DatabaseError

from clinic_api.assignments.models import Assignment
from clinic_api.assignments.roster import roster
from clinic_api.cases.models import Case
from clinic_api.database import Database
from clinic_api.doctors.models import Doctor
from clinic_api.migrations import alembic_config, migrating
from tests.clinic_api.conftest import Login
from tests.clinic_api.databases import ONE_ENGINE
from tests.clinic_api.hospital import Hospital
from tests.clinic_api.test_assignments import _assign as assign
from tests.clinic_api.test_assignments import _triaged as triaged
from tests.clinic_api.wards import admit, bring_to_follow_up, sign

TAG = "rolling_bearings"
TOLD: dict[str, Any] = {
    "examination_finding": 0,
    "outcome": "confirmed",
    "words": "pit of 3 mm",
    "seen_on": "2026-01-02",
}


@pytest.fixture
def bearings(hospital: Hospital, database: Database) -> None:
    """Both doctors state a grade for rolling bearings."""
    with database.session() as session:
        session.execute(update(Doctor).values(specialties={TAG: 0.8}))


def tell(caller: TestClient, case_id: str, **changes: Any) -> None:
    answer = caller.post(f"/api/v1/cases/{case_id}/confirmed-findings", json=TOLD | changes)
    assert answer.status_code == 201, answer.text


def record_of(caller: TestClient, doctor_id: str) -> dict[str, Any]:
    answer = caller.get(f"/api/v1/outcomes/doctors/{doctor_id}")
    assert answer.status_code == 200, answer.text
    record: dict[str, Any] = answer.json()
    return record


def specialty_of(caller: TestClient, doctor_id: str, tag: str = TAG) -> dict[str, Any] | None:
    return next((row for row in record_of(caller, doctor_id)["specialties"] if row["specialty"] == tag), None)


def counts_of(caller: TestClient, doctor_id: str, tag: str = TAG) -> tuple[int, int]:
    row = specialty_of(caller, doctor_id, tag)
    assert row is not None
    return row["right"], row["count"]


def with_proposal(database: Database, case_id: str, doctor_id: str) -> None:
    """Let a triaged case ask for rolling bearings, with ``doctor_id`` proposed."""
    proposal = {
        "doctor_id": doctor_id,
        "doctor_name_en": "P",
        "doctor_name_zh": "P",
        "score": 0.5,
        "reasons": [],
        "alternatives": [],
    }
    triage = {
        "departments": ["mechanical"],
        "specialties": [TAG],
        "urgency": 3,
        "mode": "reception",
        "reasons": [],
        "missing_information": [],
    }
    with database.session() as session:
        session.execute(update(Case).where(Case.id == case_id).values(proposal=proposal, triage=triage))


@pytest.mark.usefixtures("bearings")
def test_a_confirmed_case_moves_the_grade_a_little_and_says_so(
    login: Login, hospital: Hospital, database: Database
) -> None:
    coordinator = login("coordinator")
    before = record_of(coordinator, hospital.doctor_id)
    case_id = admit(database, hospital)
    sign(login("doctor"), case_id)

    tell(login("engineer"), case_id)

    row = specialty_of(coordinator, hospital.doctor_id)
    assert before["first_time_right"]["value"] is None
    assert "No case has been judged" in before["first_time_right"]["reason"]["en"]
    assert row is not None
    assert (row["stated"], row["right"], row["count"]) == (0.8, 1, 1)
    assert row["grade_now"] == pytest.approx(9 / 11, abs=1e-4)
    assert row["low"] < row["grade_now"] < row["high"]
    assert "1 of 1 cases confirmed" in row["text"]["en"]
    record = record_of(coordinator, hospital.doctor_id)
    assert [(d["department"], d["first_time_right"]["count"]) for d in record["departments"]] == [("mechanical", 1)]
    assert record["first_time_right"]["value"] == pytest.approx(0.75)


@pytest.mark.usefixtures("bearings")
def test_a_refuted_finding_counts_against_who_had_asserted_it_until_it_is_put_right(
    login: Login, hospital: Hospital, database: Database
) -> None:
    engineer, coordinator = login("engineer"), login("coordinator")
    case_id = admit(database, hospital)
    sign(login("doctor"), case_id)

    tell(engineer, case_id, outcome="refuted")
    refuted = counts_of(coordinator, hospital.doctor_id)
    tell(engineer, case_id, outcome="confirmed")

    assert (refuted, counts_of(coordinator, hospital.doctor_id)) == ((0, 1), (1, 1))


@pytest.mark.usefixtures("bearings")
def test_who_had_doubted_a_refuted_finding_was_right(login: Login, hospital: Hospital, database: Database) -> None:
    case_id = admit(database, hospital)
    doubted = {"judgement": "refuted", "examination_finding": 0, "fault": "bearing.outer_race"}
    sign(login("doctor"), case_id, findings=[doubted], urgency=4)

    tell(login("engineer"), case_id, outcome="refuted")

    assert counts_of(login("coordinator"), hospital.doctor_id) == (1, 1)


@pytest.mark.usefixtures("bearings")
def test_what_nobody_had_said_counts_against_the_diagnosis_once(
    login: Login, hospital: Hospital, database: Database
) -> None:
    case_id = admit(database, hospital)
    sign(login("doctor"), case_id)
    worker = login("factory_user")

    for _click in range(2):
        tell(worker, case_id, outcome="other", found_fault="gear.wear", examination_finding=None)

    assert counts_of(login("coordinator"), hospital.doctor_id, "gears") == (0, 1)


@pytest.mark.usefixtures("bearings")
def test_nobody_makes_the_own_record_nor_wipes_it_out(login: Login, hospital: Hospital, database: Database) -> None:
    case_id = admit(database, hospital)
    doctor, coordinator = login("doctor"), login("coordinator")
    sign(doctor, case_id)

    tell(doctor, case_id)
    own = counts_of(coordinator, hospital.doctor_id)
    tell(login("factory_user"), case_id, outcome="refuted")
    tell(doctor, case_id)

    assert (own, counts_of(coordinator, hospital.doctor_id)) == ((0, 0), (0, 1))


@pytest.mark.usefixtures("bearings")
def test_a_case_without_findings_counts_by_how_it_ended(login: Login, hospital: Hospital, database: Database) -> None:
    case_id = admit(database, hospital)
    doctor, coordinator = login("doctor"), login("coordinator")
    with database.session() as session:
        session.execute(update(Assignment).where(Assignment.case_id == case_id).values(specialty="networks"))
    bring_to_follow_up(doctor, login("factory_user"), case_id)
    under_way = specialty_of(coordinator, hospital.doctor_id, "networks")

    doctor.post(f"/api/v1/cases/{case_id}/discharge", json={"outcome": "repaired", "reason": "it runs"})
    discharged = counts_of(coordinator, hospital.doctor_id, "networks")
    answer = coordinator.post(f"/api/v1/cases/{case_id}/reopen", json={"reason": "it failed again"})

    assert answer.is_success, answer.text
    assert under_way is None
    assert discharged == (1, 1)
    assert counts_of(coordinator, hospital.doctor_id, "networks") == (0, 1)


@pytest.mark.usefixtures("bearings")
def test_a_case_counts_once_by_its_finding_and_not_by_its_discharge_too(
    login: Login, hospital: Hospital, database: Database
) -> None:
    case_id = admit(database, hospital)
    doctor = login("doctor")
    with database.session() as session:
        session.execute(update(Assignment).where(Assignment.case_id == case_id).values(specialty=TAG))
    bring_to_follow_up(doctor, login("factory_user"), case_id)
    tell(login("factory_user"), case_id)

    doctor.post(f"/api/v1/cases/{case_id}/discharge", json={"outcome": "repaired", "reason": "it runs"})

    assert counts_of(login("coordinator"), hospital.doctor_id) == (1, 1)


@pytest.mark.usefixtures("bearings")
def test_proposals_go_by_learned_grades_and_say_so(login: Login, hospital: Hospital, database: Database) -> None:
    engineer, doctor, coordinator = login("engineer"), login("doctor"), login("coordinator")
    for _case in range(2):
        case_id = admit(database, hospital)
        sign(doctor, case_id)
        tell(engineer, case_id)
    with database.session() as session:
        session.execute(update(Doctor).values(capacity_minutes=48_000.0))  # so that load tells nobody apart
    waiting = triaged(database, hospital)
    with_proposal(database, waiting, hospital.doctor_id)

    with database.session(read_only=True) as session:
        grades = {expert.id: expert.specialties[TAG] for expert in roster(session)}
    planned = coordinator.post("/api/v1/queue/plan", json={"case_ids": [waiting]}).json()["assignments"]

    assert grades[hospital.doctor_id] == pytest.approx(10 / 12)
    assert grades[hospital.other_doctor_id] == 0.8
    assert [(each["case_id"], each["doctor_id"]) for each in planned] == [(waiting, hospital.doctor_id)]
    assert "2 of 2 cases confirmed" in planned[0]["reasons"][1]["en"]


def test_what_counts_only_with_a_certificate_is_not_learned(
    login: Login, hospital: Hospital, database: Database
) -> None:
    case_id = admit(database, hospital)
    doctor = login("doctor")
    with database.session() as session:
        session.execute(update(Assignment).where(Assignment.case_id == case_id).values(specialty="switchgear"))
    bring_to_follow_up(doctor, login("factory_user"), case_id)
    doctor.post(f"/api/v1/cases/{case_id}/discharge", json={"outcome": "repaired", "reason": "it runs"})

    with database.session(read_only=True) as session:
        (expert,) = (expert for expert in roster(session) if expert.id == hospital.doctor_id)
    assert "switchgear" not in expert.specialties
    assert counts_of(login("coordinator"), hospital.doctor_id, "switchgear") == (1, 1)


def _migrate(database: Database, move: Callable[[Config, str], None], revision: str) -> None:
    with migrating(database) as connection:
        config = alembic_config()
        config.attributes["connection"] = connection
        move(config, revision)


@pytest.mark.usefixtures("bearings")
def test_lines_told_before_there_were_records_count_after_the_upgrade(
    login: Login, hospital: Hospital, database: Database
) -> None:
    doctor, engineer, coordinator = login("doctor"), login("engineer"), login("coordinator")
    for caller, outcome in ((engineer, "confirmed"), (engineer, "refuted"), (doctor, "confirmed")):
        case_id = admit(database, hospital)
        sign(doctor, case_id)
        tell(caller, case_id, outcome=outcome)
    before = record_of(coordinator, hospital.doctor_id)

    revision = ScriptDirectory.from_config(alembic_config()).get_revision("0015")
    _migrate(database, command.downgrade, str(revision.down_revision))
    _migrate(database, command.upgrade, "head")

    assert before["first_time_right"]["count"] == 2
    assert record_of(coordinator, hospital.doctor_id) == before
    for statement in ("UPDATE confirmed_findings SET signer_right = NULL", "DELETE FROM confirmed_findings"):
        with pytest.raises(DatabaseError), database.session() as session:
            session.execute(text(statement))


@contextmanager
def statements(database: Database) -> Iterator[list[str]]:
    """Collect the statements that the database is asked."""
    asked: list[str] = []

    def keep(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        asked.append(statement)

    event.listen(database.engine, "before_cursor_execute", keep)
    try:
        yield asked
    finally:
        event.remove(database.engine, "before_cursor_execute", keep)


@pytest.mark.usefixtures("bearings")
def test_the_roster_asks_as_much_with_many_cases_as_with_none(
    login: Login, hospital: Hospital, database: Database
) -> None:
    def asked() -> int:
        with statements(database) as told, database.session(read_only=True) as session:
            roster(session)
        return len(told)

    before = asked()
    for _case in range(3):
        case_id = admit(database, hospital)
        sign(login("doctor"), case_id)
        tell(login("engineer"), case_id)

    assert asked() == before


@pytest.mark.usefixtures("bearings")
def test_another_doctor_than_the_proposed_one_needs_a_reason(
    login: Login, hospital: Hospital, database: Database
) -> None:
    coordinator = login("coordinator")
    case_id = triaged(database, hospital)
    with_proposal(database, case_id, hospital.other_doctor_id)

    bare = assign(coordinator, case_id, hospital.doctor_id)
    still = coordinator.get(f"/api/v1/cases/{case_id}").json()["state"]
    stated = assign(coordinator, case_id, hospital.doctor_id, reason="knows the machine")

    assert (bare.status_code, bare.json()["code"], still) == (422, "override_reason_missing", "triaged")
    assert "改选" in bare.json()["detail_i18n"]["zh"]
    assert stated.status_code == 201
    with database.session(read_only=True) as session:
        kept = session.scalars(select(Assignment).where(Assignment.case_id == case_id)).one()
    assert (kept.proposed_doctor_id, kept.specialty) == (hospital.other_doctor_id, TAG)


@pytest.mark.usefixtures("bearings")
def test_the_proposed_doctor_needs_no_reason(login: Login, hospital: Hospital, database: Database) -> None:
    case_id = triaged(database, hospital)
    with_proposal(database, case_id, hospital.doctor_id)

    assert assign(login("coordinator"), case_id, hospital.doctor_id).status_code == 201


@pytest.mark.usefixtures("bearings")
def test_an_override_counts_a_little_for_the_chosen_and_against_the_other(
    login: Login, hospital: Hospital, database: Database
) -> None:
    coordinator = login("coordinator")
    case_id = triaged(database, hospital)
    with_proposal(database, case_id, hospital.other_doctor_id)
    assign(coordinator, case_id, hospital.doctor_id, reason="knows the machine")

    chosen, other = (specialty_of(coordinator, doctor) for doctor in (hospital.doctor_id, hospital.other_doctor_id))

    assert chosen is not None
    assert other is not None
    assert (chosen["chosen"], chosen["passed_over"], other["chosen"], other["passed_over"]) == (1, 0, 0, 1)
    assert 0.8 < chosen["grade_now"] < 0.81
    assert 0.78 < other["grade_now"] < 0.8
    assert "chose this doctor 1 times" in chosen["text"]["en"]


def test_a_doctor_reads_the_own_record_only(login: Login, hospital: Hospital) -> None:
    doctor = login("doctor")

    listed = doctor.get("/api/v1/outcomes/doctors").json()["items"]
    foreign = doctor.get(f"/api/v1/outcomes/doctors/{hospital.other_doctor_id}")

    assert [row["doctor_id"] for row in listed] == [hospital.doctor_id]
    assert record_of(doctor, hospital.doctor_id)["doctor_id"] == hospital.doctor_id
    assert foreign.status_code == 404


def test_records_are_paged(login: Login, hospital: Hospital) -> None:
    coordinator = login("coordinator")
    seen: list[str] = []
    cursor: str | None = None
    for _page in range(5):
        params: dict[str, Any] = {"limit": 2} | ({"cursor": cursor} if cursor else {})
        page = coordinator.get("/api/v1/outcomes/doctors", params=params).json()
        seen += [row["doctor_id"] for row in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break

    assert len(seen) == len(set(seen)) == 3
    assert hospital.doctor_id in seen


def test_rules_are_shown_with_what_became_of_them(login: Login, hospital: Hospital, database: Database) -> None:
    engineer = login("engineer")
    empty = engineer.get("/api/v1/outcomes/rules").json()
    for outcome in ("confirmed", "refuted"):
        case_id = admit(database, hospital)
        sign(login("doctor"), case_id)
        tell(engineer, case_id, outcome=outcome)

    told = engineer.get("/api/v1/outcomes/rules").json()

    assert (empty["brier"]["value"], empty["brier"]["count"], empty["rules"], empty["bins"]) == (None, 0, [], [])
    (rule,) = told["rules"]
    assert (rule["fault"], rule["confirmed"], rule["refuted"]) == ("bearing.outer_race", 1, 1)
    assert (rule["share"]["value"], rule["share"]["count"]) == (0.5, 2)
    assert told["brier"]["value"] == pytest.approx((0.1**2 + 0.9**2) / 2, abs=1e-4)
    assert [(one["low"], one["share"]["count"]) for one in told["bins"]] == [(0.9, 2)]


def test_a_period_without_anything_has_no_zeros_but_reasons(login: Login, hospital: Hospital) -> None:
    answer = login("coordinator").get("/api/v1/outcomes/overview", params={"from": "2001-01-01", "to": "2001-01-31"})

    told = answer.json()
    figures = [row["on_time"] for row in told["clocks"]]
    figures += [told["first_time_right"], told["satisfaction"], told["overrides"]["share"], told["load_lately"]["gini"]]
    assert (told["from"], told["to"]) == ("2001-01-01", "2001-01-31")
    assert [figure["value"] for figure in figures] == [None] * 7
    assert all(figure["reason"]["en"] and figure["reason"]["zh"] for figure in figures)
    assert (told["load_lately"]["mean"]["value"], told["load_lately"]["mean"]["count"]) == (0.0, 3)


def test_a_hospital_without_doctors_has_no_load_and_says_why(
    login: Login, hospital: Hospital, database: Database
) -> None:
    with database.session() as session:
        session.execute(update(Doctor).values(capacity_minutes=0.0))

    load = login("coordinator").get("/api/v1/outcomes/overview").json()["load_now"]

    assert [load[name]["value"] for name in ("mean", "largest", "gini")] == [None] * 3
    assert "No doctor" in load["largest"]["reason"]["en"]


@pytest.mark.usefixtures("bearings")
def test_the_overview_counts_what_happened(login: Login, hospital: Hospital, database: Database) -> None:
    coordinator = login("coordinator")
    case_id = admit(database, hospital)
    bring_to_follow_up(login("doctor"), login("factory_user"), case_id)
    tell(login("engineer"), case_id)
    overridden = triaged(database, hospital)
    with_proposal(database, overridden, hospital.other_doctor_id)
    assign(coordinator, overridden, hospital.doctor_id, reason="knows the machine")

    told = coordinator.get("/api/v1/outcomes/overview").json()

    clocks = {row["clock"]: row["on_time"] for row in told["clocks"]}
    # only the treated case has met its clocks; the two seeded ones and the assigned one run
    assert (clocks["diagnosis"]["value"], clocks["diagnosis"]["count"]) == (1.0, 1)
    right = told["first_time_right"]
    assert (right["value"], right["count"]) == (0.75, 1)
    assert right["low"] < 0.75 < right["high"]
    assert (told["satisfaction"]["value"], told["satisfaction"]["count"]) == (4.0, 2)  # as seeded
    assert (told["overrides"]["share"]["value"], told["overrides"]["share"]["count"]) == (1.0, 1)
    (override,) = told["overrides"]["newest"]
    assert (override["case_id"], override["reason"]) == (overridden, "knows the machine")
    now = told["load_now"]
    # 480 minutes each: the own doctor has three cases of 60 minutes, the other one, the third none
    assert now["largest"]["value"] == pytest.approx(180 / 480)
    assert now["mean"]["value"] == pytest.approx(240 / 480 / 3, abs=1e-4)
    assert now["gini"]["value"] == pytest.approx(0.5)
    assert told["load_lately"]["largest"]["value"] == pytest.approx(180 / 480 / 4, abs=1e-4)


@ONE_ENGINE
@pytest.mark.parametrize(
    "period",
    [
        {"from": "2026-02-01", "to": "2026-01-31"},
        {"from": "2025-01-01", "to": "2026-06-01"},
        {"to": "0001-01-01"},
        {"from": "9999-12-31"},
        {"from": "0001-01-01", "to": "0001-01-02"},
    ],
)
def test_periods_that_cannot_be_counted_are_refused(login: Login, hospital: Hospital, period: dict[str, str]) -> None:
    answer = login("coordinator").get("/api/v1/outcomes/overview", params=period)

    assert (answer.status_code, answer.json()["code"]) == (422, "period_invalid")
