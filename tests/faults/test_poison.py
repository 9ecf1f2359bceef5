"""F8 and F9: recordings that kill, eat, spin or lie; and the whole hostile corpus through the API."""

from __future__ import annotations

import os
from collections import Counter
from urllib.parse import quote

import pytest
from sqlalchemy import select

from clinic_api.cases.models import Case
from clinic_api.jobs.models import Job
from tests.clinic_api.rows import wav_of_damaged_outer_race
from tests.clinic_api.test_worker_processes import poison_mat
from tests.diagnostics.sandbox.corpus import CORPUS
from tests.faults.conftest import Figure, OpenHospital
from tests.faults.ledger import Ledger, audit, drain, start_delays

pytestmark = [pytest.mark.end_to_end, pytest.mark.long]
RECORDING = wav_of_damaged_outer_race(seconds=1.0)
WORST = ("kills_itself.wav", "eats_memory.wav", "spins.wav")


def test_f8_poison_is_parked_after_three_tries_and_the_rest_goes_on(
    make_hospital: OpenHospital, figure: Figure
) -> None:
    hospital = make_hospital(worker_module="tests.faults.poisoned_worker")
    poisonous = [Ledger(hospital, RECORDING, name) for name in WORST]
    lying = Ledger(hospital, poison_mat(), "fan.mat")
    sound = Ledger(hospital, RECORDING)
    for ledger in (*poisonous, lying):
        ledger.send()
    for _ in range(6):
        sound.send()

    drain(hospital, 240)

    with hospital.database.session(read_only=True) as session:
        jobs = {job.subject_id: job for job in session.scalars(select(Job))}
        cases = {case.id: case for case in session.scalars(select(Case))}
    for ledger in poisonous:
        case_id = ledger.accepted[0].case_id
        assert (jobs[case_id].state, jobs[case_id].attempt) == ("dead", 3), ledger.filename
        problem = cases[case_id].opinion_problem
        assert problem is not None
        assert set(problem) >= {"code", "text"}
        assert cases[case_id].state == "triaged"
    for ledger in (lying, sound):
        assert {jobs[ticket.case_id].state for ticket in ledger.accepted} == {"done"}
    found = audit(hospital, sound)
    found.refuse_losses()
    assert hospital.api is not None
    assert hospital.api.poll() is None
    figure("poison parked after 3 tries, of 3", found.dead)
    delays = start_delays(hospital, {ticket.case_id for ticket in sound.accepted})
    figure("longest wait of a sound recording beside 4 poisonous ones on 2 places, s", delays[-1])


def test_f9_hostile_files_end_with_a_reason_and_hurt_nobody(make_hospital: OpenHospital, figure: Figure) -> None:
    hospital = make_hospital(workers=0)
    worker = hospital.start_worker()
    assert hospital.api is not None
    outcomes: Counter[str] = Counter()
    with hospital.client() as client:
        for number, hostile in enumerate(CORPUS):
            query = f"equipment_id={hospital.ward.equipment_id}&filename={quote(os.fsencode(hostile.name))}"
            answer = client.post(f"/api/v1/recordings?{query}", content=hostile.build())
            assert answer.status_code < 500, (hostile.name, answer.text)
            if answer.status_code != 201:
                problem = answer.json()
                assert problem["code"]
                assert problem["detail_i18n"]["zh"]
                assert problem["request_id"]
                outcomes["refused at the door"] += 1
                continue
            ticket = {
                "equipment_id": hospital.ward.equipment_id,
                "complaint": f"hostile {number}",
                "language": "en",
                "recording_id": answer.json()["id"],
            }
            assert client.post("/api/v1/cases", json=ticket).status_code == 201

    drain(hospital, 240)

    with hospital.database.session(read_only=True) as session:
        for case in session.scalars(select(Case)):
            assert case.state == "triaged"
            outcomes["examined" if case.opinion_problem is None else str(case.opinion_problem["code"])] += 1
    assert hospital.api.poll() is None
    assert worker.poll() is None
    os.kill(worker.pid, 0)
    figure("hostile files", sum(outcomes.values()))
    figure("what became of them", dict(outcomes.most_common()))
