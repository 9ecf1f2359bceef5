"""An uneven air gap in the current: lines at f_L ± f_r, and the slot lines; and a load that swings.

Every rotor is a little eccentric, unbalance and misalignment make the same lines, and no limit is agreed on: so this is
watched at most (rulebook §2.6).
"""

from __future__ import annotations

from typing import Final

import numpy as np
import scipy.fft
from numpy.typing import NDArray

from diagnostics.electrical import SidebandPair, Sidebands
from diagnostics.examination import Against, Evidence, Finding, QualityNote, RuledOut, Severity
from diagnostics.faults.family import Answer, Subject, together
from diagnostics.faults.motor_current_slip import (
    SPEED_LINE_CHANCE,
    PolePass,
    known_pole_pass,
    pole_pass_by_speed_lines,
    speed_line_hz,
)
from diagnostics.faults.motor_current_view import TEXTS, ElectricalView, motor_note
from diagnostics.faults.velocity_evidence import HINT, LEAST_FALSE_ALARM
from diagnostics.spectra.windows import hann
from diagnostics.texts import Text
from diagnostics.vocabulary import fault_kind

__all__ = ["examine_air_gap", "load_swing", "slot_lines_hz"]

WATCH_BELOW_DB: Final = 40.0
"""Lines of 1 % of the supply's (a convention: usual rotors lie at 50–60 dB below it)."""
SLOT_RATE_HZ: Final = 5000.0
"""Sampling rate for slot lines (rulebook §2.1, profile C1)."""
SLOT_ORDERS: Final = (-3, -1, 1, 3)
"""ν of the slot lines that are read (rulebook §1.3)."""
SWING_BELOW_DB: Final = 40.0
"""Sidebands from which a swing of the load is mentioned (a convention: 2 % of the current, peak)."""
SWING_CHANCE: Final = 1e-4
SAME_LINES: Final = 3.0
"""Lines of the record within which a swing is taken for the pole pass or the shaft: a Hann main lobe and one."""


def slot_lines_hz(supply_hz: float, slip: float, *, poles: int, rotor_bars: int, turning: int) -> tuple[float, ...]:
    """Return f_L·|(R ± n_d)·(1 − s)/(p/2) ± ν| for ν = 1, 3 (rulebook §1.3); ``turning`` is n_d: 0 static, 1 dynamic.

    >>> [round(f, 1) for f in slot_lines_hz(50.0, 0.02, poles=4, rotor_bars=28, turning=0)]
    [536.0, 636.0, 736.0, 836.0]
    """
    teeth = sorted({rotor_bars - turning, rotor_bars + turning})
    carriers = [number * (1.0 - slip) / (poles / 2.0) for number in teeth]
    return tuple(supply_hz * abs(carrier + order) for carrier in carriers for order in SLOT_ORDERS)


def examine_air_gap(view: ElectricalView, subject: Subject, sidebands: Sidebands | None) -> Answer:
    """Return what stands at the shaft's speed beside the supply frequency and at the slot lines, where the speed is
    known or these lines tell it, and the number of poles."""
    motor = subject.machine.motor
    poles = None if motor is None else motor.poles
    if sidebands is None or view.currents is None or view.currents.lost is not None or poles is None:
        return Answer()
    known = known_pole_pass(subject, view.supply.frequency_hz)
    if known is None or not known.sure(view.duration_s):
        known = pole_pass_by_speed_lines(sidebands, poles)
    if known is None:
        return Answer()
    return together([_turning(view, sidebands, known, poles), _slots(view, subject, known, poles)])


def _turning(view: ElectricalView, sidebands: Sidebands, known: PolePass, poles: int) -> Answer:
    """Watch f_L ± f_r."""
    fault = "motor.dynamic_eccentricity"
    at_hz = speed_line_hz(view.supply.frequency_hz, known.frequency_hz, poles)
    reach_hz = 1.5 / sidebands.duration_s + known.uncertainty_hz / poles
    pair = sidebands.pair(at_hz, reach_hz=reach_hz)
    there = max(pair.lower_chance, pair.upper_chance) <= SPEED_LINE_CHANCE
    values = {"shaft": pair.spacing_hz, "below": pair.below_db, "limit": WATCH_BELOW_DB}
    if not there or pair.below_db > WATCH_BELOW_DB:
        return Answer(ruled_out=(RuledOut(fault, None, TEXTS("ruled_out_dynamic", **values)),))
    supply_hz = view.supply.frequency_hz
    text = TEXTS("dynamic_eccentricity", **values)
    lines_hz = (supply_hz - pair.spacing_hz, supply_hz + pair.spacing_hz)
    return Answer(watch=(_watch(view, fault, text, supply_hz, lines_hz, pair.below_db),), plots=(None,))


def _slots(view: ElectricalView, subject: Subject, known: PolePass, poles: int) -> Answer:
    """Watch the slot lines of a static eccentricity."""
    fault, motor = "motor.static_eccentricity", subject.machine.motor
    if motor is None or motor.rotor_bars is None or view.sampling_rate_hz < SLOT_RATE_HZ or view.currents is None:
        return Answer()
    supply_hz = view.supply.frequency_hz
    slip = 0.5 * known.frequency_hz / supply_hz
    at_hz = slot_lines_hz(supply_hz, slip, poles=poles, rotor_bars=motor.rotor_bars, turning=0)
    readable = [f for f in at_hz if f < 0.4 * view.sampling_rate_hz and not _is_harmonic(f, supply_hz, view.duration_s)]
    if not readable:
        return Answer()
    own = abs(view.currents.phasors[0])
    reach_hz = 1.0 / view.duration_s + known.uncertainty_hz * motor.rotor_bars / poles
    lines = _amplitudes(view.currents.samples[0])
    levels = {f: _line(lines, f, reach_hz, view.duration_s) / own for f in readable}
    largest = max(levels, key=lambda f: levels[f])
    below_db = -20.0 * float(np.log10(max(levels[largest], 1e-15)))
    values = {"frequency": largest, "below": below_db, "limit": WATCH_BELOW_DB}
    if below_db > WATCH_BELOW_DB:
        return Answer(ruled_out=(RuledOut(fault, None, TEXTS("ruled_out_static", **values)),))
    text = TEXTS("static_eccentricity", **values)
    return Answer(watch=(_watch(view, fault, text, largest, tuple(readable), below_db),), plots=(None,))


def _is_harmonic(at_hz: float, supply_hz: float, duration_s: float) -> bool:
    return abs(at_hz - supply_hz * round(at_hz / supply_hz)) <= SAME_LINES / duration_s


def _amplitudes(samples: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the RMS that a tone at each line of the record has, under a Hann window [shape=(n // 2 + 1,)]."""
    window = hann(samples.size)
    centred = samples - np.mean(samples)
    return np.asarray(np.sqrt(2.0) * np.abs(scipy.fft.rfft(centred * window)) / float(np.sum(window)))


def _line(lines: NDArray[np.float64], at_hz: float, reach_hz: float, duration_s: float) -> float:
    """Return the largest of ``lines``, 1/``duration_s`` apart, within ``reach_hz`` of ``at_hz``."""
    first, last = (round((at_hz + side * reach_hz) * duration_s) for side in (-1.0, 1.0))
    return float(np.max(lines[max(0, first) : last + 1], initial=0.0))


def _watch(
    view: ElectricalView, fault: str, text: Text, at_hz: float, lines_hz: tuple[float, ...], below_db: float
) -> Finding:
    assert view.currents is not None  # noqa: S101  (narrowing: asked by the caller)
    name = fault.partition(".")[2]
    seen = Evidence(
        "current_lines",
        text,
        channel=view.currents.channels[0],
        expected_hz=at_hz,
        frequency_hz=at_hz,
        sidebands_hz=lines_hz,
        strength=below_db,
    )
    return Finding(
        fault=fault,
        component=None,
        department=fault_kind(fault).department,
        probability=HINT,
        false_alarm_probability=LEAST_FALSE_ALARM,
        severity=Severity("slight", TEXTS("basis_air_gap")),
        urgency=4,
        evidence=(seen,),
        treatment=(TEXTS(f"treatment_{name}"),),
        against=(Against(TEXTS(f"against_{name}")),),
    )


def load_swing(sidebands: Sidebands, *, explained_hz: tuple[float, ...]) -> QualityNote | None:
    """Tell that the load swings: the largest pair of sidebands up to half the supply frequency that none of
    ``explained_hz`` (pole pass, shaft) accounts for."""
    pair = sidebands.largest_pair(sidebands.least_spacing_hz, 0.5 * sidebands.supply_hz, chance=SWING_CHANCE)
    if pair is None or pair.below_db > SWING_BELOW_DB or _explained(pair, sidebands, explained_hz):
        return None
    depth = 200.0 * 10.0 ** (-pair.below_db / 20.0)
    return motor_note("load_swing", frequency=pair.spacing_hz, depth=depth, below=pair.below_db)


def _explained(pair: SidebandPair, sidebands: Sidebands, explained_hz: tuple[float, ...]) -> bool:
    reach_hz = SAME_LINES / sidebands.duration_s
    return any(abs(pair.spacing_hz - k * at_hz) <= reach_hz for at_hz in explained_hz for k in (1, 2))
