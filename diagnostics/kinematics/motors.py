"""Induction motors: slip, pole pass and rotor bar pass, in Hz and rpm.

Source: rulebook §1.3. All of it but the rotor bar pass hangs on the frequency at the motor's terminals, which behind
an inverter is not the mains'.
"""

from __future__ import annotations

from dataclasses import dataclass

from diagnostics.machine import Machine

__all__ = [
    "MotorFrequencies",
    "motor_frequencies",
    "pole_pass_hz",
    "rotor_bar_pass_hz",
    "slip",
    "synchronous_speed_rpm",
]


@dataclass(frozen=True)
class MotorFrequencies:
    """Frequencies of an induction motor; None where poles, rotor bars or the supply frequency are not known."""

    shaft_hz: float
    supply_hz: float | None
    twice_supply_hz: float | None
    synchronous_rpm: float | None
    slip: float | None
    """Relative; negative above the synchronous speed (a generator, or a wrong speed or number of poles)."""
    pole_pass_hz: float | None
    rotor_bar_pass_hz: float | None
    rotor_bar_sidebands_hz: tuple[float, float] | None
    """Rotor bar pass less and plus twice the supply frequency."""


def synchronous_speed_rpm(supply_hz: float, poles: int) -> float:
    """Return n_s = 120·f_L/p in rpm; ``poles`` counts poles, not pairs.

    >>> synchronous_speed_rpm(50.0, 4)
    1500.0
    """
    return 120.0 * supply_hz / poles


def slip(speed_rpm: float, *, supply_hz: float, poles: int) -> float:
    """Return s = (n_s − n)/n_s; typically 0.005–0.05 at full load."""
    synchronous_rpm = synchronous_speed_rpm(supply_hz, poles)
    return (synchronous_rpm - speed_rpm) / synchronous_rpm


def pole_pass_hz(speed_rpm: float, *, supply_hz: float, poles: int) -> float:
    """Return f_pp = p·|n_s − n|/60 = 2·|s|·f_L in Hz."""
    return poles * abs(synchronous_speed_rpm(supply_hz, poles) - speed_rpm) / 60.0


def rotor_bar_pass_hz(shaft_hz: float, rotor_bars: int) -> float:
    """Return R·f_r in Hz."""
    return rotor_bars * shaft_hz


def motor_frequencies(machine: Machine, shaft_hz: float) -> MotorFrequencies:
    """Return what can be told of the machine's motor, on the main shaft, when it turns at ``shaft_hz``.

    With ``inverter_fed`` nothing that needs the supply frequency is given: the mains says nothing about it.
    """
    motor = machine.motor
    poles = None if motor is None else motor.poles
    bars = None if motor is None else motor.rotor_bars
    supply_hz = None if machine.inverter_fed else machine.mains_hz
    bar_pass_hz = None if bars is None else rotor_bar_pass_hz(shaft_hz, bars)
    sidebands_hz = None
    if bar_pass_hz is not None and supply_hz is not None:
        sidebands_hz = (abs(bar_pass_hz - 2.0 * supply_hz), bar_pass_hz + 2.0 * supply_hz)
    synchronous_rpm = slip_now = pass_hz = None
    if poles is not None and supply_hz is not None:
        synchronous_rpm = synchronous_speed_rpm(supply_hz, poles)
        slip_now = slip(60.0 * shaft_hz, supply_hz=supply_hz, poles=poles)
        pass_hz = pole_pass_hz(60.0 * shaft_hz, supply_hz=supply_hz, poles=poles)
    return MotorFrequencies(
        shaft_hz=shaft_hz,
        supply_hz=supply_hz,
        twice_supply_hz=None if supply_hz is None else 2.0 * supply_hz,
        synchronous_rpm=synchronous_rpm,
        slip=slip_now,
        pole_pass_hz=pass_hz,
        rotor_bar_pass_hz=bar_pass_hz,
        rotor_bar_sidebands_hz=sidebands_hz,
    )
