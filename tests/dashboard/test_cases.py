from __future__ import annotations

import pytest

from dashboard.words import Words
from tests.dashboard.running_hospital import (
    COORDINATOR,
    DOCTOR,
    ENGINEER,
    OWNER,
    RECORDING,
    WORKER,
    RunningHospital,
    words_on,
)


def test_an_examined_case_says_first_what_to_do_then_why(hospital: RunningHospital, examined_case: str) -> None:
    opinion = hospital.call("GET", f"/api/v1/cases/{examined_case}", WORKER)["opinion"]
    document = hospital.call("GET", f"/api/v1/examinations/{opinion['examination_id']}", WORKER)["document"]
    finding = document["findings"][0]

    app = hospital.dashboard(WORKER, "en", "case", case=examined_case)

    page = words_on(app)
    assert opinion["verdict"] == "fault"
    assert "nobody has signed it yet" in page
    assert page.index(opinion["summary"]["en"]) < page.index(finding["treatment"][0]["en"])
    assert "Who should attend this case" not in page
    assert finding["evidence"][0]["text"]["en"] not in page
    assert not app.image


def test_the_evidence_comes_with_its_figure_when_the_fold_is_opened(
    hospital: RunningHospital, examined_case: str
) -> None:
    opinion = hospital.call("GET", f"/api/v1/cases/{examined_case}", WORKER)["opinion"]
    document = hospital.call("GET", f"/api/v1/examinations/{opinion['examination_id']}", WORKER)["document"]
    finding = document["findings"][0]
    app = hospital.dashboard(WORKER, "en", "case", case=examined_case)

    app.session_state[f"evidence:{opinion['examination_id']}"] = True
    app.run()

    page = words_on(app)
    assert page.index(Words("en").of("fault", finding["fault"])) < page.index(finding["evidence"][0]["text"]["en"])
    assert len(app.image) == 1


def test_the_same_case_in_chinese_has_no_english_sentence(hospital: RunningHospital, examined_case: str) -> None:
    page = words_on(hospital.dashboard(WORKER, "zh", "case", case=examined_case))

    assert "自动初诊意见，不是诊断：尚无人签发。" in page
    assert "nobody" not in page
    assert "Channel" not in page


def test_the_list_is_narrowed_down_by_the_api_and_stays_so_in_the_address(hospital: RunningHospital) -> None:
    still_open = hospital.open_case("The list shows a zebra that is open.", machine="Cooling water pump 1")
    taken_back = hospital.open_case("The list shows a zebra that is closed.", machine="Cooling water pump 1")
    hospital.call("POST", f"/api/v1/cases/{taken_back}/cancel", OWNER, json={"reason": "a mistake"})
    app = hospital.dashboard(OWNER, "en", "cases")

    app.text_input(key="cases_find").set_value("zebra").run()
    assert (still_open in words_on(app), taken_back in words_on(app)) == (True, False)
    app.segmented_control(key="cases_shown_en").set_value("closed").run()

    assert (still_open in words_on(app), taken_back in words_on(app)) == (False, True)
    again = words_on(hospital.dashboard(OWNER, "en", "cases", show="closed", find="zebra"))
    assert (still_open in again, taken_back in again) == (False, True)


def test_a_search_without_a_word_says_that_nothing_fits(hospital: RunningHospital) -> None:
    app = hospital.dashboard(OWNER, "en", "cases", find="?!")

    assert not app.error
    assert "No case fits." in words_on(app)


def test_the_factories_lead_to_their_cases_and_machines(hospital: RunningHospital, examined_case: str) -> None:
    app = hospital.dashboard(COORDINATOR, "en", "factories", find="liyuan")
    factory_id = hospital.call("GET", f"/api/v1/cases/{examined_case}", OWNER)["factory_id"]

    assert "Liyuan Pump Works" in words_on(app)
    assert "Dongshan" not in words_on(app)
    machines = words_on(hospital.dashboard(COORDINATOR, "en", "machines", factory=factory_id))
    assert "Cooling water pump 1" in machines
    assert "Planer spindle" not in machines
    cases = words_on(hospital.dashboard(COORDINATOR, "en", "cases", factory=factory_id, find="hums"))
    assert examined_case in cases


def test_a_case_without_a_number_in_the_address_leads_to_the_list(hospital: RunningHospital) -> None:
    page = words_on(hospital.dashboard(WORKER, "en", "case"))

    assert "Choose a case from the list." in page


def test_a_doctor_sees_the_assigned_case_and_no_other(hospital: RunningHospital, examined_case: str) -> None:
    doctor_id = hospital.call("GET", "/api/v1/me", DOCTOR)["doctor_id"]
    case_id = hospital.open_case("For this doctor only.", recording=RECORDING.path)
    hospital.call(
        "POST",
        f"/api/v1/cases/{case_id}/assignments",
        COORDINATOR,
        json={"doctor_id": doctor_id, "reason": "asked for by the factory"},
    )

    page = words_on(hospital.dashboard(DOCTOR))

    assert "For this doctor only." in page
    assert "The motor hums and its bearing is warm." not in page


def test_the_engineer_sees_numbers_limits_and_provenance(hospital: RunningHospital, examined_case: str) -> None:
    examination_id = hospital.call("GET", f"/api/v1/cases/{examined_case}", ENGINEER)["opinion"]["examination_id"]
    document = hospital.call("GET", f"/api/v1/examinations/{examination_id}", ENGINEER)["document"]

    app = hospital.dashboard(ENGINEER, "en", "examination", examination=examination_id)

    evidence = app.dataframe[0].value
    assert list(evidence["found"].dropna()) == [
        item["frequency_hz"] for item in document["findings"][0]["evidence"] if "frequency_hz" in item
    ]
    assert document["provenance"]["recording_sha256"] in [code.value for code in app.code]
    assert "Measurements" in words_on(app)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_case_without_an_opinion_never_says_that_the_machine_may_run(
    hospital: RunningHospital, language: str
) -> None:
    case_id = hospital.open_case("It sounds odd, there is no recording.")

    page = words_on(hospital.dashboard(WORKER, language, "case", case=case_id))

    assert ("condition is not known" if language == "en" else "状况尚不清楚") in page
    assert "may keep running" not in page
    assert "可以继续运行" not in page


def test_a_case_of_a_department_without_signals_shows_what_the_factory_can_check(hospital: RunningHospital) -> None:
    case_id = hospital.open_case("The camera at the gate shows a black picture since this morning.")
    triage = hospital.call("GET", f"/api/v1/cases/{case_id}", COORDINATOR)["triage"]

    page = words_on(hospital.dashboard(COORDINATOR, "en", "case", case=case_id))

    assert triage["departments"][0] == "video"
    assert "What the factory can check itself" in page
    assert triage["checklist"][0]["en"] in page


def test_similar_earlier_cases_are_shown_when_asked_for_or_why_there_is_none(hospital: RunningHospital) -> None:
    case_id = hospital.open_case("Bearing noise, like none before.", recording=RECORDING.path)
    app = hospital.dashboard(COORDINATOR, "zh", "case", case=case_id)
    found = hospital.call("GET", f"/api/v1/cases/{case_id}/similar", COORDINATOR)

    app.toggle(key=f"similar_{case_id}").set_value(True).run()

    assert not app.exception
    told = found["reason"]["zh"] if found["reason"] else found["items"][0]["reasons"][0]["zh"]
    assert told in words_on(app)
