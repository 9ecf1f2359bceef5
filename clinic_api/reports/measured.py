"""Measured values against the limits they are rated by, each limit with its source."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any

from clinic_api.kit.fields import TextRead
from clinic_api.reports.schemas import ReportMeasurement
from clinic_api.reports.words import REPORT_TEXTS
from diagnostics.figures.labels import shown_unit
from diagnostics.severity.iso20816 import ZoneStandard, standard_named
from diagnostics.texts import Text

__all__ = ["measurements"]


def measurements(document: Mapping[str, Any], machine: Mapping[str, Any] | None) -> list[ReportMeasurement]:
    """Return the values of an examination's ``document``; ``machine`` tells where the sensor of a channel sits."""
    sensors = (machine or {}).get("sensors", ())
    places = {str(sensor.get("channel")): sensor.get("position") for sensor in sensors}
    return [
        row
        for channel, values in document["measurements"].items()
        for row in _rows(channel, places.get(channel), values)
    ]


def _rows(channel: str, place: str | None, values: Mapping[str, Any]) -> Iterator[ReportMeasurement]:
    """Yield the velocity, which zones rate, and the plain level of the channel."""
    if values.get("velocity_rms_mm_s") is not None:
        name = values.get("standard")
        standard = None if name is None else standard_named(name)
        yield ReportMeasurement(
            channel=channel,
            place=place,
            quantity_text=TextRead.of(REPORT_TEXTS("quantity_velocity_rms_mm_s")),
            value=values["velocity_rms_mm_s"],
            unit="mm/s",
            zone=values.get("zone"),
            limits=None if standard is None else _limits(standard),
            standard=None if name is None else TextRead.of(Text(name, name) if standard is None else standard.name),
            source=None if standard is None else TextRead.of(standard.source),
        )
    if values.get("rms") is not None:
        yield ReportMeasurement(
            channel=channel,
            place=place,
            quantity_text=TextRead.of(REPORT_TEXTS("quantity_rms")),
            value=values["rms"],
            unit=shown_unit(values.get("unit") or ""),
            zone=None,
            limits=None,
            standard=None,
            source=None,
        )


def _limits(standard: ZoneStandard) -> list[float | None]:
    return [limit if math.isfinite(limit) else None for limit in standard.velocity_mm_s]
