"""What is known of a factory, written down for a new one and changed for one that is there."""

from __future__ import annotations

from typing import Any, Final

import streamlit as st

from clinic_client.models import FactoryRead
from dashboard.components.acting import act, act_once, show_outcome
from dashboard.components.fields import Form
from dashboard.components.live import close_dialog
from dashboard.visit import Visit

__all__ = ["NEW_FACTORY", "show_factory_change", "show_new_factory"]

NEW_FACTORY: Final = "new_factory"
_TEXTS: Final = ("name_zh", "name_en", "address", "contact_person", "contact_phone", "working_hours", "note")
_FIELDS: Final = (*_TEXTS, "latitude_deg", "longitude_deg")


def show_new_factory(visit: Visit) -> None:
    """Draw the dialog that adds a factory."""
    words = visit.words
    show_outcome(visit, NEW_FACTORY)
    form = Form(visit, "factory")
    _show_fields(visit, form)
    if st.button(words("factory_desk.save"), key="factories_save", type="primary"):
        body = {name: _value(form, name) for name in _FIELDS if _value(form, name) not in (None, "")}
        calls = visit.hospital.connections
        if act_once(NEW_FACTORY, words("factory_desk.added"), lambda key: calls.add_factory(body, idempotency_key=key)):
            form.sent()
            visit.forget_kept()
            close_dialog()
        st.rerun()


def show_factory_change(visit: Visit, factory: FactoryRead, place: str) -> None:
    """Draw what is known of ``factory``, to be changed as it was shown."""
    words = visit.words
    with st.expander(words("factory_desk.change"), icon=":material/edit:"):
        form = Form(visit, f"factory:{factory.id}", **{field: getattr(factory, field) for field in _FIELDS})
        _show_fields(visit, form)
        st.button(
            words("factory_desk.save"),
            key="factory_save",
            type="primary",
            disabled=not _changes(factory, form),
            on_click=_save,
            args=(visit, factory, form, place),
        )


def _show_fields(visit: Visit, form: Form) -> None:
    words = visit.words
    left, right = st.columns(2)
    with left:
        form.line("name_zh", words("factory_desk.name_zh"), most=120)
    with right:
        form.line("name_en", words("factory_desk.name_en"), most=120)
    form.line("address", words("factory_desk.address"), most=240)
    left, right = st.columns(2)
    with left:
        form.line("contact_person", words("factory_desk.contact_person"), most=120)
    with right:
        form.line("contact_phone", words("factory_desk.contact_phone"), most=40)
    form.line("working_hours", words("factory_desk.working_hours"), most=120)
    left, right = st.columns(2)
    with left:
        form.number("latitude_deg", words("factory_desk.latitude"), least=-90, most=90)
    with right:
        form.number("longitude_deg", words("factory_desk.longitude"), least=-180, most=180)
    form.area("note", words("factory_desk.note"), height=80, most=1000)


def _value(form: Form, field: str) -> Any:
    return form.text(field) if field in _TEXTS else form.value(field)


def _changes(factory: FactoryRead, form: Form) -> dict[str, Any]:
    changes: dict[str, Any] = {}
    for field in _FIELDS:
        value = _value(form, field)
        if value != getattr(factory, field) and not (field.startswith("name_") and not value):
            changes[field] = value
    return changes


def _save(visit: Visit, factory: FactoryRead, form: Form, place: str) -> None:
    done, changes = visit.words("factory_desk.saved"), _changes(factory, form)
    if act(place, done, lambda: visit.hospital.connections.change_factory(factory, changes)):
        form.sent()
        visit.forget_kept()
