from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update

from clinic_api.cases.models import Case, CaseClock
from clinic_api.database import Database, utc_now
from clinic_api.settings import Settings
from tests.clinic_api.conftest import Login
from tests.clinic_api.examined_fan import ExaminedFan, examine_fan
from tests.clinic_api.hospital import Hospital

URL = "/api/v1/examinations/work-list"


@pytest.fixture
def fan(login: Login, hospital: Hospital, database: Database, settings: Settings) -> ExaminedFan:
    """A fan with a damaged outer race, really examined, beside the two healthy examinations of the hospital."""
    return examine_fan(login, hospital, database, settings)


def listed(login: Login, **parameters: Any) -> dict[str, Any]:
    answer = login("engineer").get(URL, params=parameters)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def ids(work: dict[str, Any]) -> list[str]:
    return [item["id"] for item in work["items"]]


def change(database: Database, case_id: str, **values: Any) -> None:
    with database.session() as session:
        session.execute(update(Case).where(Case.id == case_id).values(**values))


def test_the_most_urgent_comes_first_with_machine_clock_and_reasons(
    login: Login, hospital: Hospital, fan: ExaminedFan
) -> None:
    work = listed(login)

    assert ids(work) == [fan.examination_id, hospital.own.examination_id, hospital.foreign.examination_id]
    assert work["waiting"] == 3
    first = work["items"][0]
    assert first["act_by"] < 5
    assert first["clock"]["is_late"] is False
    finding = first["reasons"][0]
    assert (finding["code"], finding["finding_index"]) == ("finding", 0)
    assert "outer race" in finding["text"]["en"]
    assert "DE" in finding["text"]["zh"]
    assert "worse" in {reason["code"] for reason in first["reasons"]}  # the machine was healthy the time before


def test_a_more_urgent_report_moves_an_examination_up_and_is_a_reason(
    login: Login, hospital: Hospital, database: Database, fan: ExaminedFan
) -> None:
    change(database, hospital.own.case_id, urgency=1)

    first = listed(login)["items"][0]

    assert (first["id"], first["urgency"], first["act_by"]) == (hospital.own.examination_id, 5, 1)
    assert [reason["code"] for reason in first["reasons"]] == ["report_stricter"]


def test_of_equal_urgency_the_clock_that_ends_first_comes_first(
    login: Login, hospital: Hospital, database: Database, fan: ExaminedFan
) -> None:
    now = utc_now()
    with database.session() as session:
        for case_id, hours in ((hospital.own.case_id, 9), (hospital.foreign.case_id, -1)):
            its = update(CaseClock).where(CaseClock.case_id == case_id, CaseClock.kind == "diagnosis")
            session.execute(its.values(due_at=now + timedelta(hours=hours)))

    items = listed(login)["items"]

    assert [item["id"] for item in items[1:]] == [hospital.foreign.examination_id, hospital.own.examination_id]
    assert [item["clock"]["is_late"] for item in items[1:]] == [True, False]


def test_pages_follow_each_other_and_the_cursor_is_the_examination_before(
    login: Login, hospital: Hospital, fan: ExaminedFan
) -> None:
    pages = [listed(login, limit=1)]
    while pages[-1]["next_cursor"]:
        pages.append(listed(login, limit=1, cursor=pages[-1]["next_cursor"]))

    assert [ids(page) for page in pages] == [[each] for each in ids(listed(login))]
    assert pages[0]["next_cursor"] == fan.examination_id


def test_what_was_signed_and_what_was_closed_does_not_wait(
    login: Login, hospital: Hospital, database: Database, fan: ExaminedFan
) -> None:
    change(database, hospital.foreign.case_id, state="cancelled", closed_at=utc_now())
    signed = login("engineer").post(
        f"/api/v1/examinations/{fan.examination_id}/signatures", json={"decision": "confirmed"}
    )
    assert signed.status_code == 201, signed.text

    work = listed(login)

    assert ids(work) == [hospital.own.examination_id]
    assert ids(listed(login, cursor=fan.examination_id)) == [hospital.own.examination_id]  # it still tells the place


def test_a_cursor_that_is_no_examination_is_refused(login: Login, hospital: Hospital) -> None:
    answer = login("engineer").get(URL, params={"cursor": hospital.own.case_id})

    assert (answer.status_code, answer.json()["code"]) == (422, "cursor_invalid")


def test_the_list_is_for_the_hospital_only(login: Login, hospital: Hospital) -> None:
    assert [login(role).get(URL).status_code for role in ("coordinator", "admin")] == [200, 200]
    assert [login(role).get(URL).status_code for role in ("factory_user", "doctor", "funder")] == [403, 403, 403]
