"""The speed of the main shaft: by tachometer, as stated, or from the signal; the speeds that stay possible; and how a
slow drift of it is followed and taken out."""

from __future__ import annotations

from diagnostics.speed.estimation import (
    BLIND_RANGE_HZ,
    ShaftSpeed,
    estimate_speed,
    motor_speed_ranges_hz,
    refine_speed,
    tachometer_speed,
)

__all__ = [
    "BLIND_RANGE_HZ",
    "ShaftSpeed",
    "estimate_speed",
    "motor_speed_ranges_hz",
    "refine_speed",
    "tachometer_speed",
]
