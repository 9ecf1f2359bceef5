"""Where a piece of evidence is to be seen, and which plots a machine's recording opens with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

__all__ = ["evidence_place", "layout_of"]

_IN_THE_TIME_WAVE: Final = frozenset(
    {"drift", "heat_transfer", "limit_cycle", "night_flow", "pressure_decay", "pressure_drop", "waveform"}
)
_AS_VELOCITY: Final = frozenset({"axial_orders", "broadband_velocity", "shaft_orders", "velocity_line"})
_ELECTRICAL: Final = frozenset({"current", "voltage"})
_OF_SHAFTS: Final = ("rotor.", "gear.", "belt.", "fan.", "pump.")
_MOST_MARKS: Final = 40


def evidence_place(item: Mapping[str, Any], measurements: Mapping[str, Any]) -> dict[str, Any]:
    """Return the plot of ``item``, its place in Hz and what to mark; ``measurements`` tell what is calibrated."""
    channel = item.get("channel")
    if item["kind"] == "envelope_line":
        plot = "envelope"
    else:
        plot = "time" if item["kind"] in _IN_THE_TIME_WAVE else "spectrum"
    is_velocity = (
        item["kind"] in _AS_VELOCITY and measurements.get(str(channel), {}).get("velocity_rms_mm_s") is not None
    )
    sidebands = item.get("sidebands_hz") or []
    frequency = item.get("frequency_hz") if plot != "time" else None
    nearest = (
        min((abs(line - frequency) for line in sidebands if line != frequency), default=None) if frequency else None
    )
    return {
        "plot": plot,
        "channel": channel,
        "x": frequency,
        "marks_hz": [*(item.get("harmonics_hz") or []), *sidebands][:_MOST_MARKS],
        "harmonic": len(item.get("harmonics_hz") or []) > 1,
        "sideband_hz": nearest,
        "band_hz": item.get("band_hz"),
        "quantity": "velocity" if is_velocity else None,
    }


def layout_of(document: Mapping[str, Any], machine: Mapping[str, Any]) -> str:
    """Return the preset of plots: by what was found first, else by what was measured."""
    quantities = [sensor.get("quantity") for sensor in machine.get("sensors", ())]
    fault = document["findings"][0]["fault"] if document["findings"] else ""
    if fault.startswith("bearing."):
        return "bearing"
    if fault.startswith(_OF_SHAFTS):
        return "rotor"
    if quantities and _ELECTRICAL.issuperset(quantities):
        return "motor"
    if quantities.count("displacement") > 1:
        return "orbit"
    return "changing" if "tachometer" in quantities else "bearing"
