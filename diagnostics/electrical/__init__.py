"""Currents and voltages of a three-phase machine: supply frequency, phasors, symmetrical components, Park's vector,
sidebands of the supply frequency, harmonics, inverters. Pure functions on arrays [shape=(..., n)]; no verdicts."""

from diagnostics.electrical.fundamental import Fundamental, find_fundamental, phasors
from diagnostics.electrical.harmonics import Harmonics, voltage_harmonics
from diagnostics.electrical.inverter import InverterSigns, inverter_signs
from diagnostics.electrical.park import ParkSpectrum, extended_park, space_vector
from diagnostics.electrical.sequences import (
    Sequences,
    equal_gain_negative,
    nema_unbalance,
    symmetrical_components,
    windowed_sequences,
)
from diagnostics.electrical.sidebands import SidebandPair, Sidebands, find_sidebands

__all__ = [
    "Fundamental",
    "Harmonics",
    "InverterSigns",
    "ParkSpectrum",
    "Sequences",
    "SidebandPair",
    "Sidebands",
    "equal_gain_negative",
    "extended_park",
    "find_fundamental",
    "find_sidebands",
    "inverter_signs",
    "nema_unbalance",
    "phasors",
    "space_vector",
    "symmetrical_components",
    "voltage_harmonics",
    "windowed_sequences",
]
