"""The coordinator's plan page against a real API: made, read, given out, and asked what if."""

from __future__ import annotations

from tests.dashboard.running_hospital import COORDINATOR, RECORDING, RunningHospital, words_on


def test_the_plan_says_why_and_is_given_out_with_one_click(hospital: RunningHospital) -> None:
    cases = [
        hospital.open_case("The gearbox howls.", recording=RECORDING.path),
        hospital.open_case("The camera shows a black picture."),
        hospital.open_case("The motor hums and trips the breaker."),
    ]
    app = hospital.dashboard(COORDINATOR, "en", "plan")

    app.button(key="plan_make").click().run()
    page = words_on(app)
    app.button(key="plan_give_out").click().run()

    assert not app.exception
    assert page.count("Department ") >= len(cases)
    assert "Why not somebody else" in page
    states = {hospital.call("GET", f"/api/v1/cases/{case_id}", COORDINATOR)["state"] for case_id in cases}
    assert states == {"assigned"}
    assert "were given out" in app.success[0].value


def test_what_if_a_doctor_is_away_changes_nothing(hospital: RunningHospital) -> None:
    case_id = hospital.open_case("The pump knocks.", recording=RECORDING.path)
    proposal = hospital.call("GET", f"/api/v1/cases/{case_id}", COORDINATOR)["proposal"]
    body = {"doctor_id": proposal["doctor_id"]}
    hospital.call("POST", f"/api/v1/cases/{case_id}/assignments", COORDINATOR, json=body)
    app = hospital.dashboard(COORDINATOR, "zh", "plan")

    app.multiselect(key="plan_absent").set_value([proposal["doctor_id"]])
    app.button(key="plan_make").click().run()

    assert not app.exception
    assert "plan_give_out" not in [button.key for button in app.button]
    assert case_id in words_on(app)
    case = hospital.call("GET", f"/api/v1/cases/{case_id}", COORDINATOR)
    assert case["assignment"]["doctor_id"] == proposal["doctor_id"]


def test_the_figures_say_what_is_known_and_why_the_rest_is_not(hospital: RunningHospital) -> None:
    hospital.open_case("The fan is louder than usual.", recording=RECORDING.path)

    table = hospital.dashboard(COORDINATOR, "en", "figures").dataframe[0].value

    rows = {row["name"]: row for row in table.to_dict("records")}
    assert rows["First opinion on time"]["value"] == "100 %"
    satisfaction = hospital.call("GET", "/api/v1/outcomes/overview", COORDINATOR)["satisfaction"]["value"]
    told = rows["Satisfaction of the factories (1 to 5)"]["value"]
    assert told == ("–" if satisfaction is None else f"{satisfaction:.2f}")
    assert [name for name, row in rows.items() if (row["value"] == "–") != bool(row["reason"])] == []
