"""The factory's side of a case page: answering, agreeing, ticking off, measuring again, rating, taking back."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import soundfile
from streamlit.testing.v1 import AppTest

from tests.dashboard import factory_story as story
from tests.dashboard.running_hospital import COORDINATOR, DOCTOR, OWNER, RECORDING, WORKER, RunningHospital, words_on


@pytest.fixture(scope="module")
def treated_case(hospital: RunningHospital) -> str:
    """A case of the factory with a signed diagnosis and two items prescribed."""
    case_id = hospital.open_case("The bearing end is hot.", recording=RECORDING.path)
    story.assign_to_the_doctor(hospital.call, case_id)
    story.diagnose(hospital.call, case_id)
    story.prescribe(hospital.call, case_id)
    return case_id


def case_page(hospital: RunningHospital, case_id: str, language: str = "en", email: str = OWNER) -> AppTest:
    return hospital.dashboard(email, language, "case", case=case_id)


def read(hospital: RunningHospital, case_id: str, what: str = "") -> dict[str, object]:
    answer: dict[str, object] = hospital.call("GET", f"/api/v1/cases/{case_id}{what}", OWNER)
    return answer


def test_the_clock_says_who_waits_for_whom_and_why(hospital: RunningHospital) -> None:
    case_id = hospital.open_case("The pump is loud.", machine="Cooling water pump 1")
    story.assign_to_the_doctor(hospital.call, case_id)
    assert "diagnosis: until" in words_on(case_page(hospital, case_id)).replace("*", "")

    story.ask(hospital.call, case_id, "When did it begin?")

    page = words_on(case_page(hospital, case_id))
    assert "diagnosis: stands still since" in page
    assert "waits for the factory's answer" in page


def test_questions_are_answered_on_the_page_and_the_case_goes_on(hospital: RunningHospital) -> None:
    case_id = hospital.open_case("The pump is loud again.", machine="Cooling water pump 1")
    story.assign_to_the_doctor(hospital.call, case_id)
    story.ask(hospital.call, case_id, "When did it begin?")
    app = case_page(hospital, case_id, email=WORKER)
    [question] = hospital.call("GET", f"/api/v1/cases/{case_id}/questions", OWNER)["items"]

    app.text_area(key=f"answers:{case_id}:{question['id']}:0:en").set_value("Yesterday evening").run()
    app.button(key=f"answers:{case_id}:send").click().run()

    assert read(hospital, case_id)["state"] == "in_consultation"
    assert "Yesterday evening" in words_on(app)
    assert "The hospital asks you" not in words_on(app)


def test_what_was_typed_survives_a_reload(hospital: RunningHospital, treated_case: str) -> None:
    app = case_page(hospital, treated_case)
    app.text_area(key=f"comment:{treated_case}:text:0:en").set_value("Half a sentence").run()

    again = case_page(hospital, treated_case)

    assert again.text_area(key=f"comment:{treated_case}:text:0:en").value == "Half a sentence"


def test_a_signed_diagnosis_comes_before_the_automatic_opinion(hospital: RunningHospital, treated_case: str) -> None:
    english, chinese = (words_on(case_page(hospital, treated_case, language)) for language in ("en", "zh"))

    assert story.CONCLUSION["en"] in english
    assert "Signed diagnosis: Chen Weiguo (demo)" in english
    assert "nobody has signed" not in english
    assert story.CONCLUSION["zh"] in chinese


def test_an_item_that_was_not_done_needs_the_reason(hospital: RunningHospital) -> None:
    case_id = hospital.open_case("Not done needs a reason.", machine="Cooling water pump 1")
    story.assign_to_the_doctor(hospital.call, case_id)
    story.diagnose(hospital.call, case_id)
    item_id = story.prescribe(hospital.call, case_id)[0]
    app = case_page(hospital, case_id)

    app.button(key=f"item:{item_id}:not_done").click().run()

    assert len(app.error) == 1
    assert read(hospital, case_id, "/treatment")["prescription"][0]["state"] == "open"  # type: ignore[index]


def test_the_factory_agrees_ticks_off_finishes_and_says_how_content_it_is(
    hospital: RunningHospital, treated_case: str
) -> None:
    app = case_page(hospital, treated_case)
    items = [item["id"] for item in read(hospital, treated_case, "/treatment")["prescription"]]  # type: ignore[attr-defined]

    app.button(key=f"treatment:{treated_case}:approve").click().run()
    assert read(hospital, treated_case)["state"] == "in_treatment"
    app.text_area(key=f"item:{items[0]}:result:0:en").set_value("New bearing 6205").run()
    app.button(key=f"item:{items[0]}:done").click().run()
    app.text_area(key=f"item:{items[1]}:result:0:en").set_value("No alignment tool here").run()
    app.button(key=f"item:{items[1]}:not_done").click().run()
    assert "2 of 2 settled" in words_on(app)
    app.button(key=f"treatment:{treated_case}:finish").click().run()

    treatment = read(hospital, treated_case, "/treatment")
    assert treatment["case_state"] == "follow_up"
    assert [item["state"] for item in treatment["prescription"]] == ["done", "not_done"]  # type: ignore[attr-defined]
    assert "Measure the machine again until" in words_on(app)

    app.segmented_control(key=f"rating:{treated_case}:score:0:en").set_value(5).run()
    app.button(key=f"rating:{treated_case}:send").click().run()

    assert read(hospital, treated_case, "/treatment")["satisfaction"]["score"] == 5  # type: ignore[index]
    assert "★★★★★" in words_on(app)


def test_a_measurement_after_the_repair_is_compared_with_the_first(hospital: RunningHospital) -> None:
    case_id = hospital.open_case("Repaired and measured again.", recording=RECORDING.path)
    story.assign_to_the_doctor(hospital.call, case_id)
    story.diagnose(hospital.call, case_id)
    for item_id in story.prescribe(hospital.call, case_id):
        hospital.call("POST", f"/api/v1/prescription-items/{item_id}/result", OWNER, json={"state": "done"})
    hospital.call("POST", f"/api/v1/cases/{case_id}/treatment/finish", OWNER, json={})
    assert case_page(hospital, case_id).button(key=f"follow_up:{case_id}:send").disabled
    machine_id = hospital.call("GET", f"/api/v1/cases/{case_id}", OWNER)["equipment_id"]
    hospital.keep_recording(f"follow_up:{case_id}", machine_id, OWNER)
    app = case_page(hospital, case_id)

    app.button(key=f"follow_up:{case_id}:send").click().run()
    hospital.examine()

    page = words_on(case_page(hospital, case_id))
    assert "As before" in page
    assert "still there" in page


def test_another_recording_is_added_where_the_first_could_not_be_judged(
    hospital: RunningHospital, tmp_path: Path
) -> None:
    clipped = tmp_path / "clipped.flac"
    noise = np.clip(np.random.default_rng(7).standard_normal(60_000), -0.3, 0.3) / 0.3
    soundfile.write(clipped, noise, 25_600)
    case_id = hospital.open_case("Recorded with the wrong range.", recording=clipped)
    page = case_page(hospital, case_id)
    assert "Could not be judged" in words_on(page)
    assert page.button(key=f"case_recording:{case_id}:send").disabled

    machine_id = hospital.call("GET", f"/api/v1/cases/{case_id}", OWNER)["equipment_id"]
    hospital.keep_recording(f"case_recording:{case_id}", machine_id, OWNER)
    sent = case_page(hospital, case_id).button(key=f"case_recording:{case_id}:send").click().run()
    assert ["has been added" in toast.value for toast in sent.toast] == [True]
    assert "Being examined" in words_on(sent)
    hospital.examine()

    page = case_page(hospital, case_id)
    assert "clipped.flac" in words_on(page)
    assert RECORDING.path.name in words_on(page)
    assert "the opinion is on this one" in words_on(page)
    assert read(hospital, case_id)["opinion"]["verdict"] == "fault"  # type: ignore[index]


def test_a_treatment_that_is_not_wanted_ends_the_case_with_its_reason(hospital: RunningHospital) -> None:
    case_id = hospital.open_case("We will scrap this machine.", machine="Cooling water pump 1")
    story.assign_to_the_doctor(hospital.call, case_id)
    story.diagnose(hospital.call, case_id)
    story.prescribe(hospital.call, case_id)
    app = case_page(hospital, case_id)

    app.text_area(key=f"decline:{case_id}:reason:0:en").set_value("A new machine is ordered").run()
    app.button(key=f"decline:{case_id}:send").click().run()

    assert read(hospital, case_id, "/treatment")["discharge"]["outcome"] == "declined"  # type: ignore[index]
    assert "The case is closed: Treatment declined" in words_on(app)


def test_a_case_is_taken_back_with_a_reason_and_then_offers_no_more_than_the_api_allows(
    hospital: RunningHospital,
) -> None:
    case_id = hospital.open_case("Opened by mistake.", machine="Cooling water pump 1")
    app = case_page(hospital, case_id)

    app.text_area(key=f"cancel:{case_id}:reason:0:en").set_value("The wrong machine").run()
    app.button(key=f"cancel:{case_id}:send").click().run()

    assert read(hospital, case_id)["state"] == "cancelled"
    assert f"cancel:{case_id}:send" not in [button.key for button in app.button]


def test_somebody_elses_change_is_said_and_the_words_stay(hospital: RunningHospital) -> None:
    case_id = hospital.open_case("Two people at once.", machine="Cooling water pump 1")
    app = case_page(hospital, case_id)
    app.text_area(key=f"cancel:{case_id}:reason:0:en").set_value("No longer needed").run()
    story.assign_to_the_doctor(hospital.call, case_id)

    app.button(key=f"cancel:{case_id}:send").click().run()

    assert "Somebody else has changed this meanwhile" in words_on(app)
    assert app.text_area(key=f"cancel:{case_id}:reason:0:en").value == "No longer needed"
    assert read(hospital, case_id)["state"] == "in_consultation"


def plan_visit(hospital: RunningHospital, case_id: str, purpose: str) -> str:
    case = read(hospital, case_id)
    doctor_id = hospital.call("GET", "/api/v1/me", DOCTOR)["doctor_id"]
    body = {
        "factory_id": case["factory_id"],
        "day": "2099-03-02",
        "doctor_ids": [doctor_id],
        "equipment_ids": [case["equipment_id"]],
        "purpose": purpose,
    }
    return str(hospital.call("POST", "/api/v1/visits", COORDINATOR, json=body)["id"])


def test_a_proposed_visit_is_agreed_to_on_the_case_page(hospital: RunningHospital) -> None:
    case_id = hospital.open_case("Please come and look.", machine="Cooling water pump 1")
    visit_id = plan_visit(hospital, case_id, "Look at the pump")
    app = case_page(hospital, case_id, email=WORKER)
    assert "The hospital wants to come on Mon 2 Mar 2099" in words_on(app)
    assert "Chen Weiguo (demo)" in words_on(app)

    app.button(key=f"visit:{visit_id}:agree").click().run()

    assert hospital.call("GET", f"/api/v1/visits/{visit_id}", OWNER)["consent"] == "agreed"
    hospital.call("POST", f"/api/v1/visits/{visit_id}/cancel", COORDINATOR)


def test_a_day_that_does_not_suit_needs_the_reason_and_the_words_stay(hospital: RunningHospital) -> None:
    case_id = hospital.open_case("Please come, but not then.", machine="Cooling water pump 1")
    visit_id = plan_visit(hospital, case_id, "Look at the pump again")
    app = case_page(hospital, case_id)

    app.button(key=f"decline_visit:{visit_id}:send").click().run()
    assert len(app.error) == 1
    app.text_area(key=f"decline_visit:{visit_id}:words:0:en").set_value("Stocktaking; Wednesday suits").run()
    app.button(key=f"decline_visit:{visit_id}:send").click().run()

    visit = hospital.call("GET", f"/api/v1/visits/{visit_id}", OWNER)
    assert (visit["consent"], visit["consent_words"]) == ("declined", "Stocktaking; Wednesday suits")
    hospital.call("POST", f"/api/v1/visits/{visit_id}/cancel", COORDINATOR)


def test_the_signed_report_is_linked_and_says_how_to_notice_it_next_time(
    hospital: RunningHospital, treated_case: str
) -> None:
    app = case_page(hospital, treated_case)
    noticing = hospital.call("GET", f"/api/v1/cases/{treated_case}/report", OWNER)["noticing"]
    links = [str(link.proto.url) for link in app.get("link_button")]
    assert f"/api/v1/cases/{treated_case}/report.pdf?lang=en" in links
    assert "/verify?lang=en" in words_on(app)
    assert noticing[0]["signs"][0]["text"]["en"] not in words_on(app)

    app.session_state[f"noticing:{treated_case}"] = True
    app.run()

    assert noticing[0]["signs"][0]["text"]["en"] in words_on(app)


def test_a_case_that_is_gone_leads_back_to_the_list(hospital: RunningHospital) -> None:
    app = case_page(hospital, "case_00000000000000000000000000")

    assert len(app.error) == 1
    assert "To the list of cases" in words_on(app)
