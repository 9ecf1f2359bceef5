"""The doctor's pages: the work list, the doctor's side of a case, visits, availability."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.words import Words
from tests.dashboard.running_hospital import (
    COORDINATOR,
    DOCTOR,
    RECORDING,
    WORKER,
    RunningHospital,
    go_to,
    words_on,
)

EN = Words("en")
TODAY = datetime.now(timezone(timedelta(hours=8))).date()


@pytest.fixture(scope="module", autouse=True)
def time_for_many_cases(hospital: RunningHospital) -> None:
    """The doctor of these tests has more time than the eight cases of a demo week."""
    doctor_id = hospital.call("GET", "/api/v1/me", DOCTOR)["doctor_id"]
    hospital.call("PATCH", f"/api/v1/doctors/{doctor_id}", COORDINATOR, json={"capacity_minutes": 10_000})


def given_case(hospital: RunningHospital, complaint: str, *, accepted: bool = True) -> str:
    """Open a case with an outer race defect, give it to the doctor, and let the doctor accept it."""
    case_id = hospital.open_case(complaint, recording=RECORDING.path)
    doctor_id = hospital.call("GET", "/api/v1/me", DOCTOR)["doctor_id"]
    body = {"doctor_id": doctor_id, "reason": "asked for by the factory"}
    hospital.call("POST", f"/api/v1/cases/{case_id}/assignments", COORDINATOR, json=body)
    if accepted:
        hospital.call("POST", f"/api/v1/cases/{case_id}/begin-consultation", DOCTOR)
    return case_id


def case_of(hospital: RunningHospital, case_id: str) -> dict[str, Any]:
    case: dict[str, Any] = hospital.call("GET", f"/api/v1/cases/{case_id}", COORDINATOR)
    return case


def signed_case(hospital: RunningHospital, complaint: str) -> str:
    case_id = given_case(hospital, complaint)
    draft = hospital.call(
        "PUT",
        f"/api/v1/cases/{case_id}/diagnosis-draft",
        DOCTOR,
        json={"findings": [], "conclusion": {"en": "Outer race defect."}, "urgency": 3},
    )
    body = {"draft_version": draft["version"]}
    hospital.call("POST", f"/api/v1/cases/{case_id}/diagnoses", DOCTOR, json=body)
    return case_id


def use(app: AppTest, tool: str) -> AppTest:
    """Choose a tool of the doctor's side."""
    control = next(each for each in app.get("button_group") if str(each.key or "").startswith("tool_"))
    control.set_value(tool)
    return app.run()


def field(app: AppTest, kind: str, name: str) -> Any:
    """Return the widget of a form's field: its key begins with the form's and the field's name."""
    return next(each for each in app.get(kind) if str(each.key or "").startswith(f"{name}:"))


def fill(app: AppTest, kind: str, name: str, value: Any) -> AppTest:
    field(app, kind, name).set_value(value)
    return app.run()


def test_the_work_list_says_what_is_next_and_leads_to_the_case(hospital: RunningHospital) -> None:
    given_case(hospital, "To be accepted or not.", accepted=False)

    app = hospital.dashboard(DOCTOR, "en", "my_cases")

    page = words_on(app)
    assert "To be accepted or not." in page
    assert EN.of("need", "accept") in page
    assert " left (" in page


def test_what_waits_for_others_is_not_among_what_needs_the_doctor(hospital: RunningHospital) -> None:
    case_id = given_case(hospital, "Asked last Monday.")
    body = {"questions": ["Since when?"]}
    hospital.call("POST", f"/api/v1/cases/{case_id}/questions", DOCTOR, json=body)

    mine = words_on(hospital.dashboard(DOCTOR, "en", "my_cases"))
    waiting = words_on(hospital.dashboard(DOCTOR, "en", "my_cases", show="waiting"))

    assert "Asked last Monday." not in mine
    assert "Asked last Monday." in waiting


def test_a_declined_case_goes_back_with_the_reason_and_the_doctor_to_the_work_list(hospital: RunningHospital) -> None:
    case_id = given_case(hospital, "Not my field at all.", accepted=False)
    app = hospital.dashboard(DOCTOR, "en", "case", case=case_id)
    fill(app, "radio", f"decline:{case_id}:why", "not_my_field")
    fill(app, "text_area", f"decline:{case_id}:words", "a planetary gearbox")

    app.button(key=f"decline_{case_id}").click().run()

    assert case_of(hospital, case_id)["state"] == "triaged"
    assert app.title[0].value == EN.of("pages", "my_cases")
    assert EN("doctor.declined") in words_on(app)
    lines = hospital.call("GET", f"/api/v1/cases/{case_id}/timeline", COORDINATOR)["items"]
    assert any("Not my field: a planetary gearbox" in line["text"]["en"] for line in lines)


def test_a_question_that_was_not_sent_is_there_after_a_reload_and_gone_after_sending(hospital: RunningHospital) -> None:
    case_id = given_case(hospital, "Asked and paused.")
    app = use(hospital.dashboard(DOCTOR, "en", "case", case=case_id), "ask")
    fill(app, "text_area", f"ask:{case_id}:questions", "A photo of the nameplate?\nSince when?")

    again = use(hospital.dashboard(DOCTOR, "en", "case", case=case_id), "ask")

    assert field(again, "text_area", f"ask:{case_id}:questions").value.startswith("A photo")
    again.button(key=f"ask_{case_id}").click().run()
    case = case_of(hospital, case_id)
    assert case["state"] == "needs_information"
    assert [each["question"] for each in case["open_questions"]] == ["A photo of the nameplate?", "Since when?"]
    assert EN("doctor.paused") in words_on(again)


def test_a_request_for_a_measurement_is_written_in_both_languages(hospital: RunningHospital) -> None:
    case_id = given_case(hospital, "To be measured again.")
    app = use(hospital.dashboard(DOCTOR, "en", "case", case=case_id), "ask")
    fill(app, "text_input", f"measure:{case_id}:place", "NDE")
    fill(app, "selectbox", f"measure:{case_id}:direction", "axial")

    app.button(key=f"measure_{case_id}").click().run()

    [question] = case_of(hospital, case_id)["open_questions"]
    assert "vibration acceleration at “NDE”, direction: axial" in question["question"]
    assert "请补测振动加速度：测点“NDE”，方向：轴向。" in question["question"]
    assert "25.6 kHz" in question["question"]


def test_a_diagnosis_is_judged_drafted_and_signed(hospital: RunningHospital) -> None:
    case_id = given_case(hospital, "To be diagnosed.")
    app = hospital.dashboard(DOCTOR, "en", "case", case=case_id)
    name = f"diagnosis:{case_id}"
    assert app.button(key=f"draft_save_{case_id}").disabled, "nothing is judged beforehand"
    index = 0
    while any(str(each.key or "").startswith(f"{name}:judgement{index}:") for each in app.get("button_group")):
        fill(app, "button_group", f"{name}:judgement{index}", "confirmed" if index == 0 else "refuted")
        index += 1
    fill(app, "text_area", f"{name}:en", "Outer race defect at the drive end.")

    app.button(key=f"draft_save_{case_id}").click().run()
    assert EN("doctor.to_sign") in words_on(app)
    app.button(key=f"sign_{case_id}").click().run()

    signed = hospital.call("GET", f"/api/v1/cases/{case_id}/treatment", DOCTOR)["diagnosis"]
    content = signed["document"]["content"]
    assert content["conclusion"]["en"] == "Outer race defect at the drive end."
    assert content["findings"][0]["judgement"] == "confirmed"
    assert content["urgency"] == case_of(hospital, case_id)["urgency"]
    assert EN("doctor.was_signed") in words_on(app)


def test_a_draft_that_was_changed_elsewhere_is_told_and_what_was_typed_stays(hospital: RunningHospital) -> None:
    case_id = given_case(hospital, "Written in two tabs.")
    app = hospital.dashboard(DOCTOR, "en", "case", case=case_id)
    name = f"diagnosis:{case_id}"
    index = 0
    while any(str(each.key or "").startswith(f"{name}:judgement{index}:") for each in app.get("button_group")):
        fill(app, "button_group", f"{name}:judgement{index}", "refuted")
        index += 1
    fill(app, "text_area", f"{name}:en", "Mine.")
    other = {"findings": [], "conclusion": {"en": "From the other tab."}, "urgency": 3}
    hospital.call("PUT", f"/api/v1/cases/{case_id}/diagnosis-draft", DOCTOR, json=other)

    app.button(key=f"draft_save_{case_id}").click().run()

    page = words_on(app)
    assert EN("doctor.changed_meanwhile") in page
    assert "From the other tab." in page
    assert field(app, "text_area", f"{name}:en").value == "Mine."
    app.button(key=f"draft_save_{case_id}").click().run()
    draft = hospital.call("GET", f"/api/v1/cases/{case_id}/treatment", DOCTOR)["draft"]
    assert draft["content"]["conclusion"]["en"] == "Mine."


def test_a_template_left_as_it_is_and_an_own_item_are_prescribed_together(hospital: RunningHospital) -> None:
    case_id = signed_case(hospital, "To be prescribed.")
    app = hospital.dashboard(DOCTOR, "en", "case", case=case_id)
    name = f"prescribe:{case_id}"
    fill(app, "multiselect", f"{name}:templates", ["0.0"])
    app.button(key=f"own_item_{case_id}").click().run()
    fill(app, "text_area", f"{name}:what_own0", "Check the alignment.")
    fill(app, "selectbox", f"{name}:owner_own0", "doctor")

    app.button(key=f"prescribe_{case_id}").click().run()

    items = hospital.call("GET", f"/api/v1/cases/{case_id}/treatment", DOCTOR)["prescription"]
    assert [item["owner_kind"] for item in items] == ["factory", "doctor"]
    assert items[0]["what"]["zh"], "a template keeps both languages"
    assert items[1]["what"] == {"en": "Check the alignment.", "zh": None}
    assert {item["due_on"] for item in items} == {(TODAY + timedelta(days=7)).isoformat()}


@pytest.mark.parametrize("language", ["en", pytest.param("zh", marks=pytest.mark.long)])
def test_a_follow_up_is_shown_beside_the_first_recording_and_the_case_discharged(
    hospital: RunningHospital, language: str
) -> None:
    words = Words("zh" if language == "zh" else "en")
    case_id = signed_case(hospital, f"Measured again ({language}).")
    item = {"what": {"zh": "更换轴承"}, "due_on": "2099-01-01"}
    path = f"/api/v1/cases/{case_id}"
    [item] = hospital.call("POST", f"{path}/prescription-items", DOCTOR, json={"items": [item]})["items"]
    hospital.call("POST", f"/api/v1/prescription-items/{item['id']}/result", WORKER, json={"state": "done"})
    hospital.call("POST", f"{path}/treatment/finish", DOCTOR, json={})
    recording = hospital.call(
        "POST",
        "/api/v1/recordings",
        WORKER,
        params={"equipment_id": hospital.machine_id("Test stand motor"), "filename": "after.flac"},
        content=RECORDING.path.read_bytes(),
        headers={"Content-Type": "application/octet-stream"},
    )
    hospital.call("POST", f"{path}/follow-up/measurements", WORKER, json={"recording_id": recording["id"]})
    hospital.examine()
    verdict = hospital.call("GET", f"{path}/treatment", DOCTOR)["follow_up"]["measurements"][0]["verdict"]

    app = hospital.dashboard(DOCTOR, language, "case", case=case_id)
    page = words_on(app)
    assert words.of("comparison", verdict) in page
    assert words.of("next_step", "compare") in page
    use(app, "discharge")
    fill(app, "button_group", f"discharge:{case_id}:outcome", "unchanged")
    fill(app, "text_area", f"discharge:{case_id}:reason", "kept under observation")
    app.button(key=f"discharge_{case_id}").click().run()

    assert not app.exception
    assert case_of(hospital, case_id)["state"] == "discharged"


@pytest.mark.parametrize("language", ["en", pytest.param("zh", marks=pytest.mark.long)])
def test_every_tool_is_drawn(hospital: RunningHospital, language: str) -> None:
    case_id = signed_case(hospital, f"All tools ({language}).")
    app = hospital.dashboard(DOCTOR, language, "case", case=case_id)
    tools = ("diagnosis", "ask", "prescription", "teardown", "discharge", "colleagues", "visit", "more")

    for tool in tools:
        use(app, tool)

        assert not app.exception, f"{tool}: {app.exception[0].message}"
        assert not app.error, f"{tool}: {app.error[0].value}"


def test_a_visit_is_planned_walked_and_finished(hospital: RunningHospital) -> None:
    case_id = given_case(hospital, "To be seen on site.")
    app = use(hospital.dashboard(DOCTOR, "en", "case", case=case_id), "visit")
    fill(app, "date_input", f"visit:{case_id}:day", TODAY + timedelta(days=1))
    fill(app, "text_input", f"visit:{case_id}:purpose", "Measure on site")
    app.button(key=f"visit_{case_id}").click().run()
    planned = hospital.call("GET", "/api/v1/visits", DOCTOR, params={"state": "planned"})["items"]
    visit_id = next(each["id"] for each in planned if each["purpose"] == "Measure on site")
    stop_id = next(each["stops"][0]["id"] for each in planned if each["id"] == visit_id)

    go_to(app, "my_visits")
    assert "Measure on site" in words_on(app)
    go_to(app, "visit", visit=visit_id)
    fill(app, "text_input", f"arrive:{visit_id}:met", "Mr Wang")
    app.button(key=f"arrive_{visit_id}").click().run()
    fill(app, "button_group", f"stop:{stop_id}:result", "finding")
    fill(app, "text_area", f"stop:{stop_id}:finding", "Bearing noise at the drive end")
    app.button(key=f"record_{stop_id}").click().run()
    app.button(key=f"finish_{visit_id}").click().run()

    done = hospital.call("GET", f"/api/v1/visits/{visit_id}", DOCTOR)
    assert (done["state"], done["met"], done["stops"][0]["finding"]) == (
        "done",
        "Mr Wang",
        "Bearing noise at the drive end",
    )


def test_an_absence_is_entered_in_whole_days_and_taken_back(hospital: RunningHospital) -> None:
    doctor_id = hospital.call("GET", "/api/v1/me", DOCTOR)["doctor_id"]
    first = TODAY + timedelta(days=400)
    app = hospital.dashboard(DOCTOR, "en", "my_practice")
    fill(app, "date_input", f"absence:{doctor_id}:first", first)
    fill(app, "date_input", f"absence:{doctor_id}:last", first + timedelta(days=1))

    app.button(key="enter_absence").click().run()

    absences = hospital.call("GET", f"/api/v1/doctors/{doctor_id}", DOCTOR)["absences"]
    [entered] = [each for each in absences if datetime.fromisoformat(each["start"]).date() == first - timedelta(days=1)]
    assert EN.day(first) in words_on(app)
    button = next(each for each in app.button if str(each.key or "").startswith("absence_20"))
    button.click().run()
    left = hospital.call("GET", f"/api/v1/doctors/{doctor_id}", DOCTOR)["absences"]
    assert entered not in left
