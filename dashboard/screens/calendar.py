"""The days the service's clocks count: a year at a glance, its changes, and the way to add or correct one."""

from __future__ import annotations

from typing import Final

import streamlit as st

from clinic_client.models import (
    CalendarChangeRead,
    CalendarYearRead,
    ClockRulesRead,
)
from dashboard.components.acting import show_outcome
from dashboard.components.address import chosen_in_address, put, write_address
from dashboard.components.administration.calendar_change import show_calendar_change
from dashboard.components.administration.calendar_days import days_said
from dashboard.components.facts import person_of, show_fact
from dashboard.components.year_sheet import days_of, show_year_sheet
from dashboard.visit import Visit
from dashboard.words import Words, plain

__all__ = ["show_calendar"]

_PLACE: Final = "calendar"
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
    show_calendar_change(visit, _PLACE, calendar, int(chosen), year)
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
        by = (
            words("calendar.by", name=person_of(words, year.changed_by or ""), date=words.date(year.changed_at))
            if year.changed_at
            else "–"
        )
        show_fact(words("calendar.changed"), by)
    show_year_sheet(words, number, days_of(year.off), set(year.worked))
    st.caption(words("calendar.legend"))


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
        st.markdown(
            f"**{plain(version)}** · {plain(words.date(change.made_at))} · {plain(person_of(words, change.made_by))}"
        )
        st.text(change.reason)
        st.caption(plain(days_said(words, change.days)))
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
            **{str(kind): st.column_config.TextColumn(words.of("clock_short", kind)) for kind in kinds},
        },
    )


def _length(words: Words, minutes: int, in_working_time: bool) -> str:
    if in_working_time and minutes % _DAY_MINUTES == 0:
        return words("calendar.working_days_long", count=minutes // _DAY_MINUTES)
    if minutes % 60:
        return words("facts.minutes", count=minutes)
    hours = words("facts.hours", count=minutes // 60)
    return words("calendar.in_working_time", span=hours) if in_working_time else hours
