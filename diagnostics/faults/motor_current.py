"""Motors as their current shows them: shorted turns, broken bars, an uneven air gap, a load that swings.

One phase serves for the rotor, three for the stator; voltages beside them tell what the supply does by itself. Every
figure is a ratio, so a current without calibration serves as well.
"""

from __future__ import annotations

from typing import Any

from diagnostics.electrical import find_sidebands
from diagnostics.examination import QualityNote
from diagnostics.faults.family import Answer, Subject, together
from diagnostics.faults.motor_current_bars import examine_bars
from diagnostics.faults.motor_current_rotor import examine_air_gap, load_swing
from diagnostics.faults.motor_current_short import examine_turn_short
from diagnostics.faults.motor_current_view import ElectricalView, electrical_view, motor_note

__all__ = ["examine_motor_current"]


def examine_motor_current(subject: Subject) -> Answer:
    """Return what the currents of a machine say about its motor; nothing where none is measured."""
    view = electrical_view(subject)
    if view is None:
        return Answer()
    if isinstance(view, QualityNote):
        return Answer(notes=(view,))
    if view.currents is None:
        return Answer()
    sidebands = find_sidebands(view.currents.samples, view.supply.frequency_hz, sampling_rate_hz=view.sampling_rate_hz)
    short, of_short = examine_turn_short(view)
    bars, of_bars = examine_bars(view, subject, sidebands)
    pairs_hz = [
        abs(item.sidebands_hz[1] - item.sidebands_hz[0]) / 2.0
        for found in (*bars.findings, *bars.watch)
        for item in found.evidence
        if item.sidebands_hz
    ]
    gap = examine_air_gap(view, subject, sidebands)
    if subject.speed is not None:
        pairs_hz.append(subject.speed.shaft_hz)
    swing = None if sidebands is None else load_swing(sidebands, explained_hz=tuple(pairs_hz))
    notes = [*view.notes, *_of_inverter(view), *of_short, *of_bars, *([] if swing is None else [swing])]
    return together([short, bars, gap], tested=short.tested or bars.tested, notes=tuple(notes))


def _of_inverter(view: ElectricalView) -> list[QualityNote]:
    """Say that an inverter was recognised that the description does not mention."""
    if not view.inverter.any:
        return []
    sign = "off_grid" if view.inverter.off_grid else "pulsed" if view.inverter.pulsed else "carrier"
    values: dict[str, Any] = {"supply": view.supply.frequency_hz, "carrier": view.inverter.carrier_hz or 0.0}
    return [motor_note(f"inverter_{sign}", **values)]
