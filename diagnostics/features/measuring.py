"""How the parts of this package hand over what they measured."""

from __future__ import annotations

import math

from diagnostics.features.kinds import KINDS, word
from diagnostics.features.table import Feature

__all__ = ["made"]


def made(
    kind: str,
    value: float,
    *,
    channel: str,
    quantity: str,
    own_name: str | None = None,
    si_unit: str = "",
    component: str | None = None,
    **values: object,
) -> list[Feature]:
    """Return the feature of this ``kind``, or none where ``value`` is not finite, or not positive where ratios are to
    be made of it.

    Its name is ``own_name`` (else ``kind``) and its unit. ``values`` fill in its description.
    """
    described = KINDS[kind]
    if not math.isfinite(value) or (described.scale == "ratio" and value <= 0.0):
        return []
    unit = described.unit.replace("si", si_unit) if described.unit.startswith("si") else described.unit
    name = "_".join(part for part in (own_name or kind, word(unit)) if part)
    about = described.filled(component=component, **values)
    return [Feature(channel, name, float(value), unit, quantity, kind, about, component)]
