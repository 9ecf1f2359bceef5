"""The questionnaire: from a QR code to answers, work items and demand."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import func, select

from clinic_api.cases.models import Case
from clinic_api.database import Database
from clinic_api.kit.principal import Role
from clinic_api.questionnaires.demand import SMALLEST_CELL
from clinic_api.questionnaires.models import QuestionnaireAnswers
from clinic_api.questionnaires.questions import CURRENT_VERSION, needs, questionnaire
from clinic_api.settings import Settings
from clinic_api.work_items.models import WorkItem
from diagnostics.vocabulary import DEPARTMENTS
from tests.clinic_api.conftest import Login
from tests.clinic_api.hospital import Hospital

NEEDY: dict[str, Any] = {
    "industry": "metal",
    "employees": 48,
    "noise_or_shaking": "getting_worse",
    "machine_trouble": ["fans_pumps", "presses"],
    "standstill_hours": 20.5,
    "last_overhaul": "2026-03-01",
    "safety": ["electric"],
    "automation_wish": "给料",
}
CONTENT: dict[str, Any] = {"industry": "food", "employees": 9, "noise_or_shaking": "no", "standstill_hours": 1}


def _sheet(login: Login, factory_id: str | None = None) -> str:
    answer = login(Role.COORDINATOR).post(
        "/api/v1/questionnaires/sheets", json={"name": "秋季问卷", "factory_id": factory_id}
    )
    assert answer.status_code == 201, answer.text
    return str(answer.json()["url"]).rpartition("/")[2]


def _send(client: TestClient, token: str, answers: dict[str, Any], **more: Any) -> Any:
    body = {"token": token, "answers": answers, "language": "zh", **more}
    return client.post(
        "/api/v1/questionnaires/submit", content=json.dumps(body), headers={"Content-Type": "application/json"}
    )


def _items(database: Database, reference: str) -> list[WorkItem]:
    with database.session(read_only=True) as session:
        return list(session.scalars(select(WorkItem).where(WorkItem.source_id == reference).order_by(WorkItem.id)))


def test_there_are_about_two_dozen_questions_for_all_departments() -> None:
    asked = questionnaire()
    served = {question.department for question in asked.questions} - {None}

    assert 22 <= len(asked.questions) <= 26
    assert served == set(DEPARTMENTS)
    assert {question.kind for question in asked.questions} == {"single", "multiple", "number", "text", "date"}
    assert len({question.id for question in asked.questions}) == len(asked.questions)
    assert asked.version == CURRENT_VERSION


def test_the_questions_do_not_say_what_an_answer_leads_to(client: TestClient, login: Login) -> None:
    opened = client.post("/api/v1/questionnaires/open", json={"token": _sheet(login)})

    assert opened.status_code == 200, opened.text
    assert opened.json()["name"] == "秋季问卷"
    assert "need" not in opened.text.replace("need?", "")
    assert "department" not in opened.text


def test_answers_become_work_items_of_their_departments(
    client: TestClient, login: Login, hospital: Hospital, database: Database
) -> None:
    receipt = _send(client, _sheet(login, hospital.own.factory_id), NEEDY, company="无锡某厂").json()
    items = {(item.department, item.urgency, item.text["zh"]) for item in _items(database, receipt["reference"])}

    assert receipt["needs"] == len(items) == 6
    assert ("mechanical", 2, "是否有设备比以前更响或振动更大？有，并且在加重") in items
    assert ("mechanical", 3, "每月非计划停机多长时间？20.5 小时/月") in items
    assert ("electrical", 2, "过去一年是否有险些伤人的情况？原因是什么？用电") in items
    assert ("automation", 5, "希望哪项人工作业实现自动化？给料") in items
    assert {item.factory_id for item in _items(database, receipt["reference"])} == {hospital.own.factory_id}


def test_a_content_firm_makes_no_work(client: TestClient, login: Login, database: Database) -> None:
    receipt = _send(client, _sheet(login), CONTENT).json()

    assert receipt["needs"] == 0
    assert _items(database, receipt["reference"]) == []


@pytest.mark.parametrize(
    ("answers", "question"),
    [
        ({"industry": "magic"}, "industry"),
        ({"employees": 0}, "employees"),
        ({"employees": True}, "employees"),
        ({"employees": "many"}, "employees"),
        ({"machine_trouble": ["fans_pumps", "fans_pumps"]}, "machine_trouble"),
        ({"machine_trouble": "fans_pumps"}, "machine_trouble"),
        ({"last_overhaul": "01.03.2026"}, "last_overhaul"),
        ({"anything_else": "x" * 2001}, "anything_else"),
        ({"anything_else": "\0"}, "anything_else"),
        ({"anything_else": "half \ud800"}, "anything_else"),
        ({"anything_else": {"nested": []}}, "anything_else"),
        ({"employees": 10**400}, "employees"),
        ({"machine_trouble": [["fans_pumps"]]}, "machine_trouble"),
        ({"favourite_colour": "red"}, "favourite_colour"),
        ({"industry": None}, "industry"),
    ],
)
def test_an_answer_that_does_not_fit_is_named(
    client: TestClient, login: Login, database: Database, answers: dict[str, Any], question: str
) -> None:
    answer = _send(client, _sheet(login), CONTENT | answers)

    assert (answer.status_code, answer.json()["code"]) == (422, "answers_invalid")
    assert [problem["field"] for problem in answer.json()["errors"]] == [f"answers.{question}"]
    with database.session(read_only=True) as session:
        assert session.execute(select(func.count()).select_from(QuestionnaireAnswers)).scalar_one() == 2, "seeded"


def test_a_draft_comes_back_and_is_sent_once(client: TestClient, login: Login, database: Database) -> None:
    token = _sheet(login)
    body = {"token": token, "answers": {"industry": "metal"}, "language": "zh"}
    draft = client.post("/api/v1/questionnaires/draft", json=body).json()["draft"]
    client.post("/api/v1/questionnaires/draft", json=body | {"draft": draft, "answers": NEEDY})
    opened = client.post("/api/v1/questionnaires/open", json={"token": token, "draft": draft}).json()

    with ThreadPoolExecutor(8) as pool:
        receipts = list(pool.map(lambda _: _send(client, token, NEEDY, draft=draft), range(8)))
    after = client.post("/api/v1/questionnaires/draft", json=body | {"draft": draft})
    changed = _send(client, token, CONTENT, draft=draft)

    assert (opened["answers"], opened["submitted"]) == (NEEDY, False)
    assert {receipt.status_code for receipt in receipts} == {201}
    assert all(receipt.json() == receipts[0].json() for receipt in receipts)
    assert len(_items(database, receipts[0].json()["reference"])) == 6
    assert after.json()["code"] == changed.json()["code"] == "already_submitted"


def test_a_code_opens_its_own_sheet_and_drafts_only(client: TestClient, login: Login, hospital: Hospital) -> None:
    first, second = _sheet(login), _sheet(login, hospital.own.factory_id)
    body = {"token": first, "answers": NEEDY, "language": "zh"}
    draft = client.post("/api/v1/questionnaires/draft", json=body).json()["draft"]
    other = client.post("/api/v1/questionnaires/open", json={"token": second, "draft": draft})
    guessed = client.post("/api/v1/questionnaires/open", json={"token": "a" * 26})

    assert (other.status_code, other.json()["code"]) == (404, "draft_unknown")
    assert (guessed.status_code, guessed.json()["code"]) == (404, "sheet_unknown")


def test_a_closed_code_takes_no_more(client: TestClient, login: Login) -> None:
    token = _sheet(login)
    coordinator = login(Role.COORDINATOR)
    sheet = coordinator.get("/api/v1/questionnaires/sheets").json()["items"][0]
    coordinator.post(f"/api/v1/questionnaires/sheets/{sheet['id']}/close")

    assert sheet["url"].endswith(token)
    assert _send(client, token, CONTENT).json()["code"] == "sheet_unknown"


def test_a_code_is_not_a_flood(client: TestClient, login: Login, settings: Settings, app: Any) -> None:
    app.state.settings = settings.model_copy(update={"questionnaire_answers_per_day": 3})
    token = _sheet(login)

    assert [_send(client, token, CONTENT).status_code for _ in range(4)] == [201, 201, 201, 429]


def test_the_answers_are_the_coordinators_to_read(client: TestClient, login: Login) -> None:
    _send(client, _sheet(login), NEEDY, company="无锡某厂")
    coordinator = login(Role.COORDINATOR)
    sheet = coordinator.get("/api/v1/questionnaires/sheets").json()["items"][0]
    url = f"/api/v1/questionnaires/sheets/{sheet['id']}/answers"
    (answers,) = coordinator.get(url).json()["items"]

    assert (sheet["submitted"], answers["company"], answers["version"]) == (1, "无锡某厂", CURRENT_VERSION)
    assert answers["answers"] == NEEDY
    for role in (Role.FUNDER, Role.FACTORY_ADMIN, Role.DOCTOR):
        assert login(role).get(url).status_code == 403


def test_demand_is_counted_by_question_and_department(client: TestClient, login: Login) -> None:
    token = _sheet(login)
    for answers in (NEEDY, NEEDY, CONTENT):
        _send(client, token, answers)
    told = login(Role.COORDINATOR).get("/api/v1/questionnaires/demand").json()
    industry = {row["id"]: row["count"] for row in told["questions"]["industry"]}
    departments = {row["id"]: row["count"] for row in told["departments"]}

    assert told["submitted"] == 3
    assert (industry["metal"], industry["food"], industry["textile"]) == (2, 1, 0)
    assert (departments["mechanical"], departments["electrical"], departments["video"]) == (2, 2, 0)
    assert told["questions"]["automation_wish"][0]["count"] == 2


def test_a_funder_is_told_no_small_count(client: TestClient, login: Login) -> None:
    token = _sheet(login)
    for _ in range(6):
        _send(client, token, NEEDY)
    for _ in range(5):
        _send(client, token, CONTENT)
    open_counts = login(Role.FUNDER).get("/api/v1/questionnaires/demand").json()
    _send(client, token, CONTENT | {"industry": "textile"})
    told = login(Role.FUNDER).get("/api/v1/questionnaires/demand").json()

    assert {row["id"]: row["count"] for row in open_counts["questions"]["industry"]} == {
        "metal": 6,
        "electronics": 0,
        "textile": 0,
        "food": 5,
        "chemical": 0,
        "other": 0,
    }
    assert {row["count"] for row in told["questions"]["industry"]} == {None}, "one textile firm would be known"
    for cells in (*told["questions"].values(), told["departments"]):
        for row in cells:
            assert row["count"] is None or row["count"] == 0 or row["count"] >= SMALLEST_CELL
            assert row["count"] is None or not 0 < told["submitted"] - row["count"] < SMALLEST_CELL


def test_a_funder_of_few_answers_is_told_nothing(client: TestClient, login: Login) -> None:
    token = _sheet(login)
    for _ in range(4):
        _send(client, token, NEEDY)
    told = login(Role.FUNDER).get("/api/v1/questionnaires/demand").json()

    assert told["submitted"] is None
    assert {row["count"] for cells in told["questions"].values() for row in cells} == {None}


def _open_item(client: TestClient, login: Login, database: Database, factory_id: str | None) -> str:
    receipt = _send(client, _sheet(login, factory_id), CONTENT | {"noise_or_shaking": "getting_worse"}).json()
    return _items(database, receipt["reference"])[0].id


def test_of_several_coordinators_one_has_the_work_item(
    client: TestClient, login: Login, hospital: Hospital, database: Database
) -> None:
    item_id = _open_item(client, login, database, hospital.own.factory_id)
    callers = [login(Role.COORDINATOR), login(Role.ADMIN)] * 4
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda caller: caller.post(f"/api/v1/work-items/{item_id}/claim"), callers))
    names = {answer.json()["claimed_by"] for answer in answers if answer.status_code == 200}

    assert len(names) == 1
    assert {answer.json()["code"] for answer in answers if answer.status_code != 200} == {"claimed_by_another"}
    loser = callers[0] if "coordinator" not in names.pop() else callers[1]
    assert loser.post(f"/api/v1/work-items/{item_id}/dismiss", json={"reason": "x"}).status_code == 409


def test_a_work_item_becomes_one_case(client: TestClient, login: Login, hospital: Hospital, database: Database) -> None:
    item_id = _open_item(client, login, database, hospital.own.factory_id)
    coordinator = login(Role.COORDINATOR)
    with database.session(read_only=True) as session:
        before = session.execute(select(func.count()).select_from(Case)).scalar_one()
    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(lambda _: coordinator.post(f"/api/v1/work-items/{item_id}/case", json={}), range(6)))
    made = next(answer.json() for answer in answers if answer.status_code == 200)
    case = login(Role.FACTORY_USER).get(f"/api/v1/cases/{made['case_id']}").json()
    with database.session(read_only=True) as session:
        after = session.execute(select(func.count()).select_from(Case)).scalar_one()

    assert sorted(answer.status_code for answer in answers) == [200] + [409] * 5
    assert after - before == 1
    assert (case["mode"], case["complaint"]) == ("proactive", "是否有设备比以前更响或振动更大？有，并且在加重")


def test_the_case_of_a_campaigns_need_wants_a_factory(
    client: TestClient, login: Login, hospital: Hospital, database: Database
) -> None:
    item_id = _open_item(client, login, database, None)
    coordinator = login(Role.COORDINATOR)
    url = f"/api/v1/work-items/{item_id}/case"
    nowhere = coordinator.post(url, json={})
    mixed = coordinator.post(
        url, json={"factory_id": hospital.own.factory_id, "equipment_id": hospital.foreign.equipment_id}
    )
    there = coordinator.post(url, json={"factory_id": hospital.own.factory_id})

    assert nowhere.json()["code"] == "factory_needed"
    assert mixed.status_code == 404
    assert there.json()["state"] == "case"


def test_a_work_item_is_dismissed_with_a_reason_only(
    client: TestClient, login: Login, hospital: Hospital, database: Database
) -> None:
    item_id = _open_item(client, login, database, hospital.own.factory_id)
    coordinator = login(Role.COORDINATOR)
    bare = coordinator.post(f"/api/v1/work-items/{item_id}/dismiss", json={})
    told = coordinator.post(f"/api/v1/work-items/{item_id}/dismiss", json={"reason": "已电话解决"}).json()
    again = coordinator.post(f"/api/v1/work-items/{item_id}/claim")

    assert bare.status_code == 422
    assert (told["state"], told["reason"]) == ("dismissed", "已电话解决")
    assert (again.status_code, again.json()["code"]) == (409, "work_item_state_conflict")


def test_needs_follow_the_questions_not_the_order_of_the_answers() -> None:
    asked = questionnaire()
    forwards = needs(asked, NEEDY)
    backwards = needs(asked, dict(reversed(NEEDY.items())))

    assert forwards == backwards
    assert all(need.text.en and need.text.zh for need in forwards)
