"""The bearing catalogue: found by designation or maker, with the lines each bearing makes at a speed."""

from __future__ import annotations

from typing import Any, Final

import streamlit as st

from clinic_client.models import BearingRead
from dashboard.components.address import put, text_in_address, write_address
from dashboard.visit import Visit
from dashboard.words import Words

__all__ = ["show_catalogue"]

_MOST: Final = 50
_USUAL_RPM: Final = 1480
_LINES: Final = ("bpfo", "bpfi", "bsf", "ftf")


def show_catalogue(visit: Visit) -> None:
    """Draw the bearings that the address asks for."""
    words = visit.words
    st.title(words.of("pages", "catalogue"), anchor=False)
    st.caption(words("catalogue.explanation"))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input(
            words("catalogue.search"),
            placeholder="6205",
            key=put("catalogue_q", text_in_address("q")),
            on_change=write_address,
            args=("q", "catalogue_q"),
            icon=":material/search:",
            width=280,
            max_chars=80,
        )
        speed_rpm = st.number_input(
            words("catalogue.speed"), min_value=1, max_value=60_000, value=_USUAL_RPM, key="catalogue_rpm", width=180
        )
    bearings = visit.hospital.house_rules.bearings(text_in_address("q").strip())
    if not bearings:
        st.info(words("catalogue.empty"))
        return
    if len(bearings) == _MOST:
        st.caption(words("catalogue.many", count=_MOST))
    st.dataframe(
        [_row(bearing, speed_rpm / 60) for bearing in bearings],
        hide_index=True,
        placeholder="–",
        height="content" if len(bearings) < 20 else 720,
        column_config=_columns(words),
    )


def _row(bearing: BearingRead, shaft_hz: float) -> dict[str, Any]:
    return {
        "designation": bearing.designation,
        "manufacturer": bearing.manufacturer or "–",
        "balls": bearing.balls,
        "ball_mm": bearing.ball_mm,
        "pitch_mm": bearing.pitch_mm,
        "contact_deg": bearing.contact_deg,
        **{f"{line}_hz": getattr(bearing, line) * shaft_hz for line in _LINES},
        "source": bearing.source,
    }


def _columns(words: Words) -> dict[str, Any]:
    return {
        "designation": st.column_config.TextColumn(words("catalogue.designation"), pinned=True),
        "manufacturer": st.column_config.TextColumn(words("catalogue.manufacturer"), width="small"),
        "balls": st.column_config.NumberColumn(words("catalogue.balls"), width="small"),
        "ball_mm": st.column_config.NumberColumn(words("catalogue.ball_mm"), format="%.3f", width="small"),
        "pitch_mm": st.column_config.NumberColumn(words("catalogue.pitch_mm"), format="%.2f", width="small"),
        "contact_deg": st.column_config.NumberColumn(words("catalogue.contact_deg"), format="%.1f", width="small"),
        **{
            f"{line}_hz": st.column_config.NumberColumn(
                f"{words.of('bearing_line', line)} Hz", format="%.2f", width="small"
            )
            for line in _LINES
        },
        "source": st.column_config.TextColumn(words("catalogue.source"), width="large"),
    }
