from __future__ import annotations

import csv
import io
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from clinic_api.cases.clocks import start_clocks
from clinic_api.cases.models import Case, CaseClock
from clinic_api.cases.planning import ClockKind
from clinic_api.database import Database
from clinic_api.kit.ids import new_id
from clinic_api.statistics.breakdowns import break_down
from clinic_api.statistics.clocks import clock_results
from clinic_api.statistics.facts import load_facts
from clinic_api.statistics.month import Month
from clinic_api.treatments.models import Diagnosis, Discharge, Satisfaction
from tests.clinic_api.conftest import Login
from tests.clinic_api.databases import ONE_ENGINE
from tests.clinic_api.hospital import Hospital, SeededFactory

MONTH = "2026-03"
MONDAY = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)  # 9:00 in China


def _add(session: Session, factory: SeededFactory, **columns: Any) -> Case:
    values = {
        "id": new_id("case"),
        "factory_id": factory.factory_id,
        "equipment_id": factory.equipment_id,
        "reporter_id": session.get_one(Case, factory.case_id).reporter_id,
        "reporter_name": f"Reporter {factory.canary}",
        "complaint": f"=HYPERLINK({factory.canary})",
        "language": "zh",
        "mode": "reception",
        "state": "discharged",
        "urgency": 3,
        "department": "mechanical",
        "created_at": MONDAY,
        "updated_at": MONDAY,
    } | columns
    case = Case(**values)
    session.add(case)
    session.flush()
    start_clocks(session, case)
    session.flush()
    return case


def _meet(session: Session, case: Case, kind: ClockKind, *, after: timedelta) -> None:
    session.get_one(CaseClock, (case.id, kind.value)).met_at = MONDAY + after


def _diagnose(session: Session, case: Case, *, after: timedelta) -> None:
    session.add(
        Diagnosis(
            id=new_id("dx"),
            factory_id=case.factory_id,
            case_id=case.id,
            version=1,
            urgency=3,
            document={"version": 1},
            signed_at=MONDAY + after,
            previous_sha256="0" * 64,
            sha256="0" * 64,
            public_key="0" * 64,
            signature="0" * 128,
        )
    )


def _discharge(session: Session, case: Case, outcome: str, *, after: timedelta = timedelta(days=9)) -> None:
    session.add(
        Discharge(
            id=new_id("dis"),
            factory_id=case.factory_id,
            case_id=case.id,
            outcome=outcome,
            reason="stated",
            discharged_by="Chen",
            discharged_at=MONDAY + after,
        )
    )


@pytest.fixture
def busy_month(database: Database, hospital: Hospital) -> None:
    """March 2026: 12 mechanical, 7 electrical, 2 network cases in two factories."""
    with database.session() as session:
        for number in range(21):
            factory = (hospital.own, hospital.foreign)[number % 2]
            department = "mechanical" if number < 12 else "electrical" if number < 19 else "network"
            case = _add(session, factory, department=department, mode="rounds" if number < 6 else "reception")
            diagnosed_after = timedelta(days=1 if number < 14 else 20)
            _meet(session, case, ClockKind.FIRST_OPINION, after=timedelta(hours=1 if number < 15 else 6))
            _meet(session, case, ClockKind.DIAGNOSIS, after=diagnosed_after)
            _diagnose(session, case, after=diagnosed_after)
            _discharge(session, case, "repaired" if number < 16 else "untreated")
            if number < 9:
                told = {"told_by": "Li", "told_at": MONDAY}
                answer = Satisfaction(
                    id=new_id("sat"), factory_id=case.factory_id, case_id=case.id, score=4 + number % 2, **told
                )
                session.add(answer)


def _figure(month: dict[str, Any], name: str) -> dict[str, Any]:
    return next(figure for figure in month["breakdowns"] if figure["name"] == name)


def _counts(month: dict[str, Any], name: str) -> dict[str, int | None]:
    return {cell["key"]: cell["count"] for cell in _figure(month, name)["cells"]}


def _month(client: TestClient, name: str = MONTH) -> dict[str, Any]:
    answer = client.get("/api/v1/statistics/month", params={"month": name})
    assert answer.status_code == 200, answer.text
    month: dict[str, Any] = answer.json()
    return month


@pytest.mark.usefixtures("busy_month")
def test_staff_see_every_figure(login: Login) -> None:
    month = _month(login("coordinator"))

    departments = _counts(month, "opened_by_department")
    assert {key: count for key, count in departments.items() if count} == {
        "mechanical": 12,
        "electrical": 7,
        "network": 2,
    }
    assert _counts(month, "opened_by_mode") == {"reception": 15, "rounds": 6, "proactive": 0}
    assert _counts(month, "first_opinion_clock") == {"on_time": 15, "late": 6, "running": 0, "no_clock": 0}
    assert _counts(month, "diagnosis_clock") == {"on_time": 14, "late": 7, "running": 0, "no_clock": 0}
    assert _figure(month, "diagnosis_clock")["on_time_share"] == pytest.approx(14 / 21, abs=1e-4)
    outcomes = {key: count for key, count in _counts(month, "discharged_by_outcome").items() if count}
    assert outcomes == {"repaired": 16, "untreated": 5}
    assert _counts(month, "satisfaction") == {"1": 0, "2": 0, "3": 0, "4": 5, "5": 4, "no_answer": 12}
    assert (month["firms_served"], month["satisfaction_mean"], month["hidden_below"]) == (2, 4.44, None)
    medians = {row["clock"]: row["hours"] for row in month["medians"]}
    assert medians == {"first_opinion": 1.0, "accept": None, "diagnosis": 24.0}
    assert [row["name"] for row in month["absent"]] == ["visits"]


@pytest.mark.usefixtures("busy_month")
def test_every_figure_opens_exactly_the_cases_it_counts(login: Login) -> None:
    engineer = login("engineer")
    month = _month(engineer)
    opened = 0

    for figure in month["breakdowns"]:
        ids: list[str] = []
        for cell in figure["cells"]:
            listed = engineer.get(f"{cell['cases']}&limit=200")
            assert listed.status_code == 200, listed.text
            found = [case["id"] for case in listed.json()["items"]]
            assert len(found) == cell["count"], (figure["name"], cell["key"])
            ids += found
            opened += bool(found)
        assert len(set(ids)) == len(ids) == figure["total"], figure["name"]
        whole = {"month": MONTH, "breakdown": figure["name"], "limit": 200}
        listed = engineer.get("/api/v1/statistics/month/cases", params=whole)
        assert sorted(case["id"] for case in listed.json()["items"]) == sorted(ids)
    assert opened > 12


@pytest.mark.usefixtures("busy_month")
def test_cases_behind_a_figure_come_page_by_page(login: Login) -> None:
    engineer = login("engineer")
    where = {"month": MONTH, "breakdown": "opened_by_department", "key": "mechanical", "limit": "5"}
    ids: list[str] = []
    cursor: str | None = None
    pages = 0
    while pages == 0 or cursor:
        more = {"cursor": cursor} if cursor else {}
        page = engineer.get("/api/v1/statistics/month/cases", params=where | more).json()
        ids += [case["id"] for case in page["items"]]
        cursor = page["next_cursor"]
        pages += 1

    assert (pages, len(set(ids)), ids) == (3, 12, sorted(ids, reverse=True))


@pytest.mark.usefixtures("busy_month")
def test_a_funder_sees_no_count_under_five_and_no_case(login: Login) -> None:
    funder = login("funder")
    month = _month(funder)

    counts = [cell["count"] for figure in month["breakdowns"] for cell in figure["cells"]]
    totals = [figure["total"] for figure in month["breakdowns"]]
    assert all(number is None or number >= 5 for number in (*counts, *totals))
    assert any(number is not None for number in counts)
    assert all(cell["cases"] is None for figure in month["breakdowns"] for cell in figure["cells"])
    assert (month["firms_served"], month["hidden_below"], month["satisfaction_mean"]) == (None, 5, None)
    assert "case_" not in funder.get("/api/v1/statistics/month", params={"month": MONTH}).text
    refused = funder.get("/api/v1/statistics/month/cases", params={"month": MONTH, "breakdown": "opened_by_mode"})
    assert refused.status_code == 403


@pytest.mark.usefixtures("busy_month")
def test_what_a_funder_sees_agrees_with_the_cases_and_stays_the_same(login: Login) -> None:
    funder, staff = login("funder"), _month(login("admin"))
    first, second = (_month(funder)["breakdowns"] for _ in range(2))

    assert first == second
    for figure in first:
        hidden = 0
        for cell in figure["cells"]:
            true = _counts(staff, figure["name"])[cell["key"]]
            assert cell["count"] in {None, true}
            hidden += cell["count"] is None
        assert hidden != 1, figure["name"]


@pytest.mark.usefixtures("busy_month")
@pytest.mark.parametrize("role", ["funder", "admin"])
def test_the_csv_has_the_same_figures_and_no_live_formula(login: Login, hospital: Hospital, role: str) -> None:
    caller = login(role)
    month = _month(caller)

    answer = caller.get("/api/v1/statistics/month.csv", params={"month": MONTH, "lang": "en"})

    assert answer.headers["content-disposition"] == 'attachment; filename="month-2026-03.csv"'
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))
    told = {(row["figure"], row["cell"]): row["count"] for row in rows}
    for figure in month["breakdowns"]:
        for cell in [*figure["cells"], {"key": "total", "count": figure["total"]}]:
            assert told[figure["name"], cell["key"]] == ("" if cell["count"] is None else str(cell["count"]))
    assert not any(value.startswith(("=", "+", "-", "@")) for row in rows for value in row.values())
    assert hospital.own.canary not in answer.text


def test_a_case_is_counted_in_the_month_it_has_in_china(login: Login, hospital: Hospital, database: Database) -> None:
    with database.session() as session:
        for at in (datetime(2026, 2, 28, 15, 59, tzinfo=UTC), datetime(2026, 2, 28, 16, 0, tzinfo=UTC)):
            _add(session, hospital.own, created_at=at)
    staff = login("engineer")

    assert _figure(_month(staff, "2026-02"), "opened_by_mode")["total"] == 1
    assert _figure(_month(staff, "2026-03"), "opened_by_mode")["total"] == 1


def test_clocks_that_run_or_do_not_apply_are_neither_in_time_nor_late(database: Database, hospital: Hospital) -> None:
    now = MONDAY + timedelta(hours=2)
    with database.session() as session:
        running = _add(session, hospital.own, state="assigned")
        untriaged = _add(session, hospital.own, state="submitted", urgency=None, department=None)
        cancelled = _add(session, hospital.own, state="cancelled")
        paused = _add(session, hospital.own, state="needs_information", urgency=1)
        session.get_one(CaseClock, (paused.id, "accept")).stopped_at = MONDAY + timedelta(minutes=20)
        _meet(session, running, ClockKind.ACCEPT, after=timedelta(hours=2))
    month = Month.parse(MONTH)
    with database.session(read_only=True) as session:
        facts = load_facts(session, month)
        clocks = clock_results(session, facts.opened, now=now)
        figures = {figure.name: figure for figure in break_down(facts, clocks)}

    assert clocks["accept"][running.id].result == "on_time"
    assert clocks["accept"][running.id].hours == pytest.approx(2.0)
    assert clocks["accept"][paused.id].result == clocks["diagnosis"][running.id].result == "running"
    assert clocks["first_opinion"][paused.id].result == "late"
    assert clocks["diagnosis"][untriaged.id].result == clocks["diagnosis"][cancelled.id].result == "no_clock"
    assert figures["opened_by_department"].counts["unknown"] == 1
    assert figures["opened_by_urgency"].counts["unknown"] == 1


def test_a_case_discharged_twice_in_a_month_counts_once_with_its_last_outcome(
    login: Login, hospital: Hospital, database: Database
) -> None:
    with database.session() as session:
        case = _add(session, hospital.own)
        _discharge(session, case, "unchanged", after=timedelta(days=3))
        _discharge(session, case, "repaired", after=timedelta(days=8))

    figure = _figure(_month(login("admin")), "discharged_by_outcome")

    assert figure["total"] == 1
    assert {cell["key"]: cell["count"] for cell in figure["cells"]}["repaired"] == 1


@ONE_ENGINE
@pytest.mark.parametrize("month", ["2026-13", "2026-1", "26-01", "", "1999-01", " 2026-2", "2026-0२"])
def test_a_month_that_is_none_is_refused(login: Login, month: str) -> None:
    answer = login("funder").get("/api/v1/statistics/month", params={"month": month})

    assert (answer.status_code, answer.json()["code"]) == (422, "month_invalid")


@ONE_ENGINE
@pytest.mark.parametrize("more", [{"breakdown": "opened_by_name"}, {"breakdown": "opened_by_mode", "key": "' OR 1=1"}])
def test_a_figure_that_is_none_is_refused(login: Login, more: dict[str, str]) -> None:
    answer = login("admin").get("/api/v1/statistics/month/cases", params={"month": MONTH} | more)

    assert (answer.status_code, answer.json()["code"]) == (422, "figure_unknown")


@ONE_ENGINE
def test_an_empty_month_shows_zeros_to_staff_and_nothing_to_funders(login: Login) -> None:
    assert {figure["total"] for figure in _month(login("admin"), "2020-01")["breakdowns"]} == {0}
    assert {figure["total"] for figure in _month(login("funder"), "2020-01")["breakdowns"]} == {None}


def test_the_seeded_month_is_readable_for_all_who_may(login: Login, database: Database, hospital: Hospital) -> None:
    with database.session(read_only=True) as session:
        opened = session.scalars(select(Case.created_at)).first()
    assert opened is not None
    name = (opened + timedelta(hours=8)).strftime("%Y-%m")

    for role in ("engineer", "coordinator", "admin"):
        assert _figure(_month(login(role), name), "opened_by_mode")["total"] == 2


@pytest.mark.usefixtures("busy_month")
def test_several_months_are_shown_as_each_by_itself(login: Login) -> None:
    client = login("funder")

    months = client.get("/api/v1/statistics/months", params={"last": "2026-03", "count": 3}).json()

    assert [month["month"] for month in months] == ["2026-01", "2026-02", "2026-03"]
    alone = _month(client)
    assert months[-1]["breakdowns"] == alone["breakdowns"]


@pytest.mark.usefixtures("busy_month")
def test_the_share_of_answers_is_told_and_kept_from_a_funder_where_it_gives_a_cell_away(login: Login) -> None:
    asked = _counts(_month(login("coordinator")), "satisfaction")
    share = _month(login("coordinator"))["satisfaction_answered_share"]
    shown = _counts(_month(login("funder")), "satisfaction")["no_answer"]

    assert share == pytest.approx(9 / 21, abs=1e-4)
    assert asked["no_answer"] == 12
    assert (_month(login("funder"))["satisfaction_answered_share"] is None) == (shown is None)
