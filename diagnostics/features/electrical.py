"""Features of currents and voltages: level of each phase, symmetry, harmonics, supply frequency."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from diagnostics.electrical import nema_unbalance, voltage_harmonics
from diagnostics.faults.family import Subject
from diagnostics.faults.motor_current_view import ElectricalView, Phases, electrical_view
from diagnostics.features.measuring import made
from diagnostics.features.table import Feature

__all__ = ["LEAST_CYCLES", "electrical_features", "loading_current"]

LEAST_CYCLES: Final = 10.0
"""Rulebook §2.1, profile CV."""


def electrical_features(subject: Subject) -> list[Feature]:
    """Return the features of all current and voltage channels of ``subject``.

    The RMS is of each channel; the rest is of the phases together, under the channel ``current`` or ``voltage``:
    unbalance after NEMA MG 1, negative and zero over positive sequence, the largest total harmonic distortion of a
    phase, all in per cent. Unbalance and sequences need three phases (of two currents the third follows).
    """
    found: list[Feature] = []
    for quantity in ("current", "voltage"):
        for channel in subject.prepared.of(quantity):
            unit = channel.sensor.si_unit if channel.sensor.calibrated else channel.sensor.unit or ""
            rms = float(np.std(channel.samples))
            found += made("rms", rms, channel=channel.key, quantity=quantity, si_unit=unit)
    view = _view(subject)
    if view is None:
        return found
    parts: Sequence[tuple[str, Phases | None]] = (("current", view.currents), ("voltage", view.voltages))
    for quantity, phases in parts:
        if phases is None:
            continue
        found += made("supply", view.supply.frequency_hz, channel=quantity, quantity=quantity, own_name="supply")
        found += _together(quantity, phases, view)
    return found


def loading_current(subject: Subject) -> float | None:
    """Return the current that tells the load: the positive sequence, or the one phase; None where no current is
    measured."""
    view = _view(subject)
    return None if view is None or view.currents is None else float(view.currents.rms)


def _view(subject: Subject) -> ElectricalView | None:
    view = electrical_view(subject)
    return view if isinstance(view, ElectricalView) and view.supply.cycles >= LEAST_CYCLES else None


def _together(quantity: str, phases: Phases, view: ElectricalView) -> list[Feature]:
    place = {"channel": quantity, "quantity": quantity}
    found: list[Feature] = []
    if phases.sequences is not None:
        percent = {
            "unbalance": nema_unbalance(np.abs(phases.phasors)),
            "negative_sequence": abs(phases.sequences.negative_ratio),
            "zero_sequence": abs(phases.sequences.zero_ratio),
        }
        if phases.derived:
            del percent["zero_sequence"]
        for kind, share in percent.items():
            found += made(kind, 100.0 * share, **place, own_name=f"{quantity}_{kind}")
    measured = phases.samples[:2] if phases.derived else phases.samples
    harmonics = voltage_harmonics(measured, view.supply.frequency_hz, sampling_rate_hz=view.sampling_rate_hz)
    if harmonics.relative.size:
        found += made("thd", 100.0 * harmonics.total, **place)
    return found
