"""All machines at a glance: order, condition, since when, who has the case; and the levels of one machine."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import event, update
from sqlalchemy.orm import Session

from clinic_api.cases.models import Case
from clinic_api.database import Database, utc_now
from clinic_api.equipment.models import Equipment
from clinic_api.kit.ids import new_id
from clinic_api.kit.principal import Role
from tests.clinic_api.conftest import Login
from tests.clinic_api.hospital import DOCUMENT, MACHINE, Hospital, SeededFactory
from tests.clinic_api.rows import put_in_state
from tests.clinic_api.test_equipment_health import examine, faulty

MEASURED = {"rms": 3.0, "unit": "m/s2", "velocity_rms_mm_s": 2.1, "zone": "B", "standard": "ISO 20816-3"}


def conditions(caller: TestClient, **wanted: Any) -> Any:
    answer = caller.get("/api/v1/equipment/conditions", params=wanted)
    assert answer.status_code == 200, answer.text
    return answer.json()


def the_machine(caller: TestClient, factory: SeededFactory) -> Any:
    return next(each for each in conditions(caller)["items"] if each["equipment"]["id"] == factory.equipment_id)


def close(session: Session, factory: SeededFactory, *, hours_ago: float = 0.0) -> None:
    put_in_state(session, factory.case_id, "discharged")
    closed_at = utc_now() - timedelta(hours=hours_ago)
    session.execute(update(Case).where(Case.id == factory.case_id).values(closed_at=closed_at))


def add_machine(session: Session, factory: SeededFactory, name: str, **more: Any) -> str:
    row = Equipment(
        id=new_id("eqp"),
        factory_id=factory.factory_id,
        name_en=name,
        name_zh=name,
        kind="pump",
        criticality="b",
        **{"location": "Hall 9", **more},
    )
    session.add(row)
    session.flush()
    return row.id


def queries_of(database: Database, call: Callable[[], object]) -> int:
    statements: list[str] = []

    def note(*arguments: Any) -> None:
        statements.append(arguments[2])

    event.listen(database.engine, "before_cursor_execute", note)
    try:
        call()
    finally:
        event.remove(database.engine, "before_cursor_execute", note)
    return len(statements)


def test_an_open_case_says_the_condition_since_when_and_who_has_it(
    login: Login, hospital: Hospital, database: Database
) -> None:
    with database.session() as session:
        session.execute(update(Case).where(Case.id == hospital.own.case_id).values(urgency=2))
        opened_at = session.get_one(Case, hospital.own.case_id).created_at

    machine = the_machine(login(Role.FACTORY_USER), hospital.own)

    assert machine["condition"] == "urgency_2"
    assert machine["case"]["id"] == hospital.own.case_id
    assert machine["case"]["doctor_name"]["zh"]
    assert machine["since"] == machine["case"]["opened_at"]
    assert machine["since"].startswith(opened_at.strftime("%Y-%m-%dT%H:%M:%S"))


def test_without_a_case_the_newest_examination_says_it(login: Login, hospital: Hospital, database: Database) -> None:
    caller = login(Role.FACTORY_USER)
    with database.session() as session:
        close(session, hospital.own, hours_ago=5)
        examine(session, hospital.own, faulty())
    found = the_machine(caller, hospital.own)
    with database.session() as session:
        examine(session, hospital.own, {**DOCUMENT, "verdict": "healthy", "urgency": 5})
    later = the_machine(caller, hospital.own)

    assert (found["condition"], found["case"], found["unknown_because"]) == ("urgency_2", None, None)
    assert (later["condition"], later["since"]) == ("healthy", later["examined_at"])


@pytest.mark.parametrize(
    ("document", "days_ago", "because"),
    [
        (None, 0, "never_examined"),
        ({**DOCUMENT, "verdict": "not_assessable", "urgency": 5}, 0, "not_assessable"),
        ({**DOCUMENT, "verdict": "healthy", "urgency": 5}, 400, "outdated"),
    ],
)
def test_what_is_not_known_is_not_called_healthy(
    login: Login,
    hospital: Hospital,
    database: Database,
    document: dict[str, Any] | None,
    days_ago: int,
    because: str,
) -> None:
    with database.session() as session:
        own = hospital.own
        machine_id = add_machine(session, own, "Quiet pump")
        if document is not None:
            other = SeededFactory(**{**vars(own), "equipment_id": machine_id})
            examine(session, other, document, utc_now() - timedelta(days=days_ago))

    listed = conditions(login(Role.FACTORY_USER))["items"]
    machine = next(each for each in listed if each["equipment"]["id"] == machine_id)

    assert (machine["condition"], machine["unknown_because"]) == ("unknown", because)


def test_a_machine_repaired_since_it_was_found_faulty_is_to_be_measured_again(
    login: Login, hospital: Hospital, database: Database
) -> None:
    with database.session() as session:
        examine(session, hospital.own, faulty(), utc_now() - timedelta(days=2))
        close(session, hospital.own)

    machine = the_machine(login(Role.FACTORY_USER), hospital.own)

    assert (machine["condition"], machine["unknown_because"]) == ("unknown", "treated_since")


def test_the_worst_comes_first_and_counts_are_of_all(login: Login, hospital: Hospital, database: Database) -> None:
    caller = login(Role.FACTORY_USER)
    with database.session() as session:
        session.execute(update(Case).where(Case.id == hospital.own.case_id).values(urgency=4))
        for number in range(4):
            add_machine(session, hospital.own, f"Pump {number}", location="Hall 9")
        add_machine(session, hospital.own, "Old pump", status="scrapped")

    everything = conditions(caller)
    first, rest = conditions(caller, limit=1), conditions(caller, limit=2, offset=1)
    unknown = conditions(caller, condition="unknown", place="Hall 9")

    order = [each["condition"] for each in everything["items"]]
    assert order == sorted(order, key=["urgency_4", "unknown", "healthy"].index)
    assert [each["equipment"]["id"] for each in first["items"] + rest["items"]] == [
        each["equipment"]["id"] for each in everything["items"][:3]
    ]
    assert sum(everything["counts"].values()) == everything["total"] == len(everything["items"])
    assert (unknown["total"], len(unknown["items"])) == (4, 4)
    assert "Hall 9" in everything["places"]
    assert "Old pump" not in [each["equipment"]["name_en"] for each in everything["items"]]


def test_a_factory_sees_no_other_factorys_machines(login: Login, hospital: Hospital) -> None:
    seen = conditions(login(Role.FACTORY_USER))

    assert {each["equipment"]["factory_id"] for each in seen["items"]} == {hospital.own.factory_id}


def test_many_machines_cost_no_more_queries_than_few(login: Login, hospital: Hospital, database: Database) -> None:
    caller = login(Role.FACTORY_USER)
    few = queries_of(database, lambda: conditions(caller, limit=100))
    with database.session() as session:
        for number in range(40):
            add_machine(session, hospital.own, f"Machine {number}")

    many = queries_of(database, lambda: conditions(caller, limit=100))

    assert len(conditions(caller, limit=100)["items"]) > 40
    assert many == few


def test_the_levels_of_a_machine_stand_beside_their_limits(
    login: Login, hospital: Hospital, database: Database
) -> None:
    description = {**MACHINE, "power_kw": 30, "mounting": "rigid"}
    with database.session() as session:
        session.execute(update(Equipment).where(Equipment.id == hospital.own.equipment_id).values(machine=description))
        for days, velocity in ((20, 1.1), (10, 2.1)):
            measured = {"1": {**MEASURED, "velocity_rms_mm_s": velocity}}
            examine(session, hospital.own, {**DOCUMENT, "measurements": measured}, utc_now() - timedelta(days=days))

    told = login(Role.FACTORY_USER).get(f"/api/v1/equipment/{hospital.own.equipment_id}/trend").json()

    channel = told["channels"][0]
    assert [point["velocity_rms_mm_s"] for point in channel["points"]][-2:] == [1.1, 2.1]
    assert channel["position"] == MACHINE["sensors"][0]["position"]
    assert [(limit["zone"], limit["velocity_rms_mm_s"]) for limit in told["limits"]] == [
        ("A", 1.4),  # ISO 20816-3 group 2, rigid
        ("B", 2.8),
        ("C", 4.5),
    ]
    assert told["standard"]["zh"]
