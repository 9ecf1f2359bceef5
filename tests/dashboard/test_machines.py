"""The pages about machines: all at a glance, one machine, its data, many from a table."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.words import Words
from tests.dashboard.running_hospital import (
    ADMIN,
    OWNER,
    RECORDING,
    WORKER,
    RunningHospital,
    running_hospital,
    words_on,
)

TABLE = """name_zh,name_en,kind,location,asset_number
3号冷却塔风机,Cooling tower fan 3,fan,Roof,FJ-003
坏行,Bad row,dragon,,X-1
"""


@pytest.fixture(scope="module")
def hospital(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningHospital]:
    """A hospital of its own: which machine is the worst depends on every case there is."""
    with running_hospital(tmp_path_factory.mktemp("machines")) as running:
        yield running


@pytest.fixture(scope="module")
def faulty_machine(hospital: RunningHospital) -> str:
    """The test stand motor, of which a recording was examined."""
    hospital.open_case("The motor hums.", recording=RECORDING.path)
    return hospital.machine_id("Test stand motor")


def home(hospital: RunningHospital, language: str = "en", **filters: str) -> AppTest:
    return hospital.dashboard(OWNER, language, "machines", **filters)


def test_the_worst_machine_is_first_with_since_what_to_do_and_the_case(
    hospital: RunningHospital, faulty_machine: str
) -> None:
    page = words_on(home(hospital))

    assert page.index("Test stand motor") < page.index("Extraction fan")
    assert "since " in page
    assert Words("en").of("urgency_advice", 2) in page
    assert "Open the case" in page
    assert Words("en").of("unknown_because", "never_examined") in page


def test_the_list_is_narrowed_down_by_the_address(hospital: RunningHospital, faulty_machine: str) -> None:
    page = words_on(home(hospital, condition="unknown"))

    assert "Extraction fan" in page
    assert "Test stand motor" not in page


def test_a_search_that_finds_nothing_says_so(hospital: RunningHospital) -> None:
    page = words_on(home(hospital, find="zeppelin"))

    assert "No machine matches" in page


@pytest.mark.parametrize("language", ["en", pytest.param("zh", marks=pytest.mark.long)])
def test_one_machine_shows_its_condition_trend_history_and_nameplate(
    hospital: RunningHospital, faulty_machine: str, language: str
) -> None:
    app = hospital.dashboard(OWNER, language, "machine", equipment=faulty_machine)
    words = Words(language)  # type: ignore[arg-type]

    page = words_on(app)
    assert not app.exception
    assert words.of("urgency_advice", 2) in page
    assert words("machine.trend") in page
    assert words("machine.no_trend") not in page
    assert words("machine.record") in page
    assert words("machine.label") in page


def test_a_worker_sees_the_machine_and_changes_nothing(hospital: RunningHospital, faulty_machine: str) -> None:
    app = hospital.dashboard(WORKER, "en", "machine", equipment=faulty_machine)

    page = words_on(app)
    assert "Health record" in page
    assert "QR label" not in page
    assert "Change its data" not in page
    assert "Add a measuring point" not in page


def test_the_owner_plans_a_routine_measurement_and_stops_it(hospital: RunningHospital, faulty_machine: str) -> None:
    app = hospital.dashboard(OWNER, "en", "machine", equipment=faulty_machine)

    app.number_input(key=f"routine:{faulty_machine}:days").set_value(7).run()
    app.button(key=f"routine:{faulty_machine}:save").click().run()

    [schedule] = hospital.call("GET", "/api/v1/schedules", OWNER, params={"equipment_id": faulty_machine})["items"]
    assert schedule["every_days"] == 7
    assert "every 7 days" in words_on(app)
    app.button(key=f"stop:{schedule['id']}").click().run()
    assert "No routine measurement is planned." in words_on(app)


def test_the_owner_adds_a_measuring_point_and_retires_it(hospital: RunningHospital, faulty_machine: str) -> None:
    app = hospital.dashboard(OWNER, "en", "machine", equipment=faulty_machine)
    place = f"point:{faulty_machine}"

    app.text_input(key=f"{place}:name:0:en").set_value("Drive end, vertical").run()
    app.selectbox(key=f"{place}:position:0:en").set_value("DE").run()
    app.button(key=f"{place}:save").click().run()

    [point] = hospital.call("GET", f"/api/v1/equipment/{faulty_machine}/points", OWNER)["items"]
    assert (point["position"], point["quantity"]) == ("DE", "acceleration")
    assert "Drive end, vertical" in words_on(app)
    app.button(key=f"retire:{point['id']}").click().run()
    assert hospital.call("GET", f"/api/v1/equipment/{faulty_machine}/points", OWNER)["items"] == []


def test_the_owner_replaces_a_label(hospital: RunningHospital, faulty_machine: str) -> None:
    app = hospital.dashboard(OWNER, "en", "machine", equipment=faulty_machine)
    place = f"label:{faulty_machine}"
    app.toggle(key=f"{place}:more").set_value(True).run()
    before = hospital.call("POST", f"/api/v1/equipment/{faulty_machine}/label", OWNER)

    app.button(key=f"{place}:rotate").click().run()

    after = hospital.call("POST", f"/api/v1/equipment/{faulty_machine}/label", OWNER)
    assert before["short_code"] in words_on(app) or after["short_code"] in words_on(app)
    assert after["generation"] == before["generation"] + 1


def test_a_machine_is_added_with_one_name_and_a_bearing_of_the_catalogue(hospital: RunningHospital) -> None:
    app = hospital.dashboard(OWNER, "en", "machine_add")
    place = "machine:new"
    app.text_input(key=f"{place}:name_zh:0:en").set_value("2号空压机").run()
    app.selectbox(key=f"{place}:kind:0:en").set_value("compressor").run()
    app.text_input(key=f"{place}:bearing_drive_end:0:en").set_value("6205 D").run()
    assert app.button(key=f"{place}:bearing_drive_end:6205 DDU").label

    app.button(key=f"{place}:bearing_drive_end:6205 DDU").click().run()
    app.button(key=f"{place}:save").click().run()

    machines = hospital.call("GET", "/api/v1/equipment", OWNER)["items"]
    [added] = [machine for machine in machines if machine["name_zh"] == "2号空压机"]
    known = {name: value for name, value in added["nameplate"].items() if value is not None}
    assert (added["name_en"], known) == ("2号空压机", {"bearing_drive_end": "6205 DDU"})
    assert app.title[0].value == "2号空压机"


def test_a_changed_speed_counts_for_the_next_examination_too(hospital: RunningHospital) -> None:
    machine_id = hospital.machine_id("Extraction fan")
    app = hospital.dashboard(OWNER, "en", "machine_edit", equipment=machine_id)

    app.number_input(key=f"machine:{machine_id}:speed_rpm:0:en").set_value(960.0).run()
    app.button(key=f"machine:{machine_id}:save").click().run()

    machine = hospital.call("GET", f"/api/v1/equipment/{machine_id}", OWNER)
    assert machine["nameplate"]["speed_rpm"] == 960
    assert machine["machine"]["speed_rpm"] == 960
    assert machine["machine"]["bearings"] == [{"id": "DE", "shaft": "main", "designation": "MB ER-16K"}]


def test_two_people_changing_one_machine_are_told_and_the_words_stay(hospital: RunningHospital) -> None:
    machine_id = hospital.machine_id("Extraction fan")
    app = hospital.dashboard(OWNER, "en", "machine_edit", equipment=machine_id)
    app.text_input(key=f"machine:{machine_id}:location:0:en").set_value("Roof, north").run()
    hospital.call("PATCH", f"/api/v1/equipment/{machine_id}", ADMIN, json={"asset_number": "PF-1"})

    app.button(key=f"machine:{machine_id}:save").click().run()

    assert "Somebody else has changed this meanwhile" in words_on(app)
    assert app.text_input(key=f"machine:{machine_id}:location:0:en").value == "Roof, north"


def test_a_table_is_shown_before_it_is_written(hospital: RunningHospital, tmp_path: Path) -> None:
    app = hospital.dashboard(OWNER, "en", "machine_add")
    app.file_uploader(key="import:table").set_value(("machines.csv", TABLE.encode(), "text/csv")).run()
    before = words_on(app)
    names = {machine["name_en"] for machine in hospital.call("GET", "/api/v1/equipment", OWNER)["items"]}
    assert "Cooling tower fan 3" not in names
    assert "This would happen" in before

    app.button(key="import:write").click().run()

    names = {machine["name_en"] for machine in hospital.call("GET", "/api/v1/equipment", OWNER)["items"]}
    assert "Cooling tower fan 3" in names
    assert "Bad row" not in names
