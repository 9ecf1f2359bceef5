from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy import select

from clinic_api.database import Database
from clinic_api.examinations.models import Examination
from tests.clinic_api.conftest import Login
from tests.clinic_api.databases import ONE_ENGINE
from tests.clinic_api.hospital import Hospital
from tests.clinic_api.wards import OPINION, admit

REFUTED = {"judgement": "refuted", "examination_finding": 0, "fault": "bearing.outer_race", "component": "DE"}
CORRECTION: dict[str, Any] = {"verdict": "healthy", "urgency": 5, "findings": [REFUTED]}


def _examination_of(database: Database, case_id: str) -> str:
    with database.session(read_only=True) as session:
        return session.scalars(select(Examination.id).where(Examination.case_id == case_id)).one()


@pytest.fixture
def url(database: Database, hospital: Hospital) -> str:
    return f"/api/v1/examinations/{_examination_of(database, admit(database, hospital))}/signatures"


def test_an_engineer_corrects_with_a_reason_and_the_opinion_stays(login: Login, url: str) -> None:
    engineer = login("engineer")

    answer = engineer.post(
        url, json={"decision": "corrected", "correction": CORRECTION, "reason": "line of a neighbour"}
    )

    assert answer.status_code == 201, answer.text
    assert answer.json()["document"]["correction"]["verdict"] == "healthy"
    examination = engineer.get(url.removesuffix("/signatures")).json()
    assert (examination["status"], examination["verdict"], examination["document"]) == ("signed", "fault", OPINION)
    listed = login("factory_user").get(url).json()
    assert (len(listed["items"]), listed["chain"]["valid"]) == (1, True)


def test_a_signed_examination_is_amended_by_its_version(login: Login, url: str) -> None:
    engineer = login("engineer")
    engineer.post(url, json={"decision": "confirmed"})

    again = engineer.post(url, json={"decision": "confirmed"})
    amended = engineer.post(
        url, json={"decision": "corrected", "correction": CORRECTION, "reason": "seen again", "amends": 1}
    )

    assert (again.status_code, again.json()["code"]) == (409, "examination_already_signed")
    assert (amended.status_code, amended.json()["version"]) == (201, 2)
    assert [row["version"] for row in engineer.get(url).json()["items"]] == [2, 1]
    assert engineer.get(url).json()["chain"]["valid"]


def test_of_four_engineers_one_signs(login: Login, url: str) -> None:
    engineer = login("engineer")

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: engineer.post(url, json={"decision": "confirmed"}), range(4)))

    assert sorted(answer.status_code for answer in answers) == [201, 409, 409, 409]


@ONE_ENGINE
@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"decision": "corrected", "correction": CORRECTION}, 422, "reason_required"),
        ({"decision": "corrected", "reason": "so"}, 422, "correction_mismatch"),
        ({"decision": "confirmed", "correction": CORRECTION, "reason": "so"}, 422, "correction_mismatch"),
        ({"decision": "confirmed", "amends": 1, "reason": "so"}, 409, "examination_not_signed"),
        ({"decision": "perhaps"}, 422, "validation_failed"),
    ],
)
def test_decisions_that_decide_nothing_are_refused(
    login: Login, url: str, body: dict[str, Any], status: int, code: str
) -> None:
    answer = login("engineer").post(url, json=body)

    assert (answer.status_code, answer.json()["code"]) == (status, code)
