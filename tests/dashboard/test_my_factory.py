"""A factory's own page: people, visits, hazards, mails, details, papers and data, each only a call of the API."""

from __future__ import annotations

import pytest

from tests.dashboard.running_hospital import (
    ADMIN,
    COORDINATOR,
    OTHER_FACTORY,
    OWNER,
    WORKER,
    RunningHospital,
    words_on,
)


def factory_id(hospital: RunningHospital) -> str:
    return str(hospital.call("GET", "/api/v1/me", OWNER)["factory_id"])


def test_a_worker_sees_what_concerns_everybody_and_not_the_administrators_parts(hospital: RunningHospital) -> None:
    worker = hospital.dashboard(WORKER, "en", "my_factory", part="people")
    owner = hospital.dashboard(OWNER, "en", "my_factory", part="people")

    assert worker.segmented_control(key="my_factory_part_en").options == ["Hazards", "Visits", "Mails"]
    assert WORKER not in words_on(worker)
    assert WORKER in words_on(owner)
    assert "dongshan" not in words_on(owner)


def test_a_person_is_invited_once_and_the_invitation_taken_back(hospital: RunningHospital) -> None:
    app = hospital.dashboard(OWNER, "en", "my_factory", part="people")
    app.text_input(key="invite_member:name:0:en").set_value("Li Na").run()
    app.text_input(key="invite_member:email:0:en").set_value("li.na@liyuan.example").run()

    app.button(key="invite_member:send").click().run()

    [invitation] = hospital.call("GET", "/api/v1/invitations", OWNER)["items"]
    assert (invitation["email"], invitation["role"]) == ("li.na@liyuan.example", "factory_user")
    app.button(key=f"take_back_{invitation['id']}").click().run()
    assert hospital.call("GET", "/api/v1/invitations", OWNER)["items"] == []


def test_a_wrong_address_is_said_and_what_was_typed_stays(hospital: RunningHospital) -> None:
    app = hospital.dashboard(OWNER, "en", "my_factory", part="people")
    app.text_input(key="invite_member:name:0:en").set_value("Li Na").run()
    app.text_input(key="invite_member:email:0:en").set_value("not an address").run()

    app.button(key="invite_member:send").click().run()

    assert len(app.error) == 1
    again = hospital.dashboard(OWNER, "en", "my_factory", part="people")
    assert again.text_input(key="invite_member:email:0:en").value == "not an address"


def test_a_member_is_shut_out_and_let_in_again(hospital: RunningHospital) -> None:
    accounts = hospital.call("GET", "/api/v1/accounts", OWNER)["items"]
    [worker_id] = [account["id"] for account in accounts if account["email"] == WORKER]
    app = hospital.dashboard(OWNER, "en", "my_factory", part="people")

    app.button(key=f"shut_out_{worker_id}_do").click().run()

    assert hospital.call("GET", f"/api/v1/accounts/{worker_id}", OWNER)["disabled_at"] is not None
    app.button(key=f"let_in_{worker_id}").click().run()
    assert hospital.call("GET", f"/api/v1/accounts/{worker_id}", OWNER)["disabled_at"] is None


def test_a_hazard_that_a_worker_reports_is_answered_by_the_owner(hospital: RunningHospital) -> None:
    worker = hospital.dashboard(WORKER, "en", "my_factory", part="hazards")
    worker.text_area(key="report_hazard:what:0:en").set_value("The guard of belt 7 is loose").run()
    worker.text_input(key="report_hazard:place:0:en").set_value("Hall 2").run()
    worker.button(key="report_hazard:send").click().run()
    hazards = hospital.call("GET", "/api/v1/hazards", OWNER)["items"]
    [hazard_id] = [hazard["id"] for hazard in hazards if hazard["what"] == "The guard of belt 7 is loose"]
    assert f"answer_hazard:{hazard_id}:send" not in [button.key for button in worker.button]

    owner = hospital.dashboard(OWNER, "en", "my_factory", part="hazards")
    owner.button(key=f"answer_hazard:{hazard_id}:begin").click().run()
    owner.text_area(key=f"answer_hazard:{hazard_id}:feedback:0:en").set_value("Screwed down, thank you").run()
    owner.button(key=f"answer_hazard:{hazard_id}:send").click().run()

    assert hospital.call("GET", f"/api/v1/hazards/{hazard_id}", OWNER)["state"] == "removed"
    assert "Screwed down, thank you" in words_on(hospital.dashboard(WORKER, "en", "my_factory", part="hazards"))
    assert "belt 7" not in words_on(hospital.dashboard(OTHER_FACTORY, "en", "my_factory", part="hazards"))


def test_each_choice_of_mails_is_kept_at_once_and_the_usual_takes_it_back(hospital: RunningHospital) -> None:
    app = hospital.dashboard(WORKER, "en", "my_factory", part="notices")

    app.segmented_control(key="notice:diagnosis:en").set_value("never").run()
    app.segmented_control(key="notice:question:en").set_value("now").run()
    assert chosen(hospital) == {"diagnosis": "never", "question": "now"}
    app.segmented_control(key="notice:diagnosis:en").set_value("usual").run()

    assert chosen(hospital) == {"question": "now"}


def chosen(hospital: RunningHospital) -> dict[str, str]:
    topics = hospital.call("GET", "/api/v1/me/notices", WORKER)["topics"]
    return {topic["topic"]: topic["choice"] for topic in topics if topic["choice"]}


def test_the_details_are_changed_with_the_times_for_visits(hospital: RunningHospital) -> None:
    place = f"own_factory:{factory_id(hospital)}"
    app = hospital.dashboard(OWNER, "en", "my_factory", part="details")
    assert app.button(key="own_factory:save").disabled

    app.text_input(key=f"{place}:contact_phone:0:en").set_value("0510-85000000").run()
    app.selectbox(key=f"{place}:until_1:0:en").set_value("16:30").run()
    app.button(key="own_factory:save").click().run()

    factory = hospital.call("GET", f"/api/v1/factories/{factory_id(hospital)}", OWNER)
    assert factory["contact_phone"] == "0510-85000000"
    assert factory["visit_windows"][1][1] == "16:30"


def test_somebody_elses_change_of_the_details_is_said_and_the_words_stay(hospital: RunningHospital) -> None:
    own = factory_id(hospital)
    app = hospital.dashboard(OWNER, "en", "my_factory", part="details")
    app.text_input(key=f"own_factory:{own}:address:0:en").set_value("New street 5").run()
    hospital.call("PATCH", f"/api/v1/factories/{own}", ADMIN, json={"note": "seen"})

    app.button(key="own_factory:save").click().run()

    assert "Somebody else has changed this meanwhile" in words_on(app)
    assert app.text_input(key=f"own_factory:{own}:address:0:en").value == "New street 5"
    app.button(key="own_factory:save").click().run()
    factory = hospital.call("GET", f"/api/v1/factories/{own}", OWNER)
    assert (factory["address"], factory["note"]) == ("New street 5", "seen")


def test_the_questionnaire_of_the_factory_is_shown_with_its_code(hospital: RunningHospital) -> None:
    own = factory_id(hospital)
    body = {"name": "Autumn survey", "factory_id": own}
    sheet = hospital.call("POST", "/api/v1/questionnaires/sheets", COORDINATOR, json=body)
    hospital.call("POST", "/api/v1/questionnaires/sheets", COORDINATOR, json={"name": "A campaign"})

    app = hospital.dashboard(OWNER, "en", "my_factory", part="papers")

    assert sheet["url"] in [str(link.proto.url) for link in app.get("link_button")]
    assert "Autumn survey" in words_on(app)
    assert "A campaign" not in words_on(app)
    hospital.call("POST", f"/api/v1/questionnaires/sheets/{sheet['id']}/close", COORDINATOR)


def test_all_data_is_taken_along(hospital: RunningHospital) -> None:
    app = hospital.dashboard(OWNER, "en", "my_factory", part="data")
    app.button(key="own_export").click().run()
    hospital.examine()

    again = hospital.dashboard(OWNER, "en", "my_factory", part="data")

    [export] = hospital.call("GET", f"/api/v1/factories/{factory_id(hospital)}/exports", OWNER)["items"]
    assert export["state"] == "ready"
    links = [str(link.proto.url) for link in again.get("link_button")]
    assert f"/api/v1/factory-exports/{export['id']}/content" in links


@pytest.mark.parametrize(("written", "asks"), [("Liyuan Pump Works (demo)", True), ("something else", False)])
def test_the_deletion_needs_the_name_and_is_taken_back(hospital: RunningHospital, written: str, asks: bool) -> None:
    app = hospital.dashboard(OWNER, "en", "my_factory", part="data")
    app.text_input(key="own_deletion_name").set_value(written).run()

    app.button(key="own_deletion_ask").click().run()

    assert bool(app.error) is not asks
    if asks:
        assert hospital.call("GET", f"/api/v1/factories/{factory_id(hospital)}/deletion", OWNER)["state"] == "requested"
        app.button(key="own_deletion_cancel").click().run()
        assert hospital.call("GET", f"/api/v1/factories/{factory_id(hospital)}/deletion", OWNER)["state"] == "cancelled"
