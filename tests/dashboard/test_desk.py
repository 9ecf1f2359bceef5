"""The triage board and the decisions of a coordinator against a real API."""

from __future__ import annotations

from typing import Any

from streamlit.testing.v1 import AppTest

from tests.dashboard.running_hospital import ADMIN, COORDINATOR, ENGINEER, RECORDING, RunningHospital, words_on


def board(hospital: RunningHospital, find: str, language: str = "en", **more: str) -> AppTest:
    """The board narrowed down to the cases with these words: other tests open cases, too."""
    return hospital.dashboard(COORDINATOR, language, "queue", q=find, **more)


def read_case(hospital: RunningHospital, case_id: str) -> Any:
    return hospital.call("GET", f"/api/v1/cases/{case_id}", COORDINATOR)


def press(app: AppTest, key: str) -> AppTest:
    return app.button(key=key).click().run()


def decide(app: AppTest, case_id: str, decision: str) -> AppTest:
    """Open the dialog of a case and go to one of its forms."""
    press(app, f"more_{case_id}")
    return app.pills(key="decision").set_value(decision).run()


def field(form: str, name: str) -> str:
    """The key of a field of a form that was not sent yet, in English."""
    return f"{form}:{name}:0:en"


def drop(app: AppTest, case_id: str, doctor_id: str) -> AppTest:
    """Do what dropping the card of a case on a doctor does; the drag itself is tried in the browser."""
    app.session_state["decision"] = "doctor"
    app.session_state["dropped_on"] = doctor_id
    app.session_state["open_dialog"] = f"decide:{case_id}"
    return app.run()


def keys_of(app: AppTest) -> set[str]:
    return {str(button.key) for button in app.button}


def test_the_coordinator_accepts_the_proposal_with_one_click(hospital: RunningHospital) -> None:
    case_id = hospital.open_case("Bearing noise aardvark, please help.", recording=RECORDING.path)
    proposal = read_case(hospital, case_id)["proposal"]
    app = board(hospital, "aardvark")

    press(app, f"accept_{case_id}")

    assert read_case(hospital, case_id)["assignment"]["doctor_id"] == proposal["doctor_id"]
    assert proposal["doctor_name_en"] in app.success[0].value.replace("\\", "")
    assert f"accept_{case_id}" not in keys_of(app)


def test_a_card_says_how_urgent_how_long_which_machine_and_why_this_doctor(hospital: RunningHospital) -> None:
    case_id = hospital.open_case("Bearing noise buzzard.", recording=RECORDING.path)
    case = read_case(hospital, case_id)

    page = words_on(board(hospital, "buzzard"))

    assert "Acceptance: " in page
    assert "Test stand motor" in page
    assert case["equipment_location"] in page
    for reason in case["proposal"]["reasons"][:3]:
        assert reason["en"] in page
    for alternative in case["proposal"]["alternatives"][:2]:
        assert alternative["why_not"]["en"] in page


def test_all_proposals_shown_are_accepted_at_once(hospital: RunningHospital) -> None:
    cases = [hospital.open_case(f"Cormorant {number}: the pump knocks.") for number in range(3)]
    app = board(hospital, "cormorant")

    press(app, "accept_all")

    assert {read_case(hospital, case_id)["state"] for case_id in cases} == {"assigned"}
    assert "3 of 3" in app.success[0].value


def test_the_stages_count_and_lead_to_their_cases(hospital: RunningHospital) -> None:
    waiting = hospital.open_case("Dormouse: the pump knocks.")
    given = hospital.open_case("Dormouse: the fan shakes.")
    press(board(hospital, "dormouse"), f"accept_{given}")

    to_assign, to_accept = board(hospital, "dormouse"), board(hospital, "dormouse", stage="to_accept")

    assert f"board_{waiting}" in page_keys(to_assign)
    assert f"board_{given}" not in page_keys(to_assign)
    assert f"board_{given}" in page_keys(to_accept)
    labels = to_assign.segmented_control(key="stage_en").options
    assert "To assign **1**" in labels
    assert "All open **2**" in labels


def page_keys(app: AppTest) -> str:
    """The buttons of the cards name their cases."""
    return " ".join(key.replace("more_", "board_") for key in keys_of(app))


def test_a_filter_that_finds_nothing_says_so(hospital: RunningHospital) -> None:
    app = board(hospital, "nosuchanimal", "zh")

    assert "没有符合筛选条件的病例" in app.info[0].value


def test_a_coordinator_who_was_too_slow_is_told_so(hospital: RunningHospital) -> None:
    case_id = hospital.open_case("Two coordinators look at this elephant.", recording=RECORDING.path)
    proposal = read_case(hospital, case_id)["proposal"]
    app = board(hospital, "elephant")
    body = {"doctor_id": proposal["doctor_id"]}
    hospital.call("POST", f"/api/v1/cases/{case_id}/assignments", COORDINATOR, json=body)

    press(app, f"accept_{case_id}")

    assert len(app.error) == 1
    assert not app.success


def test_a_proposed_doctor_who_has_left_is_replaced_by_a_new_proposal_that_is_said(hospital: RunningHospital) -> None:
    case_id = hospital.open_case("Bearing noise flamingo.", recording=RECORDING.path)
    before = read_case(hospital, case_id)["proposal"]["doctor_id"]
    app = board(hospital, "flamingo")
    hospital.call("PATCH", f"/api/v1/doctors/{before}", ADMIN, json={"in_service": False})
    try:
        press(app, f"accept_{case_id}")

        case = read_case(hospital, case_id)
        assert len(app.error) == 1
        assert case["state"] == "triaged"
        assert case["proposal"]["doctor_id"] != before
    finally:
        hospital.call("PATCH", f"/api/v1/doctors/{before}", ADMIN, json={"in_service": True})


def test_when_nobody_fits_the_case_stays_and_says_why_and_what_would_help(hospital: RunningHospital) -> None:
    doctors = hospital.call("GET", "/api/v1/doctors", ADMIN, params={"department": "metrology", "limit": 200})["items"]
    serving = [doctor["id"] for doctor in doctors if doctor["in_service"]]
    case_id = hospital.open_case("Gannet: the pressure gauge is out of calibration, readings drift.")
    assert read_case(hospital, case_id)["department"] == "metrology"
    for doctor_id in serving:
        hospital.call("PATCH", f"/api/v1/doctors/{doctor_id}", ADMIN, json={"in_service": False})
    try:
        app = board(hospital, "gannet")
        press(app, f"accept_{case_id}")

        problem = read_case(hospital, case_id)["proposal_problem"]["en"]
        assert problem
        assert problem in words_on(app)
        assert "Nobody fits" in words_on(app)
    finally:
        for doctor_id in serving:
            hospital.call("PATCH", f"/api/v1/doctors/{doctor_id}", ADMIN, json={"in_service": True})


def test_another_doctor_needs_a_reason_and_the_reason_is_kept(hospital: RunningHospital) -> None:
    case_id = hospital.open_case("Bearing noise again.", recording=RECORDING.path)
    candidates = hospital.call("GET", f"/api/v1/cases/{case_id}/candidates", COORDINATOR)["items"]
    other = candidates[1]["doctor_id"]
    app = hospital.dashboard(COORDINATOR, "en", "case", case=case_id)

    press(app, f"pick_{case_id}")
    app.selectbox(key=field(f"give:{case_id}", "doctor")).set_value(other)
    press(app, f"assign_{case_id}")
    assert "give a reason" in app.warning[0].value
    assert app.selectbox(key=field(f"give:{case_id}", "doctor")).value == other
    app.text_input(key=field(f"give:{case_id}", "reason")).set_value("Knows this machine")
    press(app, f"assign_{case_id}")

    assignment = read_case(hospital, case_id)["assignment"]
    assert (assignment["doctor_id"], assignment["reason"]) == (other, "Knows this machine")
    assert "Reason: Knows this machine" in words_on(app)


def test_a_case_dropped_on_the_proposed_doctor_is_only_confirmed(hospital: RunningHospital) -> None:
    case_id = hospital.open_case("Puffin: bearing noise.", recording=RECORDING.path)
    proposed = read_case(hospital, case_id)["proposal"]["doctor_id"]

    app = drop(board(hospital, "puffin"), case_id, proposed)
    before = read_case(hospital, case_id)["assignment"]
    press(app, f"assign_{case_id}")

    assert before is None
    assert read_case(hospital, case_id)["assignment"]["doctor_id"] == proposed


def test_a_case_dropped_on_another_doctor_waits_for_the_reason(hospital: RunningHospital) -> None:
    case_id = hospital.open_case("Quail: bearing noise.", recording=RECORDING.path)
    proposed = read_case(hospital, case_id)["proposal"]["doctor_id"]
    candidates = hospital.call("GET", f"/api/v1/cases/{case_id}/candidates", COORDINATOR)["items"]
    other = next(each["doctor_id"] for each in candidates if each["doctor_id"] != proposed and each["may_take_it"])

    app = drop(board(hospital, "quail"), case_id, other)
    press(app, f"assign_{case_id}")
    refused, before = app.warning[0].value, read_case(hospital, case_id)["assignment"]
    app.text_input(key=field(f"give:{case_id}", "reason")).set_value("Lives next door")
    press(app, f"assign_{case_id}")

    assert "give a reason" in refused
    assert before is None
    assert read_case(hospital, case_id)["assignment"]["doctor_id"] == other


def test_a_case_dropped_on_a_doctor_who_may_not_take_it_stays_where_it_is(hospital: RunningHospital) -> None:
    case_id = hospital.open_case("Raven: bearing noise.", recording=RECORDING.path)
    absent = hospital.call("GET", f"/api/v1/cases/{case_id}/candidates", COORDINATOR)["items"][1]["doctor_id"]
    hospital.call("PATCH", f"/api/v1/doctors/{absent}", ADMIN, json={"capacity_minutes": 1})
    try:
        app = drop(board(hospital, "raven"), case_id, absent)
        app.text_input(key=field(f"give:{case_id}", "reason")).set_value("All the same")
        press(app, f"assign_{case_id}")

        candidates = hospital.call("GET", f"/api/v1/cases/{case_id}/candidates", COORDINATOR)["items"]
        kept_out = next(each for each in candidates if each["doctor_id"] == absent)
        assert not kept_out["may_take_it"]
        assert kept_out["reasons"][0]["en"] in words_on(app)
        assert read_case(hospital, case_id)["assignment"] is None
    finally:
        hospital.call("PATCH", f"/api/v1/doctors/{absent}", ADMIN, json={"capacity_minutes": 1200})


def test_urgency_is_lowered_with_a_reason_only(hospital: RunningHospital) -> None:
    case_id = hospital.open_case("Heron: the pump knocks.")
    lower = read_case(hospital, case_id)["urgency"] + 1
    app = decide(board(hospital, "heron"), case_id, "urgency")

    app.selectbox(key=field(f"urgency:{case_id}", "urgency")).set_value(lower)
    press(app, f"set_urgency_{case_id}")
    refused = app.warning[0].value
    app.text_input(key=field(f"urgency:{case_id}", "reason")).set_value("It runs well")
    press(app, f"set_urgency_{case_id}")

    assert "needs a reason" in refused
    assert read_case(hospital, case_id)["urgency"] == lower


def test_a_case_goes_to_another_department(hospital: RunningHospital) -> None:
    case_id = hospital.open_case("Ibex: the pump knocks.")
    app = decide(board(hospital, "ibex"), case_id, "department")

    app.selectbox(key=field(f"department:{case_id}", "department")).set_value("it")
    app.text_input(key=field(f"department:{case_id}", "reason")).set_value("It is the MES")
    press(app, f"hand_over_{case_id}")

    assert read_case(hospital, case_id)["department"] == "it"
    assert "Information systems" in app.success[0].value


def test_the_factory_is_asked_and_the_clock_stands_still(hospital: RunningHospital) -> None:
    case_id = hospital.open_case("Jackdaw: the pump knocks.")
    app = decide(board(hospital, "jackdaw"), case_id, "ask")

    app.text_area(key=field(f"question:{case_id}", "question")).set_value("What is on the nameplate?")
    press(app, f"ask_{case_id}")

    case = read_case(hospital, case_id)
    assert case["state"] == "needs_information"
    assert [each["question"] for each in case["open_questions"]] == ["What is on the nameplate?"]
    assert "stands still" in words_on(board(hospital, "jackdaw", stage="needs_information"))


def test_a_second_report_is_merged_into_the_first(hospital: RunningHospital) -> None:
    first = hospital.open_case("Kestrel: the pump knocks.")
    second = hospital.open_case("Kestrel again: the pump still knocks.")
    app = decide(board(hospital, "kestrel"), second, "merge")

    app.text_input(key=field(f"merge:{second}", "find")).set_value("kestrel").run()
    app.radio(key=field(f"merge:{second}", "target")).set_value(first)
    app.text_input(key=field(f"merge:{second}", "reason")).set_value("The same pump")
    press(app, f"merge_{second}")

    case = read_case(hospital, second)
    assert (case["state"], case["merged_into"]) == ("merged", first)


def test_a_case_is_taken_from_its_doctor_and_cancelled(hospital: RunningHospital) -> None:
    case_id = hospital.open_case("Lapwing: the pump knocks.")
    press(board(hospital, "lapwing"), f"accept_{case_id}")
    app = decide(board(hospital, "lapwing", stage="to_accept"), case_id, "unassign")
    app.text_input(key=field(f"act:{case_id}", "reason")).set_value("On leave")
    press(app, f"act_{case_id}")
    unassigned = read_case(hospital, case_id)["state"]

    app = decide(board(hospital, "lapwing"), case_id, "cancel")
    press(app, f"act_{case_id}")
    refused = app.warning[0].value
    app.text_input(key=field(f"act:{case_id}", "reason")).set_value("Reported by mistake")
    press(app, f"act_{case_id}")

    assert unassigned == "triaged"
    assert "write a reason" in refused
    assert read_case(hospital, case_id)["state"] == "cancelled"


def test_a_second_opinion_is_asked_for(hospital: RunningHospital) -> None:
    case_id = hospital.open_case("Magpie: the pump knocks.")
    press(board(hospital, "magpie"), f"accept_{case_id}")
    attending = read_case(hospital, case_id)["assignment"]["doctor_id"]
    app = decide(board(hospital, "magpie", stage="to_accept"), case_id, "second_opinion")
    other = next(each for each in app.selectbox(key=field(f"consult:{case_id}", "doctor")).options if each)

    app.selectbox(key=field(f"consult:{case_id}", "doctor")).select(other)
    app.text_area(key=field(f"consult:{case_id}", "question")).set_value("Bearing or coupling?")
    press(app, f"second_ask_{case_id}")

    consulted = read_case(hospital, case_id)["consulted"]
    assert len(consulted) == 1
    assert consulted[0]["doctor_id"] != attending


def test_a_filter_is_kept_by_name_and_used_again(hospital: RunningHospital) -> None:
    app = board(hospital, "narwhal", department="electrical")
    app.text_input(key="filter_name").set_value("Electrical narwhals")
    press(app, "keep_filter")
    kept = hospital.call("GET", "/api/v1/me/filters", COORDINATOR)[0]

    other = board(hospital, "something else")
    press(other, f"use_{kept['id']}")

    assert (kept["name"], kept["query"]) == ("Electrical narwhals", {"q": "narwhal", "department": ["electrical"]})
    assert other.query_params["q"] in ("narwhal", ["narwhal"])
    press(other, f"forget_{kept['id']}")
    assert hospital.call("GET", "/api/v1/me/filters", COORDINATOR) == []


def test_an_engineer_reads_the_board_and_decides_nothing(hospital: RunningHospital) -> None:
    case_id = hospital.open_case("Ocelot: the pump knocks.")

    app = hospital.dashboard(ENGINEER, "en", "queue", q="ocelot")

    assert "Ocelot" in words_on(app)
    assert not {f"accept_{case_id}", f"pick_{case_id}", f"more_{case_id}", "accept_all"} & keys_of(app)
