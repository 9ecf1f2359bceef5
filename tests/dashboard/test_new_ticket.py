"""A ticket in four steps: nothing chosen is lost, sent twice it is one case, a bad file is said plainly."""

from __future__ import annotations

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from clinic_api.intake.complaint import TILES
from dashboard.words import LANGUAGES, Words
from tests.dashboard.running_hospital import ENGINEER, OWNER, RECORDING, WORKER, RunningHospital, go_to, words_on

FAN = "Extraction fan"
DRAFT = "/api/v1/me/drafts/form:ticket"
UNDESCRIBED = {"name_en": "Old pump", "name_zh": "旧泵", "kind": "pump", "location": "Cellar"}


@pytest.fixture(autouse=True)
def nothing_kept_before(hospital: RunningHospital) -> None:
    """The draft of the test before would be the beginning of this one."""
    for email in (WORKER, ENGINEER):
        hospital.call("DELETE", DRAFT, email)


def step(app: AppTest, name: str) -> AppTest:
    return go_to(app, "new_ticket", step=name)


def widget(app: AppTest, kind: str, field: str) -> Any:
    """The field of the ticket, whichever turn its key has."""
    [found] = [each for each in app.get(kind) if str(each.key).startswith(f"ticket:{field}:")]
    return found


def fill(app: AppTest, kind: str, field: str, value: object) -> None:
    widget(app, kind, field).set_value(value).run()


def filled_ticket(hospital: RunningHospital, words: str, *, machine: str = FAN, email: str = WORKER) -> AppTest:
    app = hospital.dashboard(email, "en", "new_ticket")
    fill(app, "radio", "machine", hospital.machine_id(machine))
    step(app, "notice")
    fill(app, "text_area", "words", words)
    return app


def send(app: AppTest) -> AppTest:
    step(app, "check")
    return app.button(key="ticket_send").click().run()


def go_on_with_recording(hospital: RunningHospital, machine: str) -> AppTest:
    """Upload a recording of the machine that was chosen, and open its step."""
    hospital.keep_recording("ticket", hospital.machine_id(machine), WORKER)
    return hospital.dashboard(WORKER, "en", "new_ticket", step="recording")


def cases_with(hospital: RunningHospital, words: str) -> list[dict[str, Any]]:
    cases = hospital.call("GET", "/api/v1/cases", WORKER, params={"limit": 200})["items"]
    return [case for case in cases if words in case["complaint"]]


def test_a_ticket_of_tiles_and_words_gets_a_case_number_and_a_link(hospital: RunningHospital) -> None:
    app = filled_ticket(hospital, "The fan rattles since this morning.")
    fill(app, "button_group", "tiles", ["noise", "shaking"])
    fill(app, "button_group", "running", "yes")

    send(app)

    [case] = cases_with(hospital, "The fan rattles since this morning.")
    assert case["id"] in words_on(app)
    assert "Follow this case" in words_on(app)
    assert "Unusual noise, It shakes (vibration). It is still running." in case["complaint"]


def test_what_was_chosen_survives_steps_a_new_tab_and_the_other_language(hospital: RunningHospital) -> None:
    fan = hospital.machine_id(FAN)
    app = filled_ticket(hospital, "Half a sentence")
    fill(app, "button_group", "tiles", ["heat"])

    app.sidebar.segmented_control(key="language_choice").set_value("zh").run()
    assert widget(step(app, "machine"), "radio", "machine").value == fan
    again = hospital.dashboard(WORKER, "en", "new_ticket", step="check")

    page = words_on(again)
    assert "Extraction fan" in page
    assert "Half a sentence" in page
    assert "It gets hot" in page


def test_a_ticket_sent_twice_opens_one_case(hospital: RunningHospital) -> None:
    app = filled_ticket(hospital, "The fan shakes the roof.")
    step(app, "check")
    draft = hospital.call("GET", DRAFT, WORKER)["values"]
    send(app)
    hospital.call("PUT", DRAFT, WORKER, json={"values": draft})

    again = send(hospital.dashboard(WORKER, "en", "new_ticket"))  # the first answer never reached the page

    [case] = cases_with(hospital, "The fan shakes the roof.")
    assert case["id"] in words_on(again)


def test_a_machine_that_is_linked_to_is_chosen(hospital: RunningHospital) -> None:
    app = hospital.dashboard(OWNER, "en", "new_ticket", equipment=hospital.machine_id(FAN))

    assert "What do you notice?" in widget(app, "button_group", "tiles").label
    assert widget(step(app, "machine"), "radio", "machine").value == hospital.machine_id(FAN)


def test_an_incomplete_ticket_says_what_is_missing_and_cannot_be_sent(hospital: RunningHospital) -> None:
    app = hospital.dashboard(WORKER, "en", "new_ticket", step="check")

    assert [each.value for each in app.warning] == [
        "Please choose the machine.",
        "Please touch a tile or write one sentence about what you notice.",
    ]
    assert app.button(key="ticket_send").disabled


def test_a_recording_of_a_described_machine_asks_for_nothing_and_goes_along(hospital: RunningHospital) -> None:
    filled_ticket(hospital, "The motor on the test stand whistles.", machine="Test stand motor")

    app = go_on_with_recording(hospital, "Test stand motor")
    assert "say everything that is needed" in words_on(app)
    send(app)

    [case] = cases_with(hospital, "The motor on the test stand whistles.")
    assert case["recording"]["filename"] == RECORDING.path.name
    assert case["recording"]["size_bytes"] == RECORDING.path.stat().st_size


def test_only_what_is_missing_is_asked_and_told_of_the_recording(hospital: RunningHospital) -> None:
    machine = hospital.call("POST", "/api/v1/equipment", OWNER, json=UNDESCRIBED)
    filled_ticket(hospital, "The old pump hums.", machine="Old pump")
    app = go_on_with_recording(hospital, "Old pump")

    fill(app, "number_input", "speed_rpm", 1480)
    fill(app, "selectbox", "quantity", "acceleration")
    fill(app, "selectbox", "unit", "g")
    fill(app, "checkbox", "bearing:unknown", True)
    step(app, "check")
    assert "Bearing: I do not know" in words_on(app)
    send(app)

    [case] = cases_with(hospital, "The old pump hums.")
    facts = hospital.call("GET", f"/api/v1/recordings/{case['recording']['id']}", WORKER)["facts"]
    assert machine["id"] == case["equipment_id"]
    assert (facts["speed_rpm"], facts["quantity"], facts["unit"], facts["bearing"]) == (1480, "acceleration", "g", None)


def test_a_recording_of_another_machine_does_not_go_along(hospital: RunningHospital) -> None:
    filled_ticket(hospital, "The other machine it is.", machine="Test stand motor")
    app = go_on_with_recording(hospital, "Test stand motor")
    step(app, "machine")
    fill(app, "radio", "machine", hospital.machine_id(FAN))

    assert RECORDING.path.name not in words_on(step(app, "recording"))
    send(app)

    [case] = cases_with(hospital, "The other machine it is.")
    assert case["recording"] is None


def test_a_recording_is_left_out_again(hospital: RunningHospital) -> None:
    filled_ticket(hospital, "Without the recording.", machine="Test stand motor")
    app = go_on_with_recording(hospital, "Test stand motor")

    app.button(key="recording_field:ticket:remove").click().run()

    assert RECORDING.path.name not in words_on(app)
    assert hospital.call("GET", DRAFT, WORKER)["values"]["recording"] is None


def test_staff_search_among_the_machines_of_all_factories(hospital: RunningHospital) -> None:
    app = hospital.dashboard(ENGINEER, "en", "new_ticket")

    if app.get("text_input") and any(each.key == "ticket_find" for each in app.text_input):
        app.text_input(key="ticket_find").set_value("Extraction").run()

    options = widget(app, "radio", "machine").options
    assert any("Extraction fan" in option for option in options)
    assert not any("not in the list" in option for option in options)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_tiles_say_the_same_as_the_phone_page(language: str) -> None:
    words = Words(language)  # type: ignore[arg-type]

    assert {tile: words.of("tile", tile) for tile in TILES} == {
        tile: text.in_language(language) for tile, text in TILES.items()
    }
