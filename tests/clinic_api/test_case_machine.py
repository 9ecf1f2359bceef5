"""Cases × roles against a model: whoever tries whatever, the answer is the model's, no case takes an illegal way, and
everybody sees exactly the cases the model says.
"""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any, ClassVar

import pytest
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import select, text, update

from clinic_api.cases.models import Case
from clinic_api.cases.repository import CaseRepository
from clinic_api.cases.states import Action, Actor
from clinic_api.cases.timeline_check import check_timeline
from clinic_api.cases.transitions import StateConflict, transition
from clinic_api.database import Database, utc_now
from clinic_api.doctors.models import Doctor
from clinic_api.kit.ids import new_id
from clinic_api.kit.principal import Principal, Role
from tests.clinic_api.conftest import Login
from tests.clinic_api.hospital import Hospital

WHY = {"reason": "because"}
FACTORIES = ("own", "foreign")
DESK = frozenset({"coordinator", "admin"})
FACTORY = frozenset({"own_user", "foreign_user"})
DOCTORS = frozenset({"own_doctor", "foreign_doctor"})
CALLERS = sorted(DESK | FACTORY | DOCTORS | {"engineer"})
WORKING = frozenset({"triaged", "assigned", "in_consultation", "diagnosed", "in_treatment"})
CLOSED = frozenset({"discharged", "merged", "cancelled"})
ATTENDED = frozenset({"assigned", "in_consultation", "diagnosed", "in_treatment", "follow_up", "needs_information"})
OPEN = frozenset({"submitted", "examining", "follow_up", "needs_information"}) | WORKING

# Design §4 once more, apart from the program's table: action → (who, from where, to where).
WAYS: dict[str, tuple[frozenset[str], frozenset[str], str]] = {
    "assignments": (DESK, frozenset({"triaged"}), "assigned"),
    "begin-consultation": (DOCTORS, frozenset({"assigned"}), "in_consultation"),
    "decline": (DOCTORS, frozenset({"assigned"}), "triaged"),
    "refer": (DOCTORS, frozenset({"assigned", "in_consultation"}), "triaged"),
    "unassign": (DESK, frozenset({"assigned", "in_consultation"}), "triaged"),
    "reassign": (DESK, frozenset({"assigned", "in_consultation"}), "assigned"),
    "questions": (DESK | DOCTORS, WORKING, "needs_information"),
    "answers": (DESK | FACTORY, frozenset({"needs_information"}), "back"),
    "cancel": (DESK | FACTORY, OPEN, "cancelled"),
    "reopen": (DESK | FACTORY, frozenset({"discharged"}), "triaged"),
}
# What has no route here is done by the service itself: action → (who, from where, to where).
SERVICE_WAYS: dict[Action, tuple[Actor, frozenset[str], str]] = {
    Action.EXAMINE: (Actor.SERVICE, frozenset({"submitted"}), "examining"),
    Action.TRIAGE: (Actor.SERVICE, frozenset({"submitted", "examining"}), "triaged"),
    Action.SIGN_DIAGNOSIS: (Actor.DOCTOR, frozenset({"in_consultation"}), "diagnosed"),
    Action.BEGIN_TREATMENT: (Actor.DOCTOR, frozenset({"diagnosed"}), "in_treatment"),
    Action.FINISH_TREATMENT: (Actor.FACTORY_USER, frozenset({"in_treatment"}), "follow_up"),
    Action.DISCHARGE: (Actor.DOCTOR, frozenset({"follow_up"}), "discharged"),
    Action.DISCHARGE_UNTREATED: (Actor.DOCTOR, frozenset({"diagnosed"}), "discharged"),
    Action.DECLINE_TREATMENT: (Actor.FACTORY_ADMIN, frozenset({"in_treatment"}), "discharged"),
}


@dataclass
class World:
    """What the machine works on, the same for all its runs."""

    database: Database
    hospital: Hospital
    clients: dict[str, TestClient]
    steps: int = 0
    refused: int = 0

    def doctor_id(self, caller: str) -> str:
        return self.hospital.doctor_id if caller == "own_doctor" else self.hospital.other_doctor_id

    def principal(self, caller: str) -> Principal:
        if caller in DOCTORS:
            return Principal("acc_x", Role.DOCTOR, None, self.doctor_id(caller), "D", "医", "en")
        factory = self.hospital.own if caller.startswith("own") else self.hospital.foreign
        return Principal("acc_x", Role.FACTORY_USER, factory.factory_id, None, "U", "用", "en")


@dataclass
class ModelCase:
    """What the model believes of a case."""

    factory: str
    state: str = "submitted"
    paused_in: str = ""
    department: str = "mechanical"
    attending: str | None = None
    consulted: dict[str, str] = field(default_factory=dict)
    merged_into: str | None = None

    def enter(self, state: str) -> None:
        self.state = state
        if state in {"triaged", "merged", "cancelled"}:
            self.attending = None
        if state in CLOSED:
            self.consulted = {}


class CaseMachine(RuleBasedStateMachine):
    """Tries things on a few cases of two factories."""

    world: ClassVar[World]

    def __init__(self) -> None:
        super().__init__()
        self.cases: dict[str, ModelCase] = {}

    @initialize(factory=st.sampled_from(FACTORIES))
    def first_case(self, factory: str) -> None:
        self._open(factory)
        self._service_acts(0, Action.TRIAGE, hits=False)

    @precondition(lambda self: len(self.cases) < 5)
    @rule(factory=st.sampled_from(FACTORIES))
    def open_case(self, factory: str) -> None:
        self._open(factory)

    @rule(
        pick=st.integers(0, 4),
        action=st.sampled_from(sorted(SERVICE_WAYS)),
        hits=st.booleans(),
    )
    def service_acts(self, pick: int, action: Action, hits: bool) -> None:
        self._service_acts(pick, action, hits)

    @rule(pick=st.integers(0, 4), caller=st.sampled_from(CALLERS), doctor=st.sampled_from(sorted(DOCTORS)))
    def a_case_is_led_on(self, pick: int, caller: str, doctor: str) -> None:
        self._somebody_acts(pick, "assignments", caller, doctor, hits=True)

    @rule(pick=st.integers(0, 4), doctor=st.sampled_from(sorted(DOCTORS)))
    def a_case_finds_its_doctor(self, pick: int, doctor: str) -> None:
        state = self._pick(pick)[1].state
        if state == "triaged":
            self._somebody_acts(pick, "assignments", "coordinator", doctor, hits=False)
        else:
            self._service_acts(pick, Action.TRIAGE, hits=True)

    def _service_acts(self, pick: int, action: Action, hits: bool) -> None:
        case_id, case = self._pick(pick)
        if hits:
            possible = [way for way, (_, sources, _) in SERVICE_WAYS.items() if case.state in sources]
            action = possible[pick % len(possible)] if possible else action
        actor, sources, target = SERVICE_WAYS[action]
        changes = {"urgency": 3, "department": "mechanical"} if action is Action.TRIAGE else {}
        with ExitStack() as stack:
            refusal = None if case.state in sources else stack.enter_context(pytest.raises(StateConflict))
            session = stack.enter_context(self.world.database.session())
            row = session.get_one(Case, case_id)
            transition(session, row, action, actor=actor, at=utc_now(), reason="because", changes=changes)
        if refusal is None:
            case.enter(target)
        else:
            assert refusal.value.state == case.state
            self.world.refused += 1

    @rule(
        pick=st.integers(0, 4),
        action=st.sampled_from(sorted(WAYS)),
        caller=st.sampled_from(CALLERS),
        doctor=st.sampled_from(sorted(DOCTORS)),
        hits=st.booleans(),
    )
    def somebody_acts(self, pick: int, action: str, caller: str, doctor: str, hits: bool) -> None:
        self._somebody_acts(pick, action, caller, doctor, hits)

    def _somebody_acts(self, pick: int, action: str, caller: str, doctor: str, hits: bool) -> None:
        case_id, case = self._pick(pick)
        if hits:
            possible = [
                way for way, (_, sources, _) in sorted(WAYS.items()) if case.state in sources and way != "cancel"
            ]
            action = possible[pick % len(possible)] if possible else action
            who = [each for each in sorted(WAYS[action][0]) if self._sees(each, case_id)]
            caller = who[pick % len(who)] if who else caller
        body = self._body(action, case_id, doctor)
        answer = self._post(caller, case_id, action, body)
        self._compare(answer, self._expected(caller, case_id, action), (caller, action, case))
        if answer.status_code in {200, 201}:
            target = WAYS[action][2]
            if action == "questions":
                case.paused_in = case.state
            case.enter(case.paused_in if target == "back" else target)
            if action in {"assignments", "reassign"}:
                case.attending = doctor
                case.consulted.pop(doctor, None)  # who attends a case is not asked beside its doctor any longer
            if action == "refer":
                case.department = _other(case.department)

    @rule(pick=st.integers(0, 4), caller=st.sampled_from(CALLERS), into=st.integers(0, 4))
    def somebody_merges(self, pick: int, caller: str, into: int) -> None:
        case_id, case = self._pick(pick)
        target_id, target = self._pick(into)
        final_id = target.merged_into or target_id
        final = self.cases[final_id]
        answer = self._post(caller, case_id, "merge", {"target_case_id": target_id, **WHY})
        if caller not in DESK:
            expected = 403
        elif final.factory != case.factory or final_id == case_id:
            expected = 422
        elif final.state in CLOSED or case.state in CLOSED:
            expected = 409
        else:
            expected = 200
        self._compare(answer, expected, (caller, case, final))
        if expected == 200:
            case.enter("merged")
            case.merged_into = final_id
            for other in self.cases.values():
                if other.merged_into == case_id:
                    other.merged_into = final_id

    @rule(pick=st.integers(0, 4), caller=st.sampled_from(CALLERS), doctor=st.sampled_from(sorted(DOCTORS)))
    def somebody_asks_for_a_second_opinion(self, pick: int, caller: str, doctor: str) -> None:
        case_id, case = self._pick(pick)
        body = {"doctor_id": self.world.doctor_id(doctor), "question": "Agreed?"}
        answer = self._post(caller, case_id, "consultations", body)
        if caller not in DESK | DOCTORS:
            expected = 403
        elif not self._sees(caller, case_id):
            expected = 404
        elif caller in DOCTORS and case.attending != caller:
            expected = 403
        elif case.state not in ATTENDED:
            expected = 409
        elif doctor == case.attending:
            expected = 422
        else:
            expected = 409 if doctor in case.consulted else 201
        self._compare(answer, expected, (caller, doctor, case))
        if expected == 201:
            case.consulted[doctor] = answer.json()["id"]

    @rule(pick=st.integers(0, 4), caller=st.sampled_from(sorted(DOCTORS)), withdraws=st.booleans())
    def a_second_opinion_ends(self, pick: int, caller: str, withdraws: bool) -> None:
        case_id, case = self._pick(pick)
        consultation_id = case.consulted.get(caller, new_id("con"))
        if withdraws:
            answer = self._post("coordinator", case_id, f"consultations/{consultation_id}/withdraw", None)
        else:
            opinion = {"opinion": "the same", "agreement": "agrees"}
            answer = self._post(caller, case_id, f"consultations/{consultation_id}/opinion", opinion)
        self._compare(answer, 200 if caller in case.consulted else 404, (caller, case))
        case.consulted.pop(caller, None)

    @invariant()
    def every_case_is_where_the_model_has_it(self) -> None:
        with self.world.database.session(read_only=True) as session:
            rows = session.execute(
                select(Case.id, Case.state, Case.merged_into_id).where(Case.id.in_(list(self.cases)))
            )
            states = {row.id: (row.state, row.merged_into_id) for row in rows}
        assert states == {case_id: (case.state, case.merged_into) for case_id, case in self.cases.items()}

    @invariant()
    def everybody_sees_what_the_model_says_and_nothing_foreign(self) -> None:
        callers = sorted(DOCTORS | FACTORY)
        with self.world.database.session(read_only=True) as session:
            for caller in callers:
                repository = CaseRepository(session, self.world.principal(caller))
                visible = repository.select_visible(Case).where(Case.id.in_(list(self.cases)))
                seen = {case.id for case in session.scalars(visible)}
                assert seen == {case_id for case_id in self.cases if self._sees(caller, case_id)}, caller
        self._read_list_as(callers[self.world.steps % len(callers)])
        self.world.steps += 1

    def _read_list_as(self, caller: str) -> None:
        """The same over HTTP, and nothing of a factory whose cases the caller may not see."""
        answer = self.world.clients[caller].get("/api/v1/cases", params={"limit": 20})
        seen = {item["id"] for item in answer.json()["items"]} & set(self.cases)
        assert seen == {case_id for case_id in self.cases if self._sees(caller, case_id)}, caller
        for factory in FACTORIES:
            may_see = caller in DOCTORS and any(
                self._sees(caller, case_id) for case_id, case in self.cases.items() if case.factory == factory
            )
            if not may_see and not (caller in FACTORY and caller.startswith(factory)):
                assert _canary(factory) not in answer.text, (caller, factory)

    def teardown(self) -> None:
        with self.world.database.session() as session:
            for case_id in self.cases:
                assert check_timeline(session, case_id).broken_at is None
            for table in ("assignments", "case_consultations"):  # leave the doctors without cases of this run
                session.execute(text(f"UPDATE {table} SET ended_at = CURRENT_TIMESTAMP WHERE ended_at IS NULL"))

    def _open(self, factory: str) -> None:
        body = {"complaint": f"It hums {_canary(factory)}", "language": "en"}
        answer = self.world.clients[f"{factory}_user"].post("/api/v1/cases", json=body)
        assert answer.status_code == 201, answer.text
        self.cases[answer.json()["id"]] = ModelCase(factory)

    def _pick(self, number: int) -> tuple[str, ModelCase]:
        return list(self.cases.items())[number % len(self.cases)]

    def _post(self, caller: str, case_id: str, action: str, body: Any) -> Any:
        return self.world.clients[caller].post(f"/api/v1/cases/{case_id}/{action}", json=body)

    def _compare(self, answer: Any, expected: int, told: object) -> None:
        assert answer.status_code == expected, (answer.text, told)
        self.world.refused += expected >= 400

    def _expected(self, caller: str, case_id: str, action: str) -> int:
        callers, sources, _ = WAYS[action]
        case = self.cases[case_id]
        if caller not in callers:
            return 403
        if not self._sees(caller, case_id):
            return 404
        if case.state not in sources:
            return 409
        if caller in DOCTORS and case.attending != caller:
            return 403
        return 201 if action == "assignments" else 200

    def _sees(self, caller: str, case_id: str) -> bool:
        case = self.cases[case_id]
        if caller in FACTORY:
            return caller.startswith(case.factory)
        if caller in DOCTORS:
            target = self.cases[case.merged_into] if case.merged_into else case
            return any(caller == each.attending or caller in each.consulted for each in (case, target))
        return True

    def _body(self, action: str, case_id: str, doctor: str) -> Any:
        doctor_id = self.world.doctor_id(doctor)
        if action == "answers":
            waiting = self.world.clients["admin"].get(f"/api/v1/cases/{case_id}").json()["open_questions"]
            ids = [question["id"] for question in waiting] or [new_id("qst")]
            return {"answers": [{"question_id": question_id, "answer": "yes"} for question_id in ids]}
        bodies: dict[str, Any] = {
            "assignments": {"doctor_id": doctor_id} | WHY,
            "begin-consultation": None,
            "refer": {"department": _other(self.cases[case_id].department)} | WHY,
            "reassign": {"doctor_id": doctor_id} | WHY,
            "questions": {"questions": ["Which bearing?"]},
        }
        return bodies.get(action, WHY)


def _other(department: str) -> str:
    return "electrical" if department == "mechanical" else "mechanical"


def _canary(factory: str) -> str:
    return f"CANARY-OF-{factory.upper()}"


@pytest.fixture
def world(login: Login, hospital: Hospital, database: Database) -> World:
    with database.session() as session:
        session.execute(text("UPDATE assignments SET ended_at = CURRENT_TIMESTAMP"))
        session.execute(text("UPDATE case_consultations SET ended_at = CURRENT_TIMESTAMP"))
        session.execute(update(Doctor).values(capacity_minutes=1e9, departments=["mechanical", "electrical"]))
    clients = {role: login(role) for role in ("coordinator", "admin", "engineer")}
    for factory in FACTORIES:
        foreign = factory == "foreign"
        clients[f"{factory}_user"] = login("factory_user", foreign=foreign)
        clients[f"{factory}_doctor"] = login("doctor", foreign=foreign)
    return World(database, hospital, clients)


def _run(world: World, *, examples: int, steps: int) -> None:
    machine = type("WorldMachine", (CaseMachine,), {"world": world})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    print(f"\n{world.steps} steps on {world.database.engine.dialect.name}, {world.refused} of them refused as modelled")


def test_cases_and_roles_behave_like_the_model(world: World) -> None:
    _run(world, examples=6, steps=30)

    assert world.steps >= 50
    assert world.refused


@pytest.mark.long
@pytest.mark.timeout(2400)
def test_cases_and_roles_behave_like_the_model_for_ten_thousand_steps(world: World) -> None:
    examples = 0
    while world.steps < 5_000:  # on each of two engines
        _run(world, examples=40, steps=50)
        examples += 40
        assert examples <= 1_000
