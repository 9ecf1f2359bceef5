"""A year at a glance: twelve small months with the days off and the days worked to make up for them."""

from __future__ import annotations

import calendar
import html
from collections.abc import Collection, Sequence
from datetime import date, timedelta
from typing import Final

import streamlit as st

from dashboard.words import Words

__all__ = ["days_of", "show_year_sheet"]

_STYLE: Final = """<style>
.year-sheet{display:grid;grid-template-columns:repeat(auto-fill,minmax(210px,1fr));gap:14px 22px;align-items:start}
.year-sheet table{border-collapse:collapse;width:100%;font-size:13px}
.year-sheet caption{text-align:left;font-weight:600;padding-bottom:4px}
.year-sheet th{font-weight:400;color:light-dark(#4b5d63,#a9babf);font-size:11px;padding:1px}
.year-sheet td{text-align:center;padding:2px 0;width:14.2%;line-height:1.15;border-radius:4px}
.year-sheet td small{display:block;font-size:9px;min-height:11px}
.year-sheet .weekend{color:light-dark(#4b5d63,#a9babf)}
.year-sheet .off{background:light-dark(#fdecea,#4a1d19);color:light-dark(#8f1d14,#ffc9c3)}
.year-sheet .worked{background:light-dark(#e3eff8,#12344c);color:light-dark(#0b4f7d,#b9ddf7)}
</style>"""


def days_of(spans: Sequence[Sequence[date]]) -> set[date]:
    """Return every day of ``spans`` (first and last included)."""
    return {span[0] + n * timedelta(days=1) for span in spans for n in range((span[1] - span[0]).days + 1)}


def show_year_sheet(words: Words, year: int, off: Collection[date], worked: Collection[date]) -> None:
    """Draw the months of ``year``; each marked day carries a word besides its colour."""
    months = "".join(_month(words, year, month, off, worked) for month in range(1, 13))
    st.html(f'{_STYLE}<div class="year-sheet">{months}</div>')


def _month(words: Words, year: int, month: int, off: Collection[date], worked: Collection[date]) -> str:
    head = "".join(f'<th scope="col">{html.escape(words.of("weekday_short", n))}</th>' for n in range(7))
    weeks = calendar.Calendar().monthdatescalendar(year, month)
    rows = "".join("<tr>" + "".join(_cell(words, day, month, off, worked) for day in week) + "</tr>" for week in weeks)
    caption = html.escape(words.of("month_of_year", month))
    return f"<table><caption>{caption}</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _cell(words: Words, day: date, month: int, off: Collection[date], worked: Collection[date]) -> str:
    if day.month != month:
        return "<td></td>"
    if day in worked:
        return f'<td class="worked">{day.day}<small>{html.escape(words("calendar.worked_mark"))}</small></td>'
    if day in off:
        return f'<td class="off">{day.day}<small>{html.escape(words("calendar.off_mark"))}</small></td>'
    weekend = ' class="weekend"' if day.weekday() >= 5 else ""
    return f"<td{weekend}>{day.day}<small></small></td>"
