"""Finding cases and machines by words and more; saved filters; the lists as CSV."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import delete, func, select, update

from clinic_api.assignments.models import Assignment
from clinic_api.cases.models import Case, CaseClock
from clinic_api.cases.talk_models import CaseComment
from clinic_api.database import Database, utc_now
from clinic_api.equipment.models import Equipment
from clinic_api.kit import csv_cells
from clinic_api.kit.ids import new_id
from clinic_api.kit.principal import Role
from clinic_api.search.indexing import INDEXED, index_missing
from clinic_api.search.models import SavedFilter, SearchDocument
from clinic_api.search.words import MAX_NEEDLES, needles_of, tokens_of
from tests.clinic_api.conftest import Login
from tests.clinic_api.databases import BOTH_ENGINES, ONE_ENGINE
from tests.clinic_api.hospital import Hospital

pytestmark = BOTH_ENGINES


def _ids(caller: TestClient, path: str = "cases", **parameters: Any) -> set[str]:
    answer = caller.get(f"/api/v1/{path}", params=parameters)
    assert answer.status_code == 200, answer.text
    return {item["id"] for item in answer.json()["items"]}


def _write(database: Database, hospital: Hospital, *, visibility: str = "everyone", text: str) -> None:
    case_id, factory_id = hospital.own.case_id, hospital.own.factory_id
    with database.session() as session:
        comment = CaseComment(
            id=new_id("cmt"), case_id=case_id, factory_id=factory_id, visibility=visibility, text=text, by="Chen"
        )
        comment.account_id = session.get_one(Case, case_id).reporter_id
        session.add(comment)


@pytest.mark.parametrize(
    ("text", "query", "is_found"),
    [
        ("主轴轴承发出异响，已更换润滑脂。", "轴承", True),
        ("主轴轴承发出异响，已更换润滑脂。", "轴承发出异响", True),
        ("主轴轴承发出异响，已更换润滑脂。", "脂", True),
        ("主轴轴承发出异响，已更换润滑脂。", "润", True),
        ("主轴轴承发出异响，已更换润滑脂。", "异响 轴承", True),
        ("主轴轴承发出异响，已更换润滑脂。", "承轴", False),
        ("轴和承，轴承座与异物响", "轴承异响", False),  # the pairs are there, but not side by side
        ("主轴轴承发出异响", "轴承 齿轮", False),
        ("Replaced the bearing 6205-2RS/C3", "6205", True),
        ("Replaced the bearing 6205-2RS/C3", "6205-2rs", True),
        ("Replaced the bearing 6205-2RS/C3", "62052RS", True),
        ("Replaced the bearing 6205-2RS/C3", "BEAR", True),
        ("Replaced the bearing 6205-2RS/C3", "earing", False),
        ("全角ＡＢＣ１２３", "abc123", True),
        ("Überlast am Lüfter", "uberlast lufter", True),
        ('100 % of "it\'s" gone', "it's %", True),
    ],
)
def test_a_case_is_found_by_words_alike_on_both_databases(
    login: Login, hospital: Hospital, database: Database, text: str, query: str, is_found: bool
) -> None:
    _write(database, hospital, text=text)

    assert (hospital.own.case_id in _ids(login(Role.ENGINEER), q=query)) is is_found


@pytest.mark.parametrize(
    ("query", "where"),
    [
        ("hums OWN", "complaint"),
        ("风机 OWN-CANARY", "machine"),
        ("hums 风机", "complaint and machine together"),
        ("6205", "bearing of the machine"),
        ("Noted OWN", "comment"),
        ("Which OWN", "question"),
        ("That OWN", "answer"),
        ("文字 OWN", "diagnosis and finding"),
    ],
)
def test_words_are_found_wherever_they_stand(login: Login, hospital: Hospital, query: str, where: str) -> None:
    assert hospital.own.case_id in _ids(login(Role.FACTORY_USER), q=query), where
    assert hospital.own.case_id in _ids(login(Role.FACTORY_USER), q=hospital.own.case_id)


def test_nobody_finds_what_they_may_not_see(login: Login, hospital: Hospital, database: Database) -> None:
    _write(database, hospital, text="secretword", visibility="hospital")
    own, foreign = {hospital.own.case_id}, {hospital.foreign.case_id}

    assert _ids(login(Role.COORDINATOR), q="secretword") == own
    assert _ids(login(Role.DOCTOR), q="secretword") == own
    assert _ids(login(Role.FACTORY_USER), q="secretword") == set()
    assert _ids(login(Role.FACTORY_USER), q="FOREIGN") == set()
    assert _ids(login(Role.DOCTOR), q="FOREIGN") == set()
    assert _ids(login(Role.ENGINEER), q="FOREIGN") == foreign
    assert _ids(login(Role.FACTORY_USER), "equipment", q="FOREIGN") == set()
    assert _ids(login(Role.DOCTOR), "equipment", q="CANARY") == {hospital.own.equipment_id}


def test_a_doctor_finds_a_case_no_more_once_it_is_not_theirs(
    login: Login, hospital: Hospital, database: Database
) -> None:
    doctor = login(Role.DOCTOR)
    while_attending = _ids(doctor, q="hums")
    with database.session() as session:
        session.execute(update(Assignment).values(ended_at=utc_now()))

    assert while_attending == {hospital.own.case_id}
    assert _ids(doctor, q="hums") == set()


def test_changed_words_are_found_and_the_old_ones_not(login: Login, hospital: Hospital) -> None:
    manager, machine = login(Role.FACTORY_ADMIN), hospital.own.equipment_id
    changed = manager.patch(f"/api/v1/equipment/{machine}", json={"location": "Boiler house", "name_zh": "引风机"})
    assert changed.status_code == 200

    assert _ids(manager, "equipment", q="boiler 引风机") == {machine}
    assert _ids(manager, q="boiler") == {hospital.own.case_id}
    assert _ids(manager, "equipment", q="Hall") == set()


def test_what_was_written_before_there_was_an_index_is_found_after_the_upgrade(
    login: Login, hospital: Hospital, database: Database
) -> None:
    with database.session() as session:
        before = session.scalar(select(func.count()).select_from(SearchDocument))
        session.execute(delete(SearchDocument))
    found_without = _ids(login(Role.ENGINEER), q="hums")
    with database.session() as session:
        written = [index_missing(session), index_missing(session)]

    assert found_without == set()
    assert written == [before, 0]
    assert _ids(login(Role.ENGINEER), q="hums") == {hospital.own.case_id, hospital.foreign.case_id}


def test_every_class_with_words_has_a_seeded_row(hospital: Hospital, database: Database) -> None:
    with database.session(read_only=True) as session:
        sources = {source.partition("_")[0] for source in session.scalars(select(SearchDocument.source_id))}
        expected = {session.scalars(select(model.id)).first() for model in INDEXED}

    assert {row_id.partition("_")[0] for row_id in expected if row_id} <= sources


def test_the_other_conditions_narrow_too(login: Login, hospital: Hospital, database: Database) -> None:
    staff, own, foreign = login(Role.COORDINATOR), hospital.own, hospital.foreign
    both, today = {own.case_id, foreign.case_id}, f"{utc_now():%Y-%m-%d}"
    with database.session() as session:
        session.execute(update(Case).where(Case.id == foreign.case_id).values(urgency=1, department="electrical"))
        session.execute(update(CaseClock).where(CaseClock.case_id == own.case_id).values(due_at=utc_now()))

    assert _ids(staff, state=["assigned", "in_treatment"]) == both
    assert _ids(staff, state="in_treatment") == set()
    assert _ids(staff, department="electrical") == {foreign.case_id}
    assert _ids(staff, department=["electrical", "mechanical"], urgency_from=2) == {own.case_id}
    assert _ids(staff, urgency_to=2) == {foreign.case_id}
    assert _ids(staff, doctor_id=hospital.doctor_id) == {own.case_id}
    assert _ids(staff, equipment_id=own.equipment_id) == {own.case_id}
    assert _ids(staff, factory_id=foreign.factory_id) == {foreign.case_id}
    assert _ids(staff, opened_to="2020-01-01") == set()
    assert _ids(staff, opened_from="2020-01-01", opened_to="2099-12-31") == both
    assert own.case_id in _ids(staff, overdue=True)
    assert _ids(staff, opened_from="2099-01-01", q="hums") == set()
    assert _ids(staff, "equipment", criticality="b", status="in_service") == {own.equipment_id, foreign.equipment_id}
    assert _ids(staff, "equipment", factory_id=foreign.factory_id) == {foreign.equipment_id}
    assert today


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("%_'\"*()&|!:", "search_without_words"),
        ("🔥🔥", "search_without_words"),
        ("   ", "search_without_words"),
        ("", "validation_failed"),
        ("x" * 201, "validation_failed"),
    ],
)
def test_a_search_for_no_word_is_refused(login: Login, query: str, code: str) -> None:
    for path in ("cases", "equipment", "cases.csv", "equipment.csv"):
        answer = login(Role.ENGINEER).get(f"/api/v1/{path}", params={"q": query})
        assert (answer.status_code, answer.json()["code"]) == (422, code), path


@pytest.mark.parametrize(
    "query", ["a\x00b", "NEAR(a b)", "tokens:a", "a OR b", "-zzz", "a' & !b", "'; DROP TABLE cases", "\\", "轴" * 200]
)
def test_hostile_words_are_only_words(login: Login, query: str) -> None:
    answer = login(Role.ENGINEER).get("/api/v1/cases", params={"q": query})

    assert (answer.status_code, answer.json().get("items")) in ((200, []), (422, None))


def test_a_search_has_a_bounded_number_of_words() -> None:
    assert len(needles_of(" ".join(f"w{number}" for number in range(100)))) == MAX_NEEDLES
    assert needles_of("a a A") == needles_of("a")
    assert tokens_of(["", None, "。"]) == ""
    assert max(len(token) for token in tokens_of(["x" * 1000]).split()) == 64


def test_filters_are_kept_by_name_for_their_owner_alone(login: Login) -> None:
    engineer, other = login(Role.ENGINEER), login(Role.COORDINATOR)
    body = {"subject": "cases", "name": " 高风险 ", "query": {"urgency_to": 2, "state": ["triaged"], "overdue": False}}
    made = engineer.post("/api/v1/me/filters", json=body)
    kept = made.json()
    again = engineer.post("/api/v1/me/filters", json=body)
    renamed = engineer.patch(f"/api/v1/me/filters/{kept['id']}", json={"name": "Urgent"})

    assert (made.status_code, kept["name"]) == (201, "高风险")
    assert kept["query"] == {"urgency_to": 2, "state": ["triaged"]}
    assert (again.status_code, again.json()["code"]) == (409, "filter_name_taken")
    assert renamed.json()["name"] == "Urgent"
    assert [each["name"] for each in engineer.get("/api/v1/me/filters").json()] == ["Urgent"]
    assert other.get("/api/v1/me/filters").json() == []
    assert other.delete(f"/api/v1/me/filters/{kept['id']}").status_code == 404
    assert other.patch(f"/api/v1/me/filters/{kept['id']}", json={"name": "x"}).status_code == 404
    assert engineer.delete(f"/api/v1/me/filters/{kept['id']}").status_code == 204
    assert engineer.get("/api/v1/me/filters").json() == []


@pytest.mark.parametrize(
    ("subject", "query"),
    [
        ("cases", {"colour": "red"}),
        ("cases", {"urgency_to": 9}),
        ("cases", {"opened_from": "2026-02-02", "opened_to": "2026-01-01"}),
        ("equipment", {"state": ["triaged"]}),
    ],
)
@ONE_ENGINE
def test_a_filter_that_the_list_would_refuse_is_refused(login: Login, subject: str, query: dict[str, Any]) -> None:
    answer = login(Role.ENGINEER).post("/api/v1/me/filters", json={"subject": subject, "name": "x", "query": query})

    assert (answer.status_code, answer.json()["code"]) == (422, "filter_invalid")


@ONE_ENGINE
def test_there_are_fifty_filters_at_most_and_one_that_lost_its_meaning_is_told(
    login: Login, database: Database
) -> None:
    engineer = login(Role.ENGINEER)
    for number in range(50):
        body = {"subject": "equipment", "name": f"f{number}", "query": {"q": "x"}}
        assert engineer.post("/api/v1/me/filters", json=body).status_code == 201
    with database.session() as session:
        session.execute(update(SavedFilter).where(SavedFilter.name == "f7").values(query={"gone": 1}))

    refused = engineer.post("/api/v1/me/filters", json={"subject": "cases", "name": "one more", "query": {}})

    assert (refused.status_code, refused.json()["code"]) == (409, "too_many_filters")
    assert [each["name"] for each in engineer.get("/api/v1/me/filters").json() if not each["is_usable"]] == ["f7"]


def _table(caller: TestClient, path: str, **parameters: Any) -> list[dict[str, str]]:
    answer = caller.get(f"/api/v1/{path}", params=parameters)
    assert answer.status_code == 200, answer.text
    assert answer.content.startswith(b"\xef\xbb\xbf")
    assert answer.headers["content-disposition"] == f'attachment; filename="{path}"'
    assert answer.headers["x-content-type-options"] == "nosniff"
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_cases_as_csv_hold_what_the_list_holds_and_no_live_formula(
    login: Login, hospital: Hospital, database: Database
) -> None:
    with database.session() as session:
        session.execute(update(Case).where(Case.id == hospital.own.case_id).values(complaint="=HYPERLINK(1)"))

    (row,) = _table(login(Role.FACTORY_USER), "cases.csv")

    assert (row["编号"], row["主诉"], row["设备"]) == (hospital.own.case_id, "'=HYPERLINK(1)", "风机 OWN-CANARY")
    assert (row["状态"], row["紧急程度（1 最高）"], row["医生"]) == ("已指派医生", "3", "陈")
    assert _table(login(Role.FACTORY_USER), "cases.csv", state="discharged") == []
    assert len(_table(login(Role.ENGINEER), "cases.csv")) == 2


def test_machines_as_csv(login: Login, hospital: Hospital) -> None:
    (row,) = _table(login(Role.FACTORY_ADMIN), "equipment.csv", q="OWN-CANARY")

    assert (row["编号"], row["资产编号"]) == (hospital.own.equipment_id, "A OWN-CANARY")


def test_a_long_list_is_exported_whole_and_once(
    login: Login, hospital: Hospital, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(csv_cells, "MAX_LIMIT", 3)
    with database.session() as session:
        first = session.get_one(Equipment, hospital.own.equipment_id)
        same = {"factory_id": first.factory_id, "kind": "pump", "location": "", "criticality": "c", "machine": None}
        session.add_all(Equipment(id=new_id("eqp"), name_en=f"P{n}", name_zh=f"泵{n}", **same) for n in range(10))

    rows = _table(login(Role.FACTORY_ADMIN), "equipment.csv")

    assert len({row["编号"] for row in rows}) == len(rows) == 11


def test_an_export_is_in_the_audit(login: Login) -> None:
    manager = login(Role.FACTORY_ADMIN)
    manager.get("/api/v1/cases.csv")

    assert "cases.exported" in [line["action"] for line in manager.get("/api/v1/audit").json()["items"]]
