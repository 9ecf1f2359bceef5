"""Units of measurement: usual spellings of what a sensor delivers, and their factors to SI.

Factors are exact definitions: standard gravity 9.80665 m/s² (CGPM 1901), inch 25.4 mm, pound-force per square inch
6894.757 Pa (NIST SP 811).
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from diagnostics.texts import Catalogue, Text

__all__ = [
    "QUANTITIES",
    "QUANTITY_NAMES",
    "SI_UNIT",
    "is_electrical",
    "quantity_of_unit",
    "unit_factor",
    "unit_spellings",
]

STANDARD_GRAVITY_M_S2: Final = 9.80665

_FACTORS: Final[dict[str, dict[str, float]]] = {
    "acceleration": {
        "m/s2": 1.0,
        "mm/s2": 1e-3,
        "g": STANDARD_GRAVITY_M_S2,
        "mg": STANDARD_GRAVITY_M_S2 * 1e-3,
        "in/s2": 0.0254,
    },
    "velocity": {"m/s": 1.0, "mm/s": 1e-3, "cm/s": 1e-2, "um/s": 1e-6, "in/s": 0.0254},
    "displacement": {"m": 1.0, "mm": 1e-3, "um": 1e-6, "mil": 25.4e-6, "in": 0.0254},
    "current": {"A": 1.0, "mA": 1e-3, "kA": 1e3},
    "voltage": {"V": 1.0, "mV": 1e-3, "kV": 1e3},
    "sound_pressure": {"Pa": 1.0, "mPa": 1e-3, "uPa": 1e-6},
    "temperature": {"degC": 1.0, "C": 1.0, "K": 1.0},
    "pressure": {
        "Pa": 1.0,
        "kPa": 1e3,
        "MPa": 1e6,
        "mbar": 1e2,
        "hPa": 1e2,
        "bar": 1e5,
        "psi": 6894.757,
    },
    "flow": {"m3/s": 1.0, "m3/h": 1 / 3600, "l/s": 1e-3, "l/min": 1e-3 / 60, "l/h": 1e-3 / 3600},
    "ratio": {"%": 1e-2},
    "tachometer": {"V": 1.0, "mV": 1e-3},
}

SI_UNIT: Final[dict[str, str]] = {
    "acceleration": "m/s2",
    "velocity": "m/s",
    "displacement": "m",
    "current": "A",
    "voltage": "V",
    "sound_pressure": "Pa",
    "temperature": "degC",
    "pressure": "Pa",
    "flow": "m3/s",
    "ratio": "1",
    "tachometer": "V",
}
"""The unit in which each quantity is examined (temperature stays in degrees Celsius or kelvin: only differences are
judged).
"""

QUANTITIES: Final = tuple(SI_UNIT)

_NAMES: Final = Catalogue(Path(__file__).with_name("quantities.toml"))
QUANTITY_NAMES: Final[dict[str, Text]] = {quantity: _NAMES(quantity) for quantity in QUANTITIES}
"""What people call each quantity."""

_ALIASES: Final = {
    "gs": "g",
    "gn": "g",
    "ips": "in/s",
    "inch/s": "in/s",
    "in/sec": "in/s",
    "mm/sec": "mm/s",
    "m/sec2": "m/s2",
    "m/s/s": "m/s2",
    "ms-2": "m/s2",
    "micron": "um",
    "celsius": "degC",
    "amp": "A",
    "ampere": "A",
    "volt": "V",
    "mils": "mil",
}

_PLAIN: Final = str.maketrans({"²": "2", "³": "3", "µ": "u", "μ": "u", "°": "deg", "^": ""})


def _plain(unit: str) -> str:
    """Return ``unit`` in plain ASCII: m/s² → m/s2, µm → um, °C → degC."""
    text = unit.strip().translate(_PLAIN)
    text = re.sub(r"[\s·*()]+", "", text).replace("**", "")
    return _ALIASES.get(text.lower(), text)


def _lookup(table: dict[str, float], unit: str) -> float | None:
    """Return the factor of ``unit`` in ``table``: exact spelling first, else any case if that is unambiguous."""
    plain = _plain(unit)
    if plain in table:
        return table[plain]
    same = [factor for spelling, factor in table.items() if spelling.lower() == plain.lower()]
    return same[0] if len(same) == 1 else None


def unit_factor(quantity: str, unit: str) -> float | None:
    """Return the factor from ``unit`` to ``SI_UNIT[quantity]``, None where ``unit`` is no unit of ``quantity``."""
    return _lookup(_FACTORS[quantity], unit)


def unit_spellings(quantity: str) -> tuple[str, ...]:
    """Return the spellings of the units of ``quantity``."""
    return tuple(_FACTORS[quantity])


def is_electrical(unit: str) -> bool:
    """Return whether ``unit`` is a voltage: what a sensor delivers before its sensitivity is applied."""
    return unit_factor("voltage", unit) is not None


def quantity_of_unit(unit: str) -> str | None:
    """Return the quantity that ``unit`` belongs to, None where the spelling is not known."""
    return next((quantity for quantity in QUANTITIES if unit_factor(quantity, unit) is not None), None)
