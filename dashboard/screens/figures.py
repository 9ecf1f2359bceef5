"""The coordinator's figures: on time, first-time right, load, satisfaction, and what was decided against proposals."""

from __future__ import annotations

from typing import Any

import streamlit as st

from clinic_client.models import Figure, OverrideRead
from clinic_client.types import Unset
from dashboard.visit import Visit
from dashboard.words import Words, plain

__all__ = ["show_figures"]


def show_figures(visit: Visit) -> None:
    """Draw the figures of the last weeks; a figure that nothing is known for says why."""
    words = visit.words
    st.title(words.of("pages", "figures"), anchor=False)
    figures = visit.hospital.figures()
    st.caption(words("figures.period", first=figures.from_, last=figures.to))
    rows = [
        *(_row(words, words.of("clock", each.clock), each.on_time, share=True) for each in figures.clocks),
        _row(words, words("figures.first_time_right"), figures.first_time_right, share=True),
        _row(words, words("figures.satisfaction"), figures.satisfaction, share=False),
        _row(words, words("figures.load_mean"), figures.load_now.mean, share=True),
        _row(words, words("figures.load_largest"), figures.load_now.largest, share=True),
        _row(words, words("figures.load_gini"), figures.load_lately.gini, share=False),
        _row(words, words("figures.overrides"), figures.overrides.share, share=True),
    ]
    st.dataframe(
        rows,
        hide_index=True,
        column_config={
            "name": st.column_config.TextColumn(words("figures.name"), width="large"),
            "value": st.column_config.TextColumn(words("figures.value")),
            "interval": st.column_config.TextColumn(words("figures.interval")),
            "count": st.column_config.NumberColumn(words("figures.count"), width="small"),
            "reason": st.column_config.TextColumn(words("figures.reason"), width="large"),
        },
    )
    if figures.overrides.newest:
        st.subheader(words("figures.newest_overrides"), anchor=False)
        for override in figures.overrides.newest:
            _show_override(visit, override)


def _row(words: Words, name: str, figure: Figure, *, share: bool) -> dict[str, Any]:
    def said(value: float | Unset | None) -> str:
        if value is None or isinstance(value, Unset):
            return "–"
        return f"{100 * value:.0f} %" if share else f"{value:.2f}"

    interval = "" if figure.low is None or figure.high is None else f"{said(figure.low)} … {said(figure.high)}"
    reason = words.pick(figure.reason) if figure.reason else ""
    return {
        "name": name,
        "value": said(figure.value),
        "interval": interval,
        "count": figure.count,
        "reason": reason,
    }


def _show_override(visit: Visit, override: OverrideRead) -> None:
    words = visit.words
    told = words("figures.override", name=override.assigned_by, date=words.date(override.assigned_at))
    st.markdown(plain(f"{told} {override.reason or ''}"))
    visit.link("case", words("cases.open_case"), icon=":material/description:", case=override.case_id)
