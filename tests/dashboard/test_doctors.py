"""Weeks on call, load, absences and the file of a doctor on the pages."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from tests.dashboard.running_hospital import COORDINATOR, DOCTOR, RunningHospital, words_on

TODAY = datetime.now(ZoneInfo("Asia/Shanghai")).date()


def a_doctor(hospital: RunningHospital, department: str) -> Any:
    parameters = {"department": department, "in_service": "true"}
    return hospital.call("GET", "/api/v1/doctors", COORDINATOR, params=parameters)["items"][-1]


def test_a_week_that_contradicts_itself_is_told_and_given_to_the_substitute(hospital: RunningHospital) -> None:
    week = hospital.call("GET", "/api/v1/rota", COORDINATOR)["weeks"][-1]
    start = datetime.fromisoformat(week["week"]).replace(tzinfo=ZoneInfo("Asia/Shanghai"))
    absence = {"start": start.isoformat(), "end": (start + timedelta(days=3)).isoformat()}
    hospital.call("POST", f"/api/v1/doctors/{week['doctor_id']}/absences", COORDINATOR, json=absence)
    app = hospital.dashboard(COORDINATOR, "en", "rota")
    told = hospital.call("GET", "/api/v1/rota", COORDINATOR)["contradictions"]
    contradiction = next(each for each in told if each["doctor_id"] == week["doctor_id"])

    shown = words_on(app)
    app.button(key=f"substitute_{contradiction['department']}_{contradiction['week']}").click().run()

    assert contradiction["text"]["en"] in shown
    weeks = hospital.call("GET", "/api/v1/rota", COORDINATOR)["weeks"]
    now = next(each for each in weeks if (each["department"], each["week"]) == (week["department"], week["week"]))
    assert now["doctor_id"] == contradiction["substitute_id"]


def test_a_proposal_for_weeks_that_are_full_says_so_and_can_be_dropped(hospital: RunningHospital) -> None:
    app = hospital.dashboard(COORDINATOR, "zh", "rota")

    app.button(key="rota_propose").click().run()
    said = app.info[0].value
    app.button(key="rota_drop").click().run()

    assert "都已有人值班" in said
    assert "rota_propose" in {button.key for button in app.button}


def test_the_load_of_every_doctor_is_a_number_and_a_bar(hospital: RunningHospital) -> None:
    doctors = hospital.call("GET", "/api/v1/doctor-loads", COORDINATOR)

    table = hospital.dashboard(COORDINATOR, "zh", "rota", view="load").dataframe[0].value

    assert len(table) == len(doctors)
    assert list(table["now"]) == sorted(table["now"], reverse=True)
    assert all(len(weeks) == 4 for weeks in table["weeks"])


def test_an_absence_is_entered_and_taken_back(hospital: RunningHospital) -> None:
    doctor = a_doctor(hospital, "video")
    app = hospital.dashboard(COORDINATOR, "en", "doctor", doctor=doctor["id"])
    app.date_input(key="absence_from").set_value(TODAY + timedelta(days=30))
    app.date_input(key="absence_to").set_value(TODAY + timedelta(days=31))

    app.button(key="add_absence").click().run()
    entered = hospital.call("GET", f"/api/v1/doctors/{doctor['id']}", COORDINATOR)["absences"]
    app.button(key=next(button.key for button in app.button if str(button.key).startswith("remove_"))).click().run()

    length = datetime.fromisoformat(entered[-1]["end"]) - datetime.fromisoformat(entered[-1]["start"])
    assert length == timedelta(days=2)
    left = hospital.call("GET", f"/api/v1/doctors/{doctor['id']}", COORDINATOR)["absences"]
    assert len(left) == len(entered) - 1


def test_a_coordinator_changes_what_is_written_down(hospital: RunningHospital) -> None:
    doctor = a_doctor(hospital, "network")
    app = hospital.dashboard(COORDINATOR, "en", "doctor", doctor=doctor["id"])

    app.button(key="change").click().run()
    app.number_input(key="doctor_capacity").set_value(doctor["capacity_minutes"] + 60)
    app.button(key="doctor_save").click().run()

    after = hospital.call("GET", f"/api/v1/doctors/{doctor['id']}", COORDINATOR)
    assert after["capacity_minutes"] == doctor["capacity_minutes"] + 60
    assert after["specialties"] == doctor["specialties"]


def test_a_doctor_reads_the_file_and_changes_nothing(hospital: RunningHospital) -> None:
    doctor = a_doctor(hospital, "mechanical")

    app = hospital.dashboard(DOCTOR, "zh", "doctor", doctor=doctor["id"])

    assert doctor["name_zh"] in app.title[0].value.replace("\\", "")
    assert not {"change", "add_absence"} & {button.key for button in app.button}
    assert "专长" in words_on(app)
