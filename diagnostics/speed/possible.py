"""The speeds that the main shaft may have had while a recording was made, the likeliest first.

A tachometer or a stated speed gives one. Without either, the signal is asked; where its answer may be twice or half the
true speed, or where it has none but a motor on the mains leaves little choice, several speeds stay possible, and what
is found at one of them has to be surer for it.
"""

from __future__ import annotations

from typing import Final

from diagnostics.machine import Machine
from diagnostics.quality.preparation import Prepared
from diagnostics.speed import (
    BLIND_RANGE_HZ,
    ShaftSpeed,
    estimate_speed,
    motor_speed_ranges_hz,
    refine_speed,
    tachometer_speed,
)

__all__ = ["contradicting_speed", "possible_speeds"]

CONTRADICTION: Final = 0.03
"""Relative difference from which a speed read from the signal contradicts the stated one: more than the usual
tolerance of 2 % and its own uncertainty (a convention; on 80 shared recordings with a stated speed it never did)."""


def possible_speeds(prepared: Prepared, machine: Machine) -> tuple[ShaftSpeed, ...]:
    """Return the speed by tachometer, the stated one (sharpened by the signal), or those that are possible without
    them, the likeliest first; empty when nothing is known."""
    rate_hz = prepared.sampling_rate_hz
    for tachometer in prepared.of("tachometer"):
        measured = tachometer_speed(
            tachometer.samples,
            sampling_rate_hz=rate_hz,
            pulses_per_rev=tachometer.sensor.pulses_per_rev or 1.0,
        )
        if measured is not None:
            return (measured,)
    vibration = [c.samples for c in (*prepared.of("acceleration"), *prepared.of("velocity"))]
    if machine.speed_rpm is not None:
        given_hz = machine.speed_rpm / 60.0
        if not vibration:
            return (ShaftSpeed(given_hz, machine.speed_tolerance * given_hz, "given", refined=False),)
        stated = refine_speed(
            vibration,
            sampling_rate_hz=rate_hz,
            given_hz=given_hz,
            tolerance=machine.speed_tolerance,
            mains_hz=machine.mains_hz,
        )
        return (stated,)
    if not vibration:
        return ()
    ranges_hz = _motor_ranges_hz(machine)
    estimate = estimate_speed(
        vibration, sampling_rate_hz=rate_hz, mains_hz=machine.mains_hz, ranges_hz=ranges_hz or [BLIND_RANGE_HZ]
    )
    if estimate is not None:
        return (estimate, *_harmonic_rivals(estimate, ranges_hz))
    return tuple(
        ShaftSpeed(0.5 * (low + high), 0.5 * (high - low), "estimated", refined=False) for low, high in ranges_hz
    )


def contradicting_speed(prepared: Prepared, machine: Machine, stated: ShaftSpeed | None) -> ShaftSpeed | None:
    """Return the speed whose lines stand clearly in the signal where it is not the ``stated`` one: then the speed or
    the sampling rate is wrong. None where they agree or the signal says nothing clear.

    A stated speed that shows is contradicted only by its double, of which every harmonic is one of its own: half orders
    are looseness, and other lines may be a neighbour's. Machines of several shafts have several clear speeds and are
    not asked.
    """
    vibration = [c.samples for c in (*prepared.of("acceleration"), *prepared.of("velocity"))]
    several = len(machine.shafts) > 1 or machine.gears or machine.belts
    if stated is None or stated.source != "given" or several or not vibration:
        return None
    read = estimate_speed(
        vibration,
        sampling_rate_hz=prepared.sampling_rate_hz,
        mains_hz=machine.mains_hz,
        ranges_hz=[BLIND_RANGE_HZ],
    )
    if read is None or abs(read.shaft_hz / stated.shaft_hz - 1.0) <= max(CONTRADICTION, machine.speed_tolerance):
        return None
    double = abs(read.shaft_hz / stated.shaft_hz - 2.0) <= CONTRADICTION
    return read if double or not stated.refined else None


def _motor_ranges_hz(machine: Machine) -> list[tuple[float, float]]:
    """Return the speeds that a motor on the mains can have; empty for other machines and behind an inverter."""
    if machine.inverter_fed or (machine.kind != "electric_motor" and machine.motor is None):
        return []
    return motor_speed_ranges_hz(machine.mains_hz, None if machine.motor is None else machine.motor.poles)


def _harmonic_rivals(estimate: ShaftSpeed, ranges_hz: list[tuple[float, float]]) -> list[ShaftSpeed]:
    """Return half and double the ``estimate`` where a motor can have them (rulebook §4.5, traps)."""
    rivals = []
    for factor in (0.5, 2.0):
        if any(low <= factor * estimate.shaft_hz <= high for low, high in ranges_hz):
            rivals.append(
                ShaftSpeed(factor * estimate.shaft_hz, factor * estimate.uncertainty_hz, "estimated", refined=True)
            )
    return rivals
