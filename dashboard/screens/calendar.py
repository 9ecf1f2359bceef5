"""The days the service's clocks count: a year at a glance, its changes, and the way to add or correct one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

import streamlit as st

from clinic_client.models import (
    CalendarChangeRead,
    CalendarDay,
    CalendarPreview,
    CalendarRead,
    CalendarYearRead,
    ClockRulesRead,
)
from dashboard.components.acting import act, show_outcome
from dashboard.components.address import chosen_in_address, put, write_address
from dashboard.components.facts import show_fact
from dashboard.components.forms import Form
from dashboard.components.year_sheet import days_of, show_year_sheet
from dashboard.visit import Visit
from dashboard.words import Words, plain

__all__ = ["show_calendar"]

_PLACE: Final = "calendar"
_PREVIEW: Final = "calendar_preview"
_FIELDS: Final = ("off", "worked", "notice", "reason")
_DAY: Final = re.compile(r"\d{4}-\d{1,2}-\d{1,2}")
_MOST_DAYS: Final = 40
_DAY_MINUTES: Final = 1440


def show_calendar(visit: Visit) -> None:
    """Draw the year that the address names, the next one that is missing first."""
    words = visit.words
    st.title(words.of("pages", "calendar"), anchor=False)
    st.caption(words("calendar.explanation"))
    show_outcome(visit, _PLACE)
    calendar = visit.hospital.house_rules.calendar()
    for missing in calendar.missing:
        st.warning(words("calendar.missing", year=missing), icon=":material/event_busy:")
    years = sorted({year.year for year in calendar.years} | set(calendar.missing), reverse=True)
    key = f"calendar_year_{words.language}"
    chosen = chosen_in_address("year", [str(year) for year in years], str(calendar.today.year))
    st.segmented_control(
        words("calendar.year"),
        [str(year) for year in years],
        required=True,
        key=put(key, chosen),
        on_change=write_address,
        args=("year", key),
    )
    year = next((each for each in calendar.years if each.year == int(chosen)), None)
    _show_year(words, int(chosen), year)
    _show_change(visit, calendar, int(chosen), year)
    _show_history(visit, int(chosen))
    _show_clocks(words, visit.hospital.house_rules.clocks())


def _show_year(words: Words, number: int, year: CalendarYearRead | None) -> None:
    if year is None:
        st.info(words("calendar.unknown"), icon=":material/info:")
        show_year_sheet(words, number, (), ())
        return
    columns = st.columns(4)
    with columns[0]:
        show_fact(words("calendar.working_days"), str(year.working_days))
    with columns[1]:
        show_fact(words("calendar.source"), words.of("calendar_source", year.source))
    with columns[2]:
        show_fact(words("calendar.notice"), year.notice)
    with columns[3]:
        by = words("calendar.by", name=year.changed_by, date=words.date(year.changed_at)) if year.changed_at else "–"
        show_fact(words("calendar.changed"), by)
    show_year_sheet(words, number, days_of(year.off), set(year.worked))
    st.caption(words("calendar.legend"))


def _show_change(visit: Visit, calendar: CalendarRead, number: int, year: CalendarYearRead | None) -> None:
    words = visit.words
    if number < calendar.today.year:
        return
    form = Form.of(visit, f"calendar:{number}", _FIELDS)
    form.begin_with("off", _spans_text(year))
    form.begin_with("worked", " ".join(day.isoformat() for day in year.worked) if year else "")
    form.begin_with("notice", "" if year is None else year.notice)
    with st.expander(words("calendar.add") if year is None else words("calendar.correct"), icon=":material/edit:"):
        st.caption(words("calendar.counts_from"))
        left, right = st.columns(2)
        left.text_area(words("calendar.off"), height=200, help=words("calendar.off_help"), **form.field("off"))
        right.text_area(
            words("calendar.worked"), height=200, help=words("calendar.worked_help"), **form.field("worked")
        )
        st.text_input(words("calendar.notice"), max_chars=240, **form.field("notice"))
        st.text_area(words("calendar.reason"), max_chars=1000, height=80, **form.field("reason"))
        content = _content(words, form)
        if content is None:
            return
        st.button(
            words("calendar.preview"),
            key="calendar_preview_button",
            icon=":material/preview:",
            on_click=_preview,
            args=(visit, number, content),
        )
        _show_preview(visit, form, number, content, 0 if year is None else year.version)


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
    return "\n".join(" ~ ".join(day.isoformat() for day in span) for span in (year.off if year else ()))


def _preview(visit: Visit, number: int, content: Mapping[str, Any]) -> None:
    """Ask what the change would do, and keep it with the change it is about."""
    st.session_state.pop(_PREVIEW, None)

    def ask() -> None:
        st.session_state[_PREVIEW] = (number, content, visit.hospital.house_rules.preview_year(number, content))

    act(_PLACE, visit.words("calendar.previewed"), ask)


def _show_preview(visit: Visit, form: Form, number: int, content: Mapping[str, Any], version: int) -> None:
    kept: tuple[int, Mapping[str, Any], CalendarPreview] | None = st.session_state.get(_PREVIEW)
    if kept is None or kept[:2] != (number, content):
        return
    words, preview = visit.words, kept[2]
    with st.container(border=True):
        st.markdown(f"**{words('calendar.would')}**")
        st.markdown(plain(_days_said(words, preview.days)))
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
            args=(visit, form, number, content, version),
        )


def _days_said(words: Words, days: list[CalendarDay]) -> str:
    off = [words.day(each.day) for each in days if each.worked_before]
    worked = [words.day(each.day) for each in days if each.worked_after]
    said = []
    if off:
        said.append(words("calendar.become_off", count=len(off), days=_some(off)))
    if worked:
        said.append(words("calendar.become_worked", count=len(worked), days=_some(worked)))
    return " ".join(said)


def _some(days: list[str]) -> str:
    return ", ".join(days[:_MOST_DAYS]) + (" …" if len(days) > _MOST_DAYS else "")


def _show_examples(visit: Visit, preview: CalendarPreview) -> None:
    words = visit.words
    if not preview.examples:
        return
    st.dataframe(
        [
            {
                "case": move.case_id,
                "clock": words.of("clock", move.clock),
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


def _write(visit: Visit, form: Form, number: int, content: Mapping[str, Any], version: int) -> None:
    """Let the year count as it was previewed; refused where somebody has changed it since it was shown."""
    done = visit.words("calendar.written", year=number)
    if act(_PLACE, done, lambda: visit.hospital.house_rules.write_year(number, content, version)):
        form.sent()
        st.session_state.pop(_PREVIEW, None)


def _show_history(visit: Visit, number: int) -> None:
    words = visit.words
    changes = visit.hospital.house_rules.calendar_changes(number)
    st.subheader(words("calendar.history"), anchor=False)
    if not changes:
        st.caption(words("calendar.no_history"))
    for change in changes:
        _show_entry(words, change)


def _show_entry(words: Words, change: CalendarChangeRead) -> None:
    with st.container(border=True, gap="small"):
        version = words("calendar.version", number=change.version)
        st.markdown(f"**{plain(version)}** · {plain(words.date(change.made_at))} · {plain(change.made_by)}")
        st.text(change.reason)
        st.caption(plain(_days_said(words, change.days)))
        st.caption(plain(change.notice))


def _show_clocks(words: Words, rules: ClockRulesRead) -> None:
    st.subheader(words("calendar.clocks"), anchor=False)
    st.caption(words("calendar.clocks_explained", warn=round(100 * rules.warn_share)))
    kinds = list(dict.fromkeys(rule.clock for rule in rules.rules))
    minutes = {(rule.clock, rule.urgency): (rule.minutes, rule.in_working_time) for rule in rules.rules}
    rows: list[dict[str, str]] = [
        {"urgency": words.of("urgency", urgency)}
        | {str(kind): _length(words, *minutes[kind, urgency]) for kind in kinds}
        for urgency in sorted({rule.urgency for rule in rules.rules})
    ]
    st.dataframe(
        rows,
        hide_index=True,
        column_config={
            "urgency": st.column_config.TextColumn(words("calendar.urgency")),
            **{str(kind): st.column_config.TextColumn(words.of("clock", kind)) for kind in kinds},
        },
    )


def _length(words: Words, minutes: int, in_working_time: bool) -> str:
    if in_working_time and minutes % _DAY_MINUTES == 0:
        return words("calendar.working_days_long", count=minutes // _DAY_MINUTES)
    if minutes % 60:
        return words("facts.minutes", count=minutes)
    hours = words("facts.hours", count=minutes // 60)
    return words("calendar.in_working_time", span=hours) if in_working_time else hours
