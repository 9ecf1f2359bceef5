"""Blocked filters, fouled heat exchangers and leaks, against simulated plants whose faults are known."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from diagnostics.faults.family import Answer
from diagnostics.faults.process.blocked_filter import examine_filter
from diagnostics.faults.process.fouling import examine_exchanger, log_mean_difference
from diagnostics.faults.process.leak import examine_leak
from tests.diagnostics.process_signals import (
    EXCHANGER,
    FILTER,
    NETWORK,
    VESSEL,
    Columns,
    exchanger_plant,
    filter_plant,
    machine_of,
    network_plant,
    tags_of,
    vessel_plant,
)


def of_filter(columns: Columns, roles: dict[str, object] | dict[str, str] = FILTER) -> Answer:
    return examine_filter(tags_of(columns, roles), None)


def of_exchanger(columns: Columns, *, arrangement: str = "counter") -> Answer:
    machine = machine_of(EXCHANGER, exchangers=[{"arrangement": arrangement}])
    return examine_exchanger(tags_of(columns, EXCHANGER), machine, None)


def of_vessel(columns: Columns, *, volume_m3: float | None = None) -> Answer:
    roles = {name: role for name, role in VESSEL.items() if name in columns}
    vessels = [] if volume_m3 is None else [{"volume_m3": volume_m3}]
    return examine_leak(tags_of(columns, roles), machine_of(roles, vessels=vessels), None)


def of_network(columns: Columns) -> Answer:
    return examine_leak(tags_of(columns, NETWORK), machine_of(NETWORK), None)


HEALTHY: dict[str, Callable[[int], Answer]] = {
    "filter": lambda seed: of_filter(filter_plant(seed)),
    "fine filter whose flow sinks": lambda seed: of_filter(filter_plant(seed, exponent=1.0, sink=0.3)),
    "exchanger": lambda seed: of_exchanger(exchanger_plant(seed)),
    "vessel": lambda seed: of_vessel(vessel_plant(seed)),
    "vessel without thermometer": lambda seed: of_vessel(without(vessel_plant(seed), "T")),
    "network": lambda seed: of_network(network_plant(seed)),
}


def without(columns: Columns, *names: str) -> Columns:
    return {name: values for name, values in columns.items() if name not in names}


def accused(plant: Callable[[int], Answer], seeds: range) -> list[int]:
    answers = {seed: plant(seed) for seed in seeds}
    assert all(answer.tested for answer in answers.values())
    return [seed for seed, answer in answers.items() if answer.findings or answer.watch]


@pytest.mark.parametrize("plant", HEALTHY)
def test_a_healthy_plant_is_not_accused(plant: str) -> None:
    assert accused(HEALTHY[plant], range(15)) == []


@pytest.mark.long
@pytest.mark.parametrize("plant", HEALTHY)
def test_hundreds_of_healthy_plants_are_not_accused(plant: str) -> None:
    assert accused(HEALTHY[plant], range(100, 400)) == []


@pytest.mark.parametrize("seed", range(5))
def test_a_filter_at_two_and_a_half_times_its_drop_is_found_with_its_ratio(seed: int) -> None:
    answer = of_filter(filter_plant(seed, blocked=2.5))

    (finding,) = answer.findings
    assert (finding.fault, finding.urgency, finding.department) == ("process.blocked_filter", 4, "automation")
    assert finding.evidence[0].strength == pytest.approx(2.5, rel=0.05)
    assert finding.false_alarm_probability < 1e-3


def test_a_filter_at_seventeen_tenths_of_its_drop_is_watched() -> None:
    answer = of_filter(filter_plant(1, blocked=1.7))

    assert answer.findings == ()
    assert answer.watch[0].evidence[0].strength == pytest.approx(1.7, rel=0.05)


def test_a_filter_that_clogs_is_found_although_the_flow_sinks_with_it() -> None:
    (finding,) = of_filter(filter_plant(2, blocked=3.0, sink=0.2)).findings

    assert finding.evidence[0].strength == pytest.approx(3.0, rel=0.05)


def test_a_filter_that_was_cleaned_is_healthy_again() -> None:
    columns = filter_plant(3, blocked=2.5)
    fresh = filter_plant(3)
    for name in columns:
        columns[name][2600:] = fresh[name][2600:]

    answer = of_filter(columns)

    assert answer.findings == ()
    assert "cleaned" in answer.ruled_out[0].text.en


def test_a_valve_that_closed_with_the_pressure_drop_speaks_against_the_filter() -> None:
    columns = filter_plant(4, blocked=2.5)
    rows = len(columns["F"])
    columns["V"] = 80.0 - 30.0 * np.clip((np.arange(rows) - 1000) / 1000, 0.0, 1.0)

    (finding,) = of_filter(columns, {**FILTER, "V": "valve_position"}).findings

    assert any("channel V" in each.text.en for each in finding.against)
    assert finding.probability < of_filter(without(columns, "V")).findings[0].probability


def test_a_filter_with_one_pressure_only_says_which_role_is_missing() -> None:
    columns = without(filter_plant(1), "P2")
    answer = of_filter(columns, {"P1": "filter_inlet", "F": "flow"})

    assert not answer.tested
    assert "filter_outlet" in answer.notes[0].text.en


def test_the_logarithmic_mean_lies_between_geometric_and_arithmetic_mean() -> None:
    first, second = np.array([20.0, 10.0, 10.0, 5.0]), np.array([10.0, 20.0, 10.0, 5.001])

    mean = log_mean_difference(first, second)

    assert mean[0] == pytest.approx(10.0 / np.log(2.0))
    assert mean[1] == mean[0]
    assert mean[2] == 10.0
    assert np.all((np.sqrt(first * second) - 1e-6 <= mean) & (mean <= 0.5 * (first + second)))


@pytest.mark.parametrize("arrangement", ["counter", "parallel"])
@pytest.mark.parametrize("seed", range(3))
def test_a_fouled_exchanger_is_found_with_the_size_of_its_loss(seed: int, arrangement: str) -> None:
    columns = exchanger_plant(seed, fall=0.3, parallel=arrangement == "parallel")

    (finding,) = of_exchanger(columns, arrangement=arrangement).findings

    assert finding.fault == "process.fouling"
    assert finding.evidence[0].strength == pytest.approx(0.3, abs=0.03)


def test_a_loss_of_fifteen_per_cent_is_watched() -> None:
    answer = of_exchanger(exchanger_plant(1, fall=0.15))

    assert answer.findings == ()
    assert answer.watch[0].evidence[0].strength == pytest.approx(0.15, abs=0.03)


def test_a_flow_meter_that_reads_too_little_is_no_fouling() -> None:
    answer = of_exchanger(exchanger_plant(1, meter=0.85))

    assert answer.findings == answer.watch == ()
    assert "heat balance" in answer.ruled_out[0].text.en
    assert answer.notes[0].check == "sensor.scale"


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("per_hour", [0.002, 0.03, 0.15])
def test_a_leaking_vessel_is_found_with_its_loss(seed: int, per_hour: float) -> None:
    (finding,) = of_vessel(vessel_plant(seed, per_hour=per_hour)).findings

    assert (finding.fault, finding.urgency) == ("process.leak", 4)
    assert finding.evidence[0].strength == pytest.approx(per_hour, rel=0.1)
    assert finding.severity.level == {0.002: "slight", 0.03: "moderate", 0.15: "severe"}[per_hour]


def test_a_leak_is_told_in_cubic_metres_a_year() -> None:
    columns = vessel_plant(2, per_hour=0.01)
    absolute_bar, kelvin = np.median(columns["P"]) + 1.01325, np.median(columns["T"]) + 273.15
    lost_m3 = 0.01 * 8760.0 * 2.0 * absolute_bar / 1.01325 * 273.15 / kelvin

    (finding,) = of_vessel(columns, volume_m3=2.0).findings

    told = next(word for word in finding.evidence[0].text.en.rpartition("that is ")[2].split())
    assert float(told) == pytest.approx(lost_m3, rel=0.1)


def test_a_cooling_vessel_without_thermometer_is_not_called_leaking() -> None:
    minutes = np.arange(600)
    kelvin = 303.15 - 8.0 * (1.0 - np.exp(-minutes / 120.0))
    noise = 0.002 * np.random.default_rng(1).standard_normal(600)
    columns = {"P": 8.0 * kelvin / 303.15 - 1.01325 + noise, "shut": np.full(600, 100.0)}

    assert of_vessel(columns).findings == ()


@pytest.mark.parametrize("leak", [0.04, 0.1, 0.3])
def test_flow_at_night_is_found_with_its_size(leak: float) -> None:
    columns = network_plant(1, leak=leak)
    night = float(np.median(columns["F"][columns["shut"] > 50.0]))

    (finding,) = of_network(columns).findings

    told = finding.evidence[0].text.en
    assert float(told.split("shut ")[1].split()[0]) == pytest.approx(night, rel=0.02)
    assert float(told.split("That is ")[1].split()[0]) == pytest.approx(8760.0 * night, rel=0.02)


def test_a_network_of_which_nothing_says_when_users_are_shut_is_not_judged() -> None:
    answer = examine_leak(tags_of({"P": vessel_plant(1)["P"]}, {"P": "vessel_pressure"}), machine_of(VESSEL), None)

    assert not answer.tested
    assert "users_shut" in answer.notes[0].text.en
