"""The measuring points of a machine: where a sensor sits, in which direction, what it measures."""

from __future__ import annotations

from typing import Final

import streamlit as st

from clinic_client.models import PointRead
from dashboard.components.acting import act, act_once, draw_anew_after_action, show_outcome
from dashboard.components.fields import Form
from dashboard.visit import Visit
from dashboard.words import plain

__all__ = ["show_points"]

_QUANTITIES: Final = ("acceleration", "velocity", "displacement", "sound_pressure", "current", "temperature")
_FIELDS: Final = ("name", "position", "direction", "quantity", "unit", "channel")


def show_points(visit: Visit, equipment_id: str, *, may_change: bool) -> None:
    """Draw the points in use; whoever looks after the machine adds and retires them here."""
    words = visit.words
    points = visit.hospital.machines.points(equipment_id)
    if not points:
        st.caption(words("points.none"))
    for point in points:
        _show_point(visit, point, may_change=may_change)
    if may_change:
        with st.popover(words("points.add"), icon=":material/add:"):
            st.fragment(_show_form)(visit, equipment_id)


def _show_point(visit: Visit, point: PointRead, *, may_change: bool) -> None:
    words = visit.words
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        place = [words.of("sensor_place", point.position), words.of("direction", point.direction or "")]
        measures = f"{words.of('quantity', point.quantity)} {point.unit or ''}".strip()
        about = " · ".join(part for part in (*place, measures) if part)
        st.markdown(f"**{plain(point.name)}**  \n:gray[{plain(about)}]", width="content")
        if may_change:
            st.button(
                words("points.retire"),
                key=f"retire:{point.id}",
                type="tertiary",
                icon=":material/close:",
                on_click=_retire,
                args=(visit, point),
            )
    show_outcome(visit, f"retire:{point.id}")


def _retire(visit: Visit, point: PointRead) -> None:
    act(f"retire:{point.id}", visit.words("points.retired"), lambda: visit.hospital.machines.retire_point(point.id))


def _show_form(visit: Visit, equipment_id: str) -> None:
    draw_anew_after_action()
    words, place = visit.words, f"point:{equipment_id}"
    form = Form(visit, place, quantity=_QUANTITIES[0])
    places, typed = words.codes("sensor_place"), form.text("position")
    form.line("name", words("points.name"), most=120, hint=words("points.name_hint"))
    form.select(
        "position",
        words("points.position"),
        [*places, typed] if typed and typed not in places else places,
        lambda code: words.of("sensor_place", code),
        takes_others=True,
    )
    directions = words.codes("direction")
    form.select("direction", words("points.direction"), directions, lambda code: words.of("direction", code))
    form.select("quantity", words("points.quantity"), _QUANTITIES, lambda code: words.of("quantity", code))
    form.line("unit", words("points.unit"), most=20)
    form.line("channel", words("points.channel"), most=40)
    show_outcome(visit, place)
    st.button(
        words("points.save"), type="primary", key=f"{place}:save", on_click=_add, args=(visit, equipment_id, form)
    )


def _add(visit: Visit, equipment_id: str, form: Form) -> None:
    fields = {field: form.text(field) for field in _FIELDS if form.text(field)}
    if act_once(
        form.name,
        visit.words("points.added"),
        lambda key: visit.hospital.machines.add_point(equipment_id, fields, idempotency_key=key),
    ):
        form.sent()
