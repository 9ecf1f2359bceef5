"""Recalibrations: proposed from what was found, activated visibly, withdrawn without a trace in what was stated."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select

from clinic_api.audit.models import AuditLine
from clinic_api.cases.models import Case
from clinic_api.database import Database, utc_now
from clinic_api.examinations.models import Examination
from clinic_api.kit.ids import new_id
from clinic_api.treatments.models import ConfirmedFinding
from experts.outcomes import MIN_CASES
from tests.clinic_api.conftest import Login
from tests.clinic_api.hospital import Hospital
from tests.clinic_api.wards import admit

URL = "/api/v1/recalibrations"


@pytest.fixture
def case_id(database: Database, hospital: Hospital) -> str:
    """A case whose opinion states an outer race defect with 0.9."""
    return admit(database, hospital)


def judge(database: Database, case_id: str, *, confirmed: int, refuted: int, stated: float = 0.6) -> None:
    """Write findings of the case's examination as looked for in the opened machine."""
    now = utc_now()
    with database.session() as session:
        case = session.get_one(Case, case_id)
        examination_id = session.scalars(select(Examination.id).where(Examination.case_id == case_id)).one()
        already = session.query(ConfirmedFinding).filter(ConfirmedFinding.examination_id == examination_id).count()
        session.add_all(
            ConfirmedFinding(
                id=new_id("cfd"),
                factory_id=case.factory_id,
                case_id=case_id,
                examination_id=examination_id,
                finding_index=already + index,
                fault="bearing.outer_race",
                predicted_probability=stated,
                outcome="confirmed" if index < confirmed else "refuted",
                words="looked",
                seen_on=now.date(),
                told_by="Engineer",
                told_at=now,
            )
            for index in range(confirmed + refuted)
        )


def examination_of(caller: TestClient, case_id: str) -> dict[str, Any]:
    examination_id = caller.get(f"/api/v1/cases/{case_id}").json()["opinion"]["examination_id"]
    answer = caller.get(f"/api/v1/examinations/{examination_id}")
    assert answer.status_code == 200, answer.text
    document: dict[str, Any] = answer.json()
    return document


def propose(admin: TestClient) -> dict[str, Any]:
    answer = admin.post(URL)
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


def test_an_active_recalibration_shows_beside_what_was_stated_and_goes_again(
    login: Login, hospital: Hospital, database: Database, case_id: str
) -> None:
    admin, worker = login("admin"), login("factory_user")
    judge(database, case_id, confirmed=48, refuted=2)
    stated = examination_of(worker, case_id)

    made = propose(admin)
    proposed = examination_of(worker, case_id)
    active = admin.post(f"{URL}/{made['id']}/activate", json={"reason": "It helps."}).json()
    shown = examination_of(worker, case_id)
    withdrawn = admin.post(f"{URL}/{made['id']}/withdraw").json()

    assert (made["state"], made["based_on"], active["state"], withdrawn["state"]) == (
        "proposed",
        50,
        "active",
        "withdrawn",
    )
    assert made["log_loss_after"] < made["log_loss_before"]
    assert [(family["family"], family["cases"], family["confirmed"]) for family in made["families"]] == [
        ("bearing", 50, 48)
    ]
    assert proposed["recalibrated"] is None
    (finding,) = shown["recalibrated"]
    assert (finding["finding_index"], finding["stated"], finding["based_on"]) == (0, 0.9, 50)
    assert 0.9 < finding["probability"] < 1.0
    assert "Stated 0.9" in finding["text"]["en"]
    assert "拆机核实" in finding["text"]["zh"]
    assert shown["document"] == stated["document"]
    assert examination_of(worker, case_id) == stated
    assert active["activated_by"] == withdrawn["withdrawn_by"] == "admin 人员 (admin person)"
    lines = admin.get("/api/v1/audit", params={"subject": made["id"]}).json()["items"]
    assert [line["values"].get("reason") for line in lines] == [None, "It helps.", None]


def test_with_nothing_to_learn_from_nothing_is_proposed(
    login: Login, hospital: Hospital, database: Database, case_id: str
) -> None:
    admin = login("admin")
    empty = admin.post(URL)
    judge(database, case_id, confirmed=MIN_CASES - 1, refuted=0)
    few = admin.post(URL)
    judge(database, case_id, confirmed=5, refuted=16)  # 24 of 40 at a stated 0.6: right as it is
    as_stated = admin.post(URL)

    assert [(answer.status_code, answer.json()["code"]) for answer in (empty, few, as_stated)] == [
        (409, "recalibration_too_few"),
        (409, "recalibration_too_few"),
        (409, "recalibration_no_gain"),
    ]
    assert f"至少需要 {MIN_CASES} 项" in empty.json()["detail_i18n"]["zh"]
    assert admin.get(URL).json()["items"] == []


def test_asking_twice_keeps_one_proposal(login: Login, hospital: Hospital, database: Database, case_id: str) -> None:
    admin = login("admin")
    judge(database, case_id, confirmed=48, refuted=2)

    first, second = propose(admin), propose(admin)

    assert first["id"] == second["id"]
    assert [row["id"] for row in admin.get(URL).json()["items"]] == [first["id"]]


def test_another_one_takes_the_place_of_the_active_one(
    login: Login, hospital: Hospital, database: Database, case_id: str
) -> None:
    admin, coordinator = login("admin"), login("coordinator")
    judge(database, case_id, confirmed=48, refuted=2)
    first = propose(admin)["id"]
    judge(database, case_id, confirmed=50, refuted=0)
    second = propose(admin)["id"]
    admin.post(f"{URL}/{first}/activate")

    again = admin.post(f"{URL}/{first}/activate")
    admin.post(f"{URL}/{second}/activate")
    states = {row["id"]: row["state"] for row in coordinator.get(URL).json()["items"]}
    back = admin.post(f"{URL}/{first}/activate").json()

    assert (again.status_code, again.json()["code"], again.json()["state"]) == (
        409,
        "recalibration_state_conflict",
        "active",
    )
    assert states == {first: "withdrawn", second: "active"}
    assert (back["state"], back["withdrawn_at"]) == ("active", None)
    assert coordinator.get(f"{URL}/{second}").json()["state"] == "withdrawn"
    assert admin.post(f"{URL}/{second}/withdraw").json()["code"] == "recalibration_state_conflict"


def test_of_several_activated_at_once_one_is_active(
    login: Login, hospital: Hospital, database: Database, case_id: str
) -> None:
    admin = login("admin")
    judge(database, case_id, confirmed=48, refuted=2)
    ids = [propose(admin)["id"]]
    judge(database, case_id, confirmed=50, refuted=0)
    ids.append(propose(admin)["id"])

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda one: admin.post(f"{URL}/{one}/activate").status_code, ids * 2))

    assert set(answers) <= {200, 409}
    states = sorted(row["state"] for row in admin.get(URL).json()["items"])
    assert states == ["active", "withdrawn"]


def test_each_step_is_audited(login: Login, hospital: Hospital, database: Database, case_id: str) -> None:
    admin = login("admin")
    judge(database, case_id, confirmed=48, refuted=2)
    made = propose(admin)["id"]
    for step in ("activate", "withdraw"):
        admin.post(f"{URL}/{made}/{step}")

    with database.session(read_only=True) as session:
        actions = session.scalars(select(AuditLine.action).where(AuditLine.subject == made).order_by(AuditLine.id))
        assert list(actions) == [f"recalibration.{what}" for what in ("proposed", "activated", "withdrawn")]


@pytest.mark.parametrize("recalibration_id", ["rcl_" + "0" * 26, "doc_" + "0" * 26, "x"])
def test_what_is_not_there_is_not_found(login: Login, hospital: Hospital, recalibration_id: str) -> None:
    admin = login("admin")

    answers = [admin.get(f"{URL}/{recalibration_id}")]
    answers += [admin.post(f"{URL}/{recalibration_id}/{step}") for step in ("activate", "withdraw")]

    assert [(answer.status_code, answer.json()["code"]) for answer in answers] == [(404, "recalibration_not_found")] * 3


def test_a_coordinator_reads_and_changes_nothing(login: Login, hospital: Hospital) -> None:
    coordinator = login("coordinator")

    assert coordinator.get(URL).json() == {"items": [], "next_cursor": None}
    assert coordinator.post(URL).status_code == 403
