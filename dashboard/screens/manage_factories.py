"""Factories as their administrator keeps them: added, changed, what each uses, exports and deletions."""

from __future__ import annotations

from typing import Any, Final

import streamlit as st

from clinic_client.models import FactoryDeletionRead, FactoryExportRead, FactoryRead, UsageRead
from dashboard.components.acting import act, act_once, press, show_outcome
from dashboard.components.address import put, text_in_address, write_address
from dashboard.components.facts import columns_of_row, show_fact, show_head, size_of
from dashboard.components.forms import Form
from dashboard.components.live import close_dialog, is_dialog_open, open_dialog, show_dialog
from dashboard.components.paging import show_portion
from dashboard.components.reason import show_confirmed
from dashboard.visit import Visit
from dashboard.words import plain

__all__ = ["show_factory", "show_manage_factories"]

_PLACE: Final = "factory_desk"
_NEW: Final = "new_factory"
_ROWS: Final = 25
_WIDTHS: Final = (3.0, 3.0, 2.2, 1.6)
_TEXTS: Final = ("name_zh", "name_en", "address", "contact_person", "contact_phone", "working_hours", "note")
_FIELDS: Final = (*_TEXTS, "latitude_deg", "longitude_deg")
_OPEN_DELETION: Final = frozenset({"requested", "confirmed"})


def show_manage_factories(visit: Visit) -> None:
    """Draw the factories whose name or address holds what is searched for."""
    words = visit.words
    st.title(words.of("pages", "manage_factories"), anchor=False)
    show_outcome(visit, _PLACE)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input(
            words("factory_desk.search"),
            key=put("factories_q", text_in_address("q")),
            on_change=write_address,
            args=("q", "factories_q"),
            icon=":material/search:",
            width=280,
        )
        st.button(
            words("factory_desk.add"),
            key="factories_add",
            type="primary",
            icon=":material/add:",
            on_click=open_dialog,
            args=(_NEW,),
        )
    if is_dialog_open(_NEW):
        show_dialog(visit, words("factory_desk.add"), _show_new)
    wanted = text_in_address("q").strip().lower()
    factories = [each for each in visit.hospital.factories() if wanted in _haystack(each)]
    if not factories:
        st.info(words("factory_desk.empty"))
        return
    show_head([words.of("factory_column", name) for name in ("name", "address", "contact", "since")], _WIDTHS)
    for factory in show_portion(factories, _ROWS, "factories_page"):
        name, address, contact, since = columns_of_row(_WIDTHS)
        with name:
            visit.link("factory", plain(words.name(factory)), factory=factory.id)
        address.text(factory.address or "–")
        contact.text(f"{factory.contact_person} {factory.contact_phone}".strip() or "–")
        since.text(words.date(factory.created_at))


def _haystack(factory: FactoryRead) -> str:
    return f"{factory.name_zh} {factory.name_en} {factory.address}".lower()


def _show_new(visit: Visit) -> None:
    words = visit.words
    show_outcome(visit, _NEW)
    form = Form.of(visit, "factory", _FIELDS)
    _show_fields(visit, form)
    if st.button(words("factory_desk.save"), key="factories_save", type="primary"):
        body = {name: form.value(name) for name in _FIELDS if form.value(name) not in (None, "")}
        calls = visit.hospital.connections
        if act_once(_NEW, words("factory_desk.added"), lambda key: calls.add_factory(body, idempotency_key=key)):
            form.sent()
            close_dialog()
        st.rerun()


def _show_fields(visit: Visit, form: Form) -> None:
    words = visit.words
    left, right = st.columns(2)
    left.text_input(words("factory_desk.name_zh"), max_chars=120, **form.field("name_zh"))
    right.text_input(words("factory_desk.name_en"), max_chars=120, **form.field("name_en"))
    st.text_input(words("factory_desk.address"), max_chars=240, **form.field("address"))
    left, right = st.columns(2)
    left.text_input(words("factory_desk.contact_person"), max_chars=120, **form.field("contact_person"))
    right.text_input(words("factory_desk.contact_phone"), max_chars=40, **form.field("contact_phone"))
    st.text_input(words("factory_desk.working_hours"), max_chars=120, **form.field("working_hours"))
    left, right = st.columns(2)
    left.number_input(
        words("factory_desk.latitude"), -90.0, 90.0, value=None, format="%.5f", **form.field("latitude_deg")
    )
    right.number_input(
        words("factory_desk.longitude"), -180.0, 180.0, value=None, format="%.5f", **form.field("longitude_deg")
    )
    st.text_area(words("factory_desk.note"), max_chars=1000, height=80, **form.field("note"))


def show_factory(visit: Visit) -> None:
    """Draw the factory that the address names."""
    words, factory_id = visit.words, text_in_address("factory")
    visit.link("manage_factories", words("factory_desk.back"), icon=":material/arrow_back:")
    if not factory_id:
        st.title(words.of("pages", "factory"), anchor=False)
        st.info(words("factory_desk.none_chosen"))
        return
    factory = visit.hospital.connections.factory(factory_id)
    st.title(plain(words.name(factory)), anchor=False)
    show_outcome(visit, _PLACE)
    with st.container(horizontal=True):
        visit.link("accounts", words("factory_desk.people"), icon=":material/group:")
        visit.link("integrations", words("factory_desk.keys"), icon=":material/key:", view="keys")
        visit.link("audit", words("factory_desk.audit"), icon=":material/history:", subject=factory.id)
    _show_usage(visit, visit.hospital.connections.usage(factory_id))
    _show_change(visit, factory)
    _show_exports(visit, factory)
    _show_deletion(visit, factory, visit.hospital.connections.deletion(factory_id))


def _show_usage(visit: Visit, usage: UsageRead) -> None:
    words = visit.words
    st.subheader(words("factory_desk.usage"), anchor=False)
    with st.container(border=True):
        for name, used, limit, told in (
            ("stored", usage.stored_bytes, usage.stored_bytes_limit, size_of),
            ("files", usage.files_today, usage.files_per_day_limit, str),
            ("queued", usage.queued_jobs, usage.queued_jobs_limit, str),
        ):
            text = words("factory_desk.of_limit", name=words.of("usage", name), used=told(used), limit=told(limit))
            st.progress(min(1.0, used / max(limit, 1)), text=text)
        st.caption(words("factory_desk.limits_explained"))


def _show_change(visit: Visit, factory: FactoryRead) -> None:
    words = visit.words
    with st.expander(words("factory_desk.change"), icon=":material/edit:"):
        form = Form.of(visit, f"factory:{factory.id}", _FIELDS)
        for field in _FIELDS:
            form.begin_with(field, getattr(factory, field))
        _show_fields(visit, form)
        changes = _changes(factory, form)
        st.button(
            words("factory_desk.save"),
            key="factory_save",
            type="primary",
            disabled=not changes,
            on_click=_save,
            args=(visit, factory, form, changes),
        )


def _changes(factory: FactoryRead, form: Form) -> dict[str, Any]:
    changes: dict[str, Any] = {}
    for field in _FIELDS:
        value = form.text(field) if field in _TEXTS else form.value(field)
        if value != getattr(factory, field) and not (field.startswith("name_") and not value):
            changes[field] = value
    return changes


def _save(visit: Visit, factory: FactoryRead, form: Form, changes: dict[str, Any]) -> None:
    done = visit.words("factory_desk.saved")
    if act(_PLACE, done, lambda: visit.hospital.connections.change_factory(factory, changes)):
        form.sent()


def _show_exports(visit: Visit, factory: FactoryRead) -> None:
    words, calls = visit.words, visit.hospital.connections
    st.subheader(words("factory_desk.exports"), anchor=False)
    st.caption(words("factory_desk.exports_explained"))
    st.button(
        words("factory_desk.export"),
        key="factory_export",
        icon=":material/archive:",
        on_click=press,
        args=(_PLACE, words("factory_desk.export_asked"), lambda: calls.export(factory.id)),
    )
    for export in calls.exports(factory.id):
        _show_export(visit, export)


def _show_export(visit: Visit, export: FactoryExportRead) -> None:
    words = visit.words
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        size = "" if export.size_bytes is None else size_of(export.size_bytes)
        told = (words.of("export_state", export.state), words.date(export.created_at), export.requested_by, size)
        st.text(" · ".join(part for part in told if part), width="stretch")
        if export.state == "ready":
            st.download_button(
                words("factory_desk.download"),
                data=lambda: visit.hospital.connections.download_export(export.id),
                file_name=f"{export.factory_id}.zip",
                mime="application/zip",
                icon=":material/download:",
                key=f"export_{export.id}",
                on_click="ignore",
            )


def _show_deletion(visit: Visit, factory: FactoryRead, deletion: FactoryDeletionRead | None) -> None:
    words, calls = visit.words, visit.hospital.connections
    st.subheader(words("factory_desk.deletion"), anchor=False)
    if deletion is None or deletion.state not in _OPEN_DELETION:
        if deletion is not None:
            show_fact(words("factory_desk.last_deletion"), words.of("deletion_state", deletion.state))
        _show_request(visit, factory)
        return
    with st.container(border=True):
        due = words.date(deletion.due_at) if deletion.due_at else words("factory_desk.not_confirmed")
        st.warning(words.of("deletion_state", deletion.state), icon=":material/delete_forever:")
        st.text(words("factory_desk.due", date=due))
        with st.container(horizontal=True):
            if deletion.state == "requested":
                show_confirmed(
                    visit,
                    _PLACE,
                    "deletion_confirm",
                    label=words("factory_desk.confirm"),
                    explanation=words("factory_desk.confirm_explained"),
                    done=words("factory_desk.confirmed"),
                    icon=":material/gavel:",
                    do=lambda: calls.confirm_deletion(factory.id),
                )
            st.button(
                words("factory_desk.cancel"),
                key="deletion_cancel",
                icon=":material/undo:",
                on_click=press,
                args=(_PLACE, words("factory_desk.cancelled"), lambda: calls.cancel_deletion(factory.id)),
            )


def _show_request(visit: Visit, factory: FactoryRead) -> None:
    words = visit.words
    with st.expander(words("factory_desk.ask_deletion"), icon=":material/delete:"):
        st.write(words("factory_desk.ask_explained"))
        st.text_input(words("factory_desk.type_name"), key="deletion_name", placeholder=words.name(factory))
        st.button(
            words("factory_desk.ask_deletion"),
            key="deletion_ask",
            on_click=_ask_deletion,
            args=(visit, factory),
        )


def _ask_deletion(visit: Visit, factory: FactoryRead) -> None:
    name = str(st.session_state.get("deletion_name") or "")
    done = visit.words("factory_desk.asked")
    if act(_PLACE, done, lambda: visit.hospital.connections.request_deletion(factory.id, name)):
        st.session_state.pop("deletion_name", None)
