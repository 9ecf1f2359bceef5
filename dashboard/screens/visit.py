"""One visit, made for a phone: arrive, write down each machine, leave."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import streamlit as st

from clinic_client.models import CaseRead, StopRead, VisitRead
from clinic_client.models.read_work_list_need_item import ReadWorkListNeedItem
from dashboard.components.doctor.acting import act, draw_anew_after_action, show_outcome
from dashboard.components.doctor.follow_up import show_own_measurement
from dashboard.components.fields import Form
from dashboard.screens.my_visits import show_visit_state
from dashboard.visit import Visit
from dashboard.words import plain

__all__ = ["show_visit"]

_MEASURED: Final[Sequence[ReadWorkListNeedItem]] = ("await_follow_up", "call_follow_up", "compare_follow_up")
_MOST_AWAITED: Final = 200


def show_visit(visit: Visit) -> None:
    """Draw the visit that the address names (``?visit=vis_…``)."""
    words = visit.words
    visit_id = st.query_params.get("visit")
    if not visit_id:
        st.title(words.of("pages", "visit"), anchor=False)
        st.info(words("visits.not_chosen"))
        visit.link("my_visits", words.of("pages", "my_visits"), icon=":material/arrow_back:")
        return
    st.fragment(_show)(visit, visit_id)


def _show(visit: Visit, visit_id: str) -> None:
    draw_anew_after_action(visit)
    words, visited = visit.words, visit.hospital.practice.visit(visit_id)
    st.title(plain(words.pick(visited.factory_name)), anchor=False)
    with st.container(horizontal=True, vertical_alignment="center"):
        show_visit_state(words, visited.state)
        st.markdown(f"**{words.day(visited.day)}** · {plain(visited.purpose)}")
    if visited.address:
        st.caption(f":material/location_on: {plain(visited.address)}")
    if visited.instruments:
        carried = ("、" if words.language == "zh" else ", ").join(
            words.of("instrument", each) for each in visited.instruments
        )
        st.caption(f":material/handyman: {words('visits.carry')}: {plain(carried)}")
    with st.container(horizontal=True, vertical_alignment="center"):
        st.link_button(words("visits.sheet"), f"/api/v1/visits/{visited.id}/sheet.pdf", icon=":material/print:")
        visit.link("my_visits", words.of("pages", "my_visits"), icon=":material/arrow_back:")
    show_outcome(visit)
    if visited.state == "planned":
        _show_arrival(visit, visited)
    awaited = {} if visited.state in {"planned", "cancelled"} else _awaited_measurements(visit)
    for stop in visited.stops:
        _show_stop(visit, visited, stop)
        if case := awaited.get(stop.equipment_id):
            show_own_measurement(visit, case, expanded=False)
    if visited.state == "under_way":
        _show_another_machine(visit, visited)
        _show_leaving(visit, visited)
    if visited.state == "done" and visited.notes:
        st.markdown(plain(visited.notes))


def _awaited_measurements(visit: Visit) -> dict[str, CaseRead]:
    """Return the doctor's cases that a measurement after the treatment is awaited for, by their machines."""
    listed = visit.hospital.attending.work_list(needs=_MEASURED, limit=_MOST_AWAITED)
    return {work.case.equipment_id: work.case for work in listed.items if work.case.equipment_id}


def _show_arrival(visit: Visit, visited: VisitRead) -> None:
    words = visit.words
    form = Form(visit, f"arrive:{visited.id}")
    with st.container(border=True):
        form.line("met", words("visits.met"), most=120, hint=words("visits.met_hint"))
        st.button(
            words("visits.arrive"),
            type="primary",
            icon=":material/where_to_vote:",
            width="stretch",
            key=f"arrive_{visited.id}",
            disabled=not form.text("met"),
            on_click=_arrive,
            args=(visit, visited, form),
        )
    with st.popover(words("visits.cancel"), icon=":material/event_busy:"):
        st.caption(words("visits.cancel_explanation"))
        st.button(words("visits.cancel_yes"), key=f"cancel_{visited.id}", on_click=_cancel, args=(visit, visited))


def _show_stop(visit: Visit, visited: VisitRead, stop: StopRead) -> None:
    words = visit.words
    with st.container(border=True, key=f"stop_{stop.id}"):
        where = f" · {stop.location}" if stop.location else ""
        st.markdown(f"**{plain(words.pick(stop.equipment_name))}**{plain(where)}")
        if stop.state == "planned":
            if visited.state == "under_way":
                _show_stop_form(visit, visited, stop)
            else:
                st.caption(words("visits.after_arrival"))
            return
        icon = ":material/skip_next:" if stop.state == "skipped" else ":material/check_circle:"
        found = words("visits.found") if stop.finding else words("visits.in_order")
        st.badge(
            words("visits.skipped") if stop.state == "skipped" else found,
            icon=icon,
            color="gray" if not stop.finding else "orange",
        )
        for text in (stop.finding, stop.notes):
            if text:
                st.markdown(plain(text))
        if stop.recorded_by and stop.recorded_at:
            st.caption(plain(f"{stop.recorded_by} · {words.date(stop.recorded_at)}"))
        if stop.case_id:
            said = words("visits.joined") if stop.joined else words("visits.opened_case")
            visit.link("case", f"{said} {stop.case_id}", icon=":material/description:", case=stop.case_id)


def _show_stop_form(visit: Visit, visited: VisitRead, stop: StopRead) -> None:
    words = visit.words
    form = Form(visit, f"stop:{stop.id}")
    form.segments(
        "result",
        words("visits.result"),
        words.codes("stop_result"),
        lambda code: words.of("stop_result", code),
        hides_label=True,
    )
    result = form.value("result")
    if result is None:
        st.caption(words("visits.result_hint"))
        return
    if result == "finding":
        form.area("finding", words("visits.finding"), hint=words("visits.finding_hint"))
    label = words("visits.skip_reason") if result == "skipped" else words("visits.notes")
    form.area("notes", label, height=80)
    is_whole = bool(form.text("finding")) if result == "finding" else result != "skipped" or bool(form.text("notes"))
    st.button(
        words("visits.record"),
        type="primary",
        width="stretch",
        key=f"record_{stop.id}",
        disabled=not is_whole,
        on_click=_record,
        args=(visit, visited, stop, form),
    )


def _show_another_machine(visit: Visit, visited: VisitRead) -> None:
    words = visit.words
    there = {stop.equipment_id for stop in visited.stops}
    machines = {
        machine.id: machine
        for machine in visit.kept("machines", visit.hospital.equipment)
        if machine.factory_id == visited.factory_id and machine.id not in there
    }
    if not machines:
        return
    with st.expander(words("visits.another_machine"), icon=":material/add:"):
        chosen = st.selectbox(
            words("doctor.visit_machines"),
            list(machines),
            index=None,
            placeholder=words("doctor.choose"),
            format_func=lambda identity: words.name(machines[identity]),
            key=f"another_{visited.id}_{len(there)}",
        )
        st.button(
            words("visits.add_machine"),
            key=f"add_{visited.id}",
            disabled=chosen is None,
            on_click=_add_stop,
            args=(visit, visited, chosen),
        )


def _show_leaving(visit: Visit, visited: VisitRead) -> None:
    words = visit.words
    left = sum(stop.state == "planned" for stop in visited.stops)
    form = Form(visit, f"leave:{visited.id}")
    with st.container(border=True):
        form.area("notes", words("visits.leave_notes"), height=80)
        if left:
            st.caption(f":material/hourglass_top: {words('visits.stops_left', count=left)}")
        st.button(
            words("visits.finish"),
            type="primary",
            icon=":material/logout:",
            width="stretch",
            key=f"finish_{visited.id}",
            disabled=left > 0,
            on_click=_finish,
            args=(visit, visited, form),
        )


def _arrive(visit: Visit, visited: VisitRead, form: Form) -> None:
    met = form.text("met")
    if act(visit.words("visits.arrived"), lambda: visit.hospital.practice.arrive(visited, met)):
        form.sent()


def _cancel(visit: Visit, visited: VisitRead) -> None:
    act(visit.words("visits.cancelled"), lambda: visit.hospital.practice.cancel_visit(visited))


def _record(visit: Visit, visited: VisitRead, stop: StopRead, form: Form) -> None:
    result, record = form.value("result"), visit.hospital.practice.record_stop
    finding = form.text("finding") if result == "finding" else None
    notes, language = form.text("notes") or None, visit.words.language
    is_skipped = result == "skipped"
    if act(
        visit.words("visits.recorded"),
        lambda: record(visited.id, stop.id, finding=finding, notes=notes, skipped=is_skipped, language=language),
    ):
        form.sent()


def _add_stop(visit: Visit, visited: VisitRead, equipment_id: str) -> None:
    act(visit.words("visits.machine_added"), lambda: visit.hospital.practice.add_stop(visited, equipment_id))


def _finish(visit: Visit, visited: VisitRead, form: Form) -> None:
    notes = form.text("notes") or None
    if act(visit.words("visits.finished"), lambda: visit.hospital.practice.finish_visit(visited, notes)):
        form.sent()
