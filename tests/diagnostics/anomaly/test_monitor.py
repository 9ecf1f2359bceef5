"""A series watched from its learned rows on: events, what they say, and what is named instead of learned."""

from __future__ import annotations

import json
import math
from pathlib import Path

import numpy as np
import pytest
from jsonschema import Draft202012Validator

import diagnostics as dx
from diagnostics.anomaly.watching.monitoring import Monitor, monitor
from diagnostics.series.series import Series

CONTRACT = Draft202012Validator(
    json.loads((Path(__file__).parents[2] / "contracts" / "monitoring.schema.json").read_text(encoding="utf-8"))
)
NAMES = ("Volume flow", "Outlet pressure", "Motor current", "Bearing temperature")
LEVELS = np.array([76.0, 2.5, 10.0, 55.0])


def pump(rows, *, seed=1):
    """A sound pump loop: four columns with noise of 1 % about their levels."""
    values = LEVELS * (1.0 + 0.01 * np.random.default_rng(seed).standard_normal((rows, len(LEVELS))))
    return Series(NAMES, values, np.arange(float(rows)), tuple(float(row) for row in range(rows)))


def changed(series, **columns):
    values = series.values.copy()
    for name, course in columns.items():
        values[:, NAMES.index(name.replace("_", " "))] = course
    return Series(series.names, values, series.seconds, series.stamps)


def checks(watched):
    return {(note.check, note.channel) for note in watched.quality}


def test_a_sound_pump_raises_no_event():
    watched = monitor(pump(20_000), train_rows=400)

    assert watched.events == ()
    assert not watched.rows.alarm.any()


def test_learned_rows_are_never_judged():
    watched = monitor(pump(600), train_rows=400)

    assert np.isnan(watched.rows.score[:400]).all()
    assert np.isfinite(watched.rows.score[400:]).all()
    assert not watched.rows.alarm[:400].any()


def test_a_closing_valve_is_one_event_that_says_what_fell_and_where_to_look():
    series = pump(1200)
    flow = series.column("Volume flow").copy()
    flow[600:900] *= 0.93
    watched = monitor(changed(series, Volume_flow=flow), train_rows=400)

    (event,) = watched.events
    assert 600 <= event.start <= 620
    assert 900 <= event.end <= 930
    assert event.contributors[0].column == "Volume flow"
    assert "Volume flow fell from usually 76" in event.text.en
    assert "valve" in event.text.en
    assert "阀门" in event.text.zh
    assert "“Volume flow”由通常的 76" in event.text.zh


def test_an_alarm_that_comes_and_goes_within_a_window_is_one_event():
    series = pump(1500)
    flow = series.column("Volume flow").copy()
    flow[600:1100] -= 4.0 * ((np.arange(500) // 30) % 2)
    watched = monitor(changed(series, Volume_flow=flow), train_rows=400)

    assert len(watched.events) == 1


def test_a_sensor_that_goes_its_own_way_is_told_from_the_machine():
    series = pump(1000)
    one = monitor(changed(series, Motor_current=series.column("Motor current") * 1.1), train_rows=400)
    assert one.events == ()  # the change came before anything was learned

    current = series.column("Motor current").copy()
    current[600:] *= 1.1
    flow = series.column("Volume flow").copy()
    flow[600:] *= 0.9
    alone = monitor(changed(series, Motor_current=current), train_rows=400)
    both = monitor(changed(series, Motor_current=current, Volume_flow=flow), train_rows=400)

    assert "No other column moved with it" in alone.events[0].text.en
    assert "Several columns moved together" in both.events[0].text.en


def test_a_changed_unit_is_named_and_not_taken_for_a_fault():
    series = pump(1200)
    pressure = series.column("Outlet pressure").copy()
    pressure[700:] *= 100.0  # bar to kPa
    watched = monitor(changed(series, Outlet_pressure=pressure), train_rows=400)

    assert ("sensor.scale", "Outlet pressure") in checks(watched)
    assert "100 times" in watched.events[0].text.en


def test_a_new_way_of_running_is_named_and_not_learned_as_normal():
    series = pump(2000)
    flow = series.column("Volume flow").copy()
    flow[800:] *= 0.8
    watched = monitor(changed(series, Volume_flow=flow), train_rows=400)

    assert ("baseline.new_regime", None) in checks(watched)
    assert watched.rows.alarm[-1]


def test_rows_to_learn_from_that_hold_a_fault_are_flagged():
    series = pump(1000)
    flow = series.column("Volume flow").copy()
    flow[150:300] *= 0.9
    watched = monitor(changed(series, Volume_flow=flow), train_rows=400)

    assert ("baseline.unsteady", "Volume flow") in checks(watched)


def test_too_little_history_is_not_judged_and_says_from_when_on_it_would_be():
    watched = monitor(pump(500), train_rows=60)

    assert np.isnan(watched.rows.score).all()
    assert not watched.rows.alarm.any()
    (note,) = [note for note in watched.quality if note.check == "baseline.short"]
    assert "60 rows" in note.text.en
    assert "100" in note.text.en


def test_more_rows_to_learn_from_than_there_are_judges_nothing():
    watched = monitor(pump(300), train_rows=1000)

    assert len(watched.rows.score) == 300
    assert watched.events == ()


def test_a_column_that_never_moved_is_named():
    series = changed(pump(800), Bearing_temperature=55.0)

    assert ("baseline.constant", "Bearing temperature") in checks(monitor(series, train_rows=400))


def test_a_meter_that_only_counts_is_left_out_and_named():
    series = pump(3000)
    watched = monitor(changed(series, Motor_current=np.arange(3000.0) * 0.02), train_rows=400)

    assert ("baseline.counter", "Motor current") in checks(watched)
    assert watched.events == ()


def loaded_pump(rows, *, load_of, seed=1):
    """A pump whose current and temperature follow its flow, run as ``load_of`` says (0 to 1)."""
    sound = pump(rows, seed=seed)
    load = load_of(np.arange(rows))
    flow = sound.column("Volume flow") * (0.5 + 0.5 * load)
    current = sound.column("Motor current") * (0.4 + 0.6 * load**2)
    return changed(sound, Volume_flow=flow, Motor_current=current)


def swinging(rows):
    return 0.5 + 0.5 * np.sin(2.0 * np.pi * rows / 700.0)


def test_what_the_load_does_is_taken_out_and_a_fault_beneath_it_is_seen():
    series = loaded_pump(6000, load_of=swinging)
    current = series.column("Motor current").copy()
    current[4000:] *= 1.08
    faulty = changed(series, Motor_current=current)

    assert monitor(series, train_rows=3000, conditions=["Volume flow"]).events == ()
    (event,) = monitor(faulty, train_rows=3000, conditions=["Volume flow"]).events
    assert event.contributors[0].column == "Motor current"
    assert 4000 <= event.start <= 4060


def test_rows_at_a_load_never_learned_are_not_comparable():
    series = loaded_pump(2000, load_of=lambda rows: np.where(rows < 1500, 0.3 * swinging(rows), 1.0))
    watched = monitor(series, train_rows=1000, conditions=["Volume flow"])

    assert ("baseline.not_comparable", None) in checks(watched)
    assert watched.events == ()
    assert np.isnan(watched.rows.score[1600:]).all()


def test_an_unknown_condition_is_refused():
    with pytest.raises(dx.DiagnosticsError) as refused:
        monitor(pump(500), train_rows=400, conditions=["speed"])

    assert refused.value.code == "series_column_unknown"


def test_the_result_has_the_form_of_the_contract_even_with_missing_values():
    series = pump(900)
    values = series.values.copy()
    values[500:560] = math.nan
    values[700:, 0] *= 0.9
    watched = monitor(Series(series.names, values, series.seconds, series.stamps), train_rows=400)

    document = json.loads(json.dumps(watched.to_json(), allow_nan=False))

    CONTRACT.validate(document)
    assert len(document["rows"]) == 900
    assert document["events"]


def test_blocks_of_any_size_give_the_same_events():
    series = pump(1500)
    flow = series.column("Volume flow").copy()
    flow[600:1000] *= 0.93
    flow[1200:] *= 0.9
    series = changed(series, Volume_flow=flow)
    whole = monitor(series, train_rows=400)

    watcher = Monitor(series.part(0, 400))
    alarm = np.concatenate([watcher.judge(series.part(at, at + 13)).alarm for at in range(400, 1500, 13)])

    np.testing.assert_array_equal(alarm, whole.rows.alarm[400:])
    assert [(e.start, e.end, e.peak, e.contributors) for e in watcher.events()] == [
        (e.start, e.end, e.peak, e.contributors) for e in whole.events
    ]


def test_no_positive_number_of_rows_is_refused():
    with pytest.raises(dx.DiagnosticsError, match="--train-rows"):
        monitor(pump(300), train_rows=0)


def test_the_engine_is_there_in_python():
    assert dx.anomaly.monitor(pump(500), train_rows=400).events == ()
