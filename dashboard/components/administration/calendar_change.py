"""Adding or correcting a year of the working calendar: written down, previewed, put into force."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

import streamlit as st

from clinic_client.models import CalendarPreview, CalendarRead, CalendarYearRead
from dashboard.components.acting import act
from dashboard.components.administration.calendar_days import days_said
from dashboard.components.fields import Form
from dashboard.visit import Visit
from dashboard.words import Words, plain

__all__ = ["show_calendar_change"]

_PREVIEW: Final = "calendar_preview"
_DAY: Final = re.compile(r"\d{4}-\d{1,2}-\d{1,2}")


def show_calendar_change(
    visit: Visit, place: str, calendar: CalendarRead, number: int, year: CalendarYearRead | None
) -> None:
    """Draw the form of the year ``number``; what it would do is shown before it does it. Past years stay."""
    words = visit.words
    if number < calendar.today.year:
        return
    form = Form(
        visit,
        f"calendar:{number}",
        off=_spans_text(year),
        worked=" ".join(day.isoformat() for day in year.worked) if year else "",
        notice="" if year is None else year.notice,
    )
    with st.expander(words("calendar.add") if year is None else words("calendar.correct"), icon=":material/edit:"):
        st.caption(words("calendar.counts_from"))
        left, right = st.columns(2)
        with left:
            form.area("off", words("calendar.off"), height=200, help=words("calendar.off_help"))
        with right:
            form.area("worked", words("calendar.worked"), height=200, help=words("calendar.worked_help"))
        form.line("notice", words("calendar.notice"), most=240)
        form.area("reason", words("calendar.reason"), height=80, most=1000)
        content = _content(words, form)
        if content is None:
            return
        st.button(
            words("calendar.preview"),
            key="calendar_preview_button",
            icon=":material/preview:",
            on_click=_preview,
            args=(visit, place, number, content),
        )
        _show_preview(visit, place, form, number, content, 0 if year is None else year.version)


def _content(words: Words, form: Form) -> dict[str, Any] | None:
    """Return the change that is written in the form; None, with why, where it cannot be one yet."""
    try:
        off = [_span(line) for line in form.text("off").splitlines() if line.strip()]
        worked = [_iso(text) for text in _DAY.findall(form.text("worked"))]
    except ValueError as wrong:
        st.warning(plain(words("calendar.not_a_day", text=str(wrong))))
        return None
    if not form.text("notice") or not form.text("reason"):
        st.caption(words("calendar.incomplete"))
        return None
    return {"off": off, "worked": worked, "notice": form.text("notice"), "reason": form.text("reason")}


def _span(line: str) -> list[str]:
    """Return first and last day of one line; raises ``ValueError`` with the line where it has none."""
    days = [_iso(text) for text in _DAY.findall(line)]
    if not 1 <= len(days) <= 2:
        raise ValueError(line.strip())
    return [days[0], days[-1]]


def _iso(text: str) -> str:
    try:
        return date(*(int(part) for part in text.split("-"))).isoformat()
    except ValueError:
        raise ValueError(text) from None


def _spans_text(year: CalendarYearRead | None) -> str:
    return "\n".join(" ~ ".join(day.isoformat() for day in dict.fromkeys(span)) for span in (year.off if year else ()))


def _preview(visit: Visit, place: str, number: int, content: Mapping[str, Any]) -> None:
    """Ask what the change would do, and keep it with the change it is about."""
    st.session_state.pop(_PREVIEW, None)

    def ask() -> None:
        st.session_state[_PREVIEW] = (number, content, visit.hospital.house_rules.preview_year(number, content))

    act(place, visit.words("calendar.previewed"), ask)


def _show_preview(visit: Visit, place: str, form: Form, number: int, content: Mapping[str, Any], version: int) -> None:
    kept: tuple[int, Mapping[str, Any], CalendarPreview] | None = st.session_state.get(_PREVIEW)
    if kept is None or kept[:2] != (number, content):
        return
    words, preview = visit.words, kept[2]
    with st.container(border=True):
        st.markdown(f"**{words('calendar.would')}**")
        st.markdown(plain(days_said(words, preview.days)))
        if preview.moved:
            told = words("calendar.moved", count=preview.moved, later=preview.later, earlier=preview.earlier)
            st.markdown(f":material/schedule: {plain(told)}")
        else:
            st.markdown(f":material/schedule: {words('calendar.none_moved')}")
        st.markdown(f":material/priority_high: {words('calendar.missed_stay', count=preview.missed)}")
        _show_examples(visit, preview)
        st.button(
            words("calendar.put_into_force"),
            key="calendar_write",
            type="primary",
            icon=":material/check:",
            on_click=_write,
            args=(visit, place, form, number, content, version),
        )


def _show_examples(visit: Visit, preview: CalendarPreview) -> None:
    words = visit.words
    if not preview.examples:
        return
    st.dataframe(
        [
            {
                "case": move.case_id,
                "clock": words.of("clock_short", move.clock),
                "urgency": words.of("urgency", move.urgency),
                "before": words.date(move.due_before),
                "after": words.date(move.due_after),
            }
            for move in preview.examples
        ],
        hide_index=True,
        column_config={
            "case": st.column_config.TextColumn(words.of("pages", "case")),
            "clock": st.column_config.TextColumn(words("calendar.clock")),
            "urgency": st.column_config.TextColumn(words("calendar.urgency")),
            "before": st.column_config.TextColumn(words("calendar.due_before")),
            "after": st.column_config.TextColumn(words("calendar.due_after")),
        },
    )


def _write(visit: Visit, place: str, form: Form, number: int, content: Mapping[str, Any], version: int) -> None:
    """Let the year count as it was previewed; refused where somebody has changed it since it was shown."""
    done = visit.words("calendar.written", year=number)
    if act(place, done, lambda: visit.hospital.house_rules.write_year(number, content, version)):
        form.sent()
        st.session_state.pop(_PREVIEW, None)
