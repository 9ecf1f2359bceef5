"""The coordinator's figures: on time, first-time right, load, satisfaction, and what was decided against proposals."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final
from urllib.parse import urlencode

import streamlit as st

from clinic_client.models import Figure, OverrideRead, OverviewRead
from clinic_client.types import Unset
from dashboard.china import today
from dashboard.components.address import chosen_in_address, put, write_address
from dashboard.visit import Visit
from dashboard.words import Words

__all__ = ["show_figures"]

_WEEKS: Final = ("4", "13", "52")
_NONE: Final = "–"


def show_figures(visit: Visit) -> None:
    """Draw the figures of the last weeks; a figure that nothing is known for says why."""
    words = visit.words
    st.title(words.of("pages", "figures"), anchor=False)
    weeks = chosen_in_address("weeks", _WEEKS, _WEEKS[0])
    st.segmented_control(
        words("figures.weeks"),
        _WEEKS,
        required=True,
        format_func=lambda count: words("figures.last_weeks", count=count),
        key=put("figures_weeks", weeks),
        on_change=write_address,
        args=("weeks", "figures_weeks"),
        label_visibility="collapsed",
    )
    now = today()
    overview = visit.hospital.figures.overview(now - timedelta(weeks=int(weeks), days=-1), now)
    st.caption(words("figures.period", first=overview.from_, last=overview.to))
    figures = _figures(words, overview)
    with st.container(horizontal=True):
        for name, figure, is_share in figures[:5]:
            st.metric(name, _said(figure.value, share=is_share), border=True)
    _show_table(words, figures)
    if overview.overrides.newest:
        _show_overrides(visit, overview.overrides.newest)


def _figures(words: Words, overview: OverviewRead) -> list[tuple[str, Figure, bool]]:
    """Return each figure with its name and whether it is a share."""
    return [
        *((words.of("clock", each.clock), each.on_time, True) for each in overview.clocks),
        (words("figures.first_time_right"), overview.first_time_right, True),
        (words("figures.satisfaction"), overview.satisfaction, False),
        (words("figures.load_mean"), overview.load_now.mean, True),
        (words("figures.load_largest"), overview.load_now.largest, True),
        (words("figures.load_gini"), overview.load_lately.gini, False),
        (words("figures.overrides"), overview.overrides.share, True),
    ]


def _show_table(words: Words, figures: list[tuple[str, Figure, bool]]) -> None:
    st.dataframe(
        [_row(words, name, figure, share=is_share) for name, figure, is_share in figures],
        hide_index=True,
        column_config={
            "name": st.column_config.TextColumn(words("figures.name"), width="large"),
            "value": st.column_config.TextColumn(words("figures.value")),
            "interval": st.column_config.TextColumn(words("figures.interval"), width=130),
            "count": st.column_config.NumberColumn(words("figures.count"), width="small"),
            "reason": st.column_config.TextColumn(words("figures.reason"), width="large"),
        },
    )


def _row(words: Words, name: str, figure: Figure, *, share: bool) -> dict[str, Any]:
    low, high = _said(figure.low, share=share), _said(figure.high, share=share)
    return {
        "name": name,
        "value": _said(figure.value, share=share),
        "interval": "" if _NONE in (low, high) else f"{low} … {high}",
        "count": figure.count,
        "reason": words.pick(figure.reason) if figure.reason else "",
    }


def _said(value: float | Unset | None, *, share: bool) -> str:
    if value is None or isinstance(value, Unset):
        return _NONE
    return f"{100 * value:.0f} %" if share else f"{value:.2f}"


def _show_overrides(visit: Visit, newest: list[OverrideRead]) -> None:
    words = visit.words
    doctors = {each.id: words.name(each) for each in visit.kept("doctors", visit.hospital.doctors)}
    st.subheader(words("figures.newest_overrides"), anchor=False)
    st.dataframe(
        [
            {
                "open": f"/dashboard/case?{urlencode(visit.address(case=each.case_id))}",
                "at": words.date(each.assigned_at),
                "proposed": doctors.get(each.proposed_doctor_id, ""),
                "chosen": doctors.get(each.doctor_id, ""),
                "reason": each.reason or "",
                "by": each.assigned_by,
            }
            for each in newest
        ],
        hide_index=True,
        column_config={
            "open": st.column_config.LinkColumn(words("figures.case"), display_text=words("cases.open_case")),
            "at": st.column_config.TextColumn(words("figures.at")),
            "proposed": st.column_config.TextColumn(words("figures.proposed")),
            "chosen": st.column_config.TextColumn(words("figures.chosen")),
            "reason": st.column_config.TextColumn(words("figures.why"), width="large"),
            "by": st.column_config.TextColumn(words("figures.by")),
        },
    )
