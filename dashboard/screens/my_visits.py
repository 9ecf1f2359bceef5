"""A doctor's days on the road: the day's order with times and journeys, sheets to print, the calendar file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import Final

import streamlit as st

from clinic_client.models import RoundRead, RoundRouteRead, VisitRead
from dashboard.china import today
from dashboard.visit import Visit
from dashboard.words import Words, plain

__all__ = ["show_my_visits", "show_visit_state"]

"""Days of visits are days of China."""
_STYLES: Final = {
    "planned": ("blue", ":material/event:"),
    "under_way": ("orange", ":material/directions_walk:"),
    "done": ("green", ":material/check_circle:"),
    "cancelled": ("gray", ":material/event_busy:"),
}


def show_my_visits(visit: Visit) -> None:
    """Draw the visits that lie ahead by day, or those that are over."""
    words = visit.words
    st.title(words.of("pages", "my_visits"), anchor=False)
    shown = st.segmented_control(
        words("cases.show"),
        ("ahead", "over"),
        default="over" if st.query_params.get("show") == "over" else "ahead",
        required=True,
        format_func=lambda code: words.of("visits_shown", code),
        key=f"visits_shown_{words.language}",
    )
    st.query_params["show"] = shown or "ahead"
    calls = visit.hospital.practice
    if shown == "over":
        over = [*calls.visits("done"), *calls.visits("cancelled")]
        _show_days(visit, sorted(over, key=_moment, reverse=True), [])
    else:
        ahead = [*calls.visits("under_way"), *calls.visits("planned")]
        _show_days(visit, sorted(ahead, key=_moment), calls.rounds())


def show_visit_state(words: Words, state: str) -> None:
    """Draw the badge of a visit's state."""
    colour, icon = _STYLES[state]
    st.badge(words.of("visit_state", state), color=colour, icon=icon)  # type: ignore[arg-type]


def _moment(visited: VisitRead) -> tuple[date, bool, float, str]:
    """Return the place of a visit in the order of days; within a day the one under way, then by the planned arrival."""
    return (
        visited.day,
        visited.state != "under_way",
        visited.planned_arrival_at.timestamp() if visited.planned_arrival_at else 0.0,
        visited.id,
    )


def _show_days(visit: Visit, visits: Sequence[VisitRead], rounds: Sequence[RoundRead]) -> None:
    words = visit.words
    if not visits:
        st.info(words("visits.empty"))
        visit.link("my_cases", words.of("pages", "my_cases"), icon=":material/folder_open:")
    for day, of_day in groupby(visits, key=lambda each: each.day):
        st.subheader(_day_name(words, day), anchor=False)
        for planned in rounds:
            if planned.day == day:
                _show_route(visit, planned)
        for visited in of_day:
            _show_visit(visit, visited)


def _day_name(words: Words, day: date) -> str:
    now = today()
    if day == now:
        return words("visits.today", day=words.day(day))
    return words("visits.tomorrow", day=words.day(day)) if day == now + timedelta(days=1) else words.day(day)


def _show_route(visit: Visit, planned: RoundRead) -> None:
    """Draw what the doctor's day of ``planned`` comes to, and the calendar file."""
    words = visit.words
    route: RoundRouteRead | None = next(
        (each for each in planned.routes if each.doctor_id == visit.account.doctor_id), None
    )
    if route is None:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(
            plain(
                words(
                    "visits.route",
                    leaves=words.time(route.leaves_at),
                    returns=words.time(route.returns_at),
                    minutes=route.travel_minutes,
                    km=round(route.travel_km),
                )
            )
        )
        st.link_button(
            words("visits.calendar"), f"/api/v1/rounds/{planned.id}/calendar.ics", icon=":material/calendar_add_on:"
        )


def _show_visit(visit: Visit, visited: VisitRead) -> None:
    words = visit.words
    with st.container(border=True, key=f"visit_{visited.id}"):
        about, ahead = st.columns([3, 2], vertical_alignment="center")
        with about:
            show_visit_state(words, visited.state)
            st.markdown(f"**{plain(words.pick(visited.factory_name))}** · {plain(visited.purpose)}")
            st.caption(plain(visited.address))
            machines = "、" if words.language == "zh" else ", "
            st.caption(plain(machines.join(words.pick(stop.equipment_name) for stop in visited.stops)))
        with ahead:
            _show_times(words, visited)
            with st.container(horizontal=True, vertical_alignment="center"):
                visit.link("visit", words("visits.open"), icon=":material/arrow_forward:", visit=visited.id)
                st.link_button(words("visits.sheet"), f"/api/v1/visits/{visited.id}/sheet.pdf", icon=":material/print:")


def _show_times(words: Words, visited: VisitRead) -> None:
    if visited.planned_start_at and visited.planned_departure_at:
        start, end = words.time(visited.planned_start_at), words.time(visited.planned_departure_at)
        st.markdown(f":material/schedule: **{start} – {end}**")
    if visited.travel_minutes is not None:
        km = round(visited.travel_km or 0)
        st.caption(f":material/directions_car: {words('visits.journey', minutes=visited.travel_minutes, km=km)}")
