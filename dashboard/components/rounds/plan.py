"""The plan of one day: the map, each doctor's stops in order, what is left out and why, and agreeing on it."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from datetime import datetime
from html import escape
from typing import Any

import streamlit as st

from clinic_client.models import DoctorRead, FactoryRead, RoundPlannedRead, RoundRead, RoundRouteRead
from dashboard.china import CHINA
from dashboard.components.live import close_dialog, is_dialog_open, open_dialog, show_dialog, try_to
from dashboard.components.notices import keep_notice, telling_failures
from dashboard.components.rounds.map import Place, RouteLine, letter, route_map
from dashboard.components.urgency import show_urgency
from dashboard.visit import Visit
from dashboard.words import Words, plain

__all__ = ["show_plan_of_day"]


def show_plan_of_day(visit: Visit, made: RoundRead) -> None:
    """Draw the rounds ``made``; coordinators and administrators agree on them and call visits off."""
    words = visit.words
    doctors = {each.id: each for each in visit.kept("doctors", visit.hospital.doctors)}
    factories = {each.id: each for each in visit.kept("factories", visit.hospital.factories)}
    _show_head(visit, made)
    for change in made.changes:
        st.markdown(f":material/update: {plain(words.pick(change.text))}")
    drawn = _map(words, made, doctors, factories)
    if drawn:
        picture = b64encode(drawn.encode()).decode()  # as an image, because Streamlit takes SVG out of pages
        title = escape(words("rounds.map_title", day=made.day.isoformat()))
        st.html(f'<img alt="{title}" style="width:100%" src="data:image/svg+xml;base64,{picture}">')
        st.caption(words("rounds.map_means"))
    else:
        st.caption(words("rounds.no_coordinates"))
    for index, route in enumerate(made.routes):
        _show_route(visit, made, index, route, doctors.get(route.doctor_id))
    _show_left_out(visit, made)


def _show_head(visit: Visit, made: RoundRead) -> None:
    words = visit.words
    stops = sum(len(route.stops) for route in made.routes)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.subheader(words("rounds.of_day", day=made.day.isoformat()), anchor=False, width="content")
        st.badge(words.of("round_state", made.state), color="green" if made.state == "accepted" else "blue")
    with st.container(horizontal=True):
        st.metric(words("rounds.stops"), stops, border=True)
        st.metric(words("rounds.left_out"), len(made.unplanned), border=True)
        st.metric(words("rounds.doctors_out"), len([route for route in made.routes if route.stops]), border=True)
        st.metric(words("rounds.km"), f"{made.travel_km:.0f} km", border=True)
        st.metric(words("rounds.on_the_road"), words("rounds.minutes", count=made.travel_minutes), border=True)
    if made.state == "proposed":
        with st.container(horizontal=True, vertical_alignment="center"):
            st.button(
                words("rounds.accept", count=stops),
                key="rounds_accept",
                type="primary",
                icon=":material/event_available:",
                on_click=_accept,
                args=(visit, made),
                disabled=stops == 0,
            )
            st.caption(words("rounds.nothing_agreed"))
    else:
        st.link_button(
            words("rounds.calendar"), f"/api/v1/rounds/{made.id}/calendar.ics", icon=":material/calendar_month:"
        )


def _accept(visit: Visit, made: RoundRead) -> None:
    with telling_failures():
        visit.hospital.rounds.accept(made)
        keep_notice(visit.words("rounds.accepted"))


def _map(words: Words, made: RoundRead, doctors: Mapping[str, DoctorRead], factories: Mapping[str, FactoryRead]) -> str:
    routes = [
        RouteLine(_home(words, doctors.get(route.doctor_id)), tuple(_stops(words, route, factories)))
        for route in made.routes
    ]
    left_out = [_place(words, factories.get(stop.factory_id)) for stop in made.unplanned]
    title = words("rounds.map_title", day=made.day.isoformat())
    return route_map(routes, [place for place in left_out if place is not None], title=title)


def _home(words: Words, doctor: DoctorRead | None) -> Place | None:
    if doctor is None or doctor.home is None:
        return None
    return Place(words.name(doctor), doctor.home[0], doctor.home[1])


def _stops(words: Words, route: RoundRouteRead, factories: Mapping[str, FactoryRead]) -> list[Place]:
    found = [_place(words, factories.get(stop.factory_id), number) for number, stop in enumerate(route.stops, 1)]
    return [place for place in found if place is not None]


def _place(words: Words, factory: FactoryRead | None, number: int | None = None) -> Place | None:
    if factory is None or factory.latitude_deg is None or factory.longitude_deg is None:
        return None
    return Place(words.name(factory), factory.latitude_deg, factory.longitude_deg, number, left_out=number is None)


def _show_route(visit: Visit, made: RoundRead, index: int, route: RoundRouteRead, doctor: DoctorRead | None) -> None:
    words = visit.words
    name = words.name(doctor) if doctor else route.doctor_id
    with st.container(border=True, key=f"route_{route.doctor_id}"):
        with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
            st.markdown(f"**{letter(index)} · {plain(name)}**", width="content")
            if made.state == "accepted":
                address = f"/api/v1/rounds/{made.id}/calendar.ics?doctor_id={route.doctor_id}"
                st.link_button(words("rounds.calendar_of_doctor"), address, icon=":material/calendar_month:")
        hours = words("rounds.hours", leaves=_clock(route.leaves_at), returns=_clock(route.returns_at))
        road = words("rounds.road", km=f"{route.travel_km:.0f}", minutes=route.travel_minutes)
        carry = " · ".join(words.of("instrument", code) for code in route.carry) or words("rounds.nothing_to_carry")
        st.caption(plain(f"{hours} · {road} · {words('rounds.carry', instruments=carry)}"))
        st.dataframe(
            [_row(words, index, number, stop) for number, stop in enumerate(route.stops, 1)],
            hide_index=True,
            column_config={
                "stop": st.column_config.TextColumn(words("rounds.stop")),
                "time": st.column_config.TextColumn(words("rounds.time")),
                "factory": st.column_config.TextColumn(words("rounds.factory")),
                "urgency": st.column_config.TextColumn(words("rounds.urgency")),
                "purpose": st.column_config.TextColumn(words("rounds.purpose"), width="medium"),
                "travel": st.column_config.TextColumn(words("rounds.travel")),
                "wait": st.column_config.NumberColumn(words("rounds.wait")),
                "why": st.column_config.TextColumn(words("rounds.why"), width="large"),
            },
        )
        if made.state == "accepted":
            _show_visits(visit, made, index, route)


def _row(words: Words, index: int, number: int, stop: RoundPlannedRead) -> dict[str, Any]:
    return {
        "stop": f"{letter(index)}{number}",
        "time": f"{_clock(stop.start_at)}–{_clock(stop.departure_at)}",
        "factory": words.pick(stop.factory_name),
        "urgency": words.of("urgency", stop.urgency),
        "purpose": stop.purpose,
        "travel": words("rounds.road", km=f"{stop.travel_km:.0f}", minutes=stop.travel_minutes),
        "wait": stop.waiting_minutes,
        "why": " ".join(words.pick(reason) for reason in stop.reasons),
    }


def _show_visits(visit: Visit, made: RoundRead, index: int, route: RoundRouteRead) -> None:
    """Draw for each visit its sheet, and the way to call it off."""
    words = visit.words
    for number, stop in enumerate(route.stops, 1):
        if stop.visit_id is None:
            continue
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(f"{letter(index)}{number} · {plain(words.pick(stop.factory_name))}", width="content")
            st.link_button(words("rounds.sheet"), f"/api/v1/visits/{stop.visit_id}/sheet.pdf", icon=":material/print:")
            name = f"call_off:{stop.visit_id}"
            st.button(
                words("rounds.call_off"),
                key=f"call_off_{stop.visit_id}",
                icon=":material/event_busy:",
                on_click=open_dialog,
                args=(name,),
            )
            if is_dialog_open(name):
                show_dialog(visit, words("rounds.call_off"), _confirm_calling_off, made, stop)


def _confirm_calling_off(visit: Visit, made: RoundRead, stop: RoundPlannedRead) -> None:
    words, visit_id = visit.words, stop.visit_id
    st.markdown(plain(words("rounds.call_off_means", factory=words.pick(stop.factory_name))))
    with st.container(horizontal=True):
        if st.button(words("rounds.call_off"), key="call_off_now", type="primary") and visit_id is not None:
            try_to(visit, lambda: visit.hospital.rounds.call_off(made, visit_id), words("rounds.called_off"))
        if st.button(words("rounds.keep"), key="keep_visit"):
            close_dialog()
            st.rerun()


def _show_left_out(visit: Visit, made: RoundRead) -> None:
    words = visit.words
    if not made.unplanned:
        return
    st.subheader(words("rounds.left_out_heading", count=len(made.unplanned)), anchor=False)
    for stop in made.unplanned:
        with st.container(border=True, gap="small"):
            with st.container(horizontal=True, gap="small", vertical_alignment="center"):
                show_urgency(words, stop.urgency)
                st.markdown(f"**{plain(words.pick(stop.factory_name))}** · {plain(stop.purpose)}", width="content")
            st.markdown(f":material/event_busy: {plain(words.pick(stop.reason))}")
            st.markdown(f":material/lightbulb: {plain(words.pick(stop.change))}")


def _clock(at: datetime) -> str:
    return f"{at.astimezone(CHINA):%H:%M}"
