"""Labels of columns and channels: the name and the unit in ``Acc DE [m/s²]``, and what the unit measures."""

from __future__ import annotations

import re
from typing import Final

from diagnostics.machine.units import quantity_of_unit

__all__ = ["is_unit", "measured_quantity", "split_label"]

_OTHER_UNITS: Final = frozenset(
    {"hz", "khz", "rpm", "r/min", "1/min", "%", "n", "kn", "nm", "n·m", "deg", "°", "rad", "rad/s", "kw", "w", "db"}
)
"""Units that signals come in although no sensor of a machine description has them."""
_BRACKETED: Final = re.compile(
    r"^(?P<name>.*?)\s*[\[(（【]\s*(?P<unit>[^\[\](（）【】)]{1,16}(?:\([^()]*\)[^()]{0,8})?)\s*[\])）】]$"
)
_TRAILING: Final = re.compile(r"^(?P<name>.+?)\s*(?:/|,|，|\s)\s*(?P<unit>\S{1,10})$")


def split_label(label: str) -> tuple[str, str | None]:
    """Return the name in ``label`` and the unit behind it, None where no known unit is there.

    >>> split_label("Acc DE [m/s²]"), split_label("振动(g)"), split_label("Current, A"), split_label("Channel (2)")
    (('Acc DE', 'm/s²'), ('振动', 'g'), ('Current', 'A'), ('Channel (2)', None))
    """
    label = label.strip()
    for pattern in (_BRACKETED, _TRAILING):
        match = pattern.match(label)
        if match and is_unit(match["unit"]):
            return match["name"].strip(), match["unit"].strip()
    return label, None


def measured_quantity(unit: str | None) -> str | None:
    """Return the quantity of a signal in ``unit``, None where that leaves it open: volts are what most sensors
    deliver, and pascals are sound as well as pressure.
    """
    quantity = None if unit is None else quantity_of_unit(unit)
    return None if quantity in ("voltage", "tachometer") or unit in ("Pa", "mPa") else quantity


def is_unit(text: str) -> bool:
    """Return whether ``text`` is a unit that signals come in."""
    return quantity_of_unit(text) is not None or text.strip().lower() in _OTHER_UNITS
