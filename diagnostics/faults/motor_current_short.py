"""Shorted turns of a stator winding, by the negative sequence of the three currents.

A short in phase a closes a loop in which the voltage of its turns drives a current nearly in phase with V_a, as long
as it is small: its resistance exceeds its leakage. Seen from the terminals phase a takes an additional current ΔI;
balanced voltages force no negative sequence through the rest of the machine, and the three wires no zero sequence, so
that with a as reference ΔI₁ = ΔI₂ = ΔI/3. For phase b, whose ΔI lags by 120° (factor α²), ΔI₂ = α²·α²·ΔI/3 = α·ΔI/3,
for c α²·ΔI/3 (α = e^{j120°}). I₁ lags V_a by φ, 0° to 90° in a motor: so the angle of I₂/I₁ is φ for a, φ + 120° for b,
φ − 120° for c, and with φ about 45° the phase is told within ±60° (Kliman et al. 1996; Tallam, Habetler and Harley,
IEEE Trans. Ind. Appl. 38 (2002), for the circuit). The phase with the largest current is another one where φ exceeds
60°, at light load.

There is no noise null for I₂: the supply and the clamps are its null (rulebook §4.6).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

import numpy as np

from diagnostics.electrical import equal_gain_negative, extended_park
from diagnostics.examination import Against, Evidence, Finding, QualityNote, RuledOut, Severity, SeverityLevel
from diagnostics.faults.family import Answer
from diagnostics.faults.motor_current_view import TEXTS, ElectricalView, Phases, motor_note, park_plot
from diagnostics.faults.velocity_evidence import HINT, LOOKALIKES_OPEN
from diagnostics.texts import Text
from diagnostics.vocabulary import fault_kind

__all__ = ["examine_turn_short", "shorted_phase"]

FAULT: Final = "motor.stator_turn_short"
WARN_SHARE: Final = 0.05
"""I₂/I₁ that asks for attention (rulebook §2.6, unverified; healthy motors have 1.7–3.2 %, rulebook §6)."""
ACT_SHARE: Final = 0.08
"""I₂/I₁ to act on without voltages: a voltage unbalance of 1 %, all that IEC 60034-1 allows a motor to run with for
long, makes 6–10 % (rulebook §2.6, §3.6), 8 % in the middle; above 10 % (rulebook §2.6) even the most sensitive motor
needs a forbidden supply."""
SEVERE_SHARE: Final = 0.1
CRITICAL_SHARE: Final = 0.2
"""Shorts of 10 % of the turns made 10–12 %, of 20 % 17–20 %, of 40 % 24–25 % (rulebook §6, one motor)."""
NO_SHORT_ABOVE: Final = 0.8
"""Currents without a sense of rotation: a lost phase has 100 %, a short that lets an idle motor run somewhat over 50 %
(the circuit of the references at 12 % of the turns; a convention in between)."""
UNBALANCE_GAIN: Final = 8.0
"""Current unbalance over voltage unbalance of a loaded motor: 6–10 (rulebook §2.6)."""
MOST_UNBALANCE_GAIN: Final = 10.0
MOST_IDLE_GAIN: Final = 20.0
"""The most I₂/I₁ per V₂/V₁: 10 at rated current, and 20 where the load is not known: an idle motor takes 0.3 of its
rated current and still draws 6 times of it at standstill, which is what a negative sequence meets."""
TYPICAL_UNBALANCE: Final = 0.0093
"""Mean of the voltage unbalances of plants, taken as exponential: 66 % below 1 %, 98 % below 3 % (ANSI C84.1 as quoted
by von Jouanne and Banerjee, IEEE Trans. Energy Convers. 16 (2001); unverified)."""
HALF_LOAD: Final = 0.5
"""Below half of the rated current a ratio to the current itself exaggerates; half of the rated current then stands for
I₁ (rulebook §2.6, "low load magnifies")."""
CLAMP_SHARE: Final = 0.5
"""I₀/I₂ from which a wrong gain is considered as the cause (it alone makes 1)."""
CLAMPS_UNEQUAL: Final = 0.02
"""I₀/I₁ from which the clamps are called unequal: gains within ±2 % (rulebook §4.6) make 1.3 % at most."""
LEAST_S: Final = 0.2
LEAST_CYCLES: Final = 10.0
"""Of a record in which a short would have been seen (rulebook §2.7: 10 cycles)."""
SECTOR_CENTRE_DEG: Final = 45.0
SECTOR_HALF_DEG: Final = 60.0
UNSURE_DEG: Final = 15.0
"""To the next sector: what clamps of ±1–2 % turn an I₂ of 8 % by."""
NO_PHASE_DEG: Final = 3.0


@dataclass(frozen=True)
class _Unbalance:
    """The negative sequence of the currents, and what explains it."""

    share: float
    """|I₂| over I₁, or over half the rated current below it."""
    left: float
    """... that neither gains of the clamps nor the voltages explain."""
    zero: float
    """|I₀|/|I₁|."""
    by_clamps: bool
    voltage: float | None
    """|V₂|/|V₁|, None without voltages."""


def shorted_phase(negative_ratio: complex) -> tuple[int, float]:
    """Return which of the phases a, b, c (0, 1, 2) the angle of I₂/I₁ names, and how many degrees it lies from the
    sector of another one, 0 … 60."""
    from_centre = math.degrees(float(np.angle(negative_ratio))) - SECTOR_CENTRE_DEG
    k = round(from_centre / 120.0)
    return k % 3, SECTOR_HALF_DEG - abs(from_centre - 120.0 * k)


def examine_turn_short(view: ElectricalView) -> tuple[Answer, tuple[QualityNote, ...]]:
    """Return what the currents say about shorted turns, and the notes on what limits that; `Answer.tested` tells
    whether one would have been seen."""
    currents = view.currents
    if currents is None or currents.sequences is None or currents.lost is not None:
        return Answer(), ()
    unbalance = _unbalance(view, currents)
    notes = _notes(view, currents, unbalance)
    tested = view.duration_s >= LEAST_S and view.supply.cycles >= LEAST_CYCLES
    if unbalance.left > NO_SHORT_ABOVE or view.supply.cycles < LEAST_CYCLES:
        return Answer(), (*notes, *_cannot(view, unbalance))
    acting = ACT_SHARE if unbalance.voltage is None else WARN_SHARE
    if unbalance.left < WARN_SHARE:
        text = TEXTS(_excluded_by(unbalance), **_values(unbalance, currents))
        return Answer(ruled_out=(RuledOut(FAULT, None, text),), tested=tested), notes
    found = _finding(view, currents, unbalance, acting=unbalance.left >= acting)
    plot = park_plot(view, FAULT, found.component, 2.0 * view.supply.frequency_hz)
    if unbalance.left >= acting:
        return Answer(findings=(found,), plots=(plot,), tested=tested), notes
    return Answer(watch=(found,), plots=(plot,), tested=tested), notes


def _unbalance(view: ElectricalView, currents: Phases) -> _Unbalance:
    parts = currents.sequences
    assert parts is not None  # noqa: S101  (narrowing: asked by the caller)
    to_base = min(1.0, view.load / HALF_LOAD) if view.load is not None else 1.0
    share, zero = abs(parts.negative_ratio) * to_base, 0.0 if currents.derived else abs(parts.zero_ratio)
    left, by_clamps = share, False
    if not currents.derived and zero * to_base >= CLAMP_SHARE * share:
        equal = equal_gain_negative(currents.phasors)
        if equal is not None and equal * to_base < min(share, WARN_SHARE):
            left, by_clamps = equal * to_base, share >= WARN_SHARE
    voltage = None
    if view.voltages is not None and view.voltages.sequences is not None:
        voltage = abs(view.voltages.sequences.negative_ratio)
        gain = MOST_IDLE_GAIN if view.load is None else MOST_UNBALANCE_GAIN / max(view.load, HALF_LOAD)
        left = max(0.0, left - gain * voltage)
    return _Unbalance(share, left, zero, by_clamps, voltage)


def _values(unbalance: _Unbalance, currents: Phases) -> dict[str, object]:
    return {
        "channels": ", ".join(currents.channels),
        "share": 100.0 * unbalance.share,
        "left": 100.0 * unbalance.left,
        "zero": 100.0 * unbalance.zero,
        "voltage": 100.0 * (unbalance.voltage or 0.0),
        "warn": 100.0 * WARN_SHARE,
        "act": 100.0 * (ACT_SHARE if unbalance.voltage is None else WARN_SHARE),
    }


def _excluded_by(unbalance: _Unbalance) -> str:
    if unbalance.by_clamps:
        return "ruled_out_clamps"
    return "ruled_out_voltage" if unbalance.share >= WARN_SHARE else "ruled_out_short"


def _notes(view: ElectricalView, currents: Phases, unbalance: _Unbalance) -> tuple[QualityNote, ...]:
    """Say what the three currents and the voltages cannot tell."""
    notes = []
    if unbalance.by_clamps:
        notes.append(motor_note("clamp_gain", "warning", "sensor.scale", share=100.0 * unbalance.share))
    elif unbalance.zero >= CLAMPS_UNEQUAL:
        notes.append(motor_note("clamps_unequal", "info", "sensor.scale", zero=100.0 * unbalance.zero))
    if unbalance.voltage is None:
        notes.append(motor_note("no_voltages"))
    return tuple(notes)


def _cannot(view: ElectricalView, unbalance: _Unbalance) -> tuple[QualityNote, ...]:
    if view.supply.cycles < LEAST_CYCLES:
        return (motor_note("short_too_short", "warning", "length", cycles=view.supply.cycles),)
    return (motor_note("not_three_phases", "warning"),)


def _finding(view: ElectricalView, currents: Phases, unbalance: _Unbalance, *, acting: bool) -> Finding:
    parts = currents.sequences
    assert parts is not None  # noqa: S101  (narrowing: asked by the caller)
    k, margin_deg = shorted_phase(parts.negative_ratio)
    component = f"phase_{currents.names[k]}" if margin_deg >= NO_PHASE_DEG else None
    chance = _chance(unbalance)
    return Finding(
        fault=FAULT,
        component=component,
        department=fault_kind(FAULT).department,
        probability=LOOKALIKES_OPEN * (1.0 - chance) if acting else HINT,
        false_alarm_probability=chance,
        severity=Severity(_level(unbalance.left), TEXTS("basis_short", share=100.0 * unbalance.left)),
        urgency=2 if acting else 4,
        evidence=(_sequence_evidence(currents, unbalance, k), _park_evidence(view, currents)),
        treatment=(TEXTS("treatment_short" if acting else "treatment_short_watch"),),
        against=tuple(Against(text) for text in _against(view, currents, unbalance, margin_deg)),
    )


def _chance(unbalance: _Unbalance) -> float:
    """Return the share of supplies that make this unbalance by themselves: those that exceed the voltage unbalance it
    takes. With voltages measured a tenth of it is left open (a convention)."""
    needed = (unbalance.left if unbalance.voltage is not None else unbalance.share) / UNBALANCE_GAIN
    doubt = math.exp(-needed / TYPICAL_UNBALANCE)
    return doubt if unbalance.voltage is None else 0.1 * doubt


def _level(share: float) -> SeverityLevel:
    if share >= CRITICAL_SHARE:
        return "critical"
    if share >= SEVERE_SHARE:
        return "severe"
    return "moderate" if share >= ACT_SHARE else "slight"


def _sequence_evidence(currents: Phases, unbalance: _Unbalance, k: int) -> Evidence:
    parts = currents.sequences
    assert parts is not None  # noqa: S101  (narrowing: asked by the caller)
    sizes = np.abs(currents.phasors)
    text = TEXTS(
        "short" if unbalance.voltage is None else "short_voltages",
        **_values(unbalance, currents),
        angle=math.degrees(float(np.angle(parts.negative_ratio))),
        phase=currents.names[k],
        spread=100.0 * currents.spread,
        sizes=", ".join(
            f"{n} {100.0 * size / float(np.mean(sizes)):.0f} %"
            for n, size in sorted(zip(currents.names, sizes, strict=True))
        ),
    )
    return Evidence("negative_sequence", text, channel=currents.channels[k], strength=100.0 * unbalance.left)


def _park_evidence(view: ElectricalView, currents: Phases) -> Evidence:
    twice_hz = 2.0 * view.supply.frequency_hz
    line = extended_park(currents.samples, sampling_rate_hz=view.sampling_rate_hz).at(twice_hz)
    text = TEXTS("park", frequency=twice_hz, line=100.0 * line)
    return Evidence("park_vector", text, expected_hz=twice_hz, frequency_hz=twice_hz, strength=100.0 * line)


def _against(view: ElectricalView, currents: Phases, unbalance: _Unbalance, margin_deg: float) -> list[Text]:
    texts = []
    if unbalance.voltage is None:
        texts.append(TEXTS("against_no_voltage", voltage=100.0 * unbalance.share / UNBALANCE_GAIN))
    if currents.derived:
        texts.append(TEXTS("against_derived"))
    elif unbalance.zero >= CLAMPS_UNEQUAL:
        texts.append(TEXTS("against_clamps", zero=100.0 * unbalance.zero, share=100.0 * unbalance.share))
    if margin_deg < UNSURE_DEG:
        texts.append(TEXTS("against_phase", margin=margin_deg))
    texts.append(TEXTS("against_delta"))
    if view.load is None:
        texts.append(TEXTS("against_load"))
    return texts
