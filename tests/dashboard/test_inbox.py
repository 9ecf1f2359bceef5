"""Needs, hazards, questionnaires and the search on the pages against a real API."""

from __future__ import annotations

from typing import Any

from tests.dashboard.running_hospital import COORDINATOR, ENGINEER, OWNER, RunningHospital, words_on


def answered_questionnaire(hospital: RunningHospital, name: str) -> Any:
    """Make a code of Liyuan, send answers that show a need, and return the work items that came of it."""
    factory_id = hospital.call("GET", "/api/v1/me", OWNER)["factory_id"]
    body = {"name": name, "factory_id": factory_id}
    sheet = hospital.call("POST", "/api/v1/questionnaires/sheets", COORDINATOR, json=body)
    answers = {
        "token": sheet["url"].rsplit("/", 1)[1],
        "answers": {"industry": "metal", "employees": 48, "noise_or_shaking": "getting_worse"},
        "language": "zh",
    }
    sent = hospital.http.post("/api/v1/questionnaires/submit", json=answers)
    assert sent.status_code == 201, sent.text
    return hospital.call("GET", "/api/v1/work-items", COORDINATOR, params={"state": "open"})["items"]


def test_a_need_is_taken_on_and_becomes_a_case(hospital: RunningHospital) -> None:
    item = answered_questionnaire(hospital, "Autumn")[0]
    app = hospital.dashboard(COORDINATOR, "en", "inbox")
    shown = words_on(app)

    app.button(key=f"claim_{item['id']}").click().run()
    claimed = hospital.call("GET", f"/api/v1/work-items/{item['id']}", COORDINATOR)
    app = hospital.dashboard(COORDINATOR, "en", "inbox", state="claimed")
    app.button(key=f"into_case_{item['id']}").click().run()
    app.text_area(key=f"need:{item['id']}:complaint:0:en").set_value("Shaking gets worse, please look")
    app.button(key="need_open_case").click().run()

    assert item["text"]["en"] in shown
    assert claimed["state"] == "claimed"
    case_id = hospital.call("GET", f"/api/v1/work-items/{item['id']}", COORDINATOR)["case_id"]
    case = hospital.call("GET", f"/api/v1/cases/{case_id}", COORDINATOR)
    assert case["complaint"] == "Shaking gets worse, please look"


def test_a_need_is_dismissed_with_a_reason_only(hospital: RunningHospital) -> None:
    item = answered_questionnaire(hospital, "Winter")[0]
    app = hospital.dashboard(COORDINATOR, "zh", "inbox")

    app.button(key=f"dismiss_{item['id']}").click().run()
    app.button(key="need_dismiss_now").click().run()
    refused = app.warning[0].value
    app.text_input(key=f"dismiss:{item['id']}:reason:0:zh").set_value("已电话处理")
    app.button(key="need_dismiss_now").click().run()

    assert "理由" in refused
    after = hospital.call("GET", f"/api/v1/work-items/{item['id']}", COORDINATOR)
    assert (after["state"], after["reason"]) == ("dismissed", "已电话处理")


def test_a_hazard_is_closed_with_a_word_to_the_reporter(hospital: RunningHospital) -> None:
    machine = hospital.machine_id("Test stand motor")
    body = {"what": "The guard is loose", "place": "Hall 2", "equipment_id": machine, "language": "en"}
    hazard = hospital.call("POST", "/api/v1/hazards", OWNER, json=body)
    hazards = hospital.call("GET", "/api/v1/hazards", COORDINATOR)["items"]
    hazard_id = next(each["id"] for each in hazards if each["number"] == hazard["number"])
    app = hospital.dashboard(COORDINATOR, "en", "inbox", part="hazards")

    app.button(key=f"close_{hazard_id}").click().run()
    app.text_area(key=f"hazard:{hazard_id}:feedback:0:en").set_value("The guard is bolted on again.")
    app.button(key="hazard_close_now").click().run()

    after = hospital.call("GET", f"/api/v1/hazards/{hazard_id}", COORDINATOR)
    assert (after["state"], after["feedback"]) == ("removed", "The guard is bolted on again.")
    assert "The guard is bolted on again." in words_on(app)


def test_a_questionnaire_code_is_made_shown_and_closed(hospital: RunningHospital) -> None:
    app = hospital.dashboard(COORDINATOR, "en", "inbox", part="sheets")
    app.text_input(key="sheet_name").set_value("Industrial park")

    app.button(key="sheet_make").click().run()
    sheets = hospital.call("GET", "/api/v1/questionnaires/sheets", COORDINATOR)["items"]
    sheet = next(each for each in sheets if each["name"] == "Industrial park")
    app.button(key=f"code_{sheet['id']}").click().run()
    address = app.code[0].value
    app.button(key=f"close_{sheet['id']}").click().run()

    assert address == sheet["url"]
    sheets = hospital.call("GET", "/api/v1/questionnaires/sheets", COORDINATOR)["items"]
    assert next(each for each in sheets if each["id"] == sheet["id"])["closed_at"] is not None


def test_the_search_finds_by_kind_what_has_the_words(hospital: RunningHospital) -> None:
    case_id = hospital.open_case("Salamander: the spindle howls.")
    doctor = hospital.call("GET", "/api/v1/doctors", COORDINATOR)["items"][0]

    cases = hospital.dashboard(ENGINEER, "en", "search", q="salamander")
    machines = words_on(hospital.dashboard(COORDINATOR, "zh", "search", q="试验台"))
    people = words_on(hospital.dashboard(COORDINATOR, "en", "search", q=doctor["name_en"].split(" (")[0]))

    assert "Salamander" in words_on(cases)
    assert case_id in str([link.proto.query_string for link in cases.get("page_link")])
    assert "试验台电机" in machines
    assert doctor["name_en"] in people


def test_the_box_beside_every_page_leads_to_the_results(hospital: RunningHospital) -> None:
    hospital.open_case("Terrapin: the spindle howls.")
    app = hospital.dashboard(COORDINATOR, "en", "plan")

    app.sidebar.text_input(key="search_box").set_value("terrapin").run()

    assert app.title[0].value == "Search"
    assert "Terrapin" in words_on(app)


def test_a_search_that_finds_nothing_says_so(hospital: RunningHospital) -> None:
    app = hospital.dashboard(COORDINATOR, "zh", "search", q="nosuchthing")

    assert "没有找到“nosuchthing”" in app.info[0].value.replace("\\", "")
