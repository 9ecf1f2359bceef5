"""How the levels of a machine developed, with the limits beside them, and what its health figure is made of."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final

import streamlit as st

from clinic_client.models import ChannelTrend, MachineTrend, TrendPoint
from dashboard.visit import Visit
from dashboard.words import Words, plain

__all__ = ["channel_name", "show_health", "show_trend"]

_HEIGHT: Final = 300
_MOST_CHANNELS: Final = 8
_COLOURS: Final = ("#0b6b6b", "#b35900", "#5b4bb3", "#9c2f6b", "#2f6b2f", "#6b4b0b", "#1f4e8c", "#555555")
_DASHES: Final = ([1, 0], [6, 3], [2, 2], [8, 2, 2, 2], [4, 4], [10, 4], [1, 3], [12, 2])
_SHAPES: Final = {"healthy": "circle", "fault": "triangle-up", "not_assessable": "cross"}
_VELOCITY: Final = "mm/s"
_LEGEND: Final = {"orient": "top", "symbolType": "circle", "symbolDash": [1, 0]}
_MONTHS: Final = timedelta(days=90)
_DAYS: Final = timedelta(days=3)


def show_trend(visit: Visit, equipment_id: str) -> None:
    """Draw the level of each channel in each examination; one line a channel, one shape a verdict."""
    words, trend = visit.words, visit.hospital.machines.trend(equipment_id)
    rows, unit = _rows(words, trend)
    if not rows:
        st.caption(words("machine.no_trend"))
        return
    limits = trend.limits if unit == _VELOCITY else []
    st.vega_lite_chart(rows, _chart(words, rows, unit, limits))
    if limits and trend.standard:
        ends = " · ".join(f"{limit.zone} ≤ {limit.velocity_rms_mm_s:g}" for limit in limits)
        st.caption(plain(words("machine.limits", ends=ends, standard=words.pick(trend.standard))))
    st.caption(words("machine.shapes"))


def show_health(visit: Visit, equipment_id: str) -> None:
    """Draw the health figure with everything it is made of, or why there is none."""
    words, health = visit.words, visit.hospital.machines.health(equipment_id)
    if health.score is None:
        reason = words.pick(health.reason) if health.reason else ""
        st.caption(plain(reason))
        return
    st.markdown(f"**{words('machine.health', score=health.score)}**")
    st.markdown("\n".join(f"- {plain(words.pick(part.text))}: {part.points:+d}" for part in health.parts))
    st.caption(words("machine.health_means"))


def channel_name(words: Words, channel: ChannelTrend) -> str:
    """Return where the sensor of a channel sits, or the channel's number where that is not known."""
    if not channel.position:
        return words("machine.channel", channel=channel.channel)
    place = words.of("sensor_place", channel.position)
    return f"{place} {words.of('direction', channel.direction)}" if channel.direction else place


def _rows(words: Words, trend: MachineTrend) -> tuple[list[dict[str, Any]], str]:
    """Return the points to draw and their unit: the velocity where any channel has one, else the RMS as recorded."""
    channels = trend.channels[:_MOST_CHANNELS]
    points = [(channel, point) for channel in channels for point in channel.points if _was_assessed(point)]
    velocities = [_row(words, c, p, p.velocity_rms_mm_s) for c, p in points if p.velocity_rms_mm_s]
    if velocities:
        return velocities, _VELOCITY
    units = [p.unit for _, p in points if p.rms and p.unit]
    unit = units[-1] if units else ""
    return [_row(words, c, p, p.rms) for c, p in points if p.rms and (p.unit or "") == unit], unit


def _was_assessed(point: TrendPoint) -> bool:
    return point.verdict != "not_assessable"


def _row(words: Words, channel: ChannelTrend, point: TrendPoint, value: float) -> dict[str, Any]:
    return {
        "at": point.at.isoformat(),
        "value": value,
        "channel": channel_name(words, channel),
        "verdict": words.of("verdict", point.verdict),
        "shape": _SHAPES[point.verdict],
        "when": words.date(point.at),
    }


def _chart(words: Words, rows: list[dict[str, Any]], unit: str, limits: list[Any]) -> dict[str, Any]:
    names = list(dict.fromkeys(row["channel"] for row in rows))
    y_title = words("machine.velocity_axis") if unit == _VELOCITY else words("machine.rms_axis", unit=unit)
    scale = {"domain": names, "range": list(_COLOURS[: len(names)])}
    axis = {"format": _time_format(rows), "labelOverlap": True}
    encoding: dict[str, Any] = {
        "x": {"field": "at", "type": "temporal", "title": words("machine.time_axis"), "axis": axis},
        "y": {"field": "value", "type": "quantitative", "title": y_title, "scale": {"zero": True}},
        "color": {"field": "channel", "type": "nominal", "scale": scale, "title": None, "legend": _LEGEND},
        "tooltip": [
            {"field": "channel", "title": words("machine.point")},
            {"field": "when", "title": words("machine.time_axis")},
            {"field": "value", "format": ".3g", "title": y_title},
            {"field": "verdict", "title": words("machines.condition")},
        ],
    }
    dashes = {"domain": names, "range": list(_DASHES[: len(names)])}
    dash = {"field": "channel", "type": "nominal", "legend": None, "scale": dashes}
    shape = {"field": "shape", "type": "nominal", "scale": None, "legend": None}
    layers: list[dict[str, Any]] = [
        {"mark": "line", "encoding": {**encoding, "strokeDash": dash}},
        {"mark": {"type": "point", "filled": True, "size": 70}, "encoding": {**encoding, "shape": shape}},
    ]
    for limit in limits:
        layers += _limit_layers(words, limit)
    return {"height": _HEIGHT, "layer": layers}


def _limit_layers(words: Words, limit: Any) -> list[dict[str, Any]]:
    """Return the line where a zone ends, with its name on it."""
    y = {"field": "end", "type": "quantitative"}
    data = {"values": [{"end": limit.velocity_rms_mm_s}]}
    text = words("machine.zone_ends", zone=limit.zone)
    return [
        {"data": data, "mark": {"type": "rule", "strokeDash": [4, 4], "color": "#7a8a8f"}, "encoding": {"y": y}},
        {
            "data": data,
            "mark": {"type": "text", "align": "left", "dx": 4, "dy": -6, "color": "#4b5d63", "text": text},
            "encoding": {"y": y, "x": {"value": 0}},
        },
    ]


def _time_format(rows: list[dict[str, Any]]) -> str:
    """Return how the time axis is labelled: in digits, which need no language, as fine as the span needs."""
    first, last = (datetime.fromisoformat(pick(row["at"] for row in rows)) for pick in (min, max))
    if last - first > _MONTHS:
        return "%Y-%m"
    return "%m-%d" if last - first > _DAYS else "%m-%d %H:%M"
