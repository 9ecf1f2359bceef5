from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from fastapi.testclient import TestClient
from sqlalchemy import func, select, text, update
from sqlalchemy.exc import DatabaseError

from clinic_api.accounts.models import Account
from clinic_api.cases.models import Case
from clinic_api.database import Database
from clinic_api.doctors.models import Doctor
from clinic_api.kit.hash_chain import CHAIN_START, chained_sha256
from clinic_api.kit.principal import Principal, Role
from clinic_api.settings import Settings
from clinic_api.treatments.access import TreatmentRepository
from clinic_api.treatments.diagnoses import DiagnosisService
from clinic_api.treatments.diagnosis_schemas import SignDiagnosis
from clinic_api.treatments.models import Diagnosis, DiagnosisDraft
from clinic_api.treatments.signing import check_chain, needed_category
from tests.clinic_api.conftest import Login
from tests.clinic_api.databases import ONE_ENGINE
from tests.clinic_api.hospital import Hospital, email_of
from tests.clinic_api.wards import DIAGNOSIS, admit, draft, hand_over, sign, unassign

HOSTILE = "<img src=x onerror=alert(1)> {canary} %s \u202egnp.exe =HYPERLINK(1)"


def _category(database: Database, doctor_id: str, category: int) -> None:
    with database.session() as session:
        session.execute(update(Doctor).where(Doctor.id == doctor_id).values(category=category))


def test_a_signed_diagnosis_names_its_signer_and_leads_the_case_on(
    login: Login, hospital: Hospital, database: Database
) -> None:
    case_id = admit(database, hospital)
    doctor = login("doctor")

    signed = sign(doctor, case_id)

    document = signed["document"]
    assert (signed["version"], document["content"]["conclusion"]["zh"]) == (1, DIAGNOSIS["conclusion"]["zh"])
    assert (document["signer"]["name_zh"], document["signer"]["category"]) == ("陈", 3)
    treatment = doctor.get(f"/api/v1/cases/{case_id}/treatment").json()
    assert (treatment["case_state"], treatment["draft"]) == ("diagnosed", None)
    kinds = [line["kind"] for line in doctor.get(f"/api/v1/cases/{case_id}/timeline").json()["items"]]
    assert kinds[-1] == "diagnosed"


def test_the_signed_urgency_is_the_one_everybody_is_told(login: Login, hospital: Hospital, database: Database) -> None:
    case_id = admit(database, hospital)
    doctor, worker = login("doctor"), login("factory_user")

    sign(doctor, case_id, urgency=4)

    assert worker.get(f"/api/v1/cases/{case_id}").json()["urgency"] == 4
    last = worker.get(f"/api/v1/cases/{case_id}/timeline").json()["items"][-1]
    assert (last["kind"], last["text"]["zh"]) == ("urgency_lowered", "紧急程度由 3 降低到 4：按签发的诊断。")
    version = draft(doctor, case_id, urgency=2)
    body = {"draft_version": version, "reason": "the level rose"}
    assert doctor.post(f"/api/v1/cases/{case_id}/diagnoses/amendments", json=body).status_code == 201
    assert worker.get(f"/api/v1/cases/{case_id}").json()["urgency"] == 2


def test_anyone_can_check_digest_and_signature_from_the_answer_alone(
    login: Login, hospital: Hospital, database: Database
) -> None:
    case_id = admit(database, hospital)
    sign(login("doctor"), case_id)

    (row,) = login("factory_user").get(f"/api/v1/cases/{case_id}/diagnoses").json()["items"]

    assert row["previous_sha256"] == CHAIN_START
    assert chained_sha256(CHAIN_START, row["document"]) == row["sha256"]
    key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(row["public_key"]))
    key.verify(bytes.fromhex(row["signature"]), row["sha256"].encode())


def test_an_amendment_is_a_new_version_and_the_old_one_stays_readable(
    login: Login, hospital: Hospital, database: Database
) -> None:
    case_id = admit(database, hospital)
    doctor = login("doctor")
    first = sign(doctor, case_id)
    version = draft(doctor, case_id, urgency=4)

    answer = doctor.post(
        f"/api/v1/cases/{case_id}/diagnoses/amendments",
        json={"draft_version": version, "reason": "urgency mistaken"},
        headers={"If-Match": '"1"'},
    )

    assert answer.status_code == 201, answer.text
    listed = login("factory_user").get(f"/api/v1/cases/{case_id}/diagnoses").json()
    assert [row["version"] for row in listed["items"]] == [2, 1]
    assert listed["items"][1] == first
    assert listed["items"][0]["document"]["reason"] == "urgency mistaken"
    assert listed["items"][0]["previous_sha256"] == first["sha256"]
    assert listed["chain"] == {"valid": True, "broken_version": None, "head_sha256": listed["items"][0]["sha256"]}


def test_an_amendment_of_an_outdated_version_is_refused(login: Login, hospital: Hospital, database: Database) -> None:
    case_id = admit(database, hospital)
    doctor = login("doctor")
    sign(doctor, case_id)
    body = {"draft_version": draft(doctor, case_id), "reason": "again"}
    url = f"/api/v1/cases/{case_id}/diagnoses/amendments"

    assert doctor.post(url, json=body, headers={"If-Match": '"1"'}).status_code == 201
    body["draft_version"] = draft(doctor, case_id)
    assert doctor.post(url, json=body, headers={"If-Match": '"1"'}).json()["code"] == "version_outdated"


@pytest.mark.parametrize("statement", ["UPDATE diagnoses SET urgency = 5", "DELETE FROM diagnoses"])
def test_the_database_refuses_to_change_a_signed_version(
    login: Login, hospital: Hospital, database: Database, statement: str
) -> None:
    sign(login("doctor"), admit(database, hospital))

    with pytest.raises(DatabaseError), database.session() as session:
        session.execute(text(statement))


def _planted(rows: list[Diagnosis], position: int, **changes: Any) -> list[Any]:
    """Return copies of ``rows`` with the columns of one changed."""
    columns = ("version", "document", "previous_sha256", "sha256", "public_key", "signature")
    copies = [{name: getattr(row, name) for name in columns} for row in rows]
    copies[position] |= changes
    return [type("Row", (), copy) for copy in copies]


def test_verification_finds_a_planted_change_of_any_kind(
    login: Login, hospital: Hospital, database: Database, settings: Settings
) -> None:
    case_id = admit(database, hospital)
    doctor = login("doctor")
    sign(doctor, case_id)
    body = {"draft_version": draft(doctor, case_id, urgency=4), "reason": "x"}
    doctor.post(f"/api/v1/cases/{case_id}/diagnoses/amendments", json=body)
    with database.session(read_only=True) as session:
        rows = list(session.scalars(select(Diagnosis).where(Diagnosis.case_id == case_id).order_by(Diagnosis.version)))

    edited = json.loads(json.dumps(rows[0].document))
    edited["content"]["urgency"] = 5
    resealed = chained_sha256(CHAIN_START, edited)
    assert check_chain(settings, rows).valid
    assert check_chain(settings, _planted(rows, 0, document=edited)).broken_version == 1
    assert check_chain(settings, _planted(rows, 0, document=edited, sha256=resealed)).broken_version == 1
    assert check_chain(settings, _planted(rows, 1, signature=rows[0].signature)).broken_version == 2
    assert check_chain(settings, _planted(rows, 1, public_key="ab" * 32)).broken_version == 2
    assert check_chain(settings, [rows[1]]).broken_version == 1


def test_of_eight_who_sign_at_once_one_wins(login: Login, hospital: Hospital, database: Database) -> None:
    case_id = admit(database, hospital)
    doctor = login("doctor")
    body = {"draft_version": draft(doctor, case_id)}

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: doctor.post(f"/api/v1/cases/{case_id}/diagnoses", json=body), range(8)))

    assert sorted(answer.status_code for answer in answers) == [201] + [409] * 7
    assert {answer.json()["state"] for answer in answers if answer.status_code == 409} == {"diagnosed"}
    with database.session(read_only=True) as session:
        statement = select(func.count()).select_from(Diagnosis).where(Diagnosis.case_id == case_id)
        assert session.scalar(statement) == 1


def test_of_two_amendments_at_once_one_wins(login: Login, hospital: Hospital, database: Database) -> None:
    case_id = admit(database, hospital)
    doctor = login("doctor")
    sign(doctor, case_id)
    body = {"draft_version": draft(doctor, case_id), "reason": "typing error"}
    url = f"/api/v1/cases/{case_id}/diagnoses/amendments"

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(lambda _: doctor.post(url, json=body, headers={"If-Match": '"1"'}), range(2)))

    assert sorted(answer.status_code for answer in answers)[0] == 201
    assert {answer.status_code for answer in answers} <= {201, 409, 412}
    assert len(doctor.get(f"/api/v1/cases/{case_id}/diagnoses").json()["items"]) == 2


def test_the_same_request_sent_twice_signs_once(login: Login, hospital: Hospital, database: Database) -> None:
    case_id = admit(database, hospital)
    doctor = login("doctor")
    body = {"draft_version": draft(doctor, case_id)}

    first, second = (
        doctor.post(f"/api/v1/cases/{case_id}/diagnoses", json=body, headers={"Idempotency-Key": "k"}) for _ in range(2)
    )

    assert (first.status_code, first.json()) == (201, second.json())


def test_a_draft_that_was_changed_meanwhile_is_not_signed(login: Login, hospital: Hospital, database: Database) -> None:
    case_id = admit(database, hospital)
    doctor = login("doctor")
    read = draft(doctor, case_id)
    draft(doctor, case_id, urgency=5)

    answer = doctor.post(f"/api/v1/cases/{case_id}/diagnoses", json={"draft_version": read})

    assert (answer.status_code, answer.json()["code"], answer.json()["version"]) == (409, "draft_changed", read + 1)
    assert doctor.get(f"/api/v1/cases/{case_id}/treatment").json()["case_state"] == "in_consultation"


@pytest.mark.parametrize("state", ["submitted", "triaged", "assigned", "merged", "cancelled"])
def test_no_diagnosis_is_written_before_the_consultation(
    login: Login, hospital: Hospital, database: Database, state: str
) -> None:
    case_id = admit(database, hospital, state=state)

    answer = login("doctor").put(f"/api/v1/cases/{case_id}/diagnosis-draft", json=DIAGNOSIS)

    assert (answer.status_code, answer.json()["state"]) == (409, state)


def test_the_draft_is_the_hospitals_own(login: Login, hospital: Hospital, database: Database) -> None:
    case_id = admit(database, hospital)
    draft(login("doctor"), case_id)

    assert login("factory_admin").get(f"/api/v1/cases/{case_id}/treatment").json()["draft"] is None
    assert login("engineer").get(f"/api/v1/cases/{case_id}/treatment").json()["draft"]["version"] == 1


def test_a_low_category_needs_a_co_signature_for_an_urgent_diagnosis(
    login: Login, hospital: Hospital, database: Database, settings: Settings
) -> None:
    case_id = admit(database, hospital)
    _category(database, hospital.doctor_id, 1)
    doctor, colleague = login("doctor"), login("doctor", foreign=True)
    url = f"/api/v1/cases/{case_id}/diagnoses"
    body = {"draft_version": draft(doctor, case_id, urgency=2)}
    alone = doctor.post(url, json=body)
    own = doctor.post(f"/api/v1/cases/{case_id}/diagnosis-draft/co-signature", json=body)
    stranger = colleague.post(f"/api/v1/cases/{case_id}/diagnosis-draft/co-signature", json=body)
    _cosign_as_consulted(database, hospital, settings, case_id)

    signed = doctor.post(url, json=body)

    assert (alone.status_code, alone.json()["code"], alone.json()["needed_category"]) == (403, "category_too_low", 2)
    assert (own.status_code, own.json()["code"]) == (403, "cosigner_is_attending")
    assert stranger.status_code == 404
    assert signed.status_code == 201, signed.text
    assert signed.json()["document"]["cosigner"]["category"] == 3


class _Consulted(TreatmentRepository):
    """The view of a doctor who sees a case without attending it."""

    def attends(self, case: Case) -> bool:
        return False


def _cosign_as_consulted(database: Database, hospital: Hospital, settings: Settings, case_id: str) -> None:
    """Co-sign as the other doctor, to whom the case is given for that moment."""
    hand_over(database, hospital, case_id, hospital.other_doctor_id)
    with database.session() as session:
        account_id = session.scalars(select(Account.id).where(Account.email == email_of("doctor", foreign=True))).one()
        colleague = Principal(account_id, Role.DOCTOR, None, hospital.other_doctor_id, "Lin", "林", "zh")
        service = DiagnosisService(_Consulted(session, colleague), settings)
        service.cosign(case_id, SignDiagnosis(draft_version=1))
    hand_over(database, hospital, case_id, hospital.doctor_id)


def test_a_changed_draft_voids_the_co_signature(
    login: Login, hospital: Hospital, database: Database, settings: Settings
) -> None:
    case_id = admit(database, hospital)
    _category(database, hospital.doctor_id, 1)
    doctor = login("doctor")
    draft(doctor, case_id, urgency=2)
    _cosign_as_consulted(database, hospital, settings, case_id)

    body = {"draft_version": draft(doctor, case_id, urgency=1)}

    assert doctor.get(f"/api/v1/cases/{case_id}/treatment").json()["draft"]["cosigned_by"] is None
    assert doctor.post(f"/api/v1/cases/{case_id}/diagnoses", json=body).json()["code"] == "category_too_low"


def test_the_rule_of_categories_is_the_stricter_of_urgency_and_severity() -> None:
    assert needed_category(3, ["slight", "moderate"]) == 1
    assert needed_category(2, ["slight"]) == 2
    assert needed_category(5, ["severe"]) == 2
    assert needed_category(2, ["critical"]) == 3


@ONE_ENGINE
@pytest.mark.parametrize(
    ("finding", "code"),
    [
        ({"judgement": "confirmed", "fault": "bearing.outer_race", "severity": "slight"}, "finding_index_wrong"),
        ({"judgement": "added", "examination_finding": 0, "fault": "gear.wear"}, "finding_index_wrong"),
        (
            {"judgement": "confirmed", "examination_finding": 7, "fault": "gear.wear", "severity": "slight"},
            "finding_unknown",
        ),
        ({"judgement": "refuted", "examination_finding": 0, "fault": "gear.wear"}, "finding_other_fault"),
        ({"judgement": "added", "fault": "gear.wear"}, "severity_missing"),
        ({"judgement": "added", "fault": "gear.sadness", "severity": "slight"}, "fault_unknown"),
    ],
)
def test_findings_that_say_nothing_certain_are_refused(
    login: Login, hospital: Hospital, database: Database, finding: dict[str, Any], code: str
) -> None:
    case_id = admit(database, hospital)

    answer = login("doctor").put(f"/api/v1/cases/{case_id}/diagnosis-draft", json=DIAGNOSIS | {"findings": [finding]})

    assert (answer.status_code, answer.json()["code"]) == (422, code)


@ONE_ENGINE
@pytest.mark.parametrize(
    "conclusion", [{}, {"en": None}, {"en": "   "}, {"en": "a\u0000b"}, {"en": "x" * 4001}, "text"]
)
def test_words_that_are_none_are_refused(login: Login, hospital: Hospital, database: Database, conclusion: Any) -> None:
    case_id = admit(database, hospital)

    answer = login("doctor").put(
        f"/api/v1/cases/{case_id}/diagnosis-draft", json=DIAGNOSIS | {"conclusion": conclusion}
    )

    assert (answer.status_code, answer.json()["code"]) == (422, "validation_failed")


def test_hostile_words_come_back_as_they_were_written(login: Login, hospital: Hospital, database: Database) -> None:
    case_id = admit(database, hospital)
    doctor = login("doctor")
    sign(doctor, case_id)
    body = {"draft_version": draft(doctor, case_id, conclusion={"en": HOSTILE}), "reason": HOSTILE}

    answer = doctor.post(f"/api/v1/cases/{case_id}/diagnoses/amendments", json=body)

    assert answer.json()["document"]["content"]["conclusion"]["en"] == HOSTILE
    assert doctor.get(f"/api/v1/cases/{case_id}/diagnoses").json()["chain"]["valid"]
    line = doctor.get(f"/api/v1/cases/{case_id}/timeline").json()["items"][-1]
    assert HOSTILE in line["text"]["zh"]


def test_a_doctor_who_was_taken_off_the_case_can_neither_read_nor_sign(
    login: Login, hospital: Hospital, database: Database
) -> None:
    case_id = admit(database, hospital)
    doctor = login("doctor")
    body = {"draft_version": draft(doctor, case_id)}
    unassign(database, case_id)

    answers = [
        doctor.post(f"/api/v1/cases/{case_id}/diagnoses", json=body),
        doctor.get(f"/api/v1/cases/{case_id}/treatment"),
        doctor.get(f"/api/v1/cases/{case_id}/diagnoses"),
    ]

    assert [answer.status_code for answer in answers] == [404, 404, 404]


def test_another_factory_does_not_see_the_diagnosis(login: Login, hospital: Hospital, database: Database) -> None:
    case_id = admit(database, hospital)
    sign(login("doctor"), case_id)
    stranger: TestClient = login("factory_admin", foreign=True)

    assert stranger.get(f"/api/v1/cases/{case_id}/diagnoses").status_code == 404
    assert stranger.get(f"/api/v1/cases/{case_id}/treatment").status_code == 404


def test_signing_leaves_no_draft_behind(login: Login, hospital: Hospital, database: Database) -> None:
    case_id = admit(database, hospital)
    sign(login("doctor"), case_id)

    with database.session(read_only=True) as session:
        assert session.scalar(select(DiagnosisDraft.id).where(DiagnosisDraft.case_id == case_id)) is None
