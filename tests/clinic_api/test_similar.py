"""Similar cases: near ones with their cause and cure, and nothing of another factory that could name it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import update

from clinic_api.assignments.models import Assignment
from clinic_api.cases.models import Case
from clinic_api.database import Database, utc_now
from clinic_api.equipment.models import Equipment
from clinic_api.examinations.models import Examination
from clinic_api.kit.ids import new_id
from clinic_api.treatments.models import ConfirmedFinding, Diagnosis, Discharge
from tests.clinic_api.conftest import Login
from tests.clinic_api.databases import ONE_ENGINE
from tests.clinic_api.hospital import Hospital
from tests.clinic_api.wards import FINDING, admit, prescribe, sign

SECRET = "SECRET-WORDS"


def _similar(caller: TestClient, case_id: str, **query: Any) -> dict[str, Any]:
    answer = caller.get(f"/api/v1/cases/{case_id}/similar", params=query)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def _foreign_case(database: Database, hospital: Hospital, **columns: Any) -> str:
    """Add a diagnosed and discharged case of the other factory, torn down, `SECRET` wherever words go."""
    now, foreign = utc_now(), hospital.foreign
    with database.session() as session:
        seeded = session.get_one(Case, foreign.case_id)
        case = Case(
            id=new_id("case"),
            factory_id=foreign.factory_id,
            equipment_id=foreign.equipment_id,
            reporter_id=seeded.reporter_id,
            reporter_name=SECRET,
            complaint=f"It hums {SECRET}",
            language="zh",
            mode="reception",
            state="discharged",
            urgency=3,
            department="mechanical",
            created_at=now,
            updated_at=now,
            closed_at=now,
        )
        for name, value in columns.items():
            setattr(case, name, value)
        session.add(case)
        session.flush()
        of_case = {"factory_id": foreign.factory_id, "case_id": case.id}
        finding = {"judgement": "added", "fault": "bearing.outer_race", "component": SECRET, "severity": "severe"}
        document = {"content": {"findings": [finding], "conclusion": {"zh": SECRET}, "urgency": 3}}
        sealed = {"previous_sha256": "0" * 64, "sha256": "0" * 64, "public_key": "0" * 64, "signature": "0" * 128}
        diagnosis = Diagnosis(
            id=new_id("dx"), version=1, urgency=3, document=document, signed_at=now, **sealed, **of_case
        )
        told = ConfirmedFinding(
            id=new_id("cfd"),
            outcome="other",
            found_fault="bearing.outer_race",
            words=SECRET,
            seen_on=now.date(),
            told_by=SECRET,
            told_at=now,
            **of_case,
        )
        end = Discharge(
            id=new_id("dis"), outcome="repaired", reason=SECRET, discharged_by=SECRET, discharged_at=now, **of_case
        )
        session.add_all([diagnosis, told, end])
        return case.id


def _tell(caller: TestClient, case_id: str, **body: Any) -> None:
    words = {"words": "Spalling over 12 mm.", "seen_on": "2026-01-05"}
    answer = caller.post(f"/api/v1/cases/{case_id}/confirmed-findings", json=words | body)
    assert answer.status_code == 201, answer.text


def test_an_earlier_case_is_shown_with_what_was_confirmed_and_what_cured_it(
    login: Login, hospital: Hospital, database: Database
) -> None:
    doctor, worker = login("doctor"), login("factory_user")
    earlier, later = admit(database, hospital), admit(database, hospital)
    sign(doctor, earlier)
    before = _similar(worker, later)["items"][0]
    assert (before["case_id"], before["is_confirmed"]) == (earlier, False)
    assert [cause["status"] for cause in before["causes"]] == ["diagnosed"]
    own = {"what": {"zh": "复查对中。"}, "due_on": "2099-01-01"}
    template = {"template": {"finding": 0, "treatment": 0}, "due_on": "2099-01-01"}
    first, *_ = prescribe(doctor, earlier, own, template)
    worker.post(f"/api/v1/prescription-items/{first['id']}/result", json={"state": "done"})
    _tell(worker, earlier, examination_finding=0, outcome="refuted", found_fault="bearing.cage")
    _tell(worker, earlier, examination_finding=0, outcome="confirmed")

    found = _similar(worker, later)

    shown = found["items"][0]
    assert (found["by"], found["reason"]) == (["findings", "words", "machine"], None)
    assert (shown["case_id"], shown["is_open"], shown["complaint"]) == (earlier, True, "It hums")
    (cause,) = shown["causes"]
    assert (cause["fault"], cause["status"], cause["component"]) == ("bearing.outer_race", "confirmed", "DE")
    assert (cause["severity"], cause["words"]) == ("moderate", "Spalling over 12 mm.")
    assert shown["cure"] == {"items": [{"en": None, "zh": "复查对中。"}], "items_done": 1, "outcome": None}
    assert (shown["is_confirmed"], shown["follow_up"], shown["similarity"] > 0.9) == (True, None, True)
    reasons = " ".join(reason["en"] for reason in shown["reasons"])
    for words in ("Same finding", "Same kind of machine: fan", "6205"):
        assert words in reasons
    assert all(reason["zh"] for reason in shown["reasons"])


def test_the_teardown_counts_more_than_the_diagnosis(login: Login, hospital: Hospital, database: Database) -> None:
    doctor, worker = login("doctor"), login("factory_user")
    earlier, later = admit(database, hospital), admit(database, hospital)
    sign(doctor, earlier)
    _tell(worker, earlier, examination_finding=0, outcome="refuted", found_fault="gear.wear")

    shown = next(each for each in _similar(worker, later)["items"] if each["case_id"] == earlier)

    assert [(c["fault"], c["status"]) for c in shown["causes"]] == [
        ("bearing.outer_race", "refuted"),
        ("gear.wear", "found"),
    ]
    assert shown["findings"] == 0.0
    assert not any("Same finding" in reason["en"] for reason in shown["reasons"])


def test_a_doctor_learns_from_other_factories_without_knowing_them(
    login: Login, hospital: Hospital, database: Database
) -> None:
    case_id = admit(database, hospital)
    other = _foreign_case(database, hospital)
    found = _similar(login("doctor"), case_id, limit=20)
    shown = next(each for each in found["items"] if each["is_confirmed"] and not each["is_open"])

    assert {shown[name] for name in ("case_id", "factory_id", "equipment_id", "complaint")} == {None}
    (cause,) = shown["causes"]
    assert (cause["fault"], cause["status"], cause["severity"]) == ("bearing.outer_race", "confirmed", "severe")
    assert (cause["component"], cause["words"]) == (None, None)
    assert (shown["cure"]["outcome"], shown["equipment_kind"]) == ("repaired", "fan")
    told = json.dumps(found)
    for secret in (SECRET, hospital.foreign.canary, hospital.foreign.factory_id, other):
        assert secret not in told
    staff = next(e for e in _similar(login("engineer"), case_id, limit=20)["items"] if e["case_id"] == other)
    assert (staff["is_open"], staff["factory_id"]) == (True, hospital.foreign.factory_id)
    assert SECRET in staff["complaint"]


def test_own_words_of_a_cure_stay_in_their_factory_and_the_hospitals_texts_do_not(
    login: Login, hospital: Hospital, database: Database
) -> None:
    doctor, worker = login("doctor"), login("factory_user")
    earlier = admit(database, hospital)
    sign(doctor, earlier)
    items = prescribe(
        doctor,
        earlier,
        {"what": {"zh": SECRET}, "due_on": "2099-01-01"},
        {"template": {"finding": 0, "treatment": 0}, "due_on": "2099-01-01"},
    )
    for item in items:
        worker.post(f"/api/v1/prescription-items/{item['id']}/result", json={"state": "done"})
    asked = _foreign_case(database, hospital)
    with database.session() as session:
        session.execute(update(Assignment).where(Assignment.case_id == hospital.foreign.case_id).values(case_id=asked))
    found = _similar(login("doctor", foreign=True), asked, limit=20)
    cures = [each["cure"] for each in found["items"] if each["cure"]["items_done"] == 2]

    assert [cure["items"] for cure in cures] == [[FINDING["treatment"][0]]]
    assert SECRET not in json.dumps(found)
    with database.session() as session:
        row = session.query(Examination).filter_by(case_id=earlier).one()
        finding = row.document["findings"][0] | {"component": "the bearing"}
        row.document = row.document | {"findings": [finding]}
    told = _similar(login("doctor", foreign=True), asked, limit=20)["items"]
    assert [each["cure"]["items"] for each in told if each["cure"]["items_done"] == 2] == [[]]


def test_people_of_a_factory_find_their_own_cases_only(login: Login, hospital: Hospital, database: Database) -> None:
    case_id = admit(database, hospital)
    _foreign_case(database, hospital)
    for role in ("factory_user", "factory_admin"):
        found = _similar(login(role), case_id, limit=20)

        assert {each["case_id"] for each in found["items"]} <= {hospital.own.case_id}
        assert found["cases_compared"] == 1


def test_who_does_not_see_a_case_does_not_see_what_is_like_it(login: Login, hospital: Hospital) -> None:
    for caller in (login("factory_user"), login("doctor")):
        assert caller.get(f"/api/v1/cases/{hospital.foreign.case_id}/similar").status_code == 404
    for role in ("funder", "gateway", "reporter"):
        assert login(role).get(f"/api/v1/cases/{hospital.own.case_id}/similar").status_code == 403


@ONE_ENGINE
def test_a_case_that_is_not_concluded_or_merged_is_no_candidate(
    login: Login, hospital: Hospital, database: Database
) -> None:
    case_id, undiagnosed = admit(database, hospital), admit(database, hospital)
    merged = _foreign_case(database, hospital, merged_into_id=None)
    with database.session() as session:
        session.execute(update(Case).where(Case.id == merged).values(merged_into_id=hospital.foreign.case_id))
    found = _similar(login("engineer"), case_id, limit=20)

    ids = {each["case_id"] for each in found["items"]}
    assert not ids & {case_id, undiagnosed, merged}
    assert found["cases_compared"] == 2, "the two seeded cases"


@ONE_ENGINE
def test_an_empty_hospital_and_a_case_of_which_nothing_is_known_say_why(
    login: Login, hospital: Hospital, database: Database
) -> None:
    alone = admit(database, hospital, department="network", equipment_id=None, recording_id=None)
    nothing = admit(database, hospital, department="network", equipment_id=None, recording_id=None, complaint="?!")
    with_machine = admit(database, hospital, recording_id=None, complaint="…", department=None)
    engineer = login("engineer")

    first, second, third = (_similar(engineer, case_id) for case_id in (alone, nothing, with_machine))
    assert (first["items"], first["by"], first["cases_compared"]) == ([], ["words"], 0)
    assert "No earlier case" in first["reason"]["en"]
    assert (second["items"], second["by"]) == ([], [])
    assert "没有可供比较" in second["reason"]["zh"]
    assert third["by"] == ["machine"]
    assert {each["case_id"] for each in third["items"]} == {hospital.own.case_id, hospital.foreign.case_id}
    assert all(each["words"] is None for each in third["items"])


@ONE_ENGINE
def test_nothing_similar_says_how_many_were_compared(login: Login, hospital: Hospital, database: Database) -> None:
    with database.session() as session:
        session.execute(update(Equipment).values(kind="other", nameplate={}, machine=None))
    case_id = admit(database, hospital, complaint="齿轮箱漏油", recording_id=None)
    found = _similar(login("engineer"), case_id)

    assert (found["items"], found["cases_compared"]) == ([], 2)
    assert "2" in found["reason"]["en"]


def test_the_zone_is_compared_where_something_was_found(login: Login, hospital: Hospital, database: Database) -> None:
    doctor = login("doctor")
    earlier, later = admit(database, hospital), admit(database, hospital)
    sign(doctor, earlier)
    with database.session() as session:
        for case_id in (earlier, later):
            row = session.query(Examination).filter_by(case_id=case_id).one()
            row.document = row.document | {
                "measurements": {"1": {"zone": "B"}, "2": {"zone": "C"}, "3": {"zone": None}}
            }
    shown = _similar(doctor, later)["items"][0]

    assert any("zone: C" in reason["en"] for reason in shown["reasons"])


@ONE_ENGINE
@pytest.mark.parametrize("limit", ["0", "21", "-1", "many"])
def test_a_limit_has_its_limits(login: Login, hospital: Hospital, limit: str) -> None:
    answer = login("engineer").get(f"/api/v1/cases/{hospital.own.case_id}/similar", params={"limit": limit})

    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "limit")
