"""An engineer's pages: the work list, judging finding by finding, signing, amending, and examining again."""

from __future__ import annotations

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from tests.dashboard.running_hospital import COORDINATOR, ENGINEER, RECORDING, RunningHospital, words_on

WHY = "The lines belong to the drive belt."


def examined(hospital: RunningHospital) -> str:
    """Open a case of its own with the recording of an outer-race fault; return its examination."""
    case_id = hospital.open_case("It hums.", recording=RECORDING.path)
    items = hospital.call("GET", "/api/v1/examinations", ENGINEER)["items"]
    return next(str(item["id"]) for item in items if item["case_id"] == case_id)


@pytest.fixture(scope="module")
def unsigned(hospital: RunningHospital) -> str:
    """An examination that no test of this module signs."""
    return examined(hospital)


def workstation(hospital: RunningHospital, examination: str, email: str = ENGINEER, language: str = "en") -> AppTest:
    app = hospital.dashboard(email, language, "examination", examination=examination)
    assert not app.exception
    return app


def field(app: AppTest, kind: str, name: str) -> Any:
    """The widget of the field ``name`` of a form that loses nothing."""
    [found] = [each for each in app.get(kind) if each.key and f":{name}:" in each.key]
    return found


def sign_button(app: AppTest, examination: str) -> Any:
    return app.button(key=f"sign_button_{examination}")


def signatures(hospital: RunningHospital, examination: str) -> Any:
    return hospital.call("GET", f"/api/v1/examinations/{examination}/signatures", ENGINEER)["items"]


def test_the_work_list_says_why_and_its_next_opens_the_first(hospital: RunningHospital, unsigned: str) -> None:
    listed = hospital.call("GET", "/api/v1/examinations/work-list", ENGINEER)
    app = hospital.dashboard(ENGINEER, "en", "work_list")
    assert f"Waiting for a signature: {listed['waiting']}" in words_on(app).replace("*", "")
    assert any("outer race defect" in link.label for link in app.get("page_link"))

    app.button(key="work_list_next").click().run()

    assert app.query_params["examination"] == listed["items"][0]["id"]
    assert unsigned in [item["id"] for item in listed["items"]]


@pytest.mark.parametrize(("language", "heading"), [("en", "Judgement and signature"), ("zh", "判定与签发")])
def test_the_workstation_speaks_the_readers_language(
    hospital: RunningHospital, unsigned: str, language: str, heading: str
) -> None:
    assert heading in words_on(workstation(hospital, unsigned, language=language))


def test_nothing_can_be_signed_before_each_finding_is_judged(hospital: RunningHospital, unsigned: str) -> None:
    app = workstation(hospital, unsigned)

    assert sign_button(app, unsigned).disabled
    assert "Judge each finding first." in words_on(app)


def test_a_rejected_finding_needs_a_reason_and_a_verdict(hospital: RunningHospital) -> None:
    examination = examined(hospital)
    app = workstation(hospital, examination)

    field(app, "button_group", "judgement0").set_value("reject").run()
    assert "rejected and added findings each need a reason" in words_on(app)
    field(app, "text_input", "why0").set_value(WHY).run()
    assert "Choose the verdict." in words_on(app)
    assert sign_button(app, examination).disabled
    field(app, "selectbox", "verdict").set_value("healthy").run()
    assert field(workstation(hospital, examination), "text_input", "why0").value == WHY, "what was typed is lost"
    sign_button(app, examination).click().run()

    [signature] = signatures(hospital, examination)
    assert signature["decision"] == "corrected"
    assert signature["document"]["correction"]["findings"][0]["judgement"] == "refuted"
    page = words_on(workstation(hospital, examination))
    assert WHY in page
    assert "Bearing DE: damage of the outer race" in page, "the opinion is no longer readable"


def test_an_opinion_that_is_right_is_signed_with_one_click_and_amended_with_a_reason(hospital: RunningHospital) -> None:
    examination = examined(hospital)
    app = workstation(hospital, examination)

    app.button(key=f"confirm_all_{examination}").click().run()
    assert [each["decision"] for each in signatures(hospital, examination)] == ["confirmed"]

    app = workstation(hospital, examination)
    app.toggle(key=f"amend_{examination}").set_value(True).run()
    field(app, "button_group", "judgement0").set_value("correct").run()
    field(app, "selectbox", "severity0").set_value("slight").run()
    field(app, "text_input", "why0").set_value("An early stage.").run()
    sign_button(app, examination).click().run()

    newest, first = signatures(hospital, examination)
    assert (newest["version"], first["version"]) == (2, 1)
    assert newest["document"]["correction"]["findings"][0]["severity"] == "slight"
    assert "Earlier signatures (1)" in words_on(workstation(hospital, examination))


def test_an_added_finding_can_be_taken_back(hospital: RunningHospital, unsigned: str) -> None:
    app = workstation(hospital, unsigned)

    app.button(key=f"add_{unsigned}").click().run()
    field(app, "selectbox", "added_fault0").set_value("rotor.unbalance").run()
    assert field(app, "selectbox", "added_severity0").value is None
    [take_back] = [button for button in app.button if button.label == "Take back"]
    take_back.click().run()
    app.button(key=f"add_{unsigned}").click().run()

    assert field(app, "selectbox", "added_fault0").value is None


def test_other_assumptions_are_tried_and_kept_with_a_reason(hospital: RunningHospital, unsigned: str) -> None:
    app = workstation(hospital, unsigned)
    assert app.button(key=f"try_{unsigned}").disabled

    field(app, "number_input", "rpm").set_value(1300.0).run()
    app.button(key=f"try_{unsigned}").click().run()
    assert "Gone: outer race defect (DE)" in words_on(app)
    assert app.button(key=f"keep_{unsigned}").disabled
    field(app, "text_input", "reason").set_value("The strobe shows 1300 rpm.").run()
    app.button(key=f"keep_{unsigned}").click().run()

    kept = hospital.call("GET", f"/api/v1/examinations/{unsigned}/re-examinations", ENGINEER)["items"]
    assert [each["overrides"]["speed_rpm"] for each in kept] == [1300]
    page = words_on(workstation(hospital, unsigned))
    assert "The strobe shows 1300 rpm." in page
    assert "Bearing DE: damage of the outer race" in page, "the opinion has changed"


def test_a_coordinator_reads_but_does_not_sign(hospital: RunningHospital, unsigned: str) -> None:
    page = words_on(workstation(hospital, unsigned, email=COORDINATOR))

    assert "No engineer has signed this opinion yet." in page
    assert "Sign as" not in page
