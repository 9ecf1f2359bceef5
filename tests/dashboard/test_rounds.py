"""A day of rounds on the pages: planned, seen on a map, agreed on, a stop called off."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from xml.etree import ElementTree
from zoneinfo import ZoneInfo

import pytest

from dashboard.components.rounds import Place, RouteLine, route_map
from tests.dashboard.running_hospital import ADMIN, COORDINATOR, RunningHospital, words_on

FIELD = "rounds:{}:0:en"
SVG = "{http://www.w3.org/2000/svg}"
HOME = Place("Doctor", 31.5, 120.3)
NEAR = Place("Pump <works> & sons", 31.6, 120.3, number=1)
TODAY = datetime.now(ZoneInfo("Asia/Shanghai")).date()
FAR = Place("泵厂", 31.5, 120.6, number=2)


def texts_of(drawn: str) -> list[str]:
    return [str(element.text) for element in ElementTree.fromstring(drawn).iter(f"{SVG}text")]


def test_the_map_names_places_numbers_stops_and_tells_its_scale() -> None:
    drawn = route_map([RouteLine(HOME, (NEAR, FAR))], [Place("Left", 31.4, 120.4, left_out=True)], title="Map")

    texts = texts_of(drawn)
    assert {"Pump <works> & sons", "泵厂", "Left", "A", "A1", "A2", "N"} <= set(texts)
    assert any(text.endswith(" km") for text in texts)
    assert ElementTree.fromstring(drawn).find(f"{SVG}title").text == "Map"  # type: ignore[union-attr]


def test_a_degree_is_as_long_to_the_north_and_to_the_east_as_it_is_on_the_ground() -> None:
    drawn = route_map([RouteLine(None, (Place("O", 30.0, 120.0, 1), Place("N", 31.0, 120.0, 2)))], [], title="m")
    other = route_map([RouteLine(None, (Place("O", 30.0, 120.0, 1), Place("E", 30.0, 121.0, 2)))], [], title="m")

    def km_between(svg: str) -> float:
        root = ElementTree.fromstring(svg)
        (x1, y1), (x2, y2) = [(float(c.get("cx", 0)), float(c.get("cy", 0))) for c in root.iter(f"{SVG}circle")]
        bar = next(path for path in root.iter(f"{SVG}path") if (path.get("d") or "").startswith("M24 "))
        length = float((bar.get("d") or "").split("H")[1].split("V")[0]) - 24
        km = float(next(text for text in texts_of(svg) if text.endswith(" km")).removesuffix(" km"))
        return float(((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5) * km / length

    assert km_between(drawn) == pytest.approx(111.2, rel=0.01)
    assert km_between(other) == pytest.approx(111.2 * 0.866, rel=0.01)  # cos 30°


def test_two_doctors_differ_in_colour_dashes_and_letter() -> None:
    drawn = route_map([RouteLine(HOME, (NEAR,)), RouteLine(None, (Place("泵厂", 31.5, 120.6, 1), FAR))], [], title="m")

    lines = [path for path in ElementTree.fromstring(drawn).iter(f"{SVG}path") if path.get("stroke-linejoin")]
    assert len({line.get("stroke") for line in lines}) == 2
    assert len({line.get("stroke-dasharray") for line in lines}) == 2
    assert {"A", "A1", "B1", "B2"} <= set(texts_of(drawn))


def test_without_places_there_is_no_map() -> None:
    assert route_map([], [], title="m") == ""


def factories(hospital: RunningHospital, count: int) -> list[Any]:
    return list(hospital.call("GET", "/api/v1/factories", ADMIN)["items"])[:count]


def test_a_day_is_planned_agreed_on_and_a_stop_is_called_off(hospital: RunningHospital) -> None:
    chosen = factories(hospital, 3)
    day = TODAY + timedelta(days=14)
    app = hospital.dashboard(COORDINATOR, "en", "rounds")
    app.date_input(key=FIELD.format("day")).set_value(day)
    app.checkbox(key=FIELD.format("on_day_off")).set_value(True)
    app.radio(key=FIELD.format("which")).set_value("none")
    app.multiselect(key=FIELD.format("factories")).set_value([each["id"] for each in chosen])
    app.button(key="rounds_plan").click().run()
    round_id = "".join(app.query_params["round"])
    proposed = words_on(app)

    app.button(key="rounds_accept").click().run()
    accepted = hospital.call("GET", f"/api/v1/rounds/{round_id}", COORDINATOR)
    visits = [stop["visit_id"] for route in accepted["routes"] for stop in route["stops"]]
    app.button(key=f"call_off_{visits[0]}").click().run()
    app.button(key="call_off_now").click().run()
    after = hospital.call("GET", f"/api/v1/rounds/{round_id}", COORDINATOR)

    assert not app.exception
    assert "Nothing is agreed yet" in proposed
    assert accepted["state"] == "accepted"
    assert [each["visit_id"] for each in after["dropped"]] == [visits[0]]
    assert "called off" in words_on(app)
    for change in after["changes"]:
        assert change["text"]["en"] in words_on(app)


def test_nothing_to_visit_is_said_before_anything_is_asked(hospital: RunningHospital) -> None:
    app = hospital.dashboard(COORDINATOR, "zh", "rounds")
    app.radio(key="rounds:which:0:zh").set_value("none")

    app.button(key="rounds_plan").click().run()

    assert "请选择" in app.warning[0].value


def test_a_refused_day_leaves_the_form_as_it_was(hospital: RunningHospital) -> None:
    app = hospital.dashboard(COORDINATOR, "en", "rounds")
    sunday = TODAY + timedelta(days=13 - TODAY.weekday())
    app.date_input(key=FIELD.format("day")).set_value(sunday)
    app.checkbox(key=FIELD.format("on_day_off")).set_value(False)
    app.radio(key=FIELD.format("which")).set_value("none")
    app.multiselect(key=FIELD.format("factories")).set_value([factories(hospital, 1)[0]["id"]])

    app.button(key="rounds_plan").click().run()

    assert len(app.error) == 1
    assert app.date_input(key=FIELD.format("day")).value == sunday
    assert len(app.multiselect(key=FIELD.format("factories")).value) == 1
