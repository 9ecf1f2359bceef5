"""Small charts: bars for counts, lines for shares; each line has a shape of its own, so that colour is never alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import streamlit as st

__all__ = ["show_bars", "show_share_lines"]

_HEIGHT: Final = 220
_COLOURS: Final = ("#0b6b6b", "#b35900", "#5b4bb3", "#9c2f6b")
_DASHES: Final = ([1, 0], [6, 3], [2, 2], [8, 2, 2, 2])
_SHAPES: Final = ("circle", "square", "triangle-up", "diamond")

Row = Mapping[str, Any]


def show_bars(rows: Sequence[Row], *, x: str, y: str, x_title: str, y_title: str) -> None:
    """Draw one bar a row, in the order given, with its number on it."""
    encoding = {
        "x": {"field": x, "type": "ordinal", "sort": None, "title": x_title, "axis": {"labelAngle": 0}},
        "y": {"field": y, "type": "quantitative", "title": y_title, "axis": {"tickMinStep": 1}},
    }
    layers = [
        {"mark": {"type": "bar", "color": _COLOURS[0], "size": 22}, "encoding": encoding},
        {"mark": {"type": "text", "dy": -7}, "encoding": {**encoding, "text": {"field": y, "type": "quantitative"}}},
    ]
    st.vega_lite_chart(list(rows), {"height": _HEIGHT, "layer": layers})


def show_share_lines(
    rows: Sequence[Row], *, x: str, y: str, series: str, names: Sequence[str], x_title: str, y_title: str
) -> None:
    """Draw shares (0 … 1) as one line a name of ``series``; a month without a share has no point."""
    order = list(names)

    def scale(values: Sequence[Any]) -> dict[str, Any]:
        return {"domain": order, "range": list(values[: len(order)])}

    encoding = {
        "x": {"field": x, "type": "ordinal", "sort": None, "title": x_title, "axis": {"labelAngle": 0}},
        "y": {
            "field": y,
            "type": "quantitative",
            "title": y_title,
            "axis": {"format": ".0%"},
            "scale": {"domain": [0, 1]},
        },
        "color": {"field": series, "type": "nominal", "scale": scale(_COLOURS), "title": None},
        "tooltip": [
            {"field": series, "title": y_title},
            {"field": x, "title": x_title},
            {"field": y, "format": ".0%", "title": "%"},
        ],
    }
    line = {
        **encoding,
        "strokeDash": {"field": series, "type": "nominal", "scale": scale(_DASHES), "title": None},
    }
    point = {**encoding, "shape": {"field": series, "type": "nominal", "scale": scale(_SHAPES), "title": None}}
    layers = [
        {"mark": {"type": "line", "strokeWidth": 2}, "encoding": line},
        {"mark": {"type": "point", "filled": True, "size": 60}, "encoding": point},
    ]
    legend = {"config": {"legend": {"orient": "top", "labelLimit": 260}}}
    st.vega_lite_chart(list(rows), {"height": _HEIGHT, "layer": layers, **legend})
